//! Decimal points that are easily overlooked: "5.0 mg" and ".5 mg".

use super::{is_dose, is_drug, is_medication, text_at, word};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Dimension, Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a dose with a zero behind the decimal point, as in "5.0 mg".
    ///
    /// ## Why
    /// The point is overlooked and "5.0 mg" becomes 50 mg. The Joint Commission forbids it in orders.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Take 5.0 mg of warfarin once daily.
    ///      ^^^^^^ "5.0 mg" is read as ten times as much when its point is overlooked
    /// ```
    /// ```md,flag
    /// Lorazepam 2.0 mg is given by vein.
    ///           ^^^^^^ "2.0 mg" is read as ten times as much when its point is overlooked
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The potassium was 4.0 mmol/L, and a nodule of 2.0 cm was seen. The mean dose was 5.0 mg of warfarin.
    /// ```
    /// ```md,clean
    /// Take 5 mg or 2.5 mg of warfarin. Version 2.0 of the app is free.
    /// ```
    ///
    /// ## Limits
    /// Only doses in sentences about medicines are looked at; results, sizes and statistics may keep their zero.
    TrailingZero: "trailing-zero", Dosage, Warning, "0.1.0", trailing
}

/// Words of statistics, in which the zero tells the precision.
const STATISTICS: &[&str] = &[
    "mean",
    "median",
    "average",
    "sd",
    "ci",
    "range",
    "versus",
    "vs",
    "p",
    "n",
    "concentration",
    "level",
    "levels",
    "per",
];

fn trailing(article: &Article, report: &mut Report<'_>) {
    for quantity in &article.quantities {
        let number = article.text(quantity.number);
        if quantity.kind != Kind::Measure
            || !number.ends_with(".0") && !number.ends_with(".00")
            || !is_looked_at(article, quantity)
        {
            continue;
        }
        let sentence = &article.sentences[quantity.sentence as usize];
        let medicine = is_dose(quantity) && is_medication(article, sentence);
        let named = sentence.tokens.clone().any(|at| is_drug(article, at).is_some())
            || sentence
                .tokens
                .clone()
                .any(|at| matches!(word(article, at), "take" | "inject" | "give" | "dose" | "tablet"));
        let precise = sentence.tokens.clone().any(|at| STATISTICS.contains(&word(article, at)));
        if !medicine || !named || precise || number.starts_with("0.") {
            continue;
        }
        let text = article.text(quantity.span);
        let whole = number.trim_end_matches('0').trim_end_matches('.');
        report
            .at(quantity.span, format!("\"{text}\" is read as ten times as much when its point is overlooked"))
            .note("a dose is written without a zero behind the point (Joint Commission \"Do Not Use\" list, ISMP)")
            .help(format!("write \"{}\"", text.replacen(number, whole, 1)))
            .mend(quantity.number, whole);
    }
}

crate::rule! {
    /// Flags a quantity without a zero before its decimal point, as in ".5 mg".
    ///
    /// ## Why
    /// The point is overlooked and ".5 mg" becomes 5 mg. The Joint Commission forbids it in orders.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Take digoxin .125 mg by mouth.
    ///              ^^^^^^^ ".125 mg" is read as "125 mg" when its point is overlooked
    /// ```
    /// ```md,flag
    /// Give .5 mL to the child.
    ///      ^^^^^ ".5 mL" is read as "5 mL" when its point is overlooked
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The difference was significant (P = .03, r = .82). Take 0.5 mL. A .22 calibre bullet was found.
    /// ```
    /// ```md,clean
    /// See section No.5 mg units are listed there. He is in .5 percent of cases.
    /// ```
    ///
    /// ## Limits
    /// Only quantities with a unit of mass, volume or activity, or a form of a medicine, are looked at.
    NakedDecimal: "naked-decimal", Dosage, Error, "0.1.0", naked
}

fn naked(article: &Article, report: &mut Report<'_>) {
    for quantity in &article.quantities {
        if quantity.kind != Kind::Measure
            || !article.text(quantity.number).starts_with('.')
            || !is_looked_at(article, quantity)
        {
            continue;
        }
        let measured = quantity.unit.is_some_and(|unit| {
            matches!(
                unit.dimension(),
                Dimension::Mass | Dimension::Volume | Dimension::Activity | Dimension::Form | Dimension::Amount
            )
        });
        let before = text_at(article, quantity.tokens.start.wrapping_sub(1));
        if !measured || matches!(before, "." | "=") {
            continue;
        }
        let text = article.text(quantity.span);
        report
            .at(quantity.span, format!("\"{text}\" is read as \"{}\" when its point is overlooked", &text[1..]))
            .note("a decimal is written with a zero before its point (Joint Commission \"Do Not Use\" list, ISMP)")
            .help(format!("write \"0{text}\""))
            .mend(quantity.number, format!("0{}", article.text(quantity.number)));
    }
}

fn is_looked_at(article: &Article, quantity: &Quantity) -> bool {
    let sentence = &article.sentences[quantity.sentence as usize];
    !matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Cell) && !article.is_foreign(sentence.block)
}
