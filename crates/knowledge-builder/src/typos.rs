//! Synonyms that are misspellings of another name of the same concept, as `Myisitis ossificans`
//! once was of myositis ossificans. A spelling rule must not learn them.

use std::collections::{BTreeSet, HashMap};

use crate::catalog::{Catalog, Dropped, Name};
use crate::scowl::Scowl;
use crate::text;

/// How well a word is known.
struct Known<'a> {
    scowl: &'a Scowl,
    concepts: HashMap<String, u32>,
    definitions: &'a HashMap<String, u32>,
}

impl Known<'_> {
    fn is_doubtful(&self, word: &str) -> bool {
        !self.scowl.contains_key(word) && self.concepts.get(word) == Some(&1) && !self.definitions.contains_key(word)
    }

    fn is_sure(&self, word: &str) -> bool {
        self.scowl.contains_key(word)
            || self.concepts.get(word).is_some_and(|n| *n >= 4)
            || self.definitions.get(word).is_some_and(|n| *n >= 3)
    }
}

/// Drops the names that equal another name of their concept but for one letter of one word that
/// nothing else knows. `definitions` counts the words of running text.
pub(crate) fn drop_misspelt(catalog: &mut Catalog, scowl: &Scowl, definitions: &HashMap<String, u32>) {
    let mut concepts: HashMap<String, u32> = HashMap::new();
    let ids: Vec<String> = catalog.concepts.keys().cloned().collect();
    for id in &ids {
        let words: BTreeSet<String> = catalog.names_of(id).flat_map(|n| text::words(&n.text)).collect();
        for word in words {
            *concepts.entry(word).or_default() += 1;
        }
    }
    let known = Known { scowl, concepts, definitions };
    for id in ids {
        let names: Vec<Name> = catalog.names_of(&id).cloned().collect();
        for (name, right) in misspelt(&names, &known) {
            if catalog.kept.contains(&(id.clone(), text::fold(&name.text))) {
                continue;
            }
            catalog.remove_name(&id, &name.text);
            let reason = format!("misspelling of {right}");
            catalog.dropped.insert(Dropped { name: name.text, id: id.clone(), reason, source: name.source });
        }
    }
}

/// The misspelt names among those of one concept, each with the word it should have had.
fn misspelt(names: &[Name], known: &Known<'_>) -> Vec<(Name, String)> {
    let split: Vec<Vec<String>> = names.iter().map(|n| text::words(&n.text).collect()).collect();
    let vocabulary: BTreeSet<&String> = split.iter().flatten().collect();
    let mut found = Vec::new();
    for (name, words) in names.iter().zip(&split) {
        if name.role == "preferred" || name.role == "abbrev" || name.role == "brand" {
            continue;
        }
        let mut wrong = words.iter().filter(|w| w.chars().count() > 4 && known.is_doubtful(w));
        let right = wrong.find_map(|w| vocabulary.iter().find(|r| known.is_sure(r) && is_slip(w, r)));
        if let Some(right) = right {
            found.push((name.clone(), (*right).clone()));
        }
    }
    found
}

/// Whether one word is a slip of the other: one letter apart inside the word, and neither another
/// spelling (haem/hem, tumour/tumor) nor another form (the last two letters).
fn is_slip(wrong: &str, right: &str) -> bool {
    let plain = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
    if !plain(wrong) || !plain(right) || !text::one_edit_apart(wrong, right) {
        return false;
    }
    let same_start = wrong.bytes().zip(right.bytes()).take_while(|(a, b)| a == b).count();
    let in_ending = same_start + 2 >= wrong.len().max(right.len());
    !in_ending && one_spelling(wrong) != one_spelling(right)
}

/// A word with the differences of British, American and transliterated spelling taken out.
fn one_spelling(word: &str) -> String {
    let mut out = word.to_owned();
    for (variant, plain) in [
        ("trophi", "tropi"),
        ("desoxy", "deoxy"),
        ("osus", "ous"),
        ("ae", "e"),
        ("oe", "e"),
        ("our", "or"),
        ("ph", "f"),
        ("y", "i"),
        ("z", "s"),
        ("k", "c"),
        ("ll", "l"),
        ("rrh", "r"),
        ("rh", "r"),
        ("th", "t"),
        ("tt", "t"),
        ("nn", "n"),
        ("mm", "m"),
        ("ff", "f"),
        ("io", "o"),
        ("eo", "o"),
        ("ea", "e"),
    ] {
        out = out.replace(variant, plain);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, role: &'static str) -> Name {
        Name { text: text.to_owned(), role, source: "m" }
    }

    #[test]
    fn a_slip_is_found_and_a_variant_is_not() {
        assert!(is_slip("myisitis", "myositis"));
        assert!(!is_slip("haemophilia", "hemophilia"));
        assert!(!is_slip("tumour", "tumor"));
        assert!(!is_slip("adrenalin", "adrenaline"));
        assert!(!is_slip("myositis", "myositides"));
    }

    #[test]
    fn a_known_word_is_never_dropped() {
        let scowl = Scowl::new();
        let definitions = HashMap::from([("myositis".to_owned(), 9)]);
        let concepts = HashMap::from([("myisitis".to_owned(), 1), ("myositis".to_owned(), 7)]);
        let known = Known { scowl: &scowl, concepts, definitions: &definitions };
        let names = [name("myositis ossificans", "preferred"), name("Myisitis ossificans", "exact")];
        let found = misspelt(&names, &known);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, "myositis");
        let concepts = HashMap::from([("myisitis".to_owned(), 2), ("myositis".to_owned(), 7)]);
        let known = Known { scowl: &scowl, concepts, definitions: &definitions };
        assert!(misspelt(&names, &known).is_empty());
    }
}
