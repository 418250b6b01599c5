//! P values that do not fit their test, and means that whole numbers cannot give (the ideas of statcheck, Nuijten 2016,
//! and GRIM, Brown and Heathers 2016).

use super::distributions::{chi_squared, fisher, normal, student};
use super::{shown, word};
use crate::article::Article;
use crate::document::ProseSpan;
use crate::reading::numbers::{Bound, Kind, Quantity};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use regex::{Captures, Regex};
use std::sync::LazyLock;

static TEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:\b(?P<t>t)\s?\(\s?(?P<td>\d{1,5}(?:\.\d+)?)\s?\)|\b(?P<f>F)\s?\(\s?(?P<f1>\d{1,3})\s?,\s?(?P<f2>\d{1,5})\s?\)|(?P<c>χ2|χ²|\bchi2|\bX2|\bχ\^2)\s?\(\s?(?P<cd>\d{1,3})(?:\s?,\s?[Nn]\s?=\s?\d+)?\s?\)|\b(?P<z>[zZ]))\s?=\s?(?P<v>[-−–]?\d{1,4}(?:\.\d+)?)\s?[,;]\s?[pP]\s?(?P<s>[=<>])\s?(?P<p>0?\.\d+)",
    )
    .expect("it is tested")
});

static MEAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:mean|average)\s(?:number|count)\sof\s[a-z]+(?:\s[a-z]+){0,4}?\s(?P<m>\d{1,4}\.\d{1,3})\s?\(n\s?=\s?(?P<n>\d{1,3})\)",
    )
    .expect("it is tested")
});

/// Looks at the statistics of one sentence.
pub(super) fn tests(article: &Article, sentence: &Sentence, report: &mut Report<'_>) {
    let text = article.text(sentence.span);
    if text.len() > 4_000 || !text.contains('=') || !text.contains(['p', 'P']) {
        return;
    }
    for found in TEST.captures_iter(text) {
        let Some((low, high)) = recomputed(&found) else { continue };
        let stated = &found["p"];
        let Ok(p) = stated.parse::<f64>() else { continue };
        let decimals = stated.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
        // One-sided tests have half the probability; the sloppiest rounding is let pass.
        let fits = |low: f64, high: f64| match &found["s"] {
            "=" => p + 1.1 * half >= low && p - 1.1 * half <= high,
            "<" => low < p,
            _ => high > p,
        };
        if fits(low, high) || fits(low / 2.0, high / 2.0) {
            continue;
        }
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let start = sentence.span.start as usize;
        let right = if high < 0.0005 { "below .001".to_owned() } else { format!("{:.3}", f64::midpoint(low, high)) };
        report
            .at(
                ProseSpan::new(start + whole.start, start + whole.end),
                format!("the P value {} {stated} does not fit its test, which gives {right}", &found["s"]),
            )
            .note("the P value was computed anew from the test statistic and its degrees of freedom")
            .help("check the statistic, the degrees of freedom and the P value");
    }
}

/// The least and the largest probability that a rounded statistic stands for.
fn recomputed(found: &Captures<'_>) -> Option<(f64, f64)> {
    let written = found["v"].trim_start_matches(['-', '−', '–']);
    let value: f64 = written.parse().ok()?;
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).ok()?);
    let number = |name: &str| found.name(name)?.as_str().parse::<f64>().ok().filter(|&number| number > 0.0);
    let probability = |value: f64| {
        Some(if found.name("t").is_some() {
            student(value, number("td")?)
        } else if found.name("f").is_some() {
            fisher(value, number("f1")?, number("f2")?)
        } else if found.name("c").is_some() {
            chi_squared(value, number("cd")?)
        } else {
            normal(value)
        })
    };
    Some((probability(value + half)?, probability((value - half).max(0.0))?))
}

/// "mean number of attacks 2.37 (n = 10)": no sum of whole numbers gives that.
pub(super) fn means(article: &Article, sentence: &Sentence, report: &mut Report<'_>) {
    let text = article.text(sentence.span);
    if text.len() > 4_000 || !text.contains('=') {
        return;
    }
    for found in MEAN.captures_iter(text) {
        let (Ok(mean), Ok(people)) = (found["m"].parse::<f64>(), found["n"].parse::<f64>()) else { continue };
        let decimals = found["m"].split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if is_share(mean, people, decimals) {
            continue;
        }
        let place = found.name("m").map_or(0..0, |mean| mean.start()..found.get(0).map_or(mean.end(), |all| all.end()));
        let start = sentence.span.start as usize;
        report
            .at(
                ProseSpan::new(start + place.start, start + place.end),
                format!("no count of {} people has the mean {}", &found["n"], &found["m"]),
            )
            .note("a sum of whole numbers, divided by the number of people, cannot give this mean")
            .help("check the mean and the number of people");
    }
}

/// Whether some whole number divided by another gives a value, within one in the last digit.
fn is_share(value: f64, whole: f64, decimals: usize) -> bool {
    let unit = 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let nearest = (value * whole).round();
    whole < 5.0 || whole * unit >= 1.0 || (nearest / whole - value).abs() <= 1.01 * unit
}

/// "37% of the 12 patients": no number of them is that share.
pub(super) fn share_of_few(article: &Article, index: usize, report: &mut Report<'_>) {
    const PEOPLE: &[&str] =
        &["patients", "children", "women", "men", "people", "cases", "participants", "infants", "adults", "subjects"];
    let share = &article.quantities[index];
    let Some(whole) = article.quantities.get(index + 1) else { return };
    let exact = |quantity: &Quantity| !quantity.is_range() && quantity.bound == Bound::Exact;
    let end = share.tokens.end;
    let joined = word(article, end) == "of"
        && (whole.tokens.start == end + 1
            || whole.tokens.start == end + 2 && matches!(word(article, end + 1), "the" | "these" | "our"));
    let counted = whole.kind == Kind::Number && whole.first.fract() == 0.0 && (5.0..=60.0).contains(&whole.first);
    if share.kind != Kind::Percent
        || !joined
        || !counted
        || !exact(share)
        || !exact(whole)
        || !PEOPLE.contains(&word(article, whole.tokens.end))
    {
        return;
    }
    let number = article.text(share.number);
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let round = decimals == 0 && share.first % 5.0 == 0.0;
    if round || is_share(share.first / 100.0, whole.first, decimals + 2) {
        return;
    }
    let count = share.first / 100.0 * whole.first;
    let nearest = [count.floor(), count.ceil()].map(|count| format!("{:.decimals$}%", 100.0 * count / whole.first));
    let span = share.span.to(whole.span);
    report
        .at(span, format!("no number of {} is {} of them", shown(whole.first), article.text(share.span)))
        .note(format!("the nearest shares are {} and {}", nearest[0], nearest[1]))
        .help("check the percentage and the number of people");
}
