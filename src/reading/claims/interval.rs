//! Values between two numbers: ages, time spans, shares of people, measured ranges.

use super::attribute::{Attribute, ValueKind};
use super::value::{List, Read, Value, list, lists, trimmed};
use crate::article::Article;
use crate::pattern::Hit;
use crate::reading::numbers as quantity;
use crate::reading::numbers::{Interval, Quantity};
use std::ops::Range;

/// The ages or time spans that some tokens give: for ages all that is named, for time spans the first.
pub(super) fn time(article: &Article, attribute: &Attribute, hit: &Hit, range: &Range<u32>) -> Option<Read> {
    // "in infancy", "after the age of 60": the preposition belongs to the age.
    let follows_word = range.start > hit.tokens.start && article.tokens[range.start as usize - 1].is_word();
    let with_preposition = attribute.kind == ValueKind::Age && follows_word;
    let range = trimmed(article, range.clone());
    let range = &(range.start - u32::from(with_preposition)..range.end);
    let mut found: Vec<(Range<u32>, f64, f64)> = Vec::new();
    if let Some(named) = &attribute.named {
        let hits = named.matcher.find_in(&article.tokens, &article.stream, &article.sentences, hit.sentence);
        let within = hits.into_iter().filter(|hit| range.start <= hit.tokens.start && hit.tokens.end <= range.end);
        found.extend(within.map(|hit| {
            let (low, high) = named.intervals[hit.pattern.0 as usize];
            (hit.tokens, low, high)
        }));
        // The longest name counts: "late middle age", not "middle age" in it.
        let all = found.clone();
        found.retain(|(tokens, ..)| {
            !all.iter().any(|(other, ..)| other != tokens && other.start <= tokens.start && tokens.end <= other.end)
        });
    }
    let wanted = if attribute.kind == ValueKind::Age { quantity::Kind::Age } else { quantity::Kind::Span };
    let hit_quantities = article.quantities_in(&hit.tokens);
    let quantities = hit_quantities.iter();
    let overlaps = |tokens: &Range<u32>| tokens.start < range.end && range.start < tokens.end;
    for quantity in quantities.filter(|q| q.kind == wanted && !q.every && overlaps(&q.tokens) && is_whole(article, q)) {
        let interval = quantity.interval();
        // "Within 3 to 4 weeks" is a range, not "up to".
        let low = if quantity.is_range() { interval.low.max(quantity.low / 1.25) } else { interval.low };
        found.push((quantity.tokens.clone(), low, interval.high));
    }
    // "The mean age of onset is 12 years": the years of a sentence that speaks of an age.
    if found.is_empty() && attribute.kind == ValueKind::Age && speaks_of_age(article, &hit.tokens) {
        let within = hit_quantities.iter().filter(|q| overlaps(&q.tokens) && is_whole(article, q) && !q.every);
        found.extend(within.filter_map(|quantity| {
            let Interval { low, high, .. } = quantity.interval();
            match quantity.kind {
                quantity::Kind::Span => Some((quantity.tokens.clone(), low / YEAR, high / YEAR)),
                quantity::Kind::Number if high < OLDEST => Some((quantity.tokens.clone(), low, high)),
                _ => None,
            }
        }));
    }
    // "In 1 in 20,000 newborns", "10 percent of children": how many, not when.
    let counts = |kind| matches!(kind, quantity::Kind::Rate | quantity::Kind::Percent);
    if article.quantities_in(range).iter().any(|quantity| counts(quantity.kind)) {
        return None;
    }
    found.sort_by_key(|(tokens, ..)| tokens.start);
    if attribute.kind == ValueKind::Span {
        found.truncate(1);
    }
    let (first, last) = (found.first()?.0.clone(), found.last()?.0.clone());
    // "Is not 14 days", but "is not more than 14 days", where the bound is a part of the quantity.
    let denies = |at: u32| matches!(article.word(article.tokens[at as usize].word), "not" | "never");
    if (range.start..first.start).any(denies) {
        return None;
    }
    let low = found.iter().map(|&(_, low, _)| low).fold(f64::INFINITY, f64::min);
    let high = found.iter().map(|&(.., high)| high).fold(0.0, f64::max);
    let start = if with_preposition { range.start } else { first.start };
    (low <= high).then(|| Read::new(Value::Interval { low, high }, start..last.end.max(first.end)))
}

/// The days of a year.
const YEAR: f64 = 365.25;

/// A number from here on is no age.
const OLDEST: f64 = 110.0;

/// Whether what a pattern found names an age: "age of onset".
fn speaks_of_age(article: &Article, tokens: &Range<u32>) -> bool {
    tokens.clone().any(|at| article.word(article.tokens[at as usize].word) == "age")
}

/// Whether a number stands alone: "1٢3" mixes digits, and its first part is no number.
fn is_whole(article: &Article, quantity: &Quantity) -> bool {
    let (before, after) = article.document.prose.split_at(quantity.number.end as usize);
    let before = &before[..quantity.number.start as usize];
    !after.starts_with(char::is_numeric) && !before.ends_with(char::is_numeric)
}

/// How many words behind a share may name the group that it is of.
const GROUP: u32 = 5;

/// Words after a group that make another, smaller one of it.
static NARROWER: List = List::new(|| {
    list("with who whose having taking infected living undergoing older younger treated affected born exposed carrying")
});

/// Words before a group that make it one that was chosen for what it has.
static CHOSEN: List = List::new(|| {
    list("affected these those infected diagnosed such sick symptomatic hospitalized surviving their other")
});

/// The share of a group that some tokens give: "1 in 5,000 newborns".
pub(super) fn share(article: &Article, attribute: &Attribute, range: &Range<u32>) -> Option<Read> {
    let quantities = article.quantities_in(range);
    let is_share = |q: &&Quantity| matches!(q.kind, quantity::Kind::Rate | quantity::Kind::Percent);
    let mut shares = quantities.iter().filter(is_share).filter(|share| is_whole(article, share));
    let share = shares.next()?;
    // Two shares in one breath are two places, groups or forms.
    if shares.next().is_some() || range.end < share.tokens.end {
        return None;
    }
    let sentence = &article.sentences[share.sentence as usize];
    let word = |at: u32| article.text(article.tokens[at as usize].span).to_lowercase();
    let after = share.tokens.end..sentence.tokens.end.min(share.tokens.end + GROUP);
    let group = |at: u32| {
        let word = word(at);
        attribute.of.iter().find(|group| group.words.contains(&word))
    };
    let found = after.clone().find_map(|at| group(at).map(|group| (at, group)));
    let spoken_for = |end: u32| (after.start..end).any(|at| lists(&CHOSEN, &word(at)));
    let percent = share.kind == quantity::Kind::Percent;
    let name = match found {
        Some((at, _)) if spoken_for(at) => return None,
        Some((at, _)) if at + 1 < sentence.tokens.end && lists(&NARROWER, &word(at + 1)) => return None,
        Some((_, group)) => group.name.clone(),
        None if percent || after.clone().any(|at| article.tokens[at as usize].is_word()) => return None,
        None => None,
    };
    if percent && (after.is_empty() || word(after.start) != "of") {
        return None;
    }
    let scale = if percent { 0.01 } else { 1.0 };
    let interval = share.interval();
    let value = Value::Interval { low: interval.low * scale, high: interval.high * scale };
    Some(Read { value, tokens: share.tokens.clone(), group: name, dimension: None })
}

/// The first measured range among some tokens.
pub(super) fn measure(article: &Article, range: &Range<u32>) -> Option<Read> {
    let quantities = article.quantities_in(range);
    let is_measured = |q: &&Quantity| matches!(q.kind, quantity::Kind::Measure | quantity::Kind::Pair);
    let measured = quantities.iter().find(is_measured).filter(|measured| is_whole(article, measured))?;
    let interval = measured.interval();
    let dimension = match measured.unit {
        _ if measured.kind == quantity::Kind::Pair => "pair".to_owned(),
        Some(unit) => format!("{:?}", unit.dimensions()),
        None => return None,
    };
    let value = Value::Interval { low: interval.low, high: interval.high };
    (interval.low <= interval.high && measured.tokens.end <= range.end).then(|| Read {
        value,
        tokens: measured.tokens.clone(),
        group: None,
        dimension: Some(dimension),
    })
}

/// Whether two ranges of the same make differ by more than a factor in either bound. A single value differs from a range
/// only where it lies outside of it.
pub(super) fn bounds_differ(a: (f64, f64), b: (f64, f64), factor: f64) -> bool {
    let point = |(low, high): (f64, f64)| (high - low).abs() <= f64::EPSILON * high.abs();
    let sides = |(low, high): (f64, f64)| (low > 0.0, high.is_finite());
    let differ = |a: f64, b: f64| a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && a.max(b) > a.min(b) * factor;
    if point(a) != point(b) {
        let (value, range) = if point(a) { (a.0, b) } else { (b.0, a) };
        return value * factor < range.0 || value > range.1 * factor;
    }
    sides(a) == sides(b) && (differ(a.0, b.0) || differ(a.1, b.1))
}
