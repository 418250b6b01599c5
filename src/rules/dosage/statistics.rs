//! Numbers of studies that cannot be: shares that are not their counts, estimates outside their intervals.

use super::{around, shown, word};
use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::numbers::{Bound, Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a percentage that is not the share that its counts give, as in "12 of 40 patients (35%)".
    ///
    /// ## Why
    /// One of the three numbers is wrong, and the finding they tell may be too.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The rash came back in 12 of 40 patients (35%).
    ///                       ^^^^^^^^^^^^^^^^^^^^^^ "12 of 40" is 30%, not "35%"
    /// ```
    /// ```md,flag
    /// Fever was seen in 37% of the 12 patients.
    ///                   ^^^^^^^^^^^^^ no number of 12 is 37% of them
    /// ```
    /// ```md,flag
    /// Fever was seen in 50% (12/40) of the children.
    ///                   ^^^^^^^^^^ "12/40" is 30%, not "50%"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The rash came back in 12 of 40 patients (30%; 95% CI 17% to 47%), and in 1 of 3 (33%).
    /// ```
    /// ```md,clean
    /// Of the 40 patients, 12 (35% of those treated) had a rash. It came back in 12 of 40 patients (about 33%).
    /// Fever was seen in 42% of the 12 patients, in 50% of the 25 children and in about 37% of 12 adults.
    /// ```
    ///
    /// ## Limits
    /// Only a percentage in brackets right behind its counts, or counts in brackets right behind it, is compared, and a
    /// percentage of at most 60 people. A weighted percentage must say that it is one; round percentages of few people,
    /// such as 50% of 25, are let pass.
    PercentCountMismatch: "percent-count-mismatch", Dosage, Warning, "0.1.0", percent_count
}

fn looked_at(article: &Article, quantity: &Quantity) -> bool {
    let sentence = &article.sentences[quantity.sentence as usize];
    article.kind_of(sentence) != BlockKind::Reference && !article.is_foreign(sentence.block)
}

fn percent_count(article: &Article, report: &mut Report<'_>) {
    for (index, quantity) in article.quantities.iter().enumerate() {
        if !looked_at(article, quantity) {
            continue;
        }
        super::recomputed::share_of_few(article, index, report);
        // "12 of 40 patients (35%)": the counts, then the share.
        let counts = counts(article, index);
        let Some((count, whole, span, last)) = counts else { continue };
        let share = article.quantities.get(last + 1).filter(|next| {
            let gap = article.quantities[last].tokens.end..next.tokens.start;
            let words = gap.len() <= 4 && !gap.is_empty() && word(article, gap.end.wrapping_sub(1)) == "(";
            let plain = gap.clone().all(|at| !matches!(word(article, at), "," | ";" | "and" | "of" | ")"));
            words && plain && next.sentence == quantity.sentence
        });
        if let Some(share) = share.filter(|share| closes(article, share)) {
            compare(article, count, whole, span, share, report);
            continue;
        }
        // "35% (12/40)".
        let opens = word(article, quantity.tokens.start.wrapping_sub(1)) == "(";
        let closed = matches!(word(article, article.quantities[last].tokens.end), ")" | ";" | ",");
        let before = index.checked_sub(1).map(|index| &article.quantities[index]);
        let before = before.filter(|before| before.tokens.end + 1 == quantity.tokens.start && opens && closed);
        if let Some(share) = before {
            compare(article, count, whole, span, share, report);
        }
    }
}

fn closes(article: &Article, share: &Quantity) -> bool {
    matches!(word(article, share.tokens.end), ")" | ";" | "," | "]")
}

/// A count and the whole that it is a part of, their span, and the index of the last quantity.
fn counts(article: &Article, index: usize) -> Option<(f64, f64, ProseSpan, usize)> {
    let quantity = &article.quantities[index];
    let (count, whole, span, last) = if quantity.kind == Kind::Pair && quantity.unit.is_none() {
        (quantity.first, quantity.second?, quantity.span, index)
    } else {
        let of = quantity.tokens.end;
        let out = u32::from(word(article, of) == "out");
        let next = article.quantities.get(index + 1)?;
        let numbers =
            quantity.kind == Kind::Number && next.kind == Kind::Number && !quantity.is_range() && !next.is_range();
        let joined = word(article, of + out) == "of" && next.tokens.start == of + out + 1;
        let the = word(article, of + out + 1) == "the"
            && next.tokens.start == of + out + 2
            && word(article, of + out) == "of";
        (numbers && (joined || the) && quantity.bound == Bound::Exact).then_some(())?;
        (quantity.first, next.first, quantity.span.to(next.span), index + 1)
    };
    let sound = count.fract() == 0.0 && whole.fract() == 0.0 && count >= 0.0 && whole >= 5.0 && count <= whole;
    sound.then_some((count, whole, span, last))
}

fn compare(article: &Article, count: f64, whole: f64, counts: ProseSpan, share: &Quantity, report: &mut Report<'_>) {
    if share.kind != Kind::Percent || share.is_range() || share.bound != Bound::Exact {
        return;
    }
    let number = article.text(share.number);
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let expected = 100.0 * count / whole;
    let unit = 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
    if (expected - share.first).abs() <= 1.01 * unit.max(0.05) || share.first > 100.0 {
        return;
    }
    let sentence = &article.sentences[share.sentence as usize];
    if super::any_word(
        article,
        around(sentence, &share.tokens),
        &["weighted", "adjusted", "estimated", "projected", "kaplan", "actuarial", "ci", "confidence"],
    ) {
        return;
    }
    let span = counts.to(share.span);
    let (text, percent) = (article.text(counts), article.text(share.span));
    let exact = if decimals == 0 { format!("{expected:.0}%") } else { format!("{expected:.decimals$}%") };
    report
        .at(span, format!("\"{text}\" is {exact}, not \"{percent}\""))
        .note("the share was computed anew from the two counts")
        .help("check the three numbers, or say of what the percentage is a share");
}

crate::rule! {
    /// Flags statistics that cannot be: an estimate outside its own confidence interval, a P value that does not fit its test, a mean that no whole numbers have.
    ///
    /// ## Why
    /// An estimate always lies within its interval, and a probability is never more than 1: a number was mistyped.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The risk was higher (RR 1.8; 95% CI 2.1-3.4).
    ///                      ^^^^^^^^^^^^^^^^^^^^^^ the estimate 1.8 lies outside its confidence interval of 2.1 to 3.4
    /// ```
    /// ```md,flag
    /// The difference was small (P = 1.3).
    ///                           ^^^^^^^ a P value of 1.3 is more than 1
    /// ```
    /// ```md,flag
    /// The groups differed, t(28) = 1.20, p = .03.
    ///                      ^^^^^^^^^^^^^^^^^^^^^ the P value = .03 does not fit its test, which gives 0.240
    /// ```
    /// ```md,flag
    /// The mean number of attacks was 2.37 (n = 10).
    ///                                ^^^^^^^^^^^^^ no count of 10 people has the mean 2.37
    /// ```
    /// ```md,flag
    /// Death was less frequent (OR 1.2; 95% CI 0.7-1.6; P = .001).
    ///                          ^^^^^^^^^^^^^^^^^^^^^^ an interval from 0.7 to 1.6 does not fit the P value = .001
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The risk was higher (RR 2.4; 95% CI 2.1-3.4; P < .001). The odds ratio was 0.8 (95% CI, 0.6 to 1.1).
    /// ```
    /// ```md,clean
    /// The groups differed, t(28) = 2.20, p = .036, and F(2, 30) = 3.0, p = .06. The mean number of attacks was 2.4 (n = 10).
    /// ```
    /// ```md,clean
    /// P 53 is a gene. Vitamin P = 5 mg. RR stands for relative risk.
    /// ```
    ///
    /// ## Limits
    /// Only the usual forms are read: the measure, its value, "95% CI" and two bounds; t, F, z and chi-squared with their
    /// degrees of freedom right before the P value; the mean number of something with "(n = 10)". One-sided tests are let pass.
    StatisticImpossible: "statistic-impossible", Dosage, Warning, "0.1.0", statistic
}

fn statistic(article: &Article, report: &mut Report<'_>) {
    for (index, quantity) in article.quantities.iter().enumerate() {
        if !looked_at(article, quantity) {
            continue;
        }
        p_value(article, quantity, report);
        confidence(article, index, report);
    }
    if !article.holds("=") {
        return;
    }
    for sentence in &article.sentences {
        if article.kind_of(sentence) != BlockKind::Reference && !article.is_foreign(sentence.block) {
            super::recomputed::tests(article, sentence, report);
            super::recomputed::means(article, sentence, report);
        }
    }
}

fn p_value(article: &Article, quantity: &Quantity, report: &mut Report<'_>) {
    let start = quantity.tokens.start;
    let sign = word(article, start.wrapping_sub(1));
    let letter = super::text_at(article, start.wrapping_sub(2));
    let value = matches!(letter, "P" | "p") && matches!(sign, "=" | "<" | ">");
    if !value || quantity.kind != Kind::Number || quantity.first <= 1.0 || quantity.is_range() || quantity.first > 100.0
    {
        return;
    }
    let span = article.tokens[start as usize - 2].span.to(quantity.span);
    report
        .at(span, format!("a P value of {} is more than 1", article.text(quantity.number)))
        .note("a P value is a probability, between 0 and 1")
        .help("check the number; its decimal point may be missing");
}

/// "RR 1.8; 95% CI 2.1-3.4".
fn confidence(article: &Article, index: usize, report: &mut Report<'_>) {
    let level = &article.quantities[index];
    let next = level.tokens.end;
    let named =
        word(article, next) == "ci" || word(article, next) == "confidence" && word(article, next + 1) == "interval";
    if level.kind != Kind::Percent || !named || index == 0 {
        return;
    }
    let estimate = &article.quantities[index - 1];
    let Some(bounds) = article.quantities.get(index + 1) else { return };
    let (Some(high), true) = (bounds.second, bounds.sentence == level.sentence && estimate.sentence == level.sentence)
    else {
        return;
    };
    let after_name = next + if word(article, next) == "ci" { 1 } else { 2 };
    let near = bounds.tokens.start.saturating_sub(after_name) <= 3
        && level.tokens.start.saturating_sub(estimate.tokens.end) <= 3;
    let (from, to) = (estimate.tokens.start.saturating_sub(5), estimate.tokens.start);
    let measure = (from..to).any(|at| {
        matches!(super::text_at(article, at), "OR" | "RR" | "HR" | "aOR" | "aHR")
            || matches!(word(article, at), "ratio" | "risk")
                && matches!(word(article, at.wrapping_sub(1)), "odds" | "hazard" | "risk" | "relative" | "rate")
    });
    if !near || !measure || estimate.is_range() || bounds.kind == Kind::Pair {
        return;
    }
    let (low, value) = (bounds.first, estimate.first);
    let start = (from..to).rev().find(|&at| matches!(super::text_at(article, at), "OR" | "RR" | "HR" | "aOR" | "aHR"));
    let begin = start.map_or(estimate.span, |at| article.tokens[at as usize].span);
    let span = begin.to(bounds.span);
    if low > high {
        report
            .at(span, format!("the confidence interval runs from {} down to {}", shown(low), shown(high)))
            .note("the first bound is the lower one")
            .help("check the two bounds");
    } else if value < low - 0.011 || value > high + 0.011 {
        report
            .at(
                span,
                format!(
                    "the estimate {} lies outside its confidence interval of {} to {}",
                    shown(value),
                    shown(low),
                    shown(high)
                ),
            )
            .note("an estimate always lies within its own interval")
            .help("check the three numbers");
    } else if level.first.to_bits() == 95.0_f64.to_bits() && low > 0.0 {
        probability(article, index, span, report);
    }
}

/// "95% CI 0.7-1.6; P = .001": an interval that holds 1 clearly, but a probability that rules 1 out, or the other way
/// about.
fn probability(article: &Article, index: usize, span: ProseSpan, report: &mut Report<'_>) {
    let (bounds, Some(value)) = (&article.quantities[index + 1], article.quantities.get(index + 2)) else { return };
    let start = value.tokens.start;
    let sign = word(article, start.wrapping_sub(1));
    let named = matches!(super::text_at(article, start.wrapping_sub(2)), "P" | "p") && matches!(sign, "=" | "<" | ">");
    let (low, high, p) = (bounds.first, bounds.second.unwrap_or(bounds.first), value.first);
    if !named || start - bounds.tokens.end > 4 || value.kind != Kind::Number || p > 1.0 {
        return;
    }
    let holds_one = low < 0.95 && high > 1.05;
    let excludes_one = low > 1.05 || high < 0.95;
    let wrong = holds_one && sign != ">" && p <= 0.01 || excludes_one && sign != "<" && p >= 0.1;
    if wrong {
        let (low, high, p) = (shown(low), shown(high), article.text(value.number));
        report
            .at(span, format!("an interval from {low} to {high} does not fit the P value {sign} {p}"))
            .related(value.span, "the P value")
            .note("a ratio differs from 1 at the level of 5% just when its 95% interval leaves 1 out")
            .help("check the interval and the P value");
    }
}
