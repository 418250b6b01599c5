//! The shape `fact`: statements that a fact rules out, as every frame of a statement with every name of a thing and
//! every value that it cannot have.

use super::coverage::Part;
use super::{Declaration, LoadError};
use crate::article::Article;
use crate::document::BlockKind;
use crate::pattern::{Hit, PatternId};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::TokenKind;
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::dosage::{around, word};
use crate::rules::{Loading, context};
use serde::Deserialize;
use std::sync::Arc;

/// Facts that are stated in the same frames.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Facts {
    /// Patterns with `{name}` and `{wrong}`, which stand for what each fact holds.
    frames: Vec<String>,
    /// What is wrong; `{text}` is the flagged text and `{right}` what the fact says.
    message: String,
    /// The facts.
    fact: Vec<Fact>,
}

/// A fact: things, and what cannot be said of them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Fact {
    /// Patterns of the names of the things.
    names: Vec<String>,
    /// Patterns of what is wrong of them; `@set` stands for all of a set.
    #[serde(default)]
    wrong: Vec<String>,
    /// What is right, as it is put into the message.
    right: String,
    /// Words that, in the sentence, make the statement another one.
    #[serde(default)]
    unless: Vec<String>,
    /// Where the fact comes from.
    source: String,
}

struct FactRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    first: u32,
    /// For each pattern, the group and the fact that it belongs to.
    owners: Vec<(usize, usize)>,
    excuses: Vec<WordId>,
    unless: Vec<Vec<Vec<WordId>>>,
}

pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut owners = Vec::new();
    for (group, facts) in declaration.facts.iter().enumerate() {
        for (index, fact) in facts.fact.iter().enumerate() {
            let wrong = values(&declaration, fact)?;
            for frame in &facts.frames {
                let pattern = pattern_of(frame, &fact.names, &wrong);
                let id = loading
                    .patterns
                    .add(&pattern, &mut loading.lexicon)
                    .map_err(|error| LoadError::of_pattern(&declaration.id, &pattern, &error))?;
                first.get_or_insert(id.0);
                owners.push((group, index));
            }
        }
    }
    let excuses = context::cue_words(&declaration.excuses, &mut loading.lexicon);
    let mut cues = |fact: &Fact| context::cue_words(&fact.unless, &mut loading.lexicon);
    let unless = declaration.facts.iter().map(|facts| facts.fact.iter().map(&mut cues).collect()).collect();
    Ok(Box::new(FactRule { meta: declaration.meta(), declaration, first: first.unwrap_or(0), owners, excuses, unless }))
}

/// What examples should show: each fact in some frame, and each frame with some fact.
pub(super) fn parts(declaration: &Declaration) -> Vec<Part> {
    let mut parts = Vec::new();
    for facts in &declaration.facts {
        let wrong: Vec<_> = facts.fact.iter().map(|fact| values(declaration, fact).unwrap_or_default()).collect();
        let known = || facts.fact.iter().zip(&wrong);
        for (fact, wrong) in known() {
            let patterns = facts.frames.iter().map(|frame| pattern_of(frame, &fact.names, wrong));
            let told = format!("{} ({})", fact.names.join(" | "), fact.right);
            parts.push(Part::any(told, patterns.collect()));
        }
        for frame in &facts.frames {
            let patterns = known().map(|(fact, wrong)| pattern_of(frame, &fact.names, wrong));
            parts.push(Part::any(frame.clone(), patterns.collect()));
        }
    }
    parts
}

/// A frame with the names of a thing and the values that it cannot have.
fn pattern_of(frame: &str, names: &[String], wrong: &[String]) -> String {
    frame.replace("{name}", &alternatives(names)).replace("{wrong}", &alternatives(wrong))
}

/// The values of a fact, with its sets written out.
fn values(declaration: &Declaration, fact: &Fact) -> Result<Vec<String>, LoadError> {
    let mut values = Vec::new();
    for value in &fact.wrong {
        let Some(set) = value.strip_prefix('@') else {
            values.push(value.clone());
            continue;
        };
        let known = declaration.sets.get(set).ok_or_else(|| LoadError {
            rule: declaration.id.clone(),
            value: value.clone(),
            message: "no set has this name".into(),
        })?;
        values.extend(known.iter().cloned());
    }
    Ok(values)
}

fn alternatives(patterns: &[String]) -> String {
    format!("({})", patterns.join("|"))
}

impl Rule for FactRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let patterns = PatternId(self.first)..PatternId(self.first + self.owners.len() as u32);
        let hits = article.hits_of(&patterns).iter().filter(|hit| self.counts(article, hit));
        let mut hits: Vec<&Hit> = hits.collect();
        // The longest of those that overlap says it all.
        hits.sort_by_key(|hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end), hit.pattern));
        let mut end = 0;
        for hit in hits {
            if hit.tokens.start >= end {
                end = hit.tokens.end;
                self.report(article, hit, report);
            }
        }
    }
}

impl FactRule {
    fn counts(&self, article: &Article, hit: &Hit) -> bool {
        let sentence = &article.sentences[hit.sentence as usize];
        let running = matches!(article.kind_of(sentence), BlockKind::Paragraph | BlockKind::Item);
        let (group, index) = self.owners[(hit.pattern.0 - self.first) as usize];
        let unless = &self.unless[group][index];
        running
            && closes(article, sentence, hit.tokens.end)
            && !around(sentence, &hit.tokens).any(|at| {
                let word = article.tokens[at as usize].word;
                self.excuses.binary_search(&word).is_ok() || unless.binary_search(&word).is_ok()
            })
            && context::allows(article, article.span_of(&hit.tokens), &[], &self.declaration.unless)
    }

    fn report(&self, article: &Article, hit: &Hit, report: &mut Report<'_>) {
        let (group, index) = self.owners[(hit.pattern.0 - self.first) as usize];
        let facts = &self.declaration.facts[group];
        let fact = &facts.fact[index];
        let span = article.span_of(&hit.tokens);
        let finding =
            report.at(span, super::fill(&facts.message, article.text(span), "").replace("{right}", &fact.right));
        finding.note(format!("source: {}", fact.source));
        if let Some(help) = &self.declaration.help {
            finding.help(help.replace("{right}", &fact.right));
        }
    }
}

/// Whether the noun phrase that a statement ends with ends there: "a virus" does not in "a virus infection".
fn closes(article: &Article, sentence: &Sentence, end: u32) -> bool {
    let Some(next) = article.tokens.get(end as usize).filter(|_| end < sentence.tokens.end) else { return true };
    match next.kind {
        TokenKind::Mark => next.spaced || !matches!(article.text(next.span), "-" | "/" | "\u{2013}" | "'" | "\u{2019}"),
        _ => GOES_ON.contains(&word(article, end)),
    }
}

/// Words that begin another part of the sentence.
const GOES_ON: &[&str] = &[
    "and", "or", "but", "that", "which", "who", "whose", "where", "with", "because", "when", "while", "by", "to",
    "for", "from", "in", "on", "at", "as", "during", "than", "so", "is", "are", "if", "every", "once", "twice",
    "daily", "without", "after", "before", "until", "since", "whenever", "through", "into", "like", "their", "his",
    "her", "they", "he", "she", "it", "three", "four", "several", "over", "under", "between", "caused", "found",
    "made", "spread", "used", "produced",
];
