//! `mo-lint test`: runs the examples of the rules of the house.

use super::lints::Lints;
use super::{Outcome, output, setup};
use crate::check::{Linter, Settings};
use crate::examples::{self, Example};
use crate::report::plain;
use crate::report::terminal::Terminal;
use crate::rules::declared::{Declaration, House};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Runs all examples of a folder.
pub(super) fn run(folder: &Path, coverage: bool) -> Outcome {
    let color = setup::colors(super::args::Color::Auto, io::stderr().is_terminal());
    let terminal = Terminal { width: setup::width(), color };
    let lints = Lints::load(&[PathBuf::from(folder)], terminal);
    let mut sound = lints.sound;
    if sound && lints.house.declarations.is_empty() {
        output::complain(&format!("{}: there are no rules here; `mo-lint new RULE` writes one", folder.display()));
        return Outcome::Trouble;
    }
    // Rules of the same id as built-in ones are the built-in ones themselves, and are tested as such.
    let built_in: BTreeSet<String> = crate::rules::catalogue().into_iter().map(|meta| meta.id.into_owned()).collect();
    let own = |rule: &&Declaration| !built_in.contains(rule.id());
    let house =
        House { declarations: lints.house.declarations.iter().filter(own).cloned().collect(), ..House::default() };
    let select = lints.house.declarations.iter().map(|rule| rule.reported_as().to_owned()).collect();
    let (linter, errors) = Linter::with_house(Settings { select, ..Settings::default() }, &house);
    for error in &errors {
        output::raw(&lints.told(error, terminal));
        sound = false;
    }
    let mut text = String::new();
    let (mut run, mut wrong, mut unseen) = (0, 0, 0);
    for rule in &lints.house.declarations {
        if errors.iter().any(|error| error.rule == rule.id()) {
            continue;
        }
        let mut examples = examples::of(&rule.meta());
        match lints.more_examples(rule.id()) {
            Ok(more) => examples.extend(examples::in_text(&more)),
            Err(told) => {
                output::complain(&told);
                sound = false;
            }
        }
        let _ = writeln!(text, "{}", plain::line(rule.id()));
        if examples.is_empty() {
            let _ = writeln!(text, "  no examples: add a ```md,flag and a ```md,clean block to `docs`");
            wrong += 1;
        }
        for (number, example) in examples.iter().enumerate() {
            run += 1;
            let verdict = examples::verdict(&linter, rule.reported_as(), example);
            let _ = writeln!(text, "  {} {:<5} {}", number + 1, kind(example), verdict.name());
            if let Some(difference) = verdict.difference() {
                wrong += 1;
                for line in difference.lines() {
                    let _ = writeln!(text, "      {}", plain::line(line));
                }
            }
        }
        if coverage {
            for part in rule.unshown(&examples) {
                let _ = writeln!(text, "  no example shows: {}", plain::line(&part));
                unseen += 1;
            }
        }
    }
    let rules = lints.house.declarations.len();
    let _ = writeln!(text, "{run} examples of {rules} rules: {} as they should be, {wrong} not", run - wrong.min(run));
    if coverage && unseen > 0 {
        let _ = writeln!(text, "Parts that no example shows: {unseen}");
    }
    let written = output::stdout(&text).err();
    match (sound, wrong + unseen) {
        (false, _) => Outcome::Trouble,
        (true, 0) => written.unwrap_or(Outcome::Clean),
        (true, _) => written.unwrap_or(Outcome::Findings),
    }
}

fn kind(example: &Example) -> &'static str {
    if example.flagged { "flag" } else { "clean" }
}
