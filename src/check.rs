//! Articles and rules in, sorted and grouped diagnostics out.

use crate::article::{Article, Reader};
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Related};
pub use crate::profile::Profile;
use crate::rule::{Finding, Meta, Report, Rule, Status};
use crate::rules::Loading;
use crate::rules::declared::{House, LoadError};
use crate::source::Source;
use crate::suppress;
use std::collections::{BTreeMap, BTreeSet};

/// Which rules run, and how grave their findings are.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Rule ids or families to run, or "all"; empty means every stable rule, and "preview" means the others too.
    pub select: BTreeSet<String>,
    /// Rule ids or families not to run.
    pub ignore: BTreeSet<String>,
    /// Levels that replace those of the rules, by id.
    pub levels: BTreeMap<String, Level>,
    /// What kind of text it is; for patients unless set.
    pub profile: Option<Profile>,
}

impl Settings {
    /// Whether a rule runs.
    pub fn runs(&self, meta: &Meta) -> bool {
        let named =
            |set: &BTreeSet<String>| set.contains(&*meta.id) || set.contains(meta.family.name()) || set.contains("all");
        let wanted = if self.select.contains("preview") {
            true
        } else if self.select.is_empty() {
            meta.status == Status::Stable
        } else {
            self.select.contains(&*meta.id) || (meta.status == Status::Stable && named(&self.select))
        };
        wanted && !named(&self.ignore)
    }
}

/// The rules, ready to check articles.
pub struct Linter {
    reader: Reader,
    rules: Vec<Box<dyn Rule>>,
    settings: Settings,
}

impl Default for Linter {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl Linter {
    /// A linter with the built-in rules that the settings ask for.
    ///
    /// # Panics
    /// Never: the tests load every built-in rule.
    pub fn new(settings: Settings) -> Self {
        let (linter, errors) = Self::with_house(settings, &House::default());
        assert!(errors.is_empty(), "a built-in rule cannot be loaded: {errors:?}");
        linter
    }

    /// A linter with the built-in rules and those of a house that the settings ask for; what is wrong with a rule of
    /// the house is told, and the others run.
    pub fn with_house(settings: Settings, house: &House) -> (Self, Vec<LoadError>) {
        let mut loading = Loading::with(&house.facts);
        let (rules, errors) =
            crate::rules::all(&mut loading, house, settings.profile.unwrap_or_default(), |meta| settings.runs(meta));
        (Self { reader: loading.finish(), rules, settings }, errors)
    }

    /// Adds a rule of one's own.
    pub fn add(&mut self, rule: Box<dyn Rule>) {
        self.rules.push(rule);
    }

    /// The rules that run.
    pub fn rules(&self) -> impl Iterator<Item = &dyn Rule> {
        self.rules.iter().map(|rule| &**rule)
    }

    /// Reads an article as the rules see it.
    pub fn read(&self, source: Source) -> Article {
        self.reader.read(source)
    }

    /// Checks one article that was read.
    pub fn check_article(&self, article: &Article) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for rule in &self.rules {
            let mut findings = Vec::new();
            rule.check(article, &mut Report::new(&mut findings));
            let meta = rule.meta();
            let set = self.settings.levels.get(&*meta.id).copied();
            let profile = self.settings.profile.unwrap_or_default();
            for finding in group(findings) {
                let own = finding.level.unwrap_or(meta.level);
                let level = set.or_else(|| profile.weigh(article, &meta.id, finding.span, own));
                diagnostics.extend(level.map(|level| located(article, meta, level, finding)));
            }
        }
        self.suppress(article, &mut diagnostics);
        sort(&mut diagnostics);
        diagnostics
    }

    /// Marks what suppressions let stand, and reports those that let nothing stand although all their rules ran.
    fn suppress(&self, article: &Article, diagnostics: &mut Vec<Diagnostic>) {
        if !article.source.text.contains("mo-lint") {
            return;
        }
        let runs =
            |name: &String| self.rules.iter().any(|rule| rule.meta().id == **name || rule.meta().family.name() == name);
        let (suppressions, _) = suppress::read(article);
        let unused = suppress::apply(&article.source.text, &suppressions, diagnostics);
        let Some(rule) = self.rules.iter().find(|rule| rule.meta().id == "faulty-suppression") else { return };
        let mut findings = Vec::new();
        let mut report = Report::new(&mut findings);
        for suppression in unused.into_iter().filter(|suppression| suppression.rules.iter().all(runs)) {
            let message = "this comment lets nothing stand: no finding of its rules is there";
            report.in_source(suppression.span, message).help("take the comment out");
        }
        let level = self.settings.levels.get("faulty-suppression").copied().unwrap_or(rule.meta().level);
        diagnostics.extend(findings.into_iter().map(|finding| located(article, rule.meta(), level, finding)));
    }

    /// Checks sources, each on its own, and gives all diagnostics in order.
    pub fn check(&self, sources: &[Source]) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<_> =
            sources.iter().flat_map(|source| self.check_article(&self.read(source.clone()))).collect();
        sort(&mut diagnostics);
        diagnostics
    }
}

/// Sorts by path, start, end and rule.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (&a.path, a.span, &a.rule, &a.message).cmp(&(&b.path, b.span, &b.rule, &b.message)));
}

/// Joins findings of one cause: the first in the text stands for all, the others become its related places.
fn group(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.span);
    let mut grouped: Vec<Finding> = Vec::new();
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let known = finding.cause.as_ref().and_then(|cause| causes.get(cause).copied());
        if let Some(index) = known {
            let first = &mut grouped[index];
            let label = if finding.label.is_empty() { "and here".to_owned() } else { finding.label };
            first.related.push(crate::rule::Place { span: finding.span, message: label });
            first.related.extend(finding.related);
            first.level = first.level.min(finding.level).or(first.level);
            first.fixes.extend(finding.fixes);
        } else {
            if let Some(cause) = &finding.cause {
                causes.insert(cause.clone(), grouped.len());
            }
            grouped.push(finding);
        }
    }
    for finding in &mut grouped {
        let mut seen = BTreeSet::from([finding.span]);
        finding.related.retain(|place| seen.insert(place.span));
    }
    grouped
}

fn located(article: &Article, meta: &Meta, level: Level, finding: Finding) -> Diagnostic {
    let document = &article.document;
    let path = article.source.name.clone();
    let fingerprint = |path: &str| fingerprint(article, &meta.id, path, finding.span);
    let (fingerprint, content) = (fingerprint(&path), fingerprint(""));
    Diagnostic {
        rule: meta.id.clone(),
        family: meta.family,
        level,
        message: finding.message,
        span: finding.source.unwrap_or_else(|| document.locate(finding.span)),
        label: finding.label,
        related: finding
            .related
            .into_iter()
            .map(|place| Related { path: path.clone(), span: document.locate(place.span), message: place.message })
            .collect(),
        notes: finding.notes,
        help: finding.help,
        fixes: finding
            .fixes
            .into_iter()
            .map(|fix| Fix {
                message: fix.message,
                safe: fix.safe,
                edits: fix.edits.into_iter().map(|(span, text)| Edit { span: document.locate(span), text }).collect(),
            })
            .collect(),
        fingerprint,
        content,
        suppressed: None,
        known: false,
        path,
    }
}

/// A hash of rule, path, the flagged text and the words next to it.
fn fingerprint(article: &Article, rule: &str, path: &str, span: crate::document::ProseSpan) -> String {
    let prose = &article.document.prose;
    // Neighbours in other blocks do not count: they are edited, moved and put in without a change here.
    let block = article.sentence_at(span.start).map(|sentence| article.block_of(sentence).span);
    let block = block.filter(|block| block.contains(span)).unwrap_or(span);
    let from = block.start.max(span.start.saturating_sub(24)) as usize;
    let to = block.end.min(span.end.saturating_add(24)) as usize;
    let before = &prose[prose.ceil_char_boundary(from).min(span.start as usize)..span.start as usize];
    let after = &prose[span.end as usize..prose.floor_char_boundary(to).max(span.end as usize)];
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [rule, path, before, article.text(span), after] {
        for byte in part.bytes().filter(|b| !b.is_ascii_whitespace()).chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
