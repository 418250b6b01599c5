//! The one registry of rules: those that need code, in the order of their ids, and those that `lints/` declares.

use crate::article::Reader;
use crate::knowledge::Knowledge;
use crate::pattern::MatcherBuilder;
use crate::reading::claims::{Attribute, ClaimReader};
use crate::reading::words::Lexicon;
use crate::rule::{Meta, Rule};

mod abbreviation_redefined;
pub(crate) mod context;
pub mod declared;
mod duplicate_sentence;
mod near_variant_name;
mod short_form_drift;
pub(crate) mod undefined_abbreviation;

/// The rules that need code, in the order of their ids.
fn coded() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(abbreviation_redefined::AbbreviationRedefined),
        Box::new(duplicate_sentence::DuplicateSentence),
        Box::new(near_variant_name::NearVariantName),
        Box::new(short_form_drift::ShortFormDrift),
        Box::new(undefined_abbreviation::UndefinedAbbreviation),
    ]
}

/// What the rules share while they are loaded: the words and the patterns.
pub struct Loading {
    /// The words of the knowledge and of all rules.
    pub lexicon: Lexicon,
    /// The patterns of all rules.
    pub patterns: MatcherBuilder,
    /// The attributes of claims that the rules compare.
    pub(crate) attributes: Vec<Attribute>,
}

impl Loading {
    /// Begins to load rules over the embedded knowledge.
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::new(Knowledge::embedded()),
            patterns: MatcherBuilder::default(),
            attributes: Vec::new(),
        }
    }

    /// The reader that knows all words and finds all patterns.
    pub fn finish(mut self) -> Reader {
        let matcher = self.patterns.build(&mut self.lexicon);
        let claims = ClaimReader::new(self.attributes, &mut self.lexicon);
        Reader::with_claims(self.lexicon, matcher, claims)
    }
}

impl Default for Loading {
    fn default() -> Self {
        Self::new()
    }
}

/// The built-in rules that are wanted, sorted by id.
pub fn all(loading: &mut Loading, wanted: impl Fn(&Meta) -> bool) -> Vec<Box<dyn Rule>> {
    let mut rules: Vec<Box<dyn Rule>> = coded().into_iter().filter(|rule| wanted(rule.meta())).collect();
    for declaration in declared::embedded() {
        // Claims are read whether or not the rule that compares them runs: other rules and `inspect` need them.
        let runs = wanted(&declaration.meta());
        if runs || declaration.states_claims() {
            let rule = declared::load(declaration, loading).expect("tests/tidy.rs loads every embedded rule");
            rules.extend(runs.then_some(rule));
        }
    }
    rules.sort_by(|a, b| a.meta().id.cmp(&b.meta().id));
    rules
}

/// What all built-in rules say of themselves, sorted by id.
pub fn catalogue() -> Vec<Meta> {
    let mut metas: Vec<Meta> = coded().iter().map(|rule| rule.meta().clone()).collect();
    metas.extend(declared::embedded().iter().map(declared::Declaration::meta));
    metas.sort_by(|a, b| a.id.cmp(&b.id));
    metas
}
