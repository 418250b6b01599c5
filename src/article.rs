//! An article: a source, and what every stage of reading found in it.

use crate::document::{Block, BlockKind, Document, ProseSpan};
use crate::knowledge::Knowledge;
use crate::reading::abbreviations::{self, Abbreviation};
use crate::reading::sentences::{self, Sentence};
use crate::reading::tokens::{self, Token};
use crate::reading::words::{Lexicon, LocalWords, WordId};
use crate::source::Source;
use std::sync::Arc;

/// Reads articles: it holds what is known before any article is read.
#[derive(Clone, Debug)]
pub struct Reader {
    lexicon: Arc<Lexicon>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new(Lexicon::new(Knowledge::embedded()))
    }
}

/// An article, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file.
    pub source: Source,
    /// Its prose, in blocks.
    pub document: Document,
    /// The tokens of the prose, in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; every token is in one.
    pub sentences: Vec<Sentence>,
    /// The abbreviations that the article defines, in order.
    pub abbreviations: Vec<Abbreviation>,
    lexicon: Arc<Lexicon>,
    words: LocalWords,
}

impl Reader {
    /// A reader with these words.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon: Arc::new(lexicon) }
    }

    /// Reads an article. Reading does not fail.
    pub fn read(&self, source: Source) -> Article {
        let document = Document::read(&source);
        let lexicon = Arc::clone(&self.lexicon);
        let mut words = LocalWords::default();
        let mut key = String::new();
        let mut tokens = Vec::with_capacity(document.prose.len() / 5);
        let mut sentences = Vec::new();
        for (index, block) in document.blocks.iter().enumerate() {
            let start = tokens.len() as u32;
            tokens::tokenize(&document, block.span, &lexicon, &mut words, &mut key, &mut tokens);
            sentences::split(&document, index as u32, &tokens, start..tokens.len() as u32, &mut sentences);
        }
        let abbreviations = abbreviations::find(&document, &tokens, &sentences);
        Article { source, document, tokens, sentences, abbreviations, lexicon, words }
    }
}

impl Article {
    /// The prose of a span.
    pub fn text(&self, span: ProseSpan) -> &str {
        self.document.slice(span)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: &Sentence) -> &Block {
        &self.document.blocks[sentence.block as usize]
    }

    /// The kind of a sentence's block.
    pub fn kind_of(&self, sentence: &Sentence) -> BlockKind {
        self.block_of(sentence).kind
    }

    /// The folded text of a word.
    pub fn word(&self, word: WordId) -> &str {
        self.words.text(&self.lexicon, word)
    }

    /// The words that were known before the article was read.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}
