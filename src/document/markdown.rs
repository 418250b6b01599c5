//! Markdown: `CommonMark` with tables, footnotes and front matter. HTML in it is read with the rules of HTML.

use super::citations::looks_cited;
use super::html::HtmlReader;
use super::{BlockKind, Document};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

mod parts;

/// Reads Markdown.
pub(super) fn read(source: &str) -> Document {
    let mut reader = MarkdownReader::new(source);
    let body = reader.front_matter();
    for part in parts::split(source, body) {
        match part {
            parts::Part::Markdown(range) => reader.read(range),
            parts::Part::TooDeep(range) => reader.too_deep(range),
        }
    }
    reader.finish()
}

/// What a block stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    Callout,
    Item,
    Footnote,
}

struct MarkdownReader<'s> {
    source: &'s str,
    html: HtmlReader<'s>,
    containers: Vec<Container>,
    heading: Option<u8>,
    in_cell: bool,
    /// The depth of the list, from 1.
    list_depth: u8,
    /// How many elements are open that are not read: code blocks, images.
    unread: u32,
    /// A part of an HTML block that is still to be read.
    html_part: Option<Range<usize>>,
}

impl<'s> MarkdownReader<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            html: HtmlReader::new(source),
            containers: Vec::new(),
            heading: None,
            in_cell: false,
            list_depth: 0,
            unread: 0,
            html_part: None,
        }
    }

    /// Skips front matter but for its title, and returns where the Markdown begins.
    fn front_matter(&mut self) -> usize {
        let start = self.source.len() - self.source.trim_start_matches('\u{FEFF}').len();
        let Some(matter) = parts::front_matter(self.source, start) else { return start };
        if let Some(title) = matter.title {
            self.html.open_block(BlockKind::Title, 1);
            self.html.builder.verbatim(title);
            self.html.break_block();
        }
        matter.end
    }

    fn read(&mut self, range: Range<usize>) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM;
        let base = range.start;
        for (event, range) in Parser::new_ext(&self.source[range], options).into_offset_iter() {
            self.event(event, base + range.start..base + range.end);
        }
        self.containers.clear();
        self.list_depth = 0;
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) | Event::InlineMath(_) => self.stands_for("\u{FFFC}", range),
            Event::SoftBreak | Event::HardBreak => {
                if self.html.builder.is_open() {
                    self.stands_for("\n", range);
                }
            }
            Event::Html(_) => self.html_line(range),
            Event::InlineHtml(_) if self.unread == 0 => self.html.feed(range),
            Event::Rule => self.html.break_block(),
            Event::InlineHtml(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Table(_) => self.end_block(),
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(level_of(*level));
            }
            Tag::BlockQuote(callout) => {
                self.end_block();
                self.containers.push(if callout.is_some() { Container::Callout } else { Container::Quote });
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.end_block();
                self.unread += 1;
            }
            Tag::Image { .. } => self.unread += 1,
            Tag::HtmlBlock => {
                self.end_block();
                self.html_part = None;
            }
            Tag::List(_) => {
                self.end_block();
                self.list_depth = self.list_depth.saturating_add(1);
            }
            Tag::Item => {
                self.end_block();
                self.containers.push(Container::Item);
            }
            Tag::FootnoteDefinition(_) => {
                self.end_block();
                self.containers.push(Container::Footnote);
            }
            Tag::TableHead | Tag::TableRow => self.html.next_row(),
            Tag::TableCell => {
                self.end_block();
                self.in_cell = true;
            }
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                if self.containers.is_empty() && is_bold_heading(&self.source[range]) {
                    self.html.builder.set_kind(BlockKind::Heading, 6);
                }
                self.end_block();
            }
            TagEnd::Table => self.end_block(),
            TagEnd::Heading(_) => {
                self.end_block();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.containers.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => self.unread = self.unread.saturating_sub(1),
            TagEnd::HtmlBlock => {
                self.feed_html_part();
                self.end_block();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.list_depth = self.list_depth.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.end_block();
                self.in_cell = false;
            }
            _ => {}
        }
    }

    /// Ends the open block; a footnote that cites is a reference.
    fn end_block(&mut self) {
        if self.containers.last() == Some(&Container::Footnote) && looks_cited(self.html.builder.block_text()) {
            self.html.builder.set_kind(BlockKind::Reference, 0);
        }
        self.html.break_block();
    }

    /// Begins a block of the kind that its containers ask for, unless one is open.
    fn ensure_open(&mut self) {
        if self.html.builder.is_open() {
            return;
        }
        let (mut kind, mut level) = self.html.kind_here();
        if let Some(heading) = self.heading {
            (kind, level) = (BlockKind::Heading, heading);
        } else if self.in_cell {
            (kind, level) = (BlockKind::Cell, 0);
        } else {
            match self.containers.last() {
                Some(Container::Item) => (kind, level) = (BlockKind::Item, self.list_depth.max(1)),
                Some(Container::Quote) => (kind, level) = (BlockKind::Quote, 0),
                Some(Container::Footnote | Container::Callout) => (kind, level) = (BlockKind::Paragraph, 0),
                None => {}
            }
        }
        self.html.open_block(kind, level);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.unread > 0 || self.html.skipping() {
            return;
        }
        self.ensure_open();
        if self.source[range.clone()] == *text {
            self.html.builder.verbatim(range);
        } else if !matches!(text, "\u{AD}" | "\u{200B}") {
            self.html.builder.decoded(text, range);
        }
    }

    fn stands_for(&mut self, text: &str, range: Range<usize>) {
        if self.unread == 0 && !self.html.skipping() {
            self.ensure_open();
            self.html.builder.decoded(text, range);
        }
    }

    /// Gathers the lines of an HTML block; those that touch are read as one.
    fn html_line(&mut self, range: Range<usize>) {
        match &mut self.html_part {
            Some(part) if part.end == range.start => part.end = range.end,
            _ => {
                self.feed_html_part();
                self.html_part = Some(range);
            }
        }
    }

    fn feed_html_part(&mut self) {
        if let Some(part) = self.html_part.take() {
            self.html.feed(part);
        }
    }

    /// Reads a line that is nested too deeply for Markdown: what is behind its marks is a quotation.
    fn too_deep(&mut self, range: Range<usize>) {
        self.end_block();
        self.html.open_block(BlockKind::Quote, 0);
        self.html.builder.verbatim(range);
        self.end_block();
    }

    /// Ends the document. Where no heading of level 1 was read, a heading that opens the file is the title.
    fn finish(mut self) -> Document {
        self.end_block();
        let blocks = self.html.builder.blocks();
        let titled = blocks.iter().any(|block| block.kind == BlockKind::Title);
        if let Some(first) = blocks.first_mut().filter(|first| !titled && first.kind == BlockKind::Heading) {
            first.kind = BlockKind::Title;
            first.level = 1;
        }
        self.html.finish()
    }
}

/// Whether a paragraph stands for a heading: a few words, all of them bold, that make no sentence.
fn is_bold_heading(paragraph: &str) -> bool {
    let text = paragraph.trim();
    let bare = ["**", "__"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    bare.is_some_and(|words| {
        let few = words.len() <= 100 && words.split_whitespace().count() <= 12;
        few && !words.contains(['*', '_', '\n']) && !words.ends_with(['.', '!', ';', ','])
    })
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;
