//! Holds true what the documents promise of every rule.

use mo_lint::{Linter, Settings, examples};
use std::collections::BTreeSet;

fn every_rule() -> Linter {
    Linter::new(Settings { select: BTreeSet::from(["preview".into()]), ..Settings::default() })
}

#[test]
fn rule_ids_are_unique_kebab_case_and_sorted() {
    let linter = every_rule();
    let ids: Vec<_> = linter.rules().map(|rule| rule.meta().id.to_string()).collect();
    let sorted: Vec<_> = BTreeSet::from_iter(ids.clone()).into_iter().collect();
    assert_eq!(ids, sorted);
    for id in ids {
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{id}");
    }
}

#[test]
fn every_rule_has_documentation_and_examples() {
    let mut faults = Vec::new();
    for rule in every_rule().rules() {
        let meta = rule.meta();
        let documentation = meta.documentation();
        for heading in ["## Why", "## Flagged", "## Clean", "## Limits"] {
            if !documentation.lines().any(|line| line == heading) {
                faults.push(format!("{}: no {heading}", meta.id));
            }
        }
        if !meta.summary().starts_with("Flags ") || !meta.summary().ends_with('.') {
            faults.push(format!("{}: the summary is not \"Flags ....\"", meta.id));
        }
        let examples = examples::of(meta);
        let flagged = examples.iter().filter(|example| example.flagged).count();
        if flagged < 2 || examples.len() - flagged < 2 {
            faults.push(format!("{}: fewer than two flagged or two clean examples", meta.id));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn messages_are_lower_case_without_a_full_stop() {
    let linter = every_rule();
    for rule in linter.rules() {
        for example in examples::of(rule.meta()) {
            for line in example.marked.lines().filter(|line| line.trim_start().starts_with('^')) {
                let message = line.trim_start().trim_start_matches('^').trim();
                let first = message.chars().next().unwrap_or('.');
                assert!(!first.is_uppercase() && !message.ends_with('.'), "{}: {message}", rule.meta().id);
            }
        }
    }
}
