//! Rules about doses and numbers that need code, and what they share: what stands near a quantity.

mod arithmetic;
mod conflict;
mod decimals;
mod distributions;
mod drugs;
mod frames;
mod impossible_proportion;
mod lost_range_dash;
mod near;
mod parts;
mod recomputed;
mod reversed_range;
mod statistics;
mod written;

pub(crate) use drugs::is_drug;
pub(crate) use frames::{Cycle, is_dose, is_medication, schedule};
pub(crate) use lost_range_dash::split;
pub(crate) use near::{any_word, around, shown, text_at, word};

use crate::rule::Rule;

/// The rules of this folder.
pub(super) fn coded() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(arithmetic::DoseArithmetic),
        Box::new(conflict::DoseConflict),
        Box::new(decimals::NakedDecimal),
        Box::new(decimals::TrailingZero),
        Box::new(impossible_proportion::ImpossibleProportion),
        Box::new(lost_range_dash::LostRangeDash),
        Box::new(reversed_range::ReversedRange),
        Box::new(statistics::PercentCountMismatch),
        Box::new(statistics::StatisticImpossible),
        Box::new(written::AmbiguousInterval),
        Box::new(written::MissingDoseUnit),
        Box::new(written::RunTogether),
    ]
}
