//! The shape `attribute`: claims on one attribute of one subject that cannot all be true.

use super::{Declaration, LoadError};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::reading::claims::{Attribute, Claim, Topic, Value, ValueKind};
use crate::reading::scope::{Category, Certainty, Contrast};
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many different values of one attribute, and how many claims of one value, are compared.
const VALUES: usize = 64;
const CLAIMS: usize = 24;

/// How many clashing pairs of values are reported of one subject.
const CLASHES: usize = 8;

/// How many places of the other side are shown.
const SHOWN: usize = 4;

/// How many sentences apart two claims lie that may well speak of different things.
const FAR: u32 = 40;

struct ClaimRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    /// The indexes of its attributes.
    attributes: Vec<u16>,
}

pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut attributes = Vec::new();
    for file in &declaration.attributes {
        let attribute = crate::reading::claims::load(file, &mut loading.patterns, &mut loading.lexicon)
            .map_err(|(pattern, error)| LoadError::of_pattern(&declaration.id, &pattern, &error))?;
        attributes.push(loading.attributes.len() as u16);
        loading.attributes.push(attribute);
    }
    let meta = declaration.meta();
    Ok(Box::new(ClaimRule { meta, declaration, attributes }))
}

impl Rule for ClaimRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        for &index in &self.attributes {
            let attribute = &article.attributes()[usize::from(index)];
            if attribute.multi {
                continue;
            }
            let mut topics: BTreeMap<&Topic, Vec<&Claim>> = BTreeMap::new();
            for claim in article.claims_on(index).iter().filter(|claim| compares(claim)) {
                topics.entry(&claim.topic).or_default().push(claim);
            }
            for (number, claims) in topics.values().enumerate() {
                self.compare(article, attribute, claims, number, report);
            }
        }
    }
}

/// Whether a claim can be held against another: it is the article's own, of people, of today, and says what is usual.
fn compares(claim: &Claim) -> bool {
    claim.scope.is_plain() && !claim.scope.compared && claim.scope.certainty <= Certainty::Usual
}

/// Claims that say the same.
struct Bucket<'a> {
    value: &'a Value,
    claims: Vec<&'a Claim>,
}

impl ClaimRule {
    fn compare(
        &self,
        article: &Article,
        attribute: &Attribute,
        claims: &[&Claim],
        topic: usize,
        report: &mut Report<'_>,
    ) {
        let mut buckets: Vec<Bucket<'_>> = Vec::new();
        let mut left_out = false;
        for &claim in claims {
            match buckets.iter().position(|bucket| *bucket.value == claim.value) {
                Some(at) if buckets[at].claims.len() < CLAIMS => buckets[at].claims.push(claim),
                None if buckets.len() < VALUES => buckets.push(Bucket { value: &claim.value, claims: vec![claim] }),
                _ => left_out = true,
            }
        }
        let mut shown = 0;
        for (at, first) in buckets.iter().enumerate() {
            for (number, second) in buckets.iter().enumerate().skip(at + 1) {
                if shown < CLASHES && attribute.clashes(article, first.value, second.value) {
                    let key = format!("{} {topic} {at} {number}", attribute.name);
                    shown += usize::from(self.report(article, attribute, (first, second), &key, left_out, report));
                    left_out |= shown + 1 == CLASHES;
                }
            }
        }
    }

    /// Reports the claims of the side with less support that clash with claims of the other, if there are any.
    fn report(
        &self,
        article: &Article,
        attribute: &Attribute,
        (first, second): (&Bucket<'_>, &Bucket<'_>),
        cause: &str,
        left_out: bool,
        report: &mut Report<'_>,
    ) -> bool {
        let mut reported = false;
        let (more, less) = if first.claims.len() < second.claims.len() { (second, first) } else { (first, second) };
        for claim in &less.claims {
            let against: Vec<_> = more.claims.iter().copied().filter(|other| collide(claim, other)).collect();
            let Some(&nearest) = against.iter().min_by_key(|other| other.sentence.abs_diff(claim.sentence)) else {
                continue;
            };
            let level = self.level(article, claim, nearest);
            let (here, there) = (say(article, attribute, claim), say(article, attribute, nearest));
            let template = self.declaration.message.as_deref().unwrap_or("{here} here, but {there} elsewhere");
            reported = true;
            let finding = report.at(claim.span, template.replace("{here}", &here).replace("{there}", &there));
            finding.label(format!("here: {here}")).level(level).cause(cause);
            for other in against.iter().take(SHOWN) {
                finding.related(other.span, format!("here: {}", say(article, attribute, other)));
            }
            if more.claims.len() > less.claims.len() {
                finding.note(format!("{} places say {there}, {} says otherwise", more.claims.len(), less.claims.len()));
            }
            if left_out {
                finding.note(format!(
                    "the article says so much on this that only {CLASHES} clashes among its first {VALUES} values are shown"
                ));
            }
            if let Some(note) = &self.declaration.note {
                finding.note(note.as_str());
            }
            finding.help(
                self.declaration
                    .help
                    .as_deref()
                    .unwrap_or("decide which of the two is right, or say whom each holds for"),
            );
        }
        reported
    }

    /// The rule's level, lowered for each doubt, but never below a note: what is certain of both is that they clash.
    fn level(&self, article: &Article, a: &Claim, b: &Claim) -> Level {
        let role = |claim: &Claim| article.section_of(article.sentences[claim.sentence as usize].block).role;
        let far = a.sentence.abs_diff(b.sentence) > FAR && role(a) != role(b);
        let doubts = [a.scope.hedged || b.scope.hedged, far, a.weak || b.weak];
        let lowered = |level: Level, _: &bool| level.lowered().unwrap_or(Level::Note);
        doubts.iter().filter(|&&doubt| doubt).fold(self.meta.level, lowered)
    }
}

/// Whether two claims speak of the same thing under the same scope, and are not set against each other on purpose.
fn collide(a: &Claim, b: &Claim) -> bool {
    let apart = a.sentence.abs_diff(b.sentence);
    let limited = |claim: &Claim, other: &Claim| {
        claim.scope.limits.iter().all(|limit| other.scope.limits.contains(limit))
            || other.scope.limits.is_empty() && other.scope.certainty == Certainty::Universal && !has_form(claim)
    };
    let later = if a.sentence < b.sentence { b } else { a };
    let before = |claim: &Claim| claim.scope.contrast == Contrast::Before;
    let contrasted = apart <= 1 && (before(a) || before(b) || later.scope.contrast == Contrast::After);
    apart > 0 && !contrasted && limited(a, b) && limited(b, a) && a.scope.time == b.scope.time
}

fn has_form(claim: &Claim) -> bool {
    claim.scope.limits.iter().any(|limit| limit.category == Category::Form)
}

/// What a claim says, in words.
fn say(article: &Article, attribute: &Attribute, claim: &Claim) -> String {
    let value = article.claim_value(claim);
    let quoted = matches!(attribute.kind, ValueKind::Words | ValueKind::Site);
    if quoted { format!("\"{value}\"") } else { value }
}
