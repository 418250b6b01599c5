//! Names that are common English words: `mass`, `cold`, `ring`. They stay in the tables under a
//! role of their own, so that a reader can ask for more evidence before it takes one for a name.

use crate::catalog::{Catalog, Dropped};
use crate::scowl::{self, Scowl};
use crate::text::fold;
use crate::wordnet::WordNet;

/// The rarest level at which a word counts as common English.
const COMMON: u8 = 50;
/// The level up to which a word that is no noun at all (`was`, `with`) is dropped as a name.
const GRAMMAR: u8 = 20;

/// What to do with a name of one word.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Name,
    Common,
    NoName,
}

/// Marks the names that are common words and drops those that are words of the grammar.
pub(crate) fn mark(catalog: &mut Catalog, scowl: &Scowl, net: &WordNet) {
    let mut dropped = Vec::new();
    for ((id, lower), name) in &mut catalog.names {
        if name.role == "abbrev" || catalog.kept.contains(&(id.clone(), fold(lower))) {
            continue;
        }
        let kind = catalog.concepts[id].kind;
        match judge(lower, kind, scowl, net) {
            Verdict::Name => {}
            _ if name.text.chars().filter(|c| c.is_uppercase()).count() > 1 => name.role = "abbrev",
            Verdict::Common => name.role = "common",
            Verdict::NoName => dropped.push((id.clone(), name.clone())),
        }
    }
    for (id, name) in dropped {
        catalog.remove_name(&id, &name.text);
        let reason = "word of the grammar".to_owned();
        catalog.dropped.insert(Dropped { name: name.text, id, reason, source: name.source });
    }
}

fn judge(word: &str, kind: &str, scowl: &Scowl, net: &WordNet) -> Verdict {
    let Some((level, source)) = scowl.get(word).filter(|(level, _)| *level <= COMMON) else {
        return Verdict::Name;
    };
    let singular = fold(word);
    let stems = [Some(word), word.strip_suffix("es"), Some(singular.as_str()), net.singular(word)];
    let shares = stems.into_iter().flatten().filter_map(|stem| net.share(stem, kind));
    let share = shares.max_by(f64::total_cmp);
    // A body part keeps its name next to figurative uses (the heart of the matter).
    let enough = if kind == "anatomy" { 0.25 } else { 0.5 };
    match share {
        Some(share) if share >= enough => Verdict::Name,
        None if *level <= GRAMMAR && *source == scowl::WORDS => Verdict::NoName,
        None if *source != scowl::WORDS && kind == "organism" => Verdict::Name,
        _ => Verdict::Common,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grammar_goes_and_rare_words_stay() {
        let scowl = Scowl::from([
            ("with".to_owned(), (10, scowl::WORDS)),
            ("mass".to_owned(), (20, scowl::WORDS)),
            ("tibia".to_owned(), (60, scowl::WORDS)),
            ("aura".to_owned(), (40, scowl::WORDS)),
        ]);
        let net = WordNet::default();
        assert_eq!(judge("with", "disease", &scowl, &net), Verdict::NoName);
        assert_eq!(judge("aura", "symptom", &scowl, &net), Verdict::Common);
        assert_eq!(judge("tibia", "anatomy", &scowl, &net), Verdict::Name);
        assert_eq!(judge("myositis", "disease", &scowl, &net), Verdict::Name);
    }
}
