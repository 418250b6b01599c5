//! One preferred name, one concept: where two concepts claim a name as preferred, the one of the
//! more medical kind and the richer source keeps it so and the other has it as a plain name.

use std::collections::BTreeMap;

use crate::catalog::Catalog;

/// The kinds from the strongest claim to the weakest.
const KINDS: [&str; 10] =
    ["disease", "symptom", "anatomy", "drug", "drugclass", "organism", "procedure", "process", "substance", "psych"];

/// Makes every preferred name the preferred name of one concept only.
pub(crate) fn keep_one(catalog: &mut Catalog) {
    let rank = |id: &str| {
        let kind = catalog.concepts.get(id).map_or("", |c| c.kind);
        let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len());
        (id.starts_with("MESH:") || id.starts_with("WN:"), kind, id.to_owned())
    };
    let mut claims: BTreeMap<String, Vec<(bool, usize, String)>> = BTreeMap::new();
    for ((id, lower), name) in &catalog.names {
        if name.role == "preferred" {
            claims.entry(lower.clone()).or_default().push(rank(id));
        }
    }
    for (lower, mut ids) in claims {
        ids.sort();
        for (_, _, id) in ids.into_iter().skip(1) {
            if let Some(name) = catalog.names.get_mut(&(id, lower.clone())) {
                name.role = "exact";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disease_keeps_the_name() {
        let mut catalog = Catalog::default();
        catalog.add_concept("MESH:D1", "process", "Necrosis", "x");
        catalog.add_concept("MONDO:1", "disease", "necrosis", "m");
        keep_one(&mut catalog);
        let role = |id: &str| catalog.names_of(id).next().map(|n| n.role);
        assert_eq!((role("MONDO:1"), role("MESH:D1")), (Some("preferred"), Some("exact")));
    }
}
