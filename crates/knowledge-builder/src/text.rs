//! Names as text: which ones are usable, how two are compared, which words they hold.

/// The longest name that is kept, in characters.
pub(crate) const LONGEST_NAME: usize = 100;

/// Qualifiers that a source puts after a name to say what kind of thing it is.
const QUALIFIERS: [&str; 5] = [" (disease)", " (disorder)", " (finding)", " (morphologic abnormality)", " [ambiguous]"];

/// Returns the name as it would stand in an article, or nothing if it never would.
///
/// Identifiers, catalogue forms ("without mention of", "NOS", inverted names with a comma) and
/// names with brackets or broken characters are refused. A preferred name may hold commas and
/// parentheses, for its concept has no better one.
pub(crate) fn usable_name(raw: &str, preferred: bool) -> Option<String> {
    let mut name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(qualifier) = QUALIFIERS.iter().find(|q| name.ends_with(**q)) {
        name.truncate(name.len() - qualifier.len());
    }
    let length = name.chars().count();
    if !(2..=LONGEST_NAME).contains(&length) || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    if name.contains([';', '[', ']', '{', '}', '|', '\u{FFFD}', '"', '?', '_']) {
        return None;
    }
    if !preferred && (name.contains(", ") || name.contains(" (") || name.starts_with('(')) {
        return None;
    }
    let lower = name.to_lowercase();
    let catalogue = lower.starts_with("obsolete")
        || lower.ends_with(" nos")
        || lower.contains("without mention of")
        || lower.contains("not elsewhere classified")
        || is_identifier(&name);
    (!catalogue).then_some(name)
}

/// Whether the text is an identifier such as `GARD:0000632`.
fn is_identifier(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, number)| {
        prefix.chars().all(char::is_alphanumeric) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// Whether a name is written like an abbreviation: capitals (and digits), at most six letters,
/// with or without a plural `s`.
pub(crate) fn is_abbreviation(name: &str) -> bool {
    let stem = name.strip_suffix('s').unwrap_or(name);
    let letters = stem.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    letters == capitals
        && (2..=6).contains(&letters)
        && stem.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-' || c == '/')
}

/// Turns "Neovascularization, Physiologic" into "Physiologic Neovascularization".
pub(crate) fn uninvert(name: &str) -> String {
    let mut parts: Vec<&str> = name.split(", ").collect();
    parts.reverse();
    parts.join(" ")
}

/// The form in which two names count as the same: lower case, no diacritics, hyphens as spaces,
/// no possessive, each word in a rough singular.
pub(crate) fn fold(name: &str) -> String {
    plain_words(name).iter().map(|word| singular(word)).collect::<Vec<_>>().join(" ")
}

/// Whether no word of the name is a plural, as far as `fold` can tell.
pub(crate) fn is_singular(name: &str) -> bool {
    plain_words(name).iter().all(|word| singular(word) == *word)
}

/// The words of a name in lower case, without diacritics, hyphens or possessives.
fn plain_words(name: &str) -> Vec<String> {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' => plain.push('a'),
            'ç' => plain.push('c'),
            'è'..='ë' => plain.push('e'),
            'ì'..='ï' => plain.push('i'),
            'ñ' => plain.push('n'),
            'ò'..='ö' | 'ø' => plain.push('o'),
            'ù'..='ü' => plain.push('u'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ß' => plain.push_str("ss"),
            '’' => plain.push('\''),
            '-' | '‐' | '–' | '/' | ',' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain.split_whitespace().map(|w| w.strip_suffix("'s").unwrap_or(w).to_owned()).collect()
}

/// A rough English singular, good enough to compare names of one source with another's.
fn singular(word: &str) -> String {
    let keep = word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    if keep {
        word.to_owned()
    } else if let Some(stem) = word.strip_suffix("ies") {
        format!("{stem}y")
    } else if word.ends_with("xes") || (word.ends_with("ches") && !word.ends_with("aches")) {
        word[..word.len() - 2].to_owned()
    } else {
        word.strip_suffix('s').unwrap_or(word).to_owned()
    }
}

/// The words of a name or a sentence in lower case: runs of letters and digits with at least one
/// letter and two characters, without a possessive.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .map(|run| {
            let run = run.strip_suffix("'s").or_else(|| run.strip_suffix("’s")).unwrap_or(run);
            run.trim_matches(['\'', '’'])
        })
        .flat_map(|run| run.split(['\'', '’']))
        .filter(|word| word.chars().count() > 1 && word.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
}

/// Puts a word of lower-case letters in the place of another wherever that stands as a word; the
/// first letter keeps its case.
pub(crate) fn replace_word(name: &str, wrong: &str, right: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let capital = word.starts_with(char::is_uppercase);
        match word.to_lowercase() == wrong {
            true if capital => out.push_str(&title_case(right)),
            true => out.push_str(right),
            false => out.push_str(word),
        }
        let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
        out.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    out
}

/// Whether two words differ by one inserted, missing, changed or transposed letter.
pub(crate) fn one_edit_apart(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if long.len() > short.len() {
        return short[start..] == long[start + 1..];
    }
    if short[start + 1..] == long[start + 1..] {
        return true;
    }
    short.len() > start + 1
        && short[start] == long[start + 1]
        && short[start + 1] == long[start]
        && short[start + 2..] == long[start + 2..]
}

/// Writes a name from an all-capitals source in lower case, but single letters and letters with
/// digits in capitals: vitamin D, vitamin B12.
pub(crate) fn substance_case(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(' ').map(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let symbol = letters == 1 && word.chars().all(char::is_alphanumeric) && word != "a";
        if symbol { word.to_uppercase() } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Gives each word of a name from an all-capitals source its first letter in upper case.
pub(crate) fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut first = true;
    for c in name.chars() {
        if first {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        first = !(c.is_alphanumeric() || c == '\'');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_names_that_no_article_has() {
        assert_eq!(usable_name("blindness (disorder)", false).as_deref(), Some("blindness"));
        assert_eq!(usable_name("Tone Poor, Muscle", false), None);
        assert!(usable_name("ataxia, deafness and optic atrophy", true).is_some());
        assert_eq!(usable_name("GARD:0000632", false), None);
        assert_eq!(usable_name("obsolete thing", false), None);
        assert_eq!(usable_name("Ch\u{FFFD}diak-Higashi", false), None);
        assert_eq!(usable_name("immunodeficiency 47; IMD47", false), None);
    }

    #[test]
    fn knows_abbreviations() {
        for name in ["FOP", "AIDS", "IMD47", "NSAIDs", "CMS-TA"] {
            assert!(is_abbreviation(name), "{name}");
        }
        for name in ["Advil", "MYOSITIS", "type 2", "X", "aids"] {
            assert!(!is_abbreviation(name), "{name}");
        }
    }

    #[test]
    fn folds_plural_case_hyphen_and_accent() {
        assert_eq!(fold("Non-Steroidal Agents"), fold("non steroidal agent"));
        assert_eq!(fold("Ménière's diseases"), "meniere disease");
        assert_eq!(fold("Muscular Dystrophies"), fold("muscular dystrophy"));
        assert_eq!(fold("uterus"), "uterus");
        assert_eq!(fold("headaches and reflexes"), "headache and reflex");
    }

    #[test]
    fn splits_words_without_possessives() {
        let found: Vec<_> = words("Paget's disease, type 2 of the X-linked kind").collect();
        assert_eq!(found, ["paget", "disease", "type", "of", "the", "linked", "kind"]);
    }

    #[test]
    fn finds_one_edit() {
        assert!(one_edit_apart("myisitis", "myositis"));
        assert!(one_edit_apart("diarhea", "diarrhea"));
        assert!(one_edit_apart("ossifcians", "ossificans"));
        assert!(!one_edit_apart("same", "same"));
        assert!(!one_edit_apart("osseiferans", "ossificans"));
    }

    #[test]
    fn a_word_is_replaced_as_a_word() {
        let mended = replace_word("Congential heart (congential) uncongential", "congential", "congenital");
        assert_eq!(mended, "Congenital heart (congenital) uncongential");
    }

    #[test]
    fn puts_inverted_names_right() {
        assert_eq!(uninvert("Neovascularization, Physiologic"), "Physiologic Neovascularization");
        assert_eq!(title_case("ADVIL PM"), "Advil Pm");
        assert_eq!(substance_case("VITAMIN B12"), "vitamin B12");
        assert_eq!(substance_case("vitamin d"), "vitamin D");
    }
}
