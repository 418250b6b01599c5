//! Definition leads: "X (also called Y) is a rare disease that ...", the sentence that introduces a subject.

use super::grammar::Words;
use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::document::{Document, ProseSpan};
use std::sync::LazyLock;

/// A sentence that says what kind of thing its subject is.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The index of the sentence.
    pub sentence: u32,
    /// The name that is introduced, without article, alias or brackets.
    pub name: ProseSpan,
    /// From "is" to the noun that names the class.
    pub class: ProseSpan,
}

/// Nouns that name a class of conditions.
const CLASSES: &[&str] = &[
    "disease",
    "diseases",
    "disorder",
    "disorders",
    "condition",
    "conditions",
    "syndrome",
    "syndromes",
    "infection",
    "infections",
    "illness",
    "illnesses",
    "cancer",
    "cancers",
    "tumor",
    "tumors",
    "tumour",
    "tumours",
    "inflammation",
    "deficiency",
    "form",
    "type",
    "defect",
    "malformation",
    "abnormality",
    "injury",
    "reaction",
    "infestation",
    "dystrophy",
    "neoplasm",
    "carcinoma",
    "leukemia",
    "lymphoma",
    "sarcoma",
    "anemia",
    "dementia",
    "allergy",
    "failure",
    "epilepsy",
    "swelling",
    "pain",
    "rash",
    "virus",
    "bacterium",
    "bacteria",
    "parasite",
    "poisoning",
    "complication",
    "problem",
    "group",
    "enlargement",
    "growth",
    "variant",
    "subtype",
    "dysplasia",
    "ciliopathy",
    "neuropathy",
    "myopathy",
    "term",
    "name",
    "arthritis",
    "migraine",
    "migraines",
    "headache",
    "dementias",
    "abnormalities",
    "malformations",
    "defects",
    "response",
    "curvature",
    "feeling",
    "loss",
    "buildup",
    "aneurysm",
    "haemorrhage",
    "hemorrhage",
    "blockage",
    "narrowing",
    "weakness",
    "absence",
];

/// Words that never begin a name.
const NOT_NAMES: &[&str] = &[
    "it",
    "this",
    "that",
    "these",
    "those",
    "there",
    "they",
    "he",
    "she",
    "we",
    "you",
    "i",
    "one",
    "some",
    "many",
    "most",
    "if",
    "when",
    "what",
    "who",
    "how",
    "where",
    "why",
    "which",
    "as",
    "in",
    "on",
    "at",
    "for",
    "because",
    "although",
    "while",
    "each",
    "every",
    "another",
    "both",
    "such",
    "its",
    "his",
    "her",
    "their",
    "your",
    "our",
    "my",
    "treatment",
    "diagnosis",
    "surgery",
    "people",
    "patients",
    "symptoms",
    "cause",
    "causes",
    "to",
    "by",
    "with",
    "from",
    "also",
    "but",
    "and",
    "or",
    "not",
    "here",
    "other",
    "several",
    "two",
    "three",
    "about",
    "after",
    "before",
    "during",
    "since",
    "today",
    "however",
    "although",
    "therefore",
];

/// Words that end a name, because a predicate or a clause begins.
const NOT_IN_NAMES: &[&str] = &[
    "is", "are", "was", "were", "be", "can", "may", "has", "have", "that", "which", "who", "if", "because", "when",
    "does", "do", "causes", "caused", "affects", "occurs", "will", "should", "must", "not", "there", "than", "but",
    "include", "includes",
];

/// Words that end the noun that names the class: "a tablet for type 2 diabetes" is no type.
const NOT_IN_CLASS: &[&str] = &[
    "that", "which", "who", ";", "because", ".", "for", "used", "to", "by", "from", "with", "in", "on", "where",
    "given",
];

/// The longest name, in words, and the farthest class noun after "is".
const NAME_WORDS: usize = 9;
const CLASS_REACH: usize = 14;

/// The lists that many words are looked up in.
static LISTS: LazyLock<[Words; 4]> = LazyLock::new(|| [NOT_NAMES, NOT_IN_NAMES, NOT_IN_CLASS, CLASSES].map(Words::of));

/// Whether a word names a class of diseases: "disorders", "arthritis", and not "form" or "group".
pub(crate) fn is_disease_class(word: &str) -> bool {
    const VAGUE: &[&str] = &[
        "form",
        "type",
        "group",
        "term",
        "name",
        "virus",
        "bacterium",
        "bacteria",
        "parasite",
        "reaction",
        "response",
        "failure",
        "growth",
        "variant",
        "problem",
    ];
    CLASSES.contains(&word) && !VAGUE.contains(&word)
}

/// The lead that a sentence is, if it is one.
pub(crate) fn lead(document: &Document, tokens: &[Token], index: u32, sentence: &Sentence) -> Option<Lead> {
    let words = &tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
    let text = |token: &Token| document.slice(token.span);
    let is = |token: &Token, set: &[&str]| set.iter().any(|word| text(token).eq_ignore_ascii_case(word));
    let [not_names, not_in_names, not_in_class, classes] = &*LISTS;
    let within = |token: &Token, list: &Words| list.has(text(token));
    let mut at = usize::from(words.first().is_some_and(|token| is(token, &["the", "a", "an"])));
    let first = words.get(at)?;
    if !first.is_word() && !first.is_number()
        || !(words[0].capital || first.is_number() || !words[0].is_word())
        || within(first, not_names)
    {
        return None;
    }
    let start = at;
    while at < words.len() && at - start < NAME_WORDS {
        let token = &words[at];
        let joins = token.kind == TokenKind::Mark
            && (matches!(text(token), "-" | "/" | "\u{2013}" | "'" | "\u{2019}")
                || text(token) == "," && follows_type(document, words, at));
        if token.kind == TokenKind::Mark && !joins || within(token, not_in_names) {
            break;
        }
        at += 1;
    }
    if at == start || at == words.len() {
        return None;
    }
    let name = first.span.to(words[at - 1].span);
    at = past_alias(document, words, at)?;
    if !is(words.get(at)?, &["is", "are"]) {
        return None;
    }
    let verb = at;
    let article = words.get(at + 1..(at + 4).min(words.len()))?;
    if !article.iter().any(|token| is(token, &["a", "an", "the", "one", "any", "inflammation", "infection"]))
        || article.iter().any(|token| is(token, &["not"]))
    {
        return None;
    }
    let class = without_brackets(document, &words[verb + 1..])
        .take(CLASS_REACH)
        .take_while(|token| !within(token, not_in_class))
        .find(|token| within(token, classes))?;
    Some(Lead { sentence: index, name, class: words[verb].span.to(class.span) })
}

/// Tokens outside brackets: "a congenital (present from birth) condition".
fn without_brackets<'t>(document: &Document, words: &'t [Token]) -> impl Iterator<Item = &'t Token> {
    let mut open = false;
    words.iter().filter(move |token| {
        let mark = if token.kind == TokenKind::Mark { document.slice(token.span) } else { "" };
        let inside = open || mark == "(";
        open = inside && mark != ")";
        !inside
    })
}

/// "type 1, autosomal dominant": a comma within a name stands after a number or before "type".
fn follows_type(document: &Document, words: &[Token], at: usize) -> bool {
    let next = words.get(at + 1).map(|token| document.slice(token.span).to_lowercase());
    next.is_some_and(|next| matches!(next.as_str(), "type" | "familial" | "autosomal" | "congenital" | "hereditary"))
}

/// Past "(X)", ", also called X," and ", or X," after a name.
fn past_alias(document: &Document, words: &[Token], mut at: usize) -> Option<usize> {
    let text = |at: usize| words.get(at).map(|token| document.slice(token.span));
    while let Some(mark) = text(at) {
        let closing = match mark {
            "(" => ")",
            "," => ",",
            "\u{2014}" => "\u{2014}",
            _ => break,
        };
        let end = (at + 1..words.len().min(at + 40)).find(|&end| text(end) == Some(closing))?;
        at = end + 1;
    }
    Some(at)
}
