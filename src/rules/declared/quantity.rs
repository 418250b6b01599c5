//! The shape `quantity`: what is measured in which units, and between which limits a person can live.
//!
//! One table serves three checks: values beyond the limits, units that do not fit, and two values given as equal that are
//! not. A rule that has no table of its own names the rule whose table it uses (`quantities-of`).

mod bind;
mod conversion;

use super::coverage::Part;
use super::{Declaration, LoadError};
use crate::article::Article;

use crate::knowledge::LocalRange;
use crate::reading::numbers::{Bound, Dimension, Kind, Quantity, Unit};
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::dosage::{shown, split};
use crate::rules::{Loading, context};
use serde::Deserialize;
use std::sync::Arc;

/// Something that is measured in people.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Declared {
    /// What it is called in messages.
    name: String,
    /// The patterns of its names.
    patterns: Vec<String>,
    /// Its units; each with how many of it make one of the first, as in "mmol/L 0.0555".
    #[serde(default)]
    units: Vec<String>,
    /// It has no unit.
    #[serde(default)]
    bare: bool,
    /// It is written as two numbers, the larger first.
    #[serde(default)]
    pair: bool,
    /// The least value, in the first unit, that anybody was known to live with, rounded well down.
    low: f64,
    /// The largest, rounded well up.
    high: f64,
    /// Words that, in the sentence, say that something else is measured.
    #[serde(default)]
    unless: Vec<String>,
    /// Words of which one must stand in the sentence.
    #[serde(default)]
    near: Vec<String>,
    /// Where the limits come from.
    source: String,
}

impl Declared {
    /// A measure as a table of the house has it.
    pub(super) fn of_range(range: &LocalRange, pattern: String) -> Self {
        Self {
            name: range.name.clone(),
            patterns: vec![pattern],
            units: vec![range.unit.clone()],
            bare: false,
            pair: false,
            low: range.low,
            high: range.high,
            unless: Vec::new(),
            near: Vec::new(),
            source: range.source.clone(),
        }
    }

    /// What its examples should show.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        self.patterns.iter().map(|pattern| Part::pattern(pattern))
    }
}

/// What a rule of this shape looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    /// Values that nobody lives with.
    Limits,
    /// Units that do not fit.
    Units,
    /// Two values given as equal that are not.
    Conversions,
}

/// A measure, compiled.
#[derive(Clone, Debug)]
pub(super) struct Analyte {
    name: String,
    units: Vec<(Unit, f64)>,
    bare: bool,
    pair: bool,
    low: f64,
    high: f64,
    unless: Vec<WordId>,
    near: Vec<WordId>,
    source: String,
}

/// A table of measures, compiled once for all rules that use it.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    first: u32,
    /// For each pattern, from the first on, its measure.
    owners: Vec<usize>,
    analytes: Vec<Analyte>,
}

struct QuantityRule {
    meta: Meta,
    check: Check,
    table: Arc<Table>,
}

pub(super) fn load(declaration: &Declaration, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let check = declaration.check.unwrap_or(Check::Limits);
    let table = match &declaration.quantities_of {
        None => table(declaration, loading)?,
        Some(owner) => {
            let known = loading.declarations.iter().find(|other| other.id == *owner).cloned();
            let found = known.or_else(|| super::embedded().into_iter().find(|other| other.id == *owner));
            let found = found.ok_or_else(|| LoadError {
                rule: declaration.id.clone(),
                value: owner.clone(),
                message: "no built-in rule of this id holds a table of quantities".into(),
            })?;
            table(&found, loading)?
        }
    };
    Ok(Box::new(QuantityRule { meta: declaration.meta(), check, table }))
}

/// The compiled table of a rule.
fn table(owner: &Declaration, loading: &mut Loading) -> Result<Arc<Table>, LoadError> {
    if let Some(known) = loading.tables.get(&owner.id) {
        return Ok(Arc::clone(known));
    }
    let mut first = None;
    let mut owners = Vec::new();
    let mut analytes = Vec::new();
    for (index, declared) in owner.quantities.iter().enumerate() {
        for pattern in &declared.patterns {
            let id = loading
                .patterns
                .add(pattern, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&owner.id, pattern, &error))?;
            first.get_or_insert(id.0);
            owners.push(index);
        }
        let units = declared.units.iter().map(|text| unit(&owner.id, text)).collect::<Result<Vec<_>, _>>()?;
        let mut words = |words: &[String]| context::cue_words(words, &mut loading.lexicon);
        analytes.push(Analyte {
            name: declared.name.clone(),
            units,
            bare: declared.bare,
            pair: declared.pair,
            low: declared.low,
            high: declared.high,
            unless: words(&declared.unless),
            near: words(&declared.near),
            source: declared.source.clone(),
        });
    }
    let table = Arc::new(Table { first: first.unwrap_or(0), owners, analytes });
    loading.tables.insert(owner.id.clone(), Arc::clone(&table));
    Ok(table)
}

/// A unit and its factor, as in "mmol/L 0.0555"; the factor of the first is 1.
fn unit(rule: &str, text: &str) -> Result<(Unit, f64), LoadError> {
    let (name, factor) = text.split_once(' ').unwrap_or((text, "1"));
    let unit = Unit::named(name).zip(factor.parse().ok());
    unit.ok_or_else(|| LoadError {
        rule: rule.into(),
        value: text.into(),
        message: "a unit is a name of the unit table and a number, as in \"mmol/L 0.0555\"".into(),
    })
}

impl Analyte {
    /// A value in the first unit, when its unit is one of those that fit.
    fn value(&self, unit: Unit, value: f64) -> Option<f64> {
        let (allowed, factor) = self.units.iter().find(|(allowed, _)| allowed.dimensions() == unit.dimensions())?;
        // "twice weekly" is no rate of a heart.
        let slow = |unit: Unit| unit.per[0].is_some_and(|per| matches!(per.atom().name, "d" | "wk" | "mo" | "a"));
        if slow(unit) && !slow(*allowed) {
            return None;
        }
        Some(unit.base(value) / allowed.base_of_one() / factor)
    }

    /// Both numbers of a quantity in the first unit.
    fn values(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        let second = quantity.second.unwrap_or(quantity.first);
        match quantity.unit {
            Some(unit) => {
                let first_unit = quantity.first_unit.unwrap_or(unit);
                Some((self.value(first_unit, quantity.first)?, self.value(unit, second)?))
            }
            None => (self.bare || self.pair).then_some((quantity.first, second)),
        }
    }

    /// Whether a value is beyond what anybody lives with; a bound that only touches the limits is not.
    fn is_beyond(&self, quantity: &Quantity, value: f64) -> bool {
        let below = value < self.low && !matches!(quantity.bound, Bound::LessThan | Bound::UpTo);
        let above = value > self.high;
        below || above
    }

    /// Whether it is a time, as the QT interval is.
    fn is_time(&self) -> bool {
        self.units.first().is_some_and(|(unit, _)| unit.dimensions() == (Dimension::Time, [None, None]))
    }

    fn kind_fits(&self, quantity: &Quantity) -> bool {
        match quantity.kind {
            Kind::Pair => self.pair,
            Kind::Number => self.bare && !self.pair,
            Kind::Percent | Kind::Measure | Kind::Span => !self.pair,
            _ => false,
        }
    }

    /// The limits, as they are told.
    fn limits(&self) -> String {
        let unit = self.units.first().map(|(unit, _)| format!(" {}", spelled(*unit))).unwrap_or_default();
        format!("{} to {}{unit}", shown(self.low), shown(self.high))
    }
}

/// A unit as readers know it.
pub(super) fn spelled(unit: Unit) -> String {
    let name = unit.name();
    match name.as_str() {
        "Cel" => "°C".into(),
        "degF" => "°F".into(),
        "mmHg" => "mm Hg".into(),
        "percent" => "%".into(),
        "bpm" | "beat/min" => "beats per minute".into(),
        "times/min" => "times per minute".into(),
        "breath/min" => "breaths per minute".into(),
        _ => name.replace("ug", "mcg").replace("umol", "µmol").replace("/uL", "/µL").replace("meq", "mEq"),
    }
}

impl Rule for QuantityRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let table = &self.table;
        match self.check {
            Check::Limits => {
                for (analyte, quantity, _) in bind::bound(article, table) {
                    limits(article, analyte, quantity, report);
                }
            }
            Check::Units => {
                for (analyte, quantity, tight) in bind::bound(article, table) {
                    units(article, analyte, quantity, tight, report);
                }
            }
            Check::Conversions => conversion::check(article, table, report),
        }
    }
}

fn limits(article: &Article, analyte: &Analyte, quantity: &Quantity, report: &mut Report<'_>) {
    if !analyte.kind_fits(quantity) {
        return;
    }
    let Some((first, second)) = analyte.values(quantity) else { return };
    let text = article.text(quantity.span);
    if analyte.pair {
        if first < second && first >= 20.0 {
            report
                .at(quantity.span, format!("a {} of \"{text}\" has the lower number first", analyte.name))
                .note("the first number is the systolic pressure, which is always the larger one")
                .help("check whether the two numbers are swapped");
            return;
        }
    } else if slip(analyte, quantity).is_some() {
        return;
    }
    if !analyte.is_beyond(quantity, first) && !analyte.is_beyond(quantity, second) {
        return;
    }
    report
        .at(quantity.span, format!("\"{text}\" is not a possible {}", analyte.name))
        .note(format!("known values lie within {}, taken widely ({})", analyte.limits(), analyte.source))
        .help(
            lost_dash(article, analyte, quantity)
                .unwrap_or_else(|| "check the number, its decimal point and its unit".into()),
        );
}

/// "150199 mg/dL": two possible values that lost the dash between them.
fn lost_dash(article: &Article, analyte: &Analyte, quantity: &Quantity) -> Option<String> {
    let (low, high) = split(article.text(quantity.number))?;
    let unit = quantity.unit?;
    let possible = |number: u32| {
        analyte.value(unit, f64::from(number)).is_some_and(|value| value >= analyte.low && value <= analyte.high)
    };
    (possible(low) && possible(high))
        .then(|| format!("a dash may be lost: write \"{low}\u{2013}{high}\" if that is meant"))
}

/// Another unit of the measure in which the same number would be possible, when it is not in its own.
fn slip(analyte: &Analyte, quantity: &Quantity) -> Option<Unit> {
    let unit = quantity.unit?;
    let (first, second) = analyte.values(quantity)?;
    let possible = analyte.low..=analyte.high;
    if possible.contains(&first) && possible.contains(&second) {
        return None;
    }
    let numbers = [quantity.first, quantity.second.unwrap_or(quantity.first)];
    let span = analyte.high / analyte.low.max(analyte.high / 1e6);
    let fits = |candidate: Unit| {
        candidate != unit
            && numbers.iter().all(|&number| {
                analyte.value(candidate, number).is_some_and(|value| {
                    value >= analyte.low * span.powf(0.15) && value <= analyte.high / span.powf(0.15)
                })
            })
    };
    // A lost "µ" leaves another unit of the same kind: "3000 mol/L".
    let same = |candidate: Unit| {
        candidate != unit
            && candidate.dimensions() == unit.dimensions()
            && numbers.iter().all(|&number| {
                analyte.value(candidate, number).is_some_and(|value| value >= analyte.low && value <= analyte.high)
            })
    };
    let all = || analyte.units.iter().map(|(unit, _)| *unit);
    all().find(|&candidate| fits(candidate) && same(candidate)).or_else(|| {
        let loose = (unit.top.atom().name == "mol").then(|| all().find(|&candidate| same(candidate))).flatten();
        loose.or_else(|| all().find(|&candidate| fits(candidate)))
    })
}

fn units(article: &Article, analyte: &Analyte, quantity: &Quantity, tight: bool, report: &mut Report<'_>) {
    let Some(unit) = quantity.unit else { return };
    let text = article.text(quantity.span);
    let main = analyte.units.first().map(|(unit, _)| spelled(*unit)).unwrap_or_default();
    if analyte.units.iter().any(|(allowed, _)| allowed.dimensions() == unit.dimensions()) {
        let Some(other) = slip(analyte, quantity).filter(|_| !analyte.pair && analyte.kind_fits(quantity)) else {
            return;
        };
        let meant = spelled(other);
        report
            .at(quantity.span, format!("\"{text}\" is not possible for {}; in {meant} it would be", analyte.name))
            .note(format!("known values lie within {}, taken widely ({})", analyte.limits(), analyte.source))
            .help(format!("check whether {meant} is meant"));
        return;
    }
    if !tight || !is_laboratory(unit) || analyte.bare && analyte.units.is_empty() {
        return;
    }
    let written = spelled(unit);
    report
        .at(quantity.span, format!("{} is not measured in {written}, as in \"{text}\"", analyte.name))
        .note(format!("it is measured in {}", list(&analyte.units)))
        .help(format!("check the unit; {main} is usual"));
}

fn list(units: &[(Unit, f64)]) -> String {
    let names: Vec<_> = units.iter().map(|(unit, _)| spelled(*unit)).collect();
    names.join(" or ")
}

/// Units in which tests report: by volume, pressures, rates. A plain mass may be a dose or an intake.
fn is_laboratory(unit: Unit) -> bool {
    use Dimension as D;
    matches!(
        unit.dimensions(),
        (D::Mass | D::Amount | D::Equivalent | D::Activity | D::Cell, [Some(D::Volume), None])
            | (D::Beat | D::Breath, [Some(D::Time), None])
            | (D::Pressure | D::Molar | D::BeatRate | D::Temperature, [None, None])
    )
}
