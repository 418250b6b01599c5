//! The scope of statements: for each way to narrow, deny or weaken one, sentences and what is read of them.

use mo_lint::reading::claims::Claim;
use mo_lint::reading::scope::{Certainty, Experiencer, Frame, Polarity, Time};
use mo_lint::{Article, Format, Linter, Source};
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
    if scope.compared {
        add("compared");
    }
    for limit in &scope.limits {
        add(&format!("only {}", limit.name));
    }
    shown
}

#[test]
fn sentences_have_the_scope_that_the_table_says() {
    let linter = Linter::default();
    let mut faults = String::new();
    for line in include_str!("scope.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        let [group, attribute, sentence, expected] = columns[..] else {
            panic!("four columns are expected: {line}");
        };
        let text = format!("# Foxpox\n\nFoxpox is in the books. {sentence}\n");
        let article = linter.read(Source::new("t.md", text, Format::Markdown));
        let claims = article.claims.iter().filter(|claim| article.attribute_name(claim) == attribute);
        let read: Vec<_> = claims.map(|claim| shown(&article, claim)).collect();
        let read = if read.is_empty() { "-".to_owned() } else { read.join(" / ") };
        if read != expected {
            let _ = writeln!(faults, "{group}\t{attribute}\t{sentence}\t{read}");
        }
    }
    assert!(faults.is_empty(), "read otherwise than the table says:\n{faults}");
}
