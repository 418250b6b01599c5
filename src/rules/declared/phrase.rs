//! The shape `phrase`: words or a regular expression that should not stand in an article.

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

/// One entry of a phrase rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Phrase {
    /// The patterns to look for.
    #[serde(default)]
    patterns: Vec<String>,
    /// A regular expression to look for, in the prose as it stands.
    regex: Option<String>,
    /// What is wrong, if not what the rule says.
    message: Option<String>,
    /// What to write instead, if not what the rule says.
    help: Option<String>,
    /// The level, if not the rule's.
    level: Option<Level>,
}

struct PhraseRule {
    meta: Meta,
    declaration: Declaration,
    first: u32,
    /// For each pattern, from the first on, the entry that it belongs to.
    entries: Vec<usize>,
    expressions: Vec<(Regex, usize)>,
}

pub(super) fn load(declaration: Declaration, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
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
            let compiled = Regex::new(regex).map_err(|error| LoadError {
                rule: declaration.id.clone(),
                value: regex.clone(),
                message: error.to_string(),
            })?;
            expressions.push((compiled, index));
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
        for hit in article.hits_of(&patterns) {
            let entry = self.entries[(hit.pattern.0 - self.first) as usize];
            self.report(article, article.span_of(&hit.tokens), entry, report);
        }
        for (regex, entry) in &self.expressions {
            for found in regex.find_iter(&article.document.prose) {
                self.report(article, ProseSpan::new(found.start(), found.end()), *entry, report);
            }
        }
    }
}

impl PhraseRule {
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
