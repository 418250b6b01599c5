//! The names of the article's subject, as its title, leads and abbreviations give them.

use crate::article::Article;
use crate::document::ProseSpan;
use crate::knowledge::{ConceptId, Kind};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::TokenKind;
use crate::reading::words::WordId;
use std::ops::Range;

/// How many leads may give names of the subject.
const LEADS: usize = 20;

/// The names of the article's subject.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The names as words, the longest first.
    pub(super) names: Vec<Vec<WordId>>,
    /// The concept that one of them names.
    pub(super) concept: Option<ConceptId>,
}

impl Names {
    /// The names that the title and the leads give.
    pub(super) fn of(article: &Article) -> Self {
        let mut spans = Vec::new();
        spans.extend(article.subject.as_ref().map(|subject| subject.span));
        spans.extend(article.leads.first().map(|lead| lead.name));
        let first = spans.first().map(|&span| article.text(span).to_lowercase()).unwrap_or_default();
        // A later lead may misspell the name that it introduces.
        let alike =
            |name: ProseSpan| strsim::normalized_damerau_levenshtein(&article.text(name).to_lowercase(), &first) > 0.8;
        spans.extend(
            article.leads.iter().take(LEADS).map(|lead| lead.name).filter(|&name| name.len() < 100 && alike(name)),
        );
        let mut names: Vec<Vec<WordId>> = Vec::new();
        let mut concept = None;
        let subjects: Vec<String> = spans.iter().map(|&span| article.text(span).to_lowercase()).collect();
        let short = article.abbreviations.iter().filter(|abbreviation| {
            let long = article.text(abbreviation.long_span).to_lowercase();
            subjects.contains(&long)
        });
        spans.extend(short.map(|abbreviation| abbreviation.span));
        for span in spans {
            let start = article.tokens.partition_point(|token| token.span.start < span.start);
            let end = article.tokens.partition_point(|token| token.span.start < span.end);
            let words: Vec<_> = article.tokens[start..end]
                .iter()
                .filter(|token| token.is_word() || token.is_number())
                .map(|token| token.word)
                .collect();
            if !words.is_empty() && !names.contains(&words) {
                names.push(words);
            }
            let mentions = article.mentions_in(&(start as u32..end as u32));
            let whole = mentions
                .iter()
                .find(|mention| mention.kind == Kind::Disease && mention.span.len() * 3 > span.len() * 2);
            concept = concept.or(whole.map(|mention| mention.concept));
        }
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names, concept }
    }

    /// Where names of the subject stand in a sentence.
    pub(super) fn places(&self, article: &Article, sentence: &Sentence) -> Vec<Range<u32>> {
        let tokens: Vec<u32> =
            sentence.tokens.clone().filter(|&at| article.tokens[at as usize].kind != TokenKind::Mark).collect();
        let mut places = Vec::new();
        for name in &self.names {
            for window in tokens.windows(name.len()) {
                if window.iter().zip(name).all(|(&at, &word)| article.tokens[at as usize].word == word) {
                    places.push(window[0]..window[name.len() - 1] + 1);
                }
            }
        }
        places
    }

    /// Where a name of the subject stands among some words: the last place.
    pub(super) fn find(&self, article: &Article, tokens: &[u32]) -> Option<Range<usize>> {
        let word = |at: usize| article.tokens[tokens[at] as usize].word;
        for name in &self.names {
            if name.len() > tokens.len() {
                continue;
            }
            let fits = |start: usize| name.iter().enumerate().all(|(i, &w)| word(start + i) == w);
            if let Some(start) = (0..=tokens.len() - name.len()).rev().find(|&start| fits(start)) {
                return Some(start..start + name.len());
            }
        }
        None
    }
}
