//! A rule of Vale, and the rule of the house that says the same.

use super::expand;
use regex::Regex;
use saphyr::{LoadableYamlNode, Yaml};
use std::fmt::Write as _;

/// How many words become examples.
const EXAMPLES: usize = 8;

/// A rule of the house, before it is written.
#[derive(Debug)]
pub(super) struct Converted {
    pub(super) id: String,
    level: &'static str,
    message: String,
    note: Option<String>,
    allow: Vec<String>,
    blocks: Vec<&'static str>,
    entries: String,
    pub(super) flagged: Vec<String>,
    pub(super) clean: Vec<String>,
    /// The parts of the rule that have no counterpart, and why.
    pub(super) left_out: Vec<String>,
}

/// Makes a rule of the text of a file; the error says why that cannot be.
pub(super) fn convert(id: &str, text: &str) -> Result<Converted, String> {
    let documents = Yaml::load_from_str(text).map_err(|error| format!("it is not YAML: {error}"))?;
    let Some(rule) = documents.first().filter(|rule| rule.as_mapping().is_some()) else {
        return Err("it holds no rule".into());
    };
    let extends = string(rule, "extends").ok_or("it does not say what it extends")?;
    let sensitive = rule.as_mapping_get("ignorecase").and_then(Yaml::as_bool) != Some(true);
    let level = match string(rule, "level").as_deref() {
        Some("error") => "error",
        Some("warning") => "warning",
        _ => "note",
    };
    let mut converted = Converted {
        id: id.to_owned(),
        level,
        message: message(&string(rule, "message").unwrap_or_default(), &extends),
        note: string(rule, "link").map(|link| format!("see {link}")),
        allow: strings(rule, "exceptions"),
        blocks: Vec::new(),
        entries: String::new(),
        flagged: Vec::new(),
        clean: vec!["Drink enough, and rest.\n".into()],
        left_out: Vec::new(),
    };
    for scope in strings(rule, "scope").into_iter().chain(string(rule, "scope")) {
        match scope.as_str() {
            "text" => {}
            "heading" => converted.blocks.extend(["title", "heading"]),
            "paragraph" | "sentence" => converted.blocks.push("paragraph"),
            "list" => converted.blocks.push("item"),
            "blockquote" => converted.blocks.push("quote"),
            "table" | "table.cell" | "table.header" => converted.blocks.push("cell"),
            other => converted.left_out.push(format!("the scope \"{other}\", which no kind of block is")),
        }
    }
    let whole = rule.as_mapping_get("nonword").and_then(Yaml::as_bool) != Some(true);
    match extends.as_str() {
        "existence" => {
            for token in strings(rule, "tokens") {
                converted.exists(&token, sensitive, whole);
            }
            let raw = strings(rule, "raw").concat();
            if !raw.is_empty() {
                converted.exists(&raw, sensitive, false);
            }
        }
        "substitution" => {
            for (bad, good) in pairs(rule, "swap") {
                converted.substitute(&bad, &good, sensitive, whole);
            }
        }
        "consistency" => {
            for (one, other) in pairs(rule, "either") {
                converted.agree(&one, &other);
            }
        }
        other => {
            return Err(format!("\"{other}\" has no counterpart; only existence, substitution and consistency do"));
        }
    }
    if converted.entries.is_empty() {
        let reasons = converted.left_out.join("; ");
        return Err(if reasons.is_empty() { "it lists nothing".into() } else { reasons });
    }
    Ok(converted)
}

impl Converted {
    /// The rule as a file.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("# Converted from Vale; `mo-lint test` runs the examples in `docs`.\n");
        let _ = writeln!(text, "id = {}\nfamily = \"naming\"\nlevel = \"{}\"", quoted(&self.id), self.level);
        let _ = writeln!(text, "message = {}", quoted(&self.message));
        if let Some(note) = &self.note {
            let _ = writeln!(text, "note = {}", quoted(note));
        }
        if !self.allow.is_empty() {
            let _ = writeln!(text, "allow = {}", list(&self.allow));
        }
        if !self.blocks.is_empty() {
            let _ = writeln!(text, "in = {}", list(&self.blocks));
        }
        let summary = "Flags words that this house writes otherwise.";
        let _ = write!(text, "docs = '''\n{summary}\n\n## Why\nIt was a rule of our style for Vale.\n\n## Flagged\n");
        for example in &self.flagged {
            let _ = write!(text, "```md,flag\n{}```\n\n", example.replace("'''", "'"));
        }
        text.push_str("## Clean\n");
        for example in &self.clean {
            let _ = write!(text, "```md,clean\n{}```\n\n", example.replace("'''", "'"));
        }
        let _ = write!(text, "## Limits\nIt knows the words below.\n'''\n{}", self.entries);
        text
    }

    fn exists(&mut self, token: &str, sensitive: bool, whole: bool) {
        let words = expand::words(token).filter(|words| whole && words.iter().all(|word| is_plain(word, sensitive)));
        let message = self.message.clone();
        let Some(words) = words else { return self.expression(token, sensitive, whole, &message) };
        let patterns: Vec<String> = words.iter().map(|word| exact(word)).collect();
        let _ = write!(self.entries, "\n[[phrase]]\npatterns = {}\n", list(&patterns));
        self.flag(&words[0], &message, "");
    }

    fn substitute(&mut self, bad: &str, good: &str, sensitive: bool, whole: bool) {
        if good.contains('$') {
            return self.left_out.push(format!("\"{bad}\": its replacement \"{good}\" takes parts of the match"));
        }
        let before = self.left_out.len();
        let good = good.replace('|', " or ");
        let message = self.message.replace("{good}", &good);
        // A rule has one shape, and only expressions tell capitals apart: so all are phrases that say what to write.
        let words = expand::words(bad).filter(|words| {
            whole && words.iter().all(|word| is_plain(word, sensitive) && !word.eq_ignore_ascii_case(&good))
        });
        if let Some(words) = words {
            let patterns: Vec<String> = words.iter().map(|word| exact(word)).collect();
            let help = format!("write \"{good}\"");
            let entry =
                format!("patterns = {}\nmessage = {}\nhelp = {}\n", list(&patterns), quoted(&message), quoted(&help));
            let _ = write!(self.entries, "\n[[phrase]]\n{entry}");
            self.flag(&words[0], &message, &good);
        } else {
            self.expression(bad, sensitive, whole, &message);
        }
        let made = self.left_out.len() == before;
        self.clean.extend((made && self.clean.len() < EXAMPLES).then(|| format!("Our leaflet has {good} in it.\n")));
    }

    fn agree(&mut self, one: &str, other: &str) {
        let words = expand::words(one).zip(expand::words(other));
        let Some((ones, others)) = words.filter(|(a, b)| a.iter().chain(b).all(|word| is_plain(word, false))) else {
            return self.left_out.push(format!("\"{one}\" and \"{other}\": a pair must be words, not expressions"));
        };
        let (bad, beside) = (ones.iter().map(|word| exact(word)), others.iter().map(|word| exact(word)));
        let (bad, beside): (Vec<_>, Vec<_>) = (bad.collect(), beside.collect());
        let good = quoted(&others[0]);
        let _ =
            write!(self.entries, "\n[[replace]]\nbad = {}\nbeside = {}\ngood = {good}\n", list(&bad), list(&beside));
        if self.flagged.len() < EXAMPLES {
            let message = self.message.replace("{text}", &ones[0]).replace("{good}", &others[0]);
            let line = format!("Our leaflet has {} in it, and {} as well.\n", ones[0], others[0]);
            self.flagged.push(format!("{line}                {} {message}\n", carets(&ones[0])));
            self.clean.push(format!("Our leaflet has {} in it.\n", ones[0]));
        }
    }

    fn expression(&mut self, expression: &str, sensitive: bool, whole: bool, message: &str) {
        let case = if sensitive { "" } else { "(?i)" };
        let regex = if whole { format!(r"{case}\b(?:{expression})\b") } else { format!("{case}{expression}") };
        let looks = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| expression.contains(look));
        if looks {
            return self
                .left_out
                .push(format!("\"{expression}\": it looks around, which cannot be done in linear time"));
        }
        if let Err(error) = Regex::new(&regex) {
            let reason = error.to_string().lines().last().unwrap_or("it is no expression").to_owned();
            return self.left_out.push(format!("\"{expression}\": {reason}"));
        }
        let _ = write!(self.entries, "\n[[phrase]]\nregex = {}\nmessage = {}\n", quoted(&regex), quoted(message));
        if let Some(words) = expand::words(expression) {
            self.flag(&words[0], message, "");
        }
    }

    fn flag(&mut self, word: &str, message: &str, good: &str) {
        if self.flagged.len() < EXAMPLES {
            let message = message.replace("{text}", word).replace("{good}", good);
            let marks = carets(word);
            self.flagged.push(format!("Our leaflet has {word} in it.\n                {marks} {message}\n"));
        }
    }
}

fn carets(word: &str) -> String {
    "^".repeat(word.chars().count())
}

/// Whether a word can be a pattern, which takes capitals and small letters for the same.
fn is_plain(word: &str, sensitive: bool) -> bool {
    let numeral = word.split([' ', '-']).any(|part| part.chars().all(|c| c.is_ascii_digit()));
    !(numeral || sensitive && word.chars().any(char::is_uppercase))
}

/// The pattern of just these words.
fn exact(word: &str) -> String {
    let words = word.split([' ', '-']).filter(|part| !part.is_empty());
    words.map(|part| format!("'{}", part.trim_matches('\''))).collect::<Vec<_>>().join(" ")
}

/// A message of Vale, whose "%s" stand for the flagged text and, in a substitution, first for what is right.
fn message(template: &str, extends: &str) -> String {
    let mut parts = template.trim().trim_end_matches('.').split("%s");
    let mut message = parts.next().unwrap_or("").to_owned();
    for (number, part) in parts.enumerate() {
        let right = extends == "substitution" && number == 0 && template.matches("%s").count() > 1;
        message += if right { "{good}" } else { "{text}" };
        message += part;
    }
    if message.is_empty() { "\"{text}\" is not our style".into() } else { message }
}

fn string(rule: &Yaml<'_>, key: &str) -> Option<String> {
    rule.as_mapping_get(key)?.as_str().map(str::to_owned)
}

fn strings(rule: &Yaml<'_>, key: &str) -> Vec<String> {
    let list = rule.as_mapping_get(key).and_then(Yaml::as_vec);
    list.into_iter().flatten().filter_map(Yaml::as_str).map(str::to_owned).collect()
}

fn pairs(rule: &Yaml<'_>, key: &str) -> Vec<(String, String)> {
    let pairs = rule.as_mapping_get(key).and_then(Yaml::as_mapping);
    let text = |(key, value): (&Yaml<'_>, &Yaml<'_>)| Some((key.as_str()?.to_owned(), value.as_str()?.to_owned()));
    pairs.into_iter().flatten().filter_map(text).collect()
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn list(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
