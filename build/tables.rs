//! Reads the tables of `knowledge/`, row by row; a bad row is an error with its file and line.

use crate::layout::{FLAGS, KINDS, NAME_TYPES};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// A concept, with all that the tables say of it.
pub(crate) struct Concept {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) systems: u32,
    /// The parents by index, and whether this is a part of them.
    pub(crate) parents: Vec<(u32, bool)>,
    pub(crate) sites: Vec<u32>,
}

/// A name: its text, its concept by index, its type's code.
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) concept: u32,
    pub(crate) kind: u8,
}

/// All tables.
pub(crate) struct Tables {
    pub(crate) words: Vec<(String, u8)>,
    /// Words that are wrong, though names may hold them, and their right forms.
    pub(crate) misspelt: Vec<(String, String)>,
    pub(crate) concepts: Vec<Concept>,
    pub(crate) names: Vec<Name>,
    pub(crate) systems: Vec<String>,
}

/// The rows of one table, split into columns; each row is given with its place, for errors.
fn rows<const N: usize>(
    folder: &Path,
    file: &str,
    mut row: impl FnMut([&str; N]) -> Result<(), String>,
) -> Result<(), String> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).map_err(|error| format!("knowledge/{file}: {error}"))?;
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = || format!("knowledge/{file}:{}", number + 1);
        let columns: Vec<&str> = line.split('\t').collect();
        let columns: [&str; N] = columns
            .try_into()
            .map_err(|found: Vec<_>| format!("{}: {} columns where {N} belong", place(), found.len()))?;
        row(columns).map_err(|error| format!("{}: {error}", place()))?;
    }
    Ok(())
}

/// The rows of a table that need not be there.
fn rows_if_present<const N: usize>(
    folder: &Path,
    file: &str,
    row: impl FnMut([&str; N]) -> Result<(), String>,
) -> Result<(), String> {
    if folder.join(file).exists() { rows(folder, file, row) } else { Ok(()) }
}

fn code(known: &[&str], name: &str) -> Result<u8, String> {
    let index = known.iter().position(|known| *known == name);
    index.map(|index| index as u8).ok_or_else(|| format!("\"{name}\" is none of {}", known.join(", ")))
}

/// Reads all tables.
pub(crate) fn read(folder: &Path) -> Result<Tables, String> {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut index: HashMap<String, u32> = HashMap::new();
    rows(folder, "concepts.tsv", |[id, kind, name, _]| {
        if concepts.last().is_some_and(|last: &Concept| last.id.as_str() >= id) {
            return Err(format!("\"{id}\" is not sorted after the row above"));
        }
        index.insert(id.into(), concepts.len() as u32);
        let kind = code(&KINDS, kind)?;
        let (id, name) = (id.into(), name.into());
        concepts.push(Concept { id, name, kind, flags: 0, systems: 0, parents: Vec::new(), sites: Vec::new() });
        Ok(())
    })?;
    let known = |id: &str| index.get(id).copied().ok_or_else(|| format!("\"{id}\" is no id of concepts.tsv"));
    let mut names = Vec::new();
    rows(folder, "names.tsv", |[name, id, kind, _]| {
        names.push(Name { text: name.into(), concept: known(id)?, kind: code(&NAME_TYPES, kind)? });
        Ok(())
    })?;
    rows(folder, "parents.tsv", |[id, relation, parent, _]| {
        let part = matches!(relation, "part-of" | "ancestor");
        concepts[known(id)? as usize].parents.push((known(parent)?, part));
        Ok(())
    })?;
    rows(folder, "drug-classes.tsv", |[id, class, _]| {
        concepts[known(id)? as usize].parents.push((known(class)?, false));
        Ok(())
    })?;
    rows(folder, "sites.tsv", |[id, site, _]| {
        concepts[known(id)? as usize].sites.push(known(site)?);
        Ok(())
    })?;
    rows(folder, "flags.tsv", |[id, flag, _]| {
        concepts[known(id)? as usize].flags |= 1 << code(&FLAGS, flag)?;
        Ok(())
    })?;
    let mut systems: Vec<String> = Vec::new();
    rows(folder, "systems.tsv", |[id, system, _]| {
        let bit = systems.iter().position(|known| known == system).unwrap_or_else(|| {
            systems.push(system.into());
            systems.len() - 1
        });
        concepts[known(id)? as usize].systems |= 1 << bit;
        Ok(())
    })?;
    let mut words = Vec::new();
    rows(folder, "words.tsv", |[word, level, _]| {
        let level = level.parse().map_err(|_| format!("\"{level}\" is not a level"))?;
        words.push((word.into(), level));
        Ok(())
    })?;
    rows_if_present(folder, "words-extra.tsv", |[word, level, _]| {
        let level = level.parse().map_err(|_| format!("\"{level}\" is not a level"))?;
        words.push((word.into(), level));
        Ok(())
    })?;
    let mut misspelt = Vec::new();
    rows_if_present(folder, "words-not.tsv", |[word, right, _]| {
        if word == right {
            return Err(format!("\"{word}\" is given as its own right form"));
        }
        misspelt.push((word.into(), right.into()));
        Ok(())
    })?;
    inherit_systems(&mut concepts);
    Ok(Tables { words, misspelt, concepts, names, systems })
}

/// Gives each concept the systems of its ancestors.
fn inherit_systems(concepts: &mut [Concept]) {
    let mut changed = true;
    while changed {
        changed = false;
        for index in 0..concepts.len() {
            let inherited =
                concepts[index].parents.iter().fold(0, |bits, &(parent, _)| bits | concepts[parent as usize].systems);
            let systems = concepts[index].systems | inherited;
            changed |= systems != concepts[index].systems;
            concepts[index].systems = systems;
        }
    }
}
