//! Tokens: words, numbers, marks and addresses, split by byte class; Unicode is consulted only where a byte is not ASCII.

use super::words::{Lexicon, LocalWords, WordId};
use crate::document::{Document, ProseSpan};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits and apostrophes between or after them: "gout", "Crohn's", "B12", "1st".
    Word,
    /// Digits, with points and commas between digits: "2.5", "10,000".
    Number,
    /// One mark: a full stop, a bracket, a dash, "%", "≥".
    Mark,
    /// An address of the web or of mail.
    Address,
}

/// A token of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: ProseSpan,
    /// Its folded word.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    /// White space, or the start of the block, stands before it.
    pub spaced: bool,
    /// Its first letter is upper case.
    pub capital: bool,
    /// It has two or more letters and all are upper case.
    pub all_caps: bool,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// Splits one block into tokens and adds them to a list.
pub(crate) fn tokenize(
    document: &Document,
    block: ProseSpan,
    lexicon: &Lexicon,
    local: &mut LocalWords,
    key: &mut String,
    tokens: &mut Vec<Token>,
) {
    let text = &document.prose[..block.end as usize];
    let bytes = text.as_bytes();
    let mut at = block.start as usize;
    let mut spaced = true;
    while at < bytes.len() {
        let Some(c) = char_at(text, at) else { break };
        if c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}') {
            spaced |= c.is_whitespace();
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let kind = if let Some(end) = spaced.then(|| address_end(text, at)).flatten() {
            at = end;
            TokenKind::Address
        } else if c.is_ascii_digit() {
            at = number_end(bytes, at);
            let ordinal = ordinal_end(bytes, at);
            if let Some(end) = ordinal {
                at = end;
                TokenKind::Word
            } else {
                TokenKind::Number
            }
        } else if c.is_alphanumeric() {
            at = word_end(text, at);
            TokenKind::Word
        } else {
            at += c.len_utf8();
            TokenKind::Mark
        };
        let written = &text[start..at];
        let word = match kind {
            TokenKind::Number => WordId::NUMBER,
            TokenKind::Address => WordId::ADDRESS,
            TokenKind::Word | TokenKind::Mark => local.id(lexicon, written, key),
        };
        let capital = c.is_uppercase();
        tokens.push(Token {
            span: ProseSpan::new(start, at),
            word,
            kind,
            spaced,
            capital,
            all_caps: capital && all_caps(written),
        });
        spaced = false;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() { Some(char::from(byte)) } else { text[at..].chars().next() }
}

fn all_caps(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// The end of a number: digits, and a point or comma between two digits.
fn number_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let inner = matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[at].is_ascii_digit() && !inner {
            break;
        }
        at += 1;
    }
    at
}

/// The end of "st", "nd", "rd", "th" or "s" after a number, when no other letter follows.
fn ordinal_end(bytes: &[u8], at: usize) -> Option<usize> {
    [b"st".as_slice(), b"nd", b"rd", b"th", b"s"].into_iter().find_map(|ending| {
        let end = at + ending.len();
        let fits = bytes.get(at..end)?.eq_ignore_ascii_case(ending);
        let next = bytes.get(end).copied().unwrap_or(b' ');
        (fits && !next.is_ascii_alphanumeric() && next.is_ascii()).then_some(end)
    })
}

/// The end of a word: letters and digits, an apostrophe between two letters, and an ending "s'".
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(c) = char_at(text, at) {
        let size = c.len_utf8();
        if c.is_alphanumeric() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{300}'..='\u{36F}') {
            at += size;
            continue;
        }
        let apostrophe = matches!(c, '\'' | '\u{2019}' | '\u{2BC}');
        if apostrophe && char_at(text, at + size).is_some_and(char::is_alphabetic) {
            at += size;
            continue;
        }
        break;
    }
    // Never split a character, even where a soft hyphen ended the text.
    debug_assert!(text.is_char_boundary(at) && at <= bytes.len());
    at
}

/// The end of a web or mail address that begins here.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    let starts = |prefix: &str| bytes.get(..prefix.len()).is_some_and(|b| b.eq_ignore_ascii_case(prefix.as_bytes()));
    let first = *bytes.first()?;
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let word =
        || &bytes[..bytes.iter().position(|b| b.is_ascii_whitespace() || *b == b'(').unwrap_or(bytes.len()).min(200)];
    let web = starts("http://") || starts("https://") || starts("www.") || {
        // "MedlinePlus.gov/diabetes": a host, then a slash or a well-known ending.
        let word = word();
        word.iter().position(|&b| b == b'.').is_some_and(|dot| dot > 1)
            && (word.contains(&b'@')
                || [".gov", ".org", ".com", ".edu", ".net", ".nhs.uk", ".co.uk"].iter().any(|ending| {
                    let host = word.split(|&b| b == b'/').next().unwrap_or(word);
                    let host = host.trim_ascii_end();
                    let host = host
                        .strip_suffix(b".")
                        .or_else(|| host.strip_suffix(b","))
                        .or_else(|| host.strip_suffix(b")"))
                        .unwrap_or(host);
                    host.len() > ending.len()
                        && host[host.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
                }))
    };
    if !web {
        return None;
    }
    let rest = &text[at..];
    let mut end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\u{201D}')).unwrap_or(rest.len());
    while let Some(c) = rest[..end].chars().next_back() {
        if matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '\u{2019}') {
            end -= c.len_utf8();
        } else {
            break;
        }
    }
    (end > 0).then_some(at + end)
}
