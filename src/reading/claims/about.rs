//! What a claim is about, where it is not the subject of a sentence: a treatment and what it helps against, two things
//! that are compared, a thing that is measured.

use super::attribute::Attribute;
use super::topic::{Current, Resolver, Topic};
use super::value::{lists, stem};
use crate::knowledge::Kind;
use crate::pattern::Hit;
use crate::reading::sentences::Sentence;
use std::ops::Range;

/// Words that say nothing of what a thing is.
const EMPTY: &str = "a an the of in on at to by for from with and usually often typically generally commonly also its their his \
    her your our about however overall mainly mostly some most many is are be that has have been any can may \
    level levels range ranges value values reading readings concentration concentrations result results";

/// Words that stand for something named elsewhere, so that nothing is known of what is meant.
const POINTERS: &str = "it they them this these those he she you we one ones both others other such which who there same each \
    either all former latter that's none another";

/// More words than these are no name.
const LONGEST: usize = 5;

/// What the slots of a hit name together, and whether the first two were exchanged to put them in order.
pub(super) fn about(
    resolver: &Resolver<'_>,
    attribute: &Attribute,
    hit: &Hit,
    sentence: &Sentence,
    current: &Current,
) -> Option<(Topic, bool)> {
    let article = resolver.article;
    let mut parts = Vec::new();
    for slot in &attribute.about {
        let capture = hit.captures.iter().find(|capture| article.matcher().slot_name(hit, capture) == slot)?;
        parts.push(match slot.as_str() {
            "subject" => match resolver.subject(sentence, &capture.tokens, current)? {
                Topic::Article => "the subject".to_owned(),
                Topic::Form(name) | Topic::Other(name) => name,
            },
            _ => name(resolver, &capture.tokens)?,
        });
    }
    let mut exchanged = false;
    if !attribute.swapped.is_empty() && parts.len() > 1 {
        if parts[0] == parts[1] {
            return None;
        }
        exchanged = parts[0] > parts[1];
        if exchanged {
            parts.swap(0, 1);
        }
    }
    Some((Topic::Other(parts.join(" / ")), exchanged))
}

/// The name of a thing for comparing: its drug where it has one, else the stems of its words.
fn name(resolver: &Resolver<'_>, tokens: &Range<u32>) -> Option<String> {
    let article = resolver.article;
    let mut stems: Vec<String> = Vec::new();
    for token in &article.tokens[tokens.start as usize..tokens.end as usize] {
        let word = article.text(token.span).to_lowercase();
        if !token.is_word() && !token.is_number() || lists(EMPTY, &word) {
            continue;
        }
        if lists(POINTERS, &word) {
            return None;
        }
        stems.push(stem(&word));
        if stems.len() > LONGEST {
            return None;
        }
    }
    let mut drugs = article.mentions_in(tokens).iter().filter(|m| matches!(m.kind, Kind::Drug | Kind::DrugClass));
    if let (Some(drug), None) = (drugs.next(), drugs.next())
        && drug.tokens.end <= tokens.end
        && stems.len() <= drug.tokens.len() + 1
    {
        return Some(article.knowledge().name(drug.concept).to_lowercase());
    }
    stems.sort();
    stems.dedup();
    (!stems.is_empty()).then(|| stems.join(" "))
}
