//! Anatomy: the human part of UBERON, with lay names from WordNet and MeSH.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::Catalog;
use crate::mesh::Mesh;
use crate::ontology::Ontology;
use crate::scowl::Scowl;
use crate::sites::DERIVED;
use crate::text::{self, fold};
use crate::wordnet::{Synset, WordNet};

/// The source key of UBERON.
pub(crate) const UBERON: &str = "uberon-2026-04-01";
/// The source key of WordNet.
pub(crate) const WORDNET: &str = "wordnet-3.0";

/// Words that mark a term of other animals.
const NOT_HUMAN: [&str; 42] = [
    "amphibian",
    "animals",
    "antenna",
    "arthropod",
    "avian",
    "baleen",
    "bird",
    "birds",
    "cercal",
    "crustacean",
    "drosophila",
    "echinoderm",
    "elasmobranch",
    "equine",
    "feather",
    "feline",
    "fin",
    "fins",
    "fish",
    "gastropod",
    "gill",
    "hemipenis",
    "hoof",
    "insect",
    "invertebrate",
    "larva",
    "larval",
    "lateral line",
    "marsupial",
    "mollusc",
    "mouse",
    "nematode",
    "neuromast",
    "porcine",
    "reptile",
    "rodent",
    "ruminant",
    "swim",
    "tail",
    "teleost",
    "wing",
    "zebrafish",
];

/// Terms whose parts and kinds are kept even where no other source names them: an article may
/// well name any muscle, bone, vessel or nerve.
const WHOLE_BRANCHES: [&str; 10] = [
    "muscle organ",
    "bone element",
    "artery",
    "vein",
    "nerve",
    "ligament",
    "tendon",
    "skeletal joint",
    "gland",
    "ganglion",
];

/// The endings of Latin names of muscles.
const LATIN: [&str; 8] = ["is", "us", "or", "eps", "ens", "ii", "um", "oid"];

/// The terms of UBERON that a human has: those that MeSH, WordNet or a disease name, with all
/// their ancestors, and whole branches of muscles, bones, vessels and nerves.
pub(crate) fn human(uberon: &Ontology, sites: &HashSet<String>, mesh: &Mesh, net: &WordNet) -> BTreeSet<String> {
    let mut named: HashSet<String> = HashSet::new();
    for descriptor in mesh.descriptors.values().filter(|d| d.kind() == Some("anatomy")) {
        named.extend(descriptor.names().map(fold));
    }
    named.extend(net.body().flat_map(|(_, s)| s.words.iter().map(|(word, _)| fold(word))));
    let branches: HashSet<&str> =
        uberon.iter().filter(|(_, t)| WHOLE_BRANCHES.contains(&t.label.as_str())).map(|(id, _)| id.as_str()).collect();
    let mut kept = BTreeSet::new();
    for (id, term) in uberon {
        let in_branch = || {
            id.starts_with("UBERON:00")
                && term.ancestors.keys().any(|a| branches.contains(a.as_str()))
                && !names_other_animals(&term.label)
                && !term.description.as_deref().is_some_and(names_other_animals)
        };
        if sites.contains(id) || term.names().any(|name| named.contains(&fold(name))) || in_branch() {
            kept.insert(id.clone());
            kept.extend(term.ancestors.keys().filter(|a| uberon.contains_key(*a)).cloned());
        }
    }
    kept
}

fn names_other_animals(text: &str) -> bool {
    let lower = text.to_lowercase();
    text::words(&lower).any(|word| NOT_HUMAN.contains(&word.as_str())) || lower.contains("lateral line")
}

/// Adds the kept terms of UBERON with their names and ancestors.
///
/// A term that WordNet knows only by a synonym in plain English is called by that: thigh, not
/// hindlimb stylopod.
pub(crate) fn add_uberon(
    catalog: &mut Catalog,
    uberon: &Ontology,
    kept: &BTreeSet<String>,
    net: &WordNet,
    scowl: &Scowl,
) {
    let lay: HashSet<String> = net.body().flat_map(|(_, s)| s.words.iter().map(|(word, _)| fold(word))).collect();
    let rarest = |name: &str| text::words(name).map(|w| scowl.get(&w).map_or(u8::MAX, |(level, _)| *level)).max();
    let labels: HashSet<String> = kept.iter().map(|id| fold(&uberon[id].label)).collect();
    let terms = || kept.iter().map(|id| (id, &uberon[id]));
    for (id, term) in terms() {
        let known = lay.contains(&fold(&term.label));
        let plain = |s: &&String| rarest(s) <= Some(60) && rarest(s) < rarest(&term.label);
        let candidates = term.synonyms.iter().filter(|s| lay.contains(&fold(s)) && !labels.contains(&fold(s)));
        let candidates = candidates.filter(|s| !term.label.starts_with(s.as_str()));
        let better = candidates.filter(plain).min_by_key(|s| rarest(s));
        let label = better.filter(|_| !known).unwrap_or(&term.label);
        catalog.add_concept(id, "anatomy", label, UBERON);
        catalog.add_name(id, &term.label, "exact", UBERON);
    }
    for (id, term) in terms() {
        for synonym in &term.synonyms {
            catalog.add_name(id, synonym, "exact", UBERON);
        }
        for parent in term.parents().filter(|p| kept.contains(*p)) {
            catalog.add_parent(id, "ancestor", parent, UBERON);
        }
    }
}

/// Adds the short Latin name of each muscle that has only the long one: brachialis for brachialis
/// muscle.
pub(crate) fn add_muscles(catalog: &mut Catalog) {
    let short = |text: &str| {
        let name = text.strip_suffix(" muscle")?;
        let latin = LATIN.iter().any(|ending| name.ends_with(ending));
        (latin && !name.contains(" of ")).then(|| name.to_owned())
    };
    let found: Vec<(String, String)> = catalog
        .names
        .iter()
        .filter(|((id, _), _)| id.starts_with("UBERON:"))
        .filter_map(|((id, _), name)| Some((id.clone(), short(&name.text)?)))
        .collect();
    for (id, name) in found {
        catalog.add_free_name(&id, &name, "exact", DERIVED);
    }
}

/// Joins the body nouns of WordNet to the terms of UBERON they name and adds those that are
/// missing as concepts of their own, unless MeSH has them as something else, such as a hormone.
pub(crate) fn add_wordnet(catalog: &mut Catalog, net: &WordNet, mesh: &Mesh) {
    let others: HashSet<String> = mesh
        .descriptors
        .values()
        .filter(|d| d.kind().is_some_and(|kind| kind != "anatomy"))
        .flat_map(|d| d.names().map(fold).collect::<Vec<_>>())
        .collect();
    let elsewhere = |s: &Synset| s.words.iter().any(|(word, _)| others.contains(&fold(word)));
    let mut joined: HashMap<&str, String> = HashMap::new();
    for (offset, synset) in net.body() {
        if let Some(id) = synset.words.iter().find_map(|(word, _)| catalog.resolve(word, "anatomy")) {
            joined.insert(offset, id);
        }
    }
    let body = || net.body().filter(|(offset, s)| joined.contains_key(offset) || !elsewhere(s));
    let added: Vec<_> = body().filter(|(offset, _)| !joined.contains_key(offset)).collect();
    for (offset, synset) in body() {
        let own = format!("WN:{offset}");
        let id = joined.get(offset).unwrap_or(&own);
        if !joined.contains_key(offset) {
            catalog.add_concept(id, "anatomy", &synset.words[0].0, WORDNET);
        }
        for (word, _) in &synset.words {
            catalog.add_free_name(id, word, "lay", WORDNET);
        }
    }
    for (offset, synset) in added {
        let id = format!("WN:{offset}");
        let above = |target: &String| -> Option<String> {
            let own = format!("WN:{target}");
            joined.get(target.as_str()).cloned().or_else(|| catalog.concepts.contains_key(&own).then_some(own))
        };
        let wider: Vec<_> = synset.wider.iter().filter_map(above).collect();
        let wholes: Vec<_> = synset.wholes.iter().filter_map(above).collect();
        for parent in wider {
            catalog.add_parent(&id, "is-a", &parent, WORDNET);
        }
        for parent in wholes {
            catalog.add_parent(&id, "part-of", &parent, WORDNET);
        }
    }
}
