//! The tables of a house beside its configuration, read, and every fault in them shown at its place.

use super::lints::{Lints, text_of};
use super::output;
use crate::knowledge::{LOCAL_TABLES, LocalFacts};
use crate::report::terminal::Terminal;
use crate::rules::declared::Declaration;
use crate::source::SourceSpan;
use std::fs;
use std::path::Path;

/// The folder beside `mo-lint.toml` in which the tables of a house lie.
pub(super) const FOLDER: &str = "knowledge";

/// How many faults of one table are shown.
const SHOWN: usize = 20;

/// Reads the tables of a folder into the house; what is wrong is said on standard error, and the other rows count.
pub(super) fn load(folder: &Path, lints: &mut Lints, terminal: Terminal) {
    let folder = &super::setup::shorter(folder);
    let mut texts = Vec::new();
    for (table, _) in LOCAL_TABLES {
        let path = folder.join(table);
        if !path.exists() {
            continue;
        }
        match text_of(&path) {
            Ok(text) => texts.push((table, path.display().to_string(), text)),
            Err(reason) => {
                output::complain(&format!("{}: {reason}", path.display()));
                lints.sound = false;
            }
        }
    }
    for name in strangers(folder) {
        let known = LOCAL_TABLES.map(|(table, _)| table);
        let near = super::names::nearest(&name, known);
        let help = near
            .map_or_else(|| format!("the tables are {}", known.join(", ")), |near| format!("did you mean \"{near}\"?"));
        output::complain(&format!("{}: this is no table that mo-lint reads; {help}", folder.join(&name).display()));
        lints.sound = false;
    }
    let named: Vec<(&str, &str)> = texts.iter().map(|(table, _, text)| (*table, text.as_str())).collect();
    let (facts, errors) = LocalFacts::read(&named);
    for (table, name, text) in &texts {
        let mut of_table = errors.iter().filter(|(known, _)| known == table);
        for (_, error) in of_table.by_ref().take(SHOWN) {
            let span = SourceSpan::new(error.span.start, error.span.end);
            output::raw(&terminal.fault(name, text, span, &error.message, None));
        }
        let more = of_table.count();
        if more > 0 {
            output::complain(&format!("{name}: {more} more rows are wrong"));
        }
    }
    lints.sound &= errors.is_empty();
    for (table, rule) in Declaration::of_facts(&facts) {
        if let Some((_, name, text)) = texts.iter().find(|(known, ..)| *known == table) {
            lints.add_made(rule, name.clone(), text.clone());
        }
    }
    lints.house.facts = facts;
    lints.read.extend(texts.into_iter().map(|(_, name, text)| (name, text)));
}

/// The files of the folder that look like tables and are none.
fn strangers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let known = |name: &String| LOCAL_TABLES.iter().any(|(table, _)| table == name);
    let is_table = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "tsv");
    let mut strange: Vec<String> = names.filter(|name| is_table(name) && !known(name)).collect();
    strange.sort();
    strange
}
