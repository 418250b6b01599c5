//! rdjsonl, the lines of JSON that reviewdog reads. Its columns count bytes of UTF-8, and its reader refuses fields that
//! it does not know, so the other places of a finding stand in the message.

use super::{Reporter, json, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Position, Source, SourceSpan};
use serde::Serialize;

/// Reports as rdjsonl.
#[derive(Clone, Copy, Debug, Default)]
pub struct RdJsonLines;

#[derive(Serialize)]
struct Line<'d> {
    message: String,
    location: Location<'d>,
    severity: &'static str,
    source: Name,
    code: Code<'d>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'d>>,
}

#[derive(Serialize)]
struct Location<'d> {
    path: &'d str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'d> {
    value: &'d str,
}

#[derive(Serialize)]
struct Suggestion<'d> {
    range: Range,
    text: &'d str,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

impl Reporter for RdJsonLines {
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        diagnostics.iter().map(|diagnostic| line(source, &lines, diagnostic) + "\n").collect()
    }
}

fn line(source: &Source, lines: &Lines, diagnostic: &Diagnostic) -> String {
    let range = |span: SourceSpan| Range {
        start: lines.byte_position(span.start).into(),
        end: lines.byte_position(span.end).into(),
    };
    json::to_string(&Line {
        message: wording::whole(source, lines, diagnostic),
        location: Location { path: &diagnostic.path, range: range(diagnostic.span) },
        severity: match diagnostic.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        source: Name { name: "mo-lint" },
        code: Code { value: &diagnostic.rule },
        // A suggestion is one edit; a fix of several would be applied in part.
        suggestions: diagnostic
            .fixes
            .iter()
            .filter_map(|fix| <&[_; 1]>::try_from(fix.edits.as_slice()).ok())
            .map(|[edit]| Suggestion { range: range(edit.span), text: &edit.text })
            .collect(),
    })
}
