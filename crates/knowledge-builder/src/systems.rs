//! Body systems: the terms of UBERON and the classes of MONDO at which each begins.
//!
//! A concept belongs to the systems of its ancestors and, for a disease, of its sites; the reader
//! follows both.

use crate::anatomy::UBERON;
use crate::catalog::Catalog;
use crate::diseases::MONDO;

/// Body system by the preferred name of the anatomy at its top.
const ANATOMY: [(&str, &str); 24] = [
    ("nervous system", "nervous"),
    ("cardiovascular system", "cardiovascular"),
    ("respiratory system", "respiratory"),
    ("digestive system", "digestive"),
    ("hepatobiliary system", "digestive"),
    ("renal system", "urinary"),
    ("female reproductive system", "reproductive"),
    ("male reproductive system", "reproductive"),
    ("reproductive system", "reproductive"),
    ("endocrine system", "endocrine"),
    ("musculoskeletal system", "musculoskeletal"),
    ("skeletal system", "musculoskeletal"),
    ("muscle organ", "musculoskeletal"),
    ("articular system", "musculoskeletal"),
    ("integumental system", "integumentary"),
    ("hematopoietic system", "hematologic"),
    ("blood", "hematologic"),
    ("immune system", "immune"),
    ("lymphoid system", "lymphatic"),
    ("visual system", "eye"),
    ("eye", "eye"),
    ("auditory system", "ear"),
    ("ear", "ear"),
    ("breast", "breast"),
];

/// Body system by the preferred name of the class of diseases at its top.
const DISEASES: [(&str, &str); 20] = [
    ("nervous system disorder", "nervous"),
    ("musculoskeletal system disorder", "musculoskeletal"),
    ("integumentary system disorder", "integumentary"),
    ("disorder of visual system", "eye"),
    ("endocrine system disorder", "endocrine"),
    ("cardiovascular disorder", "cardiovascular"),
    ("immune system disorder", "immune"),
    ("reproductive system disorder", "reproductive"),
    ("digestive system disorder", "digestive"),
    ("hematologic disorder", "hematologic"),
    ("respiratory system disorder", "respiratory"),
    ("urinary system disorder", "urinary"),
    ("auditory system disorder", "ear"),
    ("breast disorder", "breast"),
    ("psychiatric disorder", "mental"),
    ("metabolic disease", "metabolic"),
    ("mouth disorder", "digestive"),
    ("connective tissue disorder", "musculoskeletal"),
    ("lymphatic system disorder", "lymphatic"),
    ("obstetric disorder", "reproductive"),
];

/// The body systems there are.
pub(crate) fn all() -> Vec<&'static str> {
    let mut systems: Vec<_> = ANATOMY.iter().chain(&DISEASES).map(|(_, system)| *system).collect();
    systems.sort_unstable();
    systems.dedup();
    systems
}

/// Adds the anchors.
pub(crate) fn add(catalog: &mut Catalog) {
    for (name, system) in ANATOMY {
        anchor(catalog, name, "anatomy", system, UBERON);
    }
    for (name, system) in DISEASES {
        anchor(catalog, name, "disease", system, MONDO);
    }
}

fn anchor(catalog: &mut Catalog, name: &str, group: &str, system: &str, source: &'static str) {
    if let Some(id) = catalog.resolve(name, group) {
        catalog.systems.insert((id, system.to_owned()), source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_found_by_name() {
        let mut catalog = Catalog::default();
        catalog.add_concept("U:1", "anatomy", "nervous system", "u");
        catalog.add_concept("M:1", "disease", "breast disorder", "m");
        add(&mut catalog);
        assert_eq!(catalog.systems.len(), 2);
    }
}
