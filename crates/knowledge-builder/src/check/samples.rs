//! Facts that must be in the tables whatever else changes, and the least number of rows.

use std::collections::HashSet;

use super::Loaded;
use crate::error::Error;

/// The least number of rows of the large tables.
const LEAST: [(&str, usize); 3] = [("concepts", 50_000), ("names", 150_000), ("parents", 60_000)];

/// Names that must stand for a concept: the name in lower case, its id and its role.
const NAMES: [(&str, &str, &str); 20] = [
    ("myositis ossificans", "MONDO:0003964", "preferred"),
    ("fop", "MONDO:0007606", "abbrev"),
    ("myositis ossificans progressiva", "MONDO:0007606", "exact"),
    ("uterus", "UBERON:0000995", "preferred"),
    ("womb", "UBERON:0000995", "lay"),
    ("thigh", "UBERON:0000376", "preferred"),
    ("ibuprofen", "UNII:WK2XYI10QM", "preferred"),
    ("advil", "UNII:WK2XYI10QM", "brand"),
    ("paracetamol", "UNII:362O9ITL9D", "exact"),
    ("hypotonia", "MESH:D009123", "mesh"),
    ("angiogenesis", "MESH:D000096482", "preferred"),
    ("muscular dystrophy", "MONDO:0020121", "preferred"),
    ("diabetes insipidus", "MONDO:0004782", "preferred"),
    ("diabetes mellitus", "MONDO:0005015", "preferred"),
    ("asthma", "MONDO:0004979", "preferred"),
    ("heart", "UBERON:0000948", "preferred"),
    ("shock", "MESH:D012769", "common"),
    ("aids", "MONDO:0012268", "abbrev"),
    ("metformin", "UNII:9100L32L2N", "preferred"),
    ("nsaid", "EPC:nonsteroidal-anti-inflammatory-drug", "abbrev"),
];

/// Names that must not stand for a concept.
const NOT_NAMES: [(&str, &str); 4] = [
    ("fop", "MONDO:0003964"),
    ("myositis ossificans progressiva", "MONDO:0003964"),
    ("diabetes", "MONDO:0004782"),
    ("myositis", "MONDO:0003964"),
];

/// Kinds that must hold.
const KINDS: [(&str, &str); 6] = [
    ("MONDO:0003964", "disease"),
    ("UBERON:0000995", "anatomy"),
    ("UNII:WK2XYI10QM", "drug"),
    ("MESH:D009123", "symptom"),
    ("MESH:D000096482", "process"),
    ("EPC:nonsteroidal-anti-inflammatory-drug", "drugclass"),
];

/// What must lie directly under what.
const PARENTS: [(&str, &str); 2] = [("MONDO:0003964", "MONDO:0021167"), ("UBERON:0000995", "UBERON:0004175")];

/// Whom what can concern.
const FLAGS: [(&str, &str); 10] = [
    ("UBERON:0000995", "female-only"), // uterus
    ("UBERON:0000992", "female-only"), // ovary
    ("UBERON:0002367", "male-only"),   // prostate
    ("UBERON:0000473", "male-only"),   // testis
    ("MONDO:0008487", "female-only"),  // polycystic ovary syndrome
    ("MONDO:0005081", "female-only"),  // preeclampsia
    ("MONDO:0006823", "male-only"),    // Klinefelter syndrome
    ("MONDO:0019499", "female-only"),  // Turner syndrome
    ("MONDO:0007606", "rare"),         // fibrodysplasia ossificans progressiva
    ("MONDO:0005081", "maternity"),    // preeclampsia
];

/// Flags that must not be there: the source is wrong or the disease is of both sexes.
const NOT_FLAGS: [(&str, &str); 3] = [
    ("UBERON:0000310", "female-only"), // breast
    ("MONDO:0007254", "female-only"),  // breast cancer
    ("MONDO:0006934", "female-only"),  // pyelonephritis
];

/// Where what sits, as an anchor.
const SITES: [(&str, &str); 3] = [
    ("MONDO:0005275", "UBERON:0002048"), // lung disorder, lung
    ("MONDO:0002654", "UBERON:0000995"), // uterine disorder, uterus
    ("MONDO:0003939", "UBERON:0002385"), // muscle tissue disorder, muscle tissue
];

/// The tables that hold samples.
pub(super) struct Tables<'a> {
    pub(super) concepts: &'a Loaded,
    pub(super) names: &'a Loaded,
    pub(super) parents: &'a Loaded,
    pub(super) sites: &'a Loaded,
    pub(super) flags: &'a Loaded,
}

/// Checks the samples and the counts.
pub(super) fn check(tables: &Tables<'_>) -> Vec<Error> {
    let Tables { concepts, names, parents, sites, flags } = *tables;
    let counts = [("concepts", concepts.rows.len()), ("names", names.rows.len()), ("parents", parents.rows.len())];
    let mut errors = Vec::new();
    let mut fail = |at: &Loaded, reason: String| errors.push(Error::file(&at.path, reason));
    for (table, least) in LEAST {
        for (_, rows) in counts.iter().filter(|(name, rows)| *name == table && *rows < least) {
            fail(concepts, format!("only {rows} rows in {table}, at least {least} are wanted"));
        }
    }
    let have: HashSet<(String, &str, &str)> =
        names.rows.iter().map(|(_, r)| (r[0].to_lowercase(), r[1].as_str(), r[2].as_str())).collect();
    for (name, id, role) in NAMES {
        if !have.contains(&(name.to_owned(), id, role)) {
            fail(names, format!("sample missing: `{name}` as {role} name of {id}"));
        }
    }
    let held: HashSet<(&str, &str)> = have.iter().map(|(name, id, _)| (name.as_str(), *id)).collect();
    for (name, id) in NOT_NAMES {
        if held.contains(&(name, id)) {
            fail(names, format!("`{name}` must not be a name of {id}"));
        }
    }
    let kinds: HashSet<(&str, &str)> = concepts.rows.iter().map(|(_, r)| (r[0].as_str(), r[1].as_str())).collect();
    for (id, kind) in KINDS {
        if !kinds.contains(&(id, kind)) {
            fail(concepts, format!("sample missing: {id} of kind {kind}"));
        }
    }
    for (table, wanted) in [(flags, &FLAGS[..]), (sites, &SITES[..])] {
        let have = pairs(table);
        for (a, b) in wanted.iter().filter(|pair| !have.contains(*pair)) {
            fail(table, format!("sample missing: {a} {b}"));
        }
    }
    let flagged = pairs(flags);
    for (id, flag) in NOT_FLAGS.iter().filter(|pair| flagged.contains(*pair)) {
        fail(flags, format!("{id} must not be {flag}"));
    }
    let under: HashSet<(&str, &str)> = parents.rows.iter().map(|(_, r)| (r[0].as_str(), r[2].as_str())).collect();
    for (id, parent) in PARENTS {
        if !under.contains(&(id, parent)) {
            fail(parents, format!("sample missing: {id} under {parent}"));
        }
    }
    errors
}

/// The first two columns of a table.
fn pairs(table: &Loaded) -> HashSet<(&str, &str)> {
    table.rows.iter().map(|(_, row)| (row[0].as_str(), row[1].as_str())).collect()
}
