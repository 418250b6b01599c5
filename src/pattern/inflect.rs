//! The regular forms of English words, and the irregular ones that patterns need.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Irregular forms, by base form.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("become", &["becomes", "became", "becoming"]),
    ("begin", &["begins", "began", "begun", "beginning"]),
    ("break", &["breaks", "broke", "broken", "breaking"]),
    ("bring", &["brings", "brought", "bringing"]),
    ("catch", &["catches", "caught", "catching"]),
    ("child", &["children"]),
    ("come", &["comes", "came", "coming"]),
    ("do", &["does", "did", "done", "doing"]),
    ("find", &["finds", "found", "finding"]),
    ("foot", &["feet"]),
    ("get", &["gets", "got", "gotten", "getting"]),
    ("give", &["gives", "gave", "given", "giving"]),
    ("go", &["goes", "went", "gone", "going"]),
    ("grow", &["grows", "grew", "grown", "growing"]),
    ("have", &["has", "had", "having"]),
    ("keep", &["keeps", "kept", "keeping"]),
    ("know", &["knows", "knew", "known", "knowing"]),
    ("lead", &["leads", "led", "leading"]),
    ("lie", &["lies", "lay", "lain", "lying"]),
    ("make", &["makes", "made", "making"]),
    ("man", &["men"]),
    ("see", &["sees", "saw", "seen", "seeing"]),
    ("show", &["shows", "showed", "shown", "showing"]),
    ("spread", &["spreads", "spreading"]),
    ("take", &["takes", "took", "taken", "taking"]),
    ("think", &["thinks", "thought", "thinking"]),
    ("tooth", &["teeth"]),
    ("woman", &["women"]),
    ("write", &["writes", "wrote", "written", "writing"]),
];

/// Words that have one form only in patterns, so that "as" does not take "ases".
const FIXED: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "as", "and", "or", "but", "nor", "if",
    "than", "that", "this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "being", "not",
    "no", "never", "can", "may", "might", "could", "will", "would", "shall", "should", "must", "has", "had", "does",
    "did", "there", "they", "their", "which", "who", "what", "when", "where", "also", "more", "most", "less", "least",
    "very", "so", "too", "only", "such", "some", "any", "all", "both", "each", "other", "another", "one", "two",
    "three", "he", "she", "we", "you", "i", "his", "her", "my", "your", "our", "first", "after", "before", "during",
    "until", "between", "among", "about", "over", "under", "up", "men", "women", "children", "people",
];

type Lists = (FxHashSet<&'static str>, FxHashMap<&'static str, &'static [&'static str]>);

/// The two lists, to be looked up in: hundreds of words are put into their forms at start.
static LISTS: LazyLock<Lists> =
    LazyLock::new(|| (FIXED.iter().copied().collect(), IRREGULAR.iter().copied().collect()));

/// The forms of a word that a pattern's word takes, itself included.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    let (fixed, irregular) = &*LISTS;
    if !letters || word.len() < 2 || fixed.contains(word) {
        return forms;
    }
    if let Some(irregular) = irregular.get(word) {
        forms.extend(irregular.iter().map(|&form| form.to_owned()));
        return forms;
    }
    let bytes = word.as_bytes();
    let last = bytes[bytes.len() - 1];
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let before_vowel = bytes.len() > 1 && vowel(bytes[bytes.len() - 2]);
    if last == b'y' && !before_vowel {
        let stem = &word[..word.len() - 1];
        forms.extend([[stem, "ies"].concat(), [stem, "ied"].concat(), [word, "ing"].concat()]);
    } else if last == b'e' {
        let stem = &word[..word.len() - 1];
        forms.extend([[word, "s"].concat(), [word, "d"].concat(), [stem, "ing"].concat()]);
    } else if word.ends_with("sis") {
        forms.push(format!("{}es", &word[..word.len() - 2]));
    } else {
        let es = matches!(last, b's' | b'x' | b'z') || word.ends_with("ch") || word.ends_with("sh");
        forms.push([word, if es { "es" } else { "s" }].concat());
        forms.extend([[word, "ed"].concat(), [word, "ing"].concat()]);
        let doubles = before_vowel && !vowel(last) && !matches!(last, b'w' | b'x' | b'y');
        if doubles {
            let double = char::from(last);
            forms.extend([format!("{word}{double}ed"), format!("{word}{double}ing")]);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_and_irregular_forms() {
        assert_eq!(forms("carry"), ["carry", "carries", "carried", "carrying"]);
        assert!(forms("occur").contains(&"occurred".to_owned()));
        assert!(forms("diagnosis").contains(&"diagnoses".to_owned()));
        assert_eq!(forms("of"), ["of"]);
        assert!(forms("begin").contains(&"begun".to_owned()));
    }
}
