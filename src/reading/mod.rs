//! What a reader of the article understands: words, sentences, sections, abbreviations, the subject.

pub mod abbreviations;
pub mod sentences;
pub mod tokens;
pub mod words;
