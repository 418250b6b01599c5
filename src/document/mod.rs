//! What a reader of the article reads: its prose, in blocks, each byte of it tied to the bytes of the file.
//!
//! Two coordinate systems, two types: a [`ProseSpan`] counts bytes of [`Document::prose`] (markup gone, entities
//! decoded) and is all that rules know; a [`SourceSpan`] counts bytes of the file and is all that diagnostics know.
//! Only [`Document::locate`] turns one into the other.

mod html;
mod markdown;
mod text;

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

/// Collects prose, block by block, for the readers of the formats.
pub(crate) struct Builder<'s> {
    source: &'s str,
    document: Document,
    open: Option<Block>,
    /// The end of the source that has been used; pieces never go back.
    used: usize,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        let document = Document { prose: String::with_capacity(source.len()), ..Document::default() };
        Self { source, document, open: None, used: 0 }
    }

    /// Begins a block; an open one is closed first.
    pub(crate) fn open(&mut self, kind: BlockKind, level: u8) {
        self.close();
        let start = self.document.prose.len();
        self.open = Some(Block { kind, span: ProseSpan::new(start, start), level, row: 0 });
    }

    /// Begins a table cell.
    pub(crate) fn open_cell(&mut self, row: u32) {
        self.open(BlockKind::Cell, 0);
        if let Some(block) = &mut self.open {
            block.row = row;
        }
    }

    /// Whether a block is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Changes what the open block is, as when a footnote turns out to be a reference.
    pub(crate) fn set_kind(&mut self, kind: BlockKind) {
        if let Some(block) = &mut self.open {
            block.kind = kind;
        }
    }

    /// The prose of the open block so far.
    pub(crate) fn block_text(&self) -> &str {
        self.open.map_or("", |block| &self.document.prose[block.span.start as usize..])
    }

    /// Adds source text as it stands. Outside a block, or behind what was already used, it is dropped.
    pub(crate) fn verbatim(&mut self, range: Range<usize>) {
        if range.is_empty() || self.open.is_none() || range.start < self.used {
            return;
        }
        let text = &self.source[range.clone()];
        let prose = self.document.prose.len() as u32;
        let joins = self.document.pieces.last().is_some_and(|last| {
            last.verbatim
                && last.source + last.source_len == range.start as u32
                && last.prose + last.source_len == prose
        });
        if joins {
            if let Some(last) = self.document.pieces.last_mut() {
                last.source_len += range.len() as u32;
            }
        } else {
            self.document.pieces.push(Piece {
                prose,
                source: range.start as u32,
                source_len: range.len() as u32,
                verbatim: true,
            });
        }
        self.document.prose.push_str(text);
        self.used = range.end;
    }

    /// Adds text that stands for a range of the source as a whole: a decoded entity, a line break.
    pub(crate) fn decoded(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() || self.open.is_none() || range.start < self.used {
            return;
        }
        if &self.source[range.clone()] == text {
            return self.verbatim(range);
        }
        self.document.pieces.push(Piece {
            prose: self.document.prose.len() as u32,
            source: range.start as u32,
            source_len: range.len() as u32,
            verbatim: false,
        });
        self.document.prose.push_str(text);
        self.used = range.end;
    }

    /// Ends the open block; white space at its ends is no part of it, and one that holds nothing else is dropped.
    pub(crate) fn close(&mut self) {
        let Some(mut block) = self.open.take() else { return };
        let prose = &mut self.document.prose;
        let text = &prose[block.span.start as usize..];
        let start = block.span.start as usize + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        if start < end {
            block.span = ProseSpan::new(start, end);
            self.document.blocks.push(block);
        }
        let prose_end = prose.len() as u32;
        self.document.pieces.push(Piece { prose: prose_end, source: self.used as u32, source_len: 0, verbatim: false });
        prose.push('\n');
    }

    /// The blocks so far, for readers that settle a kind afterwards.
    pub(crate) fn blocks(&mut self) -> &mut Vec<Block> {
        &mut self.document.blocks
    }

    /// Ends the document.
    pub(crate) fn finish(mut self) -> Document {
        self.close();
        self.document
    }
}
