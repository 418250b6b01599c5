//! What a reader of the article understands: words, sentences, sections, abbreviations, the subject.

pub mod language;
pub mod leads;
pub mod numbers;
pub mod sections;
pub mod sentences;
pub mod subject;
pub mod tokens;
pub mod words;
