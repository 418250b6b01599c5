//! The shape `phrase`: words or a regular expression that should not stand in an article.

use super::coverage::Part;
use super::{Declaration, LoadError, fill};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::pattern::PatternId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use crate::rules::context;
use regex::Regex;
use serde::Deserialize;
use std::sync::{Arc, OnceLock};

/// One entry of a phrase rule.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Phrase {
    /// The patterns to look for.
    #[serde(default)]
    patterns: Vec<String>,
    /// A regular expression to look for, in the prose as it stands.
    regex: Option<String>,
    /// Texts of which every match of the expression holds one; the expression is tried only on prose that holds one too.
    #[serde(default)]
    holding: Vec<String>,
    /// What is wrong, if not what the rule says.
    message: Option<String>,
    /// What to write instead, if not what the rule says.
    help: Option<String>,
    /// The level, if not the rule's.
    level: Option<Level>,
}

impl Phrase {
    /// Its patterns, as written.
    pub(super) fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// What its examples should show.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        let regex = self.regex.iter().map(|regex| Part::regex(regex));
        self.patterns.iter().map(|pattern| Part::pattern(pattern)).chain(regex)
    }
}

struct PhraseRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    first: u32,
    /// For each pattern, from the first on, the entry that it belongs to.
    entries: Vec<usize>,
    expressions: Vec<Expression>,
}

/// A regular expression, compiled when prose first holds one of its texts.
struct Expression {
    entry: usize,
    compiled: OnceLock<Option<Regex>>,
}

pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut entries = Vec::new();
    let mut expressions = Vec::new();
    for (index, phrase) in declaration.phrases.iter().enumerate() {
        for pattern in &phrase.patterns {
            let id = loading
                .patterns
                .add(pattern, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, pattern, &error))?;
            first.get_or_insert(id.0);
            entries.push(index);
        }
        if let Some(regex) = &phrase.regex {
            if loading.trusts_expressions {
                // Compiled when an article first holds what it looks for.
            } else if let Err(error) = Regex::new(regex) {
                let message = error.to_string().lines().last().unwrap_or("it is no regular expression").to_owned();
                return Err(LoadError { rule: declaration.id.clone(), value: regex.clone(), message });
            }
            expressions.push(Expression { entry: index, compiled: OnceLock::new() });
        }
    }
    let meta = declaration.meta();
    Ok(Box::new(PhraseRule { meta, declaration, first: first.unwrap_or(0), entries, expressions }))
}

impl Rule for PhraseRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let patterns = PatternId(self.first)..PatternId(self.first + self.entries.len() as u32);
        let hits = article.hits_of(&patterns).iter().map(|hit| {
            let entry = self.entries[(hit.pattern.0 - self.first) as usize];
            (article.span_of(&hit.tokens), entry)
        });
        let mut found: Vec<_> = hits.collect();
        for expression in &self.expressions {
            let Some(regex) = self.expression(expression, article) else { continue };
            let matches = regex.find_iter(&article.document.prose);
            found.extend(matches.map(|one| (trimmed(article, one.start(), one.end()), expression.entry)));
        }
        // The longest of those that overlap says it all.
        found.sort_by_key(|&(span, entry)| (span.start, std::cmp::Reverse(span.end), entry));
        let mut end = 0;
        for (span, entry) in found {
            if span.start >= end && !span.is_empty() {
                end = span.end;
                self.report(article, span, entry, report);
            }
        }
    }
}

/// A match without the white space at its ends, so that a regular expression may ask for it.
fn trimmed(article: &Article, start: usize, end: usize) -> ProseSpan {
    let text = &article.document.prose[start..end];
    let start = start + text.len() - text.trim_start().len();
    ProseSpan::new(start, start + text.trim().len())
}

impl PhraseRule {
    /// The compiled expression of an entry, if the article may hold a match.
    fn expression<'a>(&'a self, expression: &'a Expression, article: &Article) -> Option<&'a Regex> {
        let phrase = &self.declaration.phrases[expression.entry];
        let may = phrase.holding.is_empty() || phrase.holding.iter().any(|text| article.holds(text));
        let compile = || phrase.regex.as_ref().and_then(|regex| Regex::new(regex).ok());
        may.then(|| expression.compiled.get_or_init(compile).as_ref()).flatten()
    }

    fn report(&self, article: &Article, span: ProseSpan, entry: usize, report: &mut Report<'_>) {
        let declaration = &self.declaration;
        if !context::allows(article, span, &declaration.blocks, &declaration.unless) {
            return;
        }
        let phrase = &declaration.phrases[entry];
        let text = article.text(span);
        let message = phrase.message.as_ref().or(declaration.message.as_ref());
        let finding =
            report.at(span, message.map_or_else(|| format!("\"{text}\" should not stand here"), |m| fill(m, text, "")));
        if let Some(help) = phrase.help.as_ref().or(declaration.help.as_ref()) {
            finding.help(fill(help, text, ""));
        }
        if let Some(note) = &declaration.note {
            finding.note(fill(note, text, ""));
        }
        if let Some(level) = phrase.level {
            finding.level(level);
        }
    }
}
