//! The build: from the pinned packages to the tables in `knowledge/`.

use std::collections::HashSet;
use std::path::Path;

use crate::anatomy;
use crate::casing::Casing;
use crate::catalog::Catalog;
use crate::downloads::Downloads;
use crate::error::Result;
use crate::mesh::Mesh;
use crate::ndc::Directory;
use crate::ontology::{self, Ontology};
use crate::overrides::{Overrides, Stage};
use crate::sites::{self, BodyParts};
use crate::unii::Unii;
use crate::wordnet::WordNet;
use crate::{common, descriptors, diseases, drugs, flags, preferred, scowl, systems, tsv, typos, words};

/// Builds every table into a folder; gives the rows of each.
pub(crate) fn build(downloads: &Downloads, crate_folder: &Path, out: &Path) -> Result<Vec<(&'static str, usize)>> {
    let overrides = Overrides::load(out)?;
    let scowl = scowl::load(&downloads.unpacked("scowl", "usr/share/dict/scowl")?)?;
    let net = WordNet::load(&downloads.unpacked("wordnet-base", "usr/share/wordnet")?)?;
    let mesh = Mesh::load(downloads)?;
    let (mondo, replaced) = ontology::mondo(downloads)?;
    let uberon = ontology::uberon(downloads)?;
    let xrefs = ontology::cross_references(downloads, |id| {
        let id = replaced.get(id).map_or(id, String::as_str);
        mondo.contains_key(id).then(|| id.to_owned())
    })?;

    let mut catalog = Catalog::default();
    diseases::add_mondo(&mut catalog, &mondo, &xrefs);
    add_sites(&mut catalog, &mondo, &uberon);
    let kept = {
        let sites: HashSet<String> = catalog.sites.keys().map(|(_, part)| part.clone()).collect();
        anatomy::human(&uberon, &sites, &mesh, &net)
    };
    anatomy::add_uberon(&mut catalog, &uberon, &kept, &net, &scowl);
    anatomy::add_wordnet(&mut catalog, &net, &mesh);
    anatomy::add_muscles(&mut catalog);
    let directory = Directory::load(downloads)?;
    drugs::add(&mut catalog, &Unii::load(downloads)?, &directory);
    let joined = diseases::join_mesh(&catalog, &mesh, &xrefs);
    let casing = Casing::learn(mondo.values().chain(uberon.values()), &scowl);
    descriptors::add(&mut catalog, &mesh, &joined, &casing);

    let definitions = words::in_definitions(mondo.values().chain(kept.iter().map(|id| &uberon[id])));
    words::note_frequent(&mut catalog, &definitions);
    overrides.apply(&mut catalog, Stage::Names)?;
    typos::drop_misspelt(&mut catalog, &scowl, &definitions);
    common::mark(&mut catalog, &scowl, &net);
    preferred::keep_one(&mut catalog);
    systems::add(&mut catalog);
    flags::add(&mut catalog, &mondo, &uberon, &crate_folder.join(flags::MCE_FILE))?;
    overrides.apply(&mut catalog, Stage::Facts)?;
    let vocabulary = words::all(&catalog, &scowl, directory.mixed_brands.iter());
    write(out, &catalog, vocabulary)
}

fn add_sites(catalog: &mut Catalog, mondo: &Ontology, uberon: &Ontology) {
    let parts = BodyParts::new(uberon);
    for (id, disease) in mondo {
        for part in parts.of_disease(disease) {
            catalog.sites.insert((id.clone(), part), sites::DERIVED);
        }
    }
}

fn write(
    out: &Path,
    catalog: &Catalog,
    vocabulary: std::collections::BTreeMap<String, (u8, &'static str)>,
) -> Result<Vec<(&'static str, usize)>> {
    let row = |fields: [&str; 4]| fields.map(str::to_owned).to_vec();
    let short = |fields: [&str; 3]| fields.map(str::to_owned).to_vec();
    let concepts = catalog.concepts.iter().map(|(id, c)| row([id, c.kind, &c.preferred, c.source]));
    let names = catalog.names.iter().map(|((id, _), n)| row([&n.text, id, n.role, n.source]));
    let parents = catalog.parents.iter().map(|((id, relation, parent), s)| row([id, relation, parent, s]));
    let dropped = catalog.dropped.iter().map(|d| row([&d.name, &d.id, &d.reason, d.source]));
    let pairs = |map: &std::collections::BTreeMap<(String, String), &'static str>| {
        map.iter().map(|((a, b), s)| short([a, b, s])).collect::<Vec<_>>().into_iter()
    };
    let words = vocabulary.into_iter().map(|(word, (level, s))| short([&word, &level.to_string(), s]));
    Ok(vec![
        ("concepts", tsv::write(out, tsv::CONCEPTS, concepts)?),
        ("names", tsv::write(out, tsv::NAMES, names)?),
        ("parents", tsv::write(out, tsv::PARENTS, parents)?),
        ("sites", tsv::write(out, tsv::SITES, pairs(&catalog.sites))?),
        ("systems", tsv::write(out, tsv::SYSTEMS, pairs(&catalog.systems))?),
        ("flags", tsv::write(out, tsv::FLAGS, pairs(&catalog.flags))?),
        ("drug-classes", tsv::write(out, tsv::DRUG_CLASSES, pairs(&catalog.drug_classes))?),
        ("words", tsv::write(out, tsv::WORDS, words)?),
        ("dropped-names", tsv::write(out, tsv::DROPPED, dropped)?),
    ])
}
