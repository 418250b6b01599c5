// Shared with the build script, which splits the names of the knowledge as the library splits text.

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

/// The next token of a text from a byte on.
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    /// White space, or the start of the text, stands before it.
    pub(crate) spaced: bool,
    pub(crate) first: char,
}

/// Finds the next token at or after a byte; `spaced` tells whether white space stands before that byte.
pub(crate) fn next(text: &str, mut at: usize, mut spaced: bool) -> Option<Piece> {
    loop {
        let c = char_at(text, at)?;
        if !c.is_whitespace() && !is_invisible(c) {
            break;
        }
        spaced |= c.is_whitespace();
        at += c.len_utf8();
    }
    let start = at;
    let first = char_at(text, at)?;
    let bytes = text.as_bytes();
    let (mut kind, mut end) = if first.is_ascii_digit() {
        let end = number_end(bytes, at);
        ordinal_end(bytes, end).map_or((TokenKind::Number, end), |end| (TokenKind::Word, end))
    } else if first.is_alphanumeric() {
        (TokenKind::Word, word_end(text, at))
    } else {
        (TokenKind::Mark, at + first.len_utf8())
    };
    if spaced
        && kind != TokenKind::Mark
        && !ends_plainly(&bytes[end..])
        && let Some(address) = address_end(text, at)
    {
        (kind, end) = (TokenKind::Address, address);
    }
    Some(Piece { start, end, kind, spaced, first })
}

/// Whether white space follows, or one mark and white space: then no address has begun.
fn ends_plainly(after: &[u8]) -> bool {
    match after {
        [] => true,
        [byte, ..] if byte.is_ascii_whitespace() => true,
        [b',' | b';' | b':' | b')' | b'.' | b'?' | b'!', rest @ ..] => rest.first().is_none_or(u8::is_ascii_whitespace),
        _ => false,
    }
}

/// Whether a mark between two tokens, neither parted by white space, only joins them into a compound.
pub(crate) fn joins(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() { Some(char::from(byte)) } else { text[at..].chars().next() }
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

/// The end of a word: letters and digits, and an apostrophe between two letters.
fn word_end(text: &str, mut at: usize) -> usize {
    let letters = |at: usize| text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    at += letters(at);
    while let Some(c) = char_at(text, at) {
        let size = c.len_utf8();
        if c.is_alphanumeric() || is_invisible(c) || matches!(c, '\u{300}'..='\u{36F}') {
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
    at
}

/// The endings of hosts that are known for an address without "www".
const HOSTS: &[&[u8]] = &[b".gov", b".org", b".com", b".edu", b".net", b".uk", b".int", b".eu", b".ca", b".info"];

/// The end of a web or mail address that begins here.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    if !bytes.first()?.is_ascii_alphanumeric() {
        return None;
    }
    let stop = bytes.iter().take(2000).position(|b| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b'('));
    let word = &bytes[..stop.unwrap_or(bytes.len().min(2000))];
    let dot = word.iter().position(|&b| b == b'.')?;
    let starts = |prefix: &[u8]| word.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let is_mail =
        || word[1..].contains(&b'@') && word.iter().rposition(|&b| b == b'.') > word.iter().position(|&b| b == b'@');
    let is_host = || {
        let host = word.split(|&b| b == b'/').next().unwrap_or(word).trim_ascii_end();
        let end = host.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
        let host = &host[..end];
        dot > 1
            && host.iter().all(|&b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
            && HOSTS.iter().any(|ending| {
                host.len() > ending.len() && host[host.len() - ending.len()..].eq_ignore_ascii_case(ending)
            })
    };
    if !(starts(b"http://") || starts(b"https://") || starts(b"www.") || is_mail() || is_host()) {
        return None;
    }
    let mut end = text.floor_char_boundary(at + word.len());
    while let Some(c) = text[at..end].chars().next_back() {
        if !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '\u{2019}' | '\u{201D}') {
            break;
        }
        end -= c.len_utf8();
    }
    (end > at).then_some(end)
}
