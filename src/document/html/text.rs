//! The text between the tags: white space collapses, character references are decoded.

use super::{HtmlReader, Superscript};
use std::ops::Range;

impl HtmlReader<'_> {
    /// Reads source text with its character references, unless it stands in a part that is not read.
    pub(super) fn text(&mut self, range: Range<usize>) {
        if range.is_empty() || self.skipping() {
            return;
        }
        let (source, bytes) = (self.source, self.source.as_bytes());
        let mut at = range.start;
        while at < range.end {
            match bytes[at] {
                b'&' => at += self.reference(at, range.end),
                b'<' if source[at..range.end].starts_with("</>") => at += 3,
                byte if is_blank(byte) => {
                    let end = at + bytes[at..range.end].iter().take_while(|byte| is_blank(**byte)).count();
                    self.blank.get_or_insert(at..end);
                    at = end;
                }
                _ => {
                    let end = run_end(bytes, at + 1, range.end);
                    self.plain(at..end);
                    at = end;
                }
            }
        }
    }

    /// Reads the character reference at `at` and returns the number of bytes it takes up.
    fn reference(&mut self, at: usize, end: usize) -> usize {
        let source = self.source;
        let Some((text, used)) = self.entities.decode(&source[at..end]) else {
            self.plain(at..at + 1);
            return 1;
        };
        if text.bytes().all(is_blank) {
            self.blank.get_or_insert(at..at + used);
        } else if !matches!(text, "\u{AD}" | "\u{200B}") {
            let text = text.to_owned();
            self.stands_for(&text, at..at + used);
        }
        used
    }

    /// Adds source text as it stands, after the blank that is due.
    pub(super) fn plain(&mut self, range: Range<usize>) {
        self.put_blank();
        self.builder.verbatim(range);
    }

    /// Adds text that stands for a part of the source, after the blank that is due.
    pub(super) fn stands_for(&mut self, text: &str, range: Range<usize>) {
        self.put_blank();
        self.builder.decoded(text, range);
    }

    fn put_blank(&mut self) {
        self.ensure_open();
        if let Some(range) = self.blank.take() {
            let text = self.builder.block_text();
            if !text.is_empty() && !text.ends_with('\n') {
                self.builder.decoded(" ", range);
            }
        }
    }

    /// Reads `<br>`: a line break, and the end of the block where two follow each other.
    pub(super) fn line_break(&mut self, range: Range<usize>) {
        if self.skipping() || !self.builder.is_open() {
            return;
        }
        self.blank = None;
        if self.builder.block_text().ends_with('\n') {
            self.break_block();
        } else {
            self.builder.decoded("\n", range);
        }
    }

    /// Remembers where a superscript begins.
    pub(super) fn begin_superscript(&mut self, linked: bool) -> Superscript {
        let (before, blank) = (self.builder.mark(), self.blank.clone());
        if !self.skipping() && before.is_some() {
            self.put_blank();
        }
        let blank = blank.map(|range| (range.start, range.end));
        Superscript { before, blank, mark: self.builder.mark(), text_start: self.at, links: self.links, linked }
    }

    /// Settles a superscript: a linked number, or a letter after a word, is the mark of a note and no part of the text; a
    /// number after a word or number is a power, written with superscript digits, for 10 to the 9 is not 109.
    pub(super) fn end_superscript(&mut self, begun: &Superscript, end: usize) {
        let Some(mark) = begun.mark else { return };
        let text = self.builder.since(mark).trim();
        let linked = begun.linked || self.links > begun.links;
        let marks = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | '-' | '\u{2013}' | ' ' | '\n');
        let before = self.builder.block_text().len() - self.builder.since(mark).len();
        let before = &self.builder.block_text()[..before];
        let lettered =
            text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()) && ends_in_word(before.trim_end());
        if lettered || linked && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(marks) {
            if let Some(before) = begun.before {
                self.builder.rewind(before);
            }
            self.blank = begun.blank.map(|(start, end)| start..end);
            return;
        }
        let digits = text.trim_start_matches(['-', '+', '\u{2212}']);
        let numeric = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let raised: String = text.chars().map(raise).collect();
        let base = before.chars().next_back();
        if numeric && base.is_some_and(|c| c.is_alphanumeric() || c == ')') {
            self.builder.rewind(mark);
            self.builder.decoded(&raised, begun.text_start..end);
        }
    }
}

/// Whether a text ends in four letters in a row, so that what is raised behind it is no part of a formula.
fn ends_in_word(text: &str) -> bool {
    text.len() >= 4 && text.bytes().rev().take(4).all(|byte| byte.is_ascii_alphabetic())
}

/// White space as HTML knows it; a no-break space is none.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

/// The end of a run of text without references, tags, or white space other than single blanks inside.
fn run_end(bytes: &[u8], mut at: usize, end: usize) -> usize {
    let plain = |at: usize| at < end && !matches!(bytes[at], b'&' | b'<' | b' ' | b'\n' | b'\t' | b'\r' | b'\x0C');
    while plain(at) || (at < end && bytes[at] == b' ' && plain(at + 1)) {
        at += 1;
    }
    at
}

fn raise(c: char) -> char {
    match c {
        '1' => '\u{B9}',
        '2' => '\u{B2}',
        '3' => '\u{B3}',
        '0' => '\u{2070}',
        '4'..='9' => char::from_u32(0x2070 + c as u32 - '0' as u32).unwrap_or(c),
        '+' => '\u{207A}',
        _ => '\u{207B}',
    }
}
