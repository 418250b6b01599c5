//! SARIF 2.1.0, the format of code scanning: one run, the rules that found something, and their findings. The places of
//! a contradiction are `relatedLocations`, and the message links to them.

use super::{Reporter, Summary, json, markup, wording};
use crate::diagnostic::{Diagnostic, Family, Fix as Mending, Level};
use crate::rule::Meta;
use crate::source::{Lines, Source, SourceSpan};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The longest flagged text that is repeated in the report, in bytes.
const SNIPPET: usize = 1_000;

/// Reports as SARIF.
#[derive(Clone, Debug, Default)]
pub struct Sarif {
    /// What is said of each rule, by its id.
    rules: BTreeMap<String, String>,
}

impl Sarif {
    /// A reporter that knows what these rules say of themselves.
    pub fn new<'m>(rules: impl IntoIterator<Item = &'m Meta>) -> Self {
        Self { rules: rules.into_iter().map(|meta| (meta.id.to_string(), descriptor(meta))).collect() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'m> {
    id: &'m str,
    short_description: Text<String>,
    full_description: Text<String>,
    help: Help,
    default_configuration: Configuration,
    properties: Properties<'m>,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Serialize)]
struct Properties<'m> {
    tags: [Family; 1],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
    since: &'m str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'d> {
    rule_id: &'d str,
    level: Level,
    message: Text<String>,
    locations: [Place<'d>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place<'d>>,
    partial_fingerprints: Fingerprints<'d>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'d>; 1]>,
    properties: Kind,
}

/// Why a finding may stand.
#[derive(Serialize)]
struct Suppression<'d> {
    kind: &'static str,
    justification: &'d str,
}

#[derive(Serialize)]
struct Fingerprints<'d> {
    #[serde(rename = "moLint/v1")]
    ours: &'d str,
}

#[derive(Serialize)]
struct Kind {
    family: Family,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'d> {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'d> {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(flatten)]
    bytes: Option<Bytes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<&'d str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bytes {
    byte_offset: u32,
    byte_length: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'d> {
    description: Text<&'d str>,
    artifact_changes: [Change<'d>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'d> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'d>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'d> {
    deleted_region: Region<'d>,
    inserted_content: Text<&'d str>,
}

impl Reporter for Sarif {
    fn marks(&self) -> bool {
        true
    }

    fn head(&self, summary: &Summary) -> String {
        let described: Vec<_> =
            summary.rules.keys().filter_map(|id| self.rules.get(&**id)).map(|rule| format!("\n{rule}")).collect();
        format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{{\"driver\":{{\"name\":\"mo-lint\",\"semanticVersion\":\"{}\",\"rules\":[{}\n]}}}},\n\
             \"columnKind\":\"unicodeCodePoints\",\n\"results\":[",
            env!("CARGO_PKG_VERSION"),
            described.join(",")
        )
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let lines = Lines::of(&source.text);
        let fingerprints = wording::fingerprints(diagnostics);
        let results: Vec<_> = diagnostics
            .iter()
            .zip(&fingerprints)
            .map(|(diagnostic, fingerprint)| format!("\n{}", result(source, &lines, diagnostic, fingerprint)))
            .collect();
        results.join(",")
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn tail(&self, _summary: &Summary) -> String {
        "\n]}]}\n".to_owned()
    }
}

fn descriptor(meta: &Meta) -> String {
    let why = meta.section("Why").filter(|why| !why.is_empty()).unwrap_or_else(|| meta.summary());
    json::to_string(&Descriptor {
        id: &meta.id,
        short_description: Text { text: meta.summary() },
        full_description: Text { text: why.clone() },
        help: Help { text: why, markdown: meta.documentation() },
        default_configuration: Configuration { level: meta.level },
        properties: Properties {
            tags: [meta.family],
            precision: "high",
            severity: match meta.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "recommendation",
            },
            since: &meta.since,
        },
    })
}

fn result(source: &Source, lines: &Lines, diagnostic: &Diagnostic, fingerprint: &str) -> String {
    let label = (!diagnostic.label.is_empty()).then_some(&diagnostic.label);
    let related = diagnostic.related.iter().enumerate().map(|(index, related)| Place {
        id: Some(index + 1),
        physical_location: Physical {
            artifact_location: artifact(&related.path),
            region: (related.path == source.name).then(|| region(source, lines, related.span, true)),
        },
        message: Some(Text { text: literal(&related.message) }),
    });
    json::to_string(&Finding {
        rule_id: &diagnostic.rule,
        level: diagnostic.level,
        message: Text { text: message(diagnostic) },
        locations: [Place {
            id: None,
            physical_location: Physical {
                artifact_location: artifact(&diagnostic.path),
                region: Some(region(source, lines, diagnostic.span, true)),
            },
            message: label.map(|label| Text { text: literal(label) }),
        }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { ours: fingerprint },
        fixes: diagnostic.fixes.iter().map(|fix| mending(source, lines, fix)).collect(),
        baseline_state: diagnostic.known.then_some("unchanged"),
        suppressions: diagnostic
            .suppressed
            .as_ref()
            .map(|reason| [Suppression { kind: "external", justification: reason }]),
        properties: Kind { family: diagnostic.family },
    })
}

/// The message, with a link to each other place, then the notes and the help.
fn message(diagnostic: &Diagnostic) -> String {
    let mut message = literal(&diagnostic.message);
    for (index, related) in diagnostic.related.iter().enumerate() {
        let label = if related.message.is_empty() { "the other place" } else { &related.message };
        let _ = write!(message, "\n[{}]({})", bracketed(label), index + 1);
    }
    for note in &diagnostic.notes {
        let _ = write!(message, "\nnote: {}", literal(note));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {}", literal(help));
    }
    message
}

/// Text that stands in a message as it is: what reads as a link is taken apart.
fn literal(text: &str) -> String {
    if text.contains("](") { bracketed(text) } else { text.to_owned() }
}

fn bracketed(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn artifact(path: &str) -> Artifact {
    let uri = markup::address(path);
    let uri_base_id = (!uri.starts_with("file:")).then_some("%SRCROOT%");
    Artifact { uri, uri_base_id }
}

fn region<'d>(source: &'d Source, lines: &Lines, span: SourceSpan, quoted: bool) -> Region<'d> {
    let start = lines.position(&source.text, span.start);
    let end = lines.position(&source.text, span.end);
    let text = source.text.get(span.range()).filter(|text| quoted && text.len() <= SNIPPET);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        bytes: (!source.decoded).then_some(Bytes { byte_offset: span.start, byte_length: span.end - span.start }),
        snippet: text.map(|text| Text { text }),
    }
}

fn mending<'d>(source: &'d Source, lines: &Lines, fix: &'d Mending) -> Fix<'d> {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(source, lines, edit.span, false),
        inserted_content: Text { text: &edit.text },
    });
    Fix {
        description: Text { text: &fix.message },
        artifact_changes: [Change { artifact_location: artifact(&source.name), replacements: replacements.collect() }],
    }
}
