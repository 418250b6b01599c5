//! Text made safe for XML, HTML and addresses, whatever stands in an article or a file name.

use super::plain;
use std::fmt::Write as _;

/// Text for an element or a quoted attribute of XML: it reads back as it was, but for the characters that XML cannot
/// hold at all, which become U+FFFD.
pub(super) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '\t' | '\n' | '\r' => reference(&mut safe, character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push(char::REPLACEMENT_CHARACTER),
            _ if plain::is_active(character) => reference(&mut safe, character),
            _ => named(&mut safe, character),
        }
    }
    safe
}

/// Text for an element or a quoted attribute of HTML, without any character that a browser would act on. Line ends
/// stay.
pub(super) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '\n' | '\t' => safe.push(character),
            '\r' => safe.push('\n'),
            _ if plain::is_active(character) => safe.push(char::REPLACEMENT_CHARACTER),
            _ => named(&mut safe, character),
        }
    }
    safe
}

/// A path as a relative reference, or as a `file:` address when it is absolute.
pub(super) fn address(path: &str) -> String {
    let mut address = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => address.push(byte.into()),
            b'\\' if cfg!(windows) => address.push('/'),
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

fn reference(safe: &mut String, character: char) {
    let _ = write!(safe, "&#x{:X};", u32::from(character));
}

fn named(safe: &mut String, character: char) {
    match character {
        '&' => safe.push_str("&amp;"),
        '<' => safe.push_str("&lt;"),
        '>' => safe.push_str("&gt;"),
        '"' => safe.push_str("&quot;"),
        '\'' => safe.push_str("&#39;"),
        _ => safe.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_what_it_can() {
        assert_eq!(
            xml("a<b>&\"'\n]]>\u{1b}\u{202e}\u{85}"),
            "a&lt;b&gt;&amp;&quot;&#39;&#xA;]]&gt;\u{FFFD}&#x202E;&#x85;"
        );
    }

    #[test]
    fn html_has_no_active_character() {
        assert_eq!(html("<b>\0\u{202e}x\r\n"), "&lt;b&gt;\u{FFFD}\u{FFFD}x\n\n");
    }

    #[test]
    fn addresses_are_percent_encoded() {
        assert_eq!(address("a b/c%:é.md"), "a%20b/c%25%3A%C3%A9.md");
        assert_eq!(address("/tmp/x"), "file:///tmp/x");
    }
}
