//! Which blocks are in another language than English; they are left alone.

use super::grammar::{Class, GRAMMAR};
use super::sentences::Sentence;
use super::tokens::Token;
use super::words::Lexicon;
use crate::document::{BlockKind, Document};

/// A block of fewer words is judged by its own grammar, and by the blocks beside it.
const ENOUGH_WORDS: usize = 8;

/// Words that follow a Latin "in", which is no English then.
const LATIN: &[&str] = &["situ", "vitro", "vivo", "utero", "toto", "extremis"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    English,
    Foreign,
    /// Too little grammar to tell, and whether a good part of the words is unknown in English.
    Unsure {
        strange: bool,
    },
}

/// The blocks, in order, that are in another language. Only a block with hardly any English grammar in it is looked at
/// closely, so that English costs nothing. A block that does not tell, as a heading or a table's cell, goes with the
/// blocks beside it when its words are strange; references do not count, for they are in any language.
pub(crate) fn foreign_blocks(
    document: &Document,
    tokens: &[Token],
    sentences: &[Sentence],
    lexicon: &Lexicon,
) -> Vec<u32> {
    let mut verdicts: Vec<(u32, Verdict)> = Vec::new();
    let mut from = 0;
    while from < sentences.len() {
        let block = sentences[from].block;
        let to = from + sentences[from..].iter().take_while(|sentence| sentence.block == block).count();
        let range = sentences[from].tokens.start as usize..sentences[to - 1].tokens.end as usize;
        if document.blocks[block as usize].kind != BlockKind::Reference {
            verdicts.push((block, verdict(document, block, &tokens[range], lexicon)));
        }
        from = to;
    }
    let mut foreign = beside_foreign(verdicts.iter());
    foreign.extend(beside_foreign(verdicts.iter().rev()));
    foreign.sort_unstable();
    foreign.dedup();
    foreign
}

/// The foreign blocks, and the strange ones that come after them before any English.
fn beside_foreign<'a>(verdicts: impl Iterator<Item = &'a (u32, Verdict)>) -> Vec<u32> {
    let mut foreign = Vec::new();
    let mut last = Verdict::English;
    for &(block, verdict) in verdicts {
        if let Verdict::Unsure { strange } = verdict {
            if strange && last == Verdict::Foreign {
                foreign.push(block);
            }
            continue;
        }
        last = verdict;
        if verdict == Verdict::Foreign {
            foreign.push(block);
        }
    }
    foreign
}

fn verdict(document: &Document, block: u32, tokens: &[Token], lexicon: &Lexicon) -> Verdict {
    /// Words less common than this may be of any language.
    const COMMON: u8 = 70;
    let words_of_grammar = &*GRAMMAR;
    let (mut count, mut english, mut other, mut strange) = (0, 0, 0, 0);
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
        let text = document.slice(token.span);
        let class = words_of_grammar.class(text);
        let latin = || tokens.get(at + 1).is_some_and(|next| LATIN.contains(&document.slice(next.span)));
        count += 1;
        english += usize::from(class == Some(Class::English) && !(text == "in" && latin()));
        other += usize::from(!token.all_caps && (class == Some(Class::Other) || !token.capital && is_accented(text)));
        strange += usize::from(text.len() > 3 && lexicon.level(token.word) > COMMON);
    }
    let unsure = Verdict::Unsure { strange: strange * 4 >= count };
    if count < ENOUGH_WORDS {
        return match (english, other) {
            (0, 0) => unsure,
            _ if other > english => Verdict::Foreign,
            _ if other == english => unsure,
            _ => Verdict::English,
        };
    }
    if english * 8 >= count {
        return Verdict::English;
    }
    if other * 8 >= count && other > 2 * english {
        return Verdict::Foreign;
    }
    let text = document.slice(document.blocks[block as usize].span);
    // Where hardly a word is strange, there is nothing to guess.
    let guess = || whatlang::detect(&text[..text.floor_char_boundary(2000)]);
    match (strange * 8 >= count).then(guess).flatten() {
        Some(guess) if guess.lang() != whatlang::Lang::Eng && guess.is_reliable() => Verdict::Foreign,
        _ if english == 0 || other > english => unsure,
        _ => Verdict::English,
    }
}

/// Whether a word has a letter that plain English has not; the signs of units ("µg", "ºC", "mm²") are none.
fn is_accented(word: &str) -> bool {
    !word.is_ascii() && word.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !matches!(c, 'µ' | 'μ' | 'º'))
}
