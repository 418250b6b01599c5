//! `mo-lint explain` and `mo-lint rules`.

use super::{Outcome, output};
use crate::report::plain;
use crate::rules;

pub(super) fn table() -> Outcome {
    let mut table = String::new();
    for meta in rules::catalogue() {
        let summary = meta.summary();
        table.push_str(&format!("{:<30} {:<13} {:<7} {}\n", meta.id, meta.family, meta.level, plain::line(&summary)));
    }
    output::stdout(&table).err().unwrap_or(Outcome::Clean)
}

pub(super) fn explain(id: &str) -> Outcome {
    let rules = rules::catalogue();
    let Some(meta) = rules.iter().find(|meta| meta.id == id) else {
        output::complain(&format!("unknown rule \"{id}\""));
        return Outcome::Trouble;
    };
    output::stdout(&(meta.documentation() + "\n")).err().unwrap_or(Outcome::Clean)
}
