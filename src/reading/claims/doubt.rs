//! Where no claim is made: what is only supposed, what a pointer leaves open, what names no thing.

use super::value::{List, list, lists};
use crate::article::Article;
use crate::pattern::Hit;
use crate::reading::sentences::Sentence;
use std::ops::Range;

/// Words that open a clause which is only supposed.
static SUPPOSING: List = List::new(|| list("if when whenever unless once whether until"));

/// Words that open a clause on which the main clause follows.
static OPENING: List = List::new(|| list("because although though while since whereas"));

/// Words with which a phrase begins that names no thing: "due to an allergy", "no symptoms", "to ease the pain".
static NO_THING: List = List::new(|| {
    list(
        "by due related to no few none if when because associated linked caused triggered rarely whether absent \
    present thought believed known",
    )
});

/// Words that leave open what is meant: "these viruses".
static POINTERS: List = List::new(|| list("this these that those such it they them"));

fn word(article: &Article, at: u32) -> &str {
    article.word(article.tokens[at as usize].word)
}

/// Where the predicate of a hit begins: behind the slot that it opens with.
fn predicate(hit: &Hit) -> u32 {
    let opening = hit.captures.iter().filter(|capture| capture.tokens.start == hit.tokens.start);
    opening.map(|capture| capture.tokens.end).max().unwrap_or(hit.tokens.start).min(hit.tokens.end)
}

/// Whether one of some words opens the clause that a hit stands in.
fn is_opened_by(article: &Article, sentence: &Sentence, hit: &Hit, words: &List) -> bool {
    let before = (sentence.tokens.start..predicate(hit)).rev().map(|at| word(article, at));
    let mut clause = before.take_while(|word| !matches!(*word, "," | ";" | ":" | ")" | "and" | "but"));
    clause.any(|word| lists(words, word))
}

/// Whether a hit is only supposed: "if the tumor involves the stomach".
pub(super) fn is_supposed(article: &Article, sentence: &Sentence, hit: &Hit) -> bool {
    is_opened_by(article, sentence, hit, &SUPPOSING)
}

/// A captured value without the main clause that follows it: "because X affects the heart, care is given ...".
pub(super) fn in_clause(article: &Article, sentence: &Sentence, hit: &Hit, captured: Range<u32>) -> Range<u32> {
    if captured.start < predicate(hit) || !is_opened_by(article, sentence, hit, &OPENING) {
        return captured;
    }
    let comma = (captured.start + 1..captured.end).find(|&at| word(article, at) == ",");
    captured.start..comma.unwrap_or(captured.end)
}

/// Whether a value names no thing, or one that stands elsewhere.
pub(super) fn is_open(article: &Article, range: &Range<u32>) -> bool {
    let pointed = range.len() >= 2 && lists(&POINTERS, word(article, range.end - 2));
    let first = range.is_empty() || lists(&NO_THING, word(article, range.start));
    first || pointed || range.len() == 1 && lists(&POINTERS, word(article, range.start))
}
