//! The one registry of rules: those that need code, in the order of their ids, then those that `lints/` declares.

use crate::rule::Rule;

mod duplicate_sentence;

/// All built-in rules, sorted by id.
pub fn all() -> Vec<Box<dyn Rule>> {
    let mut rules: Vec<Box<dyn Rule>> = vec![Box::new(duplicate_sentence::DuplicateSentence)];
    rules.sort_by_key(|rule| rule.meta().id);
    rules
}
