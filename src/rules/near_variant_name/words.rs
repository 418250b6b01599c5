//! The words of one article that are known, and those that are not.

use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::MISSPELT;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use rustc_hash::FxHashMap;

/// A word of the article and the tokens that are it.
pub(super) struct Used<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<u32>,
    pub(super) letters: u32,
}

/// The words of an article.
pub(super) struct Words<'a> {
    /// Those that the knowledge has, of four letters and more, in the order of their first place.
    pub(super) known: Vec<Used<'a>>,
    /// Those that it has not, or that it knows to be wrong.
    pub(super) unknown: Vec<Used<'a>>,
}

/// The shortest unknown word that is looked at; what it should be may lack a letter.
pub(super) const SHORTEST: usize = 5;

/// So many unknown words make no article: the words behind them are not looked at.
const MOST_UNKNOWN: usize = 20_000;

/// Parts the words of an article; references, quotations, credits and text in other languages are left out.
pub(super) fn words(article: &Article) -> Words<'_> {
    let mut index: FxHashMap<WordId, (bool, usize)> = FxHashMap::default();
    let mut words = Words { known: Vec::new(), unknown: Vec::new() };
    let count = article.knowledge().word_count() as u32;
    let mut credits: Option<u32> = None;
    for sentence in &article.sentences {
        let skipped = matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Quote);
        if skipped || article.is_foreign(sentence.block) || credits == Some(sentence.block) {
            continue;
        }
        let end = credits_from(article, sentence).inspect(|_| credits = Some(sentence.block));
        for at in sentence.tokens.start..end.unwrap_or(sentence.tokens.end) {
            let token = &article.tokens[at as usize];
            let known = token.word.0 < count && article.lexicon().level(token.word) != MISSPELT;
            let shortest = if known { SHORTEST - 1 } else { SHORTEST };
            if !token.is_word() || token.span.len() < shortest {
                continue;
            }
            let list = if known { &mut words.known } else { &mut words.unknown };
            if let Some(&(_, place)) = index.get(&token.word) {
                list[place].tokens.push(at);
                continue;
            }
            let text = article.word(token.word);
            if text.len() < shortest
                || !text.bytes().all(|b| b.is_ascii_lowercase())
                || (!known && (is_code(article, token) || list.len() >= MOST_UNKNOWN))
            {
                continue;
            }
            index.insert(token.word, (known, list.len()));
            let letters = super::distance::letters(text.as_bytes());
            list.push(Used { text, tokens: vec![at], letters });
        }
    }
    words
}

/// Where the credits of a picture begin in a sentence, "(credit: ...": the rest of the block names people and licences.
fn credits_from(article: &Article, sentence: &Sentence) -> Option<u32> {
    let tokens = article.tokens_of(sentence);
    let found = tokens.windows(2).position(|pair| {
        let text = article.text(pair[0].span);
        let opens = ["credit", "credits", "source", "courtesy"].iter().any(|word| text.eq_ignore_ascii_case(word));
        opens && article.text(pair[1].span) == ":"
    });
    found.map(|at| sentence.tokens.start + at as u32)
}

/// Whether a token is no word of language: a short form in capitals, or with capitals inside ("rRNA", "McDonald" is fine).
fn is_code(article: &Article, token: &Token) -> bool {
    let text = article.text(token.span);
    let inner = text.chars().skip(1).filter(|c| c.is_uppercase()).count();
    token.all_caps || (inner > 0 && !text.starts_with("Mc") && !text.starts_with("Mac")) || !text.is_ascii()
}
