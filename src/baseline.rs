//! Baselines: the findings that were there before, so that only new ones count.

use crate::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// The version of the file that this program writes and reads.
const VERSION: u32 = 1;

/// The findings of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Entry>,
}

/// One finding of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file that it was in.
    pub path: String,
    /// The rule that found it.
    pub rule: String,
    /// What was wrong, for people who read the file.
    pub message: String,
    /// Its fingerprint, with the path.
    pub fingerprint: String,
    /// Its fingerprint without the path, by which it is known in a file that was moved.
    pub content: String,
    /// In how many places it stood; where it stands in more, it is new.
    pub places: usize,
}

/// In how many places a finding stands.
fn places(diagnostic: &Diagnostic) -> usize {
    1 + diagnostic.related.len()
}

impl Baseline {
    /// The baseline of some findings; those that are suppressed are left out.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let entry = |diagnostic: &Diagnostic| Entry {
            path: diagnostic.path.clone(),
            rule: diagnostic.rule.to_string(),
            message: diagnostic.message.clone(),
            fingerprint: diagnostic.fingerprint.clone(),
            content: diagnostic.content.clone(),
            places: places(diagnostic),
        };
        let live = diagnostics.into_iter().filter(|diagnostic| diagnostic.suppressed.is_none());
        let mut findings: Vec<_> = live.map(entry).collect();
        findings.sort();
        Self { version: VERSION, findings }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// Says why the text is none that this program can use.
    pub fn parse(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        let head: Head = serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))?;
        if head.version != VERSION {
            let newer = "this program reads version 1; update it, or write the baseline anew with --write-baseline";
            return Err(format!("it is of version {}; {newer}", head.version));
        }
        serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))
    }

    /// The text of the file: one finding a line, sorted, so that a person can review a change.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .findings
            .iter()
            .map(|entry| format!("\n{}", serde_json::to_string(entry).unwrap_or_default()))
            .collect();
        format!("{{\"version\":{VERSION},\"findings\":[{}\n]}}\n", lines.join(","))
    }

    /// The baseline without some entries, by their numbers.
    #[must_use]
    pub fn without(mut self, gone: &[usize]) -> Self {
        let mut number = 0;
        self.findings.retain(|_| {
            number += 1;
            !gone.contains(&(number - 1))
        });
        self
    }

    /// Its entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.findings
    }

    /// The baseline, ready to be looked up in for the files of a run.
    pub fn known(&self, files: &BTreeSet<&str>) -> Known {
        let mut known = Known::default();
        for (number, entry) in self.findings.iter().enumerate() {
            known.by_fingerprint.entry(entry.fingerprint.clone()).or_default().push(number);
            if !files.contains(entry.path.as_str()) {
                known.moved.entry(entry.content.clone()).or_default().push(number);
            }
            known.places.push(entry.places);
            known.used.push(AtomicBool::new(false));
        }
        known
    }
}

/// The findings of a baseline. Files may be marked at the same time and in any order.
#[derive(Debug, Default)]
pub struct Known {
    by_fingerprint: BTreeMap<String, Vec<usize>>,
    /// The entries of files that are not in the run, by their content: the files may have been moved.
    moved: BTreeMap<String, Vec<usize>>,
    places: Vec<usize>,
    used: Vec<AtomicBool>,
}

impl Known {
    /// Marks the findings of one file that the baseline has, each entry for one finding of the file.
    pub fn mark(&self, diagnostics: &mut [Diagnostic]) {
        let mut taken: Vec<usize> = Vec::new();
        for (entries, moved) in [(&self.by_fingerprint, false), (&self.moved, true)] {
            for diagnostic in diagnostics.iter_mut().filter(|one| !one.known && one.suppressed.is_none()) {
                let key = if moved { &diagnostic.content } else { &diagnostic.fingerprint };
                let fits = |number: &&usize| !taken.contains(number) && places(diagnostic) <= self.places[**number];
                let free = entries.get(key).into_iter().flatten().find(fits);
                if let Some(&number) = free {
                    taken.push(number);
                    self.used[number].store(true, Ordering::Relaxed);
                    diagnostic.known = true;
                }
            }
        }
    }

    /// The numbers of the entries that no finding was known by.
    pub fn unused(&self) -> Vec<usize> {
        let used = self.used.iter().map(|used| used.load(Ordering::Relaxed));
        used.enumerate().filter(|(_, used)| !used).map(|(number, _)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Linter, Source};

    fn found(path: &str, text: &str) -> Vec<Diagnostic> {
        Linter::default().check(&[Source::new(path, text, Format::Markdown)])
    }

    #[test]
    fn what_was_there_is_known_after_edits_elsewhere_and_moves() {
        let text =
            "# Gout\n\nGout hurts , above all at night, when it is dark. As an AI language model, I cannot say more.\n";
        let before = found("a.md", text);
        assert_eq!(before.len(), 2);
        let baseline = Baseline::parse(&Baseline::of(&before).text()).expect("it was written so");
        for (path, text) in [("a.md", format!("# Gout\n\nA new line.\n\n{}", &text[8..])), ("b/c.md", text.to_owned())]
        {
            let mut after = found(path, &text);
            let known = baseline.known(&BTreeSet::from([path]));
            known.mark(&mut after);
            assert!(known.unused().is_empty());
            assert!(after.iter().all(|diagnostic| diagnostic.known), "{path}");
        }
        let mut less = found("a.md", &text.replace("hurts ,", "hurts,"));
        let known = baseline.known(&BTreeSet::from(["a.md"]));
        known.mark(&mut less);
        assert_eq!(known.unused().len(), 1);
        assert!(less.iter().all(|diagnostic| diagnostic.known));
        assert_eq!(baseline.clone().without(&known.unused()).entries().len(), 1);
        let mut more = found("a.md", &format!("{text}\nAs a large language model, I must stop here.\n"));
        baseline.known(&BTreeSet::from(["a.md"])).mark(&mut more);
        let new: Vec<_> = more.iter().filter(|one| !one.known).map(|one| (&*one.rule, one.span.start)).collect();
        assert_eq!(new, [("generator-residue", 103)]);
    }

    #[test]
    fn other_files_and_versions_are_told() {
        assert!(Baseline::parse("x").expect_err("it is no JSON").starts_with("it is no baseline"));
        assert!(
            Baseline::parse("{\"version\":2,\"all\":[]}").expect_err("it is newer").starts_with("it is of version 2")
        );
    }
}
