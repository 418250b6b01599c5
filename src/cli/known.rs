//! The baseline of a run: read, written, pruned.

use super::args::Baseline as Arguments;
use super::{Outcome, output, written};
use crate::baseline::{Baseline, Known};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A baseline and what of it was found.
pub(super) struct Former<'p> {
    path: &'p Path,
    baseline: Baseline,
    pub(super) known: Known,
}

impl<'p> Former<'p> {
    /// Reads the baseline that the arguments name, for the files of a run.
    #[expect(clippy::disallowed_methods, reason = "baselines are read here, and only here")]
    pub(super) fn read(arguments: &'p Arguments, files: &BTreeSet<&str>) -> Result<Option<Self>, Outcome> {
        let Some(path) = &arguments.baseline else { return Ok(None) };
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "no such file; --write-baseline writes it".to_owned(),
            _ => output::reason(&error),
        });
        match text.and_then(|text| Baseline::parse(&text)) {
            Ok(baseline) => Ok(Some(Self { path, known: baseline.known(files), baseline })),
            Err(reason) => {
                output::complain(&format!("{}: {reason}", path.display()));
                Err(Outcome::Trouble)
            }
        }
    }

    /// Says which entries are no longer found, and takes them out of the file when asked to. Entries of files that were
    /// not read are kept, unless the files are gone.
    pub(super) fn settle(self, prune: bool, files: &BTreeSet<&str>, quiet: bool) -> Result<(), Outcome> {
        let was_read = |number: &usize| {
            let path = &self.baseline.entries()[*number].path;
            files.contains(path.as_str()) || !Path::new(path).exists()
        };
        let gone: Vec<usize> = self.known.unused().into_iter().filter(was_read).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let many = if gone.len() == 1 { "finding of the baseline is" } else { "findings of the baseline are" };
        if prune {
            let text = self.baseline.without(&gone).text();
            written::whole(self.path, &text).map_err(|error| {
                output::complain(&format!("{}: {}", self.path.display(), output::reason(&error)));
                Outcome::Trouble
            })?;
        }
        if !quiet {
            let then = if prune { "taken out" } else { "no longer found; --prune-baseline takes them out" };
            output::line(&format!("{} {many} {then}", gone.len()));
        }
        Ok(())
    }
}
