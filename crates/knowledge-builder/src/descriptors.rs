//! Every MeSH descriptor that is not yet a concept becomes one, or gives its names to one.

use std::collections::BTreeMap;

use crate::casing::Casing;
use crate::catalog::Catalog;
use crate::mesh::{self, Descriptor, Mesh};

/// Adds MeSH to the catalogue; `joined` holds the disease descriptors that are classes of MONDO.
pub(crate) fn add(catalog: &mut Catalog, mesh: &Mesh, joined: &BTreeMap<String, String>, casing: &Casing<'_>) {
    let mut concept_of: BTreeMap<&str, String> = BTreeMap::new();
    for (number, descriptor) in &mesh.descriptors {
        let Some(kind) = descriptor.kind() else { continue };
        let found = joined.get(number).cloned().or_else(|| same_thing(catalog, descriptor, kind));
        let id = found.unwrap_or_else(|| {
            let id = format!("MESH:{number}");
            let heading = descriptor.natural_heading();
            let label = if kind == "organism" { heading } else { casing.natural(&heading) };
            catalog.add_concept(&id, kind, &label, mesh::SOURCE);
            id
        });
        concept_of.insert(number, id);
    }
    for (number, id) in &concept_of {
        let organism = catalog.concepts[id].kind == "organism";
        for name in mesh.descriptors[*number].names() {
            let name = if organism { name.to_owned() } else { casing.natural(name) };
            catalog.add_free_name(id, &name, "mesh", mesh::SOURCE);
        }
    }
    add_parents(catalog, mesh, &concept_of);
}

/// The anatomy, drug or class of drugs that other sources have under the descriptor's name.
fn same_thing(catalog: &Catalog, descriptor: &Descriptor, kind: &str) -> Option<String> {
    let heading = descriptor.natural_heading();
    match kind {
        "anatomy" => catalog
            .resolve(&heading, "anatomy")
            .or_else(|| descriptor.entries.iter().find_map(|e| labelled(catalog, e, "anatomy"))),
        "substance" | "drugclass" => {
            let wanted = if kind == "drugclass" { "drugclass" } else { "drug" };
            let find = |name: &str| catalog.resolve(name, "drug").filter(|id| catalog.concepts[id].kind == wanted);
            // The FDA says drug where MeSH says agent.
            let class = |name: &String| find(name).or_else(|| find(&name.to_lowercase().replace("agent", "drug")));
            find(&heading).or_else(|| descriptor.entries.iter().filter(|_| kind == "drugclass").find_map(class))
        }
        _ => None,
    }
}

/// The concept whose preferred name is the given one.
fn labelled(catalog: &Catalog, name: &str, group: &str) -> Option<String> {
    let id = catalog.resolve(name, group)?;
    let key = crate::text::fold(name);
    (crate::text::fold(&catalog.concepts[&id].preferred) == key).then_some(id)
}

/// Puts each concept that MeSH alone has under the one above it in the trees. Drugs get the
/// chemical groups of MeSH as well; other joined concepts keep the parents of their own source.
fn add_parents(catalog: &mut Catalog, mesh: &Mesh, concept_of: &BTreeMap<&str, String>) {
    for (number, id) in concept_of {
        let own = id.starts_with("MESH:");
        if !own && !id.starts_with("UNII:") && !id.starts_with("EPC:") {
            continue;
        }
        for (parent, _) in mesh.parents(&mesh.descriptors[*number]) {
            let Some(parent_id) = concept_of.get(parent) else { continue };
            let (kind, above) = (catalog.concepts[id].kind, catalog.concepts[parent_id].kind);
            if !may_lie_under(kind, above) {
                continue;
            }
            let relation = if kind == "anatomy" { "ancestor" } else { "is-a" };
            if own || parent_id.starts_with("MESH:") {
                catalog.add_parent(id, relation, parent_id, mesh::SOURCE);
            }
        }
    }
}

/// Whether a tree of MeSH that leads from one kind to another says what kind of thing it is; a
/// symptom that hangs under a disease in the trees is one of its signs, not a kind of it.
fn may_lie_under(kind: &str, above: &str) -> bool {
    match kind {
        "disease" => matches!(above, "disease" | "process"),
        "symptom" => matches!(above, "symptom" | "disease"),
        "drug" | "substance" => matches!(above, "substance" | "drug"),
        "process" => matches!(above, "process" | "disease"),
        _ => kind == above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scowl::Scowl;

    fn mesh(rows: &[(&str, &str, &str, &str)]) -> Result<Mesh, crate::error::Error> {
        let lines: Vec<_> = rows.iter().map(|(n, h, e, t)| [*n, *h, *e, *t, ""].join("\t")).collect();
        Mesh::parse(&lines.join("\n"), "mesh")
    }

    #[test]
    fn mesh_joins_anatomy_by_name_and_adds_the_rest() -> Result<(), crate::error::Error> {
        let mut catalog = Catalog::default();
        catalog.add_concept("UBERON:1", "anatomy", "uterus", "u");
        let mesh = mesh(&[
            ("D1", "Uterus", "Womb", "A05.1"),
            ("D2", "Cells", "", "A11"),
            ("D3", "Epithelial Cells", "", "A11.4"),
        ])?;
        let scowl = Scowl::new();
        let casing = Casing::learn(std::iter::empty(), &scowl);
        add(&mut catalog, &mesh, &BTreeMap::new(), &casing);
        assert_eq!(catalog.resolve("womb", "anatomy").as_deref(), Some("UBERON:1"));
        assert_eq!(catalog.concepts["MESH:D3"].preferred, "epithelial cells");
        let key = ("MESH:D3".to_owned(), "ancestor", "MESH:D2".to_owned());
        assert!(catalog.parents.contains_key(&key));
        Ok(())
    }
}
