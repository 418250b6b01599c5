//! What speaks for a term: words near it, words right beside it, and a gloss that explains it.

use crate::article::Article;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::rules::words::WordMap;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Words of too little, for glosses.
pub(super) const LOW: &str = "low lower decrease reduce reduction deficient deficiency shortage lack insufficient underactive \
    underactivity weak poor diminish drop fall little enough loss floppy below subnormal";
/// Words of too much, for glosses.
pub(super) const HIGH: &str = "high higher elevate elevation increase raise excess excessive overactive overactivity much abundance \
    rise above";

/// Forms of words, each with the number of its word.
pub(super) type Forms = FxHashMap<Box<str>, u16>;

/// What speaks for each of the two terms of a pair.
pub(super) struct Speech {
    pub(super) voices: [Voice; 2],
}

/// What speaks for one term.
pub(super) struct Voice {
    /// Words near it.
    pub(super) cues: WordMap<u16>,
    /// Words right after it.
    pub(super) next: Forms,
    /// Words right before it.
    pub(super) prev: Forms,
    /// Ways to explain it: words that must all stand in the gloss.
    pub(super) glosses: Vec<Vec<Forms>>,
}

/// A gloss is looked for within so many tokens.
const GLOSS: usize = 14;

/// Marks the number of a word that speaks for a term; without it, the word only speaks against reporting the term.
pub(super) const STRONG: u16 = 1 << 15;

impl Voice {
    /// Adds the tokens among some that speak for the term, each word counted once; the mention itself does not count.
    /// Says whether any word is there at all, weak ones included.
    pub(super) fn cues_in(&self, article: &Article, near: Range<u32>, mention: u32, cues: &mut Vec<u32>) -> bool {
        let mut seen: Vec<u16> = Vec::new();
        for at in near {
            let Some(&number) = self.cues.get(article, article.tokens[at as usize].word) else { continue };
            if at != mention && !seen.contains(&number) {
                seen.push(number);
                if number & STRONG != 0 {
                    cues.push(at);
                }
            }
        }
        !seen.is_empty()
    }
}

/// The token beside a mention that speaks for a term. A hyphen between the two makes no difference.
pub(super) fn neighbour(article: &Article, sentence: &Sentence, mention: u32, voice: &Voice) -> Option<u32> {
    let text = |at: u32| article.word(article.tokens[at as usize].word);
    let hyphen = |at: u32| matches!(text(at), "-" | "\u{2010}" | "\u{2011}");
    let mut next = mention + 1;
    if next + 1 < sentence.tokens.end && hyphen(next) {
        next += 1;
    }
    if next < sentence.tokens.end && voice.next.contains_key(text(next)) {
        return Some(next);
    }
    let mut prev = mention.checked_sub(1).filter(|&at| at >= sentence.tokens.start)?;
    if prev > sentence.tokens.start && hyphen(prev) {
        prev -= 1;
    }
    voice.prev.contains_key(text(prev)).then_some(prev)
}

/// Words that stand around anything.
const COMMON: &[&str] = &[
    "with", "from", "that", "this", "have", "been", "also", "such", "like", "called", "include", "includes", "which",
    "symptoms", "signs", "cause", "causes", "caused", "when", "than", "their", "these", "other", "some", "into",
];

/// Where the other term stands between the same words as a mention: between two words of substance when `strict`, else
/// also when one of the two is.
pub(super) fn twin(article: &Article, mention: u32, others: &[u32], strict: bool) -> Option<u32> {
    let beside = |token: u32| {
        Some((article.tokens.get(token.checked_sub(1)? as usize)?, article.tokens.get(token as usize + 1)?))
    };
    let (prev, next) = beside(mention)?;
    let substance = |token: &Token| {
        let text = article.word(token.word);
        token.is_word() && text.len() > 3 && !COMMON.contains(&text)
    };
    let enough = if strict { substance(prev) && substance(next) } else { substance(prev) || substance(next) };
    let same = |token: u32| beside(token).is_some_and(|(p, n)| p.word == prev.word && n.word == next.word);
    others.iter().copied().find(|&token| enough && same(token))
}

/// Whether a gloss right before or after a mention explains a term: "low blood sugar (...)", "..., which is low blood
/// sugar".
pub(super) fn glossed(article: &Article, sentence: &Sentence, mention: u32, voice: &Voice) -> bool {
    if voice.glosses.is_empty() {
        return false;
    }
    let word = |at: u32| article.word(article.tokens[at as usize].word);
    let explains = |region: Range<u32>| {
        voice.glosses.iter().any(|way| way.iter().all(|forms| region.clone().any(|at| forms.contains_key(word(at)))))
    };
    explains(before(sentence, mention, &word)) || explains(after(sentence, mention, &word))
}

/// What stands before a mention and is explained by it: up to an opening bracket, "called", "known as" or ", or".
fn before<'a>(sentence: &Sentence, mention: u32, word: &impl Fn(u32) -> &'a str) -> Range<u32> {
    let start = sentence.tokens.start;
    let back = |n: u32| mention.checked_sub(n).filter(|&at| at >= start);
    let at = |n: u32| back(n).map_or("", word);
    let end = match (at(2), at(1)) {
        (_, "(" | "called" | "termed") => back(1),
        ("," | "known", "or" | "as") | ("called", "the" | "a" | "an") => back(2),
        _ => None,
    };
    let Some(mut end) = end else { return mention..mention };
    while end > start && matches!(word(end - 1), "," | "also" | "is" | "a" | "condition" | "this") {
        end -= 1;
    }
    let mut from = end;
    while from > start && end - from < GLOSS as u32 && !matches!(word(from - 1), "," | ";" | ")" | "(" | ":" | "and") {
        from -= 1;
    }
    from..end
}

/// What stands after a mention and explains it: in brackets, or after ", which is", ", or", "is", "means".
fn after<'a>(sentence: &Sentence, mention: u32, word: &impl Fn(u32) -> &'a str) -> Range<u32> {
    let last = sentence.tokens.end;
    let at = |n: u32| if mention + n < last { word(mention + n) } else { "" };
    let (from, closing): (u32, &[&str]) = match (at(1), at(2), at(3)) {
        ("(", _, _) => (mention + 2, &[")", ";"]),
        (",", "which", "is" | "means") => (mention + 4, &[",", ".", ";"]),
        (",", "or", _) => (mention + 3, &[",", ".", ";", ")"]),
        ("means", _, _) | ("is", "a" | "an" | "when" | "the", _) => (mention + 2, &[",", ".", ";"]),
        _ => return mention..mention,
    };
    let mut end = from.min(last);
    while end < last && end - from < GLOSS as u32 && !closing.contains(&word(end)) {
        end += 1;
    }
    from.min(last)..end
}
