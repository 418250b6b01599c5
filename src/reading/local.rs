//! The names and words of a house, beside those of the knowledge: looked up only where a house has any.

use super::mentions::{Mention, may_be_written};
use super::sentences::Sentence;
use super::split;
use super::tokens::{Token, TokenKind};
use super::words::{Lexicon, WordId};
use crate::document::Document;
use crate::knowledge::{LocalFacts, NameEntry, fold};
use rustc_hash::FxHashMap;

/// How common the words of names are.
const OF_NAMES: u8 = 80;

/// Names as a trie over lemmas, and words that are known though the knowledge has not got them.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocalNames {
    /// From a state by a lemma to the next; 0 is the root.
    edges: FxHashMap<(u32, u32), u32>,
    /// The names that end at each state.
    names: Vec<Vec<NameEntry>>,
    /// How common each word is.
    levels: FxHashMap<WordId, u8>,
    /// The singular of plurals.
    singulars: FxHashMap<u32, u32>,
}

/// Takes in the words and names of a house.
pub(crate) fn learn(facts: &LocalFacts, lexicon: &mut Lexicon) -> LocalNames {
    let mut local = LocalNames { names: vec![Vec::new()], ..LocalNames::default() };
    let mut key = String::new();
    for (word, level) in &facts.words {
        fold(word, &mut key);
        let word = lexicon.intern(&key);
        local.levels.insert(word, *level);
    }
    for &(ref name, concept, kind) in &facts.names {
        let mut state = 0;
        let words = words_of(name);
        for (at, word) in words.iter().enumerate() {
            fold(word, &mut key);
            let id = lexicon.intern(&key);
            let lemma = lexicon.knowledge().lemma(id.0);
            if key.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                local.levels.entry(id).or_insert(OF_NAMES);
            }
            if at + 1 == words.len() && id.0 as usize >= lexicon.knowledge().word_count() {
                key.push('s');
                let plural = lexicon.intern(&key);
                local.levels.entry(plural).or_insert(OF_NAMES);
                local.singulars.insert(plural.0, lemma);
            }
            let fresh = local.names.len() as u32;
            state = *local.edges.entry((state, lemma)).or_insert(fresh);
            if state == fresh {
                local.names.push(Vec::new());
            }
        }
        local.names[state as usize].push(NameEntry { concept, kind });
    }
    local
}

/// The words and marks of a name, without the hyphens that join compounds.
fn words_of(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut at, mut spaced) = (0, true);
    while let Some(piece) = split::next(name, at, spaced) {
        at = piece.end;
        spaced = false;
        let text = &name[piece.start..piece.end];
        let joins = piece.kind == TokenKind::Mark && split::joins(text) && !words.is_empty() && !piece.spaced;
        if !joins || name[at..].starts_with(char::is_whitespace) || at == name.len() {
            words.push(text);
        }
    }
    words
}

impl LocalNames {
    /// How common a word is, if the house says so.
    pub(crate) fn level(&self, word: WordId) -> Option<u8> {
        self.levels.get(&word).copied()
    }

    /// Adds the mentions of the house's names; they go before those that are not longer.
    pub(crate) fn add_mentions(
        &self,
        mentions: &mut Vec<Mention>,
        lexicon: &Lexicon,
        document: &Document,
        tokens: &[Token],
        stream: &[u32],
        sentences: &[Sentence],
    ) {
        let mut found = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            let stream = &stream[sentence.stream.start as usize..sentence.stream.end as usize];
            let mut at = 0;
            while at < stream.len() {
                let longest = self.longest(lexicon, document, tokens, &stream[at..], number as u32);
                at += longest.as_ref().map_or(1, |(_, length)| *length);
                found.extend(longest.map(|(mention, _)| mention));
            }
        }
        if found.is_empty() {
            return;
        }
        let mut next = 0;
        let over = |a: &Mention, b: &Mention| a.span.start < b.span.end && b.span.start < a.span.end;
        let mut kept = Vec::with_capacity(mentions.len() + found.len());
        for local in found {
            while mentions.get(next).is_some_and(|known| known.span.end <= local.span.start) {
                kept.push(mentions[next].clone());
                next += 1;
            }
            let longer = |known: &&Mention| over(known, &local) && known.span.len() > local.span.len();
            if mentions[next..].iter().take_while(|known| known.span.start < local.span.end).find(longer).is_some() {
                continue;
            }
            while mentions.get(next).is_some_and(|known| over(known, &local)) {
                next += 1;
            }
            kept.push(local);
        }
        kept.extend_from_slice(&mentions[next..]);
        *mentions = kept;
    }

    /// The longest name that begins with the first of some words, and how many it takes.
    fn longest(
        &self,
        lexicon: &Lexicon,
        document: &Document,
        tokens: &[Token],
        stream: &[u32],
        sentence: u32,
    ) -> Option<(Mention, usize)> {
        let (mut state, mut best) = (0, None);
        for (at, &token) in stream.iter().enumerate() {
            let lemma = self.lemma(lexicon, document, &tokens[token as usize]);
            let Some(&next) = lemma.and_then(|lemma| self.edges.get(&(state, lemma))) else { break };
            state = next;
            let words = &tokens[stream[0] as usize..=token as usize];
            let written = |entry: &&NameEntry| may_be_written(entry.kind, words, document);
            if let Some(entry) = self.names[state as usize].iter().find(written) {
                best = Some((*entry, at));
            }
        }
        let (entry, last) = best?;
        let range = stream[0]..stream[last] + 1;
        let span = tokens[range.start as usize].span.to(tokens[range.end as usize - 1].span);
        let common = entry.kind == crate::knowledge::NameType::Common;
        let kind = lexicon.knowledge().kind(entry.concept);
        let mention =
            Mention { concept: entry.concept, kind, span, tokens: range, sentence, ambiguous: false, common, state: 0 };
        Some((mention, last + 1))
    }

    fn lemma(&self, lexicon: &Lexicon, document: &Document, token: &Token) -> Option<u32> {
        let lemma = match token.kind {
            TokenKind::Number => lexicon.knowledge().lemma(lexicon.get(document.slice(token.span))?.0),
            TokenKind::Address => return None,
            TokenKind::Word | TokenKind::Mark => lexicon.knowledge().lemma(token.word.0),
        };
        Some(self.singulars.get(&lemma).copied().unwrap_or(lemma))
    }
}
