//! What a house knows beside the embedded tables: its own names, words, ranges, doses and exceptions, as tables of the same
//! kind, read row by row. A row that is wrong is told with its place, and the others count.

use super::{ConceptId, Kind, Knowledge, NameType};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The tables that a house may have, each with its columns.
pub const TABLES: [(&str, &[&str]); 6] = [
    ("concepts.tsv", &["id", "kind", "name", "source"]),
    ("names.tsv", &["name", "id", "type", "source"]),
    ("words.tsv", &["word", "level", "source"]),
    ("ranges.tsv", &["name", "unit", "low", "high", "source"]),
    ("doses.tsv", &["medicine", "single", "daily", "source"]),
    ("exceptions.tsv", &["rule", "text", "reason"]),
];

/// The longest name, in letters.
const LONGEST: usize = 200;

/// The levels of words, from everyday ones to those that only names hold.
const LEVELS: std::ops::RangeInclusive<u8> = 10..=85;

/// A thing that a house knows and the embedded tables do not.
#[derive(Clone, Debug)]
pub(crate) struct LocalConcept {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) name: String,
}

/// A measure with the values that a house takes for possible.
#[derive(Clone, Debug)]
pub(crate) struct LocalRange {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) source: String,
}

/// The largest doses of a medicine in a house.
#[derive(Clone, Debug)]
pub(crate) struct LocalDose {
    pub(crate) medicine: String,
    pub(crate) single: Option<String>,
    pub(crate) daily: Option<String>,
    pub(crate) source: String,
}

/// A text that is right in a house although a rule flags it.
#[derive(Clone, Debug)]
pub(crate) struct LocalException {
    pub(crate) rule: String,
    pub(crate) text: String,
}

/// All that a house knows.
#[derive(Clone, Debug, Default)]
pub struct LocalFacts {
    pub(crate) concepts: Vec<LocalConcept>,
    pub(crate) names: Vec<(String, ConceptId, NameType)>,
    pub(crate) words: Vec<(String, u8)>,
    pub(crate) ranges: Vec<LocalRange>,
    pub(crate) doses: Vec<LocalDose>,
    pub(crate) exceptions: Vec<LocalException>,
}

/// A row that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The bytes of the file that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them, and what would be right.
    pub message: String,
}

/// A column of a row that is wrong, and why.
type Fault = (usize, String);

impl LocalFacts {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty() && self.names.is_empty() && self.words.is_empty()
    }

    /// Reads the tables that are there, by their file names. Concepts are read first: names may be of them.
    pub fn read(texts: &[(&str, &str)]) -> (Self, Vec<(String, RowError)>) {
        let mut facts = Self::default();
        let mut errors = Vec::new();
        let mut seen = Seen::default();
        for (table, columns) in TABLES {
            let Some((_, text)) = texts.iter().find(|(name, _)| *name == table) else { continue };
            seen.rows.clear();
            rows(
                text,
                columns,
                |cells| seen.once(cells).and_then(|()| facts.add(table, cells, &mut seen)),
                |error| {
                    errors.push((table.to_owned(), error));
                },
            );
        }
        (facts, errors)
    }

    fn add(&mut self, table: &str, cells: &[&str], seen: &mut Seen) -> Result<(), Fault> {
        let knowledge = Knowledge::embedded();
        let source = || cells[cells.len() - 1].to_owned();
        match table {
            "concepts.tsv" => {
                let [id, kind, name, _] = cells else { return Ok(()) };
                let formed = id.split_once(':').is_some_and(|(house, rest)| !house.is_empty() && !rest.is_empty());
                if !formed || id.contains(char::is_whitespace) {
                    return Err((0, format!("\"{id}\" is no id; write one such as \"WARD:aspirin-40\"")));
                }
                if knowledge.concept(id).is_some() || seen.ids.contains_key(*id) {
                    return Err((0, format!("\"{id}\" is there already; another name of it belongs into names.tsv")));
                }
                let kind = one_of(1, kind, Kind::named, &super::layout::KINDS)?;
                name_is_sound(2, name)?;
                if let Some(known) = knowledge.meanings(name).first() {
                    let told = format!("\"{name}\" is known already, as a name of {}", knowledge.id(known.concept));
                    return Err((2, told));
                }
                if !seen.preferred.insert(name.to_lowercase()) {
                    return Err((2, format!("\"{name}\" is the name of another row too")));
                }
                let concept = ConceptId((knowledge.concept_count() + self.concepts.len()) as u32);
                seen.ids.insert((*id).to_owned(), concept);
                self.concepts.push(LocalConcept { id: (*id).to_owned(), kind, name: (*name).to_owned() });
                self.names.push(((*name).to_owned(), concept, NameType::Preferred));
            }
            "names.tsv" => {
                let [name, id, kind, _] = cells else { return Ok(()) };
                name_is_sound(0, name)?;
                let concept = knowledge.concept(id).or_else(|| seen.ids.get(*id).copied());
                let concept = concept.ok_or_else(|| {
                    (1, format!("\"{id}\" is no id of the knowledge nor of concepts.tsv; `mo-lint inspect` shows ids"))
                })?;
                let kind = one_of(2, kind, NameType::named, &super::layout::NAME_TYPES)?;
                if kind == NameType::Preferred {
                    return Err((2, "the preferred name stands in concepts.tsv; write \"exact\"".to_owned()));
                }
                if knowledge.meanings(name).iter().any(|known| known.concept == concept) {
                    return Err((0, format!("\"{name}\" is a name of {id} already")));
                }
                if !seen.names.insert((name.to_lowercase(), concept.0)) {
                    return Err((0, format!("\"{name}\" is given to {id} twice")));
                }
                self.names.push(((*name).to_owned(), concept, kind));
            }
            "words.tsv" => {
                let [word, level, _] = cells else { return Ok(()) };
                if word.contains(char::is_whitespace) {
                    return Err((0, format!("\"{word}\" is more than one word; a name belongs into names.tsv")));
                }
                let level = level.parse().ok().filter(|level| LEVELS.contains(level)).ok_or_else(|| {
                    (
                        1,
                        format!(
                            "\"{level}\" is no level; write 10 (everyday) to 70 (rare), or 75 for a word of the field"
                        ),
                    )
                })?;
                self.words.push(((*word).to_owned(), level));
            }
            "ranges.tsv" => {
                let [name, unit, low, high, _] = cells else { return Ok(()) };
                name_is_sound(0, name)?;
                let number = |column: usize| {
                    let value = cells[column].parse::<f64>().ok().filter(|value| value.is_finite());
                    value.ok_or_else(|| (column, format!("\"{}\" is no number", cells[column])))
                };
                let (least, most) = (number(2)?, number(3)?);
                if least >= most {
                    return Err((2, format!("\"{low}\" is not below \"{high}\"")));
                }
                if crate::reading::numbers::Unit::named(unit).is_none() {
                    return Err((1, format!("\"{unit}\" is no unit; write one such as \"mmol/L\"")));
                }
                let (name, unit) = ((*name).to_owned(), (*unit).to_owned());
                self.ranges.push(LocalRange { name, unit, low: least, high: most, source: source() });
            }
            "doses.tsv" => {
                let [medicine, single, daily, _] = cells else { return Ok(()) };
                name_is_sound(0, medicine)?;
                let amount = |column: usize| match cells[column] {
                    "-" => Ok(None),
                    text if is_amount(text) => Ok(Some(text.to_owned())),
                    text => Err((column, format!("\"{text}\" is no amount; write one such as \"40 mg\", or \"-\""))),
                };
                let (most, most_daily) = (amount(1)?, amount(2)?);
                if most.is_none() && most_daily.is_none() {
                    return Err((1, format!("neither \"{single}\" nor \"{daily}\" is an amount")));
                }
                let medicine = (*medicine).to_owned();
                self.doses.push(LocalDose { medicine, single: most, daily: most_daily, source: source() });
            }
            _ => {
                let [rule, text, _] = cells else { return Ok(()) };
                self.exceptions.push(LocalException { rule: (*rule).to_owned(), text: (*text).to_owned() });
            }
        }
        Ok(())
    }
}

/// What earlier rows said.
#[derive(Default)]
struct Seen {
    rows: BTreeSet<String>,
    ids: BTreeMap<String, ConceptId>,
    preferred: BTreeSet<String>,
    names: BTreeSet<(String, u32)>,
}

impl Seen {
    /// Whether a row, but for its source, is there for the first time.
    fn once(&mut self, cells: &[&str]) -> Result<(), Fault> {
        let row = cells[..cells.len() - 1].join("\t").to_lowercase();
        if self.rows.insert(row) { Ok(()) } else { Err((0, "this row is there twice".to_owned())) }
    }
}

fn one_of<T>(column: usize, text: &str, named: impl Fn(&str) -> Option<T>, known: &[&str]) -> Result<T, Fault> {
    named(text).ok_or_else(|| (column, format!("\"{text}\" is none of {}", known.join(", "))))
}

fn name_is_sound(column: usize, name: &str) -> Result<(), Fault> {
    if name.chars().count() > LONGEST {
        return Err((column, format!("a name has at most {LONGEST} letters")));
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err((column, format!("\"{name}\" holds no letter")));
    }
    Ok(())
}

/// Whether a text is a number and a unit.
fn is_amount(text: &str) -> bool {
    let parts = text.split_once(' ');
    parts.is_some_and(|(number, unit)| {
        let unit = unit.replace("mcg", "ug");
        number.replace(',', "").parse::<f64>().is_ok_and(|number| number > 0.0)
            && crate::reading::numbers::Unit::named(&unit).is_some()
    })
}

/// Gives each row of a table, split into its cells; lines that are empty or begin with `#` are none.
fn rows(
    text: &str,
    columns: &[&str],
    mut row: impl FnMut(&[&str]) -> Result<(), Fault>,
    mut wrong: impl FnMut(RowError),
) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let whole = from..from + line.len();
        let place = |column: usize| {
            let before: usize = cells[..column].iter().map(|cell| cell.len() + 1).sum();
            from + before..from + before + cells[column].len()
        };
        let told = if cells.len() == columns.len() {
            let blank = cells.iter().position(|cell| cell.is_empty() || cell.trim() != *cell);
            match blank {
                Some(column) if cells[column].trim().is_empty() => {
                    Err((place(column), format!("the column {} is empty", columns[column])))
                }
                Some(column) => Err((place(column), format!("blanks stand around \"{}\"", cells[column].trim()))),
                None => row(&cells).map_err(|(column, message)| (place(column), message)),
            }
        } else {
            let columns_told = columns.join(", ");
            Err((whole.clone(), format!("{} columns where {} belong: {columns_told}", cells.len(), columns.len())))
        };
        if let Err((span, message)) = told {
            let span = if span.is_empty() { whole } else { span };
            wrong(RowError { span, message });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(table: &str, text: &str) -> String {
        let (_, errors) = LocalFacts::read(&[(table, text)]);
        let lines = errors.iter().map(|(_, error)| format!("{}: {}", &text[error.span.clone()], error.message));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn good_rows_are_read_and_bad_ones_told() {
        let concepts = "# id\tkind\tname\tsource\nWARD:1\tdrug\tHepaxol\tpharmacy\n\nWARD:2\tdrugs\tB\tpharmacy\n";
        let names = "hepaxol forte\tWARD:1\tbrand\tpharmacy\nzzz\tWARD:9\texact\tx\nitch powder\tWARD:1\tnick\tx\n";
        let (facts, errors) = LocalFacts::read(&[("names.tsv", names), ("concepts.tsv", concepts)]);
        assert_eq!(facts.concepts.len(), 1);
        assert_eq!(
            facts.names.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["Hepaxol", "hepaxol forte"]
        );
        let files: Vec<_> = errors.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(files, ["concepts.tsv", "names.tsv", "names.tsv"]);
    }

    #[test]
    fn faults_are_told_at_their_cells() {
        for (table, row, expected) in [
            ("concepts.tsv", "x\tdrug\tHepaxol\ts", "x: \"x\" is no id"),
            (
                "concepts.tsv",
                "W:1\tdrug\tibuprofen\ts",
                "ibuprofen: \"ibuprofen\" is known already, as a name of UNII:",
            ),
            ("concepts.tsv", "W:1\tdrug\tA\ts\nW:1\tdrug\tB\ts", "W:1: \"W:1\" is there already"),
            (
                "concepts.tsv",
                "W:1\tdrug\tQuiba\ts\nW:2\tdrug\tquiba\ts",
                "quiba: \"quiba\" is the name of another row too",
            ),
            (
                "concepts.tsv",
                "W:1\tdrug\tHepaxol",
                "W:1\tdrug\tHepaxol: 3 columns where 4 belong: id, kind, name, source",
            ),
            ("concepts.tsv", "W:1\tdrug\t123\ts", "123: \"123\" holds no letter"),
            ("names.tsv", "gouty foot\tMONDO:1\texact\ts", "MONDO:1: \"MONDO:1\" is no id"),
            ("names.tsv", "myositis ossificans\tMONDO:0003964\texact\ts", "is a name of MONDO:0003964 already"),
            ("names.tsv", "stone muscle\tMONDO:0003964\tpreferred\ts", "preferred: the preferred name stands"),
            ("names.tsv", "a b\tMONDO:0003964\texact\t", "the column source is empty"),
            ("names.tsv", " a b\tMONDO:0003964\texact\ts", "blanks stand around \"a b\""),
            ("words.tsv", "two words\t75\ts", "is more than one word"),
            ("words.tsv", "woundcare\t300\ts", "300: \"300\" is no level"),
            ("words.tsv", "woundcare\t75\ts\nWoundcare\t75\tt", "Woundcare: this row is there twice"),
            ("ranges.tsv", "serum zinc\tg/banana\t1\t2\ts", "g/banana: \"g/banana\" is no unit"),
            ("ranges.tsv", "serum zinc\tmmol/L\t3\t2\ts", "3: \"3\" is not below \"2\""),
            ("ranges.tsv", "serum zinc\tmmol/L\t3\tinf\ts", "inf: \"inf\" is no number"),
            ("doses.tsv", "hepaxol\t40\t-\ts", "40: \"40\" is no amount"),
            ("doses.tsv", "hepaxol\t-\t-\ts", "neither \"-\" nor \"-\" is an amount"),
        ] {
            let told = told(table, row);
            assert!(told.contains(expected), "{table} {row}: {told}");
        }
        assert_eq!(told("words.tsv", "# all fine\r\nwoundcare\t75\tours\r\n"), "");
    }
}
