//! Which letters of a MeSH heading stay capital: "Muscle Hypotonia" but "Graves Disease".

use std::collections::HashMap;

use crate::ontology::Term;
use crate::scowl::{self, Scowl};

/// How often each word was met in lower case and with a capital, in names that are written as in
/// running text.
pub(crate) struct Casing<'a> {
    met: HashMap<String, (u32, u32)>,
    scowl: &'a Scowl,
}

impl<'a> Casing<'a> {
    /// Learns from the names and definitions of ontologies.
    pub(crate) fn learn<'t>(terms: impl Iterator<Item = &'t Term>, scowl: &'a Scowl) -> Self {
        let mut met: HashMap<String, (u32, u32)> = HashMap::new();
        for term in terms {
            let definition = term.description.as_deref().unwrap_or_default();
            let inside = definition.split_once(' ').map_or("", |(_, rest)| rest);
            for word in term.names().chain([inside]).flat_map(split) {
                let mut letters = word.chars();
                let capital = letters.next().is_some_and(char::is_uppercase);
                if letters.all(char::is_lowercase) {
                    let counts = met.entry(word.to_lowercase()).or_default();
                    *(if capital { &mut counts.1 } else { &mut counts.0 }) += 1;
                }
            }
        }
        Self { met, scowl }
    }

    /// The name with its words in the case of running text. Words with capitals inside and single
    /// letters stay as they are.
    pub(crate) fn natural(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        let mut rest = name;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            out.push_str(&if self.is_lower(word, after) { word.to_lowercase() } else { word.to_owned() });
            let gap = after.find(char::is_alphabetic).unwrap_or(after.len());
            out.push_str(&after[..gap]);
            rest = &after[gap..];
        }
        out
    }

    fn is_lower(&self, word: &str, after: &str) -> bool {
        let titled = word.chars().skip(1).all(char::is_lowercase) && word.chars().count() > 1;
        if !titled || after.starts_with('\'') {
            return false;
        }
        let lower = word.to_lowercase();
        match self.met.get(&lower) {
            Some((small, capital)) => small >= capital,
            None => self.scowl.get(&lower).is_none_or(|(_, source)| *source == scowl::WORDS),
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eponyms_keep_their_capital() {
        let scowl = Scowl::from([("graves".to_owned(), (50, scowl::WORDS)), ("london".to_owned(), (50, scowl::NAMES))]);
        let label = |l: &str| Term { label: l.to_owned(), ..Term::default() };
        let terms = [label("Graves disease"), label("muscle disease")];
        let casing = Casing::learn(terms.iter(), &scowl);
        assert_eq!(casing.natural("Muscle Hypotonia"), "muscle hypotonia");
        assert_eq!(casing.natural("Graves Disease"), "Graves disease");
        assert_eq!(casing.natural("London DNA, Type I"), "London DNA, type I");
    }
}
