//! HTML, whole pages or fragments, and the HTML inside Markdown.
//!
//! html5gum finds the tags; everything between two tags is text, so that no byte is lost between its tokens. Elements
//! are kept on a stack that is bounded, and what an element means for the text in it is settled when it opens.

use super::builder::{Builder, Mark};
use super::elements::{Class, Traits};
use super::entities::Entities;
use super::{BlockKind, Document};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

mod text;
mod tree;

use tree::Stack;

/// Reads HTML.
pub(super) fn read(source: &str) -> Document {
    let mut reader = HtmlReader::new(source);
    let start = source.len() - source.trim_start_matches('\u{FEFF}').len();
    reader.feed(start..source.len());
    reader.finish()
}

/// Reads HTML piece by piece; what is open stays open between the pieces.
pub(super) struct HtmlReader<'s> {
    source: &'s str,
    pub(super) builder: Builder<'s>,
    stack: Stack,
    entities: Entities<'s>,
    /// The end of the last tag: text begins here.
    at: usize,
    tag: Option<StartTag>,
    attribute: Vec<u8>,
    /// White space that becomes a blank when more text follows in the block.
    blank: Option<Range<usize>>,
    row: u32,
    /// Links begun so far, to know whether one stands in a superscript.
    links: u32,
    titles: Titles,
}

/// The titles seen so far: the block that the page's `<title>` became, and whether an `<h1>` was read.
#[derive(Default)]
struct Titles {
    page: Option<usize>,
    heading: bool,
    open: Option<OpenTitle>,
}

/// Which title the open block is; it counts once it turns out to hold text.
#[derive(Clone, Copy)]
enum OpenTitle {
    Page,
    Heading,
}

/// A start tag whose end is still to come.
struct StartTag {
    start: usize,
    name: u32,
    class: Class,
    traits: Traits,
    /// An attribute's name holds a `<`: the tag is text that was never a tag, up to the next real one.
    swallows: bool,
}

/// Passes everything on, and spares the tokenizer the search for errors.
struct Quiet<E>(E);

impl<E: Emitter> ForwardingEmitter for Quiet<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

impl<'s> HtmlReader<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            builder: Builder::new(source),
            stack: Stack::new(),
            entities: Entities::default(),
            at: 0,
            tag: None,
            attribute: Vec::new(),
            blank: None,
            row: 0,
            links: 0,
            titles: Titles::default(),
        }
    }

    /// Reads a part of the source.
    pub(super) fn feed(&mut self, range: Range<usize>) {
        let (source, base) = (self.source, range.start);
        self.at = base;
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            self.event(&event, base + span.start..base + span.end);
            None::<Infallible>
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(&source[range.clone()], Quiet(emitter)).finish();
        self.rest(range.end);
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.text(self.at..span.start);
                self.at = span.start;
                self.tag = Some(StartTag {
                    start: span.start,
                    name: tree::name_key(name),
                    class: Class::of(name),
                    traits: Traits::default(),
                    swallows: false,
                });
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.tag {
                    tag.swallows |= name.contains(&b'<');
                    tag.traits.name(name);
                    self.attribute.clear();
                    self.attribute.extend_from_slice(name);
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = &mut self.tag {
                    tag.traits.value(&self.attribute, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(mut tag) = self.tag.take() {
                    self.at = span.end;
                    if tag.traits.raised && tag.class == Class::Inline {
                        tag.class = Class::Superscript;
                    }
                    if tag.swallows {
                        self.not_a_tag(tag.start..span.end);
                    } else {
                        self.start(&tag, *self_closing);
                    }
                }
            }
            CallbackEvent::EndTag { name } => {
                self.text(self.at..span.start);
                self.at = span.end;
                self.end(tree::name_key(name), Class::of(name), span);
            }
            CallbackEvent::Comment { .. } => {
                self.text(self.at..span.start);
                self.at = span.end;
                self.comment(span);
            }
            CallbackEvent::Doctype { .. } => {
                self.text(self.at..span.start);
                self.at = span.end;
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// Reads what stands after the last tag; a tag that never ends is noted.
    fn rest(&mut self, end: usize) {
        let tag = self.tag.take().map(|tag| tag.start);
        let tag = tag.or_else(|| {
            let bytes = self.source.as_bytes();
            let opens = |at: usize| {
                let name = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
                bytes[at] == b'<' && bytes.get(name).is_some_and(u8::is_ascii_alphabetic)
            };
            (self.at..end).find(|&at| opens(at))
        });
        let text_end = tag.unwrap_or(end);
        self.text(self.at..text_end);
        if tag.is_some() && !self.skipping() {
            self.builder.unreadable(text_end..end, "a tag begins here and does not end".to_owned());
        }
        self.at = end;
    }

    /// Something that looks like a tag runs over the beginning of another: its text up to there is read as text.
    fn not_a_tag(&mut self, range: Range<usize>) {
        if self.skipping() {
            return;
        }
        let inner = self.source[range.start + 1..range.end].find('<').map_or(range.end, |at| range.start + 1 + at);
        self.plain(range.start..inner);
        self.builder.unreadable(inner..range.end, "the tag before this one does not end".to_owned());
    }

    fn comment(&mut self, span: Range<usize>) {
        let text = &self.source[span.clone()];
        let ended = match text.strip_prefix("<!--") {
            Some(rest) => rest.ends_with("-->") || rest.ends_with("--!>") || rest == ">" || rest == "->",
            None => text.ends_with('>'),
        };
        if !ended && !self.skipping() {
            self.builder.unreadable(span, "a comment begins here and does not end".to_owned());
        }
    }

    /// Whether text that comes now is not read.
    pub(super) fn skipping(&self) -> bool {
        let context = self.stack.context();
        context.skip || context.code
    }

    /// Begins a block of the kind that the open elements ask for, unless one is open.
    fn ensure_open(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let context = *self.stack.context();
        self.open_block(context.kind, context.level);
    }

    /// Begins a block; in a reference list it is a reference, and the first heading of level 1 is the title.
    pub(super) fn open_block(&mut self, kind: BlockKind, level: u8) {
        let context = self.stack.context();
        match kind {
            BlockKind::Heading if level == 1 && !self.titles.heading => {
                self.titles.open = Some(OpenTitle::Heading);
                self.builder.open(BlockKind::Title, 1);
            }
            BlockKind::Heading => self.builder.open(kind, level),
            BlockKind::Title => {
                self.titles.open = Some(OpenTitle::Page);
                self.builder.open(kind, 1);
            }
            _ if context.reference => self.builder.open(BlockKind::Reference, 0),
            BlockKind::Cell => self.builder.open_cell(self.row),
            _ => self.builder.open(kind, level),
        }
    }

    /// The kind and level of a block that begins inside the open elements.
    pub(super) fn kind_here(&self) -> (BlockKind, u8) {
        let context = self.stack.context();
        (context.kind, context.level)
    }

    /// Begins a row of a table.
    pub(super) fn next_row(&mut self) {
        self.row += 1;
    }

    /// Ends the open block.
    pub(super) fn break_block(&mut self) {
        self.blank = None;
        let closed = self.builder.close();
        match self.titles.open.take() {
            Some(OpenTitle::Page) => self.titles.page = self.titles.page.or(closed),
            Some(OpenTitle::Heading) => self.titles.heading |= closed.is_some(),
            None => {}
        }
    }

    /// Ends the document. The page's `<title>` is its title only when no heading of level 1 was read.
    pub(super) fn finish(mut self) -> Document {
        self.break_block();
        if let Some(start) = self.stack.unclosed() {
            let name: String =
                self.source[start + 1..].chars().take_while(char::is_ascii_alphanumeric).take(20).collect();
            let reason = format!("<{name}> is not closed, so nothing after it is read");
            self.builder.unreadable(start..self.source.len(), reason);
        }
        if let Some(page) = self.titles.page.filter(|_| self.titles.heading) {
            self.builder.remove_block(page);
        }
        self.builder.finish()
    }
}

/// What is needed to settle a superscript when it ends.
#[derive(Clone, Copy)]
struct Superscript {
    /// The end of the prose before it, and the blank that stood between.
    before: Option<Mark>,
    blank: Option<(usize, usize)>,
    mark: Option<Mark>,
    text_start: usize,
    links: u32,
    linked: bool,
}

#[cfg(test)]
mod tests;
