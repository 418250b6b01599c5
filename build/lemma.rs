//! The lemma of a word: the singular of a plural, English or Latin, in American spelling. A form counts only when the
//! table of words holds it, so that nothing is invented.

use std::collections::HashMap;

/// Plural endings and what stands in the singular.
const PLURALS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("zes", "z"),
    ("ses", "sis"),
    ("ses", "se"),
    ("ses", "s"),
    ("mata", "ma"),
    ("ices", "ix"),
    ("ices", "ex"),
    ("nges", "nx"),
    ("nges", "nge"),
    ("ae", "a"),
    ("ia", "ium"),
    ("ra", "rum"),
    ("la", "lum"),
    ("i", "us"),
    ("men", "man"),
    ("ves", "f"),
    ("ves", "fe"),
    ("s", ""),
];

/// Words that end like plurals and are none, or whose singular is another word.
const SINGULAR: &[&str] = &[
    "as",
    "has",
    "was",
    "is",
    "his",
    "its",
    "this",
    "us",
    "thus",
    "diabetes",
    "rabies",
    "scabies",
    "series",
    "species",
    "herpes",
    "measles",
    "mumps",
    "lens",
    "pus",
    "caries",
    "feces",
    "aids",
    "news",
    "biceps",
    "triceps",
    "quadriceps",
    "forceps",
    "less",
    "hers",
    "ours",
    "yours",
    "always",
    "perhaps",
    "besides",
    "does",
    "goes",
    "ms",
    "mass",
    "pelvis",
    "penis",
    "lupus",
    "tennis",
    "media",
    "data",
    "lice",
    "mania",
    "insomnia",
    "anemia",
    "anaemia",
    "bulimia",
    "asthma",
    "coma",
    "plasma",
    "trauma",
    "alii",
    "hepatitis",
    "arthritis",
    "virus",
    "sinus",
    "fetus",
    "uterus",
    "abscess",
    "illness",
    "weakness",
    "calculus",
    "gas",
    "alas",
    "hernia",
    "pneumonia",
    "dysplasia",
    "aphasia",
    "leukemia",
    "ischemia",
    "phobia",
    "malaria",
    "diphtheria",
    "urticaria",
    "women",
    "semen",
    "abdomen",
    "hymen",
    "specimen",
    "regimen",
    "omen",
    "stamen",
    "amen",
    "acumen",
    "lumen",
    "foramen",
    "sensitiva",
];

/// British stems and their American forms.
const BRITISH: &[(&str, &str)] = &[
    ("haem", "hem"),
    ("aemi", "emi"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("paedi", "pedi"),
    ("paedo", "pedo"),
    ("gynaec", "gynec"),
    ("foet", "fet"),
    ("rrhoea", "rrhea"),
    ("pnoea", "pnea"),
    ("tumour", "tumor"),
    ("caec", "cec"),
    ("faec", "fec"),
    ("faec", "fec"),
    ("anaesth", "anesth"),
    ("aetiolog", "etiolog"),
    ("coeliac", "celiac"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("labour", "labor"),
    ("odour", "odor"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("litre", "liter"),
    ("sulph", "sulf"),
    ("leucocyt", "leukocyt"),
    ("leucaemi", "leukemi"),
    ("diarrhoe", "diarrhe"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("lyse", "lyze"),
    ("ischaem", "ischem"),
    ("amoeb", "ameb"),
    ("coelom", "celom"),
    ("orthopaed", "orthoped"),
    ("anaem", "anem"),
    ("glycaem", "glycem"),
    ("uraem", "urem"),
    ("manoeuvr", "maneuver"),
];

/// The lemma of each word, by index.
pub(crate) fn lemmas(words: &[(String, u8)], index: &HashMap<&str, u32>) -> Vec<u32> {
    words
        .iter()
        .enumerate()
        .map(|(number, (word, level))| lemma(word, *level, words, index).unwrap_or(number as u32))
        .collect()
}

fn lemma(word: &str, level: u8, words: &[(String, u8)], index: &HashMap<&str, u32>) -> Option<u32> {
    let singular = singular(word, level, words, index);
    let base = singular.map_or(word, |found| words[found as usize].0.as_str());
    american(base, index).or(singular)
}

fn singular(word: &str, level: u8, words: &[(String, u8)], index: &HashMap<&str, u32>) -> Option<u32> {
    if word.len() < 4 || SINGULAR.contains(&word) || word.ends_with("ss") || word.ends_with("sis") {
        return None;
    }
    for (plural, ending) in PLURALS {
        let Some(stem) = word.strip_suffix(plural) else { continue };
        if stem.len() < 2 || (*plural == "s" && (stem.ends_with(['u', 'i']) || stem.ends_with("ou"))) {
            continue;
        }
        let candidate = format!("{stem}{ending}");
        let Some(&found) = index.get(candidate.as_str()) else { continue };
        // A plural is about as common as its singular; "us" is no plural of a rare "u".
        let known = words[found as usize].1;
        let latin = !plural.ends_with('s');
        if known <= level.saturating_add(30) && (!latin || known < 80 || level >= 70) {
            return Some(found);
        }
    }
    None
}

fn american(word: &str, index: &HashMap<&str, u32>) -> Option<u32> {
    if word.len() < 5 {
        return None;
    }
    let mut american = word.to_owned();
    for (british, form) in BRITISH {
        if american.contains(british) {
            let candidate = american.replace(british, form);
            if index.contains_key(candidate.as_str()) {
                american = candidate;
            }
        }
    }
    (american != word).then(|| index.get(american.as_str()).copied()).flatten()
}
