//! The blocks that the rules about abbreviations leave aside: references, wherever they stand, and other languages.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::tokens::{Token, TokenKind};
use crate::rules::words::WordSet;
use std::sync::LazyLock;

/// Words of English, and of the languages that health pages are most often translated into.
static ENGLISH: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("the of and to is are that with for or be by from have"));
static FOREIGN: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "de la el los las en que del con una por para se y o un les des est une et pour dans und der das den mit von \
         ist sie eine na os com um",
    )
});

/// For each block of the article, whether it is left aside.
#[derive(Clone, Debug)]
pub(crate) struct Aside(Vec<bool>);

impl Aside {
    /// Looks at all blocks of an article.
    pub(crate) fn of(article: &Article) -> Self {
        let mut from = 0;
        let aside = article.document.blocks.iter().map(|block| {
            let tokens = &article.tokens[from..];
            let count = tokens.partition_point(|token| token.span.start < block.span.end);
            from += count;
            block.kind == BlockKind::Reference
                || cites(article, &tokens[..count])
                || is_foreign(article, &tokens[..count])
        });
        Self(aside.collect())
    }

    /// Whether a block is left aside.
    pub(crate) fn block(&self, index: u32) -> bool {
        self.0.get(index as usize).copied().unwrap_or(false)
    }

    /// Whether a span stands in a block that is left aside.
    pub(crate) fn holds(&self, article: &Article, span: ProseSpan) -> bool {
        self.block(article.document.blocks.partition_point(|block| block.span.end <= span.start) as u32)
    }
}

/// Whether a block is an entry of a reference list: "Smith AB, Jones C, et al.: ...", "World Health Organization. (2023). ...".
fn cites(article: &Article, tokens: &[Token]) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |token| article.text(token.span));
    let opens = |at: usize| tokens[at].kind == TokenKind::Mark && text(at) == "(";
    let dated = (1..tokens.len().min(40)).filter(|&at| opens(at)).any(|at| {
        let year = tokens.get(at + 1).is_some_and(|token| token.is_number() && token.span.len() == 4);
        let undated = text(at + 1) == "n" && text(at + 2) == "." && text(at + 3) == "d";
        (year || undated) && (0..8).any(|step| text(at + 1 + step) == ")" && text(at + 2 + step) == ".")
    });
    let listed = (0..tokens.len().min(3)).any(|at| {
        let name = tokens[at].capital && !tokens[at].all_caps && tokens[at].is_word();
        let initials = tokens.get(at + 1).is_some_and(|token| {
            token.is_word() && token.span.len() <= 3 && (token.all_caps || token.span.len() == 1) && token.capital
        });
        name && initials
            && (matches!(text(at + 2), "," | ":" | ".") || tokens.get(at + 2).is_some_and(|token| token.capital))
    });
    let ends = || {
        tokens.last().is_some_and(|token| token.kind == TokenKind::Address)
            || tokens.iter().rev().take(8).any(|token| token.is_number() && token.span.len() == 4)
            || tokens.iter().any(|token| article.word(token.word) == "et")
    };
    dated || (listed && ends())
}

/// Whether a block is written in another language than English.
fn is_foreign(article: &Article, tokens: &[Token]) -> bool {
    let (english_words, foreign_words) = (&*ENGLISH, &*FOREIGN);
    let (mut english, mut foreign, mut words) = (0, 0, 0);
    for token in tokens.iter().filter(|token| token.is_word() && !token.capital).take(120) {
        words += 1;
        english += usize::from(english_words.holds(article, token.word));
        foreign += usize::from(foreign_words.holds(article, token.word));
    }
    foreign > english && foreign * 8 >= words
}
