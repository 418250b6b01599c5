//! Rules that are data: one TOML file each, of one of a few shapes.

mod claim;
mod confusable;
mod coverage;
mod fact;
mod glossary;
mod house;
mod local;
mod medicine;
mod phrase;
mod quantity;
mod replace;
#[cfg(test)]
mod schema;
mod term;

pub use glossary::{GlossaryError, Term};
pub use house::{House, Only};
pub(crate) use house::{merge, narrow};
pub(crate) use quantity::Table as Quantities;

use super::Loading;
use crate::diagnostic::{Family, Level};
use crate::knowledge::Knowledge;
use crate::pattern::{MatcherBuilder, PatternError};
use crate::reading::claims::AttributeFile;
use crate::reading::words::Lexicon;
use crate::rule::{Meta, Rule, Status};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// A rule as its file declares it.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Declaration {
    /// The rule's id in kebab case; it names the fault.
    id: String,
    /// The built-in rule to which it adds, or from which it exempts words.
    extends: Option<String>,
    /// The built-in rule whose place it takes.
    replaces: Option<String>,
    /// Its family; every rule but one that extends another has one.
    family: Option<Family>,
    /// The level of its findings.
    #[serde(default)]
    level: Level,
    /// The version that it came with.
    #[serde(default)]
    since: String,
    /// Whether it runs only when it is selected by name.
    #[serde(default)]
    preview: bool,
    /// Its documentation in Markdown, with its examples.
    #[serde(default)]
    docs: String,
    /// Texts that are right although the rule would flag them.
    #[serde(default)]
    allow: Vec<String>,
    /// Where the rule holds.
    #[serde(default)]
    only: Only,
    /// What is wrong; `{text}` stands for the flagged text.
    message: Option<String>,
    /// What to write instead; `{text}` and, where there is one, `{good}` may stand in it.
    help: Option<String>,
    /// Why.
    note: Option<String>,
    /// Where the rule does not hold.
    #[serde(default)]
    unless: Vec<Unless>,
    /// The kinds of block that are looked at; all but references when it is missing.
    #[serde(default, rename = "in")]
    blocks: Vec<BlockName>,
    /// Phrases to flag.
    #[serde(default, rename = "phrase")]
    phrases: Vec<phrase::Phrase>,
    /// Terms to replace.
    #[serde(default, rename = "replace")]
    replacements: Vec<replace::Replacement>,
    /// Pairs of terms that are taken for each other.
    #[serde(default, rename = "pair")]
    pairs: Vec<confusable::Pair>,
    /// Things that are measured, with their units and limits.
    #[serde(default, rename = "quantity")]
    quantities: Vec<quantity::Declared>,
    /// The rule whose table of quantities this rule uses.
    quantities_of: Option<String>,
    /// What is looked for in a table of quantities.
    check: Option<quantity::Check>,
    /// Medicines with their largest doses, or their schedule.
    #[serde(default, rename = "medicine")]
    medicines: Vec<medicine::Medicine>,
    /// Short forms that are unsafe next to a dose.
    #[serde(default, rename = "term")]
    terms: Vec<term::Term>,
    /// Facts, with the frames of statements that they rule out.
    #[serde(default)]
    facts: Vec<fact::Facts>,
    /// Sets of values that several facts share, by name.
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
    /// Words that, in the sentence, make a statement against a fact another one.
    #[serde(default)]
    excuses: Vec<String>,
    /// Attributes of claims to compare.
    #[serde(default, rename = "attribute")]
    attributes: Vec<AttributeFile>,
}

/// A context in which a match is not a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unless {
    /// Within quotation marks.
    Quoted,
    /// Denied: "not", "never", "without".
    Negated,
    /// Told of former times: "formerly", "was once thought".
    Historical,
    /// Given as another name: "also called", "known as".
    Alias,
    /// Within a question.
    Question,
    /// Within the title of another page or record: "Genetic Testing Registry: ...".
    Titled,
}

/// A kind of block, as rule files name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockName {
    /// The article's name.
    Title,
    /// A section's heading.
    Heading,
    /// Running text.
    Paragraph,
    /// A list item.
    Item,
    /// A table cell.
    Cell,
    /// A quotation set off from the text.
    Quote,
    /// A caption.
    Caption,
    /// An entry of a reference list.
    Reference,
}

impl BlockName {
    pub(crate) fn names(self, kind: crate::document::BlockKind) -> bool {
        use crate::document::BlockKind as Kind;
        let named = match self {
            Self::Title => Kind::Title,
            Self::Heading => Kind::Heading,
            Self::Paragraph => Kind::Paragraph,
            Self::Item => Kind::Item,
            Self::Cell => Kind::Cell,
            Self::Quote => Kind::Quote,
            Self::Caption => Kind::Caption,
            Self::Reference => Kind::Reference,
        };
        named == kind
    }
}

/// Why a rule cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The rule.
    pub rule: String,
    /// The value that is wrong, as it stands in the file.
    pub value: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule {}: \"{}\": {}", self.rule, self.value, self.message)
    }
}

impl std::error::Error for LoadError {}

impl LoadError {
    fn of_pattern(rule: &str, pattern: &str, error: &PatternError) -> Self {
        Self { rule: rule.into(), value: pattern.into(), message: error.message.clone() }
    }
}

impl Declaration {
    /// Whether it declares attributes of claims.
    pub(crate) fn states_claims(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// Where the rule holds.
    pub(crate) fn only(&self) -> &Only {
        &self.only
    }

    /// A fault of the rule, at a value in its file.
    fn fault(&self, value: &str, message: &str) -> LoadError {
        LoadError { rule: self.id.clone(), value: value.into(), message: message.into() }
    }

    /// The rule's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id under which its findings are reported.
    pub fn reported_as(&self) -> &str {
        self.extends.as_deref().unwrap_or(&self.id)
    }

    /// What every rule but one that extends another must say.
    fn missing(&self) -> Option<&'static str> {
        let said = [(self.family.is_some(), "family"), (!self.docs.is_empty(), "docs")];
        said.into_iter().find_map(|(said, key)| (!said).then_some(key))
    }

    /// Whether it holds entries of any shape.
    fn holds_entries(&self) -> bool {
        !self.shapes().is_empty()
    }

    /// Whether it holds a table of quantities.
    pub(crate) fn holds_quantities(&self) -> bool {
        !self.quantities.is_empty()
    }

    /// The shapes of its entries.
    fn shapes(&self) -> Vec<&'static str> {
        let shapes = [
            (!self.phrases.is_empty(), "phrase"),
            (!self.replacements.is_empty(), "replace"),
            (!self.pairs.is_empty(), "pair"),
            (!self.attributes.is_empty(), "attribute"),
            (!self.quantities.is_empty() || self.quantities_of.is_some(), "quantity"),
            (!self.medicines.is_empty(), "medicine"),
            (!self.terms.is_empty(), "term"),
            (!self.facts.is_empty(), "facts"),
        ];
        shapes.into_iter().filter_map(|(holds, shape)| holds.then_some(shape)).collect()
    }

    /// Adds the entries of another rule.
    pub(crate) fn take_entries(&mut self, other: &Self) {
        self.phrases.extend_from_slice(&other.phrases);
        self.replacements.extend_from_slice(&other.replacements);
        self.pairs.extend_from_slice(&other.pairs);
        self.attributes.extend_from_slice(&other.attributes);
        self.quantities.extend_from_slice(&other.quantities);
        self.medicines.extend_from_slice(&other.medicines);
        self.terms.extend_from_slice(&other.terms);
        self.facts.extend_from_slice(&other.facts);
        self.sets.extend(other.sets.iter().map(|(name, values)| (name.clone(), values.clone())));
        self.excuses.extend_from_slice(&other.excuses);
    }

    /// The first of its patterns that cannot be used.
    fn broken_pattern(&self) -> Option<LoadError> {
        let mut lexicon = Lexicon::new(Knowledge::embedded());
        let mut patterns = MatcherBuilder::default();
        let of = |pattern: &str, error: &PatternError| LoadError::of_pattern(&self.id, pattern, error);
        self.patterns()
            .into_iter()
            .find_map(|pattern| patterns.add(pattern, &mut lexicon).err().map(|error| of(pattern, &error)))
    }

    /// Every pattern that it looks for, as written.
    pub fn patterns(&self) -> Vec<&str> {
        let phrases = self.phrases.iter().flat_map(phrase::Phrase::patterns);
        let replacements = self.replacements.iter().flat_map(replace::Replacement::patterns);
        let attributes = self.attributes.iter().flat_map(AttributeFile::patterns);
        phrases.chain(replacements).chain(attributes).map(String::as_str).collect()
    }

    /// What the rule says of itself.
    pub fn meta(&self) -> Meta {
        Meta {
            id: Cow::Owned(self.id.clone()),
            family: self.family.unwrap_or(Family::Integrity),
            level: self.level,
            status: if self.preview { Status::Preview } else { Status::Stable },
            since: Cow::Owned(self.since.clone()),
            docs: Cow::Owned(self.docs.clone()),
        }
    }
}

/// The rules of `lints/`, as the build script gathered them.
pub fn embedded() -> Vec<Arc<Declaration>> {
    static EMBEDDED: LazyLock<Vec<Arc<Declaration>>> = LazyLock::new(|| {
        let json = include_str!(concat!(env!("OUT_DIR"), "/lints.json"));
        let rules: Vec<Declaration> = serde_json::from_str(json).expect("tests/tidy.rs reads every embedded rule");
        rules.into_iter().map(Arc::new).collect()
    });
    EMBEDDED.clone()
}

/// Makes a rule of its declaration.
///
/// # Errors
/// When a pattern cannot be used or the declaration holds nothing to look for.
pub fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    match declaration.shapes()[..] {
        ["phrase"] => phrase::load(declaration, loading),
        ["replace"] => replace::load(declaration, loading),
        ["pair"] => confusable::load(declaration, loading),
        ["attribute"] => claim::load(declaration, loading),
        ["quantity"] => quantity::load(&declaration, loading),
        ["medicine"] => medicine::load(&declaration, loading),
        ["term"] => term::load(declaration, loading),
        ["facts"] => fact::load(declaration, loading),
        _ => Err(LoadError {
            rule: declaration.id.clone(),
            value: declaration.id.clone(),
            message: "a rule holds entries of exactly one shape: [[phrase]], [[replace]], [[pair]], [[attribute]], \
                      [[quantity]], [[medicine]], [[term]] or [[facts]]"
                .into(),
        }),
    }
}

/// Puts the flagged text, and what should stand there, into a message.
fn fill(template: &str, text: &str, good: &str) -> String {
    template.replace("{text}", text).replace("{good}", good)
}
