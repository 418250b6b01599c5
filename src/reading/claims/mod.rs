//! Claims: what the article states, as subject, attribute and value, each with its scope.
//!
//! The attributes are data: each `lints/contradiction/*.toml` declares some, with their surface patterns. Patterns find
//! candidates; the subject is resolved, the scope is settled, the value is read, and what cannot be read is dropped.

mod about;
mod attribute;
mod doubt;
mod interval;
mod labels;
mod names;
mod read;
mod topic;
mod value;
mod words;

pub(crate) use attribute::{Attribute, AttributeFile, ValueKind, load};
pub(crate) use read::{read, scope_at, scopes};
pub use topic::Topic;
pub use value::Value;
pub(crate) use words::TopicWords;

use super::scope::{Cues, Scope};
use super::words::Lexicon;
use crate::document::ProseSpan;
use std::ops::Range;

/// A statement of the article.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The index of its attribute in `Article::attributes`.
    pub attribute: u16,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub value: Value,
    /// The words that say it, as they stand.
    pub value_span: ProseSpan,
    /// Where it holds.
    pub scope: Scope,
    /// From its subject to its value.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The index of its sentence.
    pub sentence: u32,
    /// Its pattern is known to err more often than others.
    pub weak: bool,
}

/// What is needed to read claims: the attributes, the cues of scope, and the words that refer to a subject.
#[derive(Clone, Debug)]
pub(crate) struct ClaimReader {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cues: Cues,
    pub(crate) words: TopicWords,
}

impl ClaimReader {
    pub(crate) fn new(attributes: Vec<Attribute>, lexicon: &mut Lexicon) -> Self {
        Self { attributes, cues: Cues::embedded(lexicon), words: TopicWords::new(lexicon) }
    }
}
