//! Reports: diagnostics as a person or a program reads them, one format a file.
//!
//! A report is made file by file, so that the text of an article is needed only while it is checked: what is kept for
//! the end of a run is the finished part of each file.

pub mod checkstyle;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod inspect;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod plain;
pub mod rdjsonl;
pub mod sarif;
pub mod short;
pub mod terminal;

mod excerpt;
mod markup;
mod window;
mod wording;

use crate::diagnostic::{Diagnostic, Level};
use crate::source::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Renders a run: a head, a part for each file in the order of their paths, and a tail.
pub trait Reporter: Send + Sync {
    /// What the report begins with.
    fn head(&self, _summary: &Summary) -> String {
        String::new()
    }

    /// The part of one file, made from its diagnostics in order; most reports say nothing of a file without any.
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String;

    /// Whether it also shows findings that may stand and those of the baseline, and marks them so.
    fn marks(&self) -> bool {
        false
    }

    /// What stands between two parts that are not empty.
    fn separator(&self) -> &'static str {
        ""
    }

    /// How many bytes of parts the report can take; what does not fit is left out.
    fn room(&self) -> usize {
        usize::MAX
    }

    /// What stands for the parts that were left out.
    fn left_out(&self, _parts: usize) -> String {
        String::new()
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
    /// In how many of them nothing was found.
    pub clean: usize,
    /// How many errors were reported.
    pub errors: usize,
    /// How many warnings were reported.
    pub warnings: usize,
    /// How many notes were reported.
    pub notes: usize,
    /// How many errors, warnings and notes each rule reported, by its id.
    pub rules: BTreeMap<Cow<'static, str>, [usize; 3]>,
    /// The paths of the files that were not UTF-8: their spans count bytes of the decoded text.
    pub decoded: Vec<String>,
}

impl Summary {
    /// Counts one file and what was found in it.
    pub fn add(&mut self, source: &Source, diagnostics: &[Diagnostic]) {
        self.files += 1;
        self.clean += usize::from(diagnostics.is_empty());
        for diagnostic in diagnostics {
            self.rules.entry(diagnostic.rule.clone()).or_default()[diagnostic.level as usize] += 1;
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
        self.clean += later.clean;
        self.errors += later.errors;
        self.warnings += later.warnings;
        self.notes += later.notes;
        for (rule, counts) in later.rules {
            let sum = self.rules.entry(rule).or_default();
            (0..counts.len()).for_each(|level| sum[level] += counts[level]);
        }
        self.decoded.append(&mut later.decoded);
    }
}

impl Summary {
    /// How many findings were reported.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// What was found, in one sentence.
    pub fn sentence(&self) -> String {
        if self.files == 0 {
            return "No files to check".to_owned();
        }
        let files = counted(self.files, "file");
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let found: Vec<_> = kinds.iter().filter(|kind| kind.0 > 0).map(|&(count, kind)| counted(count, kind)).collect();
        match found.split_last() {
            None => format!("No problems found in {files}"),
            Some((last, [])) => format!("Found {last} in {files}"),
            Some((last, others)) => format!("Found {} and {last} in {files}", others.join(", ")),
        }
    }
}

fn counted(count: usize, kind: &str) -> String {
    format!("{count} {kind}{}", if count == 1 { "" } else { "s" })
}

/// Joins the parts of files to a whole report.
pub fn join<'p>(reporter: &dyn Reporter, parts: impl IntoIterator<Item = &'p str>, summary: &Summary) -> String {
    let mut report = reporter.head(summary);
    let mut room = reporter.room();
    let mut parts = parts.into_iter().filter(|part| !part.is_empty()).peekable();
    let mut first = true;
    while let Some(part) = parts.next_if(|part| part.len() <= room) {
        if !first {
            report.push_str(reporter.separator());
        }
        report.push_str(part);
        room -= part.len();
        first = false;
    }
    let left_out = parts.count();
    if left_out > 0 {
        report.push_str(&reporter.left_out(left_out));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_summed_up_in_one_sentence() {
        let summary = |errors, warnings, notes| Summary { files: 12, errors, warnings, notes, ..Summary::default() };
        assert_eq!(summary(3, 2, 1).sentence(), "Found 3 errors, 2 warnings and 1 note in 12 files");
        assert_eq!(summary(0, 1, 0).sentence(), "Found 1 warning in 12 files");
        assert_eq!(summary(0, 0, 0).sentence(), "No problems found in 12 files");
    }
}
