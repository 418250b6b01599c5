//! A file as it was read: its text, its format, and where its lines begin.

use std::fmt;

/// How a file is written, and so which reader turns it into prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: paragraphs are parted by blank lines.
    Text,
    /// Markdown (`CommonMark` with tables, footnotes and front matter).
    Markdown,
    /// HTML, whole pages or fragments.
    Html,
}

impl Format {
    /// The format that a file name's ending stands for, if it is one that can be read.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// A half-open range of bytes of a file. Diagnostics speak only of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct SourceSpan {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl SourceSpan {
    /// The span of the bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range that can index text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A part of a file that could not be read as text, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it stands in [`Source::text`].
    pub span: SourceSpan,
    /// What is wrong, in the words of a diagnostic.
    pub reason: String,
}

/// One file: its name, its text and its format.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user knows it; it stands in every report.
    pub name: String,
    /// The text as UTF-8.
    pub text: String,
    /// How the text is written.
    pub format: Format,
    /// True when the file was not UTF-8 and its spans count bytes of the decoded text, not of the file.
    pub decoded: bool,
    /// The parts that could not be decoded.
    pub unreadable: Vec<Unreadable>,
}

/// Why a file was not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// It holds bytes that no text file holds.
    Binary,
    /// It is larger than 4 GiB, the most that a span can count.
    TooLarge,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Binary => "it is a binary file",
            Self::TooLarge => "it is larger than 4 GiB",
        })
    }
}

impl Source {
    /// A source from text that is already at hand.
    pub fn new(name: impl Into<String>, text: impl Into<String>, format: Format) -> Self {
        Self { name: name.into(), text: text.into(), format, decoded: false, unreadable: Vec::new() }
    }

    /// A source from the bytes of a file: UTF-8, or UTF-16 with a byte order mark. Bytes that are neither are replaced
    /// by U+FFFD and listed in [`Source::unreadable`]; the rest is read.
    ///
    /// # Errors
    /// When the bytes are not text at all, or more than a span can count.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>, format: Format) -> Result<Self, NotText> {
        if bytes.len() >= u32::MAX as usize / 2 {
            return Err(NotText::TooLarge);
        }
        let name = name.into();
        if let Some(text) = decode_utf16(&bytes) {
            return Ok(Self { decoded: true, ..Self::new(name, text, format) });
        }
        if bytes[..bytes.len().min(8192)].contains(&0) {
            return Err(NotText::Binary);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text, format)),
            Err(error) => Ok(decode_lossy(name, error.as_bytes(), format)),
        }
    }
}

fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let wide: fn([u8; 2]) -> u16 = match bytes.get(..2)? {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..].chunks_exact(2).map(|pair| wide([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn decode_lossy(name: String, bytes: &[u8], format: Format) -> Source {
    let mut text = String::with_capacity(bytes.len());
    let mut unreadable = Vec::new();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if let Some(first) = chunk.invalid().first() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            unreadable.push(Unreadable {
                span: SourceSpan::new(start, text.len()),
                reason: format!("byte {at} of the file (0x{first:02X}) is not UTF-8"),
            });
            at += chunk.invalid().len();
        }
    }
    Source { decoded: true, unreadable, ..Source::new(name, text, format) }
}

/// A line and a column, both from 1; the column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in Unicode scalar values, from 1.
    pub column: u32,
}

/// Where the lines of a text begin, to turn byte offsets into positions.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
    /// How many characters begin before each block of [`BLOCK`] bytes, so that a column on a line of many megabytes
    /// is found without reading the line from its start.
    characters: Vec<u32>,
}

/// The bytes of text whose characters are counted together.
const BLOCK: usize = 4096;

/// How many characters begin in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

impl Lines {
    /// Finds the line starts of a text; `\n`, `\r\n` and a lone `\r` each end a line.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        let mut characters = vec![0];
        let mut count = 0;
        for block in bytes.chunks(BLOCK) {
            count += count_characters(block);
            characters.push(count);
        }
        Self { starts, characters }
    }

    /// The position of a byte offset in the text that these lines were found in.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let before = |offset: usize| {
            self.characters[offset / BLOCK] + count_characters(&text.as_bytes()[offset / BLOCK * BLOCK..offset])
        };
        let at = text.floor_char_boundary(offset as usize);
        Position { line: line as u32 + 1, column: before(at) - before(self.starts[line] as usize) + 1 }
    }

    /// The position of a byte offset, its column counted in bytes of UTF-8.
    pub fn byte_position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        Position { line: line as u32 + 1, column: offset - self.starts[line] + 1 }
    }

    /// The bytes of a line, counted from 1, without what ends it.
    pub fn range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let start = self.starts.get(line as usize - 1).map_or(text.len(), |&start| start as usize);
        let end = self.starts.get(line as usize).map_or(text.len(), |&end| end as usize);
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_with_a_mark_is_decoded() {
        let bytes = [0xFF, 0xFE, b'G', 0, b'o', 0];
        let source = Source::from_bytes("a.txt", bytes.to_vec(), Format::Text).unwrap();
        assert_eq!(source.text, "Go");
        assert!(source.decoded);
    }

    #[test]
    fn a_bad_byte_is_named_and_the_rest_is_read() {
        let source = Source::from_bytes("a.txt", b"Caf\xE9 au lait".to_vec(), Format::Text).unwrap();
        assert_eq!(source.text, "Caf\u{FFFD} au lait");
        assert_eq!(source.unreadable[0].reason, "byte 3 of the file (0xE9) is not UTF-8");
    }

    #[test]
    fn binary_files_are_refused() {
        let refused = Source::from_bytes("a.txt", vec![0x7F, b'E', 0, 0, 1], Format::Text);
        assert_eq!(refused.unwrap_err(), NotText::Binary);
    }

    #[test]
    fn columns_count_characters() {
        let text = "aé\nb\r\nc";
        let lines = Lines::of(text);
        assert_eq!(lines.position(text, 3), Position { line: 1, column: 3 });
        assert_eq!(lines.position(text, 4), Position { line: 2, column: 1 });
        assert_eq!(lines.position(text, 7), Position { line: 3, column: 1 });
    }

    #[test]
    fn columns_of_long_lines_are_counted_in_blocks() {
        let text = format!("x\n{}", "aéß".repeat(BLOCK));
        let lines = Lines::of(&text);
        for (count, (at, _)) in text[2..].char_indices().enumerate() {
            assert_eq!(lines.position(&text, at as u32 + 2), Position { line: 2, column: count as u32 + 1 });
        }
        assert_eq!(lines.position(&text, text.len() as u32).column as usize, 3 * BLOCK + 1);
    }
}
