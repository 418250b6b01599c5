//! The shape every generated table has: header, columns, order, sources.

use std::path::Path;

use crate::error::Error;
use crate::tsv::Table;

/// The keys that stand in the last column; `knowledge/README.md` explains them.
const SOURCES: [&str; 14] = [
    crate::anatomy::UBERON,
    crate::anatomy::WORDNET,
    crate::diseases::MONDO,
    crate::diseases::MONDO_XREF,
    crate::flags::MCE,
    crate::mesh::SOURCE,
    crate::ndc::SOURCE,
    crate::overrides::SOURCE,
    crate::scowl::ABBREVIATIONS,
    crate::scowl::NAMES,
    crate::scowl::WORDS,
    crate::sites::DERIVED,
    crate::unii::SOURCE,
    "hand",
];

/// The rows of a table that have the right columns, and what is wrong with the others.
pub(crate) fn check(path: &Path, text: &str, table: Table) -> (Vec<(usize, Vec<String>)>, Vec<Error>) {
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    if !text.ends_with('\n') {
        errors.push(Error::file(path, "the last line has no line feed"));
    }
    let mut before = "";
    for (at, line) in text.split_terminator('\n').enumerate() {
        let mut fail = |reason: String| errors.push(Error::line(path, at + 1, reason));
        if at == 0 {
            if line != table.header() {
                fail(format!("the first line is not `{}`", table.header()));
            }
            continue;
        }
        match line.cmp(before) {
            std::cmp::Ordering::Less => fail("unsorted: the line belongs before the one above".to_owned()),
            std::cmp::Ordering::Equal => fail("the same row as above".to_owned()),
            std::cmp::Ordering::Greater => {}
        }
        before = line;
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != table.columns.len() {
            fail(format!("{} columns, not {}", fields.len(), table.columns.len()));
            continue;
        }
        for (field, column) in fields.iter().zip(table.columns) {
            if field.is_empty() {
                fail(format!("no {column}"));
            } else if field.trim() != *field || field.contains(char::is_control) {
                fail(format!("space or control character around {column} `{}`", field.escape_debug()));
            }
        }
        let source = fields[fields.len() - 1];
        if !source.is_empty() && !SOURCES.contains(&source) {
            fail(format!("unknown source `{source}`"));
        }
        rows.push((at + 1, fields.into_iter().map(str::to_owned).collect()));
    }
    (rows, errors)
}
