//! The surroundings of a match: the words near it, and whether it is quoted, denied, of former times or asked.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::pattern::word_forms;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::{Lexicon, WordId};
use crate::rules::declared::{BlockName, Unless};

/// The forms of cue words, sorted, to be looked for near a match.
pub(crate) fn cue_words(words: &[String], lexicon: &mut Lexicon) -> Vec<WordId> {
    let mut ids: Vec<_> = words.iter().flat_map(|word| word_forms(word)).map(|form| lexicon.intern(&form)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The tokens of the cue words in a sentence and its two neighbours, each word counted once.
pub(crate) fn cues_found(article: &Article, sentence: u32, cues: &[WordId]) -> Vec<u32> {
    let sentences = &article.sentences;
    let from = sentence.saturating_sub(1) as usize;
    let to = (sentence as usize + 2).min(sentences.len());
    let near = sentences[from].tokens.start..sentences[to - 1].tokens.end;
    let mut seen = Vec::new();
    near.filter(|&at| {
        let word = article.tokens[at as usize].word;
        let fresh = cues.binary_search(&word).is_ok() && !seen.contains(&word);
        if fresh {
            seen.push(word);
        }
        fresh
    })
    .collect()
}

/// How many of the cue words stand in a sentence and its two neighbours.
pub(crate) fn cues_near(article: &Article, sentence: u32, cues: &[WordId]) -> usize {
    cues_found(article, sentence, cues).len()
}

/// How many bytes of a sentence count on each side of a match, so that a text without sentences costs no more.
const REACH: u32 = 4_000;

/// Whether a match counts: its block is one of those named (all but references when none is), and none of the excuses
/// holds.
pub(crate) fn allows(article: &Article, span: ProseSpan, blocks: &[BlockName], unless: &[Unless]) -> bool {
    let Some(sentence) = article.sentence_at(span.start) else { return false };
    let kind = article.kind_of(sentence);
    if article.is_foreign(sentence.block) {
        return false;
    }
    if blocks.is_empty() && kind == BlockKind::Reference
        || !blocks.is_empty() && !blocks.iter().any(|name| name.names(kind))
    {
        return false;
    }
    let prose = &article.document.prose;
    let from = sentence.span.start.max(span.start.saturating_sub(REACH)) as usize;
    let to = sentence.span.end.min(span.end.saturating_add(REACH)) as usize;
    let before = &prose[prose.ceil_char_boundary(from)..span.start as usize];
    let after = &prose[span.end.min(sentence.span.end) as usize..prose.floor_char_boundary(to)];
    !unless.iter().any(|excuse| match excuse {
        Unless::Quoted => is_quoted(before, after),
        Unless::Negated => holds_word(before, NEGATIONS),
        Unless::Historical => holds_word(before, HISTORY) || holds_word(after, HISTORY),
        Unless::Alias => holds_word(before, ALIASES),
        Unless::Titled => is_title_of_another(article, sentence, span),
        Unless::Question => article.text(sentence.span).ends_with('?'),
    })
}

/// Whether a word is someone else's: in a reference, a quotation, a title, another language or a proper name.
pub(crate) fn is_borrowed(article: &Article, sentence: &Sentence, token: u32) -> bool {
    let kind = article.kind_of(sentence);
    if kind == BlockKind::Title || is_cited(article, sentence, token) {
        return true;
    }
    let capital = |at: u32| {
        sentence.tokens.contains(&at)
            && article.tokens[at as usize].is_word()
            && article.tokens[at as usize].capital
            && !article.tokens[at as usize].all_caps
    };
    let heading = kind == BlockKind::Heading;
    let small = |at: u32| {
        sentence.tokens.contains(&at)
            && matches!(article.text(article.tokens[at as usize].span), "of" | "for" | "and" | "&")
    };
    let beside = capital(token.wrapping_sub(1))
        || capital(token + 1)
        || (small(token.wrapping_sub(1)) && capital(token.wrapping_sub(2)))
        || (small(token + 1) && capital(token + 2));
    !heading && capital(token) && beside
}

/// Whether a word stands in a reference, a quotation, the title of another page or another language.
pub(crate) fn is_cited(article: &Article, sentence: &Sentence, token: u32) -> bool {
    matches!(article.kind_of(sentence), BlockKind::Quote | BlockKind::Reference)
        || !allows(article, article.tokens[token as usize].span, &[], &[Unless::Quoted])
        || is_titled(article, sentence, token)
        || is_listed(article, sentence, token)
}

/// Whether a word stands under a heading for references or links, or before the address of a publication.
fn is_listed(article: &Article, sentence: &Sentence, token: u32) -> bool {
    const HEADINGS: &[&str] =
        &["reference", "bibliograph", "citation", "further reading", "resources", "links", "sources"];
    let heading = article.section_of(sentence.block).heading;
    let text = heading.map_or("", |block| article.text(article.document.blocks[block as usize].span));
    let lower = text[..text.floor_char_boundary(100)].to_lowercase();
    let end = article.tokens.len().min(token as usize + 40);
    HEADINGS.iter().any(|word| lower.starts_with(word))
        || article.tokens[token as usize..end]
            .iter()
            .any(|after| after.kind == TokenKind::Address || article.text(after.span) == "PUBMED")
}

/// How many tokens the name of a publisher and the title behind it may have.
const TITLE_REACH: u32 = 40;

/// Whether a span stands in a list entry behind the name of who publishes it, two and more words with capitals and a
/// colon: "Genetic Testing Registry: ...".
fn is_title_of_another(article: &Article, sentence: &Sentence, span: ProseSpan) -> bool {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let end = sentence.tokens.end.min(sentence.tokens.start + TITLE_REACH);
    let Some(colon) = (sentence.tokens.start..end).find(|&at| text(at) == ":") else { return false };
    let publisher = &article.tokens[sentence.tokens.start as usize..colon as usize];
    let named = |token: &Token| token.capital || token.span.len() <= 3 && token.is_word();
    article.kind_of(sentence) == BlockKind::Item
        && article.tokens[colon as usize].span.end <= span.start
        && publisher.len() > 1
        && publisher.iter().all(named)
}

/// Whether a word is in the title of a page or an entry, after its publisher: "Testing Registry: Wilson's disease".
fn is_titled(article: &Article, sentence: &Sentence, token: u32) -> bool {
    let start = sentence.tokens.start.max(token.saturating_sub(8));
    let colon = (start..token).rev().find(|&at| article.text(article.tokens[at as usize].span) == ":");
    colon.is_some_and(|at| {
        at > start && article.tokens[at as usize - 1].capital && article.tokens[at as usize + 1].capital
    })
}

const NEGATIONS: &[&str] = &["not", "no", "never", "without", "cannot", "n't", "neither", "nor"];
const HISTORY: &[&str] = &[
    "formerly",
    "previously",
    "historically",
    "once",
    "traditionally",
    "obsolete",
    "outdated",
    "centuries",
    "century",
];

const ALIASES: &[&str] = &["called", "known", "named", "termed", "synonym", "synonyms", "aka"];

fn holds_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}').any(|word| {
        let lower = word.to_lowercase();
        words.contains(&lower.as_str())
            || (words.contains(&"n't") && (lower.ends_with("n't") || lower.ends_with("n\u{2019}t")))
    })
}

/// Whether an odd number of straight quotation marks, or more opening than closing ones, stand before it in its sentence.
fn is_quoted(before: &str, after: &str) -> bool {
    let count = |text: &str, mark: char| text.matches(mark).count();
    let straight = count(before, '"') % 2 == 1 && count(after, '"') > 0;
    let curly = count(before, '\u{201C}') > count(before, '\u{201D}') && after.contains('\u{201D}');
    let single = count(before, '\u{2018}') > count(before, '\u{2019}') && after.contains('\u{2019}');
    straight || curly || single
}
