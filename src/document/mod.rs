//! What a reader of the article reads: its prose, in blocks, each byte of it tied to the bytes of the file.
//!
//! Two coordinate systems, two types: a [`ProseSpan`] counts bytes of [`Document::prose`] (markup gone, entities
//! decoded) and is all that rules know; a [`SourceSpan`] counts bytes of the file and is all that diagnostics know.
//! Only [`Document::locate`] turns one into the other.

mod builder;
mod citations;
mod elements;
mod entities;
mod html;
mod markdown;
mod text;

use builder::Builder;

use crate::source::{Format, Source, SourceSpan};
use std::ops::Range;

/// A half-open range of bytes of a document's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ProseSpan {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ProseSpan {
    /// The span of the bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range that can index the prose.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of this span to the end of another that does not end before it.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the other span lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// What a block of prose is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The name of the whole article: the first top heading, or an HTML page's `<h1>`.
    Title,
    /// The heading of a section.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, or a term or definition of a definition list.
    Item,
    /// A cell of a table.
    Cell,
    /// A quotation set off from the text.
    Quote,
    /// The caption of a figure or table.
    Caption,
    /// An entry of a reference list, or a footnote that cites.
    Reference,
}

/// A run of prose that belongs together: no sentence crosses its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its prose.
    pub span: ProseSpan,
    /// The level of a heading, from 1; the depth of a list item, from 1; else 0.
    pub level: u8,
    /// The table row that a cell stands in, counted over the document; else 0.
    pub row: u32,
}

/// A stretch of prose and the bytes of the file that it stands for.
#[derive(Clone, Copy, Debug)]
struct Piece {
    prose: u32,
    source: u32,
    source_len: u32,
    /// The prose is the source, byte for byte; otherwise it stands for the source as a whole.
    verbatim: bool,
}

/// The prose of an article, in blocks.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All text that a reader of the article reads, block after block, parted by line feeds.
    pub prose: String,
    /// The blocks, in order; they do not overlap.
    pub blocks: Vec<Block>,
    pieces: Vec<Piece>,
    /// The parts of the file that hold text which could not be read, in order.
    pub unreadable: Vec<crate::source::Unreadable>,
}

impl Document {
    /// Reads a source with the reader of its format. Odd input becomes prose, never an error.
    pub fn read(source: &Source) -> Self {
        let mut document = match source.format {
            Format::Text => text::read(&source.text),
            Format::Markdown => markdown::read(&source.text),
            Format::Html => html::read(&source.text),
        };
        document.unreadable.extend(source.unreadable.iter().cloned());
        document.unreadable.sort_by_key(|part| part.span);
        document
    }

    /// The prose of a span.
    pub fn slice(&self, span: ProseSpan) -> &str {
        &self.prose[span.range()]
    }

    /// The bytes of the file that a span of prose stands for. Larger spans have larger sources, and a span's source
    /// never begins before or ends after what its bytes stand for.
    pub fn locate(&self, span: ProseSpan) -> SourceSpan {
        let start = self.source_of(span.start, false);
        let end = if span.is_empty() { start } else { self.source_of(span.end - 1, true) };
        SourceSpan { start, end: end.max(start) }
    }

    /// The prose that a part of the file stands for, if any of it is prose: the way back from [`Document::locate`].
    pub fn prose_of(&self, span: SourceSpan) -> Option<ProseSpan> {
        let ends = |piece: &Piece| piece.source + piece.source_len;
        let first = self.pieces.partition_point(|piece| ends(piece) <= span.start);
        let past = self.pieces.partition_point(|piece| piece.source < span.end);
        let (first, next) = (*self.pieces.get(first)?, self.pieces.get(past));
        let last = *self.pieces.get(past.checked_sub(1)?)?;
        let start = if first.verbatim { first.prose + span.start.saturating_sub(first.source) } else { first.prose };
        let end = if last.verbatim {
            last.prose + (span.end - last.source).min(last.source_len)
        } else {
            next.map_or(self.prose.len() as u32, |next| next.prose)
        };
        (start < end).then_some(ProseSpan { start, end })
    }

    /// The first source byte of a prose byte, or one past its last.
    fn source_of(&self, at: u32, past: bool) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.prose <= at);
        let Some(piece) = index.checked_sub(1).map(|i| self.pieces[i]) else { return 0 };
        match (piece.verbatim, past) {
            (true, _) => piece.source + (at - piece.prose).min(piece.source_len) + u32::from(past),
            (false, false) => piece.source,
            (false, true) => piece.source + piece.source_len,
        }
    }
}

#[cfg(test)]
mod testing {
    //! What the tests of the readers share.

    use super::Document;
    use crate::source::{Format, Source};

    /// Reads a text.
    pub(super) fn document(format: Format, text: &str) -> Document {
        Document::read(&Source::new("test", text, format))
    }

    /// The blocks of a text, one a line: kind, level, table row, prose.
    pub(super) fn blocks(format: Format, text: &str) -> Vec<String> {
        let document = document(format, text);
        let show = |block: &super::Block| {
            let level = if block.level > 0 { block.level.to_string() } else { String::new() };
            let row = if block.row > 0 { format!("r{}", block.row) } else { String::new() };
            format!("{:?}{level}{row}: {}", block.kind, document.slice(block.span))
        };
        document.blocks.iter().map(show).collect()
    }

    /// The source bytes that the first occurrence of some prose stands for.
    pub(super) fn source_of<'t>(format: Format, text: &'t str, prose: &str) -> &'t str {
        let document = document(format, text);
        let start = document.prose.find(prose).expect("the prose holds the text");
        &text[document.locate(super::ProseSpan::new(start, start + prose.len())).range()]
    }
}
