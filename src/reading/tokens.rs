//! Tokens: words, numbers, marks and addresses, split by byte class; Unicode is consulted only where a byte is not ASCII.

use super::split;
pub use super::split::TokenKind;
use super::words::{Lexicon, LocalWords, WordId};
use crate::document::{Document, ProseSpan};

/// A token of the prose.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: ProseSpan,
    /// Its folded word.
    pub word: WordId,
    /// What it is.
    pub kind: TokenKind,
    /// White space, or the start of the block, stands before it.
    pub spaced: bool,
    /// Its first letter is upper case.
    pub capital: bool,
    /// It has two or more letters and all are upper case.
    pub all_caps: bool,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }
}

/// Splits one block into tokens and adds them to a list.
pub(crate) fn tokenize(
    document: &Document,
    block: ProseSpan,
    lexicon: &Lexicon,
    local: &mut LocalWords,
    key: &mut String,
    tokens: &mut Vec<Token>,
) {
    let text = &document.prose[..block.end as usize];
    let mut at = block.start as usize;
    let mut spaced = true;
    while let Some(piece) = split::next(text, at, spaced) {
        let written = &text[piece.start..piece.end];
        let word = match piece.kind {
            TokenKind::Number => WordId::NUMBER,
            TokenKind::Address => WordId::ADDRESS,
            TokenKind::Word | TokenKind::Mark => local.id(lexicon, written, key),
        };
        let capital = piece.first.is_uppercase();
        tokens.push(Token {
            span: ProseSpan::new(piece.start, piece.end),
            word,
            kind: piece.kind,
            spaced: piece.spaced,
            capital,
            all_caps: capital && all_caps(written),
        });
        at = piece.end;
        spaced = false;
    }
}

fn all_caps(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}
