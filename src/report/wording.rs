//! A finding in words, for reports that have one text for it.

use crate::diagnostic::{Diagnostic, Related};
use crate::source::{Lines, Source};

/// The most other places of one finding that a report for people shows. A word that stands ten thousand times in a file
/// is one finding, and its places are no longer read one by one.
pub(super) const MOST: usize = 100;

/// What is said of the other places that are not shown.
pub(super) fn left_out(diagnostic: &Diagnostic) -> Option<String> {
    let more = diagnostic.related.len().checked_sub(MOST).filter(|&more| more > 0)?;
    Some(format!("and {more} more {}, not shown", if more == 1 { "place" } else { "places" }))
}

/// What the other places of a finding, its notes and its help say, one line each.
pub(super) fn details(source: &Source, lines: &Lines, diagnostic: &Diagnostic) -> Vec<String> {
    let places = diagnostic.related.iter().take(MOST).map(|related| other_place(source, lines, related));
    let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    places.chain(left_out(diagnostic)).chain(notes).chain(help).collect()
}

/// The message of a finding and all that belongs to it, one line each.
pub(super) fn whole(source: &Source, lines: &Lines, diagnostic: &Diagnostic) -> String {
    let mut all = vec![diagnostic.message.clone()];
    all.extend(details(source, lines, diagnostic));
    all.join("\n")
}

/// Another place of a finding: its line, or its file when that is another one, and its label.
fn other_place(source: &Source, lines: &Lines, related: &Related) -> String {
    let place = if related.path == source.name {
        format!("line {}", lines.position(&source.text, related.span.start).line)
    } else {
        related.path.clone()
    };
    if related.message.is_empty() { place } else { format!("{place}: {}", related.message) }
}

/// The fingerprints of a file's findings, told apart where the same text is flagged twice.
pub(super) fn fingerprints(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen = std::collections::BTreeMap::new();
    let distinct = diagnostics.iter().map(|diagnostic| {
        let count = seen.entry(&diagnostic.fingerprint).or_insert(0_u32);
        *count += 1;
        if *count == 1 { diagnostic.fingerprint.clone() } else { format!("{}-{count}", diagnostic.fingerprint) }
    });
    distinct.collect()
}
