//! The words of one article that are known, and those that are not.

use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::Knowledge;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use rustc_hash::FxHashMap;

/// A word of the article and the tokens that are it.
pub(super) struct Used<'a> {
    pub(super) text: &'a str,
    pub(super) word: WordId,
    pub(super) tokens: Vec<u32>,
    pub(super) letters: u32,
}

/// The words of an article.
pub(super) struct Words<'a> {
    /// Those that the knowledge has, of five letters and more, in the order of their first place.
    pub(super) known: Vec<Used<'a>>,
    /// Those that it has not.
    pub(super) unknown: Vec<Used<'a>>,
}

/// The shortest word that is looked at.
pub(super) const SHORTEST: usize = 5;

/// Parts the words of an article; references, quotations and text in other languages are left out.
pub(super) fn words(article: &Article) -> Words<'_> {
    let mut index: FxHashMap<WordId, (bool, usize)> = FxHashMap::default();
    let mut words = Words { known: Vec::new(), unknown: Vec::new() };
    let count = article.knowledge().word_count() as u32;
    for sentence in &article.sentences {
        let skipped = matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Quote);
        if skipped || article.is_foreign(sentence.block) {
            continue;
        }
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at as usize];
            if !token.is_word() || token.span.len() < SHORTEST {
                continue;
            }
            let known = token.word.0 < count;
            let list = if known { &mut words.known } else { &mut words.unknown };
            if let Some(&(_, place)) = index.get(&token.word) {
                list[place].tokens.push(at);
                continue;
            }
            let text = article.word(token.word);
            if text.len() < SHORTEST
                || !text.bytes().all(|b| b.is_ascii_lowercase())
                || (!known && is_code(article, token))
            {
                continue;
            }
            index.insert(token.word, (known, list.len()));
            let letters = super::distance::letters(text.as_bytes());
            list.push(Used { text, word: token.word, tokens: vec![at], letters });
        }
    }
    words
}

/// Whether a token is no word of language: a short form in capitals, or with capitals inside ("rRNA", "McDonald" is fine).
fn is_code(article: &Article, token: &Token) -> bool {
    let text = article.text(token.span);
    let inner = text.chars().skip(1).filter(|c| c.is_uppercase()).count();
    token.all_caps || (inner > 0 && !text.starts_with("Mc") && !text.starts_with("Mac")) || !text.is_ascii()
}

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
    "genic", "genetic", "gen", "gens", "ated", "ating", "ate", "ates", "ia", "iae", "ium", "um", "us", "a", "i", "ae",
];

/// Beginnings that make a word of a known one.
const BEGINNINGS: &[&str] = &[
    "non", "un", "re", "pre", "post", "anti", "sub", "super", "supra", "inter", "intra", "extra", "micro", "macro",
    "hyper", "hypo", "multi", "poly", "mono", "bi", "tri", "semi", "over", "under", "out", "mis", "dis", "de", "co",
    "ex", "peri", "para", "endo", "epi", "trans", "ultra", "neuro", "cardio", "gastro", "hepato", "nephro", "immuno",
    "immune", "bio", "psycho", "radio", "photo", "thermo", "electro", "hydro", "auto", "oligo", "pan", "pseudo",
    "retro", "ante", "antero", "postero", "dorso", "ventro", "medio", "infra", "juxta", "osteo", "chondro", "fibro",
    "myo", "angio", "lympho", "leuko", "erythro", "thrombo", "hemo", "haemo", "dermo", "dermato", "cranio", "cerebro",
    "oto", "rhino", "oculo", "bronchio", "broncho", "pneumo", "entero", "colo", "recto", "uro", "cysto", "gyneco",
    "cyto", "histo", "geno", "glyco", "lipo", "proteo", "nano", "tele", "cyber", "e", "adeno", "carcino", "sarco",
    "onco", "spondylo", "arthro", "tibio", "facio",
];

/// Whether an unknown word is an inflection or British form of a known word, or one of them run together with a small
/// word, as where a dash was lost.
pub(super) fn is_inflected(word: &str, knowledge: &Knowledge) -> bool {
    INFLECTIONS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|stem| is_stem(stem, knowledge)))
        || SMALL.iter().any(|small| {
            [word.strip_suffix(small), word.strip_prefix(small)]
                .into_iter()
                .flatten()
                .any(|rest| rest.len() > 4 && common(rest, knowledge))
        })
        || is_british(word, knowledge)
}

/// Small words that lost dashes and blanks join to others.
const SMALL: &[&str] = &[
    "is", "a", "an", "and", "the", "or", "of", "in", "to", "are", "as", "for", "with", "by", "on", "that", "may",
    "can", "it", "at",
];

fn is_known(part: &str, knowledge: &Knowledge) -> bool {
    part.len() > 2 && knowledge.word(part).is_some_and(|index| knowledge.level(index) <= 80)
}

fn is_stem(stem: &str, knowledge: &Knowledge) -> bool {
    let known = |part: &str| is_known(part, knowledge);
    {
        let doubled = stem.len() > 4 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        stem.len() > 3
            && (known(stem)
                || known(&format!("{stem}e"))
                || known(&format!("{stem}y"))
                || known(&format!("{stem}a"))
                || doubled && known(&stem[..stem.len() - 1]))
    }
}

/// Whether an unknown word is made of known parts: a beginning and a word, or two words, as in "macroadenoma".
pub(super) fn is_composed(word: &str, knowledge: &Knowledge) -> bool {
    let rest_known = |rest: &str| {
        rest.len() > 3
            && (is_known(rest, knowledge)
                || INFLECTIONS
                    .iter()
                    .any(|ending| rest.strip_suffix(ending).is_some_and(|stem| is_stem(stem, knowledge))))
    };
    ENDINGS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|stem| is_stem(stem, knowledge)))
        || BEGINNINGS.iter().any(|beginning| word.strip_prefix(beginning).is_some_and(rest_known))
        || (4..word.len().saturating_sub(3)).any(|at| common(&word[..at], knowledge) && common(&word[at..], knowledge))
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
        ("ll", "l"),
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
