//! Packs the tables: sections of little-endian numbers, each found by its offset in the head of the file.

use crate::layout::{MISSPELT, SECTIONS, Section};
use crate::tables::Tables;
use crate::{fold, lemma, split};
use std::collections::{BTreeMap, HashMap};

/// How many accepted names a concept keeps for messages.
const ACCEPTED: usize = 4;

/// The folded words of each name.
pub(crate) fn names(tables: &Tables) -> Vec<Vec<String>> {
    tables.names.iter().map(|name| name_words(&name.text)).collect()
}

/// The packed table, and the text that it points into. The words that only rules hold follow those of the knowledge.
pub(crate) fn pack(
    tables: &Tables,
    names: &[Vec<String>],
    words: &[(String, u8)],
    added: &[String],
) -> (Vec<u8>, String) {
    let index: HashMap<&str, u32> =
        words.iter().enumerate().map(|(at, (word, _))| (word.as_str(), at as u32)).collect();
    let mut lemmas = lemma::lemmas(words, &index);
    for (wrong, right) in &tables.misspelt {
        lemmas[index[wrong.as_str()] as usize] = index[right.as_str()];
    }
    let mut file = File::default();
    let trie = Trie::of(tables, names, &index, &lemmas);
    let all: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).chain(added.iter().map(String::as_str)).collect();
    lemmas.extend(words.len() as u32..all.len() as u32);
    pack_words(&all, &lemmas, &trie, &mut file);
    file.bytes(Section::WordLevels, words.iter().map(|&(_, level)| level).collect());
    trie.pack(&mut file);
    pack_concepts(tables, &mut file);
    file.finish()
}

/// The folded words of a name, without the hyphens that join compounds.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut at, mut spaced) = (0, true);
    let mut pieces = Vec::new();
    while let Some(piece) = split::next(name, at, spaced) {
        at = piece.end;
        spaced = false;
        pieces.push(piece);
    }
    for (number, piece) in pieces.iter().enumerate() {
        let text = &name[piece.start..piece.end];
        let next = pieces.get(number + 1);
        if piece.kind == split::TokenKind::Mark
            && split::joins(text)
            && number > 0
            && !piece.spaced
            && next.is_some_and(|next| !next.spaced)
        {
            continue;
        }
        let mut key = String::new();
        fold::fold(text, &mut key);
        words.push(key);
    }
    words
}

/// All words, each with how common it is: those of words.tsv and those that only names hold. The commonest come first, so
/// that what is asked for most lies close together.
pub(crate) fn words(tables: &Tables, names: &[Vec<String>]) -> Vec<(String, u8)> {
    let mut words: BTreeMap<String, u8> = BTreeMap::new();
    let mut key = String::new();
    for (word, level) in &tables.words {
        fold::fold(word, &mut key);
        let known = words.entry(key.clone()).or_insert(*level);
        *known = (*known).min(*level);
    }
    for word in names.iter().flatten() {
        words.entry(word.clone()).or_insert(90);
    }
    for (wrong, right) in &tables.misspelt {
        words.entry(right.clone()).or_insert(80);
        words.insert(wrong.clone(), MISSPELT);
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by_key(|&(_, level)| level);
    words
}

/// Packs the words, each with its lemma and the state of the names that begin with it.
fn pack_words(words: &[&str], lemmas: &[u32], trie: &Trie, file: &mut File) {
    // One in three is free, so that a word that is not there is soon known not to be.
    let buckets = words.len() * 3 / 2 + 1;
    assert!(words.len() + 1 < 1 << fold::INDEX_BITS, "more words than a bucket can number");
    let mut table = vec![0_u32; buckets];
    for (number, word) in words.iter().enumerate() {
        let hash = fold::hash(word.as_bytes());
        let mut slot = fold::bucket(hash, buckets);
        while table[slot] != 0 {
            slot = (slot + 1) % buckets;
        }
        table[slot] = fold::tag(hash) | (number as u32 + 1);
    }
    file.numbers(Section::WordBuckets, table);
    let mut rows = Vec::with_capacity(words.len() * 3 + 1);
    for (number, word) in (0..).zip(words) {
        let state = trie.edges[0].get(&number).copied().unwrap_or(0);
        rows.extend([file.text.len() as u32, lemmas[number as usize], state]);
        file.text.push_str(word);
    }
    rows.push(file.text.len() as u32);
    file.numbers(Section::Words, rows);
}

/// The names as a trie over lemmas; state 0 is the root.
struct Trie {
    edges: Vec<BTreeMap<u32, u32>>,
    names: Vec<Vec<u32>>,
}

impl Trie {
    fn of(tables: &Tables, names: &[Vec<String>], index: &HashMap<&str, u32>, lemmas: &[u32]) -> Self {
        let mut trie = Self { edges: vec![BTreeMap::new()], names: vec![Vec::new()] };
        for (words, name) in names.iter().zip(&tables.names) {
            let mut state = 0;
            for word in words {
                let lemma = lemmas[index[word.as_str()] as usize];
                let fresh = trie.edges.len() as u32;
                let next = *trie.edges[state].entry(lemma).or_insert(fresh);
                if next == fresh {
                    trie.edges.push(BTreeMap::new());
                    trie.names.push(Vec::new());
                }
                state = next as usize;
            }
            let code = name.concept * 8 + u32::from(name.kind);
            let same = trie.names[state].iter().any(|known| known / 8 == name.concept);
            if state != 0 && !same {
                trie.names[state].push(code);
            }
        }
        trie.numbered()
    }

    /// The same trie with its states numbered in the order of the edges that lead to them, so that the number of an edge
    /// tells its state.
    fn numbered(self) -> Self {
        let mut order = vec![0_u32];
        let mut next = 0;
        while let Some(&state) = order.get(next) {
            order.extend(self.edges[state as usize].values());
            next += 1;
        }
        let mut numbers = vec![0; order.len()];
        for (number, &state) in (0..).zip(&order) {
            numbers[state as usize] = number;
        }
        let edges = |&state: &u32| {
            self.edges[state as usize].iter().map(|(&word, &next)| (word, numbers[next as usize])).collect()
        };
        let names = |&state: &u32| self.names[state as usize].clone();
        Self { edges: order.iter().map(edges).collect(), names: order.iter().map(names).collect() }
    }

    fn pack(&self, file: &mut File) {
        let inner = &self.edges[1..];
        file.numbers(Section::EdgeStarts, starts(std::iter::once(0).chain(inner.iter().map(BTreeMap::len))));
        file.numbers(Section::EdgeWords, inner.iter().flat_map(BTreeMap::keys).copied().collect());
        file.numbers(Section::NameStarts, starts(self.names.iter().map(Vec::len)));
        file.numbers(Section::Names, self.names.iter().flatten().copied().collect());
    }
}

fn pack_concepts(tables: &Tables, file: &mut File) {
    let concepts = &tables.concepts;
    file.bytes(Section::ConceptKinds, concepts.iter().map(|concept| concept.kind).collect());
    file.bytes(Section::ConceptFlags, concepts.iter().map(|concept| concept.flags).collect());
    file.numbers(Section::ConceptSystems, concepts.iter().map(|concept| concept.systems).collect());
    file.numbers(Section::ParentStarts, starts(concepts.iter().map(|concept| concept.parents.len())));
    let parents = concepts.iter().flat_map(|concept| &concept.parents);
    file.numbers(Section::Parents, parents.map(|&(parent, part)| parent * 2 + u32::from(part)).collect());
    let sites = (0..).zip(concepts).flat_map(|(number, concept)| concept.sites.iter().map(move |&site| [number, site]));
    file.numbers(Section::Sites, sites.flatten().collect());
    let mut texts = vec![file.text.len() as u32];
    for concept in concepts {
        for text in [&concept.id, &concept.name] {
            file.text.push_str(text);
            texts.push(file.text.len() as u32);
        }
    }
    file.numbers(Section::ConceptStarts, texts);
    let mut accepted: Vec<Vec<&str>> = vec![Vec::new(); concepts.len()];
    for name in &tables.names {
        let names = &mut accepted[name.concept as usize];
        let fresh = !name.text.eq_ignore_ascii_case(&concepts[name.concept as usize].name);
        if names.len() < ACCEPTED && fresh && name.kind <= 3 {
            names.push(&name.text);
        }
    }
    let mut texts = vec![file.text.len() as u32];
    for names in &accepted {
        file.text.push_str(&names.join("; "));
        texts.push(file.text.len() as u32);
    }
    file.numbers(Section::AcceptedStarts, texts);
    let mut texts = vec![file.text.len() as u32];
    for system in &tables.systems {
        file.text.push_str(system);
        texts.push(file.text.len() as u32);
    }
    file.numbers(Section::SystemStarts, texts);
}

fn starts(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut at = 0;
    let mut starts = vec![0];
    for length in lengths {
        at += length as u32;
        starts.push(at);
    }
    starts
}

/// The file in the making.
#[derive(Default)]
struct File {
    sections: BTreeMap<usize, Vec<u8>>,
    text: String,
}

impl File {
    fn numbers(&mut self, section: Section, numbers: Vec<u32>) {
        self.bytes(section, numbers.into_iter().flat_map(u32::to_le_bytes).collect());
    }

    fn bytes(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections.insert(section as usize, bytes);
    }

    /// The head holds the end of each section, counted from the end of the head.
    fn finish(self) -> (Vec<u8>, String) {
        let mut ends = Vec::with_capacity(SECTIONS);
        let mut at = 0;
        for section in 0..SECTIONS {
            at += self.sections.get(&section).map_or(0, Vec::len) as u32;
            ends.push(at);
        }
        let body = self.sections.into_values().flatten();
        (ends.into_iter().flat_map(u32::to_le_bytes).chain(body).collect(), self.text)
    }
}
