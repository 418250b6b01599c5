//! The shape `replace`: a table of terms and what should stand instead.

use super::{Declaration, LoadError, fill};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::pattern::PatternId;
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use crate::rules::context;
use serde::Deserialize;
use std::sync::Arc;

/// One entry of a replacement rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Replacement {
    /// The patterns of the terms that should not stand.
    bad: Vec<String>,
    /// What should stand instead.
    good: String,
    /// Words of which one must stand in the sentence or next to it.
    #[serde(default)]
    near: Vec<String>,
    /// What is wrong, if not what the rule says.
    message: Option<String>,
    /// The level, if not the rule's.
    level: Option<Level>,
    /// Where the fact comes from.
    source: Option<String>,
}

impl Replacement {
    /// A term, what should stand instead, and where that is said.
    pub(super) fn new(bad: Vec<String>, good: String, source: String) -> Self {
        Self { bad, good, near: Vec::new(), message: None, level: None, source: Some(source) }
    }

    /// Its patterns, as written.
    pub(super) fn patterns(&self) -> &[String] {
        &self.bad
    }
}

struct ReplaceRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    first: u32,
    /// For each pattern, from the first on, the entry that it belongs to.
    entries: Vec<usize>,
    /// For each entry, the words of which one must be near.
    near: Vec<Vec<WordId>>,
}

pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut entries = Vec::new();
    for (index, replacement) in declaration.replacements.iter().enumerate() {
        for pattern in &replacement.bad {
            let id = loading
                .patterns
                .add(pattern, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, pattern, &error))?;
            first.get_or_insert(id.0);
            entries.push(index);
        }
    }
    let near =
        declaration.replacements.iter().map(|entry| context::cue_words(&entry.near, &mut loading.lexicon)).collect();
    let meta = declaration.meta();
    Ok(Box::new(ReplaceRule { meta, declaration, first: first.unwrap_or(0), entries, near }))
}

impl Rule for ReplaceRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let declaration = &self.declaration;
        let patterns = PatternId(self.first)..PatternId(self.first + self.entries.len() as u32);
        for hit in article.hits_of(&patterns) {
            let index = self.entries[(hit.pattern.0 - self.first) as usize];
            let entry = &declaration.replacements[index];
            let span = article.span_of(&hit.tokens);
            let text = article.text(span);
            let near = &self.near[index];
            if (!near.is_empty() && context::cues_near(article, hit.sentence, near) == 0)
                || text == entry.good
                || !context::allows(article, span, &declaration.blocks, &declaration.unless)
            {
                continue;
            }
            let template = entry.message.as_ref().or(declaration.message.as_ref());
            let message =
                template.map_or_else(|| format!("\"{text}\" is not the accepted term"), |m| fill(m, text, &entry.good));
            let help = declaration.help.as_deref().unwrap_or("write \"{good}\"");
            let finding = report.at(span, message);
            finding.help(fill(help, text, &entry.good)).cause(format!("{index}"));
            for note in declaration.note.iter().chain(&entry.source) {
                finding.note(fill(note, text, &entry.good));
            }
            if let Some(level) = entry.level {
                finding.level(level);
            }
        }
    }
}
