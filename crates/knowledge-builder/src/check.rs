//! The consistency checks over the committed tables. They need no download; CI runs them.

mod cycles;
mod samples;
mod shape;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::overrides::{self, Overrides};
use crate::text::LONGEST_NAME;
use crate::tsv::{self, Table};
use crate::{flags, systems};

/// The kinds of concepts.
const KINDS: [&str; 10] =
    ["anatomy", "disease", "drug", "drugclass", "organism", "procedure", "process", "psych", "substance", "symptom"];
/// The roles of names.
const ROLES: [&str; 7] = ["abbrev", "brand", "common", "exact", "lay", "mesh", "preferred"];
/// How a concept lies under another.
const RELATIONS: [&str; 3] = ["ancestor", "is-a", "part-of"];
/// The levels of words: SCOWL, words of names, words of definitions.
const LEVELS: [&str; 10] = ["10", "20", "35", "40", "50", "55", "60", "70", "80", "85"];

/// A table in memory: its path and its rows with line numbers.
struct Loaded {
    path: PathBuf,
    rows: Vec<(usize, Vec<String>)>,
}

/// All the tables, and the errors found so far.
pub(crate) struct Check {
    folder: PathBuf,
    errors: Vec<Error>,
    /// Kind by concept id.
    kinds: HashMap<String, String>,
}

/// Checks the tables of a folder. Gives every error found, in the order of the files.
pub(crate) fn check(folder: &Path) -> Vec<Error> {
    let mut check = Check { folder: folder.to_path_buf(), errors: Vec::new(), kinds: HashMap::new() };
    let concepts = check.load(tsv::CONCEPTS);
    check.concepts(&concepts);
    let names = check.load(tsv::NAMES);
    check.names(&names);
    let parents = check.load(tsv::PARENTS);
    check.parents(&parents);
    let sites = check.pairs(tsv::SITES, "disease", Some("anatomy"), &[]);
    check.pairs(tsv::SYSTEMS, "", None, &systems::all());
    let flags = check.pairs(tsv::FLAGS, "", None, &flags::FLAGS);
    check.one_sex(&flags);
    check.pairs(tsv::DRUG_CLASSES, "drug", Some("drugclass"), &[]);
    check.words();
    check.dropped(&names);
    check.overrides();
    if check.errors.is_empty() {
        let tables =
            samples::Tables { concepts: &concepts, names: &names, parents: &parents, sites: &sites, flags: &flags };
        check.errors.extend(samples::check(&tables));
    }
    check.errors
}

impl Check {
    fn load(&mut self, table: Table) -> Loaded {
        let path = self.folder.join(table.file);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                self.errors.push(Error::file(&path, error));
                return Loaded { path, rows: Vec::new() };
            }
        };
        let (rows, errors) = shape::check(&path, &text, table);
        self.errors.extend(errors);
        Loaded { path, rows }
    }

    fn fail(&mut self, at: &Loaded, line: usize, reason: String) {
        self.errors.push(Error::line(&at.path, line, reason));
    }

    /// Reports an id that is not in `concepts.tsv`, or is of another kind than wanted.
    fn id(&mut self, at: &Loaded, line: usize, id: &str, wanted: &str) {
        match self.kinds.get(id) {
            None => self.fail(at, line, format!("unknown id {id}")),
            Some(kind) if !wanted.is_empty() && kind != wanted => {
                let reason = format!("{id} is of kind {kind}, not {wanted}");
                self.fail(at, line, reason);
            }
            Some(_) => {}
        }
    }

    fn one_of(&mut self, at: &Loaded, line: usize, value: &str, allowed: &[&str]) {
        if !allowed.contains(&value) {
            self.fail(at, line, format!("`{value}` is none of {}", allowed.join(", ")));
        }
    }

    fn concepts(&mut self, concepts: &Loaded) {
        for (line, row) in &concepts.rows {
            let (id, kind) = (&row[0], &row[1]);
            if self.kinds.insert(id.clone(), kind.clone()).is_some() {
                self.fail(concepts, *line, format!("id {id} is there twice"));
            }
            if !id.split_once(':').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()) || id.contains(' ') {
                self.fail(concepts, *line, format!("`{id}` is no id"));
            }
            self.one_of(concepts, *line, kind, &KINDS);
        }
    }

    fn names(&mut self, names: &Loaded) {
        let mut seen = HashSet::new();
        let mut preferred: HashMap<String, &str> = HashMap::new();
        for (line, row) in &names.rows {
            let (name, id, role) = (&row[0], row[1].as_str(), &row[2]);
            self.id(names, *line, id, "");
            self.one_of(names, *line, role, &ROLES);
            let length = name.chars().count();
            if !(2..=LONGEST_NAME).contains(&length) {
                self.fail(names, *line, format!("a name of {length} characters; 2 to {LONGEST_NAME} are allowed"));
            }
            let lower = name.to_lowercase();
            if !seen.insert((lower.clone(), id)) {
                self.fail(names, *line, format!("{id} has the name `{lower}` twice"));
            }
            if role == "preferred"
                && let Some(other) = preferred.insert(lower, id)
            {
                self.fail(names, *line, format!("`{name}` is the preferred name of {other} and {id}"));
            }
        }
    }

    fn parents(&mut self, parents: &Loaded) {
        for (line, row) in &parents.rows {
            self.id(parents, *line, &row[0], "");
            self.one_of(parents, *line, &row[1], &RELATIONS);
            self.id(parents, *line, &row[2], "");
        }
        let edges = parents.rows.iter().map(|(line, row)| (row[0].as_str(), row[2].as_str(), *line));
        for (line, cycle) in cycles::find(edges) {
            self.fail(parents, line, format!("a cycle: {}", cycle.join(" under ")));
        }
    }

    /// Checks a table of pairs: an id, of a kind if one is given, and either another id or a value.
    fn pairs(&mut self, table: Table, first: &str, second: Option<&str>, values: &[&str]) -> Loaded {
        let loaded = self.load(table);
        for (line, row) in &loaded.rows {
            self.id(&loaded, *line, &row[0], first);
            match second {
                Some(kind) => self.id(&loaded, *line, &row[1], kind),
                None => self.one_of(&loaded, *line, &row[1], values),
            }
        }
        loaded
    }

    fn one_sex(&mut self, flags: &Loaded) {
        let male: HashSet<&str> =
            flags.rows.iter().filter(|(_, r)| r[1] == "male-only").map(|(_, r)| r[0].as_str()).collect();
        for (line, row) in &flags.rows {
            if row[1] == "female-only" && male.contains(row[0].as_str()) {
                self.fail(flags, *line, format!("{} is female-only and male-only", row[0]));
            }
        }
    }

    fn words(&mut self) {
        let words = self.load(tsv::WORDS);
        let mut seen = HashSet::new();
        for (line, row) in &words.rows {
            let word = &row[0];
            self.one_of(&words, *line, &row[1], &LEVELS);
            if !seen.insert(word) {
                self.fail(&words, *line, format!("`{word}` is there twice"));
            }
            if word.contains(' ') || *word != word.to_lowercase() || !word.chars().any(char::is_alphabetic) {
                self.fail(&words, *line, format!("`{word}` is no lower-case word"));
            }
        }
    }

    fn dropped(&mut self, names: &Loaded) {
        let dropped = self.load(tsv::DROPPED);
        let there: HashSet<(&str, &str)> =
            names.rows.iter().map(|(_, row)| (row[0].as_str(), row[1].as_str())).collect();
        for (line, row) in &dropped.rows {
            self.id(&dropped, *line, &row[1], "");
            if there.contains(&(row[0].as_str(), row[1].as_str())) {
                self.fail(&dropped, *line, format!("`{}` is also in names.tsv", row[0]));
            }
        }
    }

    fn overrides(&mut self) {
        let checked: Result<()> =
            Overrides::load(&self.folder).and_then(|o| o.check_ids(|id| self.kinds.contains_key(id)));
        if let Err(error) = checked {
            self.errors.push(error);
        }
        let stray = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in stray.filter(|e| e.file_name().to_string_lossy().ends_with(".new")) {
            let reason = format!("left over from a broken build; {} was not replaced", overrides::FILE);
            self.errors.push(Error::file(entry.path(), reason));
        }
    }
}

#[cfg(test)]
mod tests;
