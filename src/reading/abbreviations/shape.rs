//! What a short form looks like, and how loose a fit it allows.

use super::align::Letter;

/// Words that the letters of a short form often leave out.
pub(super) const LEFT_OUT: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "der", "des", "du", "et", "for", "from", "in", "into", "la", "le", "of",
    "on", "or", "the", "to", "und", "via", "with", "without",
];

/// Whether every bracket that opens in a text closes in it.
pub(super) fn balanced(text: &str) -> bool {
    let mut open = 0_i32;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => open += 1,
            b')' | b']' if open == 0 => return false,
            b')' | b']' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

/// The most that an alignment of so many letters may cost.
pub(super) fn allowed(letters: &[Letter]) -> u32 {
    match letters.len() {
        0..=2 => 8,
        3 => 20,
        4 => 27,
        _ => 36,
    }
}

/// The shape of a short form: two to ten characters in at most two words, a letter among them, a letter or digit first,
/// and not plainly an ordinary word.
pub(super) fn is_short_form(text: &str) -> bool {
    let count = text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=10).contains(&count)
        && text.split_whitespace().count() <= 2
        && letters > 0
        && text.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && text.starts_with(char::is_alphanumeric)
        && balanced(text)
        && !text.chars().any(|c| matches!(c, '%' | '=' | '<' | '>' | '\u{00B1}' | '\u{00B0}'))
        && !LEFT_OUT.contains(&text)
        && (text.chars().any(char::is_uppercase) || (count <= 4 && !text.contains(' ')))
        && !text.split_once(' ').is_some_and(|(first, _)| first.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}
