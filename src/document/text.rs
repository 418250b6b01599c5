//! Plain text: what its blank lines, short lines and marks at the beginning of lines say about its blocks.

use super::{BlockKind, Builder, Document};

mod lines;

use lines::Line;

/// Reads plain text.
pub(super) fn read(source: &str) -> Document {
    let lines = lines::of(source);
    let mut reader = TextReader::new(source, lines::unwrapped(&lines));
    let mut at = 0;
    while at < lines.len() {
        let end = at + 1 + lines[at + 1..].iter().take_while(|line| !line.blank_before).count();
        reader.chunk(&lines, at, end);
        at = end;
    }
    reader.builder.finish()
}

struct TextReader<'s> {
    source: &'s str,
    builder: Builder<'s>,
    /// Each line of this text is a paragraph: its lines are longer than anybody wraps them.
    in_prose_lines: bool,
    /// The indents of the open list items.
    list: Vec<u32>,
    /// A line that ended with a colon has opened a list whose items bear no marks.
    unmarked_list: bool,
    row: u32,
}

impl<'s> TextReader<'s> {
    fn new(source: &'s str, in_prose_lines: bool) -> Self {
        Self { source, builder: Builder::new(source), in_prose_lines, list: Vec::new(), unmarked_list: false, row: 0 }
    }

    /// Reads the lines from `at` to `end`, between which no line is blank.
    fn chunk(&mut self, lines: &[Line], mut at: usize, end: usize) {
        let longest = lines[at..end].iter().map(|line| line.width).max().unwrap_or(0).max(40);
        if lines[at].indent == 0 && lines[at].marker(self.source).is_none() {
            self.list.clear();
        }
        let start = at;
        while at < end {
            let line = lines[at];
            let text = line.text(self.source);
            let next = lines.get(at + 1).filter(|_| at + 1 < end);
            // The next line begins where it does on purpose, and not because this one was full.
            let broken = next.is_none_or(|next| self.broken(line, *next, longest));
            let fresh = at == start || self.broken(lines[at - 1], line, longest);
            let underlined = next.is_some_and(|next| lines::is_rule(next.text(self.source)));
            if lines::is_rule(text) {
                at += 1;
            } else if let Some(marked) = self.marker(lines, at, start, fresh) {
                at = self.item(lines, at, end, marked);
            } else if let Some(rows) = lines::table(self.source, &lines[at..end]) {
                self.table(&lines[at..at + rows]);
                at += rows;
            } else if let Some(rows) = lines::aligned_table(self.source, &lines[at..end]) {
                self.aligned_table(&lines[at..at + rows]);
                at += rows;
            } else if lines::is_marked_heading(text) || (at == start && underlined && line.width <= 120) {
                self.heading(line, at == 0);
                at += 1;
            } else if lines::is_caption(text) {
                at = self.paragraph(lines, at, end, longest, BlockKind::Caption);
            } else if fresh && (broken || underlined) && self.is_heading(lines, at) {
                self.heading(line, at == 0);
                at += 1;
            } else if fresh && broken && self.is_unmarked_item(lines, at) {
                self.block(BlockKind::Item, 1, line.start, line.end);
                at += 1;
            } else {
                let kind =
                    if line.indent > 1 && !self.list.is_empty() { BlockKind::Item } else { BlockKind::Paragraph };
                at = self.paragraph(lines, at, end, longest, kind);
            }
        }
    }

    /// Whether the break after a line was made on purpose: the next word would have fitted.
    fn broken(&self, line: Line, next: Line, longest: u32) -> bool {
        self.in_prose_lines || {
            let word = next.text(self.source).split_whitespace().next().map_or(0, |word| word.chars().count() as u32);
            line.width + 1 + word <= longest
        }
    }

    /// The length of the mark that makes a line an item.
    fn marker(&self, lines: &[Line], at: usize, start: usize, fresh: bool) -> Option<usize> {
        let marker = lines[at].marker(self.source)?;
        if at == start {
            // "1. Introduction" alone between blank lines, before running text, is a heading.
            let numbered = lines[at].text(self.source).starts_with(|c: char| c.is_ascii_digit());
            let alone = lines.get(at + 1).is_some_and(|next| next.blank_before && next.marker(self.source).is_none());
            let heads =
                numbered && alone && self.list.is_empty() && lines::is_heading_like(lines[at].text(self.source));
            return (!heads).then_some(marker);
        }
        let before = lines[at - 1].text(self.source);
        (fresh || !self.list.is_empty() || before.ends_with(['.', ':', ';', '!', '?'])).then_some(marker)
    }

    fn item(&mut self, lines: &[Line], at: usize, end: usize, marker: usize) -> usize {
        let indent = lines[at].indent;
        while self.list.last().is_some_and(|last| *last > indent) {
            self.list.pop();
        }
        if self.list.last() != Some(&indent) {
            self.list.push(indent);
        }
        let mut last = at;
        while last + 1 < end {
            let next = lines[last + 1];
            let text = next.text(self.source);
            let runs_on = next.indent > indent || (!self.in_prose_lines && text.starts_with(char::is_lowercase));
            if !runs_on || next.marker(self.source).is_some() {
                break;
            }
            last += 1;
        }
        let level = self.list.len().min(255) as u8;
        self.block(BlockKind::Item, level, lines[at].start + marker, lines[last].end);
        last + 1
    }

    fn table(&mut self, rows: &[Line]) {
        for line in rows {
            let cells = lines::cells(self.source, *line);
            if cells.is_empty() {
                continue;
            }
            self.row += 1;
            for cell in cells {
                self.builder.open_cell(self.row);
                self.builder.verbatim(cell);
            }
        }
        self.builder.close();
    }

    /// Reads a table whose columns are aligned by blanks. A row may take several lines, in which its cells are
    /// interleaved, so that the row as a whole is one cell.
    fn aligned_table(&mut self, lines: &[Line]) {
        let mut at = 0;
        while at < lines.len() {
            let more = lines[at + 1..].iter().take_while(|line| line.indent > lines[0].indent).count();
            if !lines::is_rule(lines[at].text(self.source)) {
                self.row += 1;
                self.builder.open_cell(self.row);
                self.builder.verbatim(lines[at].start..lines[at + more].end);
            }
            at += 1 + more;
        }
        self.builder.close();
    }

    /// Whether a line that stands alone is a heading: the first of the file, or one with text below.
    fn is_heading(&self, lines: &[Line], at: usize) -> bool {
        let text = lines[at].text(self.source);
        let Some(next) = lines.get(at + 1) else { return false };
        if at == 0 {
            return lines::is_title_like(text);
        }
        if !lines::is_heading_like(text) || self.is_unmarked_item(lines, at) {
            return false;
        }
        let next_text = next.text(self.source);
        let item_next = next.marker(self.source).is_some();
        let alone = lines[at].blank_before && next.blank_before;
        if text.ends_with(':') && (item_next || lines::is_heading_like(next_text)) {
            return false;
        }
        alone || item_next || !next_text.starts_with(char::is_lowercase)
    }

    /// Whether a short line is an item of a list without marks: the list was opened by a line with a colon, and the
    /// line next to this one is short too.
    fn is_unmarked_item(&self, lines: &[Line], at: usize) -> bool {
        let short =
            |line: &Line| lines::is_heading_like(line.text(self.source)) && !line.text(self.source).ends_with(':');
        if !short(&lines[at]) || at == 0 {
            return false;
        }
        let next = lines.get(at + 1);
        let next_short = next.is_some_and(|next| short(next) && next.blank_before == lines[at].blank_before);
        let ends_list = !lines[at].blank_before && next.is_none_or(|next| next.blank_before);
        let opened = lines[at - 1].text(self.source).ends_with(':');
        (opened && next_short) || (self.unmarked_list && (next_short || ends_list))
    }

    fn heading(&mut self, line: Line, first: bool) {
        let (kind, level) = if first { (BlockKind::Title, 1) } else { (BlockKind::Heading, 2) };
        self.block(kind, level, line.start, line.end);
    }

    /// Reads the lines of a paragraph and returns where the next block begins.
    fn paragraph(&mut self, lines: &[Line], at: usize, end: usize, longest: u32, kind: BlockKind) -> usize {
        let mut last = at;
        while last + 1 < end && !self.in_prose_lines {
            let (line, next) = (lines[last], lines[last + 1]);
            let (text, next_text) = (line.text(self.source), next.text(self.source));
            let broken = self.broken(line, next, longest);
            let starts = self.marker(lines, last + 1, at, broken).is_some()
                || lines::is_rule(next_text)
                || lines::is_marked_heading(next_text)
                || lines::is_caption(next_text);
            let stops = broken
                && line.width * 4 < longest * 3
                && !text.ends_with(['.', ',', ';', '!', '?', '-', '\u{2013}', '\u{2014}'])
                && next_text.starts_with(|c: char| c.is_uppercase());
            let heading_next =
                broken && next.width * 4 < longest * 3 && last + 2 < end && self.heads(lines, last + 1, longest);
            if starts || stops || heading_next {
                break;
            }
            last += 1;
        }
        let level = if kind == BlockKind::Item { self.list.len().min(255) as u8 } else { 0 };
        self.block(kind, level, lines[at].start, lines[last].end);
        last + 1
    }

    /// Whether a line amid others, begun on purpose, is a heading of what follows.
    fn heads(&self, lines: &[Line], at: usize, longest: u32) -> bool {
        self.broken(lines[at], lines[at + 1], longest) && self.is_heading(lines, at)
    }

    fn block(&mut self, kind: BlockKind, level: u8, start: usize, end: usize) {
        let text = &self.source[start..end];
        self.unmarked_list = text.ends_with(':') || (self.unmarked_list && kind == BlockKind::Item);
        if matches!(kind, BlockKind::Heading | BlockKind::Title) {
            self.list.clear();
        }
        self.builder.open(kind, level);
        self.builder.verbatim(start..end);
        self.builder.close();
    }
}

#[cfg(test)]
mod tests;
