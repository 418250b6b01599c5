//! The packed table answers as the tables of `knowledge/` say: it is read there again, row by row.

use super::layout::{FLAGS, MISSPELT, NAME_TYPES, Section};
use super::{ConceptId, Flag, Kind, Knowledge, fold};
use crate::reading::split::{self, TokenKind};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a table, in columns.
#[expect(clippy::disallowed_methods, reason = "tests read files")]
fn rows<const N: usize>(file: &str) -> Vec<[String; N]> {
    let path = format!("{}/knowledge/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn concept(knowledge: &Knowledge, id: &str) -> ConceptId {
    knowledge.concept(id).unwrap_or_else(|| panic!("{id} is not in the packed table"))
}

/// The lemmas of a name, as the reader takes them from a text.
fn lemmas(knowledge: &Knowledge, name: &str) -> Vec<u32> {
    let mut pieces = Vec::new();
    let (mut at, mut spaced) = (0, true);
    while let Some(piece) = split::next(name, at, spaced) {
        at = piece.end;
        spaced = false;
        pieces.push(piece);
    }
    let mut key = String::new();
    let mut lemmas = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let text = &name[piece.start..piece.end];
        let within = number > 0 && !piece.spaced && pieces.get(number + 1).is_some_and(|next| !next.spaced);
        if piece.kind == TokenKind::Mark && split::joins(text) && within {
            continue;
        }
        fold(text, &mut key);
        lemmas.push(knowledge.lemma(knowledge.word(&key).unwrap_or_else(|| panic!("\"{key}\" of \"{name}\""))));
    }
    lemmas
}

#[test]
fn every_concept_has_its_kind_and_name() {
    let knowledge = Knowledge::embedded();
    let rows = rows::<4>("concepts.tsv");
    assert_eq!(rows.len(), knowledge.concept_count());
    for [id, kind, name, _] in rows {
        let concept = concept(&knowledge, &id);
        assert_eq!((knowledge.id(concept), knowledge.name(concept)), (id.as_str(), name.as_str()));
        assert_eq!(Kind::name(knowledge.kind(concept)), kind, "{id}");
    }
}

#[test]
fn every_concept_has_its_parents_sites_and_flags() {
    let knowledge = Knowledge::embedded();
    let mut parents: BTreeMap<String, BTreeSet<(String, bool)>> = BTreeMap::new();
    for [id, relation, parent, _] in rows::<4>("parents.tsv") {
        parents.entry(id).or_default().insert((parent, relation != "is-a"));
    }
    for [id, class, _] in rows::<3>("drug-classes.tsv") {
        parents.entry(id).or_default().insert((class, false));
    }
    let mut sites: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for [id, site, _] in rows::<3>("sites.tsv") {
        sites.entry(id).or_default().insert(site);
    }
    let mut flags: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for [id, flag, _] in rows::<3>("flags.tsv") {
        flags.entry(id).or_default().insert(flag);
    }
    let all = [
        Flag::FemaleOnly,
        Flag::MaleOnly,
        Flag::Newborn,
        Flag::Paediatric,
        Flag::Maternity,
        Flag::Adult,
        Flag::Rare,
        Flag::Congenital,
    ];
    for [id, ..] in rows::<4>("concepts.tsv") {
        let concept = concept(&knowledge, &id);
        let found = knowledge.parents(concept).map(|(parent, part)| (knowledge.id(parent).to_owned(), part));
        assert_eq!(found.collect::<BTreeSet<_>>(), parents.remove(&id).unwrap_or_default(), "parents of {id}");
        let found = knowledge.sites(concept).map(|site| knowledge.id(site).to_owned());
        assert_eq!(found.collect::<BTreeSet<_>>(), sites.remove(&id).unwrap_or_default(), "sites of {id}");
        let found = all.into_iter().zip(FLAGS).filter(|&(flag, _)| knowledge.has(concept, flag));
        let found: BTreeSet<_> = found.map(|(_, name)| name.to_owned()).collect();
        assert_eq!(found, flags.remove(&id).unwrap_or_default(), "flags of {id}");
    }
    assert!(parents.is_empty() && sites.is_empty() && flags.is_empty());
    for [id, system, _] in rows::<3>("systems.tsv") {
        let bits = knowledge.systems(concept(&knowledge, &id));
        assert!((0..32).any(|bit| bits >> bit & 1 == 1 && knowledge.system_name(bit) == system), "{id} {system}");
    }
}

#[test]
fn every_name_leads_to_its_concepts() {
    let knowledge = Knowledge::embedded();
    let mut expected: BTreeMap<Vec<u32>, BTreeMap<u32, BTreeSet<usize>>> = BTreeMap::new();
    for [name, id, kind, _] in rows::<4>("names.tsv") {
        let code = NAME_TYPES.iter().position(|known| *known == kind).unwrap();
        let meanings = expected.entry(lemmas(&knowledge, &name)).or_default();
        meanings.entry(concept(&knowledge, &id).0).or_default().insert(code);
    }
    expected.remove(&Vec::new());
    let mut count = 0;
    for (words, meanings) in &expected {
        let first = knowledge.first(words[0]);
        let state = words[1..].iter().fold(first, |state, &word| knowledge.step(state?, word));
        let found: BTreeMap<u32, usize> =
            knowledge.names_at(state.unwrap()).map(|entry| (entry.concept.0, entry.kind as usize)).collect();
        count += found.len();
        assert!(found.keys().eq(meanings.keys()), "{words:?}");
        assert!(found.iter().all(|(concept, kind)| meanings[concept].contains(kind)), "{words:?}");
    }
    assert_eq!(count, knowledge.count(Section::Names), "the packed table has no other names");
}

#[test]
fn every_word_has_its_level_and_the_wrong_ones_their_right_form() {
    let knowledge = Knowledge::embedded();
    let mut levels: BTreeMap<String, u8> = BTreeMap::new();
    let mut key = String::new();
    for [word, level, _] in rows::<3>("words.tsv").into_iter().chain(rows::<3>("words-extra.tsv")) {
        fold(&word, &mut key);
        let level: u8 = level.parse().unwrap();
        levels.entry(key.clone()).and_modify(|known| *known = level.min(*known)).or_insert(level);
    }
    for [wrong, right, _] in rows::<3>("words-not.tsv") {
        let index = knowledge.word(&wrong).unwrap();
        assert_eq!(knowledge.word_text(knowledge.lemma(index)), right);
        levels.insert(wrong, MISSPELT);
    }
    for (word, level) in &levels {
        let index = knowledge.word(word).unwrap_or_else(|| panic!("{word}"));
        assert_eq!((knowledge.word_text(index), knowledge.level(index)), (word.as_str(), *level));
    }
    assert!(knowledge.word_count() >= levels.len());
    assert_eq!(knowledge.word("osseiferans"), None);
}
