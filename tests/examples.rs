//! Every example in the documentation of every rule is executed.

use libtest_mimic::{Arguments, Trial};
use mo_lint::{Linter, Settings, examples, rules};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

fn main() {
    let mut trials = Vec::new();
    for meta in rules::catalogue() {
        let only = Settings { select: BTreeSet::from([meta.id.to_string()]), ..Settings::default() };
        let linter = Arc::new(LazyLock::new(move || Linter::new(only)));
        for (number, example) in examples::of(&meta).into_iter().enumerate() {
            let linter = Arc::clone(&linter);
            let kind = if example.flagged { "flag" } else { "clean" };
            let id = meta.id.clone();
            trials.push(Trial::test(format!("{}::{}_{kind}", meta.id, number + 1), move || {
                examples::run(&linter, &id, &example).map_err(Into::into)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
