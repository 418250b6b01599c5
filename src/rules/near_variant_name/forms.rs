//! Pairs of beginnings and endings by which two right words differ, and those that only a misspelling has.

use super::parts::BEGINNINGS;

/// Latin and other foreign endings, and the English ones in their place.
pub(super) const FOREIGN: &[(&str, &str)] = &[
    ("ites", "itis"),
    ("ithis", "itis"),
    ("ia", "y"),
    ("ie", "y"),
    ("ismus", "ism"),
    ("isme", "ism"),
    ("ose", "osis"),
    ("osys", "osis"),
    ("om", "oma"),
    ("ona", "oma"),
    ("ica", "ic"),
    ("itas", "ity"),
    ("emie", "emia"),
    ("amia", "emia"),
    ("urie", "uria"),
    ("ys", "is"),
    ("ioos", "ious"),
    ("oos", "ous"),
];

/// How many letters two words share at their beginnings and ends.
pub(super) fn shared(a: &str, b: &str) -> usize {
    let front = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    front + back
}

/// Whether two words begin and end alike.
pub(super) fn shares_ends(a: &str, b: &str) -> bool {
    a.get(..2) == b.get(..2) && a.get(a.len() - 1..) == b.get(b.len() - 1..)
}

/// Beginnings and endings that make another word, not a misspelling.
const FORMS: &[(&str, &str)] = &[
    ("hyper", "hypo"),
    ("macro", "micro"),
    ("inter", "intra"),
    ("pre", "pro"),
    ("en", "an"),
    ("ecto", "endo"),
    ("eso", "exo"),
    ("anti", "ante"),
    ("re", "de"),
    ("un", "in"),
    ("poly", "oligo"),
    ("para", "peri"),
    ("mono", "bi"),
    ("supra", "infra"),
    ("a", ""),
    ("an", ""),
    ("non", ""),
    ("brady", "tachy"),
];
const INFLECTIONS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("es", "is"),
    ("ed", "e"),
    ("ed", ""),
    ("d", ""),
    ("r", ""),
    ("ic", "ia"),
    ("ic", "y"),
    ("al", ""),
    ("a", "um"),
    ("a", "us"),
    ("i", "us"),
    ("ae", "a"),
    ("a", ""),
    ("us", "um"),
    ("ous", "us"),
    ("ly", ""),
    ("y", ""),
    ("in", "ine"),
    ("e", ""),
    ("or", "er"),
    ("en", "in"),
    ("ol", "yl"),
    ("ate", "ic"),
    ("ase", "ose"),
    ("ase", "ate"),
    ("ose", "ase"),
    ("yl", "ol"),
    ("an", "en"),
    ("n", "l"),
    ("ine", "ane"),
    ("ide", "ine"),
    ("ide", "ate"),
    ("ite", "ate"),
    ("ism", "ist"),
    ("oid", "oma"),
    ("ia", "ic"),
    ("ation", "ating"),
    ("ies", "y"),
    ("zation", "sation"),
    ("ents", "ence"),
    ("ane", "ene"),
    ("er", "re"),
    ("r", "d"),
    ("er", "ing"),
    ("s", "d"),
    ("ing", "ed"),
    ("ure", "e"),
    ("isin", "isis"),
    ("in", "ia"),
    ("in", "ie"),
    ("in", "is"),
    ("ale", "al"),
];

/// Endings by which names of operations, conditions and specialists differ.
const ENDINGS: &[&str] = &[
    "otomy",
    "ostomy",
    "ectomy",
    "oscopy",
    "oscope",
    "oplasty",
    "opathy",
    "opathic",
    "osis",
    "itis",
    "oma",
    "olysis",
    "olytic",
    "ography",
    "ogram",
    "ology",
    "ologist",
    "emia",
    "uria",
    "algia",
    "icide",
    "icidal",
    "ophilia",
    "openia",
    "cyte",
    "cytes",
    "cytoma",
    "cytomas",
    "blast",
    "blasts",
    "blastoma",
    "blastomas",
    "ic",
    "ial",
    "iae",
    "al",
    "ale",
    "ae",
];

/// Whether two words differ only as forms or opposites of each other do.
pub(super) fn differs_in_form(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    short.len() > 4 && long.ends_with(short)
        || FORMS.iter().any(|&(one, other)| starts_so(a, b, one, other) || starts_so(b, a, one, other))
        || INFLECTIONS.iter().any(|&(one, other)| ends_so(a, b, one, other) || ends_so(b, a, one, other))
        || differs_in_beginning(a, b)
        || differs_in_ending(a, b)
}

fn starts_so(a: &str, b: &str, one: &str, other: &str) -> bool {
    a.strip_prefix(one).zip(b.strip_prefix(other)).is_some_and(|(a, b)| a == b)
}

fn ends_so(a: &str, b: &str, one: &str, other: &str) -> bool {
    a.strip_suffix(one).zip(b.strip_suffix(other)).is_some_and(|(a, b)| a == b)
}

/// Whether two words are one with two different beginnings: "exosystem", "ecosystem". One that begins with the other is
/// a slip: "disssecans" is no "di" put for "dis".
fn differs_in_beginning(a: &str, b: &str) -> bool {
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    let beginning = |word: &str| word.len() > 2 && BEGINNINGS.binary_search(&word).is_ok();
    (4..=back.min(a.len() - 1).min(b.len() - 1)).any(|rest| {
        let (one, other) = (&a[..a.len() - rest], &b[..b.len() - rest]);
        beginning(one) && beginning(other) && !one.starts_with(other) && !other.starts_with(one)
    })
}

/// Whether two words are one with two different medical endings: "mediastinotomy", "mediastinoscopy".
fn differs_in_ending(a: &str, b: &str) -> bool {
    let front = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let ending = |word: &str, stem: usize| ENDINGS.contains(&&word[stem..]);
    (4..=front).any(|stem| ending(a, stem) && ending(b, stem))
}
