//! Every example in the documentation of every rule is executed.

use libtest_mimic::{Arguments, Trial};
use mo_lint::{Linter, Settings, examples};
use std::collections::BTreeSet;

fn main() {
    let mut trials = Vec::new();
    let every = Settings { select: BTreeSet::from(["preview".into()]), ..Settings::default() };
    for rule in Linter::new(every).rules() {
        let meta = rule.meta().clone();
        for (number, example) in examples::of(&meta).into_iter().enumerate() {
            let id = meta.id.to_string();
            let kind = if example.flagged { "flag" } else { "clean" };
            trials.push(Trial::test(format!("{id}::{}_{kind}", number + 1), move || {
                let only = Settings { select: BTreeSet::from([id]), ..Settings::default() };
                examples::run(&Linter::new(only), &example).map_err(Into::into)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
