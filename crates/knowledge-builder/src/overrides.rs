//! The hand-written corrections of `knowledge/overrides.tsv`.
//!
//! Every row is `action, a, b, c, reason` and must change something; one that no longer does is an
//! error with its line, so that the file does not rot.

use std::fs;
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Dropped};
use crate::error::{Error, Result};
use crate::text;

/// The source key of a hand-written fact.
pub(crate) const SOURCE: &str = "overrides";

/// The file in `knowledge/`.
pub(crate) const FILE: &str = "overrides.tsv";

/// The roles an override can give a name.
const ROLES: [&str; 6] = ["exact", "mesh", "lay", "brand", "abbrev", "common"];
const KINDS: [&str; 10] =
    ["anatomy", "disease", "drug", "drugclass", "organism", "procedure", "process", "psych", "substance", "symptom"];
const RELATIONS: [&str; 3] = ["ancestor", "is-a", "part-of"];

/// At which stage of the build a row is applied: names before the screening of names, or facts at
/// the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Names and kinds, before names are screened.
    Names,
    /// What must not be undone by the screening, and everything that is not a name.
    Facts,
}

/// One correction.
#[derive(Debug)]
struct Row {
    line: usize,
    action: String,
    a: String,
    b: String,
    c: String,
}

/// The corrections, in the order of the file.
#[derive(Debug)]
pub(crate) struct Overrides {
    path: PathBuf,
    rows: Vec<Row>,
}

impl Overrides {
    /// Reads the file; every row has five columns and a reason.
    pub(crate) fn load(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let text = fs::read_to_string(&path).map_err(|e| Error::file(&path, e))?;
        Self::parse(&path, &text)
    }

    /// Reads the text of the file.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self> {
        let mut rows = Vec::new();
        for (line, fields) in crate::tsv::rows(text) {
            let [action, a, b, c, reason] = fields.as_slice() else {
                return Err(Error::line(path, line, format!("{} columns, not 5", fields.len())));
            };
            if reason.trim().is_empty() {
                return Err(Error::line(path, line, "no reason"));
            }
            let owned = |s: &&str| (*s).to_owned();
            rows.push(Row { line, action: owned(action), a: owned(a), b: owned(b), c: owned(c) });
        }
        Ok(Self { path: path.to_path_buf(), rows })
    }

    /// Checks that every id is known and every action exists.
    pub(crate) fn check_ids(&self, known: impl Fn(&str) -> bool) -> Result<()> {
        for row in &self.rows {
            if row.action == "mend-word" {
                continue;
            }
            let second = matches!(row.action.as_str(), "add-site" | "add-parent").then_some(&row.b);
            if let Some(id) = std::iter::once(&row.a).chain(second).find(|id| !known(id)) {
                return Err(Error::line(&self.path, row.line, format!("unknown id {id}")));
            }
        }
        Ok(())
    }

    /// Applies the rows of one stage.
    pub(crate) fn apply(&self, catalog: &mut Catalog, stage: Stage) -> Result<()> {
        for row in &self.rows {
            let at = match row.action.as_str() {
                "drop-name" | "add-name" | "keep-name" | "mend-word" | "set-kind" | "set-preferred" => Stage::Names,
                _ => Stage::Facts,
            };
            if at == stage {
                apply(row, catalog).map_err(|reason| Error::line(&self.path, row.line, reason))?;
            }
        }
        Ok(())
    }
}

/// Applies one row; the error says why it could not be or changed nothing.
fn apply(row: &Row, catalog: &mut Catalog) -> std::result::Result<(), String> {
    let (a, b, c) = (row.a.as_str(), row.b.as_str(), row.c.as_str());
    if row.action == "mend-word" {
        return if catalog.mend_word(a, b) > 0 { Ok(()) } else { Err(format!("no name has the word {a}")) };
    }
    if !catalog.concepts.contains_key(a) {
        return Err(format!("unknown id {a}"));
    }
    let pair = || (a.to_owned(), b.to_owned());
    let known = |id: &str| if catalog.concepts.contains_key(id) { Ok(()) } else { Err(format!("unknown id {id}")) };
    let changed = match row.action.as_str() {
        "drop-name" => catalog.remove_name(a, b).map(|name| {
            let reason = "override".to_owned();
            catalog.dropped.insert(Dropped { name: name.text, id: a.to_owned(), reason, source: name.source })
        }),
        "add-name" => {
            let role = one_of(&ROLES, c)?;
            let missing = !catalog.names.contains_key(&(a.to_owned(), b.to_lowercase()));
            let usable = text::usable_name(b, false).is_some();
            catalog.add_name(a, b, role, SOURCE);
            Some(missing && usable)
        }
        "set-role" => {
            let role = one_of(&ROLES, c)?;
            let name = catalog.names.get_mut(&(a.to_owned(), b.to_lowercase()));
            name.map(|name| std::mem::replace(&mut name.role, role) != role)
        }
        "keep-name" => {
            let there = catalog.names.contains_key(&(a.to_owned(), b.to_lowercase()));
            Some(there && catalog.kept.insert((a.to_owned(), text::fold(b))))
        }
        "set-preferred" => set_preferred(catalog, a, b),
        "set-kind" => {
            let kind = one_of(&KINDS, b)?;
            catalog.concepts.get_mut(a).map(|concept| std::mem::replace(&mut concept.kind, kind) != kind)
        }
        "add-flag" => Some(catalog.flags.insert(pair(), SOURCE).is_none()),
        "drop-flag" => catalog.flags.remove(&pair()).map(|_| true),
        "add-site" => {
            known(b)?;
            Some(catalog.sites.insert(pair(), SOURCE).is_none())
        }
        "drop-site" => catalog.sites.remove(&pair()).map(|_| true),
        "add-system" => Some(catalog.systems.insert(pair(), SOURCE).is_none()),
        "add-parent" => {
            known(b)?;
            let key = (a.to_owned(), one_of(&RELATIONS, c)?, b.to_owned());
            Some(catalog.parents.insert(key, SOURCE).is_none())
        }
        "drop-parent" => {
            let before = catalog.parents.len();
            catalog.parents.retain(|(id, _, parent), _| !(id == a && parent == b));
            Some(catalog.parents.len() < before)
        }
        other => return Err(format!("unknown action `{other}`")),
    };
    match changed {
        Some(true) => Ok(()),
        _ => Err(format!("{} changes nothing: {a} {b} {c}", row.action)),
    }
}

/// Makes one of a concept's names the preferred one; the old one stays as a plain name.
fn set_preferred(catalog: &mut Catalog, id: &str, name: &str) -> Option<bool> {
    let wanted = catalog.names.get_mut(&(id.to_owned(), name.to_lowercase()))?;
    wanted.role = "preferred";
    let concept = catalog.concepts.get_mut(id)?;
    let old = std::mem::replace(&mut concept.preferred, name.to_owned());
    if let Some(old_name) = catalog.names.get_mut(&(id.to_owned(), old.to_lowercase())).filter(|_| old != name) {
        old_name.role = "exact";
    }
    Some(old != name)
}

fn one_of(allowed: &[&'static str], value: &str) -> std::result::Result<&'static str, String> {
    let found = allowed.iter().find(|v| **v == value);
    found.copied().ok_or_else(|| format!("`{value}` is none of {}", allowed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        catalog.add_concept("M:1", "disease", "myositis ossificans", "m");
        catalog.add_name("M:1", "FOP", "exact", "m");
        catalog
    }

    fn run(text: &str, stage: Stage) -> (Catalog, Result<()>) {
        let mut catalog = catalog();
        let done = Overrides::parse(Path::new("o.tsv"), text).and_then(|o| o.apply(&mut catalog, stage));
        (catalog, done)
    }

    #[test]
    fn a_name_is_dropped_and_listed() {
        let (catalog, done) = run("drop-name\tM:1\tFOP\t\tother disease\n", Stage::Names);
        assert_eq!(done, Ok(()));
        assert!(catalog.holders_of("FOP", "disease").is_empty());
        assert_eq!(catalog.dropped.len(), 1);
    }

    #[test]
    fn a_row_that_does_nothing_is_an_error_with_its_line() {
        let (_, done) = run("#h\ndrop-name\tM:1\tXYZ\t\tnot there\n", Stage::Names);
        let error = done.unwrap_err().to_string();
        assert_eq!(error, "o.tsv:2: drop-name changes nothing: M:1 XYZ ");
        let (_, done) = run("add-flag\tM:9\tmale-only\t\tx\n", Stage::Facts);
        assert_eq!(done.unwrap_err().to_string(), "o.tsv:1: unknown id M:9");
        let (_, done) = run("add-flag\tM:1\tmale-only\t\t \n", Stage::Facts);
        assert_eq!(done.unwrap_err().to_string(), "o.tsv:1: no reason");
    }

    #[test]
    fn facts_wait_for_their_stage() {
        let (catalog, done) = run("add-flag\tM:1\tmale-only\t\tx\n", Stage::Names);
        assert_eq!((done, catalog.flags.len()), (Ok(()), 0));
    }
}
