//! Rules that users write: new ones, and what they say of built-in ones.

use super::{BlockName, Declaration, LoadError};
use crate::article::Article;
use crate::pattern::word_forms;
use crate::reading::sections::Role;
use crate::rule::{Finding, Meta, Report, Rule};
use crate::rules::words::WordSet;
use serde::Deserialize;
use std::sync::Arc;

/// Where a rule holds; what is empty holds everywhere.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Only {
    /// Words of which one must stand in the sentence of the finding.
    #[serde(default)]
    near: Vec<String>,
    /// Words of which none may stand there.
    #[serde(default)]
    not_near: Vec<String>,
    /// The sections, by what they are for.
    #[serde(default)]
    sections: Vec<Role>,
    /// Globs of paths: `*` stands for anything but `/`, `**` for anything.
    #[serde(default)]
    paths: Vec<String>,
    /// The kinds of block.
    #[serde(default)]
    blocks: Vec<BlockName>,
}

impl Only {
    /// Whether it names nothing, so that the rule holds everywhere.
    pub(crate) fn is_everywhere(&self) -> bool {
        let words = self.near.is_empty() && self.not_near.is_empty();
        words && self.sections.is_empty() && self.paths.is_empty() && self.blocks.is_empty()
    }
}

/// What users wrote, to be loaded over the built-in rules.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// Their rules, in the order of their files.
    pub declarations: Vec<Declaration>,
}

/// Puts what users wrote over the built-in declarations: new rules stand beside them, `extends` adds to one of them or
/// exempts words from it, and `replaces` takes its place.
///
/// # Errors
/// Of each rule of the users that cannot stand; the others are loaded all the same.
pub(crate) fn merge(
    house: &House,
    built_in: &mut Vec<Arc<Declaration>>,
    coded: &[Meta],
) -> (Vec<(String, Vec<String>)>, Vec<LoadError>) {
    let mut allowed = Vec::new();
    let mut errors = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for rule in &house.declarations {
        let fail = |value: &str, message: String| LoadError { rule: rule.id.clone(), value: value.into(), message };
        if seen.contains(&&*rule.id) {
            errors.push(fail(&rule.id, "there are two rules of this id".into()));
            continue;
        }
        seen.push(&rule.id);
        let own = |id: &str| built_in.iter().position(|known| known.id == id);
        let in_code = |id: &str| coded.iter().any(|meta| meta.id == id);
        let known = |id: &str| own(id).is_some() || in_code(id);
        if let Some(error) = rule.broken_pattern() {
            errors.push(error);
            continue;
        }
        if let Some(base) = &rule.extends {
            if !known(base) {
                errors.push(fail(base, "no built-in rule has this id, so there is nothing to extend".into()));
            } else if let Some(index) = own(base) {
                allowed.push((base.clone(), rule.allow.clone()));
                Arc::make_mut(&mut built_in[index]).take_entries(rule);
            } else if rule.holds_entries() {
                let message = "this rule is built in code: a rule that extends it can only `allow` words".into();
                errors.push(fail(base, message));
            } else {
                allowed.push((base.clone(), rule.allow.clone()));
            }
            continue;
        }
        if let Some(missing) = rule.missing() {
            errors.push(fail(&rule.id, format!("the key `{missing}` is missing")));
            continue;
        }
        if !rule.allow.is_empty() {
            allowed.push((rule.id.clone(), rule.allow.clone()));
        }
        match &rule.replaces {
            Some(base) if own(base).is_none() && in_code(base) => {
                let message =
                    "this rule is built in code and cannot be replaced; `ignore` it and give yours its own id";
                errors.push(fail(base, message.into()));
            }
            Some(base) => match own(base) {
                Some(index) => built_in[index] = Arc::new(rule.clone()),
                None => errors.push(fail(base, "no built-in rule has this id, so there is nothing to replace".into())),
            },
            None if known(&rule.id) => {
                let message = "a built-in rule has this id; write `replaces` or `extends`, or choose another id";
                errors.push(fail(&rule.id, message.into()));
            }
            None => built_in.push(Arc::new(rule.clone())),
        }
    }
    (allowed, errors)
}

/// A rule of which only some findings count.
pub(crate) struct Narrowed {
    rule: Box<dyn Rule>,
    only: Only,
    near: WordSet,
    not_near: WordSet,
    /// Flagged texts that are right here, in lower case.
    allowed: Vec<String>,
}

/// Narrows a rule by where it holds and what it must let stand.
pub(crate) fn narrow(rule: Box<dyn Rule>, only: Only, allowed: &[String]) -> Box<dyn Rule> {
    let forms = |words: &[String]| {
        WordSet::of_words(words.iter().flat_map(|word| word_forms(word)).collect::<Vec<_>>().iter().map(String::as_str))
    };
    let (near, not_near) = (forms(&only.near), forms(&only.not_near));
    let allowed = allowed.iter().map(|text| text.to_lowercase()).collect();
    Box::new(Narrowed { rule, only, near, not_near, allowed })
}

impl Rule for Narrowed {
    fn meta(&self) -> &Meta {
        self.rule.meta()
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let paths = &self.only.paths;
        if !paths.is_empty() && !paths.iter().any(|glob| matches(glob.as_bytes(), article.source.name.as_bytes())) {
            return;
        }
        let mut findings = Vec::new();
        self.rule.check(article, &mut Report::new(&mut findings));
        findings.retain(|finding| self.holds(article, finding));
        report.extend(findings);
    }
}

impl Narrowed {
    fn holds(&self, article: &Article, finding: &Finding) -> bool {
        let text = article.text(finding.span).to_lowercase();
        if self.allowed.contains(&text) {
            return false;
        }
        let Some(sentence) = article.sentence_at(finding.span.start) else { return true };
        let only = &self.only;
        let has = |words: &WordSet| {
            article.tokens_of(sentence).iter().any(|token| token.is_word() && words.holds(article, token.word))
        };
        let block = article.kind_of(sentence);
        (only.near.is_empty() || has(&self.near))
            && (only.not_near.is_empty() || !has(&self.not_near))
            && (only.sections.is_empty() || only.sections.contains(&article.section_of(sentence.block).role))
            && (only.blocks.is_empty() || only.blocks.iter().any(|name| name.names(block)))
    }
}

/// Whether a glob matches a path or the end of one behind a `/`; in linear space and at most quadratic time.
fn matches(glob: &[u8], path: &[u8]) -> bool {
    let starts = std::iter::once(0).chain(path.iter().enumerate().filter(|&(_, &b)| b == b'/').map(|(at, _)| at + 1));
    starts.into_iter().any(|start| matches_all(glob, &path[start..]))
}

fn matches_all(glob: &[u8], path: &[u8]) -> bool {
    // The states of the glob that fit the path so far; a star fits again and again.
    let mut states = vec![false; glob.len() + 1];
    let close = |states: &mut Vec<bool>| {
        for at in 0..glob.len() {
            if states[at] && glob[at] == b'*' {
                states[at + 1] = true;
                // "**/" also fits no folder at all.
                if glob[at..].starts_with(b"**/") {
                    states[at + 3] = true;
                }
            }
        }
    };
    states[0] = true;
    close(&mut states);
    for &byte in path {
        let mut next = vec![false; glob.len() + 1];
        for at in (0..glob.len()).filter(|&at| states[at]) {
            let double = glob[at..].starts_with(b"**") || at > 0 && glob[at - 1] == b'*' && glob[at] == b'*';
            match glob[at] {
                b'*' if double || byte != b'/' => next[at] = true,
                b'?' if byte != b'/' => next[at + 1] = true,
                known if known == byte => next[at + 1] = true,
                _ => {}
            }
        }
        close(&mut next);
        states = next;
    }
    states[glob.len()]
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn globs() {
        for (glob, path, fits) in [
            ("leaflets/**", "docs/leaflets/a/b.md", true),
            ("leaflets/*.md", "leaflets/a.md", true),
            ("leaflets/*.md", "leaflets/a/b.md", false),
            ("**/a.md", "a.md", true),
            ("**/a.md", "x/y/a.md", true),
            ("*.md", "x/a.md", true),
            ("*.md", "x/a.html", false),
            ("a?.md", "ab.md", true),
        ] {
            assert_eq!(matches(glob.as_bytes(), path.as_bytes()), fits, "{glob} {path}");
        }
    }
}
