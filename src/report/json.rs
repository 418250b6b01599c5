//! The JSON report, version 1: one object, one line for each diagnostic. It is a contract; other programs read it.

use super::{Reporter, Summary};
use crate::diagnostic::{Diagnostic, Edit, Family, Fix, Level};
use crate::source::{Lines, Position, Source, SourceSpan};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io;

/// Reports as JSON.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

#[derive(Serialize)]
struct Shown<'d> {
    rule: &'d str,
    family: Family,
    level: Level,
    message: &'d str,
    path: &'d str,
    span: SourceSpan,
    start: Place,
    end: Place,
    related: Vec<ShownRelated<'d>>,
    notes: &'d [String],
    help: Option<&'d str>,
    fixes: Vec<ShownFix<'d>>,
    fingerprint: &'d str,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

#[derive(Serialize)]
struct ShownRelated<'d> {
    path: &'d str,
    span: SourceSpan,
    message: &'d str,
}

#[derive(Serialize)]
struct ShownFix<'d> {
    message: &'d str,
    safe: bool,
    edits: &'d [Edit],
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Reporter for Json {
    fn head(&self, _summary: &Summary) -> String {
        "{\"version\":1,\n\"diagnostics\":[".to_owned()
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        let shown: Vec<_> =
            diagnostics.iter().map(|diagnostic| format!("\n{}", object(source, &lines, diagnostic))).collect();
        shown.join(",")
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, summary: &Summary) -> String {
        let Summary { files, errors, warnings, notes, ref decoded, .. } = *summary;
        let mut tail = String::from("\n],\n");
        if !decoded.is_empty() {
            tail.push_str("\"decoded\":");
            tail.push_str(&to_string(decoded));
            tail.push_str(",\n");
        }
        tail.push_str("\"summary\":");
        tail.push_str(&to_string(&Counts { files, errors, warnings, notes }));
        tail.push_str("}\n");
        tail
    }
}

/// One diagnostic as an object on one line.
pub(super) fn object(source: &Source, lines: &Lines, diagnostic: &Diagnostic) -> String {
    to_string(&show(source, lines, diagnostic))
}

fn show<'d>(source: &Source, lines: &Lines, diagnostic: &'d Diagnostic) -> Shown<'d> {
    let place = |offset| lines.position(&source.text, offset).into();
    Shown {
        rule: &diagnostic.rule,
        family: diagnostic.family,
        level: diagnostic.level,
        message: &diagnostic.message,
        path: &diagnostic.path,
        span: diagnostic.span,
        start: place(diagnostic.span.start),
        end: place(diagnostic.span.end),
        related: diagnostic
            .related
            .iter()
            .map(|related| ShownRelated { path: &related.path, span: related.span, message: &related.message })
            .collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        fixes: diagnostic.fixes.iter().map(show_fix).collect(),
        fingerprint: &diagnostic.fingerprint,
    }
}

fn show_fix(fix: &Fix) -> ShownFix<'_> {
    ShownFix { message: &fix.message, safe: fix.safe, edits: &fix.edits }
}

/// Writes a value on one line, without any character that a terminal would act on.
pub(super) fn to_string(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, Harmless))
        .expect("plain structs of strings and numbers can always be written to memory");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// Compact JSON that also escapes the control characters which JSON itself allows: DEL and C1, which a terminal may
/// take for the start of an escape sequence, and those that turn the direction of text.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, character) in fragment.char_indices().filter(|&(_, character)| super::plain::is_active(character)) {
            writer.write_all(&fragment.as_bytes()[written..at])?;
            write!(writer, "\\u{:04x}", u32::from(character))?;
            written = at + character.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_characters_are_escaped_and_read_back() {
        let text = "a\u{9b}31m\u{7f}\u{202e}\u{1b}[0m\u{e9}";
        let json = to_string(&text);
        assert_eq!(json, "\"a\\u009b31m\\u007f\\u202e\\u001b[0m\u{e9}\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn a_run_without_findings_is_one_object() {
        let report = super::super::render(&Json, &[]);
        let value: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["summary"]["files"], 0);
        assert!(value.get("decoded").is_none());
    }
}
