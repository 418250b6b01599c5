//! How far two words are apart: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, in the
//! restricted form in which no letter is edited twice).

/// The distance between two words, if it is at most `limit`. Both are short: the work is the product of their lengths.
pub(super) fn within(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    const LONGEST: usize = 48;
    if a.len().abs_diff(b.len()) > limit || a.len() >= LONGEST || b.len() >= LONGEST {
        return None;
    }
    let mut rows = [[0_u8; LONGEST]; 3];
    for (column, cell) in rows[0].iter_mut().enumerate().take(b.len() + 1) {
        *cell = column as u8;
    }
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u8;
        let mut least = i as u8;
        for j in 1..=b.len() {
            let same = u8::from(a[i - 1] != b[j - 1]);
            let mut cost = (rows[last][j - 1] + same).min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > limit {
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

/// Calls a function with every word at distance one until it gives something.
pub(super) fn one_edit_away<T>(word: &str, mut known: impl FnMut(&str) -> Option<T>) -> Option<T> {
    let bytes = word.as_bytes();
    let mut edited = String::with_capacity(word.len() + 1);
    let mut look = |edited: &mut String, parts: [&[u8]; 3]| {
        edited.clear();
        for part in parts {
            edited.extend(part.iter().map(|&b| char::from(b)));
        }
        known(edited)
    };
    for at in 0..bytes.len() {
        if at + 1 < bytes.len() && bytes[at] != bytes[at + 1] {
            let found = look(&mut edited, [&bytes[..at], &[bytes[at + 1], bytes[at]], &bytes[at + 2..]]);
            if found.is_some() {
                return found;
            }
        }
    }
    for at in 0..bytes.len() {
        let found = look(&mut edited, [&bytes[..at], &[], &bytes[at + 1..]]);
        if found.is_some() {
            return found;
        }
    }
    for at in 0..=bytes.len() {
        for letter in b'a'..=b'z' {
            let found = look(&mut edited, [&bytes[..at], &[letter], &bytes[at..]]);
            if found.is_some() {
                return found;
            }
        }
    }
    for at in 0..bytes.len() {
        for letter in b'a'..=b'z' {
            let found = look(&mut edited, [&bytes[..at], &[letter], &bytes[at + 1..]]);
            if found.is_some() {
                return found;
            }
        }
    }
    None
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
    }

    #[test]
    fn words_one_edit_away() {
        assert_eq!(one_edit_away("insuin", |word| (word == "insulin").then_some(())), Some(()));
        assert_eq!(one_edit_away("asiprin", |word| (word == "aspirin").then_some(())), Some(()));
    }
}
