//! `--show-config`: the settings that hold for a path, as TOML, each with the place that it comes from.

use super::{Config, Said};
use crate::cli::args::Check;
use crate::cli::lints;
use std::fmt::Write as _;
use std::path::Path;

/// The keys that hold lists, and those that hold one value with what stands for a missing one.
const LISTS: [&str; 5] = ["select", "ignore", "exclude", "lints", "glossary"];
const VALUES: [(&str, &str); 3] = [("profile", "patient"), ("min-level", "note"), ("fail-on", "warning")];

impl Config {
    /// The settings for a path; for a file with the overrides that hold for it.
    pub(in crate::cli) fn shown(&self, path: &Path, arguments: &Check) -> String {
        let mut said = self.said.clone();
        let is_file = path.is_file();
        if is_file {
            for number in self.overrides_of(path) {
                add(&mut said, &self.overrides[number].said);
            }
            said.remove("overrides");
        }
        command_line(&mut said, arguments);
        if !said.contains_key("lints") && self.folder.join(lints::FOLDER).is_dir() {
            said.insert("lints".into(), vec![(format!("\"{}\"", lints::FOLDER), "default".into())]);
        }
        let mut text = format!("# The settings for {}", path.display());
        let from: Vec<_> = self.files.iter().rev().map(String::as_str).collect();
        let _ = match &from[..] {
            [] => writeln!(text, "; there is no {}", super::FILE),
            [file] => writeln!(text, ", from {file}"),
            [file, bases @ ..] => writeln!(text, ", from {file}, which extends {}", bases.join(", which extends ")),
        };
        for key in LISTS {
            list(&mut text, key, said.get(key));
        }
        for (key, default) in VALUES {
            let known = said.get(key).and_then(|values| values.first());
            let (value, place) = known.cloned().unwrap_or_else(|| (format!("\"{default}\""), "default".into()));
            let _ = writeln!(text, "{key} = {value} # {place}");
        }
        if let Some((format, place)) = said.get("format").and_then(|values| values.first()) {
            let _ = writeln!(text, "format = {format} # {place}");
        }
        text.push_str("\n[levels]\n");
        for (key, values) in said.iter().filter(|(key, _)| key.starts_with("levels.")) {
            let (value, place) = &values[0];
            let _ = writeln!(text, "{} = {value} # {place}", &key["levels.".len()..]);
        }
        for key in ["overrides", "allow"] {
            for (lines, place) in said.get(key).into_iter().flatten() {
                let _ = write!(text, "\n[[{key}]] # {place}\n{lines}");
            }
        }
        text
    }
}

/// Puts what an override says over what holds for the project.
fn add(said: &mut Said, more: &Said) {
    for (key, values) in more.iter().filter(|(key, _)| *key != "paths") {
        match key.as_str() {
            "ignore" => said.entry(key.clone()).or_default().extend_from_slice(values),
            "select" if values.is_empty() => {}
            _ => drop(said.insert(key.clone(), values.clone())),
        }
    }
}

fn command_line(said: &mut Said, arguments: &Check) {
    let quoted = |text: &str| (format!("{text:?}"), "command line".to_owned());
    for (key, values) in [("select", &arguments.select), ("ignore", &arguments.ignore)] {
        if !values.is_empty() {
            said.insert(key.into(), values.iter().map(|value| quoted(value)).collect());
        }
    }
    let lints = arguments.input.lints.iter().map(|path| quoted(&path.display().to_string()));
    if !arguments.input.lints.is_empty() {
        said.entry("lints".into()).or_default().extend(lints);
    }
    let values =
        [("profile", &arguments.input.profile), ("min-level", &arguments.min_level), ("fail-on", &arguments.fail_on)];
    for (key, value) in values {
        if let Some(value) = value {
            said.insert(key.into(), vec![quoted(value)]);
        }
    }
    for (rule, level) in arguments.levels.iter().filter_map(|text| text.split_once('=')) {
        said.insert(format!("levels.{rule}"), vec![quoted(level)]);
    }
}

fn list(text: &mut String, key: &str, values: Option<&Vec<(String, String)>>) {
    let Some(values) = values else {
        let _ = writeln!(text, "{key} = [] # default");
        return;
    };
    let _ = writeln!(text, "{key} = [");
    for (value, place) in values {
        let _ = writeln!(text, "    {value}, # {place}");
    }
    text.push_str("]\n");
}
