//! `--fix` and `--diff`: edits that mend findings, put into the files.

use super::args::Fixes;
use super::walk::Target;
use super::written;
use crate::diagnostic::Diagnostic;
use crate::fix;
use crate::source::Source;
use std::fs;

/// What became of the fixes of one file.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// The patch that would make the same change.
    pub(super) patch: String,
    /// How many fixes were put in, or would be.
    pub(super) applied: usize,
    /// The text as it is now, when it was written.
    pub(super) text: Option<String>,
    /// Why nothing was written.
    pub(super) trouble: Option<String>,
}

/// Mends one file, or shows how it would be mended.
pub(super) fn mend(arguments: &Fixes, target: &Target, source: &Source, diagnostics: &[Diagnostic]) -> Mended {
    let fixed = fix::apply(&source.text, diagnostics, arguments.unsafe_fixes);
    let mut mended = Mended::default();
    if fixed.applied == 0 {
        return mended;
    }
    if source.decoded || !source.unreadable.is_empty() {
        mended.trouble = Some("it is not UTF-8, so nothing in it was mended".to_owned());
        return mended;
    }
    if arguments.diff {
        mended.patch = fix::diff(&source.name, &source.text, &fixed.text);
        mended.applied = fixed.applied;
        return mended;
    }
    match write(target, &source.text, &fixed.text) {
        Ok(()) => {
            mended.applied = fixed.applied;
            mended.text = Some(fixed.text);
        }
        Err(reason) => mended.trouble = Some(reason),
    }
    mended
}

/// Writes the mended text, unless the file is no longer as it was read.
#[expect(clippy::disallowed_methods, reason = "a file is read again before it is mended")]
fn write(target: &Target, before: &str, after: &str) -> Result<(), String> {
    let Some(path) = &target.path else { return Err("standard input cannot be mended; use --diff".to_owned()) };
    let now = fs::read(path).map_err(|error| super::output::reason(&error))?;
    let bare = now.strip_prefix("\u{FEFF}".as_bytes());
    let mark = if before.starts_with('\u{FEFF}') { None } else { bare };
    if mark.unwrap_or(&now) != before.as_bytes() {
        return Err("it was changed while it was checked, so nothing in it was mended".to_owned());
    }
    let text = if mark.is_some() { format!("\u{FEFF}{after}") } else { after.to_owned() };
    written::whole(path, &text).map_err(|error| super::output::reason(&error))
}
