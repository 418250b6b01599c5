//! Claims from odd places and from texts that nobody wrote for reading.

use mo_lint::{Diagnostic, Family, Format, Linter, Source};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn contradictions(text: &str) -> Vec<Diagnostic> {
    let found = Linter::default().check(&[Source::new("t.md", text, Format::Markdown)]);
    found.into_iter().filter(|diagnostic| diagnostic.family == Family::Contradiction).collect()
}

/// What is claimed on an attribute.
#[track_caller]
fn claimed(text: &str, attribute: &str, expected: &[&str]) {
    let article = Linter::default().read(Source::new("t.md", text, Format::Markdown));
    let claims = article.claims.iter().filter(|claim| article.attribute_name(claim) == attribute);
    let values: Vec<_> = claims.map(|claim| article.claim_value(claim)).collect();
    assert_eq!(values, expected, "{text}");
}

#[test]
fn claims_come_from_rows_headings_items_and_terms() {
    claimed(
        "# Foxpox\n\n| Incubation period | 7 to 14 days |\n|---|---|\n| Rest | helps |\n",
        "incubation",
        &["7 to 14 days"],
    );
    claimed("# Foxpox\n\n| What | How long |\n|---|---|\n| Incubation | 9 days |\n", "incubation", &["9 days"]);
    claimed("# Foxpox\n\n| Name | Incubation period |\n|---|---|\n| Foxpox | 9 days |\n", "incubation", &["9 days"]);
    claimed("# Foxpox\n\n## Incubation period: 7 to 14 days\n\nRest helps.\n", "incubation", &["7 to 14 days"]);
    claimed("# Foxpox\n\n## Incubation period\n\n7 to 14 days.\n", "incubation", &["7 to 14 days"]);
    claimed("# Foxpox\n\n- Incubation period: 7 days\n- Duration: 3 weeks\n", "incubation", &["7 days"]);
    claimed("# Foxpox\n\n- Incubation period: 7 days\n- Duration: 3 weeks\n", "duration", &["3 weeks"]);
    claimed("# Foxpox\n\n- Prevalence: 1 in 5,000 people\n", "prevalence-figure", &["1 in 5,000"]);
    claimed("# Foxpox\n\n- Age of onset: childhood\n", "onset-age", &["childhood"]);
    let terms =
        "<h1>Foxpox</h1><dl><dt>Incubation period</dt><dd>7 to 14 days</dd><dt>Duration</dt><dd>2 weeks</dd></dl>";
    let article = Linter::default().read(Source::new("t.html", terms, Format::Html));
    let values: Vec<_> = article.claims.iter().map(|claim| article.claim_value(claim)).collect();
    assert!(values.contains(&"7 to 14 days".to_owned()) && values.contains(&"2 weeks".to_owned()), "{values:?}");
}

#[test]
fn a_table_with_a_row_for_each_disease_claims_nothing_of_the_subject() {
    let table = "| Disease | Incubation period |\n|---|---|\n| Measles | 10 days |\n| Mumps | 18 days |\n";
    claimed(&format!("# Foxpox\n\n{table}"), "incubation", &[]);
}

#[test]
fn a_row_and_a_sentence_are_held_against_each_other() {
    let text = "# Foxpox\n\n| Incubation period | 7 days |\n|---|---|\n| Rest | helps |\n\nRest helps. The incubation period of foxpox is 3 months.\n";
    let found = contradictions(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule, "duration-or-incubation-conflict");
}

#[test]
fn numbers_that_are_none_clash_with_nothing() {
    let numbers = [
        "10^400",
        "1/0",
        "1,000,5",
        "1٢3",
        "1e999",
        "0",
        "-5",
        "99999999999999999999999999999999999",
        "٣",
        "１２",
        "NaN",
    ];
    for number in numbers {
        let text = format!(
            "# Foxpox\n\nThe incubation period of foxpox is {number} days. Rest. Foxpox usually begins at the age of {number}. \
             Foxpox lasts {number} weeks. Foxpox affects 1 in {number} people. Foxpox affects {number} percent of adults. \
             Normal glucose is {number} mg/dL."
        );
        let found = contradictions(&text);
        assert!(found.is_empty(), "{number}: {found:?}");
    }
}

#[test]
fn broken_numbers_are_not_compared() {
    for number in ["10^400", "1/0", "1,000,5", "1٢3"] {
        let text = format!(
            "# Foxpox\n\nThe incubation period of foxpox is {number} days. Rest. The incubation period of foxpox is 9 days."
        );
        assert!(contradictions(&text).is_empty(), "{number}");
    }
}

#[test]
fn aliases_may_run_in_a_circle() {
    let text = "# Foxpox\n\nFoxpox, also known as wolfpox (WP), is rare. Wolfpox, also called bearpox, is mild. Bearpox (BP), also known as \
                foxpox, is a pox. WP (wolfpox) is BP (WP). Foxpox is common.";
    assert!(contradictions(text).len() <= 2);
}

#[test]
fn many_claims_on_one_subject_are_capped_and_that_is_said() {
    let mut text = String::from("# Foxpox\n\n");
    for day in 0..100_000 {
        let _ = write!(text, "Foxpox usually lasts {} days. ", 1 + day % 5_000 * 7);
        if day % 50 == 49 {
            text.push_str("\n\n");
        }
    }
    let begun = Instant::now();
    let found = contradictions(&text);
    assert!(begun.elapsed() < Duration::from_mins(2), "{:?}", begun.elapsed());
    let found: Vec<_> =
        found.iter().filter(|diagnostic| diagnostic.rule == "duration-or-incubation-conflict").collect();
    assert!((1..=20).contains(&found.len()), "{}", found.len());
    let said = |diagnostic: &&&Diagnostic| diagnostic.notes.iter().any(|note| note.contains("are shown"));
    assert!(found.iter().any(|diagnostic| said(&diagnostic)), "{:?}", found[0]);
}

#[test]
fn a_sentence_of_many_words_is_read_in_time() {
    let begun = Instant::now();
    for unit in ["foxpox usually lasts 5 days and ", "in men foxpox is more common than ", "if foxpox is "] {
        let words = unit.split_whitespace().count();
        let text = format!("# Foxpox\n\n{}.", unit.repeat(50_000 / words));
        let found = contradictions(&text);
        assert!(found.len() < 50, "{}", found.len());
    }
    assert!(begun.elapsed() < Duration::from_mins(2), "{:?}", begun.elapsed());
}
