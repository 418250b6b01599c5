//! The one registry of rules: those that need code, in the order of their ids, and those that `lints/` declares.

use crate::article::Reader;
use crate::knowledge::Knowledge;
use crate::pattern::{MatcherBuilder, Packed};
use crate::reading::claims::{Attribute, ClaimReader};
use crate::reading::words::Lexicon;
use crate::rule::{Meta, Rule};
use std::collections::{HashMap, HashSet};

mod abbreviation_redefined;
mod apposition_mismatch;
mod bare_hypernym_for_subject;
mod citation_mismatch;
pub(crate) mod context;
mod contradiction;
mod dangling_comparison;
mod dangling_pointer;
pub mod declared;
mod dosage;
mod duplicate_sentence;
mod encoding_fault;
mod eponym_variant;
mod false_synonym;
mod faulty_suppression;
mod heading_subject_mismatch;
mod lookalike_drug_switch;
mod near_variant_name;
mod plausibility;
mod promised_content_missing;
mod punctuation_seam;
mod short_form_drift;
mod spelling_variant_mix;
mod spliced_articles;
mod spliced_sentence;
mod subjectless_fragment;
mod truncated_end;
mod type_stage_drift;
pub(crate) mod undefined_abbreviation;
mod unreadable;
pub(crate) mod words;

/// The rules that need code, in the order of their ids.
fn coded() -> Vec<Box<dyn Rule>> {
    let mut rules: Vec<Box<dyn Rule>> = vec![
        Box::new(abbreviation_redefined::AbbreviationRedefined),
        Box::new(apposition_mismatch::AppositionMismatch),
        Box::new(bare_hypernym_for_subject::BareHypernymForSubject),
        Box::new(citation_mismatch::CitationMismatch),
        Box::new(dangling_comparison::DanglingComparison),
        Box::new(dangling_pointer::DanglingPointer),
        Box::new(duplicate_sentence::DuplicateSentence),
        Box::new(encoding_fault::EncodingFault),
        Box::new(eponym_variant::EponymVariant),
        Box::new(false_synonym::FalseSynonym),
        Box::new(faulty_suppression::FaultySuppression),
        Box::new(heading_subject_mismatch::HeadingSubjectMismatch),
        Box::new(lookalike_drug_switch::LookalikeDrugSwitch),
        Box::new(near_variant_name::NearVariantName),
        Box::new(promised_content_missing::PromisedContentMissing),
        Box::new(punctuation_seam::PunctuationSeam),
        Box::new(short_form_drift::ShortFormDrift),
        Box::new(spelling_variant_mix::SpellingVariantMix),
        Box::new(spliced_articles::SplicedArticles),
        Box::new(spliced_sentence::SplicedSentence),
        Box::new(subjectless_fragment::SubjectlessFragment),
        Box::new(truncated_end::TruncatedEnd),
        Box::new(type_stage_drift::TypeStageDrift),
        Box::new(undefined_abbreviation::UndefinedAbbreviation),
        Box::new(unreadable::Unreadable),
    ];
    rules.extend(contradiction::coded());
    rules.extend(dosage::coded());
    rules.extend(plausibility::coded());
    rules
}

/// What the rules share while they are loaded: the words and the patterns.
pub struct Loading {
    /// The words of the knowledge and of all rules.
    pub lexicon: Lexicon,
    /// The patterns of all rules.
    pub patterns: MatcherBuilder,
    /// The tables of quantities that several rules share, by the rule that holds them.
    pub(crate) tables: std::collections::BTreeMap<String, std::sync::Arc<declared::Quantities>>,
    /// The attributes of claims that the rules compare.
    pub(crate) attributes: Vec<Attribute>,
    /// The declarations that hold quantities, with what a house adds to them.
    pub(crate) declarations: Vec<std::sync::Arc<declared::Declaration>>,
    /// Whether regular expressions are known to be sound, as those that ship are by their tests.
    pub(crate) trusts_expressions: bool,
}

impl Loading {
    /// Begins to load rules over the embedded knowledge.
    pub fn new() -> Self {
        Self::with(&crate::knowledge::LocalFacts::default())
    }

    /// Begins to load rules over the embedded knowledge and what a house knows.
    pub(crate) fn with(facts: &crate::knowledge::LocalFacts) -> Self {
        Self {
            lexicon: Lexicon::with(&Knowledge::embedded(), facts),
            patterns: MatcherBuilder::with(Packed::rules()),
            tables: std::collections::BTreeMap::new(),
            attributes: Vec::new(),
            declarations: Vec::new(),
            trusts_expressions: true,
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

/// The rules that are wanted, sorted by id: the built-in ones, and over them those of the house. What cannot be loaded
/// is left out and told of.
///
/// # Panics
/// Never with the rules that ship: the tests load them all.
pub fn all(
    loading: &mut Loading,
    house: &declared::House,
    profile: crate::profile::Profile,
    wanted: impl Fn(&Meta) -> bool,
) -> (Vec<Box<dyn Rule>>, Vec<declared::LoadError>) {
    let coded = coded();
    let mut declarations = declared::embedded();
    let (mut allowed, mut errors) = (HashMap::new(), Vec::new());
    let own: HashSet<&str> = house.declarations.iter().map(declared::Declaration::reported_as).collect();
    if !house.declarations.is_empty() {
        let metas: Vec<Meta> = coded.iter().map(|rule| rule.meta().clone()).collect();
        (allowed, errors) = declared::merge(house, &mut declarations, &metas);
        loading.declarations = declarations.iter().filter(|rule| rule.holds_quantities()).cloned().collect();
    }
    let allowed_of = |id: &str| -> Vec<String> { allowed.get(id).cloned().unwrap_or_default() };
    let narrowed = |rule: Box<dyn Rule>, only: declared::Only| {
        let allowed = allowed_of(&rule.meta().id);
        if allowed.is_empty() && only.is_everywhere() { rule } else { declared::narrow(rule, only, &allowed) }
    };
    let wanted_coded = coded.into_iter().filter(|rule| wanted(rule.meta()));
    let mut rules: Vec<Box<dyn Rule>> = wanted_coded.map(|rule| narrowed(rule, declared::Only::default())).collect();
    for declaration in declarations {
        // Claims are read whether or not the rule that compares them runs: other rules and `inspect` need them.
        let runs = wanted(&declaration.meta()) && declaration.only().holds_in(profile);
        if !runs && !declaration.states_claims() {
            continue;
        }
        loading.trusts_expressions = !own.contains(declaration.id());
        let only = declaration.only().clone();
        match declared::load(declaration, loading) {
            Ok(rule) => rules.extend(runs.then(|| narrowed(rule, only))),
            Err(error) => errors.push(error),
        }
    }
    rules.sort_by(|a, b| a.meta().id.cmp(&b.meta().id));
    (rules, errors)
}

/// What all built-in rules say of themselves, sorted by id.
pub fn catalogue() -> Vec<Meta> {
    let mut metas: Vec<Meta> = coded().iter().map(|rule| rule.meta().clone()).collect();
    metas.extend(declared::embedded().iter().map(|declaration| declaration.meta()));
    metas.sort_by(|a, b| a.id.cmp(&b.id));
    metas
}
