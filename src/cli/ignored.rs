//! What `.gitignore`, `.ignore` and `.mo-lintignore` leave out of a walk, and what `exclude` does.

use super::output;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// The names of the files, the strongest first.
const FILES: [&str; 3] = [".mo-lintignore", ".ignore", ".gitignore"];

/// The files that hold at one point of a walk.
pub(super) struct Ignored<'c> {
    root: PathBuf,
    exclude: &'c [Gitignore],
    /// Those above the root of the walk, from the root of the repository down.
    above: Vec<Vec<Gitignore>>,
    /// Those of the folders on the way from the root of the walk, by depth.
    below: Vec<Vec<Gitignore>>,
    enabled: bool,
}

impl<'c> Ignored<'c> {
    /// What holds at the root of a walk.
    pub(super) fn new(root: &Path, exclude: &'c [Gitignore], enabled: bool) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let mut above = Vec::new();
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        if let Some(repository) = repository.filter(|_| enabled) {
            above = root.ancestors().skip(1).take_while(|folder| folder.starts_with(repository)).map(load).collect();
            above.reverse();
        }
        Self { root, exclude, above, below: Vec::new(), enabled }
    }

    /// Enters a folder at some depth below the root.
    pub(super) fn enter(&mut self, path: &Path, depth: usize) {
        self.below.truncate(depth);
        if self.enabled {
            self.below.push(load(&self.root.join(path)));
        }
    }

    /// Why a path, told from the root of the walk and at some depth below it, is left out, if it is.
    pub(super) fn leaves_out(&mut self, path: &Path, depth: usize, is_folder: bool) -> Option<String> {
        self.below.truncate(depth);
        let path = self.root.join(path);
        for exclude in self.exclude {
            if let Match::Ignore(glob) = exclude.matched(&path, is_folder) {
                return Some(format!("\"{}\" in exclude of mo-lint.toml", glob.original()));
            }
        }
        for file in self.above.iter().chain(&self.below).rev().flatten() {
            match file.matched(&path, is_folder) {
                Match::Ignore(glob) => {
                    let name = glob.from().and_then(Path::file_name).map(|name| name.display().to_string());
                    return Some(format!("\"{}\" in {}", glob.original(), name.unwrap_or_default()));
                }
                Match::Whitelist(_) => return None,
                Match::None => {}
            }
        }
        None
    }
}

/// The files of one folder.
fn load(folder: &Path) -> Vec<Gitignore> {
    let mut files = Vec::new();
    for path in FILES.map(|name| folder.join(name)) {
        if !path.is_file() {
            continue;
        }
        let mut builder = GitignoreBuilder::new(folder);
        if let Some(error) = builder.add(&path) {
            output::say("warning", &error.to_string());
        }
        files.extend(builder.build());
    }
    files
}
