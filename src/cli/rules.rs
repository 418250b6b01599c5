//! `mo-lint explain` and `mo-lint rules`.

use super::{Outcome, output};
use crate::report::plain;
use crate::rules;

pub(super) fn table() -> Outcome {
    let mut table = String::new();
    for rule in rules::all() {
        let meta = rule.meta();
        let summary = meta.summary().split_whitespace().collect::<Vec<_>>().join(" ");
        table.push_str(&format!("{:<30} {:<13} {:<7} {}\n", meta.id, meta.family, meta.level, plain::line(&summary)));
    }
    output::stdout(&table).err().unwrap_or(Outcome::Clean)
}

pub(super) fn explain(id: &str) -> Outcome {
    let rules = rules::all();
    let Some(rule) = rules.iter().find(|rule| rule.meta().id == id) else {
        output::complain(&format!("unknown rule \"{id}\""));
        return Outcome::Trouble;
    };
    output::stdout(rule.meta().docs).err().unwrap_or(Outcome::Clean)
}
