//! GitHub workflow commands: lines on the output of a job that become annotations of the changed files.
//!
//! GitHub shows the first ten errors, ten warnings and ten notices of a step; SARIF has no such bound.

use super::{Reporter, plain, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source};
use std::fmt::Write as _;

/// Reports as workflow commands.
#[derive(Clone, Copy, Debug, Default)]
pub struct GitHub;

impl Reporter for GitHub {
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let mut part = String::new();
        if diagnostics.is_empty() {
            return part;
        }
        let lines = Lines::of(&source.text);
        for diagnostic in diagnostics {
            let start = lines.position(&source.text, diagnostic.span.start);
            let end = lines.position(&source.text, diagnostic.span.end);
            let command = match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "notice",
            };
            let file = property(&diagnostic.path);
            let _ = write!(part, "::{command} file={file},line={},endLine={}", start.line, end.line);
            // The runner refuses columns of a place over several lines.
            if start.line == end.line {
                let _ = write!(part, ",col={},endColumn={}", start.column, end.column);
            }
            let message = data(&wording::whole(source, &lines, diagnostic));
            let _ = writeln!(part, ",title={}::{message}", property(&format!("mo-lint: {}", diagnostic.rule)));
        }
        part
    }
}

/// Escapes the message of a command as the runner reads it.
fn data(text: &str) -> String {
    escape(text, false)
}

/// Escapes a property of a command as the runner reads it.
fn property(text: &str) -> String {
    escape(text, true)
}

fn escape(text: &str, property: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            ':' if property => escaped.push_str("%3A"),
            ',' if property => escaped.push_str("%2C"),
            _ => escaped.push(plain::shown(character)),
        }
    }
    escaped
}
