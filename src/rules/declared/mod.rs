//! Rules that are data: one TOML file each, of one of a few shapes.

mod claim;
mod confusable;
mod fact;
mod medicine;
mod phrase;
mod quantity;
mod replace;
mod term;

pub(crate) use quantity::Table as Quantities;

use super::Loading;
use crate::diagnostic::{Family, Level};
use crate::pattern::PatternError;
use crate::reading::claims::AttributeFile;
use crate::rule::{Meta, Rule, Status};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// A rule as its file declares it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Declaration {
    /// The rule's id in kebab case; it names the fault.
    id: String,
    /// Its family.
    family: Family,
    /// The level of its findings.
    level: Level,
    /// The version that it came with.
    since: String,
    /// Whether it runs only when it is selected by name.
    #[serde(default)]
    preview: bool,
    /// Its documentation in Markdown, with its examples.
    docs: String,
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
}

/// A kind of block, as rule files name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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

    /// What the rule says of itself.
    pub fn meta(&self) -> Meta {
        Meta {
            id: Cow::Owned(self.id.clone()),
            family: self.family,
            level: self.level,
            status: if self.preview { Status::Preview } else { Status::Stable },
            since: Cow::Owned(self.since.clone()),
            docs: Cow::Owned(self.docs.clone()),
        }
    }
}

/// The rules of `lints/`, as the build script gathered them.
pub fn embedded() -> Vec<Declaration> {
    static EMBEDDED: LazyLock<Vec<Declaration>> = LazyLock::new(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/lints.json")))
            .expect("tests/tidy.rs reads every embedded rule")
    });
    EMBEDDED.clone()
}

/// Makes a rule of its declaration.
///
/// # Errors
/// When a pattern cannot be used or the declaration holds nothing to look for.
pub fn load(declaration: Declaration, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let shapes = [
        (!declaration.phrases.is_empty(), "phrase"),
        (!declaration.replacements.is_empty(), "replace"),
        (!declaration.pairs.is_empty(), "pair"),
        (!declaration.attributes.is_empty(), "attribute"),
        (!declaration.quantities.is_empty() || declaration.quantities_of.is_some(), "quantity"),
        (!declaration.medicines.is_empty(), "medicine"),
        (!declaration.terms.is_empty(), "term"),
        (!declaration.facts.is_empty(), "facts"),
    ];
    let mut held = shapes.into_iter().filter_map(|(holds, shape)| holds.then_some(shape));
    match (held.next(), held.next()) {
        (Some("phrase"), None) => phrase::load(declaration, loading),
        (Some("replace"), None) => replace::load(declaration, loading),
        (Some("pair"), None) => confusable::load(declaration, loading),
        (Some("attribute"), None) => claim::load(declaration, loading),
        (Some("quantity"), None) => quantity::load(&declaration, loading),
        (Some("medicine"), None) => medicine::load(&declaration, loading),
        (Some("term"), None) => term::load(declaration, loading),
        (Some("facts"), None) => fact::load(declaration, loading),
        _ => Err(LoadError {
            rule: declaration.id.clone(),
            value: declaration.id,
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
