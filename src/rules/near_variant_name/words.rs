//! The words of one article that are known, and those that are not.

use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::MISSPELT;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use crate::rules::words::WordSet;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A word of the article and the tokens that are it.
pub(super) struct Used<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<u32>,
    pub(super) letters: u32,
}

/// The shortest unknown word that is looked at; what it should be may lack a letter.
pub(super) const SHORTEST: usize = 5;

/// So many unknown words make no article: the words behind them are not looked at.
const MOST_UNKNOWN: usize = 20_000;

/// The words that the knowledge has, of four letters and more, in the order of their first place.
pub(super) fn known(article: &Article) -> Vec<Used<'_>> {
    let right = |token: &Token| !is_unknown(article, token) && token.span.len() >= SHORTEST - 1;
    used(article, SHORTEST - 1, usize::MAX, right, |_| true)
}

/// The words that the knowledge has not, or that it knows to be wrong.
pub(super) fn unknown(article: &Article) -> Vec<Used<'_>> {
    let strange = |token: &Token| is_unknown(article, token) && token.span.len() >= SHORTEST;
    used(article, SHORTEST, MOST_UNKNOWN, strange, |token| !is_code(article, token))
}

/// Whether the knowledge lists a word as wrong.
pub(super) fn is_misspelt(article: &Article, word: &Used<'_>) -> bool {
    article.lexicon().level(article.tokens[word.tokens[0] as usize].word) == MISSPELT
}

fn is_unknown(article: &Article, token: &Token) -> bool {
    !article.lexicon().knows(token.word)
}

/// The words of the tokens that count, each from the first that shows what it is, at most so many; references, quotations,
/// credits and text in other languages are left out.
fn used(
    article: &Article,
    shortest: usize,
    most: usize,
    counts: impl Fn(&Token) -> bool,
    shows: impl Fn(&Token) -> bool,
) -> Vec<Used<'_>> {
    let mut index: FxHashMap<WordId, usize> = FxHashMap::default();
    let mut words: Vec<Used<'_>> = Vec::new();
    let mut credits: Option<u32> = None;
    for sentence in &article.sentences {
        let skipped = matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Quote);
        if skipped || article.is_foreign(sentence.block) || credits == Some(sentence.block) {
            continue;
        }
        let end = credits_from(article, sentence).inspect(|_| credits = Some(sentence.block));
        for at in sentence.tokens.start..end.unwrap_or(sentence.tokens.end) {
            let token = &article.tokens[at as usize];
            if !token.is_word() || !counts(token) {
                continue;
            }
            if let Some(&place) = index.get(&token.word) {
                words[place].tokens.push(at);
                continue;
            }
            let text = article.word(token.word);
            let plain = text.len() >= shortest && text.bytes().all(|b| b.is_ascii_lowercase());
            if !plain || !shows(token) || words.len() >= most {
                continue;
            }
            index.insert(token.word, words.len());
            words.push(Used { text, tokens: vec![at], letters: super::distance::letters(text.as_bytes()) });
        }
    }
    words
}

/// Where the credits of a picture begin in a sentence, "(credit: ...": the rest of the block names people and licences.
fn credits_from(article: &Article, sentence: &Sentence) -> Option<u32> {
    static CREDITS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("credit credits source courtesy"));
    let pairs = article.tokens_of(sentence).windows(2);
    let found = pairs.into_iter().position(|pair| CREDITS.has(&pair[0]) && article.text(pair[1].span) == ":");
    found.map(|at| sentence.tokens.start + at as u32)
}

/// Whether a token is no word of language: a short form in capitals, or with capitals inside ("rRNA", "McDonald" is fine).
fn is_code(article: &Article, token: &Token) -> bool {
    let text = article.text(token.span);
    let inner = text.chars().skip(1).filter(|c| c.is_uppercase()).count();
    token.all_caps || (inner > 0 && !text.starts_with("Mc") && !text.starts_with("Mac")) || !text.is_ascii()
}
