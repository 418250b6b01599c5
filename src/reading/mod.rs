//! What a reader of the article understands: words, sentences, sections, abbreviations, the subject.

pub mod abbreviations;
pub mod claims;
mod grammar;
pub mod language;
pub mod leads;
pub(crate) mod local;
pub mod mentions;
pub mod numbers;
pub mod scope;
pub mod sections;
pub mod sentences;
pub(crate) mod split;
pub mod subject;
pub mod tokens;
pub mod words;
