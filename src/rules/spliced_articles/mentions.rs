//! Whether an article mentions a name anywhere but where it introduces it.

use crate::article::Article;
use crate::document::ProseSpan;
use crate::reading::leads::Lead;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words up to this level tell little of which disease is meant.
const COMMON: u8 = 40;

/// In how many blocks each word stands.
pub(super) struct Counts {
    blocks: FxHashMap<WordId, u32>,
}

impl Counts {
    pub(super) fn of(article: &Article) -> Self {
        let mut blocks: FxHashMap<WordId, u32> = FxHashMap::default();
        let mut seen: FxHashSet<WordId> = FxHashSet::default();
        let mut block = u32::MAX;
        for sentence in &article.sentences {
            if sentence.block != block {
                block = sentence.block;
                seen.clear();
            }
            for token in article.tokens_of(sentence).iter().filter(|token| token.is_word()) {
                if seen.insert(token.word) {
                    *blocks.entry(token.word).or_default() += 1;
                }
            }
        }
        Self { blocks }
    }

    /// Whether no telling word of the name stands in any other block.
    pub(super) fn is_strange(&self, article: &Article, lead: &Lead) -> bool {
        let telling: Vec<&Token> = tokens_in(article, lead.name).filter(|token| is_telling(article, token)).collect();
        let strange = |token: &&&Token| self.blocks.get(&token.word).is_none_or(|&count| count <= 1);
        let subject = article.subject.as_ref().map(|subject| subject.name.to_lowercase()).unwrap_or_default();
        if telling.iter().any(|token| subject.contains(article.word(token.word))) {
            return false;
        }
        let acronym = acronym(article, lead.name);
        // "hydrocephalus" tells more than "normal" and "pressure".
        let rare = telling.iter().filter(|token| article.lexicon().level(token.word) > COMMON).count();
        let counts = |token: &&&Token| rare == 0 || article.lexicon().level(token.word) > COMMON;
        let seen: Vec<&&Token> = telling.iter().filter(counts).collect();
        let unseen = seen.iter().copied().filter(strange).count();
        unseen > 0
            && unseen * 2 >= seen.len()
            && acronym.is_none_or(|short| self.blocks.get(&short).is_none_or(|&count| count <= 1))
    }
}

fn tokens_in(article: &Article, span: ProseSpan) -> impl Iterator<Item = &Token> {
    let from = article.tokens.partition_point(|token| token.span.start < span.start);
    article.tokens[from..].iter().take_while(move |token| token.span.end <= span.end)
}

/// A word that tells one disease from another: not a common one such as "disease", "type" or "blood".
fn is_telling(article: &Article, token: &Token) -> bool {
    token.is_word() && token.span.len() > 3 && !is_class(article.text(token.span))
}

fn is_class(word: &str) -> bool {
    const CLASSES: &[&str] = &[
        "disease",
        "diseases",
        "disorder",
        "disorders",
        "syndrome",
        "syndromes",
        "condition",
        "deficiency",
        "type",
        "with",
        "from",
        "cancer",
        "infection",
        "hereditary",
        "familial",
        "congenital",
        "primary",
        "acute",
        "chronic",
        "juvenile",
        "adult",
        "onset",
        "autosomal",
        "dominant",
        "recessive",
        "linked",
        "dysplasia",
        "dystrophy",
    ];
    CLASSES.iter().any(|class| class.eq_ignore_ascii_case(word))
}

/// The short form in brackets after the name: "Hemophagocytic lymphohistiocytosis (HLH)".
fn acronym(article: &Article, name: ProseSpan) -> Option<WordId> {
    let from = article.tokens.partition_point(|token| token.span.start < name.end);
    let open = article.tokens.get(from)?;
    let short = article.tokens.get(from + 1)?;
    (article.text(open.span) == "(" && short.all_caps).then_some(short.word)
}
