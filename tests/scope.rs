//! The scope of statements: for each way to narrow, deny or weaken one, sentences and what is read of them.

use mo_lint::reading::claims::{Claim, Topic};
use mo_lint::reading::scope::{Certainty, Experiencer, Frame, Polarity, Time};
use mo_lint::{Article, Family, Format, Linter, Source};
use std::fmt::Write as _;

/// The scope of a claim in a few words: only what is not the plain case.
fn shown(article: &Article, claim: &Claim) -> String {
    let scope = &claim.scope;
    let mut shown = article.claim_value(claim).to_lowercase();
    let mut add = |text: &str| shown.extend(["; ", text]);
    if scope.polarity == Polarity::Negative {
        add("denied");
    }
    match scope.certainty {
        Certainty::Usual => {}
        Certainty::Universal => add("universal"),
        Certainty::Some => add("some"),
        Certainty::Possible => add("possible"),
        Certainty::Hypothetical => add("hypothetical"),
        Certainty::Unknown => add("unknown"),
    }
    match scope.time {
        Time::Any => {}
        Time::Historical => add("historical"),
        Time::Early => add("early"),
        Time::Late => add("late"),
    }
    match scope.frame {
        Frame::Assertion => {}
        Frame::Quoted => add("quoted"),
        Frame::Reported => add("reported"),
        Frame::Question => add("question"),
        Frame::Myth => add("myth"),
        Frame::Correction => add("correction"),
    }
    match scope.experiencer {
        Experiencer::General => {}
        Experiencer::Case => add("case"),
        Experiencer::Family => add("family"),
        Experiencer::Animal => add("animal"),
    }
    if let Topic::Other(name) = &claim.topic {
        add(&format!("about {name}"));
    }
    if scope.compared {
        add("compared");
    }
    for limit in &scope.limits {
        add(&format!("only {}", limit.name));
    }
    shown
}

/// What is read of a sentence on an attribute.
fn read(linter: &Linter, attribute: &str, source: Source) -> Vec<String> {
    let article = linter.read(source);
    let claims = article.claims.iter().filter(|claim| article.attribute_name(claim) == attribute);
    claims.map(|claim| shown(&article, claim)).collect()
}

/// The contradictions that are reported of a text.
fn contradictions(linter: &Linter, source: Source) -> Vec<String> {
    let found = linter.check(&[source]);
    found.into_iter().filter(|d| d.family == Family::Contradiction).map(|d| d.rule.into_owned()).collect()
}

/// The rows of the table: group, attribute or "!" for what is reported, text, and what is expected.
fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let lines = include_str!("scope.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let columns: Vec<_> = line.split('\t').collect();
        columns.try_into().unwrap_or_else(|_| panic!("four columns are expected: {line}"))
    })
}

#[test]
fn sentences_have_the_scope_that_the_table_says() {
    let linter = Linter::default();
    let mut faults = String::new();
    for [group, attribute, sentence, expected] in rows() {
        let text = format!("# Foxpox\n\nFoxpox is in the books. {}\n", sentence.replace("\\n", "\n"));
        let source = Source::new("t.md", text, Format::Markdown);
        let read = if attribute == "!" { contradictions(&linter, source) } else { read(&linter, attribute, source) };
        let read = if read.is_empty() { "-".to_owned() } else { read.join(" / ") };
        if read != expected {
            let _ = writeln!(faults, "{group}\t{attribute}\t{sentence}\t{read}");
        }
    }
    assert!(faults.is_empty(), "read otherwise than the table says:\n{faults}");
}

#[test]
fn every_rule_of_scope_has_twenty_sentences() {
    for number in 1..=16 {
        let group = format!("Z{number}");
        let count = rows().filter(|row| row[0] == group).count();
        assert!(count >= 20, "{group} has {count}");
    }
}
