//! The JSON Schemas in `schemas/`, with which editors complete and check rule files and `mo-lint.toml`: made from the
//! types that read them, and held current by these tests. `MO_LINT_WRITE_SCHEMAS=1 cargo test --lib schema` writes them.

use super::{Declaration, Term};
use crate::diagnostic::Level;
use crate::profile::Profile;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The settings of mo-lint, in `mo-lint.toml`.
#[derive(Default, JsonSchema, serde::Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Settings {
    /// A file whose settings hold too, told from the folder of this one. What this file says of select, ignore, profile,
    /// min-level, fail-on and the level of a rule stands for what that one says; all else is added to it.
    extends: Option<String>,
    /// The rules to run, as ids or families; every stable rule when it is missing.
    select: Option<Vec<String>>,
    /// The rules not to run, as ids or families.
    ignore: Option<Vec<String>>,
    /// Other levels for the findings of some rules or families.
    levels: Option<BTreeMap<String, Level>>,
    /// What is not read when folders are walked, as in .gitignore.
    exclude: Option<Vec<String>>,
    /// What kind of text it is.
    profile: Option<Profile>,
    /// The slightest finding that is reported.
    min_level: Option<Level>,
    /// The slightest finding that makes the exit status 1.
    fail_on: Option<FailOn>,
    /// Folders and files with rules of one's own; the folder "lints" beside the file when it is missing.
    lints: Option<Vec<String>>,
    /// Tables of terms: CSV with the columns term, accepted, forbidden and note, or TOML.
    glossary: Option<Vec<String>>,
    /// Findings that may stand, said outside the article.
    allow: Option<Vec<Allow>>,
    /// What holds for some paths; where several hold for one, the later win.
    overrides: Option<Vec<Override>>,
}

/// What holds for some paths.
#[derive(JsonSchema, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Override {
    /// The paths, as in .gitignore, from the folder of the file.
    paths: Vec<String>,
    /// The rules to run there, instead of those of the project.
    select: Option<Vec<String>>,
    /// The rules not to run there, beside those of the project.
    ignore: Option<Vec<String>>,
    /// Other levels there.
    levels: Option<BTreeMap<String, Level>>,
    /// What kind of text it is.
    profile: Option<Profile>,
    /// How the files are written, whatever their names end in.
    format: Option<Written>,
}

#[derive(JsonSchema, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is of interest")]
enum Written {
    Text,
    Markdown,
    Html,
}

/// Findings that may stand.
#[derive(JsonSchema, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Allow {
    /// The rule or family.
    rule: String,
    /// The files, as in .gitignore; every one when it is missing.
    path: Option<String>,
    /// A text that the flagged passage must hold.
    text: Option<String>,
    /// Why they may stand.
    reason: String,
}

#[derive(JsonSchema, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is of interest")]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

/// A glossary of accepted and forbidden terms.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is of interest")]
struct Glossary {
    /// The terms.
    term: Vec<Term>,
}

/// Draft 7 is what the language servers of TOML read.
fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("rule.schema.json", schema::<Declaration>()),
        ("mo-lint.schema.json", schema::<Settings>()),
        ("glossary.schema.json", schema::<Glossary>()),
    ]
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the schemas are files")]
fn the_schemas_are_current() {
    for (name, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
        if std::env::var_os("MO_LINT_WRITE_SCHEMAS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let known = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(known == text, "schemas/{name} is stale: MO_LINT_WRITE_SCHEMAS=1 cargo test --lib schema");
    }
}

/// The page of the book that lists the settings, made from their schema.
fn page() -> String {
    use std::fmt::Write as _;
    let schema = serde_json::to_value(schema::<Settings>()).unwrap();
    let mut page = String::from(PAGE);
    let mut table = |title: &str, object: &serde_json::Value| {
        let _ = write!(page, "\n## {title}\n\n| key | value | what it says |\n| --- | --- | --- |\n");
        for (key, said) in object["properties"].as_object().unwrap() {
            let text = said["description"].as_str().unwrap_or_default().replace('\n', " ");
            let _ = writeln!(page, "| `{key}` | {} | {text} |", kind(&schema, said));
        }
    };
    table("All keys", &schema);
    table("In `[[overrides]]`", &schema["definitions"]["Override"]);
    table("In `[[allow]]`", &schema["definitions"]["Allow"]);
    page
}

/// What the page begins with.
const PAGE: &str = include_str!("settings.md");

/// What a value is, in a few words.
fn kind(schema: &serde_json::Value, said: &serde_json::Value) -> String {
    let named = |said: &serde_json::Value| Some(said["$ref"].as_str()?.rsplit('/').next()?.to_owned());
    let first = said["anyOf"].get(0).or_else(|| said["allOf"].get(0)).unwrap_or(said);
    if let Some(name) = named(first) {
        let object = &schema["definitions"][&name];
        let of = |one: &serde_json::Value| one["const"].as_str().map(|name| vec![name.to_owned()]);
        let names = |one: &serde_json::Value| {
            let listed = one["enum"].as_array().into_iter().flatten();
            of(one).unwrap_or_else(|| listed.filter_map(|name| name.as_str().map(str::to_owned)).collect())
        };
        let mut all = names(object);
        all.extend(object["oneOf"].as_array().into_iter().flatten().flat_map(names));
        return all.iter().map(|name| format!("`\"{name}\"`")).collect::<Vec<_>>().join(", ");
    }
    let kind = said["type"].as_str().or_else(|| said["type"][0].as_str()).unwrap_or_default();
    match kind {
        "array" if named(&said["items"]).is_some() => "tables".into(),
        "array" => "list of strings".into(),
        "object" => "table of rules with `\"error\"`, `\"warning\"` or `\"note\"`".into(),
        kind => kind.into(),
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file")]
fn the_page_of_the_settings_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/book/src/settings.md");
    if std::env::var_os("MO_LINT_WRITE_SCHEMAS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(known == page(), "docs/book/src/settings.md is stale: MO_LINT_WRITE_SCHEMAS=1 cargo test --lib schema");
}

#[test]
#[cfg(feature = "cli")]
fn the_settings_are_those_that_are_read() {
    let keys = serde_json::to_value(Settings::default()).unwrap();
    let mut keys: Vec<&str> = keys.as_object().unwrap().keys().map(String::as_str).collect();
    let mut known = crate::cli::KEYS.to_vec();
    keys.sort_unstable();
    known.sort_unstable();
    assert_eq!(keys, known);
}
