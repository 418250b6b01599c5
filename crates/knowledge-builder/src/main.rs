//! Builds the knowledge tables of mo-lint from pinned open sources, and checks them.
//!
//! ```text
//! cargo run --release -p knowledge-builder -- build [DOWNLOADS]
//! cargo run --release -p knowledge-builder -- check
//! ```

mod anatomy;
mod casing;
mod catalog;
mod check;
mod common;
mod descriptors;
mod diseases;
mod downloads;
mod drugs;
mod error;
mod flags;
mod mesh;
mod ndc;
mod ontology;
mod overrides;
mod pipeline;
mod preferred;
mod scowl;
mod sites;
mod systems;
mod text;
mod tsv;
mod typos;
mod unii;
mod wordnet;
mod words;

use std::path::Path;
use std::process::ExitCode;

use crate::downloads::Downloads;
use crate::error::Result;

const USAGE: &str = "usage: knowledge-builder build [DOWNLOADS] | check";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = crate_folder.join("../..");
    let root = root.canonicalize().unwrap_or(root);
    let knowledge = root.join("knowledge");
    let done = match args.as_slice() {
        ["build"] => build(&root.join("target/knowledge-downloads"), crate_folder, &knowledge),
        ["check"] => return report(&check::check(&knowledge)),
        ["build", folder] => build(Path::new(folder), crate_folder, &knowledge),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn build(folder: &Path, crate_folder: &Path, knowledge: &Path) -> Result<()> {
    let downloads = Downloads::open(folder, &crate_folder.join("sources.toml"))?;
    for (table, rows) in pipeline::build(&downloads, crate_folder, knowledge)? {
        println!("{table}: {rows}");
    }
    Ok(())
}

/// Prints what the check found; silence is success.
fn report(errors: &[error::Error]) -> ExitCode {
    for error in errors {
        eprintln!("{error}");
    }
    if errors.is_empty() {
        println!("knowledge: no errors");
        return ExitCode::SUCCESS;
    }
    eprintln!("knowledge: {} errors", errors.len());
    ExitCode::FAILURE
}
