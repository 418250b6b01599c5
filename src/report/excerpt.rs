//! The lines that a terminal report shows of an article: only those with a label, and of a long line only what stands
//! around the label.
//!
//! An article often keeps a whole paragraph, a thousand characters, on one line. So an excerpt is a small text of its
//! own: each of its lines is a window on a line of the file, "…" stands for what is left out, and two labels that are
//! far apart on one line of the file get a window each. The number of a line and the place of the finding are those of
//! the file.

use super::plain;
use super::window::{columns, fits, window, wrap};
use crate::source::{Lines, Position, SourceSpan};
use codespan_reporting::files::{Error, Files, Location};
use std::ops::Range;

/// A place to show, and what stands under it.
#[derive(Clone, Debug)]
pub(super) struct Mark<'d> {
    pub(super) span: SourceSpan,
    pub(super) message: &'d str,
    pub(super) primary: bool,
}

/// A label in an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) primary: bool,
}

/// A small text made of windows on the lines of a file.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    name: String,
    place: Position,
    text: String,
    lines: Vec<Line>,
    pub(super) labels: Vec<Label>,
    /// The columns that line number and border take.
    pub(super) gutter: usize,
}

/// A line of an excerpt.
#[derive(Clone, Debug)]
struct Line {
    /// Lines that follow each other in the file have indices that do; between others the report draws a break.
    index: usize,
    number: usize,
    range: Range<usize>,
}

/// The part of a mark that lies on one line of the file.
#[derive(Clone, Debug)]
struct Fragment<'d> {
    line: u32,
    range: Range<usize>,
    message: &'d str,
    primary: bool,
}

/// Makes an excerpt for the marks, of which the first is where the finding is said to be.
pub(super) fn excerpt(name: &str, text: &str, lines: &Lines, marks: &[Mark<'_>], width: usize) -> Excerpt {
    let place = lines.position(text, marks.first().map_or(0, |mark| mark.span.start));
    let mut fragments: Vec<_> = marks.iter().flat_map(|mark| split(mark, text, lines)).collect();
    fragments.sort_by_key(|fragment| (fragment.range.start, fragment.range.end));
    let last = fragments.iter().map(|fragment| fragment.line).max().unwrap_or(1);
    let gutter = last.ilog10() as usize + 4;
    let room = width.saturating_sub(gutter).max(24);
    let mut excerpt = Excerpt {
        name: plain::line(name).into_owned(),
        place,
        text: String::new(),
        lines: Vec::new(),
        labels: Vec::new(),
        gutter,
    };
    let mut rest = &fragments[..];
    while let Some(first) = rest.first() {
        let mut end = first.range.end;
        let shared = rest.iter().take_while(|fragment| {
            let fits =
                fragment.range.start < end || fits(&text[first.range.start..fragment.range.end.max(end)], room - 4);
            let joins = fragment.line == first.line && fits;
            end = if joins { end.max(fragment.range.end) } else { end };
            joins
        });
        let count = shared.count().max(1);
        let line = lines.range(text, first.line);
        excerpt.push(&text[line.clone()], line.start, &rest[..count], room);
        rest = &rest[count..];
    }
    excerpt
}

/// Splits a mark into its lines. Of a mark over many lines the first two and the last are shown.
fn split<'d>(mark: &Mark<'d>, text: &str, lines: &Lines) -> Vec<Fragment<'d>> {
    let span = mark.span.range();
    let first = lines.position(text, mark.span.start).line;
    let last = lines.position(text, mark.span.end.saturating_sub(1).max(mark.span.start)).line;
    let mut fragments = Vec::new();
    for line in first..=last {
        let within = lines.range(text, line);
        let range = span.start.max(within.start)..span.end.min(within.end);
        let part = text.get(range.clone()).unwrap_or_default();
        let start = range.start + (part.len() - part.trim_start().len());
        let trimmed = start..start + part.trim().len();
        if !trimmed.is_empty() {
            fragments.push(Fragment { line, range: trimmed, message: "", primary: mark.primary });
        }
    }
    if fragments.is_empty() {
        let within = lines.range(text, first);
        let at = text.floor_char_boundary(span.start).clamp(within.start, within.end);
        fragments.push(Fragment { line: first, range: at..at, message: "", primary: mark.primary });
    }
    if fragments.len() > 3 {
        fragments.drain(2..fragments.len() - 1);
    }
    if let Some(last) = fragments.last_mut() {
        last.message = mark.message;
    }
    fragments
}

impl Excerpt {
    /// Adds a window on a line of the file that begins at `offset` there.
    fn push(&mut self, line: &str, offset: usize, fragments: &[Fragment<'_>], room: usize) {
        let mut points: Vec<usize> = fragments
            .iter()
            .flat_map(|fragment| [fragment.range.start - offset, fragment.range.end - offset])
            .collect();
        points.sort_unstable();
        points.dedup();
        let begin = self.text.len();
        let placed = window(line, &points, room, &mut self.text);
        let number = fragments[0].line as usize;
        let index = match self.lines.last() {
            None => 0,
            Some(last) if last.number + 1 == number => last.index + 1,
            Some(last) => last.index + 3,
        };
        let range = begin..self.text.len();
        self.text.push('\n');
        self.lines.push(Line { index, number, range: range.clone() });
        let find = |at: usize| placed[points.partition_point(|&point| point < at).min(placed.len() - 1)];
        let first = self.labels.len();
        for fragment in fragments {
            let range = find(fragment.range.start - offset)..find(fragment.range.end - offset);
            let message = plain::line(fragment.message).into_owned();
            self.labels.push(Label { range, message, primary: fragment.primary });
        }
        self.wrap_messages(first, range, room);
    }

    /// Breaks the messages of the labels from `first` on, all on one line, so that they stay within the room.
    fn wrap_messages(&mut self, first: usize, line: Range<usize>, room: usize) {
        let labels = &self.labels[first..];
        let end = labels.iter().map(|label| label.range.end).max().unwrap_or(line.end);
        let messages: Vec<_> = labels
            .iter()
            .enumerate()
            .map(|(index, label)| {
                let overlaps =
                    |other: &Label| other.range.start < label.range.end && label.range.start < other.range.end;
                let alone = !labels.iter().enumerate().any(|(other, it)| other != index && overlaps(it));
                let trails = label.range.end == end && alone;
                let before = columns(&self.text[line.start..label.range.start]);
                let after = before + columns(&self.text[label.range.clone()]).max(1) + 1;
                let beside = trails && (room.saturating_sub(after) >= columns(&label.message) || room >= after + 28);
                let indent =
                    if beside { after } else { before.min(room.saturating_sub(columns(&label.message).max(24))) };
                let wrapped = wrap(&label.message, room.saturating_sub(indent).max(16));
                let border = format!("\n{:gutter$}│ {:indent$}", "", "", gutter = self.gutter - 2);
                let own_line = trails && !beside && !label.message.is_empty();
                let start = if own_line { border.as_str() } else { "" };
                format!("{start}{}", wrapped.join(&border))
            })
            .collect();
        for (label, message) in self.labels[first..].iter_mut().zip(messages) {
            label.message = message;
        }
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        let line = self.lines.partition_point(|line| line.range.start <= byte_index).saturating_sub(1);
        self.lines.get(line).map(|line| line.index).ok_or(Error::FileMissing)
    }

    fn line_number(&'a self, (): (), line_index: usize) -> Result<usize, Error> {
        self.line(line_index).map(|line| line.number)
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        self.line(line_index).map(|line| line.range.clone())
    }

    fn location(&'a self, (): (), _byte_index: usize) -> Result<Location, Error> {
        Ok(Location { line_number: self.place.line as usize, column_number: self.place.column as usize })
    }
}

impl Excerpt {
    fn line(&self, index: usize) -> Result<&Line, Error> {
        let max = self.lines.last().map_or(0, |line| line.index);
        self.lines.iter().find(|line| line.index == index).ok_or(Error::LineTooLarge { given: index, max })
    }
}
