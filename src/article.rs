//! An article: a source, and what every stage of reading found in it.

use crate::document::{Block, BlockKind, Document, ProseSpan};
use crate::knowledge::Knowledge;
use crate::reading::sentences::{self, Sentence};
use crate::pattern::{Hit, Matcher, MatcherBuilder};
use crate::reading::tokens::{self, Token, TokenKind};
use crate::reading::words::{Lexicon, LocalWords, WordId};
use crate::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Reads articles: it holds what is known before any article is read.
#[derive(Clone, Debug)]
pub struct Reader {
    lexicon: Arc<Lexicon>,
    matcher: Arc<Matcher>,
}

impl Default for Reader {
    fn default() -> Self {
        let mut lexicon = Lexicon::new(Knowledge::embedded());
        let matcher = MatcherBuilder::default().build(&mut lexicon);
        Self::new(lexicon, matcher)
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
    /// The patterns of the rules that were found, in the order of the text.
    pub hits: Vec<Hit>,
    /// The indexes of the tokens that count as words for patterns and names: all but the hyphens within compounds.
    pub stream: Vec<u32>,
    matcher: Arc<Matcher>,
    lexicon: Arc<Lexicon>,
    words: LocalWords,
}

impl Reader {
    /// A reader with these words and patterns.
    pub fn new(lexicon: Lexicon, matcher: Matcher) -> Self {
        Self { lexicon: Arc::new(lexicon), matcher: Arc::new(matcher) }
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
        let stream = stream(&document, &tokens, &mut sentences);
        let hits = self.matcher.find(&tokens, &stream, &sentences);
        Article { source, document, tokens, sentences, hits, stream, matcher: Arc::clone(&self.matcher), lexicon, words }
    }
}

/// The indexes of all tokens but the hyphens within compounds; each sentence learns its part.
fn stream(document: &Document, tokens: &[Token], sentences: &mut [Sentence]) -> Vec<u32> {
    let mut stream = Vec::with_capacity(tokens.len());
    for sentence in sentences {
        let start = stream.len() as u32;
        for at in sentence.tokens.clone() {
            let token = &tokens[at as usize];
            let joins = token.kind == TokenKind::Mark
                && !token.spaced
                && at > sentence.tokens.start
                && at + 1 < sentence.tokens.end
                && !tokens[at as usize + 1].spaced
                && matches!(document.slice(token.span), "-" | "\u{2010}" | "\u{2011}");
            if !joins {
                stream.push(at);
            }
        }
        sentence.stream = start..stream.len() as u32;
    }
    stream
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

    /// The prose from the first of some tokens to the last.
    pub fn span_of(&self, tokens: &Range<u32>) -> ProseSpan {
        self.tokens[tokens.start as usize].span.to(self.tokens[tokens.end as usize - 1].span)
    }

    /// The matcher that found the patterns.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
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
