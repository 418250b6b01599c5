//! Checkstyle XML, which many build servers read.

use super::{Reporter, Summary, markup, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source};
use std::fmt::Write as _;

/// Reports as Checkstyle XML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Checkstyle;

impl Reporter for Checkstyle {
    fn head(&self, _summary: &Summary) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n".to_owned()
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        let mut part = format!("  <file name=\"{}\">\n", markup::xml(&source.name));
        for diagnostic in diagnostics {
            let start = lines.position(&source.text, diagnostic.span.start);
            let severity = match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "info",
            };
            let message = markup::xml(&wording::whole(source, &lines, diagnostic));
            let rule = markup::xml(&diagnostic.rule);
            let _ = writeln!(
                part,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{message}\" \
                 source=\"mo-lint.{rule}\"/>",
                start.line, start.column
            );
        }
        part + "  </file>\n"
    }

    fn tail(&self, _summary: &Summary) -> String {
        "</checkstyle>\n".to_owned()
    }
}
