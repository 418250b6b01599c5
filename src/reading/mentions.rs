//! Mentions: the names of concepts in the text, the longest from each place on, over lemmas.
//!
//! Case, plural forms, hyphens between words, diacritics, possessive endings and British spellings make no difference;
//! short forms count only in capitals. A name inside another name is not a mention of its own.

use super::abbreviations::Abbreviation;
use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use super::words::{Lexicon, WordId};
use crate::document::{Document, ProseSpan};
use crate::knowledge::{ConceptId, Kind, Knowledge, NameEntry, NameType};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name of a concept in the text.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The concept; the likeliest one when the name is ambiguous.
    pub concept: ConceptId,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The index of its sentence.
    pub sentence: u32,
    /// The name belongs to several concepts that are not of one line of descent, so it proves nothing by itself.
    pub ambiguous: bool,
    /// The name is also a common English word, so it proves nothing by itself.
    pub common: bool,
    /// The state of the name table, for all that may be meant.
    pub(crate) state: u32,
}

/// Finds all mentions.
pub(crate) fn mentions(
    lexicon: &Lexicon,
    document: &Document,
    tokens: &[Token],
    stream: &[u32],
    sentences: &[Sentence],
) -> Vec<Mention> {
    let knowledge = lexicon.knowledge();
    let lemma = |token: &Token| match token.kind {
        TokenKind::Number => lexicon.get(document.slice(token.span)).map(|word| knowledge.lemma(word.0)),
        TokenKind::Address => None,
        TokenKind::Word | TokenKind::Mark => Some(knowledge.lemma(token.word.0)),
    };
    let mut mentions = Vec::new();
    // The states after each word from one place on, the longest name of which counts.
    let mut states = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let mut at = sentence.stream.start;
        while at < sentence.stream.end {
            let first = &tokens[stream[at as usize] as usize];
            let state = if first.word == WordId::NUMBER { lemma(first) } else { Some(knowledge.lemma(first.word.0)) }
                .and_then(|lemma| knowledge.first(lemma));
            let Some(state) = state else {
                at += 1;
                continue;
            };
            states.clear();
            states.push(state);
            let mut last = state;
            for &next in &stream[at as usize + 1..sentence.stream.end as usize] {
                let Some(state) = lemma(&tokens[next as usize]).and_then(|lemma| knowledge.step(last, lemma)) else {
                    break;
                };
                last = state;
                states.push(state);
            }
            let longest = states.iter().enumerate().rev().find_map(|(more, &state)| {
                let range = stream[at as usize]..stream[at as usize + more] + 1;
                Some((meaning(knowledge, document, tokens, state, range, number as u32)?, more as u32 + 1))
            });
            at += longest.as_ref().map_or(1, |(_, length)| *length);
            mentions.extend(longest.map(|(mention, _)| mention));
        }
    }
    mentions
}

/// Makes the short forms that the article defines mentions of what their long forms name: "chronic kidney disease (CKD)
/// ... CKD". The article's own definition goes before what the letters mean elsewhere.
pub(crate) fn add_defined(
    mentions: &mut Vec<Mention>,
    defined: &[Abbreviation],
    document: &Document,
    tokens: &[Token],
    sentences: &[Sentence],
) {
    let mut meanings: FxHashMap<WordId, (&str, Mention)> = FxHashMap::default();
    for abbreviation in defined {
        let token = tokens.partition_point(|token| token.span.start < abbreviation.span.start);
        let Some(token) = tokens.get(token).filter(|token| token.span == abbreviation.span && token.is_word()) else {
            continue;
        };
        let named = mentions.partition_point(|mention| mention.span.start < abbreviation.long_span.start);
        if let Some(mention) = mentions.get(named).filter(|mention| mention.span == abbreviation.long_span) {
            meanings.entry(token.word).or_insert_with(|| (&abbreviation.short, mention.clone()));
        }
    }
    if meanings.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let (mut next, mut sentence) = (0, 0);
    for (at, token) in (0..).zip(tokens) {
        let Some((short, meant)) = meanings.get(&token.word).filter(|_| token.is_word()) else { continue };
        if document.slice(token.span) != *short {
            continue;
        }
        while mentions.get(next).is_some_and(|mention| mention.span.end <= token.span.start) {
            next += 1;
        }
        let over = mentions.get(next).filter(|mention| mention.span.start < token.span.end);
        if over.is_some_and(|mention| mention.span != token.span) {
            continue;
        }
        while sentences.get(sentence).is_some_and(|sentence| sentence.tokens.end <= at) {
            sentence += 1;
        }
        let mention =
            Mention { span: token.span, tokens: at..at + 1, sentence: sentence as u32, common: false, ..meant.clone() };
        if over.is_some() {
            mentions[next] = mention;
        } else {
            added.push(mention);
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|mention| mention.span.start);
}

/// The mention that some tokens are, if a name ends at this state that may be written as they are.
fn meaning(
    knowledge: &Knowledge,
    document: &Document,
    tokens: &[Token],
    state: u32,
    range: Range<u32>,
    sentence: u32,
) -> Option<Mention> {
    let words = &tokens[range.start as usize..range.end as usize];
    let mut best: Option<NameEntry> = None;
    let mut ambiguous = false;
    for entry in knowledge.names_at(state).filter(|entry| may_be_written(entry.kind, words, document)) {
        match best {
            None => best = Some(entry),
            Some(known) => {
                ambiguous |= !knowledge.related(known.concept, entry.concept);
                if rank(knowledge, entry) < rank(knowledge, known) {
                    best = Some(entry);
                }
            }
        }
    }
    let entry = best?;
    Some(Mention {
        concept: entry.concept,
        kind: knowledge.kind(entry.concept),
        span: words[0].span.to(words[words.len() - 1].span),
        tokens: range,
        sentence,
        ambiguous,
        common: entry.kind == NameType::Common,
        state,
    })
}

/// Whether a name of this type may be written like this: short forms stand in capitals, one-word brands begin with one.
pub(super) fn may_be_written(kind: NameType, words: &[Token], document: &Document) -> bool {
    match kind {
        NameType::Abbreviation => words
            .iter()
            .all(|word| word.all_caps || !word.is_word() || document.slice(word.span).len() == 1 && word.capital),
        NameType::Brand if words.len() == 1 => words[0].capital,
        _ => words.len() > 1 || words[0].span.len() > 2,
    }
}

/// Among the meanings of one name, diseases come first, then what the source prefers.
fn rank(knowledge: &Knowledge, entry: NameEntry) -> (u8, u8, u32) {
    (entry.kind as u8, knowledge.kind(entry.concept) as u8, entry.concept.0)
}

#[cfg(test)]
mod tests {
    use crate::article::Reader;
    use crate::source::{Format, Source};

    #[track_caller]
    fn finds(text: &str, expected: &[(&str, &str)]) {
        let article = Reader::default().read(Source::new(
            "t.txt",
            format!("{text} It is so in most of the people who have it."),
            Format::Text,
        ));
        let found: Vec<_> = article
            .mentions
            .iter()
            .filter(|mention| !mention.common)
            .map(|mention| (article.text(mention.span), article.knowledge().name(mention.concept)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_in_all_their_forms() {
        finds("Myositis Ossificans hurts.", &[("Myositis Ossificans", "myositis ossificans")]);
        finds(
            "Guillain-Barré syndrome and Guillain Barre syndrome hurt.",
            &[
                ("Guillain-Barré syndrome", "Guillain-Barre syndrome"),
                ("Guillain Barre syndrome", "Guillain-Barre syndrome"),
            ],
        );
        finds("Crohn\u{2019}s disease hurts.", &[("Crohn\u{2019}s disease", "Crohn disease")]);
        finds("Many uteri hurt.", &[("uteri", "uterus")]);
        finds("Type 2 diabetes mellitus hurts.", &[("Type 2 diabetes mellitus", "type 2 diabetes mellitus")]);
        finds("Take ibuprofen daily.", &[("ibuprofen", "ibuprofen")]);
    }

    #[test]
    fn short_forms_that_the_article_defines() {
        let host = "graft versus host disease";
        finds(
            "Graft versus host disease (GVD) hurts. Treat GVD, not gvd.",
            &[("Graft versus host disease", host), ("GVD", host), ("GVD", host)],
        );
        // The article's own meaning goes before what the letters mean elsewhere.
        let narrow = "mitral valve stenosis";
        finds("Mitral stenosis (MS) hurts. Treat MS.", &[("Mitral stenosis", narrow), ("MS", narrow), ("MS", narrow)]);
    }
}
