//! JUnit XML: each file is a suite, each finding a case. Errors and warnings fail; a note counts as skipped, so that it
//! is seen and breaks nothing; a file without findings is one case that passes.

use super::{Reporter, Summary, markup, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source};
use std::fmt::Write as _;

/// Reports as JUnit XML.
#[derive(Clone, Copy, Debug, Default)]
pub struct JUnit;

impl Reporter for JUnit {
    fn head(&self, summary: &Summary) -> String {
        let failures = summary.errors + summary.warnings;
        let tests = failures + summary.notes + summary.clean;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mo-lint\" tests=\"{tests}\" \
             failures=\"{failures}\" errors=\"0\">\n"
        )
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let name = markup::xml(&source.name);
        let tests = diagnostics.len().max(1);
        let skipped = diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Note).count();
        let failures = diagnostics.len() - skipped;
        let mut part = format!(
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
             skipped=\"{skipped}\">\n"
        );
        if diagnostics.is_empty() {
            let _ = writeln!(part, "    <testcase name=\"no findings\" classname=\"{name}\"/>");
        }
        let lines = Lines::of(&source.text);
        for diagnostic in diagnostics {
            let start = lines.position(&source.text, diagnostic.span.start);
            let rule = markup::xml(&diagnostic.rule);
            let message = markup::xml(&diagnostic.message);
            let whole = markup::xml(&wording::whole(source, &lines, diagnostic));
            let outcome = if diagnostic.level == Level::Note { "skipped" } else { "failure" };
            let _ = writeln!(
                part,
                "    <testcase name=\"{rule} ({line}:{column})\" classname=\"{name}\">\n      <{outcome} \
                 type=\"{level}\" message=\"{message}\">{name}:{line}:{column}&#xA;{whole}</{outcome}>\n    \
                 </testcase>",
                line = start.line,
                column = start.column,
                level = diagnostic.level,
            );
        }
        part + "  </testsuite>\n"
    }

    fn tail(&self, _summary: &Summary) -> String {
        "</testsuites>\n".to_owned()
    }
}
