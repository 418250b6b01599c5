//! `mo-lint.toml`: found, read with the files that it extends, and every fault in them shown at its place.

mod parse;
mod show;

use super::allow::Allow;
use super::facts;
use super::lints::Lints;
use super::names::FailOn;
use super::output;
use crate::check::Profile;
use crate::diagnostic::Level;
use crate::report::plain;
use crate::report::terminal::Terminal;
use crate::source::{Format, Lines, SourceSpan};
use ignore::gitignore::Gitignore;
use parse::{Fault, Parser};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The name of the file.
pub(super) const FILE: &str = "mo-lint.toml";

/// The keys that it may hold.
pub(crate) const KEYS: [&str; 12] = [
    "extends",
    "allow",
    "select",
    "ignore",
    "levels",
    "exclude",
    "profile",
    "min-level",
    "fail-on",
    "lints",
    "glossary",
    "overrides",
];

/// What may be said of the whole project, and otherwise of some of its paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    /// Rule ids with their levels.
    pub(super) levels: Vec<(String, Level)>,
    pub(super) profile: Option<Profile>,
}

/// What holds for some paths.
#[derive(Clone, Debug)]
pub(super) struct Override {
    paths: Gitignore,
    choice: Choice,
    format: Option<Format>,
    said: Said,
}

/// Values as they are written, by their keys, each with the place where it is.
pub(super) type Said = BTreeMap<String, Vec<(String, String)>>;

/// What a file sets, and the files that it extends.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    /// The folder that its paths count from.
    pub(super) folder: PathBuf,
    pub(super) choice: Choice,
    /// What is not read when folders are walked.
    pub(super) exclude: Vec<Gitignore>,
    pub(super) min_level: Option<Level>,
    pub(super) fail_on: Option<FailOn>,
    /// Findings that may stand.
    pub(super) allow: Vec<Allow>,
    /// What holds for some paths; the later win.
    pub(super) overrides: Vec<Override>,
    /// The rules of the house.
    pub(super) lints: Lints,
    /// The files, the nearest last.
    pub(super) files: Vec<String>,
    pub(super) said: Said,
}

impl Config {
    /// The overrides that hold for a file, in order, as their numbers.
    pub(super) fn overrides_of(&self, path: &Path) -> Vec<usize> {
        let Some(path) = path.canonicalize().ok().filter(|_| !self.overrides.is_empty()) else { return Vec::new() };
        let holds = |&number: &usize| covers(&self.overrides[number].paths, &path);
        (0..self.overrides.len()).filter(holds).collect()
    }

    /// The format that overrides give a file.
    pub(super) fn format_of(&self, path: &Path) -> Option<Format> {
        self.overrides_of(path).into_iter().rev().find_map(|number| self.overrides[number].format)
    }

    /// What holds where some overrides do: their rules stand for those of the project, what they ignore is ignored too.
    pub(super) fn choice_with(&self, overrides: &[usize]) -> Choice {
        let mut choice = self.choice.clone();
        for more in overrides.iter().map(|&number| &self.overrides[number].choice) {
            if !more.select.is_empty() {
                choice.select.clone_from(&more.select);
            }
            choice.ignore.extend_from_slice(&more.ignore);
            choice.levels.extend_from_slice(&more.levels);
            choice.profile = more.profile.or(choice.profile);
        }
        choice
    }

    /// Whether a file or folder, or one that it lies in, is excluded.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| self.exclude.iter().any(|paths| covers(paths, &path)))
    }
}

/// Whether patterns match a path or a folder that it lies in.
pub(super) fn covers(paths: &Gitignore, path: &Path) -> bool {
    path.starts_with(paths.path()) && paths.matched_path_or_any_parents(path, path.is_dir()).is_ignore()
}

/// The nearest file, from a folder upwards.
pub(super) fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
}

/// A file and the folder that its paths count from.
struct File {
    name: String,
    text: String,
    folder: PathBuf,
}

impl File {
    /// A place in it, as messages name it.
    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.name, Lines::of(&self.text).byte_position(at as u32).line)
    }

    /// What is wrong in it, shown.
    fn told(&self, mut faults: Vec<Fault>, terminal: Terminal) -> String {
        faults.sort_by_key(|fault| fault.span.start);
        let show = |fault: &Fault| {
            let span = SourceSpan::new(fault.span.start, fault.span.end);
            terminal.fault(&self.name, &self.text, span, &fault.message, fault.help.as_deref())
        };
        faults.iter().map(show).collect()
    }
}

/// Reads a file whose paths count from a folder, with the rules of the house that it names and those of more folders;
/// the error is text for standard error.
#[expect(clippy::disallowed_methods, reason = "configuration is read here, and only here")]
pub(super) fn read(path: &Path, folder: &Path, more: &[PathBuf], terminal: Terminal) -> Result<Config, String> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .map_err(|error| format!("error: {}: {}\n", plain::line(&name), output::reason(&error)))?;
    let mut config = parse(&name, &text, folder, more, terminal)?;
    let knowledge = folder.join(facts::FOLDER);
    if knowledge.is_dir() {
        facts::load(&knowledge, &mut config.lints, terminal);
    }
    Ok(config)
}

/// Reads the text of a file.
pub(super) fn parse(
    name: &str,
    text: &str,
    folder: &Path,
    more: &[PathBuf],
    terminal: Terminal,
) -> Result<Config, String> {
    let file = File { name: name.to_owned(), text: text.to_owned(), folder: folder.to_path_buf() };
    let mut files = vec![file];
    while let Some(base) = base(&files).map_err(|(file, fault)| file.told(vec![fault], terminal))? {
        files.push(base);
    }
    files.reverse();
    let mut folders = Vec::new();
    let mut glossaries = Vec::new();
    let mut faults: Vec<Vec<Fault>> = Vec::new();
    for file in &files {
        let mut parser = Parser::new(file, Lints::default());
        if let Ok(table) = DeTable::parse(&file.text) {
            folders.extend(parser.lint_folders(table.get_ref()));
            glossaries.extend(parser.glossaries(table.get_ref()));
        }
        faults.push(parser.faults);
    }
    let mut lints = Lints::load(folders.iter().chain(more), terminal);
    for glossary in glossaries {
        lints.add_glossary(&glossary, terminal);
    }
    let mut config = Config { folder: folder.to_path_buf(), ..Config::default() };
    for (file, faults) in files.iter().zip(&mut faults) {
        let mut parser = Parser::new(file, lints);
        match DeTable::parse(&file.text) {
            Ok(table) => parser.config(table.get_ref(), &mut config),
            Err(error) => {
                let span = error.span().unwrap_or_default();
                faults.push(Fault { span, message: error.message().to_owned(), help: None });
            }
        }
        faults.append(&mut parser.faults);
        lints = parser.lints;
    }
    config.lints = lints;
    config.files = files.iter().map(|file| file.name.clone()).collect();
    if faults.iter().all(Vec::is_empty) {
        return Ok(config);
    }
    Err(files.iter().zip(faults).map(|(file, faults)| file.told(faults, terminal)).collect())
}

/// The file that the last of some files extends.
#[expect(clippy::disallowed_methods, reason = "configuration is read here, and only here")]
fn base(files: &[File]) -> Result<Option<File>, (&File, Fault)> {
    let Some(file) = files.last() else { return Ok(None) };
    let Ok(table) = DeTable::parse(&file.text) else { return Ok(None) };
    let Some((_, value)) = table.get_ref().iter().find(|(key, _)| key.get_ref() == "extends") else { return Ok(None) };
    let fault = |message: String, help: Option<&str>| {
        let help = help.map(str::to_owned);
        Err((file, Fault { span: value.span(), message, help }))
    };
    let Some(said) = value.get_ref().as_str() else {
        return fault(format!("expected a string, found {}", value.get_ref().type_str()), None);
    };
    let beside = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let (name, path) = (beside.join(said).display().to_string(), file.folder.join(said));
    let Ok(text) = fs::read_to_string(&path) else {
        let help = "the path counts from the folder of this file";
        return fault(format!("\"{said}\" is no file that can be read"), Some(help));
    };
    let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_path_buf)).unwrap_or_default();
    let base = File { name, text, folder };
    // A circle comes back to a file that was read; it is told by folder and text, as one file has several names.
    if files.iter().any(|known| known.folder == base.folder && known.text == base.text) {
        let names: Vec<_> = files.iter().chain([&base]).map(|file| file.name.as_str()).collect();
        return fault(format!("the files extend each other in a circle: {}", names.join(" -> ")), None);
    }
    Ok(Some(base))
}
