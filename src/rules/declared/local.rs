//! What a house says of ranges, doses and exceptions in its tables, as additions to the built-in rules.

use super::Declaration;
use super::glossary::pattern;
use super::medicine::Medicine;
use super::quantity::Declared;
use crate::knowledge::LocalFacts;

/// The rules to which ranges and doses are added.
const RANGES: &str = "vital-or-lab-out-of-range";
const DOSES: &str = "dose-above-max";

impl Declaration {
    /// The additions to rules that the tables of a house make, each under the name of its table.
    pub fn of_facts(facts: &LocalFacts) -> Vec<(&'static str, Self)> {
        let mut made = Vec::new();
        let extending = |rule: &str, table: &str| Self {
            id: format!("{table} for {rule}"),
            extends: Some(rule.to_owned()),
            ..Self::default()
        };
        if !facts.ranges.is_empty() {
            let mut rule = extending(RANGES, "ranges.tsv");
            rule.quantities =
                facts.ranges.iter().map(|range| Declared::of_range(range, pattern(&range.name))).collect();
            made.push(("ranges.tsv", rule));
        }
        if !facts.doses.is_empty() {
            let mut rule = extending(DOSES, "doses.tsv");
            rule.medicines = facts.doses.iter().map(|dose| Medicine::of_dose(dose, pattern(&dose.medicine))).collect();
            made.push(("doses.tsv", rule));
        }
        for exception in &facts.exceptions {
            let known = made
                .iter()
                .position(|(table, rule)| *table == "exceptions.tsv" && rule.extends.as_ref() == Some(&exception.rule));
            let index = known.unwrap_or_else(|| {
                made.push(("exceptions.tsv", extending(&exception.rule, "exceptions.tsv")));
                made.len() - 1
            });
            made[index].1.allow.push(exception.text.clone());
        }
        made
    }
}
