//! How well the letters of a short form fit the words beside it.
//!
//! Schwartz and Hearst (2003) take the first fit from the right; Sohn et al. (2008, Ab3P) try strategies from strict
//! (first letters of the words) to loose (letters inside words) and trust each by how often it is right. Here the
//! strategies are costs of one alignment: a first letter is free, letters inside a word and skipped words cost, and the
//! cheapest long form wins.

/// A word, or a part of a hyphenated one, that may belong to a long form.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its letters and digits in lower case.
    pub(super) letters: Vec<char>,
    /// What it is, if it may well be left out.
    pub(super) kind: PartKind,
    /// It is joined to the part before it by a hyphen or the like.
    pub(super) joined: bool,
}

/// How readily a short form leaves a part out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// A word that says something.
    Word,
    /// A word that short forms leave out: "of", "the", "and".
    Stop,
    /// A mark that a long form seldom holds: a comma, a bracket.
    Mark,
    /// A number or a single letter, as chemical names hold: "5" of "adenosine 5'-triphosphate".
    Locant,
}

/// A letter or digit of a short form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// In lower case.
    pub(super) c: char,
    /// It was written in lower case, so it more likely stands inside a word: the "g" of "Ig".
    pub(super) small: bool,
    /// It is the last, a lower-case "s": it marks the plural.
    pub(super) plural: bool,
}

/// A letter next to the matched one in the same word: "Gal" of "galactosamine".
const NEXT: u32 = 3;
/// A letter further on in a word whose first letter matched: "LPS" of "lipopolysaccharide".
const INSIDE: u32 = 7;
/// The first matched letter of a word is not its first.
const NOT_FIRST: u32 = 16;
/// What leaving out a whole part costs.
const SKIP_STOP: u32 = 2;
const SKIP_LOCANT: u32 = 3;
const SKIP_JOINED: u32 = 6;
const SKIP_WORD: u32 = 17;
const SKIP_MARK: u32 = 6;
/// A digit of the short form that the long form has not.
const NO_DIGIT: u32 = 9;
const NEVER: u32 = u32::MAX / 2;

/// The letters of a short form.
pub(super) fn letters_of(short: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| Letter { c: c.to_lowercase().next().unwrap_or(c), small: c.is_lowercase(), plural: false })
        .collect();
    let capitals = letters.iter().filter(|letter| !letter.small).count();
    if let Some(last) = letters.last_mut() {
        last.plural = last.small && last.c == 's' && capitals > 1;
    }
    letters
}

/// What it costs to read the short form out of these parts; the first letter must begin the first part. Digits may find
/// no match: "PLS-2" of "partial least squares". `None` when the letters are not there in order.
pub(super) fn cost(letters: &[Letter], parts: &[Part]) -> Option<u32> {
    let (first, rest) = parts.split_first()?;
    // cheapest[k]: what the parts so far cost when they hold the first k letters.
    let mut cheapest = vec![NEVER; letters.len() + 1];
    spend(letters, 0, first, true, 0, &mut cheapest);
    leave_digits(letters, &mut cheapest);
    for part in rest {
        let mut next: Vec<u32> = cheapest.iter().map(|&cost| cost.saturating_add(skip(part)).min(NEVER)).collect();
        for (taken, &cost) in cheapest.iter().enumerate() {
            if cost < NEVER {
                spend(letters, taken, part, false, cost, &mut next);
            }
        }
        leave_digits(letters, &mut next);
        cheapest = next;
    }
    cheapest.last().copied().filter(|&cost| cost < NEVER)
}

/// Lets digits go without a match, but not the first letter.
fn leave_digits(letters: &[Letter], cheapest: &mut [u32]) {
    for (k, letter) in letters.iter().enumerate().skip(1) {
        if letter.c.is_numeric() {
            cheapest[k + 1] = cheapest[k + 1].min(cheapest[k].saturating_add(NO_DIGIT));
        }
    }
}

fn skip(part: &Part) -> u32 {
    match (part.kind, part.joined) {
        (PartKind::Stop, _) | (PartKind::Mark, true) => SKIP_STOP,
        (PartKind::Mark, false) => SKIP_MARK,
        (PartKind::Locant, _) => SKIP_LOCANT,
        (PartKind::Word, true) => SKIP_JOINED,
        (PartKind::Word, false) => SKIP_WORD,
    }
}

/// Takes letters from `taken` on out of one part, and lowers the cost of every number of letters that it reaches.
fn spend(letters: &[Letter], taken: usize, part: &Part, must_begin: bool, cost: u32, next: &mut [u32]) {
    let Some(wanted) = letters.get(taken) else { return };
    let start = part.letters.iter().position(|&c| c == wanted.c);
    let Some(start) = start.filter(|&start| start == 0 || !must_begin) else { return };
    let plural_only = wanted.plural && part.letters.last() == Some(&'s');
    let mut total = cost
        + match start {
            0 if part.kind == PartKind::Stop && taken > 0 => 3,
            0 => 0,
            _ if plural_only => 1,
            _ if wanted.small => NOT_FIRST / 2,
            _ => NOT_FIRST,
        };
    let mut at = start;
    let mut k = taken + 1;
    next[k] = next[k].min(total);
    while let Some(wanted) = letters.get(k) {
        let Some(step) = part.letters[at + 1..].iter().position(|&c| c == wanted.c) else { return };
        total += match (wanted, step) {
            (Letter { plural: true, .. }, _) => 0,
            (Letter { small: true, .. }, 0) => 1,
            (Letter { small: true, .. }, _) => INSIDE / 2,
            (_, 0) => NEXT,
            (_, _) => INSIDE,
        };
        at += 1 + step;
        k += 1;
        next[k] = next[k].min(total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(short: &str, long: &str) -> Option<u32> {
        let parts: Vec<Part> = long
            .split_inclusive([' ', '-'])
            .scan(false, |joined, word| {
                let letters: Vec<char> = word.trim_end_matches([' ', '-']).chars().collect();
                let kind = if ["of", "and"].contains(&word.trim()) { PartKind::Stop } else { PartKind::Word };
                let part = Part { kind, joined: *joined, letters };
                *joined = word.ends_with('-');
                Some(part)
            })
            .collect();
        cost(&letters_of(short), &parts)
    }

    #[test]
    fn strict_fits_cost_less() {
        assert_eq!(fit("MVP", "mitral valve prolapse"), Some(0));
        let stop = fit("COPD", "chronic obstruction of pulmonary disease");
        let inside = fit("LPS", "lipopolysaccharide");
        let skipped = fit("SEB", "staphylococcus aureus enterotoxin-b");
        assert!(Some(0) < stop && stop < inside && inside < skipped, "{stop:?} {inside:?} {skipped:?}");
        assert_eq!(fit("MVP", "mitral prolapse"), None);
    }

    #[test]
    fn a_plural_ending_is_free() {
        assert_eq!(fit("MSCs", "mesenchymal stem cells"), Some(0));
    }
}
