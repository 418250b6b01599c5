//! `mo-lint explain` and `mo-lint rules`.

use super::{Outcome, names, output, setup};
use crate::report::plain;
use crate::rule::{Meta, Status};
use crate::rules;
use crate::rules::declared::Declaration;
use std::fmt::Write as _;

/// The built-in rules and those of the house of this folder, sorted by id.
fn catalogue() -> Vec<Meta> {
    let own = setup::here().map(|config| config.lints.house.declarations).unwrap_or_default();
    let own = own.iter().filter(|rule| rule.reported_as() == rule.id()).map(Declaration::meta);
    let mut rules: Vec<Meta> = rules::catalogue().into_iter().chain(own).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

/// Prints the table of rules.
pub(super) fn table() -> Outcome {
    let rules = catalogue();
    let wide = rules.iter().map(|meta| meta.id.len()).max().unwrap_or(0);
    let mut table = String::new();
    for meta in &rules {
        let preview = if meta.status == Status::Preview { "(preview) " } else { "" };
        let summary = meta.summary();
        let summary = plain::line(&summary);
        let _ = writeln!(table, "{:<wide$}  {:<13}  {:<7}  {preview}{summary}", meta.id, meta.family, meta.level);
    }
    output::stdout(&table).err().unwrap_or(Outcome::Clean)
}

/// Prints what a rule says of itself.
pub(super) fn explain(id: &str) -> Outcome {
    let rules = catalogue();
    let Some(meta) = rules.iter().find(|meta| meta.id == id) else {
        let near = names::nearest(id, rules.iter().map(|meta| &*meta.id));
        let help = near.map_or("`mo-lint rules` lists them".to_owned(), |near| format!("did you mean \"{near}\"?"));
        return output::unknown(&names::Unknown { message: format!("unknown rule \"{id}\""), help });
    };
    let preview = if meta.status == Status::Preview { ", preview" } else { "" };
    let mut text = format!("# {}\n\n{}, {}, since {}{preview}\n\n", meta.id, meta.family, meta.level, meta.since);
    for line in meta.documentation().lines() {
        let _ = writeln!(text, "{}", plain::line(line).trim_end());
    }
    output::stdout(&text).err().unwrap_or(Outcome::Clean)
}
