//! `[[allow]]` in `mo-lint.toml`: findings that may stand, said outside the article, with the reason.

use super::config::covers;
use super::walk::Target;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use ignore::gitignore::Gitignore;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Findings that may stand.
#[derive(Clone, Debug)]
pub(super) struct Allow {
    /// The files; every one when there are none.
    pub(super) paths: Option<Gitignore>,
    /// The rules, by their ids.
    pub(super) rules: Vec<String>,
    /// A text that the flagged passage must hold, in lower case.
    pub(super) text: Option<String>,
    /// Why they may stand.
    pub(super) reason: String,
    /// Whether a finding was let stand by it.
    pub(super) used: Arc<AtomicBool>,
}

impl Allow {
    /// Marks the findings of a file that may stand.
    pub(super) fn mark(&self, target: &Target, source: &Source, diagnostics: &mut [Diagnostic]) {
        let path = target.path.as_deref().and_then(|path| path.canonicalize().ok());
        let named = |paths: &Gitignore| path.as_ref().is_some_and(|path| covers(paths, path));
        if !self.paths.as_ref().is_none_or(named) {
            return;
        }
        for diagnostic in diagnostics.iter_mut().filter(|one| self.rules.iter().any(|rule| *rule == one.rule)) {
            let flagged = || source.text.get(diagnostic.span.range()).unwrap_or("").to_lowercase();
            if self.text.as_ref().is_none_or(|text| flagged().contains(text.as_str())) {
                self.used.store(true, Ordering::Relaxed);
                diagnostic.suppressed = Some(self.reason.clone());
            }
        }
    }

    /// What is said of one that let nothing stand.
    pub(super) fn unused(&self) -> Option<String> {
        let about = self.text.as_ref().map_or(String::new(), |text| format!(" with \"{text}\""));
        let told = format!("[[allow]] {}{about} let no finding stand; take it out", self.rules.join(", "));
        (!self.used.load(Ordering::Relaxed)).then_some(told)
    }
}
