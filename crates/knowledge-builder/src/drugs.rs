//! Drugs and their classes: the substances that are sold or have a nonproprietary name.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::ndc::{self, Directory};
use crate::text::{substance_case, title_case};
use crate::unii::{self, Unii};

/// Substances with a nonproprietary name that no article would call a drug.
const NOT_DRUGS: [&str; 12] = [
    "water",
    "alcohol",
    "glycerin",
    "petrolatum",
    "starch",
    "sugar",
    "honey",
    "gelatin",
    "sand",
    "oxygen",
    "nitrogen",
    "air",
];

/// Adds every drug once, without its salts, with names, brands and classes.
pub(crate) fn add(catalog: &mut Catalog, unii: &Unii, directory: &Directory) {
    let mut bases: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in directory.substances.keys() {
        if let Some(base) = unii.base(name) {
            bases.entry(base.to_owned()).or_default().push(name);
        }
    }
    for substance in unii.substances.values().filter(|s| s.nonproprietary) {
        if let Some(base) = unii.base(&substance.display) {
            bases.entry(base.to_owned()).or_default();
        }
    }
    bases.retain(|id, _| !NOT_DRUGS.contains(&unii.substances[id].display.as_str()));
    for id in bases.keys() {
        let label = substance_case(&unii.substances[id].display);
        catalog.add_concept(&format!("UNII:{id}"), "drug", &label, unii::SOURCE);
    }
    for (id, sold) in &bases {
        let concept = format!("UNII:{id}");
        for name in &unii.substances[id].names {
            catalog.add_name(&concept, &substance_case(name), "exact", unii::SOURCE);
        }
        for name in sold {
            catalog.add_free_name(&concept, &substance_case(name), "exact", ndc::SOURCE);
            add_marketed(catalog, &concept, name, directory);
        }
    }
    for substance in unii.substances.values().filter(|s| !s.brands.is_empty()) {
        let Some(base) = unii.base(&substance.display).filter(|b| bases.contains_key(*b)) else { continue };
        for brand in &substance.brands {
            catalog.add_free_name(&format!("UNII:{base}"), &title_case(brand), "brand", unii::SOURCE);
        }
    }
}

fn add_marketed(catalog: &mut Catalog, concept: &str, name: &str, directory: &Directory) {
    let marketed = &directory.substances[name];
    for brand in &marketed.brands {
        let brand = if brand.chars().any(char::is_lowercase) { brand.clone() } else { title_case(brand) };
        catalog.add_free_name(concept, &brand, "brand", ndc::SOURCE);
    }
    for class in &marketed.classes {
        let id = class_id(class);
        if !catalog.concepts.contains_key(&id) {
            catalog.add_concept(&id, "drugclass", class, ndc::SOURCE);
        }
        catalog.drug_classes.insert((concept.to_owned(), id), ndc::SOURCE);
    }
}

/// The id of a class: `EPC:` and its name in lower case with hyphens.
fn class_id(class: &str) -> String {
    let lower = class.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!("EPC:{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_class_id_is_a_slug() {
        assert_eq!(super::class_id("HMG-CoA Reductase Inhibitor"), "EPC:hmg-coa-reductase-inhibitor");
    }
}
