//! JSON Lines: each finding as an object of the JSON report, on a line of its own.

use super::{Reporter, json};
use crate::diagnostic::Diagnostic;
use crate::source::{Lines, Source};

/// Reports as JSON Lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLines;

impl Reporter for JsonLines {
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        diagnostics.iter().map(|diagnostic| json::object(source, &lines, diagnostic) + "\n").collect()
    }
}
