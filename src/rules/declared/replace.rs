//! The shape `replace`: a table of terms and what should stand instead.

use super::coverage::Part;
use super::{Declaration, LoadError, fill};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::pattern::{Hit, PatternId};
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use crate::rules::context;
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;

/// One entry of a replacement rule.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Replacement {
    /// The patterns of the terms that should not stand.
    bad: Vec<String>,
    /// What should stand instead.
    good: String,
    /// Words of which one must stand in the sentence or next to it.
    #[serde(default)]
    near: Vec<String>,
    /// Patterns of which one must stand somewhere in the article: terms that may each stand, but not beside each other.
    #[serde(default)]
    beside: Vec<String>,
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
        Self { bad, good, near: Vec::new(), beside: Vec::new(), message: None, level: None, source: Some(source) }
    }

    /// Its patterns, as written.
    pub(super) fn patterns(&self) -> &[String] {
        &self.bad
    }

    /// What its examples should show.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        self.bad.iter().chain(&self.beside).map(|pattern| Part::pattern(pattern))
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
    /// For each entry, the patterns of which one must stand in the article.
    beside: Vec<Range<PatternId>>,
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
    let mut beside = Vec::new();
    for replacement in &declaration.replacements {
        let mut range = PatternId(0)..PatternId(0);
        for pattern in &replacement.beside {
            let id = loading
                .patterns
                .add(pattern, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, pattern, &error))?;
            range = if range.end.0 == 0 { id..id } else { range };
            range.end = PatternId(id.0 + 1);
        }
        beside.push(range);
    }
    let meta = declaration.meta();
    Ok(Box::new(ReplaceRule { meta, declaration, first: first.unwrap_or(0), entries, near, beside }))
}

/// Whether "non-" before the term makes another one of it.
fn is_opposite(article: &Article, span: ProseSpan) -> bool {
    let before =
        article.document.prose[..span.start as usize].trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{2013}']);
    let joined = before.len() < span.start as usize;
    let from = before.len().saturating_sub(3);
    joined && before.get(from..).is_some_and(|word| word.eq_ignore_ascii_case("non"))
}

/// Whether the term and what should stand instead already stand side by side, one of them in brackets: "type 2 diabetes
/// (adult-onset diabetes)".
fn is_beside(article: &Article, span: ProseSpan, good: &str) -> bool {
    let prose = &article.document.prose;
    let (before, after) = (prose[..span.start as usize].trim_end(), prose[span.end as usize..].trim_start());
    let ends = |text: &str| {
        let from = text.len().checked_sub(good.len());
        from.and_then(|from| text.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(good))
    };
    let starts = |text: &str| text.get(..good.len()).is_some_and(|start| start.eq_ignore_ascii_case(good));
    before.strip_suffix(['(', '[']).is_some_and(|front| ends(front.trim_end()))
        || after.strip_prefix(['(', '[']).is_some_and(|back| starts(back.trim_start()))
}

impl Rule for ReplaceRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let declaration = &self.declaration;
        let patterns = PatternId(self.first)..PatternId(self.first + self.entries.len() as u32);
        let hits = article.hits_of(&patterns).iter().filter(|hit| self.counts(article, hit));
        let mut hits: Vec<&Hit> = hits.collect();
        // The longest of those that overlap says it all.
        hits.sort_by_key(|hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end), hit.pattern));
        let mut end = 0;
        for hit in hits {
            if hit.tokens.start < end {
                continue;
            }
            end = hit.tokens.end;
            let index = self.entry_of(hit);
            let entry = &declaration.replacements[index];
            let span = article.span_of(&hit.tokens);
            let text = article.text(span);
            let other = self.other(article, index);
            let template = entry.message.as_ref().or(declaration.message.as_ref());
            let message =
                template.map_or_else(|| format!("\"{text}\" is not the accepted term"), |m| fill(m, text, &entry.good));
            let help = declaration.help.as_deref().unwrap_or("write \"{good}\"");
            let finding = report.at(span, message);
            finding.help(fill(help, text, &entry.good)).cause(format!("{index}"));
            if let Some(other) = other {
                let span = article.span_of(&other.tokens);
                finding.related(span, format!("written \"{}\" here", article.text(span)));
            }
            for note in declaration.note.iter().chain(&entry.source) {
                finding.note(fill(note, text, &entry.good));
            }
            if let Some(level) = entry.level {
                finding.level(level);
            }
        }
    }
}

impl ReplaceRule {
    fn entry_of(&self, hit: &Hit) -> usize {
        self.entries[(hit.pattern.0 - self.first) as usize]
    }

    /// The first of the terms in the article beside which an entry's own may not stand.
    fn other<'a>(&self, article: &'a Article, entry: usize) -> Option<&'a Hit> {
        article.hits_of(&self.beside[entry]).iter().min_by_key(|other| other.tokens.start)
    }

    /// Whether a term should not stand where it was found.
    fn counts(&self, article: &Article, hit: &Hit) -> bool {
        let index = self.entry_of(hit);
        let entry = &self.declaration.replacements[index];
        let span = article.span_of(&hit.tokens);
        let near = &self.near[index];
        (entry.beside.is_empty() || self.other(article, index).is_some())
            && (near.is_empty() || context::cues_near(article, hit.sentence, near) > 0)
            && article.text(span) != entry.good
            && context::allows(article, span, &self.declaration.blocks, &self.declaration.unless)
            && !is_opposite(article, span)
            && !is_beside(article, span, &entry.good)
    }
}
