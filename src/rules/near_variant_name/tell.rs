//! What is said of a word that is probably misspelt.

use super::nearest::Meant;
use super::words::Used;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::knowledge::{Kind, Knowledge, NameType};
use crate::rule::Report;

/// Words as common as these are brands by chance.
const EVERYDAY: u8 = 35;
/// How many other words are named where it is not clear which one is meant.
const SHOWN: usize = 2;

/// Reports every place of an unknown word, the first with all that speaks for the word that is meant.
pub(super) fn tell(article: &Article, unknown: &Used<'_>, meant: &Meant<'_>, report: &mut Report<'_>) {
    let knowledge = article.knowledge();
    let good_name = meant.uses.iter().find_map(|&at| name_around(article, at));
    for (number, &at) in unknown.tokens.iter().enumerate() {
        let token = &article.tokens[at as usize];
        let (span, phrase) = match &good_name {
            Some(name) => same_words(article, at, name).map_or((token.span, None), |span| (span, Some(name))),
            None => (token.span, None),
        };
        let text = article.text(span);
        let written = article.text(token.span);
        let good = phrase.map_or_else(
            || like(&meant.text, written),
            |name| {
                let right = article.text(article.tokens[name.at as usize].span);
                let front = article.text(ProseSpan { end: token.span.start, ..span });
                let back = article.text(ProseSpan { start: token.span.end, ..span });
                format!("{front}{}{back}", like(right, written))
            },
        );
        let message = match (phrase, meant.uses.is_empty()) {
            (Some(_), _) => format!("\"{text}\" is not a known name; elsewhere the article has \"{good}\""),
            (None, false) => format!("\"{text}\" is not a known word; elsewhere the article has \"{good}\""),
            (None, true) if !meant.rivals.is_empty() => format!("\"{text}\" is not a known word"),
            (None, true) => format!("\"{text}\" is not a known word; \"{good}\" is probably meant"),
        };
        let finding = report.at(span, message);
        finding.cause(unknown.text);
        if meant.rivals.is_empty() {
            finding.help(format!("write \"{good}\""));
        } else {
            let others: Vec<_> = meant.rivals.iter().take(SHOWN).map(|word| format!("\"{word}\"")).collect();
            finding.help(format!("write the word that is meant; near are \"{good}\" and {}", others.join(", ")));
        }
        if number > 0 {
            finding.label("also here");
            continue;
        }
        if let Some(&first) = meant.uses.first() {
            let here = phrase.map_or(article.tokens[first as usize].span, |name| name.span);
            finding.related(here, format!("written \"{}\" here", article.text(here)));
            if meant.uses.len() > 1 {
                finding.note(format!("{} places of the article have \"{}\"", meant.uses.len(), meant.text));
            }
        }
        if !meant.rivals.is_empty() {
            finding.level(Level::Warning);
            continue;
        }
        let drug = describe(knowledge, phrase, meant, finding);
        if meant.uses.is_empty() && knowledge.word(&meant.text).is_some_and(|word| knowledge.level(word) <= 35) {
            finding.level(Level::Warning);
        }
        if !drug {
            finding.suggest(span, good);
        }
    }
}

/// Adds what is known of the name that is meant; true when it is a drug, whose name nobody changes without a look.
fn describe(
    knowledge: &Knowledge,
    phrase: Option<&Name>,
    meant: &Meant<'_>,
    finding: &mut crate::rule::Finding,
) -> bool {
    let concept = phrase.map(|name| name.concept).or_else(|| {
        let word = knowledge.word(&meant.text)?;
        let state = knowledge.first(knowledge.lemma(word))?;
        let everyday = knowledge.level(word) <= EVERYDAY;
        knowledge.names_at(state).find(|entry| !everyday || entry.kind != NameType::Brand).map(|entry| entry.concept)
    });
    let Some(concept) = concept else { return false };
    let others = knowledge.other_names(concept);
    let also = if others.is_empty() { String::new() } else { format!("; also: {others}") };
    finding.note(format!(
        "\"{}\" is {} ({}){also}",
        knowledge.name(concept),
        kind_of(knowledge.kind(concept)),
        knowledge.id(concept)
    ));
    matches!(knowledge.kind(concept), Kind::Drug | Kind::DrugClass)
}

/// A kind of thing, with its article.
fn kind_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Disease => "a disease",
        Kind::Anatomy => "a part of the body",
        Kind::Symptom => "a symptom",
        Kind::Drug => "a drug",
        Kind::DrugClass => "a class of drugs",
        Kind::Organism => "a living thing",
        Kind::Substance => "a substance",
        Kind::Procedure => "a test or treatment",
        Kind::Process => "a process of the body",
        Kind::Psych => "a term of psychology",
    }
}

/// A known name of several words in the text.
struct Name {
    span: ProseSpan,
    tokens: std::ops::Range<u32>,
    at: u32,
    concept: crate::knowledge::ConceptId,
}

/// The known name of several words that a token stands in.
fn name_around(article: &Article, at: u32) -> Option<Name> {
    let index = article.mentions.partition_point(|mention| mention.tokens.end <= at);
    let mention =
        article.mentions.get(index).filter(|mention| mention.tokens.contains(&at) && mention.tokens.len() > 1)?;
    Some(Name { span: mention.span, tokens: mention.tokens.clone(), at, concept: mention.concept })
}

/// The span around an unknown word that has the other words of a name in their places.
fn same_words(article: &Article, at: u32, name: &Name) -> Option<ProseSpan> {
    let start = at.checked_sub(name.at - name.tokens.start)?;
    let end = start + name.tokens.len() as u32;
    let tokens = article.tokens.get(start as usize..end as usize)?;
    let theirs = &article.tokens[name.tokens.start as usize..name.tokens.end as usize];
    let same =
        tokens.iter().zip(theirs).zip(start..).all(|((ours, theirs), here)| here == at || ours.word == theirs.word);
    same.then(|| tokens[0].span.to(tokens[tokens.len() - 1].span))
}

/// Writes a word with the capital, or without it, of the word that it replaces.
fn like(word: &str, written: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        Some(first) if written.starts_with(char::is_lowercase) => first.to_lowercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}
