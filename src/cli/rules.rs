//! `mo-lint explain` and `mo-lint rules`.

use super::lints::Lints;
use super::{Outcome, names, output, setup};
use crate::check::{Linter, Settings};
use crate::examples;
use crate::report::plain;
use crate::rule::{Meta, Status};
use crate::rules;
use crate::rules::declared::{Declaration, House};
use crate::source::Source;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The rules of the house of this folder.
fn house() -> Lints {
    setup::here().map(|config| config.lints).unwrap_or_default()
}

/// The built-in rules and those of a house, sorted by id.
fn catalogue(house: &House) -> Vec<Meta> {
    let own = house.declarations.iter().filter(|rule| rule.reported_as() == rule.id()).map(Declaration::meta);
    let mut rules: Vec<Meta> = rules::catalogue().into_iter().chain(own).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

/// The ids of the rules that offer an edit in one of the examples of the documentation.
fn fixable(rules: &[Meta], house: &House) -> BTreeSet<String> {
    let every = Settings { select: BTreeSet::from(["preview".into()]), ..Settings::default() };
    let (linter, _) = Linter::with_house(every, house);
    let flagged = rules.iter().flat_map(examples::of).filter(|example| example.flagged);
    let sources: Vec<_> = flagged.map(|example| Source::new("example", example.text(), example.format)).collect();
    let found = linter.check(&sources);
    let offered = found.into_iter().filter(|diagnostic| !diagnostic.fixes.is_empty());
    offered.map(|diagnostic| diagnostic.rule.into_owned()).collect()
}

/// Prints the table of rules.
pub(super) fn table() -> Outcome {
    let lints = house();
    let rules = catalogue(&lints.house);
    let fixable = fixable(&rules, &lints.house);
    let wide = rules.iter().map(|meta| meta.id.len()).max().unwrap_or(0);
    let mut table = String::new();
    for meta in &rules {
        let preview = if meta.status == Status::Preview { "(preview) " } else { "" };
        let pack = lints.pack_of(&meta.id).map(|pack| format!("(pack {}) ", pack.name)).unwrap_or_default();
        let summary = pack + &meta.summary();
        let summary = plain::line(&summary);
        let fix = if fixable.contains(&*meta.id) { "fixable" } else { "" };
        let (id, family, level) = (&meta.id, meta.family, meta.level);
        let _ = writeln!(table, "{id:<wide$}  {family:<13}  {level:<7}  {fix:<7}  {preview}{summary}");
    }
    output::stdout(&table).err().unwrap_or(Outcome::Clean)
}

/// Prints what a rule says of itself.
pub(super) fn explain(id: &str) -> Outcome {
    let lints = house();
    let rules = catalogue(&lints.house);
    let Some(meta) = rules.iter().find(|meta| meta.id == id) else {
        let near = names::nearest(id, rules.iter().map(|meta| &*meta.id));
        let help = near.map_or("`mo-lint rules` lists them".to_owned(), |near| format!("did you mean \"{near}\"?"));
        return output::unknown(&names::Unknown { message: format!("unknown rule \"{id}\""), help });
    };
    let preview = if meta.status == Status::Preview { ", preview" } else { "" };
    let since = if meta.since.is_empty() { String::new() } else { format!(", since {}", meta.since) };
    let mut text = format!("# {}\n\n{}, {}{since}{preview}\n\n", meta.id, meta.family, meta.level);
    if let Some(pack) = lints.pack_of(id) {
        let _ = writeln!(text, "From the pack {}.\n", plain::line(&pack.described()));
    }
    for line in meta.documentation().lines() {
        let _ = writeln!(text, "{}", plain::line(line).trim_end());
    }
    output::stdout(&text).err().unwrap_or(Outcome::Clean)
}
