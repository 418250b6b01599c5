//! Sentences that state something, and what their subject is.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;

/// The sentences of running text in English that are no questions, with their indexes.
pub(super) fn statements(article: &Article) -> impl Iterator<Item = (u32, &Sentence)> {
    article.sentences.iter().enumerate().filter_map(|(index, sentence)| {
        let running = matches!(article.kind_of(sentence), BlockKind::Paragraph | BlockKind::Item);
        let asks = article.text(sentence.span).trim_end().ends_with('?');
        (running && !asks && !article.is_foreign(sentence.block)).then_some((index as u32, sentence))
    })
}

/// The prose of a part of a sentence, by its place in the text of the sentence.
pub(super) fn part(sentence: &Sentence, start: usize, end: usize) -> ProseSpan {
    let base = sentence.span.start as usize;
    ProseSpan::new(base + start, base + end)
}

/// Whether one of some words stands in a text; a word that ends in `*` stands for all words that begin so.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let lower = word.to_lowercase();
        words.iter().any(|cue| match cue.strip_suffix('*') {
            Some(stem) => lower.starts_with(stem),
            None => lower == *cue,
        })
    })
}

/// Whether a noun phrase is the subject of the article: its name, "it", "this disease".
pub(super) fn is_subject(article: &Article, phrase: ProseSpan) -> bool {
    let text = article.text(phrase);
    let lower = text.rsplit(", ").next().unwrap_or(text).trim().to_lowercase();
    let bare = lower.split(" (").next().unwrap_or(&lower);
    if POINTERS.contains(&bare) {
        return true;
    }
    let Some(subject) = &article.subject else { return false };
    if bare.trim_start_matches("the ") == subject.name.to_lowercase() {
        return true;
    }
    let Some(concept) = article.subject_concept() else { return false };
    let from = article.mentions.partition_point(|mention| mention.span.start < phrase.start);
    article.mentions[from..]
        .iter()
        .take_while(|mention| mention.span.end <= phrase.end)
        .any(|mention| mention.concept == concept && !mention.ambiguous && mention.span.len() + 5 >= bare.len())
}

const POINTERS: &[&str] =
    &["it", "this disease", "this condition", "this disorder", "the disease", "the condition", "the disorder"];
