//! One medicine with two doses or two schedules in one article.

use super::{Cycle, any_word, is_dose, is_drug, schedule, word};
use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::numbers::{Bound, Dimension, Kind};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use rustc_hash::FxHashMap;

crate::rule! {
    /// Flags two doses, or a daily and a weekly schedule, of one medicine in one article.
    ///
    /// ## Why
    /// A reader who finds two doses follows one of them. A tenfold slip ("50 mg" for "500 mg"), or "daily" for "weekly", has
    /// killed people.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The usual adult dose of metformin is 500 mg twice a day. Some text. When metformin is used, adults take 50 mg twice a day.
    ///                                                                                                         ^^^^^ metformin is given as "50 mg" here, but as "500 mg" for the same schedule elsewhere
    /// ```
    /// ```md,flag
    /// Alendronate is taken once a week. Sit upright. Alendronate works best when it is taken once a day.
    ///                                                                                        ^^^^^^^^^^ alendronate is taken daily here, but weekly elsewhere
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Adults take 500 mg of amoxicillin three times a day; children take 250 mg. Adults take 500 mg of amoxicillin.
    /// ```
    /// ```md,clean
    /// Start with 25 mg of sertraline once a day. Most adults take 50 mg of sertraline once a day. The highest dose of
    /// sertraline is 200 mg once a day.
    /// ```
    /// ```md,clean
    /// Semaglutide injections are given once a week. Semaglutide tablets are taken once a day.
    /// ```
    /// ```md,clean
    /// Alendronate 10 mg is taken once a day. Alendronate 70 mg is taken once a week. Take methotrexate once a week and
    /// folic acid every day.
    /// ```
    ///
    /// ## Limits
    /// Only sentences that name one medicine and one dose are compared, and only those for adults or for nobody in
    /// particular. A dose for another disease, route or form must say so in words that the rule knows.
    DoseConflict: "dose-conflict", Contradiction, Error, "0.1.0", check
}

/// Words that give a dose a scope of its own: other people, routes, phases, strengths.
const SCOPES: &[&str] = &[
    "child",
    "children",
    "infant",
    "infants",
    "baby",
    "babies",
    "newborn",
    "newborns",
    "pediatric",
    "elderly",
    "older",
    "kidney",
    "renal",
    "liver",
    "hepatic",
    "increase",
    "increased",
    "increasing",
    "then",
    "reduce",
    "reduced",
    "loading",
    "available",
    "contains",
    "overdose",
    "study",
    "studies",
    "trial",
    "trials",
    "pregnant",
    "pregnancy",
    "severe",
    "mild",
    "low",
    "high",
    "prevent",
    "prevention",
    "or",
    "if",
    "until",
    "after",
    "taper",
    "tapered",
    "extended",
    "release",
    "cancer",
    "leukemia",
    "psoriasis",
    "minimum",
    "titrate",
    "titrated",
    "teenagers",
    "adolescents",
    "weight",
    "exceed",
    "over",
    "under",
    "some",
    "one-time",
    "alternative",
    "alternatively",
    "lower",
    "higher",
];

/// Phases and routes, each by the words for it: a dose is compared only with others of the same phase and route.
const SORTS: &[&[&[&str]]] = &[
    &[
        &["start", "starts", "starting", "started", "initial", "initially", "begin", "begins", "begun"],
        &["maintenance"],
        &["maximum", "max", "highest"],
    ],
    &[
        &["injection", "injections", "inject", "injects", "injected", "injecting"],
        &["vein", "intravenous", "intravenously", "iv"],
        &["rectal", "rectally"],
        &["inhaled", "inhale"],
        &["patch", "patches", "cream", "gel"],
    ],
];

/// Things other than a medicine that are done by the day or week.
const ELSEWHERE: &[&str] = &[
    "test",
    "tests",
    "monitor",
    "monitored",
    "check",
    "checked",
    "visit",
    "visits",
    "blood",
    "exercise",
    "alcohol",
    "supply",
    "cost",
    "costs",
    "first",
    "second",
];

/// The phase and the route of a dose, as places in [`SORTS`].
type Sort = [Option<usize>; 2];

/// What one sentence says of a medicine.
struct Statement {
    amount: Option<(f64, ProseSpan)>,
    /// Times a day, in thousandths.
    rate: Option<f64>,
    cycle: Option<(Cycle, ProseSpan)>,
}

fn check(article: &Article, report: &mut Report<'_>) {
    let mut known: FxHashMap<(String, Sort), Vec<Statement>> = FxHashMap::default();
    for sentence in &article.sentences {
        if article.kind_of(sentence) == BlockKind::Reference || article.is_foreign(sentence.block) {
            continue;
        }
        let Some((drug, statement)) = statement(article, sentence) else { continue };
        let Some(sort) = sort(article, sentence) else { continue };
        let earlier = known.entry((drug, sort)).or_default();
        let name = earlier.first().map(|_| drug_name(article, sentence)).unwrap_or_default();
        if let Some(clash) = earlier.iter().find_map(|other| amounts_clash(article, other, &statement)) {
            let (here, there) = clash;
            let (here_text, there_text) = (article.text(here).to_owned(), article.text(there).to_owned());
            report
                .at(here, format!("{name} is given as \"{here_text}\" here, but as \"{there_text}\" for the same schedule elsewhere"))
                .related(there, "the other dose stands here")
                .note("neither sentence says that it is for other people, another disease or another way to take it")
                .help("check the dose, and say for whom each is meant if both are right");
        } else if let Some((here, there)) = earlier.iter().find_map(|other| cycles_clash(other, &statement)) {
            report
                .at(here.1, format!("{name} is taken {} here, but {} elsewhere", here.0.name(), there.0.name()))
                .related(there.1, format!("taken {} here", there.0.name()))
                .note("taking a weekly medicine every day, or a daily one every week, can do great harm")
                .help("check the schedule, and say for whom each is meant if both are right");
        }
        if earlier.len() < 50 {
            earlier.push(statement);
        }
    }
}

/// The phase and route that a sentence names; none when it names two.
fn sort(article: &Article, sentence: &Sentence) -> Option<Sort> {
    let mut sort = [None; 2];
    for (kind, rows) in SORTS.iter().enumerate() {
        let mut named = (0..rows.len()).filter(|&row| any_word(article, sentence.tokens.clone(), rows[row]));
        sort[kind] = named.next();
        if named.next().is_some() {
            return None;
        }
    }
    Some(sort)
}

fn drug_name(article: &Article, sentence: &Sentence) -> String {
    let found = sentence.tokens.clone().find_map(|at| is_drug(article, at).map(|len| at..at + len));
    found.map(|tokens| article.text(article.span_of(&tokens)).to_lowercase()).unwrap_or_default()
}

/// What a sentence says, if it names one medicine and gives it no scope of its own.
fn statement(article: &Article, sentence: &Sentence) -> Option<(String, Statement)> {
    let quantities = article.quantities_in(&sentence.tokens);
    let cycle = schedule(article, sentence.tokens.clone());
    if quantities.is_empty() && cycle.is_none() {
        return None;
    }
    let mut drug: Option<&str> = None;
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if let Some(len) = is_drug(article, at) {
            let here = word(article, at + len - 1);
            if drug.is_some_and(|known| known != here) {
                return None;
            }
            drug = Some(here);
            at += len;
        } else {
            at += 1;
        }
    }
    let drug = drug?;
    if any_word(article, sentence.tokens.clone(), SCOPES) || article.text(sentence.span).ends_with('?') {
        return None;
    }
    let mut doses = quantities
        .iter()
        .filter(|quantity| is_dose(quantity) && quantity.unit.is_some_and(|unit| unit.dimension() != Dimension::Form));
    let dose = doses.next();
    if doses.next().is_some() {
        return None;
    }
    let exact = dose.filter(|dose| dose.bound == Bound::Exact && !dose.is_range());
    // "50 mg a day" is what is taken in a day, at one time.
    let by_day = exact.is_some_and(|dose| dose.unit.is_some_and(|unit| unit.name().ends_with("/d")));
    let amount = exact
        .filter(|dose| by_day || dose.unit.is_some_and(|unit| unit.is_plain()))
        .map(|dose| (dose.first * dose.unit.map_or(1.0, |unit| unit.top.atom().factor), dose.span));
    if dose.is_some() && amount.is_none() {
        return None;
    }
    let rate = quantities.iter().find_map(|quantity| {
        let per_day = quantity.unit.is_some_and(|unit| unit.name() == "times/d");
        let every = quantity.every && quantity.kind == Kind::Span && !quantity.is_range() && quantity.low > 0.0;
        let rate = if per_day && !quantity.is_range() { quantity.low } else { every.then(|| 1.0 / quantity.low)? };
        Some((rate * 1000.0).round())
    });
    let rate = rate.or_else(|| by_day.then_some(1000.0));
    let rate = rate.or_else(|| cycle.as_ref().filter(|(cycle, _)| *cycle == Cycle::Daily).map(|_| 1000.0));
    let own = !any_word(article, sentence.tokens.clone(), ELSEWHERE);
    let cycle = cycle.filter(|_| own).map(|(cycle, tokens)| (cycle, article.span_of(&tokens)));
    Some((drug.to_owned(), Statement { amount, rate, cycle }))
}

fn amounts_clash(article: &Article, other: &Statement, this: &Statement) -> Option<(ProseSpan, ProseSpan)> {
    let ((there, other_span), (here, span)) = (other.amount?, this.amount?);
    let same_schedule = other.rate.is_some() && other.rate == this.rate;
    let unit = |span| article.text(span).trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let units = unit(span).starts_with('u') == unit(other_span).starts_with('u');
    let differs = (here / there).max(there / here) > 1.2;
    (same_schedule && differs && units).then_some((span, other_span))
}

fn cycles_clash(other: &Statement, this: &Statement) -> Option<((Cycle, ProseSpan), (Cycle, ProseSpan))> {
    let (there, here) = (other.cycle?, this.cycle?);
    let amounts = match (other.amount, this.amount) {
        (Some((there, _)), Some((here, _))) => (here / there).max(there / here) < 1.2,
        (None, None) => true,
        _ => false,
    };
    let monthly = there.0 == Cycle::Monthly || here.0 == Cycle::Monthly;
    (there.0 != here.0 && amounts && !monthly).then_some((here, there))
}
