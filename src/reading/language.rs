//! Which blocks are in another language than English; they are left alone.

use super::sentences::Sentence;
use super::tokens::Token;
use crate::document::Document;

/// The commonest words of English grammar: every English block of some length holds several.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "are", "for", "that", "with", "or", "it", "this", "be", "by", "as", "can",
    "on", "you", "not", "have", "from", "at", "an", "your", "if", "they", "was", "which", "may", "will", "more", "has",
    "their", "these",
];

/// Words of grammar of Spanish, French, Portuguese, Italian and German that English has not.
const OTHERS: &[&str] = &[
    "de", "la", "el", "los", "las", "del", "y", "que", "para", "con", "por", "una", "su", "se", "es", "al", "le",
    "les", "des", "du", "et", "est", "une", "dans", "pour", "der", "die", "das", "und", "ist", "mit", "von", "il",
    "della", "di", "os", "uma",
];

/// A block of fewer words is judged by its own grammar and by the block before it.
const ENOUGH_WORDS: usize = 8;

/// The blocks, in order, that are in another language. Only a block with hardly any English grammar in it is looked at
/// closely, so that English costs nothing.
pub(crate) fn foreign_blocks(document: &Document, tokens: &[Token], sentences: &[Sentence]) -> Vec<u32> {
    let mut foreign = Vec::new();
    let mut from = 0;
    let mut foreign_before = false;
    while from < sentences.len() {
        let block = sentences[from].block;
        let to = from + sentences[from..].iter().take_while(|sentence| sentence.block == block).count();
        let range = sentences[from].tokens.start as usize..sentences[to - 1].tokens.end as usize;
        let words = tokens[range.clone()].iter().filter(|token| token.is_word());
        let (mut count, mut english, mut other) = (0, 0, 0);
        for token in words {
            let text = document.slice(token.span);
            let is = |list: &[&str]| text.len() < 6 && list.iter().any(|word| text.eq_ignore_ascii_case(word));
            count += 1;
            english += usize::from(is(ENGLISH));
            other += usize::from(!token.all_caps && (is(OTHERS) || !token.capital && is_accented(text)));
        }
        let foreign_now = if count < ENOUGH_WORDS {
            english == 0 && (other > 0 || foreign_before)
        } else if english * 8 >= count {
            false
        } else if other * 8 >= count && other > 2 * english {
            true
        } else {
            let text = document.slice(document.blocks[block as usize].span);
            let guess = whatlang::detect(&text[..text.floor_char_boundary(2000)]);
            guess.is_some_and(|guess| guess.lang() != whatlang::Lang::Eng && guess.is_reliable())
        };
        if foreign_now {
            foreign.push(block);
        }
        foreign_before = foreign_now;
        from = to;
    }
    foreign
}

/// Whether a word has a letter that plain English has not; the signs of units ("µg", "ºC", "mm²") are none.
fn is_accented(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !matches!(c, 'µ' | 'μ' | 'º'))
}
