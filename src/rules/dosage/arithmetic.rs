//! Doses that do not add up: "500 mg four times a day (total 1.5 g daily)".

use super::{is_dose, shown, word};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Dimension, Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a total that is not the dose times how often it is taken, or not the dose per kilogram times the weight.
    ///
    /// ## Why
    /// One of the three numbers is wrong, and the reader takes too much or too little.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Adults take 500 mg four times a day (total 1.5 g daily).
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "500 mg four times a day" is 2000 mg a day, not "1.5 g daily"
    /// ```
    /// ```md,flag
    /// At 10 mg/kg, a child of 20 kg gets 20 mg in all.
    ///    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "10 mg/kg" for "20 kg" is 200 mg, not "20 mg"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Adults take 500 mg four times a day (total 2 g daily). Take 250 mg to 500 mg twice a day (total 1 g).
    /// ```
    /// ```md,clean
    /// Take 500 mg four times a day, up to a total of 1.5 g daily. At 10 mg/kg, a child of 20 kg gets 200 mg.
    /// ```
    ///
    /// ## Limits
    /// The total must be called one ("total", "in all", "altogether") and stand in the same sentence; ranges are let pass.
    DoseArithmetic: "dose-arithmetic", Dosage, Error, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    for sentence in &article.sentences {
        let quantities = article.quantities_in(&sentence.tokens);
        if quantities.len() < 3
            || article.kind_of(sentence) == BlockKind::Reference
            || article.is_foreign(sentence.block)
        {
            continue;
        }
        for three in quantities.windows(3) {
            let [first, second, third] = three else { continue };
            if three.iter().any(|quantity| quantity.is_range() || quantity.kind == Kind::Pair) {
                continue;
            }
            by_frequency(article, first, second, third, report);
            by_weight(article, first, second, third, report);
        }
    }
}

fn is_mass(quantity: &Quantity) -> bool {
    is_dose(quantity)
        && quantity.unit.is_some_and(|unit| matches!(unit.dimension(), Dimension::Mass | Dimension::Activity))
}

/// Whether a quantity is called a total.
fn is_total(article: &Article, quantity: &Quantity, from: u32) -> bool {
    let before = (from..quantity.tokens.start)
        .any(|at| matches!(word(article, at), "total" | "totaling" | "totalling" | "equals" | "=" | "sum"));
    let after = quantity.tokens.end;
    let behind = matches!(
        (word(article, after), word(article, after + 1)),
        ("in", "all" | "total") | ("altogether" | "total", _)
    );
    let limited = (from..quantity.tokens.start)
        .any(|at| matches!(word(article, at), "maximum" | "max" | "exceed" | "up" | "limit" | "most" | "more" | "or"));
    (before || behind) && !limited
}

fn by_frequency(article: &Article, dose: &Quantity, often: &Quantity, total: &Quantity, report: &mut Report<'_>) {
    let plain = dose.unit.is_some_and(|unit| unit.is_plain());
    let times = often.unit.is_some_and(|unit| unit.name() == "times/d").then_some(often.low);
    let times = times.or_else(|| (often.every && often.kind == Kind::Span && often.low > 0.0).then(|| 1.0 / often.low));
    let near = often.tokens.start.saturating_sub(dose.tokens.end) <= 5
        && total.tokens.start.saturating_sub(often.tokens.end) <= 8;
    let (Some(times), true) = (times, plain && is_mass(dose) && is_mass(total) && near) else { return };
    let (Some(unit), Some(total_unit)) = (dose.unit, total.unit) else { return };
    if unit.dimension() != total_unit.dimension() || !is_total(article, total, often.tokens.end) {
        return;
    }
    let expected = dose.low * times;
    let given = total.first * total_unit.top.atom().factor;
    if (expected / given - 1.0).abs() <= 0.02 {
        return;
    }
    let whole = dose.span.to(often.span);
    let (text, total_text) = (article.text(whole), article.text(total.span));
    let amount = format!("{} {}", shown(expected / unit.top.atom().factor), unit.name());
    report
        .at(dose.span.to(total.span), format!("\"{text}\" is {amount} a day, not \"{total_text}\""))
        .note(format!("{} {} times {} is {amount}", shown(dose.first), unit.name(), shown(times)))
        .help("check the dose, how often it is taken, and the total");
}

fn by_weight(article: &Article, per_weight: &Quantity, weight: &Quantity, total: &Quantity, report: &mut Report<'_>) {
    let (Some(dose), Some(body), Some(sum)) = (per_weight.unit, weight.unit, total.unit) else { return };
    let per_kilogram = dose.per[0].is_some_and(|per| per.atom().name == "kg") && dose.per[1].is_none();
    let fits = per_kilogram
        && body.is_plain()
        && matches!(body.top.atom().name, "kg" | "lb")
        && sum.is_plain()
        && sum.dimension() == dose.dimension()
        && sum.top.atom().name != "kg"
        && total.tokens.start.saturating_sub(weight.tokens.end) <= 8
        && weight.tokens.start.saturating_sub(per_weight.tokens.end) <= 8;
    let excused = (weight.tokens.end..total.tokens.start)
        .any(|at| matches!(word(article, at), "maximum" | "max" | "exceed" | "up" | "or" | "more" | "most"));
    if !fits || excused {
        return;
    }
    let expected = per_weight.low * weight.low;
    let given = total.low;
    if given <= 0.0 || (expected / given - 1.0).abs() <= 0.1 {
        return;
    }
    let amount = format!("{} {}", shown(expected / sum.top.atom().factor), sum.name());
    let [one, two, three] = [per_weight, weight, total].map(|quantity| article.text(quantity.span));
    report
        .at(per_weight.span.to(total.span), format!("\"{one}\" for \"{two}\" is {amount}, not \"{three}\""))
        .note("the dose per kilogram times the weight is the dose")
        .help("check the three numbers");
}
