//! A range whose first number is the larger one.

use super::{any_word, shown, word};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Dimension, Joiner, Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a range whose first number is larger than its second, as in "6 to 4 weeks".
    ///
    /// ## Why
    /// A reversed range is a slip of the pen, and one of its numbers may be the wrong one: "400-200 mg" may have been
    /// "100-200 mg".
    ///
    /// ## Flagged
    /// ```md,flag
    /// Recovery usually takes 6 to 4 weeks.
    ///                        ^^^^^^^^^^^^ the range "6 to 4 weeks" runs from the larger number to the smaller
    /// ```
    /// ```md,flag
    /// Adults take 400-200 mg every six hours.
    ///             ^^^^^^^^^^ the range "400-200 mg" runs from the larger number to the smaller
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The dose is tapered from 40 to 10 mg. The rate fell 30 to 20 percent. Stop eating 8 to 6 hours before surgery.
    /// ```
    /// ```md,clean
    /// The ratio is 2 to 1. In the 2019-20 season, levels T12-L1 and 10-5 M were used; see pages 150-60.
    /// ```
    /// ```md,clean
    /// It takes 30 minutes to 2 hours, or 500 mg to 1 g.
    /// ```
    ///
    /// ## Limits
    /// A range without a unit is left alone unless it is one of ages, and so is one that tells a fall, a taper or a
    /// countdown.
    ReversedRange: "reversed-range", Dosage, Warning, "0.1.0", check
}

/// Words of a change from a larger to a smaller number.
const FALL: &[&str] = &[
    "from",
    "taper",
    "tapered",
    "tapering",
    "reduce",
    "reduced",
    "reduces",
    "reducing",
    "reduction",
    "decrease",
    "decreased",
    "decreases",
    "decreasing",
    "fell",
    "fall",
    "falls",
    "falling",
    "drop",
    "dropped",
    "drops",
    "decline",
    "declined",
    "declines",
    "lower",
    "lowered",
    "lowers",
    "lowering",
    "cut",
    "shorten",
    "shortened",
    "ratio",
    "odds",
    "versus",
    "vs",
    "score",
    "scored",
    "wean",
    "weaned",
    "drop",
    "shrank",
    "shrink",
    "countdown",
    "descending",
    "backward",
    "backwards",
    "changed",
    "slowed",
];

fn check(article: &Article, report: &mut Report<'_>) {
    for quantity in &article.quantities {
        let Some(second) = quantity.second else { continue };
        let dash_or_to = matches!(quantity.joiner, Some(Joiner::Dash | Joiner::To | Joiner::And));
        if quantity.kind == Kind::Rate || !dash_or_to || quantity.in_words && second > 100.0 {
            continue;
        }
        if !is_reversed(quantity, second) || is_excused(article, quantity, second) {
            continue;
        }
        let text = article.text(quantity.span);
        let number = article.text(quantity.number);
        let (first, last) = (shown(quantity.first), shown(second));
        report
            .at(quantity.span, format!("the range \"{text}\" runs from the larger number to the smaller"))
            .note(format!("{first} is more than {last}; one of the two may be the wrong number"))
            .help(format!("write \"{}\" if the two were swapped, or check both numbers", swapped(number)));
    }
}

/// The numbers of a range in the other order.
fn swapped(number: &str) -> String {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let first = number.find(|c| !digit(c)).unwrap_or(number.len());
    let last = number.rfind(|c| !digit(c)).map_or(0, |at| at + number[at..].chars().next().map_or(1, char::len_utf8));
    if last <= first {
        return number.to_owned();
    }
    format!("{}{}{}", &number[last..], &number[first..last], &number[..first])
}

fn is_reversed(quantity: &Quantity, second: f64) -> bool {
    let Some(unit) = quantity.unit else { return quantity.kind == Kind::Age && second < quantity.first };
    let first_unit = quantity.first_unit.unwrap_or(unit);
    let counted = !matches!(
        unit.dimension(),
        Dimension::Point
            | Dimension::Times
            | Dimension::Molar
            | Dimension::Form
            | Dimension::Angle
            | Dimension::Diopter
    );
    counted && first_unit.base(quantity.first) > unit.base(second)
}

fn is_excused(article: &Article, quantity: &Quantity, second: f64) -> bool {
    let sentence = &article.sentences[quantity.sentence as usize];
    let kind = article.kind_of(sentence);
    if matches!(kind, BlockKind::Reference | BlockKind::Title) || article.is_foreign(sentence.block) {
        return true;
    }
    let before = quantity.tokens.start.saturating_sub(8).max(sentence.tokens.start)..quantity.tokens.start;
    let after = quantity.tokens.end..(quantity.tokens.end + 4).min(sentence.tokens.end);
    let countdown =
        any_word(article, after.clone(), &["before", "prior", "ago", "earlier"]) && quantity.measures(Dimension::Time);
    // "10-5" may be a power of ten that lost its superscript, "2-1" and "150-60" short forms.
    let power = quantity.first == 10.0
        && second < 10.0
        && quantity.joiner == Some(Joiner::Dash)
        && !matches!(quantity.kind, Kind::Percent | Kind::Span | Kind::Age)
        && !quantity.unit.is_some_and(|unit| unit.is_plain() && unit.dimension() == Dimension::Mass);
    let short = quantity.first >= 100.0
        && second < 100.0
        && quantity.kind != Kind::Percent
        && article.text(quantity.number).bytes().filter(u8::is_ascii_digit).count() == 5
        && (quantity.first % 100.0) < second;
    // "in 1900 to 79.3 years": a year of the calendar and another number.
    let calendar = (1800.0..2100.0).contains(&quantity.first) && quantity.first_unit.is_none() && second < 1000.0;
    let from = word(article, quantity.tokens.start.wrapping_sub(1)) == "from";
    let fall = any_word(article, before, FALL) && !matches!(quantity.joiner, Some(Joiner::And));
    let told = [
        "reduction",
        "reduced",
        "reduce",
        "reduces",
        "decrease",
        "decreased",
        "decline",
        "declined",
        "fell",
        "dropped",
    ];
    let fall = fall || quantity.kind == Kind::Percent && any_word(article, sentence.tokens.clone(), &told);
    let ratio = any_word(article, after, &["ratio", "odds", "margin", "vote"]);
    countdown || power || short || calendar || from || fall || ratio
}
