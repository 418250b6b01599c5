//! The shape `medicine`: the largest dose of a medicine, or that it is taken by the week.

use super::coverage::Part;
use super::{Declaration, LoadError};
use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::LocalDose;
use crate::pattern::PatternId;
use crate::reading::numbers::{Bound, Dimension, Kind, Quantity, Unit};
use crate::reading::sentences::Sentence;
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::dosage::{Cycle, any_word, around, is_dose, is_drug, schedule, shown, word};
use crate::rules::{Loading, context};
use serde::Deserialize;

mod cells;

/// A medicine.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Medicine {
    /// The patterns of its names; the first is the one in messages.
    names: Vec<String>,
    /// The largest single dose for anyone by any route, as in "4000 mg".
    single: Option<String>,
    /// The largest dose in a day for anyone by any route.
    daily: Option<String>,
    /// It is taken once a week.
    #[serde(default)]
    weekly: bool,
    /// Doses up to this may be taken every day although the medicine is weekly.
    daily_up_to: Option<String>,
    /// It is only weekly when a dose above that is named: there are daily doses too.
    #[serde(default)]
    needs_dose: bool,
    /// Words that, in the sentence or article's name, make this another use of the medicine.
    #[serde(default)]
    unless: Vec<String>,
    /// Where the fact comes from.
    source: String,
}

impl Medicine {
    /// A medicine as a table of the house has it.
    pub(super) fn of_dose(dose: &LocalDose, pattern: String) -> Self {
        Self {
            names: vec![pattern],
            single: dose.single.clone(),
            daily: dose.daily.clone(),
            weekly: false,
            daily_up_to: None,
            needs_dose: false,
            unless: Vec::new(),
            source: dose.source.clone(),
        }
    }

    /// What its examples should show.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        self.names.iter().map(|name| Part::pattern(name))
    }
}

struct Compiled {
    name: String,
    single: Option<(f64, Dimension, String)>,
    daily: Option<(f64, Dimension, String)>,
    weekly: bool,
    daily_up_to: Option<f64>,
    needs_dose: bool,
    unless: Vec<WordId>,
    source: String,
}

struct MedicineRule {
    meta: Meta,
    first: u32,
    owners: Vec<usize>,
    medicines: Vec<Compiled>,
}

pub(super) fn load(declaration: &Declaration, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut owners = Vec::new();
    let mut medicines = Vec::new();
    for (index, medicine) in declaration.medicines.iter().enumerate() {
        for name in &medicine.names {
            let id = loading
                .patterns
                .add(name, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, name, &error))?;
            first.get_or_insert(id.0);
            owners.push(index);
        }
        let amount = |text: &Option<String>| text.as_ref().map(|text| amount(&declaration.id, text)).transpose();
        medicines.push(Compiled {
            name: medicine.names.first().cloned().unwrap_or_default().replace(['\'', '?'], ""),
            single: amount(&medicine.single)?,
            daily: amount(&medicine.daily)?,
            weekly: medicine.weekly,
            daily_up_to: amount(&medicine.daily_up_to)?.map(|(value, ..)| value),
            needs_dose: medicine.needs_dose,
            unless: context::cue_words(&medicine.unless, &mut loading.lexicon),
            source: medicine.source.clone(),
        });
    }
    Ok(Box::new(MedicineRule { meta: declaration.meta(), first: first.unwrap_or(0), owners, medicines }))
}

/// "4000 mg" in base units.
fn amount(rule: &str, text: &str) -> Result<(f64, Dimension, String), LoadError> {
    let read = || {
        let (number, unit) = text.split_once(' ')?;
        let unit = Unit::named(&unit.replace("mcg", "ug"))?;
        Some((unit.base(number.replace(',', "").parse().ok()?), unit.dimension(), text.to_owned()))
    };
    read().ok_or_else(|| LoadError {
        rule: rule.into(),
        value: text.into(),
        message: "an amount is a number and a unit, as in \"4000 mg\"".into(),
    })
}

/// Words of doses that are told because they are too large, or that are no dose for a person.
const WARNED: &[&str] = &[
    "overdose",
    "overdoses",
    "overdosed",
    "overdosage",
    "toxic",
    "toxicity",
    "poisoning",
    "poisoned",
    "lethal",
    "fatal",
    "ingested",
    "ingestion",
    "exceed",
    "exceeding",
    "exceeds",
    "exceeded",
    "never",
    "swallowed",
    "mice",
    "rats",
    "dogs",
    "dog",
    "cats",
    "animals",
    "rat",
    "mouse",
    "horses",
    "cumulative",
    "error",
    "mistake",
    "mistakenly",
    "accidentally",
    "instead",
    "suicide",
    "abuse",
    "kilogram",
    "withdrawn",
    "excessive",
    "too",
    "bottle",
    "vial",
    "vials",
    "pack",
    "package",
    "stock",
    "contains",
    "wrong",
    "infusion",
    "bag",
    "kg",
    "total",
    "high-dose",
];

impl Rule for MedicineRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let patterns = PatternId(self.first)..PatternId(self.first + self.owners.len() as u32);
        let mut seen = Vec::new();
        for hit in article.hits_of(&patterns) {
            let sentence = &article.sentences[hit.sentence as usize];
            let medicine = &self.medicines[self.owners[(hit.pattern.0 - self.first) as usize]];
            let kind = article.kind_of(sentence);
            let skipped = matches!(kind, BlockKind::Reference | BlockKind::Title);
            if skipped || article.is_foreign(sentence.block) || seen.contains(&(hit.sentence, &medicine.name)) {
                continue;
            }
            if seen.len() > 64 {
                seen.clear();
            }
            seen.push((hit.sentence, &medicine.name));
            if excused(article, sentence, medicine) {
                continue;
            }
            if kind == BlockKind::Cell {
                cells::check(article, hit, medicine, report);
            } else if medicine.weekly {
                weekly(article, sentence, &hit.tokens, medicine, report);
            } else {
                largest(article, sentence, &hit.tokens, medicine, report);
            }
        }
    }
}

fn excused(article: &Article, sentence: &Sentence, medicine: &Compiled) -> bool {
    let holds = |range: std::ops::Range<u32>| {
        range.into_iter().any(|at| medicine.unless.binary_search(&article.tokens[at as usize].word).is_ok())
    };
    if holds(sentence.tokens.clone()) {
        return true;
    }
    let title = article.document.blocks.first().map(|block| block.span);
    title.is_some_and(|title| {
        let end = article.tokens.partition_point(|token| token.span.start < title.end);
        holds(0..(end as u32).min(60))
    })
}

/// The medicine that a dose belongs to is this one: no other stands nearer.
fn belongs(article: &Article, sentence: &Sentence, name: &std::ops::Range<u32>, dose: &Quantity) -> bool {
    let distance = |start: u32, end: u32| {
        if end <= dose.tokens.start { dose.tokens.start - end } else { start.saturating_sub(dose.tokens.end) + 1 }
    };
    let own = distance(name.start, name.end);
    // A dose before a name belongs to it only when nothing but "of" parts them: "30 mg of iron, 400 mcg of folate".
    let behind = name.start >= dose.tokens.end;
    let of = word(article, dose.tokens.end) == "of";
    if behind && own > 3 || !behind && of {
        return false;
    }
    own <= 14
        && around(sentence, &dose.tokens).filter(|at| !name.contains(at)).all(|at| {
            is_drug(article, at).is_none_or(|len| distance(at, at + len) > own || name.contains(&(at + len - 1)))
        })
}

/// Words of a sentence whose dose may be that of a whole day.
const OF_A_DAY: &[&str] = &["daily", "day", "24", "total", "altogether", "divided"];

fn largest(
    article: &Article,
    sentence: &Sentence,
    name: &std::ops::Range<u32>,
    medicine: &Compiled,
    report: &mut Report<'_>,
) {
    if any_word(article, sentence.tokens.clone(), WARNED) {
        return;
    }
    let mut doses = article.quantities_in(&sentence.tokens).iter();
    // "The maximum daily dose is 4 g", "4 g of paracetamol in 24 hours": what is taken in a day, not at a time.
    let of_a_day = any_word(article, sentence.tokens.clone(), OF_A_DAY);
    let counted = |dose: &Quantity| behind(article, dose).iter().any(|other| frequency(other, dose).is_some());
    doses.find(|dose| {
        let single = !of_a_day || counted(dose);
        belongs(article, sentence, name, dose) && over(article, medicine, dose, single, report)
    });
}

/// Reports a quantity that is a dose above the limit of a medicine, by itself or with the others of a day. The limit of
/// a single dose counts only where the dose is known to be one.
fn over(article: &Article, medicine: &Compiled, dose: &Quantity, single: bool, report: &mut Report<'_>) -> bool {
    let Some(unit) = dose.unit.filter(|_| is_dose(dose) && dose.kind == Kind::Measure) else { return false };
    let by_weight = unit.per.iter().flatten().any(|per| per.atom().dimension == Dimension::Mass);
    let by_day = unit.per[0].is_some_and(|per| per.atom().dimension == Dimension::Time);
    if by_weight || matches!(dose.bound, Bound::MoreThan) {
        return false;
    }
    let limit = if by_day || !single { medicine.daily.as_ref() } else { medicine.single.as_ref() };
    let Some((limit, dimension, limit_text)) = limit.or(medicine.daily.as_ref()) else { return false };
    let top = unit.top.atom();
    let amount = dose.first.max(dose.second.unwrap_or(0.0)) * top.factor;
    if *dimension == unit.dimension() && amount > limit * 1.01 {
        report_dose(article, medicine, dose, amount, *limit, limit_text, report);
        return true;
    }
    // "2 g every 4 hours": the doses of a day together.
    let Some((daily, dimension, limit_text)) = medicine.daily.as_ref().filter(|_| !by_day) else { return false };
    let times = behind(article, dose).iter().find_map(|other| frequency(other, dose));
    let Some((times, other)) = times else { return false };
    let together = amount * times;
    if *dimension != unit.dimension() || together <= daily * 1.01 || dose.second.is_some() || times > 24.0 {
        return false;
    }
    let text = article.text(dose.span.to(other.span)).to_owned();
    let each = shown(together / top.factor);
    let name = &medicine.name;
    report
        .at(
            dose.span.to(other.span),
            format!("\"{text}\" of {name} is {each} {} a day, more than the largest dose of {limit_text}", top.name),
        )
        .note(format!("the largest dose in a day for anyone is {limit_text} ({})", medicine.source))
        .help("check the dose and how often it is taken");
    true
}

/// The quantities right behind a dose.
fn behind<'a>(article: &'a Article, dose: &Quantity) -> &'a [Quantity] {
    article.quantities_in(&(dose.tokens.end..dose.tokens.end + 7))
}

/// How many times a day, when a quantity right behind a dose says so.
fn frequency<'q>(other: &'q Quantity, dose: &Quantity) -> Option<(f64, &'q Quantity)> {
    let near = other.tokens.start >= dose.tokens.end && other.tokens.start - dose.tokens.end <= 6;
    if !near {
        return None;
    }
    if other.unit.is_some_and(|unit| unit.name() == "times/d") {
        return Some((other.low, other));
    }
    (other.every && other.kind == Kind::Span && other.high > 0.0 && other.high < 1.1).then(|| (1.0 / other.high, other))
}

fn report_dose(
    article: &Article,
    medicine: &Compiled,
    dose: &Quantity,
    amount: f64,
    limit: f64,
    limit_text: &str,
    report: &mut Report<'_>,
) {
    let text = article.text(dose.span);
    let name = &medicine.name;
    let finding = report.at(dose.span, format!("\"{text}\" of {name} is more than the largest dose of {limit_text}"));
    finding.note(format!("no label or guideline gives more than {limit_text} to anyone ({})", medicine.source));
    let milligrams = dose.unit.is_some_and(|unit| unit.top.atom().name == "mg");
    if milligrams && limit < 40.0 && amount / 1000.0 <= limit {
        finding.help("check the unit: micrograms may be meant");
    } else {
        finding.help("check the number, its decimal point and its unit");
    }
}

fn weekly(
    article: &Article,
    sentence: &Sentence,
    name: &std::ops::Range<u32>,
    medicine: &Compiled,
    report: &mut Report<'_>,
) {
    if any_word(article, sentence.tokens.clone(), WARNED) || article.text(sentence.span).ends_with('?') {
        return;
    }
    let others = sentence.tokens.clone().any(|at| !name.contains(&at) && is_drug(article, at).is_some());
    let Some((Cycle::Daily, place)) = schedule(article, sentence.tokens.clone()) else { return };
    if others {
        return;
    }
    let dose = article.quantities_in(&sentence.tokens).iter().find(|quantity| is_dose(quantity) && quantity.low > 0.0);
    let mass = dose
        .filter(|dose| dose.unit.is_some_and(|unit| matches!(unit.dimension(), Dimension::Mass | Dimension::Activity)));
    if mass.is_none() && medicine.needs_dose {
        return;
    }
    let small = |dose: &Quantity| {
        let factor = dose.unit.map_or(1.0, |unit| unit.top.atom().factor);
        medicine.daily_up_to.is_some_and(|limit| dose.first * factor <= limit * 1.01)
    };
    if mass.is_some_and(small) {
        return;
    }
    let span = article.span_of(&place);
    let text = article.text(span).to_owned();
    report
        .at(span, format!("{} is taken once a week, not \"{text}\"", medicine.name))
        .related(article.span_of(name), "the medicine")
        .note(format!("{}; taking it every day has killed people", medicine.source))
        .help("write \"once a week\", and name the day, if the weekly medicine is meant");
}
