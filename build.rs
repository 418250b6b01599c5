//! Packs the tables of `knowledge/` into one file that the library embeds and looks up in place, and gathers the rules
//! of `lints/` into another.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/knowledge/fold.rs"]
mod fold;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=lints");
    println!("cargo::rerun-if-changed=src/reading/scope/cues.toml");
    println!("cargo::rerun-if-changed=src/knowledge/fold.rs");
    let result = pack_words(&root, &out).and_then(|()| gather_rules(&root, &out)).and_then(|()| pack_cues(&root, &out));
    if let Err(error) = result {
        println!("cargo::error={error}");
    }
}

/// Packs `knowledge/words.tsv` (word, commonness level, source). All numbers are little-endian `u32`:
/// `[count, buckets, text length] [bucket: word index + 1 or 0]... [end of word i in the text]... [level of word i, one byte]... text`.
fn pack_words(root: &Path, out: &Path) -> Result<(), String> {
    let path = root.join("knowledge/words.tsv");
    let table = fs::read_to_string(&path).unwrap_or_default();
    let mut words: BTreeMap<String, u8> = BTreeMap::new();
    let mut key = String::new();
    for (number, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(word), Some(level)) = (columns.next(), columns.next()) else {
            return Err(format!("knowledge/words.tsv:{}: expected word, level and source", number + 1));
        };
        let level: u8 =
            level.parse().map_err(|_| format!("knowledge/words.tsv:{}: \"{level}\" is not a level", number + 1))?;
        fold::fold(word, &mut key);
        let known = words.entry(key.clone()).or_insert(level);
        *known = level.min(*known);
    }
    let buckets = (words.len() * 2).next_power_of_two().max(2);
    let mut table = vec![0_u32; buckets];
    let mut ends = Vec::new();
    let mut levels = Vec::new();
    let mut text = String::new();
    for (index, (word, level)) in words.iter().enumerate() {
        let mut slot = fold::hash(word.as_bytes()) as usize & (buckets - 1);
        while table[slot] != 0 {
            slot = (slot + 1) & (buckets - 1);
        }
        table[slot] = index as u32 + 1;
        text.push_str(word);
        ends.push(text.len() as u32);
        levels.push(*level);
    }
    let mut bytes = Vec::new();
    for number in [words.len() as u32, buckets as u32, text.len() as u32].iter().chain(&table).chain(&ends) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(&levels);
    bytes.extend_from_slice(text.as_bytes());
    fs::write(out.join("knowledge.bin"), bytes).map_err(|error| format!("knowledge.bin: {error}"))
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
    fs::write(out.join("lints.json"), json).map_err(|error| format!("lints.json: {error}"))
}

/// Turns the cues of scope into JSON, so that nothing but JSON is parsed at start.
fn pack_cues(root: &Path, out: &Path) -> Result<(), String> {
    let shown = "src/reading/scope/cues.toml";
    let text = fs::read_to_string(root.join(shown)).map_err(|error| format!("{shown}: {error}"))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))?;
    let json = serde_json::to_string(&table).map_err(|error| format!("{shown}: {error}"))?;
    fs::write(out.join("cues.json"), json).map_err(|error| format!("cues.json: {error}"))
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
