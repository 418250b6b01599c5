//! What an alias may mean.

use crate::article::Article;
use crate::knowledge::{ConceptId, Kind, NameType};
use crate::rules::words::WordSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What an alias may mean; none when the knowledge base does not know it as a whole.
pub(super) fn meanings(article: &Article, number: u32, alias: &Range<u32>) -> Option<Vec<(ConceptId, NameType)>> {
    let core_end = core_end(article, alias);
    let mentions = article.mentions_in(alias);
    let last = mentions.iter().rfind(|mention| mention.tokens.end == core_end && mention.sentence == number);
    if let Some(mention) = last.filter(|mention| !mention.common) {
        let whole = mention.tokens.start == alias.start && mention.tokens.end == alias.end;
        // A process or a part of the body is never a disease, whatever stands before it.
        // "Rapid gastric emptying" is none any more.
        let disturbed = || (alias.start..mention.tokens.start).any(|at| DISTURBED.has(&article.tokens[at as usize]));
        let other_kind = mention.kind == Kind::Process
            && core_end == alias.end
            && mention.tokens.start > alias.start
            && !disturbed();
        if whole || other_kind {
            return Some(article.candidates(mention).map(|entry| (entry.concept, entry.kind)).collect());
        }
    }
    None
}

/// Words that make a disorder of a process.
static DISTURBED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "abnormal absent arrested decreased defective delayed deficient disordered early excess excessive impaired \
         inappropriate incomplete increased inherited insufficient involuntary irregular late loss lack low high poor \
         premature prolonged rapid reduced slow slowed unregulated uncontrolled congenital familial hereditary \
         intolerance resistance overactive underactive",
    )
});

/// What an alias may mean with the adjective of a name in place of a noun: "muscle dystrophy" for "muscular dystrophy".
pub(super) fn calque(article: &Article, alias: &Range<u32>) -> Option<Vec<(ConceptId, NameType)>> {
    let words = article.text(article.span_of(&(alias.start..core_end(article, alias)))).to_lowercase();
    let (noun, rest) = words.split_once(' ')?;
    let adjective = ADJECTIVES.iter().find(|(known, _)| *known == noun)?.1;
    let meanings = article.knowledge().meanings(&format!("{adjective} {rest}"));
    Some(meanings.into_iter().map(|entry| (entry.concept, entry.kind)).collect())
}

/// Where the noun phrase of an alias ends and what is said of it begins.
fn core_end(article: &Article, alias: &Range<u32>) -> u32 {
    let opens = |at: &u32| matches!(article.text(article.tokens[*at as usize].span), "with" | "of" | "without");
    alias.clone().find(opens).unwrap_or(alias.end)
}

/// Nouns of the body and the adjectives that names have in their place.
const ADJECTIVES: &[(&str, &str)] = &[
    ("muscle", "muscular"),
    ("heart", "cardiac"),
    ("kidney", "renal"),
    ("liver", "hepatic"),
    ("lung", "pulmonary"),
    ("skin", "cutaneous"),
    ("stomach", "gastric"),
    ("brain", "cerebral"),
    ("artery", "arterial"),
    ("vein", "venous"),
    ("joint", "articular"),
    ("spine", "spinal"),
    ("bowel", "intestinal"),
    ("bladder", "vesical"),
    ("thyroid", "thyroidal"),
    ("blood", "hematologic"),
    ("vessel", "vascular"),
    ("eye", "ocular"),
];
