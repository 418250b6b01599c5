//! Packs: folders of rules with a `pack.toml` that says what they are.

use super::lints::{proposing, text_of};
use crate::report::terminal::Terminal;
use crate::source::SourceSpan;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The file that makes a folder a pack.
pub(super) const FILE: &str = "pack.toml";

/// What a pack says of itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Pack {
    /// Its name, in kebab case.
    pub(super) name: String,
    /// Its version.
    #[serde(default)]
    pub(super) version: String,
    /// The licence of its rules.
    #[serde(default)]
    pub(super) licence: String,
}

impl Pack {
    /// Its name, version and licence, in one line.
    pub(super) fn described(&self) -> String {
        let parts = [&self.name, &self.version, &self.licence];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The folder of the pack that a rule file lies in: the nearest that holds a `pack.toml`, up to a root.
pub(super) fn folder_of(file: &Path, root: &Path) -> Option<PathBuf> {
    let root = if root.is_dir() { root } else { root.parent()? };
    let within = file.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    within.filter(|folder| folder.join(FILE).is_file()).map(Path::to_path_buf).next()
}

/// Reads the description of a pack; the error is text for standard error.
pub(super) fn read(folder: &Path, terminal: Terminal) -> Result<Pack, String> {
    let path = folder.join(FILE);
    let name = path.display().to_string();
    let text = text_of(&path).map_err(|reason| terminal.fault(&name, "", SourceSpan::default(), &reason, None))?;
    let pack = toml::from_str::<Pack>(&text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let (message, help) = match error.message().strip_prefix("missing field ") {
            Some(field) => (
                format!("the key {field} is missing"),
                Some("a pack has a name, and should have a version and a licence".to_owned()),
            ),
            None => proposing(error.message()),
        };
        terminal.fault(&name, &text, SourceSpan::new(span.start, span.end), &message, help.as_deref())
    })?;
    if pack.name.trim().is_empty() {
        let at = text.find("name").unwrap_or(0);
        let line = text[at..].lines().next().map_or(0, str::len);
        return Err(terminal.fault(
            &name,
            &text,
            SourceSpan::new(at, at + line),
            "the name of the pack is empty",
            None,
        ));
    }
    Ok(pack)
}
