//! GitLab code quality: one JSON array, which a merge request shows beside the changed lines.

use super::{Reporter, Summary, json, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source, SourceSpan};
use serde::Serialize;

/// Reports as a GitLab code quality artifact.
#[derive(Clone, Copy, Debug, Default)]
pub struct GitLab;

#[derive(Serialize)]
struct Issue<'d> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'d str,
    description: &'d str,
    content: Content,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: &'d str,
    location: Location<'d>,
    other_locations: Vec<Location<'d>>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'d> {
    path: &'d str,
    lines: Range,
}

#[derive(Serialize)]
struct Range {
    begin: u32,
    end: u32,
}

impl Reporter for GitLab {
    fn head(&self, _summary: &Summary) -> String {
        "[".to_owned()
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        let fingerprints = wording::fingerprints(diagnostics);
        let issues = diagnostics.iter().zip(&fingerprints);
        let shown: Vec<_> = issues
            .map(|(diagnostic, fingerprint)| format!("\n{}", issue(source, &lines, diagnostic, fingerprint)))
            .collect();
        shown.join(",")
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, _summary: &Summary) -> String {
        "\n]\n".to_owned()
    }
}

fn issue(source: &Source, lines: &Lines, diagnostic: &Diagnostic, fingerprint: &str) -> String {
    let range = |span: SourceSpan| Range {
        begin: lines.position(&source.text, span.start).line,
        end: lines.position(&source.text, span.end).line,
    };
    let here = diagnostic.related.iter().filter(|related| related.path == source.name);
    json::to_string(&Issue {
        kind: "issue",
        check_name: &diagnostic.rule,
        description: &diagnostic.message,
        content: Content { body: wording::details(source, lines, diagnostic).join("\n") },
        categories: ["Clarity"],
        severity: match diagnostic.level {
            Level::Error => "critical",
            Level::Warning => "major",
            Level::Note => "minor",
        },
        fingerprint,
        location: Location { path: &diagnostic.path, lines: range(diagnostic.span) },
        other_locations: here.map(|place| Location { path: &place.path, lines: range(place.span) }).collect(),
    })
}
