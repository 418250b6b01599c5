//! Two values given as equal that are not: "38 °C (110 °F)".

use super::{Table, bind, spelled};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Bound, Dimension, Kind, Quantity, Unit};
use crate::rule::Report;
use crate::rules::dosage::{any_word, shown, word};

/// How far two values may be apart.
const TOLERANCE: f64 = 1.13;

pub(super) fn check(article: &Article, table: &Table, report: &mut Report<'_>) {
    let measured = bind::bound(article, table);
    let mut measured = measured.iter().peekable();
    for pair in article.quantities.windows(2) {
        let [left, right] = pair else { continue };
        while measured.peek().is_some_and(|(_, quantity, _)| quantity.tokens.start < left.tokens.start) {
            measured.next();
        }
        if left.sentence != right.sentence || !is_equation(article, left, right) {
            continue;
        }
        let sentence = &article.sentences[left.sentence as usize];
        if article.kind_of(sentence) == BlockKind::Reference || article.is_foreign(sentence.block) {
            continue;
        }
        let (Some(from), Some(to)) = (left.unit, right.unit) else { continue };
        let own = measured.peek().filter(|(_, quantity, _)| quantity.tokens.start == left.tokens.start);
        let expected = if from.dimensions() == to.dimensions() {
            if from.top == to.top && from.per == to.per {
                continue;
            }
            converted(left, from, to)
        } else {
            own.and_then(|(analyte, ..)| {
                let factor = |unit: Unit| {
                    let found = analyte.units.iter().find(|(known, _)| known.dimensions() == unit.dimensions());
                    found.map(|(known, factor)| (*known, *factor))
                };
                let ((_, one), (known, two)) = (factor(from)?, factor(to)?);
                let primary = analyte.value(from, left.first)?;
                let _ = one;
                let second = left.second.map(|second| analyte.value(from, second)).unwrap_or(None);
                let back = |value: f64| value * two * known.base_of_one() / to.base_of_one();
                Some((back(primary), second.map(back)))
            })
        };
        let Some((first, second)) = expected else { continue };
        let fits = is_near(first, right.first, to, from)
            && match (second, right.second) {
                (Some(expected), Some(given)) => is_near(expected, given, to, from),
                _ => true,
            };
        if fits || is_difference(article, left, right, from) {
            continue;
        }
        let (left_text, right_text) = (article.text(left.span), article.text(right.span));
        let unit = spelled(to);
        let meant = match second {
            Some(second) => format!("{} to {} {unit}", shown(first), shown(second)),
            None => format!("{} {unit}", shown(first)),
        };
        report
            .at(left.span.to(right.span), format!("\"{left_text}\" is {meant}, not \"{right_text}\""))
            .note("the text gives the two values as one and the same")
            .help(format!("check which of the two is right; \"{left_text}\" is about {meant}"));
    }
}

/// "A (B)", "A, or B,", "A = B".
fn is_equation(article: &Article, left: &Quantity, right: &Quantity) -> bool {
    if left.second.is_some() != right.second.is_some()
        || matches!(left.kind, Kind::Pair | Kind::Rate)
        || matches!(right.kind, Kind::Pair | Kind::Rate)
        || left.every
        || right.tokens.start <= left.tokens.end
    {
        return false;
    }
    let between = left.tokens.end..right.tokens.start;
    let first = word(article, between.start);
    let filler = |at: u32| {
        matches!(
            word(article, at),
            "about"
                | "approximately"
                | "or"
                | "roughly"
                | "around"
                | "~"
                | "i"
                | "e"
                | "."
                | "="
                | ","
                | "nearly"
                | "almost"
                | "an"
                | "estimated"
        )
    };
    if matches!(left.bound, Bound::UpTo | Bound::AtLeast) != matches!(right.bound, Bound::UpTo | Bound::AtLeast)
        && matches!(right.bound, Bound::UpTo | Bound::AtLeast | Bound::MoreThan | Bound::LessThan)
    {
        return false;
    }
    let rest = between.start + 1..between.end;
    // "3 feet, 11 inches": the value goes on.
    let next = article.quantities_in(&(right.tokens.end..right.tokens.end + 4)).first();
    if next.is_some_and(|next| next.unit.is_some()) && word(article, right.tokens.end) != ")" {
        return false;
    }
    match first {
        "(" | "[" => {
            let closes = matches!(word(article, right.tokens.end), ")" | "]" | ";" | ",");
            closes && rest.clone().all(filler)
        }
        "=" | "≈" => rest.clone().all(filler) && rest.len() < 2,
        _ => false,
    }
}

/// What the left value is in the unit of the right.
fn converted(left: &Quantity, from: Unit, to: Unit) -> Option<(f64, Option<f64>)> {
    let inverse = |base: f64| {
        if to.top.atom().name == "degF" && to.is_plain() { base * 1.8 + 32.0 } else { base / to.base_of_one() }
    };
    let counted =
        !matches!(from.dimension(), Dimension::Form | Dimension::Serving | Dimension::Times | Dimension::Cell);
    let first_unit = left.first_unit.unwrap_or(from);
    counted.then(|| (inverse(first_unit.base(left.first)), left.second.map(|second| inverse(from.base(second)))))
}

/// Whether a value is what was expected, but for rounding.
fn is_near(expected: f64, given: f64, unit: Unit, from: Unit) -> bool {
    if unit.dimension() == Dimension::Temperature && unit.is_plain() {
        let degrees = if unit.top.atom().name == "degF" { 2.0 } else { 1.1 };
        return (expected - given).abs() <= degrees;
    }
    let ratio = (expected / given).max(given / expected);
    let loose = [unit, from].iter().any(|unit| {
        matches!(
            unit.top.atom().name,
            "pt" | "gal"
                | "qt"
                | "floz"
                | "cup"
                | "oz"
                | "st"
                | "glass"
                | "d"
                | "wk"
                | "mo"
                | "in"
                | "ft"
                | "tbsp"
                | "tsp"
                | "lb"
                | "yd"
                | "mi"
                | "m"
        )
    });
    // A value of one digit may be rounded by half.
    let coarse = given.fract() == 0.0 && given < 10.0 && (expected - given).abs() <= 0.6;
    let zero = expected == 0.0 || given == 0.0;
    zero || coarse || ratio <= if loose { 1.27 } else { TOLERANCE }
}

/// "a rise of 5 °C (9 °F)": degrees of a difference have no offset.
fn is_difference(article: &Article, left: &Quantity, right: &Quantity, from: Unit) -> bool {
    if from.dimension() != Dimension::Temperature {
        return false;
    }
    let ratio = (left.first / right.first).max(right.first / left.first);
    let words = [
        "rise",
        "drop",
        "fall",
        "difference",
        "change",
        "increase",
        "decrease",
        "within",
        "by",
        "warmer",
        "cooler",
        "raise",
        "lower",
    ];
    let near = left.tokens.start.saturating_sub(5)..left.tokens.start;
    (ratio - 1.8).abs() < 0.1 || any_word(article, near, &words) && left.first < 20.0
}
