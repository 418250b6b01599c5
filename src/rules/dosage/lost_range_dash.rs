//! A range whose dash was lost: "about 515 percent of Americans".

use super::{any_word, text_at, word};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Dimension, Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a number that is absurd as it stands but makes sense as a range whose dash was lost, as in "515 percent".
    ///
    /// ## Why
    /// When text is copied from a page, dashes that are not plain ASCII are often dropped, and "5–15 percent" becomes
    /// "515 percent". A reader cannot know what was meant, and a number that is too large by a factor of ten or more may be
    /// believed.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The tic disorder affects about 515 percent of children.
    ///                                ^^^^^^^^^^^ "515 percent" reads as a range that lost its dash: 5–15 percent
    /// ```
    /// ```md,flag
    /// Children ages 219 should have the vaccine.
    ///               ^^^ "219" reads as a range that lost its dash: 2–19
    /// ```
    /// ```md,flag
    /// Cultures may take as long as 810 weeks to grow.
    ///                              ^^^^^^^^^ "810 weeks" reads as a range that lost its dash: 8–10 weeks
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Households below 138 percent of the federal poverty level can get help. Cases went up 230% in a year.
    /// ```
    /// ```md,clean
    /// The shelter was founded in 2030 BC, holds 1520 people, and is open 365 days a year. Call 8101215.
    /// ```
    /// ```md,clean
    /// The mummy is 3050 years old. The trial lasted 104 weeks, and 1,215 months of data were pooled.
    /// ```
    ///
    /// ## Limits
    /// Only percentages, ages and spans of time are looked at, never doses: 510 mg may be meant. "115 percent" may be 1–15
    /// or 15 with a stray digit and is left to impossible-proportion. Where the joined number is not absurd ("618 days"
    /// in a study), nothing is said.
    LostRangeDash: "lost-range-dash", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    for quantity in &article.quantities {
        if quantity.second.is_some() || quantity.in_words {
            continue;
        }
        let sentence = &article.sentences[quantity.sentence as usize];
        if article.kind_of(sentence) == BlockKind::Reference || article.is_foreign(sentence.block) {
            continue;
        }
        let digits = article.text(quantity.number);
        let Some((low, high)) = split(digits).filter(|&(low, high)| is_absurd(article, quantity, low, high)) else {
            continue;
        };
        let text = article.text(quantity.span);
        let mended = text.replacen(digits, &format!("{low}\u{2013}{high}"), 1);
        report
            .at(quantity.span, format!("\"{text}\" reads as a range that lost its dash: {mended}"))
            .note("dashes are often lost when text is copied from a page or converted")
            .help(format!("check the source, and write \"{mended}\" or \"{low} to {high}\" if that is meant"))
            .suggest(quantity.number, format!("{low}\u{2013}{high}"));
    }
}

/// Whether a number is reported as a range that lost its dash.
pub(super) fn is_lost_dash(article: &Article, quantity: &Quantity) -> bool {
    quantity.second.is_none()
        && split(article.text(quantity.number)).is_some_and(|(low, high)| is_absurd(article, quantity, low, high))
}

/// The two numbers that a lost dash would have parted.
pub(crate) fn split(digits: &str) -> Option<(u32, u32)> {
    if !(3..=6).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (low, high) = digits.split_at(digits.len() / 2);
    if low.starts_with('0') || high.starts_with('0') {
        return None;
    }
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (low < high).then_some((low, high))
}

/// Words that make a percentage over 100 a change, not a share.
const CHANGE: &[&str] = &[
    "increase",
    "increased",
    "increases",
    "increasing",
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "grew",
    "grow",
    "grown",
    "growth",
    "higher",
    "more",
    "greater",
    "faster",
    "larger",
    "gain",
    "gained",
    "jumped",
    "climbed",
    "compared",
    "improved",
    "improvement",
    "poverty",
    "normal",
    "predicted",
    "recommended",
    "ideal",
    "daily",
    "baseline",
    "markup",
    "cost",
    "costs",
    "price",
    "prices",
    "fpl",
    "income",
];
/// Words of long spans of time.
const LONG: &[&str] = &[
    "ago",
    "history",
    "century",
    "centuries",
    "founded",
    "ancient",
    "mummy",
    "bc",
    "bce",
    "ad",
    "evolution",
    "tree",
    "old",
    "civilization",
    "earth",
    "observation",
    "follow",
    "followup",
    "followed",
    "trial",
    "study",
    "survived",
    "training",
    "credit",
    "flight",
    "pooled",
    "combined",
    "total",
    "lived",
    "half",
    "doubling",
    "mean",
    "median",
    "average",
];

fn is_absurd(article: &Article, quantity: &Quantity, low: u32, high: u32) -> bool {
    let sentence = &article.sentences[quantity.sentence as usize];
    let joined = quantity.first;
    let short = joined < 1000.0;
    let ratio = f64::from(high) / f64::from(low);
    let near = quantity.tokens.start.saturating_sub(6).max(sentence.tokens.start)
        ..(quantity.tokens.end + 7).min(sentence.tokens.end);
    match quantity.kind {
        Kind::Percent => {
            let likely = !short
                || (low > 1 && ratio <= 8.0 && !any_word(article, near.clone(), CHANGE))
                    && word(article, quantity.tokens.start.wrapping_sub(1)) != "up";
            high <= 100 && ratio <= 12.0 && likely
        }
        Kind::Age => {
            let years = quantity.unit.is_none_or(|unit| unit.top.atom().name == "a");
            let old = matches!(word(article, quantity.tokens.end), "old" | "ago");
            if !years {
                return is_absurd_span(quantity, ratio, low);
            }
            let mummy = old && !short;
            joined > 122.0 && high <= 110 && ratio <= 20.0 && !mummy
        }
        Kind::Span if quantity.measures(Dimension::Time) => {
            is_absurd_span(quantity, ratio, low)
                && !any_word(article, near, LONG)
                && text_at(article, quantity.tokens.start.wrapping_sub(1)) != "/"
        }
        _ => false,
    }
}

/// Whether nobody would write a span of time in this unit.
fn is_absurd_span(quantity: &Quantity, ratio: f64, low: u32) -> bool {
    let joined = quantity.first;
    let Some(unit) = quantity.unit else { return false };
    // Whole years in days and weeks are written on purpose.
    let whole = |year: f64| joined % year == 0.0;
    let (least, whole) = match unit.top.atom().name {
        "a" => (if ratio <= 2.0 && low > 2 { 400.0 } else { 1000.0 }, false),
        "mo" => (240.0, false),
        "wk" => (200.0, whole(52.0)),
        "d" => (400.0, whole(365.0)),
        "h" => (300.0, whole(24.0) && joined < 1000.0 && ratio > 3.0),
        "min" => (400.0, whole(60.0) && joined < 1000.0),
        "s" => (400.0, whole(60.0) || whole(100.0)),
        _ => return false,
    };
    joined >= least && !whole && ratio <= if joined < 1000.0 { 5.0 } else { 12.0 } && (low > 1 || joined >= 1000.0)
}
