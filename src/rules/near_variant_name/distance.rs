//! How far two words are apart: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, in the
//! restricted form in which no letter is edited twice).

/// The distance between two words, if it is at most `limit`. Both are short: the work is the product of the limit and of
/// what lies between the letters that they share at their beginnings and ends.
pub(super) fn within(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    const LONGEST: usize = 48;
    if a.len().abs_diff(b.len()) > limit || a.len() >= LONGEST || b.len() >= LONGEST {
        return None;
    }
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    // Cells farther from the diagonal than the limit are never read as anything but too far.
    let mut rows = [[LONGEST as u8; LONGEST]; 3];
    for (column, cell) in rows[0].iter_mut().enumerate().take(b.len().min(limit) + 1) {
        *cell = column as u8;
    }
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let (from, to) = (i.saturating_sub(limit).max(1), (i + limit).min(b.len()));
        rows[now][from - 1] = if from == 1 { i as u8 } else { LONGEST as u8 };
        let mut row_least = rows[now][from - 1];
        for j in from..=to {
            let same = u8::from(a[i - 1] != b[j - 1]);
            let mut cost = (rows[last][j - 1] + same).min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost;
            row_least = row_least.min(cost);
        }
        if to < b.len() {
            rows[now][to + 1] = LONGEST as u8;
        }
        if usize::from(row_least) > limit {
            return None;
        }
    }
    let distance = usize::from(rows[a.len() % 3][b.len()]);
    (distance <= limit).then_some(distance)
}

/// The letters of a word as bits, to tell quickly that two words are too far apart.
pub(super) fn letters(word: &[u8]) -> u32 {
    word.iter().filter(|b| b.is_ascii_lowercase()).fold(0, |bits, b| bits | 1 << (b - b'a'))
}

/// An edit that turns one word into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) kind: EditKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EditKind {
    Swap,
    /// A letter is taken out; it may be one of a double letter.
    Delete {
        double: bool,
    },
    /// A letter is put in; it may double its neighbour.
    Insert {
        double: bool,
    },
    /// A letter is put for another; both may be vowels.
    Replace {
        vowels: bool,
    },
}

impl Edit {
    /// How unlikely it is that somebody wrote the one word and meant the other: slips seldom touch the first letter, and
    /// a swapped, doubled or missing letter is likelier than a wrong one.
    pub(super) fn cost(self) -> u8 {
        let first = if self.at == 0 { 3 } else { 0 };
        first
            + match self.kind {
                EditKind::Swap | EditKind::Delete { double: true } | EditKind::Insert { double: true } => 0,
                EditKind::Insert { double: false } | EditKind::Replace { vowels: true } => 1,
                EditKind::Delete { double: false } | EditKind::Replace { vowels: false } => 2,
            }
    }
}

/// Calls a function with every word at distance one.
pub(super) fn one_edit_away(word: &str, mut look: impl FnMut(&str, Edit)) {
    let bytes = word.as_bytes();
    let mut edited = String::with_capacity(word.len() + 1);
    let mut each = |parts: [&[u8]; 3], at: usize, kind: EditKind| {
        edited.clear();
        for part in parts {
            edited.extend(part.iter().map(|&b| char::from(b)));
        }
        look(&edited, Edit { at, kind });
    };
    for at in 0..bytes.len() {
        let (before, letter, after) = (&bytes[..at], bytes[at], &bytes[at + 1..]);
        if let Some((&next, rest)) = after.split_first().filter(|&(&next, _)| next != letter) {
            each([before, &[next, letter], rest], at, EditKind::Swap);
        }
        let double = before.last() == Some(&letter) || after.first() == Some(&letter);
        each([before, &[], after], at, EditKind::Delete { double });
        for other in (b'a'..=b'z').filter(|&other| other != letter) {
            let vowels = is_vowel(letter) && is_vowel(other);
            each([before, &[other], after], at, EditKind::Replace { vowels });
        }
    }
    for at in 0..=bytes.len() {
        for letter in b'a'..=b'z' {
            let double = bytes.get(at) == Some(&letter) || at > 0 && bytes[at - 1] == letter;
            each([&bytes[..at], &[letter], &bytes[at..]], at, EditKind::Insert { double });
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(within(b"ossificans", b"osseiferans", 4), Some(3));
        assert_eq!(within(b"bladder", b"bldader", 2), Some(1));
        assert_eq!(within(b"fever", b"lever", 1), Some(1));
        assert_eq!(within(b"fever", b"gout", 2), None);
        assert_eq!(within(b"hyperkalemia", b"hypokalemia", 2), Some(2));
        assert_eq!(within(b"abcdefgh", b"bcdefghi", 2), Some(2));
        assert_eq!(within(b"lymphoma", b"lympifema", 4), Some(3));
        assert_eq!(within(b"gout", b"gout", 1), Some(0));
    }

    #[test]
    fn words_one_edit_away() {
        let edit = |word: &str, other: &str| {
            let mut found = None;
            one_edit_away(word, |edited, edit| found = found.or((edited == other).then_some(edit)));
            found
        };
        let insert = Edit { at: 5, kind: EditKind::Insert { double: false } };
        assert_eq!(edit("insuin", "insulin"), Some(Edit { at: 4, ..insert }));
        assert_eq!(edit("asiprin", "aspirin"), Some(Edit { at: 2, kind: EditKind::Swap }));
        assert_eq!(edit("doners", "donors").map(Edit::cost), Some(1));
        assert_eq!(edit("doners", "doers").map(Edit::cost), Some(2));
        assert_eq!(edit("bepper", "pepper").map(Edit::cost), Some(5));
        assert_eq!(edit("fever", "gout"), None);
    }
}
