//! The short report: one line for each finding, which editors and terminals turn into a link.

use super::{Reporter, plain};
use crate::diagnostic::Diagnostic;
use crate::source::{Lines, Source};
use std::fmt::Write as _;

/// Reports as `path:line:column: level[rule] message`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Short;

impl Reporter for Short {
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let mut part = String::new();
        if diagnostics.is_empty() {
            return part;
        }
        let lines = Lines::of(&source.text);
        for diagnostic in diagnostics {
            let start = lines.position(&source.text, diagnostic.span.start);
            let path = plain::line(&diagnostic.path);
            let message = plain::line(&diagnostic.message);
            let Diagnostic { level, rule, .. } = diagnostic;
            let _ = writeln!(part, "{path}:{}:{}: {level}[{rule}] {message}", start.line, start.column);
        }
        part
    }
}
