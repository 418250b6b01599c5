//! What was changed, as git tells it: files and lines.

use super::args::Changed as Arguments;
use crate::diagnostic::{Diagnostic, Family};
use crate::source::{Lines, Source, SourceSpan};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The changed lines of each changed file, by its whole path; lines count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changed(BTreeMap<PathBuf, Vec<Range<u32>>>);

impl Changed {
    /// Asks git; nothing is asked without arguments for it.
    pub(super) fn read(arguments: &Arguments) -> Result<Option<Self>, String> {
        let since = match (&arguments.changed_since, arguments.staged) {
            (Some(commit), _) if commit.starts_with('-') => return Err(format!("\"{commit}\" is no commit")),
            (Some(commit), _) => vec![commit.as_str()],
            (None, true) => vec!["--cached"],
            (None, false) => return Ok(None),
        };
        let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end());
        let fixed = ["-c", "core.quotePath=false", "diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames"];
        let patch = git(&[&fixed[..], &since, &["--"]].concat())?;
        let mut changed = Self(hunks(&root, &patch));
        if !arguments.staged {
            let new = git(&["ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/"])?;
            for path in new.split('\0').filter(|path| !path.is_empty()) {
                changed.0.insert(root.join(path), std::iter::once(0..u32::MAX).collect());
            }
        }
        Ok(Some(changed))
    }

    /// Whether a file was changed at all.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.lines(path).is_some()
    }

    fn lines(&self, path: &Path) -> Option<&Vec<Range<u32>>> {
        self.0.get(&path.canonicalize().ok()?)
    }

    /// Keeps the findings that touch changed lines; of a contradiction either side may.
    pub(super) fn keep(&self, path: &Path, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
        let Some(changed) = self.lines(path) else { return diagnostics.clear() };
        let lines = Lines::of(&source.text);
        let touches = |span: SourceSpan| {
            let line = |at: u32| lines.position(&source.text, at).line;
            let (first, last) = (line(span.start), line(span.end.max(span.start + 1) - 1));
            changed.iter().any(|range| range.start <= last && first < range.end)
        };
        diagnostics.retain(|diagnostic| {
            let both = diagnostic.family == Family::Contradiction;
            touches(diagnostic.span) || both && diagnostic.related.iter().any(|related| touches(related.span))
        });
    }
}

/// What git prints.
fn git(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").args(arguments).output().map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git: {}", told.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The new lines of each file of a patch without context.
fn hunks(root: &Path, patch: &str) -> BTreeMap<PathBuf, Vec<Range<u32>>> {
    let mut changed: BTreeMap<PathBuf, Vec<Range<u32>>> = BTreeMap::new();
    let mut file: Option<PathBuf> = None;
    for line in patch.lines() {
        if let Some(name) = line.strip_prefix("+++ ") {
            let name = name.trim_end_matches('\t').trim_matches('"');
            file = name.strip_prefix("b/").map(|name| root.join(name));
        } else if let (Some(file), Some(hunk)) = (&file, line.strip_prefix("@@ ")) {
            // "-12,3 +14,2 @@": from line 14 two lines; where lines were only taken out, the two beside the gap count.
            let Some(new) = hunk.split(' ').find_map(|part| part.strip_prefix('+')) else { continue };
            let (start, count) = new.split_once(',').unwrap_or((new, "1"));
            let (Ok(start), Ok(count)) = (start.parse::<u32>(), count.parse::<u32>()) else { continue };
            let lines = if count == 0 { 2 } else { count };
            changed.entry(file.clone()).or_default().push(start..start.saturating_add(lines));
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_patch() {
        let patch = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@ a\n-a\n+b\n@@ -5,2 +4,0 @@\n-c\n-d\n\
                     @@ -9,0 +10,3 @@\n+e\n+f\n+g\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        let changed = hunks(Path::new("/r"), patch);
        assert_eq!(changed, BTreeMap::from([(PathBuf::from("/r/x.md"), vec![1..2, 4..6, 10..13])]));
    }
}
