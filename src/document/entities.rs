//! Character references of HTML, as html5gum decodes them, with the bytes that they take up.

use html5gum::{Token, Tokenizer};
use rustc_hash::FxHashMap;
use std::convert::Infallible;

/// The longest name of a character reference, `CounterClockwiseContourIntegral`, is shorter.
const LONGEST: usize = 40;

/// Decodes character references; what was decoded once is remembered.
#[derive(Default)]
pub(super) struct Entities<'s> {
    /// Text from `&` up to the end of the name, to what it stands for and how many bytes of it were used.
    known: FxHashMap<&'s str, Option<(String, usize)>>,
}

impl<'s> Entities<'s> {
    /// What a text that begins with `&` begins with: the decoded characters and the number of bytes they stand for, or
    /// nothing when the `&` is only itself.
    pub(super) fn decode(&mut self, text: &'s str) -> Option<(&str, usize)> {
        let candidate = &text[..candidate_len(text.as_bytes())];
        if candidate.len() < 3 {
            return None;
        }
        if self.known.len() > 10_000 {
            self.known.clear();
        }
        let decoded = self.known.entry(candidate).or_insert_with(|| decode(candidate));
        decoded.as_ref().map(|(text, used)| (text.as_str(), *used))
    }
}

/// The length of `&`, a name or number, and the semicolon if there is one.
fn candidate_len(bytes: &[u8]) -> usize {
    let hash = usize::from(bytes.get(1) == Some(&b'#'));
    let name = bytes[1 + hash..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = 1 + hash + name;
    end + usize::from(name > 0 && bytes.get(end) == Some(&b';'))
}

fn decode(candidate: &str) -> Option<(String, usize)> {
    let mut decoded = String::new();
    for token in Tokenizer::new(candidate) {
        let Ok::<_, Infallible>(token) = token;
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    let first = decoded.chars().next()?;
    if decoded == candidate {
        return None;
    }
    // An old name without a semicolon ("&ampx") stands for one character; the rest of the candidate follows as it is.
    let rest = &decoded[first.len_utf8()..];
    let used = candidate.len() - rest.len().min(candidate.len());
    if !rest.is_empty() && candidate[used..] == *rest {
        return Some((first.to_string(), used));
    }
    Some((decoded, candidate.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> Option<(String, usize)> {
        Entities::default().decode(text).map(|(text, used)| (text.to_owned(), used))
    }

    #[test]
    fn references_take_up_exactly_their_bytes() {
        assert_eq!(decoded("&nbsp;mg"), Some(("\u{A0}".to_owned(), 6)));
        assert_eq!(decoded("&ampx"), Some(("&".to_owned(), 4)));
        assert_eq!(decoded("&ampamp"), Some(("&".to_owned(), 4)));
        assert_eq!(decoded("&#x3B1;"), Some(("α".to_owned(), 7)));
        assert_eq!(decoded("&#946 b"), Some(("β".to_owned(), 5)));
        assert_eq!(decoded("&fjlig;"), Some(("fj".to_owned(), 7)));
        assert_eq!(decoded("&NotEqualTilde;"), Some(("\u{2242}\u{338}".to_owned(), 15)));
        assert_eq!(decoded("&#150;"), Some(("\u{2013}".to_owned(), 6)));
    }

    #[test]
    fn an_ampersand_alone_is_itself() {
        for text in ["& b", "&", "&;", "&zzz;", "&#;", "AT&T"] {
            assert_eq!(decoded(&text[text.find('&').unwrap()..]), None, "{text}");
        }
    }
}
