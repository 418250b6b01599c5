//! Glossaries: terms with the forms that a house accepts and those that it forbids, which are a rule by themselves.

use super::Declaration;
use super::replace::Replacement;
use crate::diagnostic::{Family, Level};
use serde::Deserialize;

/// One term of a glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Term {
    /// The term as it should be written.
    pub term: String,
    /// Other forms that may be written too.
    #[serde(default)]
    pub accepted: Vec<String>,
    /// Forms that should not be written.
    #[serde(default)]
    pub forbidden: Vec<String>,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// What is wrong with a glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryError {
    /// The bytes that are wrong.
    pub span: std::ops::Range<usize>,
    /// What is wrong with them.
    pub message: String,
}

/// The id of the rule that glossaries make.
const ID: &str = "glossary";

impl Declaration {
    /// The rule of a glossary: each forbidden form, and what to write instead.
    pub fn of_glossary(source: &str, terms: &[Term]) -> Self {
        let replacements = terms.iter().filter(|term| !term.forbidden.is_empty()).map(|term| {
            let bad = term.forbidden.iter().map(|form| pattern(form)).collect();
            let why =
                if term.note.is_empty() { format!("source: {source}") } else { format!("{} ({source})", term.note) };
            Replacement::new(bad, term.term.clone(), why)
        });
        Self {
            id: ID.into(),
            family: Some(Family::Naming),
            level: Level::Warning,
            docs: "Flags forms of a term that the glossary forbids.".into(),
            message: Some("the glossary has \"{good}\" for \"{text}\"".into()),
            replacements: replacements.collect(),
            ..Self::default()
        }
    }
}

/// The pattern of a form: its words as they are written, marks of the pattern language left out.
pub(super) fn pattern(form: &str) -> String {
    let words = form.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(|word| format!("'{}", word.trim_matches('\''))).collect::<Vec<_>>().join(" ")
}
