//! Packs the tables of `knowledge/` into one file that the library embeds and looks up in place, and gathers the rules
//! of `lints/` into another.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a build script speaks to cargo and reads and writes files"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "../src/knowledge/fold.rs"]
mod fold;
#[path = "../src/knowledge/layout.rs"]
mod layout;
mod lemma;
mod pack;
#[allow(dead_code, unreachable_pub, reason = "the library uses all of it and gives some of it out")]
#[path = "../src/reading/split.rs"]
mod split;
mod tables;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    for path in ["build", "knowledge", "lints", "src/knowledge", "src/reading/split.rs", CUES] {
        println!("cargo::rerun-if-changed={path}");
    }
    let version = fs::read_to_string(root.join("knowledge/VERSION")).unwrap_or_default();
    println!("cargo::rustc-env=MO_LINT_KNOWLEDGE={}", version.trim());
    let packed = tables::read(&root.join("knowledge")).map(|tables| pack::pack(&tables));
    let written = packed.and_then(|(bytes, text)| {
        write(&out.join("knowledge.bin"), &bytes)?;
        write(&out.join("knowledge.txt"), text.as_bytes())
    });
    let gathered = written.and_then(|()| gather_rules(&root, &out)).and_then(|()| gather_cues(&root, &out));
    if let Err(error) = gathered {
        println!("cargo::error={error}");
    }
}

/// The cues of scope.
const CUES: &str = "src/reading/scope/cues.toml";

/// Turns the cues of scope into JSON, so that nothing but JSON is parsed at start.
fn gather_cues(root: &Path, out: &Path) -> Result<(), String> {
    let text = fs::read_to_string(root.join(CUES)).map_err(|error| format!("{CUES}: {error}"))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| format!("{CUES}: {error}"))?;
    let json = serde_json::to_string(&table).map_err(|error| format!("{CUES}: {error}"))?;
    write(&out.join("cues.json"), json.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// Gathers `lints/**/*.toml` into one JSON array, so that nothing but JSON is parsed at start.
fn gather_rules(root: &Path, out: &Path) -> Result<(), String> {
    let mut files = Vec::new();
    collect(&root.join("lints"), &mut files);
    files.sort();
    let mut json = String::from("[");
    for path in &files {
        let shown = path.strip_prefix(root).unwrap_or(path).display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
        let rule: toml::Table = toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))?;
        if json.len() > 1 {
            json.push(',');
        }
        let rule = serde_json::to_string(&rule).map_err(|error| format!("{shown}: {error}"))?;
        let _ = write!(json, "{rule}");
    }
    json.push(']');
    write(&out.join("lints.json"), json.as_bytes())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
}
