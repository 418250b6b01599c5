//! What a run reports: diagnostics, at source spans, ready to be rendered.

use crate::source::SourceSpan;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// One thing, several or wrong names.
    Naming,
    /// Two statements that cannot both be true.
    Contradiction,
    /// A statement that medicine rules out.
    Plausibility,
    /// Doses, units and numbers that are unsafe or impossible.
    Dosage,
    /// Text damaged by machines or bad editing.
    Integrity,
}

impl Family {
    /// All families, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Naming, Self::Contradiction, Self::Plausibility, Self::Dosage, Self::Integrity];

    /// The family's name in reports and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Naming => "naming",
            Self::Contradiction => "contradiction",
            Self::Plausibility => "plausibility",
            Self::Dosage => "dosage",
            Self::Integrity => "integrity",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How grave a finding is. The order is from grave to slight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Wrong for nearly every reader.
    Error,
    /// Probably wrong.
    #[default]
    Warning,
    /// Worth a look.
    Note,
}

impl Level {
    /// All levels, from grave to slight.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The level's name in reports and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// One level slighter, if there is one.
    #[must_use]
    pub fn lowered(self) -> Option<Self> {
        match self {
            Self::Error => Some(Self::Warning),
            Self::Warning => Some(Self::Note),
            Self::Note => None,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Another place that a finding rests on or also concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The file that it is in.
    pub path: String,
    /// Where it stands there.
    pub span: SourceSpan,
    /// What it says, as a label.
    pub message: String,
}

/// A replacement of one span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: SourceSpan,
    /// By what.
    pub text: String,
}

/// A set of edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the edits do.
    pub message: String,
    /// Whether they may be applied without a human look.
    pub safe: bool,
    /// The edits, sorted, without overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The id of the rule that found it.
    pub rule: Cow<'static, str>,
    /// The rule's family.
    pub family: Family,
    /// How grave it is, after all adjustments.
    pub level: Level,
    /// What is wrong: lower case unless it begins with quoted text, no full stop.
    pub message: String,
    /// The file.
    pub path: String,
    /// Where it stands: the first faulty passage.
    pub span: SourceSpan,
    /// What the span's underline says; empty when the message says it all.
    pub label: String,
    /// The other places, in order.
    pub related: Vec<Related>,
    /// Why, with the fact and its source.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Edits that would mend it.
    pub fixes: Vec<Fix>,
    /// A hash of rule, path, the flagged text and its neighbours; it survives edits elsewhere.
    pub fingerprint: String,
    /// The same without the path, so that it also survives that the file is moved.
    pub content: String,
    /// Why it may stand, when somebody has said so.
    pub suppressed: Option<String>,
    /// Whether the baseline has it.
    pub known: bool,
}
