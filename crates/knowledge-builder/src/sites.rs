//! Where a disease sits, read from its names: "X disorder", "cancer of X", where X is anatomy.
//!
//! Only anchors are found here; a reader inherits the sites of a disease's ancestors.

use std::collections::{BTreeSet, HashMap};

use crate::ontology::{Ontology, Term};

/// The source key of what is derived from the names of two sources.
pub(crate) const DERIVED: &str = "derived";

/// Names that begin so and go on with a body part.
const BEFORE: [&str; 10] = [
    "disease",
    "disorder",
    "disease or disorder",
    "cancer",
    "carcinoma",
    "neoplasm",
    "malignant neoplasm",
    "inflammation",
    "malignant tumor",
    "benign neoplasm",
];
/// More of them, in the other spelling or less often.
const BEFORE_TOO: [&str; 4] = ["tumor", "tumour", "malignant tumour", "benign tumor"];
/// Names that end so and begin with a body part.
const AFTER: [&str; 8] = ["disease", "disorder", "neoplasm", "cancer", "carcinoma", "inflammation", "tumor", "tumour"];

/// Body parts that say nothing about a place.
const NOWHERE: [&str; 8] = [
    "multicellular organism",
    "anatomical structure",
    "tissue",
    "organ",
    "anatomical system",
    "organism subdivision",
    "material anatomical entity",
    "anatomical entity",
];

/// Body part by lower-case name; a name that several have goes to the one so labelled, else to
/// the first id.
pub(crate) struct BodyParts(HashMap<String, String>);

impl BodyParts {
    /// Indexes the names of an anatomy ontology.
    pub(crate) fn new(anatomy: &Ontology) -> Self {
        let mut by_name = HashMap::new();
        for (id, term) in anatomy.iter().filter(|(_, t)| !NOWHERE.contains(&t.label.as_str())) {
            by_name.entry(term.label.to_lowercase()).or_insert_with(|| id.clone());
        }
        for (id, term) in anatomy {
            for synonym in &term.synonyms {
                by_name.entry(synonym.to_lowercase()).or_insert_with(|| id.clone());
            }
        }
        for nowhere in NOWHERE {
            by_name.remove(nowhere);
        }
        Self(by_name)
    }

    /// The body parts that the names of a disease name.
    pub(crate) fn of_disease(&self, disease: &Term) -> BTreeSet<String> {
        disease
            .names()
            .filter_map(|name| {
                let lower = name.to_lowercase();
                let part = body_part_in(lower.strip_suffix(" (disease)").unwrap_or(&lower))?;
                self.0.get(part).cloned()
            })
            .collect()
    }
}

/// The words of a disease's name that stand where a body part would.
fn body_part_in(name: &str) -> Option<&str> {
    for head in BEFORE.iter().chain(&BEFORE_TOO) {
        let rest = name
            .strip_prefix(head)
            .and_then(|rest| rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" involving ")));
        if let Some(rest) = rest {
            return Some(rest.strip_prefix("the ").unwrap_or(rest));
        }
    }
    AFTER.iter().find_map(|tail| name.strip_suffix(tail)?.strip_suffix(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(label: &str, synonyms: &[&str]) -> Term {
        let synonyms = synonyms.iter().map(|s| (*s).to_owned()).collect();
        Term { label: label.to_owned(), synonyms, ..Term::default() }
    }

    #[test]
    fn sites_come_from_either_side() {
        let anatomy = Ontology::from([
            ("U:1".to_owned(), term("uterus", &["womb"])),
            ("U:2".to_owned(), term("tissue", &[])),
            ("U:3".to_owned(), term("skeletal muscle", &[])),
        ]);
        let parts = BodyParts::new(&anatomy);
        let sites = |t: Term| parts.of_disease(&t).into_iter().collect::<Vec<_>>();
        assert_eq!(sites(term("cancer of the womb", &[])), ["U:1"]);
        assert_eq!(sites(term("myopathy", &["Skeletal muscle disorder"])), ["U:3"]);
        assert!(sites(term("tissue disease", &["rare disease"])).is_empty());
    }
}
