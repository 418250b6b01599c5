//! Baselines: the findings that were there before, so that only new ones count.

use crate::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

    /// The baseline without some entries.
    #[must_use]
    pub fn without(mut self, gone: &[Entry]) -> Self {
        let mut gone = gone.to_vec();
        self.findings.retain(|entry| match gone.iter().position(|other| other == entry) {
            Some(index) => {
                gone.swap_remove(index);
                false
            }
            None => true,
        });
        self
    }

    /// Marks the findings that the baseline has, each entry for one, and gives the entries that none was found for.
    /// An entry is known by its fingerprint, else by its content in a file that was moved.
    pub fn mark<'d>(&self, diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>) -> Vec<Entry> {
        let mut by_fingerprint: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_content: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.findings.iter().enumerate() {
            by_fingerprint.entry(&entry.fingerprint).or_default().push(index);
            by_content.entry(&entry.content).or_default().push(index);
        }
        let mut used = vec![false; self.findings.len()];
        let mut take = |entries: Option<&Vec<usize>>| {
            let free = entries.into_iter().flatten().copied().find(|&index| !used[index]);
            free.inspect(|&index| used[index] = true).is_some()
        };
        let mut left = Vec::new();
        for diagnostic in diagnostics {
            diagnostic.known = take(by_fingerprint.get(diagnostic.fingerprint.as_str()));
            if !diagnostic.known {
                left.push(diagnostic);
            }
        }
        for diagnostic in left {
            diagnostic.known = take(by_content.get(diagnostic.content.as_str()));
        }
        self.findings.iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry.clone()).collect()
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
        let text = "# Gout\n\nGout hurts , above all at night. As an AI language model, I cannot say more.\n";
        let before = found("a.md", text);
        assert_eq!(before.len(), 2);
        let baseline = Baseline::parse(&Baseline::of(&before).text()).expect("it was written so");
        for (path, text) in [("a.md", format!("# Gout\n\nA new line.\n\n{}", &text[8..])), ("b/c.md", text.to_owned())]
        {
            let mut after = found(path, &text);
            assert_eq!(baseline.mark(&mut after), []);
            assert!(after.iter().all(|diagnostic| diagnostic.known), "{path}");
        }
        let mut more = found("a.md", &text.replace("Gout hurts ,", "Gout hurts, and , in short,"));
        assert_eq!(baseline.mark(&mut more).len(), 1);
        assert_eq!(more.iter().filter(|diagnostic| diagnostic.known).count(), 1);
    }

    #[test]
    fn other_files_and_versions_are_told() {
        assert!(Baseline::parse("x").expect_err("it is no JSON").starts_with("it is no baseline"));
        assert!(
            Baseline::parse("{\"version\":2,\"all\":[]}").expect_err("it is newer").starts_with("it is of version 2")
        );
    }
}
