//! Text made harmless for a terminal: nothing in an article or a file name can move the cursor, change colours or turn
//! the direction of what follows.

use std::borrow::Cow;

/// Whether a terminal would act on a character instead of showing it.
pub(super) fn is_active(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character takes no room, so that a label under it would point at nothing.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// The character that is shown in place of another: white space of any kind as a blank, what is active or invisible as
/// U+FFFD.
pub(super) fn shown(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' => ' ',
        _ if is_active(character) || is_invisible(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// A text on one line, without any character that a terminal would act on.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| shown(character) == character) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_not_passed_on() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}c\u{202e}d\ne\u{e9}"), "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d e\u{e9}");
    }
}
