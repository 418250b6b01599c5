//! Whether two long forms are the same name.

use crate::knowledge::fold;

/// Words that make no difference between two names.
const SLIGHT: &[&str] =
    &["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "type", "with"];

/// Whether two long forms name the same thing: the words of one are all in the other, or they share their last word and
/// most others. Plural, hyphens, case, spelling style and small words make no difference.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.is_empty() || a.concat() == b.concat() {
        return true;
    }
    let shared = short.iter().filter(|word| long.iter().any(|other| alike(word, other))).count();
    let heads = short.last().zip(long.last()).is_some_and(|(a, b)| alike(a, b));
    shared == short.len() || (heads && shared * 2 > long.len())
}

/// The words that make a name, folded and in the singular.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut key = String::new();
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}'))
        .filter_map(|word| {
            fold(word, &mut key);
            let stem = match key.len() {
                0 => return None,
                4.. if key.ends_with("ies") => format!("{}y", &key[..key.len() - 3]),
                4.. if key.ends_with('s') && !key.ends_with("ss") && !key.ends_with("is") && !key.ends_with("us") => {
                    key[..key.len() - 1].to_owned()
                }
                _ => key.clone(),
            };
            (!SLIGHT.contains(&stem.as_str())).then_some(stem)
        })
        .collect()
}

/// Whether two words are forms of one: "venous" is not "vein", but "lymphocytic" and "lymphoblastic" will do.
fn alike(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b
        || common >= 5
        || (common >= 3 && common == a.len().min(b.len()))
        || strsim::normalized_damerau_levenshtein(a, b) >= 0.75
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn forms_of_one_name() {
        assert!(same_name("mesenchymal stem cells", "Mesenchymal stem cell"));
        assert!(same_name("non-small cell lung cancer", "nonsmall-cell lung cancer"));
        assert!(same_name("deep vein thrombosis", "deep venous thrombosis"));
        assert!(same_name("tumour necrosis factor", "tumor necrosis factor alpha"));
        assert!(same_name("acute lymphoblastic leukemia", "acute lymphocytic leukaemia"));
    }

    #[test]
    fn different_names() {
        assert!(!same_name("multiple sclerosis", "mitral stenosis"));
        assert!(!same_name("Reye's syndrome", "recurrent syndrome"));
        assert!(!same_name("central nervous system", "central nodular syndrome"));
        assert!(!same_name("bladder pain syndrome", "basal peripheral syndrome"));
    }
}
