//! Collects prose, block by block, for the readers of the formats.

use super::{Block, BlockKind, Document, Piece, ProseSpan, citations};
use crate::source::{SourceSpan, Unreadable};
use std::ops::Range;

/// Collects prose, block by block, for the readers of the formats. Each step costs as much as the text it adds.
pub(super) struct Builder<'s> {
    source: &'s str,
    document: Document,
    open: Option<Block>,
    /// How many blocks were begun: the number of the open one.
    begun: u32,
    /// The end of the source that has been used; pieces never go back.
    used: usize,
}

/// A place in the prose of the open block to which a reader can go back.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    block: u32,
    prose: usize,
    used: usize,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let document = Document { prose: String::with_capacity(source.len()), ..Document::default() };
        Self { source, document, open: None, begun: 0, used: 0 }
    }

    /// Begins a block; an open one is closed first.
    pub(super) fn open(&mut self, kind: BlockKind, level: u8) {
        self.close();
        self.begun += 1;
        let start = self.document.prose.len();
        self.open = Some(Block { kind, span: ProseSpan::new(start, start), level, row: 0 });
    }

    /// Begins a table cell.
    pub(super) fn open_cell(&mut self, row: u32) {
        self.open(BlockKind::Cell, 0);
        if let Some(block) = &mut self.open {
            block.row = row;
        }
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Changes what the open block is, as when a footnote turns out to be a reference.
    pub(super) fn set_kind(&mut self, kind: BlockKind, level: u8) {
        if let Some(block) = &mut self.open {
            (block.kind, block.level) = (kind, level);
        }
    }

    /// The prose of the open block so far.
    pub(super) fn block_text(&self) -> &str {
        self.open.map_or("", |block| &self.document.prose[block.span.start as usize..])
    }

    /// Adds source text as it stands. Outside a block, or behind what was already used, it is dropped.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        if range.is_empty() || self.open.is_none() || range.start < self.used {
            return;
        }
        let prose = self.document.prose.len() as u32;
        self.document.prose.push_str(&self.source[range.clone()]);
        self.used = range.end;
        if let Some(last) = self.document.pieces.last_mut() {
            let adjacent = last.source + last.source_len == range.start as u32 && last.prose + last.source_len == prose;
            if last.verbatim && adjacent {
                last.source_len += range.len() as u32;
                return;
            }
        }
        self.push_piece(prose, range, true);
    }

    /// Adds text that stands for a range of the source as a whole: a decoded entity, a line break.
    pub(super) fn decoded(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() || self.open.is_none() || range.start < self.used {
            return;
        }
        if &self.source[range.clone()] == text {
            return self.verbatim(range);
        }
        let prose = self.document.prose.len() as u32;
        self.document.prose.push_str(text);
        self.used = range.end;
        self.push_piece(prose, range, false);
    }

    fn push_piece(&mut self, prose: u32, range: Range<usize>, verbatim: bool) {
        let (source, source_len) = (range.start as u32, range.len() as u32);
        self.document.pieces.push(Piece { prose, source, source_len, verbatim });
    }

    /// The present end of the open block's prose, if a block is open.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.open?;
        Some(Mark { block: self.begun, prose: self.document.prose.len(), used: self.used })
    }

    /// The prose added since the mark; nothing when its block has ended.
    pub(super) fn since(&self, mark: Mark) -> &str {
        if self.holds(mark) { &self.document.prose[mark.prose..] } else { "" }
    }

    /// Whether the block that the mark was set in is still open.
    fn holds(&self, mark: Mark) -> bool {
        self.open.is_some() && self.begun == mark.block
    }

    /// Takes back what was added since the mark, unless its block has ended.
    pub(super) fn rewind(&mut self, mark: Mark) {
        if self.holds(mark) {
            self.truncate(mark.prose);
            self.used = mark.used;
        }
    }

    fn truncate(&mut self, prose: usize) {
        self.document.prose.truncate(prose);
        while self.document.pieces.last().is_some_and(|piece| piece.prose as usize >= prose) {
            self.document.pieces.pop();
        }
        if let Some(last) = self.document.pieces.last_mut().filter(|last| last.verbatim) {
            last.source_len = last.source_len.min(prose as u32 - last.prose);
        }
    }

    /// Ends the open block and gives its index; white space at its ends is no part of it, and one that holds nothing
    /// else is dropped.
    pub(super) fn close(&mut self) -> Option<usize> {
        let mut block = self.open.take()?;
        let start = block.span.start as usize;
        let text = &self.document.prose[start..];
        let kept = text.trim();
        if kept.is_empty() {
            self.truncate(start);
            return None;
        }
        let start = start + (text.len() - text.trim_start().len());
        block.span = ProseSpan::new(start, start + kept.len());
        self.document.blocks.push(block);
        let prose = self.document.prose.len() as u32;
        self.push_piece(prose, self.used..self.used, false);
        self.document.prose.push('\n');
        Some(self.document.blocks.len() - 1)
    }

    /// The blocks so far, for readers that settle a kind afterwards.
    pub(super) fn blocks(&mut self) -> &mut [Block] {
        &mut self.document.blocks
    }

    /// Takes a closed block and its prose out again, as when a page's name is given a second time.
    pub(super) fn remove_block(&mut self, index: usize) {
        self.close();
        let removed = self.document.blocks.remove(index);
        let start = removed.span.start;
        let pieces = &self.document.pieces;
        let parted =
            pieces.iter().find(|piece| piece.prose >= removed.span.end && !piece.verbatim && piece.source_len == 0);
        let end = parted.map_or(self.document.prose.len() as u32, |piece| piece.prose + 1);
        self.document.prose.replace_range(start as usize..end as usize, "");
        for block in &mut self.document.blocks[index..] {
            block.span = ProseSpan { start: block.span.start - (end - start), end: block.span.end - (end - start) };
        }
        let document = &mut self.document;
        document.pieces.retain(|piece| piece.prose < start || piece.prose >= end);
        let first = document.pieces.partition_point(|piece| piece.prose < start);
        for piece in &mut document.pieces[first..] {
            piece.prose -= end - start;
        }
    }

    /// Notes a part of the source that holds text which was not read.
    pub(super) fn unreadable(&mut self, range: Range<usize>, reason: String) {
        self.document.unreadable.push(Unreadable { span: SourceSpan::new(range.start, range.end), reason });
    }

    /// Ends the document: the blocks under a heading such as "References" become references.
    pub(super) fn finish(mut self) -> Document {
        self.close();
        citations::settle(&mut self.document);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_block_leaves_the_others_in_place() {
        let source = "one two three";
        let mut builder = Builder::new(source);
        for range in [0..3, 4..7, 8..13] {
            builder.open(BlockKind::Paragraph, 0);
            builder.verbatim(range);
        }
        builder.remove_block(0);
        builder.open(BlockKind::Paragraph, 0);
        builder.decoded("4", 13..13);
        let document = builder.finish();
        assert_eq!(document.prose, "two\nthree\n4\n");
        assert_eq!(document.locate(document.blocks[1].span).range(), 8..13);
        assert_eq!(document.locate(ProseSpan::new(1, 3)).range(), 5..7);
    }

    #[test]
    fn going_back_shortens_the_last_piece() {
        let mut builder = Builder::new("mild1 pain");
        builder.open(BlockKind::Paragraph, 0);
        builder.verbatim(0..4);
        let mark = builder.mark().unwrap();
        builder.verbatim(4..5);
        assert_eq!(builder.since(mark), "1");
        builder.rewind(mark);
        builder.verbatim(5..10);
        let document = builder.finish();
        assert_eq!(document.prose, "mild pain\n");
        assert_eq!(document.locate(ProseSpan::new(0, 4)).range(), 0..4);
        assert_eq!(document.locate(ProseSpan::new(5, 9)).range(), 6..10);
    }
}
