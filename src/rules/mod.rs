//! The one registry of rules: those that need code, in the order of their ids, then those that `lints/` declares.

use crate::rule::Rule;

mod abbreviation_redefined;
mod duplicate_sentence;
mod short_form_drift;
pub(crate) mod undefined_abbreviation;

/// All built-in rules, sorted by id.
pub fn all() -> Vec<Box<dyn Rule>> {
    let mut rules: Vec<Box<dyn Rule>> = vec![
        Box::new(abbreviation_redefined::AbbreviationRedefined),
        Box::new(duplicate_sentence::DuplicateSentence),
        Box::new(short_form_drift::ShortFormDrift),
        Box::new(undefined_abbreviation::UndefinedAbbreviation),
    ];
    rules.sort_by_key(|rule| rule.meta().id);
    rules
}
