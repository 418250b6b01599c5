//! Comments that let findings stand.

use mo_lint::{Format, Linter, Source};

/// The rules of the findings of an article, those that are suppressed with their reasons.
fn found(text: &str) -> Vec<String> {
    let found = Linter::default().check(&[Source::new("a.md", text, Format::Markdown)]);
    found
        .into_iter()
        .map(|one| one.suppressed.map_or(one.rule.to_string(), |reason| format!("{}: {reason}", one.rule)))
        .collect()
}

const ROBOT: &str = "As an AI language model, I cannot say more.";

#[test]
fn a_block_a_line_a_region_and_a_file() {
    let next =
        format!("# Gout\n\n<!-- mo-lint allow generator-residue: it is about robots -->\n\n{ROBOT}\n\n{ROBOT}\n");
    assert!(found(&next).contains(&"generator-residue: it is about robots".to_owned()), "{:?}", found(&next));
    assert!(found(&next).contains(&"generator-residue".to_owned()), "the second is not covered");
    let line = format!("# Gout\n\n{ROBOT} <!-- mo-lint allow-line generator-residue: quoted -->\n");
    assert_eq!(found(&line), ["generator-residue: quoted"]);
    let region = format!(
        "# Gout\n\n<!-- mo-lint allow-begin integrity: robots -->\n\n{ROBOT}\n\nGout hurts.\n\n<!-- mo-lint allow-end -->\n\n{ROBOT}\n"
    );
    assert_eq!(found(&region).iter().filter(|rule| rule.ends_with(": robots")).count(), 1, "{:?}", found(&region));
    let file = format!("<!-- mo-lint allow-file generator-residue: robots -->\n\n# Gout\n\n{ROBOT}\n");
    assert_eq!(found(&file), ["generator-residue: robots"]);
}

#[test]
fn quoted_text_narrows_a_suppression() {
    let holds = |quoted: &str| {
        let text = format!("# Gout\n\n<!-- mo-lint allow generator-residue \"{quoted}\": quoted -->\n\n{ROBOT}\n");
        found(&text)
    };
    assert_eq!(holds("as an AI"), ["generator-residue: quoted"]);
    assert_eq!(holds("other: words"), ["faulty-suppression", "generator-residue"]);
}

#[test]
fn what_lets_nothing_stand_is_reported() {
    for comment in [
        "<!-- mo-lint allow generator-residue: no longer there -->",
        "<!-- mo-lint allow : no rule -->",
        "<!-- mo-lint forbid generator-residue: x -->",
        "<!-- mo-lint allow-begin generator-residue: x -->",
        "<!-- mo-lint allow-end -->",
    ] {
        let rules = found(&format!("# Gout\n\n{comment}\n\nGout hurts.\n"));
        assert!(rules.contains(&"faulty-suppression".to_owned()), "{comment}: {rules:?}");
    }
}
