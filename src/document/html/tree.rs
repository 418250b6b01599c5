//! The open elements, and what they mean for the text in them.

use super::{HtmlReader, StartTag, Superscript};
use crate::document::BlockKind;
use crate::document::elements::{Class, Traits};
use std::ops::Range;

/// Elements nested deeper than this are read as if they had no meaning of their own.
const DEEPEST: usize = 2_000;

/// An end tag closes an element at most this many elements up.
const REACH: usize = 256;

/// What the open elements mean for text that comes now.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property that an element passes on to what is in it")]
pub(super) struct Context {
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    /// The depth of the list.
    depth: u8,
    pub(super) skip: bool,
    pub(super) code: bool,
    pub(super) reference: bool,
    /// Inside `article` or `main`.
    article: bool,
    heading: bool,
    link: bool,
    /// Inside an inline element with a meaning: all inline elements are kept on the stack, to match its end.
    tracked: bool,
    /// In a table that only lays out the page.
    layout: bool,
}

/// What is to be done when an element ends.
#[derive(Clone, Copy)]
enum AtEnd {
    Nothing,
    Code,
    Superscript(Superscript),
    QuoteMark,
}

#[derive(Clone, Copy)]
struct Frame {
    name: u32,
    class: Class,
    start: usize,
    /// The element is where the skipping begins.
    skips: bool,
    at_end: AtEnd,
    context: Context,
}

/// The open elements. Its depth and the reach of an end tag are bounded, so that each tag costs a bounded time.
pub(super) struct Stack {
    frames: Vec<Frame>,
    base: Context,
    /// How many open elements have a name with this last byte of its key: most stray end tags are seen at once.
    counts: [u32; 256],
    /// Elements opened beyond the deepest that is kept.
    beyond: usize,
}

/// A number that stands for an element's name.
pub(super) fn name_key(name: &[u8]) -> u32 {
    name.iter().fold(0x811C_9DC5, |key: u32, byte| (key ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

impl Stack {
    pub(super) fn new() -> Self {
        let base = Context {
            kind: BlockKind::Paragraph,
            level: 0,
            depth: 0,
            skip: false,
            code: false,
            reference: false,
            article: false,
            heading: false,
            link: false,
            tracked: false,
            layout: false,
        };
        Self { frames: Vec::new(), base, counts: [0; 256], beyond: 0 }
    }

    pub(super) fn context(&self) -> &Context {
        self.frames.last().map_or(&self.base, |frame| &frame.context)
    }

    /// Where the first element begins that is not read, is still open, and should have been closed.
    pub(super) fn unclosed(&self) -> Option<usize> {
        let frame = self.frames.iter().find(|frame| frame.skips || frame.class == Class::Code)?;
        (!frame.class.end_is_optional()).then_some(frame.start)
    }

    /// The index of the nearest open element that `found` accepts, unless one that `stop` accepts is nearer.
    fn nearest(&self, found: impl Fn(&Frame) -> bool, stop: impl Fn(&Frame) -> bool) -> Option<usize> {
        for (index, frame) in self.frames.iter().enumerate().rev().take(REACH) {
            if found(frame) {
                return Some(index);
            }
            if stop(frame) {
                return None;
            }
        }
        None
    }
}

impl HtmlReader<'_> {
    /// Opens an element.
    pub(super) fn start(&mut self, tag: &StartTag, self_closing: bool) {
        let class = tag.class;
        self.end_implied(class);
        if class.breaks() {
            self.break_block();
        }
        match class {
            Class::LineBreak => return self.line_break(tag.start..self.at),
            Class::Void | Class::Rule => return,
            Class::Link => self.links += 1,
            Class::Row => self.row += 1,
            _ => {}
        }
        let outer = *self.stack.context();
        let in_head = self.stack.frames.last().is_some_and(|frame| frame.class == Class::Head);
        let (context, skips) = inner(outer, class, tag.traits, in_head);
        let at_end = match class {
            _ if context.skip || outer.code => AtEnd::Nothing,
            Class::Code => AtEnd::Code,
            Class::Superscript => AtEnd::Superscript(self.begin_superscript(outer.link)),
            Class::QuoteMarks => {
                self.stands_for("\u{201C}", tag.start..self.at);
                AtEnd::QuoteMark
            }
            _ => AtEnd::Nothing,
        };
        let matters = class != Class::Inline || skips || outer.tracked || outer.skip;
        // Only in SVG and MathML does a slash end an element.
        if !matters || (self_closing && class == Class::Inline) {
            return;
        }
        if self.stack.frames.len() >= DEEPEST {
            self.stack.beyond += 1;
            return;
        }
        self.stack.counts[tag.name as usize & 255] += 1;
        self.stack.frames.push(Frame { name: tag.name, class, start: tag.start, skips, at_end, context });
    }

    /// Closes the elements whose end tags may be left out before an element of this class.
    fn end_implied(&mut self, class: Class) {
        if self.stack.frames.is_empty() {
            return;
        }
        let inline = |frame: &Frame| frame.class.breaks();
        let list = |frame: &Frame| matches!(frame.class, Class::List | Class::Table);
        let table = |frame: &Frame| frame.class == Class::Table;
        let stack = &self.stack;
        let ended = match class {
            Class::Item => stack.nearest(|frame| frame.class == Class::Item, list),
            Class::Term => stack.nearest(|frame| frame.class == Class::Term, list),
            Class::Rows => stack.nearest(|frame| frame.class == Class::Rows, table),
            Class::Row => stack.nearest(|frame| frame.class == Class::Row, table),
            Class::Cell => {
                stack.nearest(|frame| frame.class == Class::Cell, |frame| table(frame) || frame.class == Class::Row)
            }
            _ => None,
        };
        if let Some(index) = ended {
            self.pop_to(index, self.at..self.at);
        }
        if !class.in_head() && self.stack.frames.last().is_some_and(|frame| frame.class == Class::Head) {
            self.pop_to(self.stack.frames.len() - 1, self.at..self.at);
        }
        if class.breaks() {
            let closes = |frame: &Frame| match frame.class {
                Class::Paragraph | Class::Code => true,
                Class::Heading(_) => class.ends_heading(),
                _ => false,
            };
            while let Some(index) = self.stack.nearest(closes, inline) {
                self.pop_to(index, self.at..self.at);
            }
        }
    }

    /// Closes an element at its end tag.
    pub(super) fn end(&mut self, name: u32, class: Class, tag: Range<usize>) {
        if class == Class::LineBreak {
            return self.line_break(tag);
        }
        self.pop(name, class, tag);
        if class.breaks() {
            self.break_block();
        }
    }

    fn pop(&mut self, name: u32, class: Class, tag: Range<usize>) {
        if self.stack.beyond > 0 && class != Class::Inline {
            self.stack.beyond -= 1;
            return;
        }
        if self.stack.counts[name as usize & 255] == 0 {
            return;
        }
        let stop = |frame: &Frame| match class {
            Class::Item => frame.class == Class::List,
            Class::Cell | Class::Row | Class::Rows => frame.class == Class::Table,
            _ => !class.breaks() && frame.class.breaks(),
        };
        if let Some(index) = self.stack.nearest(|frame| frame.name == name, stop) {
            self.pop_to(index, tag);
        }
    }

    fn pop_to(&mut self, index: usize, tag: Range<usize>) {
        while self.stack.frames.len() > index {
            let Some(frame) = self.stack.frames.pop() else { return };
            self.stack.counts[frame.name as usize & 255] -= 1;
            let own = self.stack.frames.len() == index;
            let end = if own { tag.end } else { tag.start };
            match frame.at_end {
                AtEnd::Nothing => {}
                AtEnd::Code => self.stands_for("\u{FFFC}", frame.start..end),
                AtEnd::Superscript(begun) => self.end_superscript(&begun, tag.start),
                AtEnd::QuoteMark if !self.builder.is_open() => {}
                AtEnd::QuoteMark => self.stands_for("\u{201D}", tag.start..end),
            }
        }
    }
}

/// What an element means for the text in it, and whether the skipping begins with it.
fn inner(outer: Context, class: Class, traits: Traits, in_head: bool) -> (Context, bool) {
    let mut context = outer;
    let skips = match class {
        _ if traits.hidden => true,
        Class::SkippedBlock => !traits.open,
        Class::SkippedInline | Class::Head => true,
        Class::Header => !outer.article,
        Class::Aside => traits.furniture || traits.landmark,
        Class::Button => !outer.heading,
        _ => class.breaks() && (traits.landmark || (traits.banner && !outer.article)),
    };
    context.skip |= skips;
    let mut kind = |kind, level| (context.kind, context.level) = (kind, level);
    match class {
        Class::Heading(level) => {
            kind(BlockKind::Heading, level);
            context.heading = true;
        }
        Class::PageTitle => {
            kind(BlockKind::Title, 1);
            context.skip &= !in_head;
        }
        Class::Item | Class::Term => kind(BlockKind::Item, outer.depth.max(1)),
        Class::Cell if !outer.layout => kind(BlockKind::Cell, 0),
        Class::Quote => kind(BlockKind::Quote, 0),
        Class::Caption => kind(BlockKind::Caption, 0),
        Class::Table => {
            kind(BlockKind::Paragraph, 0);
            context.layout = traits.layout;
        }
        Class::List => context.depth = outer.depth.saturating_add(1),
        Class::Article => context.article = true,
        Class::Code => context.code = true,
        Class::Link => context.link = true,
        _ => {}
    }
    context.reference |= traits.references && class.breaks() && !matches!(class, Class::Heading(_));
    context.tracked |= !class.breaks() && (class != Class::Inline || skips);
    if class.breaks() {
        context.tracked = false;
    }
    (context, skips)
}
