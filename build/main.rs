//! Packs the tables of `knowledge/` into one file that the library embeds and looks up in place, and gathers the rules
//! of `lints/` into another.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a build script speaks to cargo and reads and writes files"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "../src/knowledge/fold.rs"]
mod fold;
#[path = "../src/knowledge/layout.rs"]
mod layout;
mod lemma;
mod pack;
#[path = "../src/pattern"]
#[allow(dead_code, unreachable_pub, reason = "the library uses all of it and gives some of it out")]
mod pattern {
    mod code;
    mod compile;
    mod inflect;
    mod literal;
    mod parse;
    #[path = "../../build/patterns.rs"]
    pub(crate) mod patterns;
}
#[allow(dead_code, unreachable_pub, reason = "the library uses all of it and gives some of it out")]
#[path = "../src/reading/split.rs"]
mod split;
mod tables;

/// What the shared files ask the library for.
mod knowledge {
    pub(crate) use crate::fold::fold;
}

/// What the shared files ask the library for.
mod reading {
    pub(crate) mod words {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct WordId(pub(crate) u32);
    }
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    for path in ["build", "knowledge", "lints", "src/knowledge", "src/pattern", "src/reading/split.rs", CUES] {
        println!("cargo::rerun-if-changed={path}");
    }
    let version = fs::read_to_string(root.join("knowledge/VERSION")).unwrap_or_default();
    println!("cargo::rustc-env=MO_LINT_KNOWLEDGE={}", version.trim());
    if let Err(error) = pack(&root, &out) {
        println!("cargo::error={error}");
    }
}

fn pack(root: &Path, out: &Path) -> Result<(), String> {
    let tables = tables::read(&root.join("knowledge"))?;
    let rules = rules(root)?;
    let cues = table(root, &root.join(CUES))?;
    let names = pack::names(&tables);
    let words = pack::words(&tables, &names);
    let mut vocabulary = pattern::patterns::Words::of(&words);
    for (file, sources) in [("rules.bin", &rules[..]), ("cues.bin", std::slice::from_ref(&cues))] {
        let mut patterns = BTreeSet::new();
        for source in sources {
            pattern::patterns::gather(source, &mut patterns);
        }
        write(&out.join(file), &pattern::patterns::compile(&patterns, &mut vocabulary)?)?;
    }
    let (bytes, text) = pack::pack(&tables, &names, &words, &vocabulary.added);
    write(&out.join("knowledge.bin"), &bytes)?;
    write(&out.join("knowledge.txt"), text.as_bytes())?;
    write(&out.join("lints.json"), json(&rules)?.as_bytes())?;
    write(&out.join("cues.json"), json(&cues)?.as_bytes())
}

/// The cues of scope.
const CUES: &str = "src/reading/scope/cues.toml";

fn table(root: &Path, path: &Path) -> Result<toml::Table, String> {
    let shown = path.strip_prefix(root).unwrap_or(path).display();
    let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))
}

/// Nothing but JSON is parsed at start.
fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// The rules of `lints/**/*.toml`.
fn rules(root: &Path) -> Result<Vec<toml::Table>, String> {
    let mut files = Vec::new();
    collect(&root.join("lints"), &mut files);
    files.sort();
    files.iter().map(|path| table(root, path)).collect()
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
