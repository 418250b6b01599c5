//! Whom a concept can concern: one sex, an age, few people.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::anatomy::UBERON;
use crate::catalog::Catalog;
use crate::diseases::MONDO;
use crate::error::{Error, Result};
use crate::ontology::Ontology;
use crate::sites::DERIVED;
use crate::tsv;

/// The flags of the Medicare Code Editor, as `mce.py` writes them.
pub(crate) const MCE_FILE: &str = "mce-flags.tsv";
/// The source key of the Medicare Code Editor.
pub(crate) const MCE: &str = "mce-1.2.0";

/// The flags there are.
pub(crate) const FLAGS: [&str; 8] =
    ["adult", "congenital", "female-only", "male-only", "maternity", "newborn", "paediatric", "rare"];

/// The tops below which everything is of one sex: two classes of MONDO, two terms of UBERON.
const ONE_SEX: [(&str, &str); 4] = [
    ("MONDO:0002263", "female-only"),
    ("MONDO:0003150", "male-only"),
    ("UBERON:0000474", "female-only"),
    ("UBERON:0000079", "male-only"),
];

/// Adds the flags of one sex from the trees, and those of the Medicare Code Editor.
pub(crate) fn add(catalog: &mut Catalog, mondo: &Ontology, uberon: &Ontology, mce: &Path) -> Result<()> {
    for (top, flag) in ONE_SEX {
        let (ontology, source) = if top.starts_with("MONDO") { (mondo, MONDO) } else { (uberon, UBERON) };
        for (id, term) in ontology {
            let other = if flag == "female-only" { "male " } else { "female " };
            let below = id == top || term.ancestors.contains_key(top);
            if below && !term.label.starts_with(other) && catalog.concepts.contains_key(id) {
                catalog.flags.insert((id.clone(), flag.to_owned()), source);
            }
        }
    }
    inherit(catalog);
    let text = fs::read_to_string(mce).map_err(|e| {
        let how = "made by: python3 crates/knowledge-builder/mce.py";
        Error::file(mce, format!("{e}; {how}"))
    })?;
    add_mce(catalog, mce, &text)
}

/// Gives the concepts of MeSH and WordNet, which lie below those of MONDO and UBERON, the sex of
/// what they lie under.
fn inherit(catalog: &mut Catalog) {
    let under = |flag: &str| -> BTreeSet<String> {
        let flagged = |parent: &String| catalog.flags.contains_key(&(parent.clone(), flag.to_owned()));
        catalog.parents.keys().filter(|(_, _, parent)| flagged(parent)).map(|(id, _, _)| id.clone()).collect()
    };
    let of_both: BTreeSet<String> = under("female-only").intersection(&under("male-only")).cloned().collect();
    loop {
        let mut more = Vec::new();
        for (id, _, parent) in catalog.parents.keys().filter(|(id, _, _)| !id.starts_with("MONDO:")) {
            for flag in ["female-only", "male-only"] {
                let key = (id.clone(), flag.to_owned());
                let above = catalog.flags.contains_key(&(parent.clone(), flag.to_owned()));
                if above && !of_both.contains(id) && !id.starts_with("UBERON:") && !catalog.flags.contains_key(&key) {
                    more.push(key);
                }
            }
        }
        if more.is_empty() {
            return;
        }
        catalog.flags.extend(more.into_iter().map(|key| (key, DERIVED)));
    }
}

/// Adds `id, flag` rows. A row about a disease that the trees give to the other sex is an error.
fn add_mce(catalog: &mut Catalog, path: &Path, text: &str) -> Result<()> {
    for (line, fields) in tsv::rows(text) {
        let [id, flag, ..] = fields.as_slice() else {
            return Err(Error::line(path, line, "fewer than two columns"));
        };
        if !FLAGS.contains(flag) {
            return Err(Error::line(path, line, format!("unknown flag `{flag}`")));
        }
        if !catalog.concepts.contains_key(*id) {
            return Err(Error::line(path, line, format!("unknown id {id}; run mce.py again")));
        }
        let other = match *flag {
            "female-only" => "male-only",
            "male-only" => "female-only",
            _ => "",
        };
        if catalog.flags.contains_key(&((*id).to_owned(), other.to_owned())) {
            return Err(Error::line(path, line, format!("{id} is {other} in MONDO")));
        }
        catalog.flags.entry(((*id).to_owned(), (*flag).to_owned())).or_insert(MCE);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradictions_and_unknown_ids_are_errors() {
        let mut catalog = Catalog::default();
        catalog.add_concept("M:1", "disease", "prostatitis", "m");
        catalog.flags.insert(("M:1".to_owned(), "male-only".to_owned()), MONDO);
        let mut run = |text: &str| add_mce(&mut catalog, Path::new("mce.tsv"), text).map_err(|e| e.to_string());
        assert_eq!(run("M:1\tadult\n"), Ok(()));
        assert_eq!(run("M:1\tfemale-only\n"), Err("mce.tsv:1: M:1 is male-only in MONDO".to_owned()));
        assert_eq!(run("#\nM:2\tadult\n"), Err("mce.tsv:2: unknown id M:2; run mce.py again".to_owned()));
    }
}
