//! The keys of one file.

use super::{Choice, Config, File, KEYS, Override, Said};
use crate::cli::allow::Allow;
use crate::cli::lints::{self, Lints};
use crate::cli::names::{self, Rules, Unknown};
use crate::diagnostic::Level;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::cell::OnceCell;
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of an override.
const OVERRIDE: [&str; 6] = ["paths", "select", "ignore", "levels", "profile", "format"];

/// Something wrong in the file.
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

pub(super) struct Parser<'p> {
    file: &'p File,
    pub(super) faults: Vec<Fault>,
    pub(super) lints: Lints,
    /// The rules that may be named.
    rules: OnceCell<Rules>,
}

impl<'p> Parser<'p> {
    pub(super) fn new(file: &'p File, lints: Lints) -> Self {
        Self { file, faults: Vec::new(), lints, rules: OnceCell::new() }
    }

    /// The folders of the rules of the house: those that are named, else `lints` beside the file, if it is there.
    pub(super) fn lint_folders(&mut self, table: &DeTable<'_>) -> Vec<PathBuf> {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == "lints") else {
            return Some(self.file.folder.join(lints::FOLDER)).filter(|folder| folder.is_dir()).into_iter().collect();
        };
        let mut folders = Vec::new();
        for (name, span) in self.strings(value) {
            let folder = self.file.folder.join(&name);
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
    pub(super) fn glossaries(&mut self, table: &DeTable<'_>) -> Vec<PathBuf> {
        let named = table.iter().find(|(key, _)| key.get_ref() == "glossary");
        let strings = named.map(|(_, value)| self.strings(value)).unwrap_or_default();
        strings.into_iter().map(|(name, _)| self.file.folder.join(name)).collect()
    }

    fn named_rules(&self, name: &str) -> Result<Vec<String>, Unknown> {
        let rules = self.rules.get_or_init(|| Rules::with(&self.lints.house));
        rules.named(name).map(|ids| ids.into_iter().map(str::to_owned).collect())
    }

    /// Puts what the file says over what the files that it extends say.
    pub(super) fn config(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "allow" => config.allow.extend(self.allowed(value)),
                "select" => config.choice.select = self.rules(value),
                "ignore" => config.choice.ignore = self.rules(value),
                "levels" => config.choice.levels.extend(self.levels(value)),
                "exclude" => config.exclude.extend(self.globs(value)),
                "profile" => config.choice.profile = self.named(value, names::profile),
                "min-level" => config.min_level = self.named(value, names::level),
                "lints" | "glossary" | "extends" => {}
                "fail-on" => config.fail_on = self.named(value, names::fail_on),
                "overrides" => config.overrides.extend(self.overrides(value)),
                unknown => {
                    self.unknown(key.span(), names::unknown("key", unknown, KEYS));
                    continue;
                }
            }
            self.say(&mut config.said, key.get_ref(), value);
        }
    }

    /// What holds for some paths.
    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Override> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, "a list of tables, [[overrides]]");
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for item in array {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong_type(item, "a table");
                continue;
            };
            let (mut paths, mut choice, mut format, mut said) = (None, Choice::default(), None, Said::new());
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "paths" => paths = self.globs(value),
                    "select" => choice.select = self.rules(value),
                    "ignore" => choice.ignore = self.rules(value),
                    "levels" => choice.levels = self.levels(value),
                    "profile" => choice.profile = self.named(value, names::profile),
                    "format" => format = self.named(value, names::format),
                    unknown => self.unknown(key.span(), names::unknown("key", unknown, OVERRIDE)),
                }
                self.say(&mut said, key.get_ref(), value);
            }
            match paths {
                Some(paths) => overrides.push(Override { paths, choice, format, said }),
                None => self.missing(item.span(), "paths"),
            }
        }
        overrides
    }

    /// Notes what a key says, as it is written. A list of rules stands for the one that was there; other lists, tables
    /// and lists of tables are added to what was there.
    fn say(&self, said: &mut Said, key: &str, value: &Spanned<DeValue<'_>>) {
        let written = |span: Range<usize>| self.file.text.get(span).unwrap_or_default().to_owned();
        let one = |value: &Spanned<DeValue<'_>>| (written(value.span()), self.file.place(value.span().start));
        if let Some(table) = value.get_ref().as_table() {
            for (rule, value) in table {
                said.insert(format!("{key}.{}", written(rule.span())), vec![one(value)]);
            }
            return;
        }
        let Some(array) = value.get_ref().as_array() else {
            said.insert(key.to_owned(), vec![one(value)]);
            return;
        };
        let entry = said.entry(key.to_owned()).or_default();
        if matches!(key, "select" | "ignore") {
            entry.clear();
        }
        for item in array {
            let Some(table) = item.get_ref().as_table() else {
                entry.push(one(item));
                continue;
            };
            let lines =
                table.iter().map(|(key, value)| format!("{} = {}\n", written(key.span()), inline(&written, value)));
            entry.push((lines.collect(), self.file.place(item.span().start)));
        }
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
        let mut builder = GitignoreBuilder::new(&self.file.folder);
        builder.allow_unclosed_class(false);
        if builder.add_line(None, glob).is_err() {
            self.faults.push(Fault { span, message: format!("\"{glob}\" is no pattern"), help: None });
        }
        builder.build().ok()
    }

    /// Patterns as in `.gitignore`, counted from the folder of the file.
    fn globs(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Gitignore> {
        let mut builder = GitignoreBuilder::new(&self.file.folder);
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

/// A value as it is written; a table, which may stand in lines of its own, in one line.
fn inline(written: &impl Fn(Range<usize>) -> String, value: &Spanned<DeValue<'_>>) -> String {
    let Some(table) = value.get_ref().as_table() else { return written(value.span()) };
    let pairs = table.iter().map(|(key, value)| format!("{} = {}", written(key.span()), inline(written, value)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}
