//! Glossary files: CSV with a heading line, or TOML.

use crate::report::terminal::Terminal;
use crate::rules::declared::{GlossaryError, Term};
use crate::source::SourceSpan;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// The columns of a glossary.
const COLUMNS: [&str; 4] = ["term", "accepted", "forbidden", "note"];

/// The cells of a line, and where they stand.
type Row = Vec<(String, Range<usize>)>;

/// A glossary as TOML: `[[term]]` tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Term>,
}

/// Reads a glossary; the error shows what is wrong at its place.
pub(super) fn read(name: &str, text: &str, terminal: Terminal) -> Result<Vec<Term>, String> {
    let is_toml = name.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let terms = if is_toml {
        toml::from_str::<File>(text).map(|file| file.term).map_err(|error| GlossaryError {
            span: error.span().unwrap_or_default(),
            message: error.message().to_owned(),
        })
    } else {
        csv(text)
    };
    let terms = terms.and_then(|terms| consistent(text, terms));
    terms.map_err(|error| {
        terminal.fault(name, text, SourceSpan::new(error.span.start, error.span.end), &error.message, None)
    })
}

/// Terms that are there once, and no form that is both accepted and forbidden.
fn consistent(text: &str, terms: Vec<Term>) -> Result<Vec<Term>, GlossaryError> {
    let mut owners: BTreeMap<String, (bool, String)> = BTreeMap::new();
    for term in &terms {
        let right = term.accepted.iter().chain([&term.term]).map(|form| (form, false));
        for (form, forbidden) in right.chain(term.forbidden.iter().map(|form| (form, true))) {
            let known = owners.insert(form.to_lowercase(), (forbidden, term.term.clone()));
            let message = match known {
                Some((was, _)) if was != forbidden => format!("\"{form}\" is both accepted and forbidden"),
                Some((true, other)) if other != term.term => {
                    format!("\"{form}\" is forbidden for \"{other}\" and for \"{}\"", term.term)
                }
                Some((false, _)) if *form == term.term => format!("the term \"{form}\" is there twice"),
                _ => continue,
            };
            let start = text.rfind(form.as_str()).unwrap_or(0);
            return Err(GlossaryError { span: start..start + form.len().min(text.len() - start), message });
        }
    }
    Ok(terms)
}

/// Reads comma- or semicolon-separated values; forms in one cell are parted by `|`.
fn csv(text: &str) -> Result<Vec<Term>, GlossaryError> {
    let heading = text.lines().next().unwrap_or("");
    let separator = if heading.contains(';') && !heading.contains(',') { ';' } else { ',' };
    let mut rows = rows(text, separator)?.into_iter();
    let Some(heading) = rows.next() else { return Ok(Vec::new()) };
    let mut columns = Vec::new();
    for (cell, span) in heading {
        let name = cell.trim().to_lowercase();
        let Some(column) = COLUMNS.iter().position(|known| *known == name) else {
            let message = format!("\"{name}\" is no column; the columns are {}", COLUMNS.join(", "));
            return Err(GlossaryError { span, message });
        };
        columns.push(column);
    }
    if !columns.contains(&0) {
        return Err(GlossaryError { span: 0..0, message: "there is no column \"term\"".into() });
    }
    let mut terms = Vec::new();
    for row in rows {
        let mut term = Term::default();
        let whole = row.first().map_or(0, |cell| cell.1.start)..row.last().map_or(0, |cell| cell.1.end);
        if row.len() > columns.len() {
            let message = format!("this line has {} cells, the first has {}", row.len(), columns.len());
            return Err(GlossaryError { span: whole, message });
        }
        for ((cell, _), column) in row.into_iter().zip(&columns) {
            let forms = || cell.split('|').map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect();
            match column {
                0 => cell.trim().clone_into(&mut term.term),
                1 => term.accepted = forms(),
                2 => term.forbidden = forms(),
                _ => cell.trim().clone_into(&mut term.note),
            }
        }
        if term.term.is_empty() {
            return Err(GlossaryError { span: whole, message: "this line has no term".into() });
        }
        terms.push(term);
    }
    Ok(terms)
}

/// The cells of each line with their places. A cell in quotation marks may hold separators, line ends and, doubled,
/// quotation marks.
fn rows(text: &str, separator: char) -> Result<Vec<Row>, GlossaryError> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let (mut start, mut quoted_from) = (0, None);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quoted_from.is_some() => {
                if chars.next_if(|&(_, next)| next == '"').is_some() {
                    cell.push('"');
                } else {
                    quoted_from = None;
                }
            }
            '"' if cell.trim().is_empty() => quoted_from = Some(at),
            c if quoted_from.is_none() && (c == separator || c == '\n') => {
                row.push((std::mem::take(&mut cell), start..at));
                start = at + 1;
                if c == '\n' {
                    push_row(&mut rows, &mut row);
                }
            }
            '\r' if quoted_from.is_none() => {}
            c => cell.push(c),
        }
    }
    if let Some(from) = quoted_from {
        return Err(GlossaryError { span: from..text.len(), message: "this quotation mark is never closed".into() });
    }
    row.push((cell, start..text.len()));
    push_row(&mut rows, &mut row);
    Ok(rows)
}

/// Takes a row unless it is empty.
fn push_row(rows: &mut Vec<Row>, row: &mut Row) {
    let row = std::mem::take(row);
    if row.iter().any(|(cell, _)| !cell.trim().is_empty()) {
        rows.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_semicolons_quotation_marks_and_line_ends() {
        for text in [
            "term,forbidden,note\nfamily doctor,general physician|GP,\"plain, and short\"\n",
            "term;forbidden;note\r\nfamily doctor;\"general physician|GP\";plain, and short",
        ] {
            let terms = csv(text).expect("it is sound");
            assert_eq!(terms.len(), 1);
            assert_eq!(terms[0].forbidden, ["general physician", "GP"]);
            assert_eq!(terms[0].note, "plain, and short");
        }
    }

    #[test]
    fn faults_are_told() {
        let told =
            |text: &str| csv(text).and_then(|terms| consistent(text, terms)).expect_err("it is not sound").message;
        assert_eq!(told("term,bad\n"), "\"bad\" is no column; the columns are term, accepted, forbidden, note");
        assert_eq!(told("forbidden\nx\n"), "there is no column \"term\"");
        assert_eq!(told("term\na,b\n"), "this line has 2 cells, the first has 1");
        assert_eq!(told("term,note\n,x\n"), "this line has no term");
        assert_eq!(told("term\n\"a\n"), "this quotation mark is never closed");
        assert_eq!(told("term\na\na\n"), "the term \"a\" is there twice");
        assert_eq!(told("term,accepted,forbidden\na,b,b\n"), "\"b\" is both accepted and forbidden");
        assert_eq!(told("term,forbidden\na,c\nb,c\n"), "\"c\" is forbidden for \"a\" and for \"b\"");
    }
}
