//! Which files are read: those named, and those of a known type in the folders named.

use super::args::Input;
use super::config::{self, Config};
use super::ignored::Ignored;
use super::setup::Configs;
use super::{names, output};
use crate::source::Format;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Its name in reports.
    pub(super) name: String,
    /// Where it is; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is written.
    pub(super) format: Format,
    /// The index of its configuration.
    pub(super) config: usize,
}

/// What a run reads.
#[derive(Debug)]
pub(super) struct Found {
    /// The files, sorted by name, each once.
    pub(super) targets: Vec<Target>,
    /// Whether all that was named was there and could be listed.
    pub(super) complete: bool,
    /// How many files of unknown type were left out, by their endings.
    unknown: BTreeMap<String, usize>,
    /// The files and folders that were left out, and why.
    pub(super) skipped: Vec<(String, String)>,
    quiet: bool,
}

/// The paths of the arguments; none means this folder.
pub(super) fn paths(input: &Input) -> Vec<PathBuf> {
    if input.paths.is_empty() { vec![PathBuf::from(".")] } else { input.paths.clone() }
}

/// The paths of the arguments and those that a file lists, one a line, or parted by zero bytes; a list alone stands for
/// no folder.
#[expect(clippy::disallowed_methods, reason = "the list of files is read here")]
pub(super) fn listed(input: &Input, list: Option<&Path>) -> Result<Vec<PathBuf>, String> {
    let Some(list) = list else { return Ok(paths(input)) };
    let mut text = Vec::new();
    let read = if list.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut text)
    } else {
        File::open(list).and_then(|mut file| file.read_to_end(&mut text))
    };
    read.map_err(|error| format!("{}: {}", shown(list), output::reason(&error)))?;
    let text = String::from_utf8_lossy(&text);
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.split(separator).map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty());
    Ok(input.paths.iter().cloned().chain(lines.map(PathBuf::from)).collect())
}

/// Finds the files of the paths, each with the configuration of its path.
pub(super) fn find(input: &Input, paths: &[PathBuf], configs: &Configs) -> Found {
    let mut found = Found {
        targets: Vec::new(),
        complete: true,
        unknown: BTreeMap::new(),
        skipped: Vec::new(),
        quiet: input.quiet,
    };
    for (path, &config) in paths.iter().zip(&configs.of_path) {
        if path.as_os_str() == "-" {
            let name = input.stdin_filename.as_deref().map_or("<stdin>".to_owned(), shown);
            let format = Format::of_path(&name).unwrap_or(Format::Text);
            found.targets.push(Target { name, path: None, format, config });
            continue;
        }
        match path.metadata() {
            Ok(data) if data.is_dir() => found.walk(path, config, &configs.configs[config], !input.no_ignore),
            Ok(_) if input.force_exclude && configs.configs[config].excludes(path) => {
                found.skipped.push((shown(path), "exclude of mo-lint.toml".to_owned()));
            }
            Ok(_) => {
                let name = shown(path);
                let said = || Format::of_path(&name).unwrap_or(Format::Text);
                let format = configs.configs[config].format_of(path).unwrap_or_else(said);
                found.targets.push(Target { name, path: Some(path.clone()), format, config });
            }
            Err(error) => found.missing(path, &error),
        }
    }
    if paths.len() > 1 {
        let mut seen = BTreeSet::new();
        found.targets.retain(|target| seen.insert(target.path.as_ref().map(|path| path.canonicalize().ok())));
    }
    found.targets.sort_by(|a, b| a.name.cmp(&b.name));
    found.say_unknown();
    found
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

impl Found {
    fn missing(&mut self, path: &Path, error: &std::io::Error) {
        let name = shown(path);
        let commands = ["explain", "rules", "inspect", "init"];
        let command = names::nearest(&name, commands).filter(|_| !name.contains(['/', '.']));
        let hint = command.map_or(String::new(), |command| format!("; did you mean the command \"{command}\"?"));
        output::complain(&format!("{name}: {}{hint}", output::reason(error)));
        self.complete = false;
    }

    fn walk(&mut self, root: &Path, config: usize, settings: &Config, ignore: bool) {
        let mut ignored = Ignored::new(root, &settings.exclude, ignore);
        let mut walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let (path, depth) = match &entry {
                Ok(entry) => (entry.path(), entry.depth()),
                Err(error) => (error.path().unwrap_or(root), error.depth()),
            };
            let below = path.strip_prefix(root).unwrap_or(path);
            let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let hidden = hidden.then(|| "its name begins with a dot".to_owned());
            let left_out =
                if depth > 0 { hidden.or_else(|| ignored.leaves_out(below, depth, is_folder)) } else { None };
            if let Some(reason) = left_out {
                self.skipped.push((shown(path.strip_prefix(".").unwrap_or(path)), reason));
                if is_folder {
                    walk.skip_current_dir();
                }
                continue;
            }
            match &entry {
                Ok(_) if is_folder => ignored.enter(below, depth),
                Ok(entry) => self.file(entry, config, settings),
                Err(error) => self.unlisted(path, error),
            }
        }
    }

    fn file(&mut self, entry: &DirEntry, config: usize, settings: &Config) {
        if !entry.file_type().is_file() || entry.file_name() == config::FILE {
            return;
        }
        let path = entry.path();
        let name = shown(path.strip_prefix(".").unwrap_or(path));
        if let Some(format) = settings.format_of(path).or_else(|| Format::of_path(&name)) {
            self.targets.push(Target { name, path: Some(path.to_path_buf()), format, config });
        } else {
            let ending = path.extension().map_or("no ending".to_owned(), |it| format!(".{}", it.display()));
            *self.unknown.entry(ending).or_default() += 1;
            self.skipped.push((name, "its ending tells no format that mo-lint reads".to_owned()));
        }
    }

    /// An entry of a folder that could not be followed or read.
    fn unlisted(&mut self, path: &Path, error: &walkdir::Error) {
        let name = shown(path.strip_prefix(".").unwrap_or(path));
        if error.loop_ancestor().is_some() {
            output::say(
                "warning",
                &format!("{name}: a symbolic link that leads back to a folder above it; not followed"),
            );
        } else if path.is_symlink() {
            output::say("warning", &format!("{name}: a symbolic link that leads nowhere; skipped"));
        } else {
            let reason = error.io_error().map_or_else(|| error.to_string(), output::reason);
            output::complain(&format!("{name}: {reason}"));
            self.complete = false;
        }
    }

    /// Says how many files of unknown type were left out, with the most frequent endings.
    fn say_unknown(&self) {
        let count: usize = self.unknown.values().sum();
        if count == 0 || self.quiet {
            return;
        }
        let mut endings: Vec<_> = self.unknown.iter().map(|(ending, &count)| (usize::MAX - count, ending)).collect();
        endings.sort_unstable();
        let mut names: Vec<_> = endings.iter().take(4).map(|(_, ending)| ending.as_str()).collect();
        if endings.len() > names.len() {
            names.push("...");
        }
        let files = if count == 1 { "file" } else { "files" };
        output::say("note", &format!("skipped {count} {files} of unknown type ({})", names.join(", ")));
    }
}
