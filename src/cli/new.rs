//! `mo-lint new`: writes a rule of the house to start from.

use super::args::Shape;
use super::{Outcome, output};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// The rule that is written for each shape; `ID` stands for its id.
fn template(shape: Shape) -> &'static str {
    match shape {
        Shape::Phrase => include_str!("new/phrase.toml"),
        Shape::Replace => include_str!("new/replace.toml"),
        Shape::Pair => include_str!("new/pair.toml"),
        Shape::Attribute => include_str!("new/attribute.toml"),
        Shape::Quantity => include_str!("new/quantity.toml"),
        Shape::Medicine => include_str!("new/medicine.toml"),
        Shape::Term => include_str!("new/term.toml"),
        Shape::Facts => include_str!("new/facts.toml"),
    }
}

/// Writes a rule into a folder, unless there is one of its name.
pub(super) fn run(id: &str, shape: Shape, folder: &Path) -> Outcome {
    let kebab = !id.is_empty()
        && id
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !kebab {
        output::complain(&format!("\"{id}\" is no id; write lower case words with hyphens, such as \"house-style\""));
        return Outcome::Trouble;
    }
    let path = folder.join(format!("{id}.toml"));
    let written = fs::create_dir_all(folder)
        .and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path))
        .and_then(|mut file| file.write_all(template(shape).replace("ID", id).as_bytes()));
    match written {
        Ok(()) => {
            output::line(&format!("Wrote {}; `mo-lint test {}` runs its examples", path.display(), folder.display()));
            Outcome::Clean
        }
        Err(error) => {
            output::complain(&format!("{}: {}", path.display(), output::reason(&error)));
            Outcome::Trouble
        }
    }
}
