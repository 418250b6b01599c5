//! The names of the article's subject, as its title, leads and abbreviations give them.

use super::value::{List, list, lists};
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
    pub(super) known: Vec<Vec<WordId>>,
    /// The concept that one of them names.
    pub(super) concept: Option<ConceptId>,
    /// The title names a page on something, and not the thing: "Causes of Diabetes", "Psoriatic Drugs".
    pub(super) page: bool,
}

/// Words of titles that name a page on something, unless the whole is the name of a concept.
static PAGES: List = List::new(|| {
    list(
        "treatment treatments drugs causes care symptoms diagnosis prevention screening management medications \
    therapies tests overview factors guide calculations strategies know facts vaccines surgery introduction nutrition assess implement wellness health impact terrorism statistics safety",
    )
});

/// Whether the name that the first lead gives may be one of the subject: a disease, or a part of the title.
fn opens(article: &Article, name: ProseSpan) -> bool {
    let Some(subject) = &article.subject else { return true };
    let title = article.text(subject.span).to_lowercase();
    let long = |text: &str| text.split_whitespace().filter(|word| word.len() > 3).count();
    let words = article.text(name).split_whitespace();
    let shared = words.filter(|word| word.len() > 3 && title.contains(&word.to_lowercase())).count();
    let shared = shared > 0 && shared * 2 >= long(&title);
    let start = article.tokens.partition_point(|token| token.span.start < name.start) as u32;
    let end = article.tokens.partition_point(|token| token.span.start < name.end) as u32;
    let is_thing = |kind| matches!(kind, Kind::Disease | Kind::Organism);
    shared || article.mentions_in(&(start..end)).iter().any(|mention| is_thing(mention.kind))
}

/// Whether the title names something else than a disease: a drug, a test, a part of the body.
fn is_other(article: &Article) -> bool {
    let Some(subject) = &article.subject else { return false };
    let start = article.tokens.partition_point(|token| token.span.start < subject.span.start) as u32;
    let end = article.tokens.partition_point(|token| token.span.start < subject.span.end) as u32;
    let mentions = article.mentions_in(&(start..end));
    let kinds = [Kind::Drug, Kind::DrugClass, Kind::Procedure, Kind::Anatomy, Kind::Substance];
    !mentions.iter().any(|mention| matches!(mention.kind, Kind::Disease | Kind::Symptom | Kind::Organism))
        && mentions.iter().any(|mention| kinds.contains(&mention.kind))
}

impl Names {
    /// The names that the title and the leads give.
    pub(super) fn of(article: &Article) -> Self {
        let mut spans = Vec::new();
        spans.extend(article.subject.as_ref().map(|subject| subject.span));
        spans.extend(article.leads.first().map(|lead| lead.name).filter(|&name| opens(article, name)));
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
        let is_page = |name: &String| name.split_whitespace().any(|word| lists(&PAGES, word));
        let page = subjects.first().is_some_and(is_page) || is_other(article) || names.is_empty();
        Self { known: names, concept, page }
    }

    /// Where names of the subject stand in a sentence.
    pub(super) fn places(&self, article: &Article, sentence: &Sentence) -> Vec<Range<u32>> {
        let tokens: Vec<u32> =
            sentence.tokens.clone().filter(|&at| article.tokens[at as usize].kind != TokenKind::Mark).collect();
        let mut places = Vec::new();
        for name in &self.known {
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
        for name in &self.known {
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
