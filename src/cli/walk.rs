//! Which files are read: those named, and those of a known type in the folders named.

use super::args::Input;
use super::output;
use crate::source::{Format, Source};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Its name in reports.
    pub(super) name: String,
    /// Where it is; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is written.
    pub(super) format: Format,
}

/// Finds the files, sorted by name, and whether all that was named was there.
pub(super) fn targets(input: &Input) -> (Vec<Target>, bool) {
    let mut targets = Vec::new();
    let mut all = true;
    let here = [PathBuf::from(".")];
    let paths = if input.paths.is_empty() { &here[..] } else { &input.paths };
    for path in paths {
        if path.as_os_str() == "-" {
            let name = input.stdin_filename.as_ref().map_or("<stdin>".into(), |name| name.display().to_string());
            let format = Format::of_path(&name).unwrap_or(Format::Text);
            targets.push(Target { name, path: None, format });
            continue;
        }
        match path.metadata() {
            Ok(data) if data.is_dir() => folder(path, &mut targets),
            Ok(_) => {
                let name = path.display().to_string();
                let format = Format::of_path(&name).unwrap_or(Format::Text);
                targets.push(Target { name, path: Some(path.clone()), format });
            }
            Err(error) => {
                output::complain(&format!("{}: {}", path.display(), output::reason(&error)));
                all = false;
            }
        }
    }
    targets.sort_by(|a, b| a.name.cmp(&b.name));
    targets.dedup();
    (targets, all)
}

fn folder(root: &Path, targets: &mut Vec<Target>) {
    for entry in WalkDir::new(root).into_iter().flatten() {
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.into_path();
        let name = path.strip_prefix("./").unwrap_or(&path).display().to_string();
        if let Some(format) = Format::of_path(&name) {
            targets.push(Target { name, path: Some(path), format });
        }
    }
}

/// Reads a file.
#[expect(clippy::disallowed_methods, reason = "files are read here, and only here")]
pub(super) fn read(target: &Target) -> Result<Source, String> {
    let mut bytes = Vec::new();
    let result = match &target.path {
        Some(path) => File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
        None => io::stdin().lock().read_to_end(&mut bytes),
    };
    result.map_err(|error| output::reason(&error))?;
    Source::from_bytes(target.name.clone(), bytes, target.format).map_err(|not_text| not_text.to_string())
}
