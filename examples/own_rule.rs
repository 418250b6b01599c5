//! A rule in code: what it says of itself, what it looks at, how it reports, and a linter that runs it.
//!
//! `cargo run --example own_rule`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use mo_lint::rule::Status;
use mo_lint::{Article, BlockKind, Family, Format, Level, Linter, Meta, Report, Rule, Source};

/// Flags headings that ask nothing and answer nothing.
struct EmptyHeading(Meta);

impl EmptyHeading {
    fn new() -> Self {
        Self(Meta {
            id: "empty-heading".into(),
            family: Family::Integrity,
            level: Level::Warning,
            status: Status::Stable,
            since: "1.0.0".into(),
            docs: "Flags a heading with nothing below it.".into(),
        })
    }
}

impl Rule for EmptyHeading {
    fn meta(&self) -> &Meta {
        &self.0
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        for pair in article.document.blocks.windows(2) {
            if let [heading, next] = pair
                && heading.kind == BlockKind::Heading
                && next.kind == BlockKind::Heading
                && heading.level == next.level
            {
                let name = article.text(heading.span);
                report
                    .at(heading.span, format!("\"{name}\" has nothing below it"))
                    .help("fill the section, or drop it");
            }
        }
    }
}

fn main() {
    let mut linter = Linter::default();
    linter.add(Box::new(EmptyHeading::new()));
    let text = "# Gout\n\nGout hurts.\n\n## Causes\n\n## Treatment\n\nRest helps.\n";
    let found = linter.check(&[Source::new("gout.md", text, Format::Markdown)]);
    for diagnostic in &found {
        println!("{}: {} (bytes {:?})", diagnostic.rule, diagnostic.message, diagnostic.span.range());
    }
    assert_eq!(found[0].message, "\"Causes\" has nothing below it");
}
