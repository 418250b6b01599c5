//! The rules of the house: TOML files, read, and every fault in them shown at its place.

use super::packs::{self, Pack};
use super::{glossary, output};
use crate::examples;
use crate::report::plain;
use crate::report::terminal::Terminal;
use crate::rules::declared::{Declaration, House, LoadError};
use crate::source::SourceSpan;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder beside `mo-lint.toml` in which rules of the house lie.
pub(super) const FOLDER: &str = "lints";

/// What the file of further examples ends in, instead of `toml`.
const EXAMPLES: &str = "examples.md";

/// A file larger than this is no rule that a person wrote.
const LARGEST: u64 = 16 << 20;

/// The rules of a house, and the files that they come from.
#[derive(Clone, Debug)]
pub(super) struct Lints {
    pub(super) house: House,
    /// The file of each rule.
    files: Vec<File>,
    /// The place of each rule, by its id.
    places: HashMap<String, usize>,
    /// Whether every file could be read as a rule.
    pub(super) sound: bool,
    /// All that was read, by which one house is told from another.
    pub(super) read: Vec<(String, String)>,
}

/// The file of a rule.
#[derive(Clone, Debug)]
struct File {
    name: String,
    text: String,
    /// The pack that it belongs to.
    pack: Option<Pack>,
}

impl File {
    /// The file, and the pack that it belongs to, for messages.
    fn told(&self) -> String {
        let pack = self.pack.as_ref().map(|pack| format!(" (pack {})", pack.name));
        self.name.clone() + &pack.unwrap_or_default()
    }
}

impl Default for Lints {
    fn default() -> Self {
        Self { house: House::default(), files: Vec::new(), places: HashMap::new(), sound: true, read: Vec::new() }
    }
}

impl Lints {
    /// Reads the rules of folders and files. What is wrong is said on standard error, and the others are read.
    pub(super) fn load<'p>(paths: impl IntoIterator<Item = &'p PathBuf>, terminal: Terminal) -> Self {
        let mut lints = Self::default();
        let mut packs: BTreeMap<PathBuf, Option<Pack>> = BTreeMap::new();
        for path in paths {
            match files(path) {
                Ok(files) => {
                    for file in files {
                        let pack = packs::folder_of(&file, path).and_then(|folder| {
                            let read = || lints.pack(&folder, terminal);
                            packs.entry(folder.clone()).or_insert_with(read).clone()
                        });
                        lints.read(&file, pack, terminal);
                    }
                }
                Err(reason) => {
                    output::complain(&format!("{}: {reason}", path.display()));
                    lints.sound = false;
                }
            }
        }
        lints
    }

    /// Reads what a pack says of itself; its rules are read whether or not that is right.
    fn pack(&mut self, folder: &Path, terminal: Terminal) -> Option<Pack> {
        packs::read(folder, terminal)
            .map_err(|told| {
                output::raw(&told);
                self.sound = false;
            })
            .ok()
    }

    /// What the pack of a rule says of itself.
    pub(super) fn pack_of(&self, id: &str) -> Option<&Pack> {
        self.place(id).and_then(|index| self.files[index].pack.as_ref())
    }

    /// The examples in the file `<rule>.examples.md` beside a rule's own, if there is one; the error says what is wrong.
    pub(super) fn more_examples(&self, id: &str) -> Result<String, String> {
        let Some(index) = self.place(id) else { return Ok(String::new()) };
        let path = Path::new(&self.files[index].name).with_extension(EXAMPLES);
        if !path.exists() {
            return Ok(String::new());
        }
        let text = text_of(&path).map_err(|reason| format!("{}: {reason}", path.display()))?;
        if examples::in_text(&text).is_empty() {
            return Err(format!("{}: it holds no block ```md,flag or ```md,clean", path.display()));
        }
        Ok(text)
    }

    fn read(&mut self, path: &Path, pack: Option<Pack>, terminal: Terminal) {
        let name = path.display().to_string();
        match text_of(path) {
            Err(reason) => {
                output::complain(&format!("{name}: {reason}"));
                self.sound = false;
            }
            Ok(text) => match toml::from_str::<Declaration>(&text) {
                Ok(rule) => {
                    self.read.push((name.clone(), text.clone()));
                    let file = File { name, text, pack };
                    if let Some(before) = self.place(rule.id()) {
                        output::complain(&format!(
                            "{}: the rule \"{}\" is also in {}; only that one runs",
                            file.told(),
                            rule.id(),
                            self.files[before].told()
                        ));
                        self.sound = false;
                        return;
                    }
                    self.push(rule, file);
                }
                Err(error) => {
                    let span = error.span().unwrap_or_default();
                    let (message, help) = proposing(error.message());
                    let span = SourceSpan::new(span.start, span.end.max(span.start));
                    output::raw(&terminal.fault(&name, &text, span, &message, help.as_deref()));
                    self.sound = false;
                }
            },
        }
    }

    /// Adds the rule that a glossary makes.
    pub(super) fn add_glossary(&mut self, path: &Path, terminal: Terminal) {
        let name = path.display().to_string();
        let rule = text_of(path).and_then(|text| {
            let terms = glossary::read(&name, &text, terminal)?;
            Ok((Declaration::of_glossary(&name, &terms), text))
        });
        match rule {
            Ok((rule, text)) => {
                self.read.push((name.clone(), text.clone()));
                let place = self.place(rule.id());
                // Several glossaries are one rule.
                if let Some(index) = place {
                    self.house.declarations[index].take_entries(&rule);
                } else {
                    self.push(rule, File { name, text, pack: None });
                }
            }
            Err(told) if told.ends_with('\n') => {
                output::raw(&told);
                self.sound = false;
            }
            Err(reason) => {
                output::complain(&format!("{name}: {reason}"));
                self.sound = false;
            }
        }
    }

    /// Adds what a table of the house says of a rule.
    pub(super) fn add_made(&mut self, rule: Declaration, name: String, text: String) {
        self.push(rule, File { name, text, pack: None });
    }

    fn push(&mut self, rule: Declaration, file: File) {
        self.places.insert(rule.id().to_owned(), self.files.len());
        self.house.declarations.push(rule);
        self.files.push(file);
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// What is wrong with a rule, shown in its file.
    pub(super) fn told(&self, error: &LoadError, terminal: Terminal) -> String {
        let Some(File { name, text, .. }) = self.place(&error.rule).map(|index| &self.files[index]) else {
            return format!("error: {}\n", plain::line(&error.to_string()));
        };
        // The value as it is written: as it is, or with what a string of TOML escapes.
        let escaped = error.value.replace('\\', "\\\\").replace('"', "\\\"");
        let found =
            [&error.value, &escaped].into_iter().find_map(|value| Some((text.find(value.as_str())?, value.len())));
        let (start, length) = found.unwrap_or((0, text.lines().next().map_or(0, str::len)));
        terminal.fault(name, text, SourceSpan::new(start, start + length), &error.message, None)
    }
}

/// The rule files of a path: the file itself, or the `.toml` files of a folder and those below, sorted. A file that
/// describes a pack is none.
fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    let data = path.metadata().map_err(|error| output::reason(&error))?;
    if data.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let is_rule = |path: &Path| {
        path.extension().is_some_and(|ending| ending == "toml")
            && path.file_name().is_some_and(|name| name != packs::FILE)
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(path).follow_links(true) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() && is_rule(entry.path()) {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}

#[expect(clippy::disallowed_methods, reason = "rules of the house are read here, and only here")]
pub(super) fn text_of(path: &Path) -> Result<String, String> {
    let size = path.metadata().map_err(|error| output::reason(&error))?.len();
    if size > LARGEST {
        return Err("it is too large for a file of rules".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|error| output::reason(&error))?;
    Ok(text.strip_prefix('\u{FEFF}').map_or(text.clone(), str::to_owned))
}

/// An error of the reader, with the nearest of the names that it lists instead of all.
pub(super) fn proposing(message: &str) -> (String, Option<String>) {
    let Some((what, names)) = message.split_once(", expected ") else { return (message.to_owned(), None) };
    let valid: Vec<&str> = names.split('`').skip(1).step_by(2).collect();
    let unknown = what.split('`').nth(1).unwrap_or("");
    let near = super::names::nearest(unknown, valid.iter().copied());
    let help = near.map_or_else(|| format!("expected {names}"), |near| format!("did you mean \"{near}\"?"));
    (what.to_owned(), Some(help))
}
