//! Reports: diagnostics as a person or a program reads them, one format a file.
//!
//! A report is made file by file, so that the text of an article is needed only while it is checked: what is kept for
//! the end of a run is the finished part of each file.

pub mod inspect;
pub mod json;
pub mod plain;
pub mod short;
pub mod terminal;

mod excerpt;
mod window;

use crate::diagnostic::{Diagnostic, Level};
use crate::source::Source;

/// Renders a run: a head, a part for each file in the order of their paths, and a tail.
pub trait Reporter: Send + Sync {
    /// What the report begins with.
    fn head(&self) -> String {
        String::new()
    }

    /// The part of one file, made from its diagnostics in order; empty when there are none.
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String;

    /// What stands between two parts that are not empty.
    fn separator(&self) -> &'static str {
        ""
    }

    /// What the report ends with.
    fn tail(&self, _summary: &Summary) -> String {
        String::new()
    }
}

/// What a run found, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many files were checked.
    pub files: usize,
    /// How many errors were reported.
    pub errors: usize,
    /// How many warnings were reported.
    pub warnings: usize,
    /// How many notes were reported.
    pub notes: usize,
    /// The paths of the files that were not UTF-8: their spans count bytes of the decoded text.
    pub decoded: Vec<String>,
}

impl Summary {
    /// Counts one file and what was found in it.
    pub fn add(&mut self, source: &Source, diagnostics: &[Diagnostic]) {
        self.files += 1;
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Note => self.notes += 1,
            }
        }
        if source.decoded {
            self.decoded.push(source.name.clone());
        }
    }

    /// Adds the counts of files that come after those counted so far.
    pub fn append(&mut self, mut later: Self) {
        self.files += later.files;
        self.errors += later.errors;
        self.warnings += later.warnings;
        self.notes += later.notes;
        self.decoded.append(&mut later.decoded);
    }
}

/// Joins the parts of files to a whole report.
pub fn join<'p>(reporter: &dyn Reporter, parts: impl IntoIterator<Item = &'p str>, summary: &Summary) -> String {
    let mut report = reporter.head();
    let mut first = true;
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !first {
            report.push_str(reporter.separator());
        }
        report.push_str(part);
        first = false;
    }
    report.push_str(&reporter.tail(summary));
    report
}

/// Reports files that were checked, in the order in which they are given.
pub fn render(reporter: &dyn Reporter, files: &[(Source, Vec<Diagnostic>)]) -> String {
    let mut summary = Summary::default();
    let mut parts = Vec::new();
    for (source, diagnostics) in files {
        summary.add(source, diagnostics);
        parts.push(reporter.file(source, diagnostics));
    }
    join(reporter, parts.iter().map(String::as_str), &summary)
}
