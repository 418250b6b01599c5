//! Where no claim is made: what is only supposed, what a pointer leaves open, what names no thing.

use super::attribute::Attribute;
use super::topic::Topic;
use super::value::{List, list, lists};
use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::Kind;
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
    present thought believed known been until not getting come become becoming grow had have has used lived noticed \
    quickly controlled more less longer them it they these those this that these such unknown similar different \
    specific nonspecific described reported identified seen born at from also than how what where who whose which be being \
    improved improving better worse responding treated followed possible so of",
    )
});

/// Words that leave open what is meant: "these viruses".
static POINTERS: List = List::new(|| list("this these that those such it they them"));

/// Names of many diseases and germs at once, of which a sentence means some that are named elsewhere.
static GENERIC: List = List::new(|| {
    list(
        "tumor tumors tumour tumours cancer cancers infection infections inflammation bacteria bacterium virus \
    viruses germ germs parasite parasites fungus fungi worms lesion lesions swelling bleeding pain complications injury \
    injuries disability disorders diseases cyst cysts growth growths polyps nodules nevi contractures death defects \
    malformations mutation mutations abnormality abnormalities insects plants animals",
    )
});

/// Whether a topic is one of many things of its name: "tumors", "the infection".
pub(super) fn is_generic(topic: &Topic) -> bool {
    let points = |name: &str| name.split_whitespace().next().is_some_and(|first| lists(&POINTERS, first));
    matches!(topic, Topic::Other(name) if lists(&GENERIC, name) || points(name))
}

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
    let last = !range.is_empty() && lists(&DANGLING, word(article, range.end - 1));
    // "One of these disorders": of which ones stands elsewhere.
    let points = range.clone().take(4).any(|at| matches!(word(article, at), "these" | "those"));
    // "The following": what follows is read elsewhere, or not at all.
    let follows = range.clone().take(3).any(|at| word(article, at) == "following");
    first || pointed || last || follows || points || range.len() == 1 && lists(&POINTERS, word(article, range.start))
}

/// Words that no phrase ends with.
static DANGLING: List = List::new(|| {
    list(
        "the a an of by with in to for from their its his her your this that as new such between on at into about can \
        may might could will would also does do not exact often sometimes",
    )
});

/// How many tokens a bracket may hold that a value goes on behind.
const BRACKET: u32 = 14;

/// Words before which a phrase is over.
static ENDS: List = List::new(|| {
    list(
        ", . ; : ? ! ( ) but which that who whose when where while because if although is are was were can may \
    has have in after before during with without by",
    )
});

/// A value that goes on behind a bracket: "benign (not cancerous) tumors"; as it is where nothing or something else
/// follows.
pub(super) fn past_bracket(article: &Article, sentence: &Sentence, value: Range<u32>) -> Range<u32> {
    let end = sentence.tokens.end;
    if value.end >= end || word(article, value.end) != "(" {
        return value;
    }
    let close = (value.end..end.min(value.end + BRACKET)).find(|&at| word(article, at) == ")");
    let Some(next) = close.map(|close| close + 1).filter(|&next| next < end) else { return value };
    let is_of = matches!(word(article, next), "of" | "in");
    let joins = matches!(word(article, next), "and" | "or");
    if !article.tokens[next as usize].is_word() || joins || !is_of && lists(&ENDS, word(article, next)) {
        return value;
    }
    let stop = (next + 1..end).find(|&at| lists(&ENDS, word(article, at))).unwrap_or(end);
    value.start..stop
}

/// Words with which the line before a list says that what follows is only supposed, or is to be left alone.
static LEADS: List = List::new(|| {
    list(
        "if when whenever unless once whether until don't dont not avoid never risk risks factor factors cause causes \
    by include includes including example such because who people",
    )
});

/// How many items of a list are looked back over for the line before it.
const ITEMS: u32 = 40;

/// Whether a sentence is an item of a list whose opening line only supposes, warns or counts up what follows.
pub(super) fn is_listed(article: &Article, attribute: &Attribute, sentence: &Sentence) -> bool {
    let blocks = &article.document.blocks;
    let is_item = |block: u32| blocks[block as usize].kind == BlockKind::Item;
    if !is_item(sentence.block) {
        return false;
    }
    let first = sentence.block.saturating_sub(ITEMS);
    let Some(lead) = (first..sentence.block).rev().find(|&block| !is_item(block)) else { return false };
    let number = article.sentences.partition_point(|other| other.block <= lead);
    let Some(lead) = number.checked_sub(1).map(|number| &article.sentences[number]) else { return false };
    let tokens = lead.tokens.clone().rev().take(if attribute.is_advice() { 12 } else { 6 }).map(|at| word(article, at));
    let heads = lead.tokens.clone().take(3).map(|at| word(article, at));
    let leads = if attribute.is_advice() { &LEADS } else { &SUPPOSING };
    tokens.chain(heads).any(|word| lists(leads, word))
}

/// Words with which advice goes on with when it holds.
static WHILE: List = List::new(|| list("while before after during until unless"));

/// Whether advice goes on with how, in whom or when it holds, which was not read: "should be used cautiously in ...".
pub(super) fn is_limited(article: &Article, sentence: &Sentence, hit: &Hit) -> bool {
    let (last, next) = (hit.tokens.end - 1, hit.tokens.end);
    let passive = hit.captures.iter().all(|capture| capture.tokens.end < hit.tokens.end);
    let goes_on = |at: u32| article.tokens[at as usize].is_word();
    next < sentence.tokens.end && goes_on(last) && goes_on(next) && (passive || lists(&WHILE, word(article, next)))
}

/// Words that make what follows a part or an effect of a treatment.
static EFFECTS: List = List::new(|| {
    list(
        "complications complication effects effect goal goals risks risk benefits benefit aim cost costs success response",
    )
});

/// Whether what a hit without a subject begins with belongs to words before it: "complications of octreotide treatment
/// include".
pub(super) fn is_partial(article: &Article, sentence: &Sentence, hit: &Hit) -> bool {
    let before = hit.tokens.start.saturating_sub(5).max(sentence.tokens.start)..hit.tokens.start;
    let near = before.end.saturating_sub(1).max(before.start)..before.end;
    before.clone().any(|at| lists(&EFFECTS, word(article, at)))
        || article.mentions_in(&near).iter().any(|m| matches!(m.kind, Kind::Drug | Kind::DrugClass | Kind::Disease))
}

/// Whether a value names what the attribute asks for.
pub(super) fn is_named(article: &Article, attribute: &Attribute, range: &Range<u32>) -> bool {
    let mentions = article.mentions_in(range);
    attribute.kinds.is_empty() && attribute.words.is_empty()
        || mentions.iter().any(|mention| attribute.kinds.contains(&mention.kind))
        || range.clone().any(|at| attribute.words.iter().any(|known| known == word(article, at)))
}

/// Whether a value is cut off from what makes it one: "a spine | that curves to the side".
pub(super) fn is_cut(article: &Article, attribute: &Attribute, range: &Range<u32>) -> bool {
    let next = article.tokens.get(range.end as usize).map_or("", |token| article.word(token.word));
    next == "that" && (attribute.last || attribute.kinds.contains(&Kind::Symptom) && range.len() <= 2)
}
