//! What a claim is about, where it is not the subject of a sentence: a treatment and what it helps against, two things
//! that are compared, a thing that is measured.

use super::attribute::Attribute;
use super::topic::{Current, Resolver, Topic};
use super::value::{List, list, lists, stem};
use crate::knowledge::Kind;
use crate::pattern::Hit;
use crate::reading::sentences::Sentence;
use std::ops::Range;

/// Words that say nothing of what a thing is.
static EMPTY: List = List::new(|| {
    list(
        "a an the of in on at to by for from with and usually often typically generally commonly also its their his \
    her your our about however overall mainly mostly some most many is are be that has have been any can may \
    level levels range ranges value values reading readings concentration concentrations result results",
    )
});

/// Words that stand for something named elsewhere, so that nothing is known of what is meant.
static POINTERS: List = List::new(|| {
    list(
        "it they them this these those he she you we one ones both others other such which who there same each \
    either all former latter whom whose that's none another",
    )
});

/// Words that alone, behind "the", stand for something named elsewhere.
static BARE: List = List::new(|| {
    list(
        "drug drugs medicine medication medications condition disease disorder infection virus procedure device \
    product",
    )
});

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
        let capture = hit.captures.iter().find(|capture| article.matcher().slot_name(capture) == slot)?;
        parts.push(match slot.as_str() {
            "subject" => match resolver.subject(sentence, &capture.tokens, current)? {
                Topic::Article => "the subject".to_owned(),
                Topic::Form(name) => format!("the subject ({name})"),
                Topic::Other(name) => name,
            },
            // What is done to somebody, and not told to them, is advice only on something that one can do or take.
            "action" if capture.tokens.start == hit.tokens.start && !is_means(resolver, &capture.tokens) => {
                return None;
            }
            "therapy" if !is_treatment(resolver, &capture.tokens) => return None,
            _ => name(resolver, attribute, &capture.tokens)?,
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

/// Words for what people do or take against an illness, where no drug or procedure is named.
static TREATMENTS: List = List::new(|| {
    list(
        "treatment treatments therapy therapies surgery exercise exercises rest ice heat vaccine vaccines vaccination \
    antibiotics antibiotic medicine medicines medication medications drug drugs diet steroids steroid cream creams massage \
    supplement supplements vitamin vitamins zinc antivirals antihistamines decongestants painkillers chemotherapy radiation \
    radiotherapy acupuncture probiotics hormones smoking alcohol caffeine sunscreen fluids fluid fiber sleep stretching",
    )
});

/// What is eaten and drunk, and advised for or against.
static FOODS: List = List::new(|| {
    list(
        "honey milk juice water alcohol wine beer coffee tea salt sugar meat fish liver eggs cheese fruit grapefruit \
    vegetables nuts peanuts bread",
    )
});

/// Whether some words name something that can be taken, used or done.
fn is_means(resolver: &Resolver<'_>, tokens: &Range<u32>) -> bool {
    let article = resolver.article;
    let kinds = [Kind::Drug, Kind::DrugClass, Kind::Procedure, Kind::Substance];
    let last = article.word(article.tokens[tokens.end as usize - 1].word);
    lists(&TREATMENTS, last)
        || lists(&FOODS, last)
        || article.mentions_in(tokens).iter().any(|mention| kinds.contains(&mention.kind))
}

/// Words for treatments of which nothing is known but that they are some.
static VAGUE: List =
    List::new(|| list("treatment treatments therapy therapies medicine medicines medication medications drug drugs"));

/// Whether some words name a treatment, and nothing else: no verb stands among them.
fn is_treatment(resolver: &Resolver<'_>, tokens: &Range<u32>) -> bool {
    let article = resolver.article;
    let mentions = article.mentions_in(tokens);
    let kinds = [Kind::Drug, Kind::DrugClass, Kind::Procedure, Kind::Substance];
    let known = mentions.iter().any(|mention| kinds.contains(&mention.kind) && mention.tokens.end == tokens.end);
    let last = article.text(article.tokens[tokens.end as usize - 1].span).to_lowercase();
    (known || lists(&TREATMENTS, &last) && !lists(&VAGUE, &last)) && !resolver.holds_verb(tokens)
}

/// The name of a thing for comparing: its drug where it has one, else the stems of its words.
fn name(resolver: &Resolver<'_>, attribute: &Attribute, tokens: &Range<u32>) -> Option<String> {
    let article = resolver.article;
    let mut stems: Vec<String> = Vec::new();
    let word = |at: u32| article.text(article.tokens[at as usize].span).to_lowercase();
    if tokens.len() == 2 && word(tokens.start) == "the" && lists(&BARE, &word(tokens.start + 1)) {
        return None;
    }
    // "Larger than 6 cm", "more than 90 percent": how much, not than what.
    let compares = !attribute.swapped.is_empty();
    let starts_number = |at: u32| article.tokens[at as usize].is_number();
    if compares && (tokens.start..tokens.end.min(tokens.start + 2)).any(starts_number) {
        return None;
    }
    for token in &article.tokens[tokens.start as usize..tokens.end as usize] {
        let word = article.text(token.span).to_lowercase();
        if !token.is_word() && !token.is_number() || lists(&EMPTY, &word) {
            continue;
        }
        if lists(&POINTERS, &word) || attribute.never.contains(&word) {
            return None;
        }
        // The name of a gene keeps its letters.
        stems.push(if token.all_caps { word } else { stem(&word) });
        if stems.len() > LONGEST {
            return None;
        }
    }
    let mut drugs = article.mentions_in(tokens).iter().filter(|m| matches!(m.kind, Kind::Drug | Kind::DrugClass));
    if let (Some(drug), None) = (drugs.next(), drugs.next())
        && drug.tokens.end <= tokens.end
        && stems.len() <= drug.tokens.len()
    {
        return Some(article.knowledge().name(drug.concept).to_lowercase());
    }
    stems.sort();
    stems.dedup();
    (!stems.is_empty()).then(|| stems.join(" "))
}
