//! The tables on disk: reading with line numbers, writing sorted and all at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// One table: its file and its columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    /// The file in `knowledge/`.
    pub(crate) file: &'static str,
    /// The columns; the last one is the source.
    pub(crate) columns: &'static [&'static str],
}

/// The generated tables.
pub(crate) const CONCEPTS: Table = Table { file: "concepts.tsv", columns: &["id", "kind", "name", "source"] };
/// Every name of every concept.
pub(crate) const NAMES: Table = Table { file: "names.tsv", columns: &["name", "id", "type", "source"] };
/// What lies under what.
pub(crate) const PARENTS: Table = Table { file: "parents.tsv", columns: &["id", "relation", "parent", "source"] };
/// Where a disease sits.
pub(crate) const SITES: Table = Table { file: "sites.tsv", columns: &["disease", "anatomy", "source"] };
/// Which body system a concept belongs to.
pub(crate) const SYSTEMS: Table = Table { file: "systems.tsv", columns: &["id", "system", "source"] };
/// Whom a concept can concern.
pub(crate) const FLAGS: Table = Table { file: "flags.tsv", columns: &["id", "flag", "source"] };
/// The pharmacologic class of a drug.
pub(crate) const DRUG_CLASSES: Table = Table { file: "drug-classes.tsv", columns: &["drug", "class", "source"] };
/// Every word with its commonness.
pub(crate) const WORDS: Table = Table { file: "words.tsv", columns: &["word", "level", "source"] };
/// Names left out on purpose.
pub(crate) const DROPPED: Table = Table { file: "dropped-names.tsv", columns: &["name", "id", "reason", "source"] };

impl Table {
    /// The first line of the file.
    pub(crate) fn header(&self) -> String {
        format!("#{}", self.columns.join("\t"))
    }
}

/// Splits a file into rows, leaving out comments and empty lines.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| (at + 1, line.split('\t').collect()))
}

/// Writes a table sorted, to a temporary file that then takes the place of the old one.
pub(crate) fn write(folder: &Path, table: Table, rows: impl Iterator<Item = Vec<String>>) -> Result<usize> {
    let lines: BTreeSet<String> = rows.map(|row| row.join("\t")).collect();
    let mut text = table.header();
    text.push('\n');
    for line in &lines {
        text.push_str(line);
        text.push('\n');
    }
    let path = folder.join(table.file);
    let temporary = folder.join(format!(".{}.new", table.file));
    fs::write(&temporary, text).map_err(|e| Error::file(&temporary, e))?;
    fs::rename(&temporary, &path).map_err(|e| Error::file(&path, e))?;
    Ok(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_skipped_and_lines_counted() {
        let found: Vec<_> = rows("#a\tb\n\nx\ty\n").collect();
        assert_eq!(found, [(3, vec!["x", "y"])]);
    }
}
