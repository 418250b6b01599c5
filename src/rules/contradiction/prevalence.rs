//! A word for how common something is, and a figure that says otherwise.

use crate::article::Article;
use crate::reading::claims::{Claim, Topic, Value};
use crate::reading::numbers::{Kind, Quantity};
use crate::reading::scope::{Certainty, Contrast};
use crate::rule::Report;
use crate::rules::words::WordSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a condition or side effect that a word calls rare or common while a figure says the opposite.
    ///
    /// ## Why
    /// Readers take in the word and skip the figure, or the other way round; each of them is then told something else.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Brill disease
    ///
    /// Brill disease is a rare disease. It comes back. Brill disease affects about 10 percent of adults.
    ///                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "10 percent" is not rare, as it is called elsewhere
    /// ```
    /// ```md,flag
    /// Rare (may affect up to 1 in 10 people): headache and nausea.
    ///                  ^^^^^^^^^^^^^ "up to 1 in 10" is not what "rare" stands for among side effects
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Noonan syndrome is rare. It is inherited. Noonan syndrome affects 1 in 2,000 newborns; 10 percent of patients bleed.
    /// ```
    /// ```md,clean
    /// Common (may affect up to 1 in 10 people): headache. Very rare (may affect fewer than 1 in 10,000 people): fits.
    /// ```
    ///
    /// ## Limits
    /// A condition is rare here below 1 in 200 and common above 1 in 20,000, which leaves room for every usual sense of the
    /// words; the bands of side effects are those of European leaflets.
    PrevalenceClassVsFigure: "prevalence-class-vs-figure", Contradiction, Warning, "0.1.0", check
}

/// From this share on nothing is rare; nothing at or below the other is common.
const NOT_RARE: f64 = 1.0 / 200.0;
const NOT_COMMON: f64 = 1.0 / 20_000.0;

fn check(article: &Article, report: &mut Report<'_>) {
    conditions(article, report);
    side_effects(article, report);
}

fn conditions(article: &Article, report: &mut Report<'_>) {
    let classes = article.claims_named("prevalence-class");
    let plain = |claim: &&Claim| {
        let scope = &claim.scope;
        scope.is_plain() && !scope.compared && scope.certainty <= Certainty::Some && claim.topic == Topic::Article
    };
    for figure in article.claims_named("prevalence-figure").iter().filter(plain) {
        let Value::Interval { low, high } = figure.value else { continue };
        let fits = |name: &str| match name {
            "rare" | "very rare" => low < NOT_RARE,
            "common" | "very common" => high > NOT_COMMON,
            _ => true,
        };
        let unlimited = |class: &&Claim| class.scope.limits.is_empty() && class.scope.contrast == Contrast::None;
        let same_people = |class: &&Claim| unlimited(class) && is_of_everyone(figure);
        let against = classes.iter().filter(plain).filter(same_people).find(|class| !fits(&article.claim_value(class)));
        if let Some(class) = against {
            let (share, word) = (article.claim_value(figure), article.claim_value(class));
            let span = figure.span;
            let finding = report.at(span, format!("\"{share}\" is not {word}, as it is called elsewhere"));
            finding
                .label(format!("a share of {share}"))
                .related(class.span, format!("called {word} here"))
                .note("a disease is called rare below 1 in 2,000 people in Europe, and common from about 1 in 100 on")
                .help("mend the figure or the word");
        }
    }
}

/// Whether a figure is of a group that the word for the whole condition speaks of too.
fn is_of_everyone(figure: &Claim) -> bool {
    let all = ["of newborns", "of Americans", "of adults", "of children"];
    figure.scope.limits.iter().all(|limit| all.contains(&limit.name.as_str()))
}

/// The words of leaflets for how often a side effect comes, each with the least and the greatest share.
const BANDS: [(&str, f64, f64); 5] = [
    ("very common", 0.1, 1.0),
    ("very rare", 0.0, 1e-4),
    ("common", 0.01, 0.1),
    ("uncommon", 1e-3, 0.01),
    ("rare", 1e-4, 1e-3),
];

/// Words between the word of a band and its figure.
static BETWEEN: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "side effects may might can affect affects affecting occur occurs in up to more less fewer than at most about",
    )
});

fn side_effects(article: &Article, report: &mut Report<'_>) {
    for rate in article.quantities.iter().filter(|quantity| quantity.kind == Kind::Rate) {
        let Some((at, opening)) = opening(article, rate) else { continue };
        let before = article.span_of(&(opening.saturating_sub(4)..opening));
        let said = article.text(before).to_lowercase();
        let said = said.trim_end_matches([' ', ':']).trim_end_matches("side effects").trim_end();
        let Some(&(word, least, most)) = BANDS.iter().find(|(word, ..)| said.ends_with(word)) else { continue };
        let interval = rate.interval();
        // Leaflets give the upper end of a band: "up to 1 in 10" is common, as is "between 1 in 100 and 1 in 10".
        let share = if interval.high.is_finite() { interval.high } else { interval.low * 1.01 };
        if share > most * 1.05 || share < least * 0.95 {
            let span = article.span_of(&(at..rate.tokens.end));
            let text = article.text(span);
            report
                .at(span, format!("\"{text}\" is not what \"{word}\" stands for among side effects"))
                .label("the share")
                .note("leaflets call side effects very common from 1 in 10 on, common from 1 in 100, uncommon from 1 in 1,000, rare from 1 in 10,000, very rare below")
                .help("mend the figure or the word");
        }
    }
}

/// Where the words that bound a rate begin, and the bracket before them: "(may affect up to 1 in 10 people)".
fn opening(article: &Article, rate: &Quantity) -> Option<(u32, u32)> {
    let word = |at: u32| article.text(article.tokens[at as usize].span);
    let first = article.sentences[rate.sentence as usize].tokens.start;
    let between = (first..rate.tokens.start).rev().take(8).take_while(|&at| BETWEEN.has(&article.tokens[at as usize]));
    let from = between.last().unwrap_or(rate.tokens.start);
    let bracket = from.checked_sub(1).filter(|&at| at > first && word(at) == "(")?;
    let verb = |at: &u32| ["affect", "affects", "affecting", "occur", "occurs"].contains(&word(*at));
    let verb = (from..rate.tokens.start).find(verb)?;
    Some((verb + 1, bracket))
}
