//! The vocabulary: general English, the words of all names, and frequent words of definitions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalog::Catalog;
use crate::ontology::Term;
use crate::scowl::Scowl;
use crate::sites::DERIVED;
use crate::text;

/// The level of a word that only names hold.
const OF_NAMES: u8 = 80;
/// The level of a word that only definitions hold.
const OF_DEFINITIONS: u8 = 85;
/// How often a word must stand in definitions to count.
const OFTEN: u32 = 3;

/// Counts the words of the definitions of ontology terms.
pub(crate) fn in_definitions<'a>(terms: impl Iterator<Item = &'a Term>) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for definition in terms.filter_map(|t| t.description.as_deref()) {
        for word in text::words(definition) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// Notes the words that definitions hold often, so that the overrides can still mend them.
pub(crate) fn note_frequent(catalog: &mut Catalog, definitions: &HashMap<String, u32>) {
    for (word, _) in definitions.iter().filter(|(word, n)| **n >= OFTEN && looks_like_a_word(word)) {
        catalog.forms.entry(word.clone()).or_insert(DERIVED);
    }
}

/// Every known word with its level and source; `more` are names that are not in the tables.
pub(crate) fn all<'a>(
    catalog: &Catalog,
    scowl: &Scowl,
    more: impl Iterator<Item = &'a String>,
) -> BTreeMap<String, (u8, &'static str)> {
    let mut words = scowl.clone();
    for name in catalog.names.values() {
        for word in text::words(&name.text) {
            words.entry(word).or_insert((OF_NAMES, name.source));
        }
    }
    for word in more.flat_map(|name| text::words(name).collect::<Vec<_>>()) {
        words.entry(word).or_insert((OF_NAMES, crate::ndc::SOURCE));
    }
    // The words of a misspelt name are no words, not even where another form of it has them.
    let misspelt: BTreeSet<String> =
        catalog.dropped.iter().flat_map(|d| text::words(&d.name)).filter(|word| !words.contains_key(word)).collect();
    let sound = |word: &String| !misspelt.contains(&text::fold(word)) && !misspelt.contains(word);
    for (word, source) in catalog.forms.iter().filter(|(word, _)| sound(word)) {
        let level = if *source == DERIVED { OF_DEFINITIONS } else { OF_NAMES };
        words.entry(word.clone()).or_insert((level, source));
    }
    words
}

/// Whether a word of running text is one and not a symbol: letters with a vowel among them.
fn looks_like_a_word(word: &str) -> bool {
    word.chars().count() > 2
        && word.chars().all(char::is_alphabetic)
        && word.chars().any(|c| "aeiouyáéíóúäöü".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_commonest_level() {
        let mut catalog = Catalog::default();
        catalog.add_concept("M:1", "disease", "myositis of muscle", "m");
        let scowl = Scowl::from([("muscle".to_owned(), (35, "s")), ("of".to_owned(), (10, "s"))]);
        let definitions = HashMap::from([("ectopic".to_owned(), 4), ("rare".to_owned(), 2), ("xq28".to_owned(), 9)]);
        note_frequent(&mut catalog, &definitions);
        let words = all(&catalog, &scowl, std::iter::empty());
        let found: Vec<_> = words.iter().map(|(w, (level, _))| (w.as_str(), *level)).collect();
        assert_eq!(found, [("ectopic", 85), ("muscle", 35), ("myositis", 80), ("of", 10)]);
    }
}
