//! What was read of an article, as JSON, version 1. It is a contract; scorers read it.
//!
//! Each field has a small function of its own, which says what is known so far.

use super::json;
use crate::article::Article;
use crate::reading::claims::{Claim, Topic};
use crate::reading::scope::Scope;
use crate::reading::subject::Subject;
use crate::source::Lines;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The whole report, made from the parts of its articles.
pub fn join<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut report = String::from("{\"version\":1,\n\"articles\":[");
    for (index, part) in parts.into_iter().enumerate() {
        report.push_str(if index == 0 { "\n" } else { ",\n" });
        report.push_str(part);
    }
    report.push_str("\n]}\n");
    report
}

/// What was read of one article, on one line.
pub fn article(article: &Article) -> String {
    json::to_string(&Inspected {
        path: &article.source.name,
        subject: subject(article),
        abbreviations: abbreviations(article),
        sentences: article.sentences.len(),
        mentions: mentions(article),
        claims: claims(article),
    })
}

#[derive(Serialize)]
struct Inspected<'a> {
    path: &'a str,
    subject: Value,
    abbreviations: Value,
    sentences: usize,
    mentions: Value,
    claims: Value,
}

/// What the article is about: the concept's id where the knowledge has one, and the name as the article writes it.
fn subject(article: &Article) -> Value {
    article.subject.as_ref().map_or(Value::Null, |subject| {
        json!({ "concept": article.subject_concept().map(|concept| article.knowledge().id(concept)), "name": subject.name })
    })
}

/// The abbreviations that the article defines.
fn abbreviations(article: &Article) -> Value {
    let defined = article.abbreviations.iter().map(|abbreviation| {
        json!({
            "short": abbreviation.short,
            "long": abbreviation.long,
            "span": article.document.locate(abbreviation.span),
            "long_span": article.document.locate(abbreviation.long_span),
        })
    });
    defined.collect()
}

/// The known names that the article mentions, with the scope that their sentence sets.
fn mentions(article: &Article) -> Value {
    let named = article.mentions.iter().zip(article.scopes()).map(|(mention, scope)| {
        let knowledge = article.knowledge();
        json!({
            "concept": knowledge.id(mention.concept),
            "name": knowledge.name(mention.concept),
            "kind": knowledge.kind(mention.concept).name(),
            "text": article.text(mention.span),
            "span": article.document.locate(mention.span),
            "ambiguous": mention.ambiguous,
            "scope": scoped(&scope),
        })
    });
    named.collect()
}

/// What the article states.
fn claims(article: &Article) -> Value {
    let subject = article.subject.as_ref().map_or_else(String::new, |subject| named(article, subject));
    let stated = article.claims.iter().map(|claim| {
        let span = article.document.locate(claim.span);
        let about = match &claim.topic {
            Topic::Article => subject.as_str(),
            Topic::Form(name) | Topic::Other(name) => name,
        };
        json!({
            "subject": about,
            "attribute": article.attribute_name(claim),
            "value": article.claim_value(claim),
            "text": article.text(claim.span),
            "span": span,
            "scope": scoped(&claim.scope),
        })
    });
    stated.collect()
}

/// The scope of a mention or a claim.
fn scoped(scope: &Scope) -> Value {
    json!({
        "polarity": scope.polarity,
        "certainty": scope.certainty,
        "population": scope.population(),
        "time": scope.time,
        "frame": scope.frame,
        "experiencer": scope.experiencer,
        "compared": scope.compared,
    })
}

/// The claims as a person reads them, by attribute: what is said, of what, and where it holds.
fn claim_lines(article: &Article) -> Vec<String> {
    let subject = article.subject.as_ref().map_or("the subject", |subject| subject.name.as_str());
    let lines = Lines::of(&article.source.text);
    let line = |claim: &Claim| {
        let about = match &claim.topic {
            Topic::Article => subject,
            Topic::Form(name) | Topic::Other(name) => name,
        };
        let (attribute, value) = (article.attribute_name(claim), article.claim_value(claim));
        let scope = claim.scope.to_string();
        let narrowed = if scope.is_empty() { String::new() } else { format!("  [{scope}]") };
        let start = article.document.locate(claim.span).start;
        let line = lines.position(&article.source.text, start).line;
        super::plain::line(&format!("line {line}: {attribute} of {about}: {value}{narrowed}")).into_owned()
    };
    article.claims.iter().map(line).collect()
}

/// The subject's concept, or its name where the knowledge has none.
fn named(article: &Article, subject: &Subject) -> String {
    let concept = article.mentions.iter().find(|mention| mention.span == subject.span);
    concept.map_or_else(|| subject.name.clone(), |mention| article.knowledge().id(mention.concept).to_owned())
}

/// What was read of one article, as a person reads it.
pub fn table(article: &Article) -> String {
    let fields = [
        ("subject", one(&subject(article))),
        ("abbreviations", many(&abbreviations(article))),
        ("mentions", many(&mentions(article))),
        ("claims", claim_lines(article)),
    ];
    let mut table = format!("{}\n", super::plain::line(&article.source.name));
    let _ = writeln!(table, "  {:<14} {}", "sentences", article.sentences.len());
    for (name, shown) in fields {
        let _ = writeln!(table, "  {name:<14} {}", shown.first().map_or("none", String::as_str));
        for line in shown.iter().skip(1) {
            let _ = writeln!(table, "  {:<14} {line}", "");
        }
    }
    table
}

/// The lines of a table for a list of values.
fn many(values: &Value) -> Vec<String> {
    values.as_array().into_iter().flatten().flat_map(one).collect()
}

/// What most statements are; a table does not say so.
const PLAIN: &[&str] = &["positive", "usual", "all", "any", "assertion", "general"];

/// The lines of a table for one value: its strings in a row, and what is not plain in its scope.
fn one(value: &Value) -> Vec<String> {
    let words: Vec<_> = match value {
        Value::Null => return Vec::new(),
        Value::Object(fields) => {
            let scope = fields.get("scope").and_then(Value::as_object).into_iter().flat_map(|scope| scope.values());
            let narrow = scope.filter_map(Value::as_str).filter(|word| !PLAIN.contains(word));
            fields.values().filter_map(Value::as_str).chain(narrow).collect()
        }
        other => other.as_str().into_iter().collect(),
    };
    vec![super::plain::line(&words.join("  ")).into_owned()]
}
