//! `mo-lint import vale`: makes rules of the house from the styles of Vale, and lists what cannot be made one.

mod expand;
mod vale;

use super::lints::text_of;
use super::{Outcome, output, written};
use crate::check::{Linter, Settings};
use crate::examples::{self, Example, Verdict};
use crate::rules::declared::{Declaration, House};
use crate::source::Format;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Reads the styles below a folder and writes the rules into another; a file that is there stays as it is.
pub(super) fn run(styles: &Path, into: &Path) -> Outcome {
    if !styles.is_dir() {
        output::complain(&format!("{}: there is no folder of styles here", styles.display()));
        return Outcome::Trouble;
    }
    let files = files(styles);
    if files.is_empty() {
        output::complain(&format!("{}: there are no .yml files here", styles.display()));
        return Outcome::Trouble;
    }
    if let Err(error) = fs::create_dir_all(into) {
        output::complain(&format!("{}: {}", into.display(), output::reason(&error)));
        return Outcome::Trouble;
    }
    let (mut made, mut left, mut trouble) = (0, 0, false);
    for file in &files {
        let name = file.display();
        let rule = text_of(file).and_then(|text| vale::convert(&id_of(file), &text));
        let rule = match rule {
            Ok(rule) => rule,
            Err(reason) => {
                output::line(&format!("{name}: not converted: {reason}"));
                left += 1;
                continue;
            }
        };
        for part in &rule.left_out {
            output::line(&format!("{name}: left out: {part}"));
        }
        let path = into.join(format!("{}.toml", rule.id));
        let text = match with_sound_examples(rule) {
            Ok(text) => text,
            Err(reason) => {
                output::line(&format!("{name}: not converted: {reason}"));
                left += 1;
                continue;
            }
        };
        if path.exists() {
            output::complain(&format!("{}: it is there already, and stays as it is", path.display()));
            trouble = true;
        } else if let Err(error) = written::whole(&path, &text) {
            output::complain(&format!("{}: {}", path.display(), output::reason(&error)));
            trouble = true;
        } else {
            made += 1;
        }
    }
    output::line(&format!("Wrote {made} rules into {}; {left} files could not be converted", into.display()));
    if trouble { Outcome::Trouble } else { Outcome::Clean }
}

/// The rule files of all styles, sorted.
fn files(styles: &Path) -> Vec<PathBuf> {
    let is_rule = |path: &Path| path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml");
    let entries = WalkDir::new(styles).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let mut files: Vec<_> = entries.filter(|path| path.is_file() && is_rule(path)).collect();
    files.sort();
    files
}

/// The id of the rule of a file: the names of its style and of itself, in kebab case.
fn id_of(file: &Path) -> String {
    let style = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let rule = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut id = String::new();
    let mut before = '-';
    for c in format!("{style}-{rule}").chars() {
        let parts = c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
        if (parts || !c.is_ascii_alphanumeric()) && !id.ends_with('-') {
            id.push('-');
        }
        id.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        before = c;
    }
    id.trim_matches('-').to_owned()
}

/// The text of a rule with those of its examples that hold.
fn with_sound_examples(mut rule: vale::Converted) -> Result<String, String> {
    let text = rule.text();
    let declaration: Declaration = toml::from_str(&text).map_err(|error| error.message().to_owned())?;
    let house = House { declarations: vec![declaration], ..House::default() };
    let select = BTreeSet::from([rule.id.clone()]);
    let (linter, errors) = Linter::with_house(Settings { select, ..Settings::default() }, &house);
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let holds = |flagged: bool, marked: &String| {
        let example = Example { flagged, format: Format::Markdown, marked: marked.clone() };
        matches!(examples::verdict(&linter, &rule.id, &example), Verdict::Reported | Verdict::Silent)
    };
    let flagged: Vec<String> = rule.flagged.iter().filter(|text| holds(true, text)).cloned().collect();
    let clean: Vec<String> = rule.clean.iter().filter(|text| holds(false, text)).cloned().collect();
    if flagged.is_empty() {
        output::line(&format!("{}: no example could be made; write one before you rely on it", rule.id));
    }
    (rule.flagged, rule.clean) = (flagged, clean);
    Ok(rule.text())
}
