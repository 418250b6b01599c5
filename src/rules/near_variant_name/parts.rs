//! Words made of known parts: inflections, compounds, and words run together.

use crate::knowledge::Knowledge;
use std::sync::LazyLock;

/// Endings of English inflection.
const INFLECTIONS: &[&str] = &["s", "es", "ed", "d", "ing", "ly"];

/// Endings that make another word of a known one.
const ENDINGS: &[&str] = &[
    "al", "ally", "ic", "ically", "er", "ers", "or", "ors", "ness", "less", "like", "able", "ible", "ation", "ations",
    "ization", "ized", "izing", "ize", "izes", "ise", "ised", "ising", "isation", "ist", "ists", "ism", "ity", "ous",
    "ary", "ment", "ments", "ive", "oid", "oids", "tic", "y", "ies", "ian", "ians", "ful", "wise", "ship", "hood",
    "man", "men", "ogenic", "ogenesis", "emia", "emic", "uria", "pathy", "pathies", "itis", "osis", "oses", "oma",
    "omas", "omata", "omatous", "ectomy", "otomy", "plasty", "scopy", "scope", "graphy", "gram", "grams", "logy",
    "logist", "logists", "logic", "logical", "cyte", "cytes", "cytic", "blast", "blasts", "blastic", "ase", "ases",
    "icide", "icides", "icidal", "plasties", "ectomies", "otomies", "philia", "phobia", "phobic", "trophy", "trophic",
    "lysis", "lytic", "stasis", "static", "therapy", "tropic", "genic", "genetic", "gen", "gens", "ated", "ating",
    "ate", "ates", "ia", "iae", "ium", "um", "us", "a", "i", "ae",
];

/// Beginnings that make a word of a known one, sorted.
pub(super) static BEGINNINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("beginnings.txt").split_whitespace().collect());

/// Whether an unknown word is an inflection of a known word.
pub(super) fn is_inflected(word: &str, knowledge: &Knowledge) -> bool {
    inflects(word, knowledge, OF_NAMES)
}

/// Whether an unknown word is an inflection of a word of everyday language, or the British form of a known word.
pub(super) fn is_surely_right(word: &str, knowledge: &Knowledge) -> bool {
    inflects(word, knowledge, 35) || is_british(word, knowledge)
}

fn inflects(word: &str, knowledge: &Knowledge, rarest: u8) -> bool {
    INFLECTIONS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|stem| is_stem(stem, knowledge, rarest)))
}

/// Contractions that lost their apostrophe.
const CONTRACTIONS: &[&str] = &[
    "arent", "cannot", "couldn", "couldnt", "didnt", "doesn", "doesnt", "hadnt", "hasnt", "havent", "isnt", "mightnt",
    "mustnt", "neednt", "shouldn", "shouldnt", "thats", "theres", "theyd", "theyll", "theyre", "theyve", "wasnt",
    "weren", "werent", "whats", "wouldn", "wouldnt", "youd", "youll", "youre", "youve",
];

/// Small words that lost dashes and blanks join to others.
const SMALL: &[&str] = &[
    "a", "all", "also", "an", "and", "are", "as", "at", "be", "but", "by", "can", "eat", "for", "from", "has", "have",
    "if", "in", "is", "it", "less", "may", "more", "not", "of", "on", "one", "or", "out", "such", "that", "the",
    "these", "they", "this", "those", "to", "use", "was", "were", "when", "which", "with", "you",
];

/// Whether an unknown word is two known ones whose blank, dash or apostrophe was lost: "virusesthe", "theyre".
pub(super) fn is_run_together(word: &str, knowledge: &Knowledge) -> bool {
    if CONTRACTIONS.contains(&word) || word.strip_prefix(['d', 'l']).is_some_and(|rest| is_elided(rest, knowledge)) {
        return true;
    }
    SMALL.iter().any(|small| {
        let after = word.strip_suffix(small).filter(|rest| rest.len() > 3 || small.len() > 3 && rest.len() > 2);
        let before = word.strip_prefix(small).filter(|rest| rest.len() > 4 && is_plain(rest, knowledge));
        before.is_some()
            || after.is_some_and(|rest| is_plain(rest, knowledge) && !lacks_a_letter(word, rest.len(), knowledge))
    })
}

/// Whether a French article stands before a word that begins with a vowel: "dorange".
fn is_elided(rest: &str, knowledge: &Knowledge) -> bool {
    rest.len() > 4 && rest.starts_with(['a', 'e', 'i', 'o', 'u']) && is_plain(rest, knowledge)
}

/// Whether a word needs but one letter more inside what would be its small word to be a known one: "infecton" is
/// "infection" rather than "infect on".
fn lacks_a_letter(word: &str, from: usize, knowledge: &Knowledge) -> bool {
    (from..word.len()).any(|at| {
        (b'a'..=b'z').any(|letter| common(&format!("{}{}{}", &word[..at], char::from(letter), &word[at..]), knowledge))
    })
}

/// Whether a word is well known for its length.
fn is_plain(part: &str, knowledge: &Knowledge) -> bool {
    let limit = match part.len() {
        0..=3 => 20,
        4 => 35,
        5 => 50,
        _ => 80,
    };
    knowledge.word(part).is_some_and(|index| knowledge.level(index) <= limit)
}

/// The level of words that only names have; rarer ones are in too few texts to be sure of.
const OF_NAMES: u8 = 80;

fn is_known(part: &str, knowledge: &Knowledge, rarest: u8) -> bool {
    part.len() > 2 && knowledge.word(part).is_some_and(|index| knowledge.level(index) <= rarest)
}

fn is_stem(stem: &str, knowledge: &Knowledge, rarest: u8) -> bool {
    let known = |part: &str| is_known(part, knowledge, rarest);
    let doubled = stem.len() > 4 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    stem.len() > 3
        && (known(stem)
            || ["e", "y", "a"].iter().any(|end| known(&format!("{stem}{end}")))
            || doubled && known(&stem[..stem.len() - 1]))
}

/// Whether an unknown word is made of known parts: beginnings and a word, or two words, as in "macroadenoma".
pub(super) fn is_composed(word: &str, knowledge: &Knowledge) -> bool {
    has_known_stem(word, knowledge)
        || word.strip_suffix("like").is_some_and(|stem| is_known(stem, knowledge, OF_NAMES))
        || has_beginning(word, knowledge, 2)
        || (4..word.len().saturating_sub(3)).any(|at| common(&word[..at], knowledge) && common(&word[at..], knowledge))
}

/// Whether a word is a known stem with an ending that makes words.
fn has_known_stem(word: &str, knowledge: &Knowledge) -> bool {
    ENDINGS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|stem| is_stem(stem, knowledge, OF_NAMES)))
}

/// Whether a word is up to so many beginnings and a known word or form of one.
fn has_beginning(word: &str, knowledge: &Knowledge, most: u8) -> bool {
    let begun = |beginning: &&str| {
        let rest = word.strip_prefix(*beginning);
        rest.is_some_and(|rest| {
            rest.len() > 3
                && (is_known(rest, knowledge, OF_NAMES)
                    || INFLECTIONS
                        .iter()
                        .any(|end| rest.strip_suffix(end).is_some_and(|stem| is_stem(stem, knowledge, OF_NAMES)))
                    || most > 1 && beginning.len() > 2 && has_beginning(rest, knowledge, most - 1)
                    || beginning.len() > 3 && rest.len() > 5 && has_known_stem(rest, knowledge))
        })
    };
    BEGINNINGS.iter().any(begun)
}

fn common(part: &str, knowledge: &Knowledge) -> bool {
    part.len() > 3 && knowledge.word(part).is_some_and(|index| knowledge.level(index) <= 50)
}

/// British endings and stems in American ones.
fn is_british(word: &str, knowledge: &Knowledge) -> bool {
    [
        ("ae", "e"),
        ("oe", "e"),
        ("our", "or"),
        ("is", "iz"),
        ("ys", "yz"),
        ("tre", "ter"),
        ("lled", "led"),
        ("lling", "ling"),
        ("ller", "ler"),
        ("llis", "lis"),
        ("lliz", "liz"),
        ("llous", "lous"),
        ("leuco", "leuko"),
        ("trophic", "tropic"),
    ]
    .iter()
    .any(|(british, american)| {
        word.match_indices(british).any(|(at, _)| {
            knowledge.word(&format!("{}{american}{}", &word[..at], &word[at + british.len()..])).is_some()
        }) || word.contains(british) && knowledge.word(&word.replace(british, american)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_sorted() {
        assert!(BEGINNINGS.is_sorted());
    }

    #[test]
    fn words_are_told_from_words_run_together() {
        let knowledge = Knowledge::embedded();
        for word in ["virusesthe", "theyre", "diabetesis", "lowless", "mucosais", "achest", "dorange"] {
            assert!(is_run_together(word, &knowledge), "{word}");
        }
        for word in ["infecton", "medicaton", "insuin", "clincial"] {
            assert!(!is_run_together(word, &knowledge), "{word}");
        }
    }

    #[test]
    fn compounds_are_known_by_their_parts() {
        let knowledge = Knowledge::embedded();
        for word in ["spondyloarthropathic", "antidysrhythmic", "tibiocalcaneal", "gellike"] {
            assert!(is_composed(word, &knowledge), "{word}");
        }
        for word in ["condrosarcomas", "arthopathies", "glomeurlonephritis"] {
            assert!(!is_composed(word, &knowledge), "{word}");
        }
    }
}
