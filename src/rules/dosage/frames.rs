//! Doses: quantities of a medicine, and how often it is taken.

use super::{any_word, is_drug, word};
use crate::article::Article;
use crate::reading::numbers::{Dimension, Kind, Quantity};
use crate::rules::words::WordSet;
use std::ops::Range;
use std::sync::LazyLock;

/// How often a medicine is taken, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cycle {
    /// Every day, or several times a day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
}

impl Cycle {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
        }
    }
}

/// Whether a quantity can be a dose: a mass, units, or forms of a medicine, by themselves or by time or body weight.
pub(crate) fn is_dose(quantity: &Quantity) -> bool {
    let Some(unit) = quantity.unit.filter(|_| quantity.kind == Kind::Measure) else { return false };
    let name = unit.top.atom().name;
    let small = !matches!(name, "kg" | "lb" | "oz" | "st" | "t");
    matches!(unit.dimension(), Dimension::Mass | Dimension::Activity | Dimension::Form)
        && small
        && unit.per.iter().flatten().all(|per| {
            let per = per.atom();
            per.dimension == Dimension::Time || per.name == "kg"
        })
}

/// Words of taking medicines.
const MEDICATION: &[&str] = &[
    "take",
    "taken",
    "takes",
    "taking",
    "dose",
    "doses",
    "dosage",
    "dosed",
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "inject",
    "injected",
    "injection",
    "orally",
    "intravenous",
    "intravenously",
    "intramuscular",
    "intramuscularly",
    "subcutaneous",
    "subcutaneously",
    "prescribe",
    "prescribed",
    "prescribes",
    "administer",
    "administered",
    "iv",
    "im",
    "po",
    "medication",
    "medicine",
    "insulin",
    "drug",
    "bolus",
    "infusion",
    "syrup",
    "oral",
];

/// Whether some words tell of a medicine being taken.
pub(crate) fn is_medication(article: &Article, tokens: Range<u32>) -> bool {
    any_word(article, tokens.clone(), MEDICATION) || tokens.clone().any(|at| is_drug(article, at).is_some())
}

/// The cycle that a span of time stands for.
pub(crate) fn cycle_of(word: &str) -> Option<Cycle> {
    Some(match word {
        "day" | "daily" | "nightly" | "night" | "morning" | "evening" => Cycle::Daily,
        "week" | "weekly" => Cycle::Weekly,
        "month" | "monthly" => Cycle::Monthly,
        _ => return None,
    })
}

/// Words that an amount or a count ends with, so that "a week" after them tells how often.
const COUNTED: &[&str] = &[
    "once",
    "twice",
    "thrice",
    "time",
    "times",
    "dose",
    "doses",
    "tablet",
    "tablets",
    "pill",
    "pills",
    "capsule",
    "capsules",
    "mg",
    "mcg",
    "units",
    "injection",
    "injections",
    "g",
    "grams",
    "milligrams",
    "micrograms",
    "drops",
    "puffs",
    "shot",
    "shots",
];

/// Words that count how often.
const OCCURS: &[&str] = &["once", "twice", "thrice", "time", "times", "dose", "doses"];

/// Things other than medicines that are counted by the day or week.
const OTHER_COUNTS: &[&str] = &[
    "drinks",
    "drink",
    "hours",
    "hour",
    "minutes",
    "cups",
    "cigarettes",
    "packs",
    "calories",
    "kcal",
    "glasses",
    "days",
    "meals",
    "visits",
    "servings",
    "liters",
    "litres",
    "ounces",
    "pounds",
    "percent",
];

/// How often a sentence says that something is taken, and where; none when it says so in two ways, or denies it.
pub(crate) fn schedule(article: &Article, tokens: Range<u32>) -> Option<(Cycle, Range<u32>)> {
    static CYCLES: LazyLock<WordSet> =
        LazyLock::new(|| WordSet::of("day daily nightly night morning evening week weekly month monthly"));
    let mut found: Option<(Cycle, Range<u32>)> = None;
    for at in tokens.clone().filter(|&at| CYCLES.has(&article.tokens[at as usize])) {
        let here = word(article, at);
        let Some(cycle) = cycle_of(here) else { continue };
        let before = if at > tokens.start { word(article, at - 1) } else { "" };
        let counted = |from: u32| at >= tokens.start + from && COUNTED.contains(&word(article, at - from));
        let cycle_word = matches!(here, "daily" | "weekly" | "monthly" | "nightly");
        let fits = match here {
            "daily" | "weekly" | "monthly" | "nightly" => !matches!(before, "biweekly" | "semi" | "-"),
            "night" | "morning" | "evening" => matches!(before, "every" | "each"),
            _ => match before {
                "every" | "each" => true,
                "per" => !(at >= tokens.start + 2 && OTHER_COUNTS.contains(&word(article, at - 2))),
                "a" | "/" => counted(2),
                _ => false,
            },
        };
        if !fits {
            continue;
        }
        if any_word(
            article,
            at.saturating_sub(5).max(tokens.start)..at,
            &["not", "never", "rather", "instead", "than", "n't"],
        ) {
            return None;
        }
        if found.as_ref().is_some_and(|(known, _)| *known != cycle) {
            return None;
        }
        let start = match &found {
            Some((_, range)) => range.start,
            None if at >= tokens.start + 2 && OCCURS.contains(&word(article, at - 2)) => at - 2,
            None if cycle_word && !OCCURS.contains(&before) => at,
            None => at.saturating_sub(1).max(tokens.start),
        };
        found = Some((cycle, start..at + 1));
    }
    found
}
