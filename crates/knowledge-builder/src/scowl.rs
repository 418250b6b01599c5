//! General English from SCOWL: each word with its level, 10 for the commonest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::downloads::decode;
use crate::error::{Error, Result};

/// The source key of ordinary words.
pub(crate) const WORDS: &str = "scowl-2020.12.07-2";
/// The source key of proper names and other capitalised words.
pub(crate) const NAMES: &str = "scowl-names-2020.12.07-2";
/// The source key of abbreviations.
pub(crate) const ABBREVIATIONS: &str = "scowl-abbreviations-2020.12.07-2";

/// The spellings that are read; rarer and dubious variants are left out.
const SPELLINGS: [&str; 8] =
    ["english", "american", "british", "british_z", "canadian", "australian", "variant_1", "british_variant_1"];
/// The sublists, in order of precedence, with the source key of each.
const SUBLISTS: [(&str, &str); 5] = [
    ("words", WORDS),
    ("contractions", WORDS),
    ("upper", NAMES),
    ("proper-names", NAMES),
    ("abbreviations", ABBREVIATIONS),
];
const LEVELS: [u8; 8] = [10, 20, 35, 40, 50, 55, 60, 70];

/// Word in lower case to level and source key.
pub(crate) type Scowl = BTreeMap<String, (u8, &'static str)>;

/// Reads the word lists up to level 70. A word keeps the source of the first sublist that has it
/// (so `frank` is a word, not only a name) and, within it, its commonest level.
pub(crate) fn load(folder: &Path) -> Result<Scowl> {
    let mut all = Scowl::new();
    for (sublist, source) in SUBLISTS {
        let mut found = Scowl::new();
        for level in LEVELS {
            for spelling in SPELLINGS {
                let path = folder.join(format!("{spelling}-{sublist}.{level}"));
                if !path.is_file() {
                    continue;
                }
                let text = fs::read(&path).map(decode).map_err(|e| Error::file(&path, e))?;
                add(&mut found, &text, level, source);
            }
        }
        for (word, entry) in found {
            all.entry(word).or_insert(entry);
        }
    }
    if all.is_empty() {
        return Err(Error::file(folder, "no SCOWL word lists here"));
    }
    Ok(all)
}

/// Adds the words of one list that are not possessives.
fn add(found: &mut Scowl, text: &str, level: u8, source: &'static str) {
    for word in text.lines().map(str::trim) {
        let possessive = word.ends_with("'s") || word.ends_with("s'");
        let single = word.chars().count() == 1 && !matches!(word, "a" | "I");
        if !word.is_empty() && !possessive && !single {
            found.entry(word.to_lowercase()).or_insert((level, source));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_and_letters_are_left_out() {
        let mut found = Scowl::new();
        add(&mut found, "heart\nheart's\nb\na\nFrank\n", 10, WORDS);
        add(&mut found, "heart\nhearts\n", 20, WORDS);
        let words: Vec<_> = found.iter().map(|(w, (l, _))| (w.as_str(), *l)).collect();
        assert_eq!(words, [("a", 10), ("frank", 10), ("heart", 10), ("hearts", 20)]);
    }
}
