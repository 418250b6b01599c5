//! Rules that users write: new ones, and what they say of built-in ones.

use super::{BlockName, Declaration, LoadError};
use crate::article::Article;
use crate::knowledge::LocalFacts;
use crate::pattern::word_forms;
use crate::profile::Profile;
use crate::reading::scope::{Category, Certainty, Scope};
use crate::reading::sections::Role;
use crate::rule::{Finding, Meta, Report, Rule};
use crate::rules::words::WordSet;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Where a rule holds; what is empty holds everywhere.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// Groups of people to whom the statement must be limited: words of their names, or kinds of them.
    #[serde(default)]
    population: Vec<String>,
    /// Groups of people to whom it must not be limited.
    #[serde(default)]
    not_population: Vec<String>,
    /// How sure the statement must be.
    #[serde(default)]
    certainty: Vec<Certainty>,
    /// The kinds of text, as `--profile` names them.
    #[serde(default)]
    profiles: Vec<Profile>,
}

impl Only {
    /// Whether the rule holds in text of a kind.
    pub(crate) fn holds_in(&self, profile: Profile) -> bool {
        self.profiles.is_empty() || self.profiles.contains(&profile)
    }

    /// Whether the scope of a statement has a say.
    fn asks_for_scope(&self) -> bool {
        !(self.population.is_empty() && self.not_population.is_empty() && self.certainty.is_empty())
    }

    /// Whether the rule holds of a statement of this scope.
    fn holds_of(&self, scope: &Scope) -> bool {
        (self.certainty.is_empty() || self.certainty.contains(&scope.certainty))
            && (self.population.is_empty() || self.population.iter().any(|group| is_limited(scope, group)))
            && !self.not_population.iter().any(|group| is_limited(scope, group))
    }

    /// Whether it names nothing, so that the rule holds everywhere.
    pub(crate) fn is_everywhere(&self) -> bool {
        let words = self.near.is_empty() && self.not_near.is_empty();
        let scope = self.asks_for_scope();
        words && !scope && self.sections.is_empty() && self.paths.is_empty() && self.blocks.is_empty()
    }
}

/// Whether a statement is limited to a group of people: its name holds the words, or it is of the kind that they name.
fn is_limited(scope: &Scope, group: &str) -> bool {
    let kind = match group {
        "pregnancy" => Some(Category::Pregnancy),
        "male" => Some(Category::Male),
        "female" => Some(Category::Female),
        "age" => Some(Category::Age),
        "region" => Some(Category::Region),
        _ => None,
    };
    let forms: Vec<String> = word_forms(group).into_iter().map(|form| form.to_lowercase()).collect();
    let named = |name: &str| {
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        let phrase = || group.contains(' ') && name.contains(&group.to_lowercase());
        phrase() || words.any(|word| forms.iter().any(|form| form == word))
    };
    scope.limits.iter().any(|limit| Some(limit.category) == kind || named(&limit.name))
}

/// What users wrote, to be loaded over the built-in rules.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// Their rules, in the order of their files.
    pub declarations: Vec<Declaration>,
    /// What they know beside the embedded knowledge.
    pub facts: LocalFacts,
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
) -> (HashMap<String, Vec<String>>, Vec<LoadError>) {
    let mut allowed: HashMap<String, Vec<String>> = HashMap::new();
    let mut errors = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut shipped = Shipped::of(built_in, coded);
    // What extends another rule comes after it, wherever it stands.
    let (more, own): (Vec<_>, Vec<_>) = house.declarations.iter().partition(|rule| rule.extends.is_some());
    for rule in own.into_iter().chain(more) {
        if !seen.insert(&rule.id) {
            errors.push(rule.fault(&rule.id, "there are two rules of this id"));
            continue;
        }
        let merged = match rule.broken_pattern() {
            Some(error) => Err(error),
            None if rule.extends.is_some() => extend(rule, house, built_in, &shipped),
            None => stand(rule, built_in, &mut shipped),
        };
        match merged {
            Ok(()) if rule.allow.is_empty() => {}
            Ok(()) => allowed.entry(rule.reported_as().to_owned()).or_default().extend_from_slice(&rule.allow),
            Err(error) => errors.push(error),
        }
    }
    (allowed, errors)
}

/// The rules that may be extended or replaced, by their ids.
struct Shipped {
    declared: HashMap<String, usize>,
    coded: HashSet<String>,
}

impl Shipped {
    fn of(built_in: &[Arc<Declaration>], coded: &[Meta]) -> Self {
        let declared = built_in.iter().enumerate().map(|(index, rule)| (rule.id.clone(), index)).collect();
        Self { declared, coded: coded.iter().map(|meta| meta.id.to_string()).collect() }
    }
}

/// Adds a rule that extends another to it.
fn extend(
    rule: &Declaration,
    house: &House,
    built_in: &mut [Arc<Declaration>],
    shipped: &Shipped,
) -> Result<(), LoadError> {
    let base = rule.reported_as();
    if !rule.only.is_everywhere() || !rule.only.profiles.is_empty() {
        let message = "a rule that extends another has no `only` of its own; write a rule beside it";
        return Err(rule.fault("only", message));
    }
    if let Some(&index) = shipped.declared.get(base) {
        Arc::make_mut(&mut built_in[index]).take_entries(rule);
        return Ok(());
    }
    if shipped.coded.contains(base) {
        let message = "this rule is built in code: a rule that extends it can only `allow` words";
        return if rule.holds_entries() { Err(rule.fault(base, message)) } else { Ok(()) };
    }
    let named = |id: &str| house.declarations.iter().find(|known| known.id == id);
    let mut chain = vec![&*rule.id];
    while let Some(next) = named(chain[chain.len() - 1]).and_then(|known| known.extends.as_deref()) {
        if chain.contains(&next) {
            chain.push(next);
            return Err(rule.fault(base, &format!("rules extend each other in a circle: {}", chain.join(" -> "))));
        }
        chain.push(next);
    }
    let message = match chain[..] {
        [_, _, .., root] => &format!("this rule extends another itself; extend \"{root}\" instead"),
        _ if named(base).is_some() => "the rule that this one extends cannot be loaded",
        _ => "no rule has this id, so there is nothing to extend",
    };
    Err(rule.fault(base, message))
}

/// Puts a rule beside the others, or in the place of the one that it replaces.
fn stand(rule: &Declaration, built_in: &mut Vec<Arc<Declaration>>, shipped: &mut Shipped) -> Result<(), LoadError> {
    let declared = |id: &str| shipped.declared.get(id).copied();
    let in_code = |id: &str| shipped.coded.contains(id);
    if let Some(missing) = rule.missing() {
        return Err(rule.fault(&rule.id, &format!("the key `{missing}` is missing")));
    }
    match &rule.replaces {
        Some(base) => match declared(base) {
            Some(index) => {
                built_in[index] = Arc::new(rule.clone());
                shipped.declared.remove(base);
                shipped.declared.insert(rule.id.clone(), index);
            }
            None if in_code(base) => {
                let message =
                    "this rule is built in code and cannot be replaced; `ignore` it and give yours its own id";
                return Err(rule.fault(base, message));
            }
            None => return Err(rule.fault(base, "no built-in rule has this id, so there is nothing to replace")),
        },
        None if declared(&rule.id).is_some() || in_code(&rule.id) => {
            let message = "a built-in rule has this id; write `replaces` or `extends`, or choose another id";
            return Err(rule.fault(&rule.id, message));
        }
        None => {
            shipped.declared.insert(rule.id.clone(), built_in.len());
            built_in.push(Arc::new(rule.clone()));
        }
    }
    Ok(())
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
            && (!only.asks_for_scope() || only.holds_of(&article.scope_at(finding.span)))
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
