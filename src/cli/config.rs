//! `mo-lint.toml`: found, read, and every fault in it shown at its place.

use super::allow::Allow;
use super::facts;
use super::lints::{self, Lints};
use super::names::{self, FailOn, Rules, Unknown};
use super::output;
use crate::check::Profile;
use crate::diagnostic::Level;
use crate::report::plain;
use crate::report::terminal::Terminal;
use crate::source::SourceSpan;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub(super) const FILE: &str = "mo-lint.toml";

/// The keys that it may hold.
pub(crate) const KEYS: [&str; 10] =
    ["allow", "select", "ignore", "levels", "exclude", "profile", "min-level", "fail-on", "lints", "glossary"];

/// What a file sets.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    /// Rule ids with their levels.
    pub(super) levels: Vec<(String, Level)>,
    /// What is not read when folders are walked.
    pub(super) exclude: Option<Gitignore>,
    pub(super) profile: Option<Profile>,
    pub(super) min_level: Option<Level>,
    pub(super) fail_on: Option<FailOn>,
    /// Findings that may stand.
    pub(super) allow: Vec<Allow>,
    /// The rules of the house.
    pub(super) lints: Lints,
}

/// The nearest file, from a folder upwards.
pub(super) fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
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
    let mut parser = Parser { folder, faults: Vec::new(), rules: None };
    let config = match DeTable::parse(text) {
        Ok(table) => {
            let table = table.get_ref();
            let folders = parser.lint_folders(table);
            let mut lints = Lints::load(folders.iter().chain(more), terminal);
            for file in parser.glossaries(table) {
                lints.add_glossary(&file, terminal);
            }
            parser.rules = Some(Rules::with(&lints.house));
            Config { lints, ..parser.config(table) }
        }
        Err(error) => {
            let span = error.span().unwrap_or_default();
            parser.faults.push(Fault { span, message: error.message().to_owned(), help: None });
            Config::default()
        }
    };
    if parser.faults.is_empty() {
        return Ok(config);
    }
    parser.faults.sort_by_key(|fault| fault.span.start);
    let show = |fault: &Fault| {
        let span = SourceSpan::new(fault.span.start, fault.span.end);
        terminal.fault(name, text, span, &fault.message, fault.help.as_deref())
    };
    Err(parser.faults.iter().map(show).collect())
}

/// Something wrong in the file.
struct Fault {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

struct Parser<'p> {
    folder: &'p Path,
    faults: Vec<Fault>,
    /// The rules that may be named.
    rules: Option<Rules>,
}

impl Parser<'_> {
    /// The folders of the rules of the house: those that are named, else `lints` beside the file, if it is there.
    fn lint_folders(&mut self, table: &DeTable<'_>) -> Vec<PathBuf> {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == "lints") else {
            return Some(self.folder.join(lints::FOLDER)).filter(|folder| folder.is_dir()).into_iter().collect();
        };
        let mut folders = Vec::new();
        for (name, span) in self.strings(value) {
            let folder = self.folder.join(&name);
            if !folder.exists() {
                let message = format!("there is no folder or file \"{name}\"");
                self.faults.push(Fault {
                    span,
                    message,
                    help: Some("paths count from the folder of this file".into()),
                });
            }
            folders.push(folder);
        }
        folders
    }

    /// The glossaries that are named.
    fn glossaries(&mut self, table: &DeTable<'_>) -> Vec<PathBuf> {
        let named = table.iter().find(|(key, _)| key.get_ref() == "glossary");
        let strings = named.map(|(_, value)| self.strings(value)).unwrap_or_default();
        strings.into_iter().map(|(name, _)| self.folder.join(name)).collect()
    }

    fn named_rules(&self, name: &str) -> Result<Vec<String>, Unknown> {
        let rules = self.rules.as_ref().map_or(Ok(Vec::new()), |rules| rules.named(name));
        rules.map(|ids| ids.into_iter().map(str::to_owned).collect())
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "allow" => config.allow = self.allowed(value),
                "select" => config.select = self.rules(value),
                "ignore" => config.ignore = self.rules(value),
                "levels" => config.levels = self.levels(value),
                "exclude" => config.exclude = self.globs(value),
                "profile" => config.profile = self.named(value, names::profile),
                "min-level" => config.min_level = self.named(value, names::level),
                "lints" | "glossary" => {}
                "fail-on" => config.fail_on = self.named(value, names::fail_on),
                unknown => self.unknown(key.span(), names::unknown("key", unknown, KEYS)),
            }
        }
        config
    }

    /// Rule ids or families.
    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let mut rules = Vec::new();
        for (name, span) in self.strings(value) {
            match self.named_rules(&name) {
                Ok(_) => rules.push(name),
                Err(unknown) => self.unknown(span, unknown),
            }
        }
        rules
    }

    fn levels(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, Level)> {
        let mut levels = Vec::new();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "a table of rules with their levels");
            return levels;
        };
        for (key, value) in table {
            let rules = self.named_rules(key.get_ref());
            let level = self.named(value, names::level);
            match (rules, level) {
                (Err(unknown), _) => self.unknown(key.span(), unknown),
                (Ok(rules), Some(level)) => levels.extend(rules.into_iter().map(|rule| (rule, level))),
                (Ok(_), None) => {}
            }
        }
        levels
    }

    /// Findings that may stand: tables of a rule, a reason, and where wanted a path and a text.
    fn allowed(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Allow> {
        const KEYS: [&str; 4] = ["rule", "path", "text", "reason"];
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, "a list of tables, [[allow]]");
            return Vec::new();
        };
        let mut allowed = Vec::new();
        for item in array {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong_type(item, "a table");
                continue;
            };
            let (mut paths, mut rules, mut text, mut reason) = (None, None, None, None);
            for (key, value) in table {
                let Some(said) = value.get_ref().as_str() else {
                    self.wrong_type(value, "a string");
                    continue;
                };
                match key.get_ref().as_ref() {
                    "rule" => match self.named_rules(said) {
                        Ok(named) => rules = Some(named),
                        Err(unknown) => self.unknown(value.span(), unknown),
                    },
                    "path" => paths = self.glob(said, value.span()),
                    "text" => text = Some(said.to_lowercase()),
                    "reason" => reason = Some(said.to_owned()).filter(|reason| !reason.trim().is_empty()),
                    unknown => self.unknown(key.span(), names::unknown("key", unknown, KEYS)),
                }
            }
            let known = |key: &str| table.iter().any(|(known, _)| known.get_ref() == key);
            match (rules, reason) {
                (Some(rules), Some(reason)) => {
                    let used = std::sync::Arc::default();
                    allowed.push(Allow { paths, rules, text, reason, used });
                }
                (_, None) => self.missing(item.span(), "reason"),
                (None, _) if !known("rule") => self.missing(item.span(), "rule"),
                _ => {}
            }
        }
        allowed
    }

    fn missing(&mut self, span: Range<usize>, key: &str) {
        let message = format!("the key \"{key}\" is missing or empty");
        self.faults.push(Fault { span, message, help: None });
    }

    /// One pattern as in `.gitignore`, counted from the folder of the file.
    fn glob(&mut self, glob: &str, span: Range<usize>) -> Option<Gitignore> {
        let mut builder = GitignoreBuilder::new(self.folder);
        builder.allow_unclosed_class(false);
        if builder.add_line(None, glob).is_err() {
            self.faults.push(Fault { span, message: format!("\"{glob}\" is no pattern"), help: None });
        }
        builder.build().ok()
    }

    /// Patterns as in `.gitignore`, counted from the folder of the file.
    fn globs(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Gitignore> {
        let mut builder = GitignoreBuilder::new(self.folder);
        builder.allow_unclosed_class(false);
        for (glob, span) in self.strings(value) {
            if let Err(error) = builder.add_line(None, &glob) {
                let message = match error {
                    ignore::Error::Glob { err, .. } => err,
                    other => other.to_string(),
                };
                self.faults.push(Fault { span, message: format!("\"{glob}\" is no pattern: {message}"), help: None });
            }
        }
        builder.build().ok()
    }

    /// One of some names.
    fn named<T>(&mut self, value: &Spanned<DeValue<'_>>, parse: fn(&str) -> Result<T, Unknown>) -> Option<T> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, "a string");
            return None;
        };
        parse(name).map_err(|unknown| self.unknown(value.span(), unknown)).ok()
    }

    fn strings(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, "a list of strings");
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in array {
            match item.get_ref().as_str() {
                Some(string) => strings.push((string.to_owned(), item.span())),
                None => self.wrong_type(item, "a string"),
            }
        }
        strings
    }

    fn unknown(&mut self, span: Range<usize>, unknown: Unknown) {
        self.faults.push(Fault { span, message: unknown.message, help: Some(unknown.help) });
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let message = format!("expected {wanted}, found {}", value.get_ref().type_str());
        self.faults.push(Fault { span: value.span(), message, help: None });
    }
}
