//! The shape `term`: short forms that are read wrongly next to a dose.

use super::coverage::Part;
use super::{Declaration, LoadError, fill};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::BlockKind;
use crate::pattern::{Hit, PatternId, literal};
use crate::reading::sentences::Sentence;
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::dosage::{around, is_dose, is_medication, word};
use crate::rules::{Loading, context};
use serde::Deserialize;
use std::sync::Arc;

/// A short form.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Term {
    /// How it is written; case counts.
    forms: Vec<String>,
    /// What to write.
    write: String,
    /// What it is taken for, or why it is unsafe.
    why: String,
    /// Where it counts.
    #[serde(default)]
    place: Place,
    /// Words that, in the sentence, make it another thing.
    #[serde(default)]
    unless: Vec<String>,
    /// The level, if not the rule's.
    level: Option<Level>,
    /// Where the advice comes from.
    source: String,
}

impl Term {
    /// What its examples should show.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        self.forms.iter().map(|form| Part::any(form.clone(), vec![literal(form)]))
    }
}

/// Where a short form must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Place {
    /// In a sentence with a dose.
    #[default]
    Dose,
    /// In a sentence about medicines.
    Medicine,
    /// Right before or after a dose.
    Beside,
    /// Right behind a number.
    Number,
}

struct TermRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    first: u32,
    owners: Vec<usize>,
    unless: Vec<Vec<WordId>>,
}

pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut owners = Vec::new();
    for (index, term) in declaration.terms.iter().enumerate() {
        for form in &term.forms {
            let pattern = literal(form);
            let id = loading
                .patterns
                .add(&pattern, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, form, &error))?;
            first.get_or_insert(id.0);
            owners.push(index);
        }
    }
    let unless = declaration.terms.iter().map(|term| context::cue_words(&term.unless, &mut loading.lexicon)).collect();
    let meta = declaration.meta();
    Ok(Box::new(TermRule { meta, declaration, first: first.unwrap_or(0), owners, unless }))
}

impl Rule for TermRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let patterns = PatternId(self.first)..PatternId(self.first + self.owners.len() as u32);
        for hit in article.hits_of(&patterns) {
            self.look(article, hit, report);
        }
    }
}

impl TermRule {
    fn look(&self, article: &Article, hit: &Hit, report: &mut Report<'_>) {
        let index = self.owners[(hit.pattern.0 - self.first) as usize];
        let term = &self.declaration.terms[index];
        let span = article.span_of(&hit.tokens);
        let text = article.text(span);
        let sentence = &article.sentences[hit.sentence as usize];
        let exact = term.forms.iter().any(|form| form.trim_end_matches('.') == text);
        let joined = article
            .tokens
            .get(hit.tokens.end as usize)
            .is_some_and(|next| !next.spaced && matches!(article.text(next.span), "-" | "/" | "'" | "\u{2019}" | "+"));
        if !exact
            || joined
            || matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Title | BlockKind::Heading)
            || article.is_foreign(sentence.block)
        {
            return;
        }
        let unless = &self.unless[index];
        let excused =
            around(sentence, &hit.tokens).any(|at| unless.binary_search(&article.tokens[at as usize].word).is_ok());
        if excused || is_explained(article, sentence, hit.tokens.end) || !stands(article, hit, term.place) {
            return;
        }
        let message = self.declaration.message.as_deref().unwrap_or("\"{text}\" is unsafe in a dose; write \"{good}\"");
        let finding = report.at(span, fill(message, text, &term.write));
        finding
            .note(format!("{} ({})", term.why, term.source))
            .help(format!("write \"{}\"", term.write))
            .cause(text.to_owned());
        if let Some(level) = term.level {
            finding.level(level);
        }
    }
}

/// Whether words in brackets right behind a short form say what it means: "BID (twice a day)".
fn is_explained(article: &Article, sentence: &Sentence, from: u32) -> bool {
    const LONGEST: u32 = 8;
    let end = sentence.tokens.end.min(from + LONGEST);
    if from >= end || article.text(article.tokens[from as usize].span) != "(" {
        return false;
    }
    let inside = article.tokens[from as usize + 1..end as usize].iter();
    let inside = inside.take_while(|token| article.text(token.span) != ")");
    inside.filter(|token| token.is_word() && !token.all_caps && token.span.len() > 1).count() > 1
}

/// Whether a short form stands where it counts.
fn stands(article: &Article, hit: &Hit, place: Place) -> bool {
    let near = around(&article.sentences[hit.sentence as usize], &hit.tokens);
    let quantities = article.quantities_in(&near);
    let doses = || quantities.iter().filter(|quantity| is_dose(quantity));
    match place {
        Place::Dose => doses().next().is_some(),
        Place::Medicine => doses().next().is_some() || is_medication(article, near.clone()),
        Place::Beside => doses().any(|dose| {
            dose.tokens.start == hit.tokens.end
                || dose.tokens.end == hit.tokens.start
                || dose.tokens.end + 1 == hit.tokens.start && word(article, dose.tokens.end) == "of"
        }),
        Place::Number => {
            let dose = quantities.iter().any(|quantity| {
                let plain = quantity.unit.is_some_and(|unit| unit.is_plain());
                quantity.tokens.contains(&hit.tokens.start) && (plain || is_dose(quantity))
            });
            dose && is_medication(article, near.clone())
        }
    }
}
