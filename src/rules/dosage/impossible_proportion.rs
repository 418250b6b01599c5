//! A share of more than everything.

use super::lost_range_dash::is_lost_dash;
use super::parts;
use super::{any_word, shown, word};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::numbers::{Kind, Quantity};
use crate::rule::Report;

crate::rule! {
    /// Flags a share of more than 100 percent, parts of a whole that add up to more than all of it, and "3 of 2 patients".
    ///
    /// ## Why
    /// No group can have 120% of its members affected. One of the numbers is wrong, and the reader cannot know which.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The disease affects 120% of adults over 60.
    ///                     ^^^^ "120%" of adults is more than all of them
    /// ```
    /// ```md,flag
    /// Of all cases, 60% are mild, 45% are moderate, and 10% are severe.
    ///               ^^^ the parts 60%, 45% and 10% add up to 115%, more than the whole
    /// ```
    /// ```md,flag
    /// The stones came back in 12 of 8 patients.
    ///                         ^^^^^^^ "12 of 8" is more than all of them
    /// ```
    ///
    /// ```md,flag
    /// The test has a sensitivity of 192%.
    ///                               ^^^^ "192%" is more than everything
    /// ```
    /// ```md,flag
    /// About 65% of tumors are stage I, 30% are stage II, and 25% are stage III.
    ///       ^^^ the parts 65%, 30% and 25% add up to 120%, more than the whole
    /// ```
    /// ```md,flag
    /// Benign lesions make up 85% and malignant lesions 35%.
    ///                        ^^^ the parts 85% and 35% add up to 120%, more than the whole
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Sales of the drug grew by 400%. Households below 138 percent of the federal poverty level can get help.
    /// ```
    /// ```md,clean
    /// One serving has 150% of the daily value. Her weight was 125 percent of her ideal body weight.
    /// ```
    /// ```md,clean
    /// Fever occurs in 90% of patients, cough in 60%, and a rash in 30%.
    /// ```
    ///
    /// ## Limits
    /// A percentage over 100 is reported only where a group of people, cases or the like follows "of", or "affects",
    /// "survival rate" and the like stand before it. Parts are added up only where the words say that they exclude each other: mild and severe,
    /// "type A" and "type B", men and women, "the remaining".
    ImpossibleProportion: "impossible-proportion", Dosage, Error, "0.1.0", check
}

/// Members of groups that a percentage can be a share of.
const GROUPS: &[&str] = &[
    "people",
    "persons",
    "cases",
    "patients",
    "individuals",
    "women",
    "men",
    "adults",
    "children",
    "infants",
    "babies",
    "newborns",
    "males",
    "females",
    "population",
    "those",
    "all",
    "affected",
    "cancers",
    "cats",
    "dogs",
    "animals",
    "tumors",
    "tumours",
    "girls",
    "boys",
    "teenagers",
    "adolescents",
    "births",
    "pregnancies",
    "families",
    "deaths",
    "americans",
    "students",
    "users",
    "smokers",
    "residents",
    "carriers",
    "survivors",
    "households",
    "strokes",
    "fractures",
    "infections",
    "instances",
    "samples",
    "participants",
    "subjects",
    "parents",
    "mothers",
    "workers",
    "diagnoses",
    "them",
    "us",
    "everyone",
    "seniors",
    "kidneys",
    "eyes",
    "miscarriages",
    "couples",
    "veterans",
    "nurses",
    "clients",
    "inmates",
    "hospitalizations",
    "relatives",
    "siblings",
    "offspring",
    "outbreaks",
    "sufferers",
];
/// Words that make a percentage a change or a comparison.
const CHANGE: &[&str] = &[
    "increase",
    "increased",
    "increases",
    "increasing",
    "rise",
    "rises",
    "rose",
    "risen",
    "grew",
    "grow",
    "grown",
    "higher",
    "greater",
    "gain",
    "jumped",
    "climbed",
    "predicted",
    "recommended",
    "ideal",
    "expected",
    "normal",
    "poverty",
    "value",
    "doubled",
    "price",
    "cost",
    "costs",
    "baseline",
    "efficient",
    "capacity",
    "level",
    "fpl",
    "income",
    "usual",
    "previous",
    "original",
    "what",
    "average",
    "over-represented",
    "requirement",
    "rda",
    "needs",
];
/// Verbs before a share.
const AFFECT: &[&str] =
    &["affects", "affect", "affecting", "affected", "kills", "occurs", "develops", "survival", "mortality"];

/// What is measured as a share of all that could be.
const RATES: &[&str] = &[
    "sensitivity",
    "specificity",
    "mortality",
    "fatality",
    "lethality",
    "survival",
    "cure",
    "recurrence",
    "relapse",
    "remission",
    "penetrance",
    "prevalence",
    "accuracy",
    "heritability",
    "attack",
];

fn check(article: &Article, report: &mut Report<'_>) {
    for quantity in &article.quantities {
        let sentence = &article.sentences[quantity.sentence as usize];
        if article.kind_of(sentence) == BlockKind::Reference || article.is_foreign(sentence.block) {
            continue;
        }
        match quantity.kind {
            Kind::Percent if quantity.high > 100.0 => percent(article, quantity, report),
            Kind::Number => count(article, quantity, report),
            _ => {}
        }
    }
    for sentence in &article.sentences {
        if article.kind_of(sentence) != BlockKind::Reference && !article.is_foreign(sentence.block) {
            parts::check(article, sentence, report);
        }
    }
}

fn percent(article: &Article, quantity: &Quantity, report: &mut Report<'_>) {
    if quantity.high > 1000.0 || is_lost_dash(article, quantity) {
        return;
    }
    let sentence = &article.sentences[quantity.sentence as usize];
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let before = start.saturating_sub(6).max(sentence.tokens.start)..start;
    let after = end..(end + 9).min(sentence.tokens.end);
    if any_word(article, before.clone(), CHANGE) || any_word(article, after.clone(), CHANGE) {
        return;
    }
    let mut group = None;
    if word(article, end) == "of" {
        let mut at = end + 1;
        while at < after.end {
            let here = word(article, at);
            if GROUPS.contains(&here) {
                group = Some(here);
                break;
            }
            // The head of "of the energy of people" is "energy".
            if matches!(here, "of" | "in" | "," | "." | ";" | "(" | "is" | "are" | "from" | "that") {
                break;
            }
            at += 1;
        }
    }
    let group = match group {
        Some("all" | "those" | "them" | "affected") => "all of them".to_owned(),
        Some(group) => group.to_owned(),
        None => {
            let verb = any_word(article, start.saturating_sub(3).max(sentence.tokens.start)..start, AFFECT);
            let rate = any_word(article, before.clone(), RATES);
            if !verb && !rate
                || word(article, end) == "of"
                || matches!(word(article, end), "more" | "as" | "better" | "faster")
            {
                return;
            }
            String::new()
        }
    };
    let text = article.text(quantity.span);
    let message = match group.as_str() {
        "" => format!("\"{text}\" is more than everything"),
        "all of them" => format!("\"{text}\" of a group is more than all of it"),
        group => format!("\"{text}\" of {group} is more than all of them"),
    };
    report
        .at(quantity.span, message)
        .note("a share of a group cannot be larger than 100%")
        .help(format!("check the number; {}", guess(quantity)));
}

/// What may have been meant by a percentage over 100.
fn guess(quantity: &Quantity) -> String {
    let value = quantity.first.max(quantity.second.unwrap_or(0.0));
    let digits = shown(value);
    let rest = digits.get(1..).unwrap_or("").trim_start_matches('0');
    if digits.len() == 3 && digits.starts_with('1') && !rest.is_empty() {
        format!("it may be {rest} with a stray digit, or 1\u{2013}{rest} without its dash")
    } else {
        "a decimal point or dash may be missing".to_owned()
    }
}

/// "12 of 8 patients".
fn count(article: &Article, quantity: &Quantity, report: &mut Report<'_>) {
    let of = quantity.tokens.end;
    let out = u32::from(word(article, of) == "out");
    if quantity.is_range() || word(article, of + out) != "of" || quantity.in_words {
        return;
    }
    let sentence = &article.sentences[quantity.sentence as usize];
    let at = of + out + 1;
    let next = article.quantities_in(&(at..at + 1)).first();
    let Some(whole) = next.filter(|next| next.kind == Kind::Number && !next.is_range() && next.tokens.start == at)
    else {
        return;
    };
    let people = any_word(article, whole.tokens.end..(whole.tokens.end + 3).min(sentence.tokens.end), GROUPS);
    let label = any_word(
        article,
        quantity.tokens.start.saturating_sub(2).max(sentence.tokens.start)..quantity.tokens.start,
        &[
            "part", "page", "step", "day", "week", "month", "figure", "table", "chapter", "mean", "average", "total",
            "score",
        ],
    );
    if quantity.first <= whole.first || !people || label || whole.in_words || whole.first < 1.0 {
        return;
    }
    let span = quantity.span.to(whole.span);
    let text = article.text(span);
    report
        .at(span, format!("\"{text}\" is more than all of them"))
        .note("a part cannot be larger than its whole")
        .help("check both numbers; they may be swapped");
}
