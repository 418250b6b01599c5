//! How a dose is written: joined to the medicine, without commas, without a unit, or with an ambiguous interval.

use super::drugs::joined_drug;
use super::{any_word, around, is_dose, is_drug, is_medication, text_at, word};
use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::numbers::{Dimension, Kind};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a medicine's name joined to its dose ("propranolol20 mg"), and a large dose without commas ("100000 units").
    ///
    /// ## Why
    /// The last letter of the name is read as a digit: "Tegretol300 mg" as 1300 mg. Zeros in a row are miscounted.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Take propranolol20 mg twice a day.
    ///      ^^^^^^^^^^^^^ "propranolol20" joins the medicine to its dose
    /// ```
    /// ```md,flag
    /// Inject heparin 100000 units.
    ///                ^^^^^^ "100000" is hard to read in a dose without commas
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Vitamin B12, CA125, omega3 and interleukin2 are names. Inject 100,000 units of heparin.
    /// ```
    /// ```md,clean
    /// Take propranolol 20 mg. Call 8005551212 for units that are free.
    /// ```
    ///
    /// ## Limits
    /// Only the names of common medicines are known. A missing blank before the unit ("10mg") is usual in print and let pass.
    RunTogether: "run-together-or-ungrouped-dose", Dosage, Warning, "0.1.0", run_together
}

fn looked_at(article: &Article, sentence: &Sentence) -> bool {
    !matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Title | BlockKind::Cell)
        && !article.is_foreign(sentence.block)
}

fn run_together(article: &Article, report: &mut Report<'_>) {
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at as usize];
            let ends_in_digit = token.is_word()
                && token.span.len() > 5
                && article.document.prose.as_bytes()[token.span.end as usize - 1].is_ascii_digit();
            if !ends_in_digit || !looked_at(article, sentence) {
                continue;
            }
            let lower = article.text(token.span).to_lowercase();
            let unit = matches!(word(article, at + 1), "mg" | "mcg" | "g" | "ml" | "units" | "tablets" | "micrograms");
            let Some((name, _)) = joined_drug(&lower).filter(|_| unit) else { continue };
            let text = article.text(token.span);
            let at = token.span.start as usize + name.len();
            report
                .at(token.span, format!("\"{text}\" joins the medicine to its dose"))
                .note("the end of the name is read as a digit (ISMP)")
                .help("put a blank between the name and the number")
                .mend(ProseSpan::new(at, at), " ");
        }
    }
    for quantity in &article.quantities {
        let number = article.text(quantity.number);
        let sentence = &article.sentences[quantity.sentence as usize];
        let long = number.len() >= 5 && number.bytes().all(|b| b.is_ascii_digit());
        if !long
            || !is_dose(quantity)
            || !looked_at(article, sentence)
            || !is_medication(article, around(sentence, &quantity.tokens))
        {
            continue;
        }
        let grouped = super::shown(quantity.first);
        report
            .at(quantity.number, format!("\"{number}\" is hard to read in a dose without commas"))
            .note("zeros in a row are miscounted (ISMP)")
            .help(format!("write \"{grouped}\""))
            .mend(quantity.number, grouped);
    }
}

crate::rule! {
    /// Flags "biweekly" and "bimonthly" for how often a medicine is taken.
    ///
    /// ## Why
    /// "Biweekly" is twice a week to one reader and every two weeks to the next: four times the dose.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Take one tablet biweekly.
    ///                 ^^^^^^^^ "biweekly" may be twice a week or every two weeks
    /// ```
    /// ```md,flag
    /// The injection is given bimonthly in a dose of 40 mg.
    ///                        ^^^^^^^^^ "bimonthly" may be twice a month or every two months
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The support group holds biweekly meetings. Take one tablet twice a week.
    /// ```
    /// ```md,clean
    /// The biweekly newsletter tells about new medicines.
    /// ```
    ///
    /// ## Limits
    /// Only sentences with a dose, an injection or a medicine are looked at.
    AmbiguousInterval: "ambiguous-interval", Dosage, Warning, "0.1.0", interval
}

/// Words for an interval that may be half as long or twice as long.
static TWO_WAYS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("biweekly bimonthly"));

fn interval(article: &Article, report: &mut Report<'_>) {
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            if !TWO_WAYS.holds(article, article.tokens[at as usize].word) {
                continue;
            }
            let (one, other) = match word(article, at) {
                "biweekly" => ("twice a week", "every two weeks"),
                "bimonthly" => ("twice a month", "every two months"),
                _ => continue,
            };
            let near = around(sentence, &(at..at + 1));
            let others = [
                "meeting",
                "meetings",
                "newsletter",
                "magazine",
                "group",
                "visit",
                "visits",
                "sessions",
                "journal",
                "call",
                "calls",
                "payment",
            ];
            let dose = article.quantities_in(&near).iter().any(is_dose);
            let medicine =
                dose || any_word(
                    article,
                    near.clone(),
                    &["injection", "injections", "injected", "infusion", "infusions", "taken", "dose", "doses"],
                ) || near.clone().any(|at| is_drug(article, at).is_some());
            let explained = any_word(article, near.clone(), &["every", "twice"]);
            if !medicine || explained || any_word(article, near.clone(), &others) || !looked_at(article, sentence) {
                continue;
            }
            let span = article.tokens[at as usize].span;
            report
                .at(span, format!("\"{}\" may be {one} or {other}", article.text(span)))
                .note("readers take the word in both ways, and so do dictionaries")
                .help(format!("write \"{one}\" or \"{other}\""));
        }
    }
}

crate::rule! {
    /// Flags a dose without a unit, as in "amoxicillin 250 three times a day".
    ///
    /// ## Why
    /// 250 may be milligrams, or milligrams in 5 mL, and "insulin 10" may be units or millilitres. The reader has to guess.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Give amoxicillin 250 three times a day.
    ///                  ^^^ "250" of amoxicillin has no unit
    /// ```
    /// ```md,flag
    /// He takes aspirin 81 daily.
    ///                  ^^ "81" of aspirin has no unit
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Give amoxicillin 250 mg three times a day. Take 2 tablets of aspirin daily. Tylenol 3 holds codeine.
    /// ```
    /// ```md,clean
    /// In a study of aspirin 22 people took part daily. Vitamin B 6 is taken daily. Co-amoxiclav 500/125 is taken twice a day.
    /// ```
    ///
    /// ## Limits
    /// The number must stand right behind the medicine's name, and how often it is taken right behind the number.
    MissingDoseUnit: "missing-dose-unit", Dosage, Warning, "0.1.0", missing_unit
}

fn missing_unit(article: &Article, report: &mut Report<'_>) {
    for quantity in
        article.quantities.iter().filter(|quantity| quantity.kind == Kind::Number && quantity.unit.is_none())
    {
        let sentence = &article.sentences[quantity.sentence as usize];
        let start = quantity.tokens.start;
        if quantity.in_words || quantity.first < 5.0 || start == sentence.tokens.start || !looked_at(article, sentence)
        {
            continue;
        }
        let named =
            (1..3).find(|back| start >= sentence.tokens.start + back && is_drug(article, start - back) == Some(*back));
        let Some(back) = named else { continue };
        let end = quantity.tokens.end;
        let often = article.quantities_in(&(end..(end + 3).min(sentence.tokens.end))).iter().any(|next| {
            next.tokens.start == end && next.unit.is_some_and(|unit| unit.dimension() == Dimension::Times)
                || next.every && next.tokens.start <= end + 1
        });
        let daily = matches!(word(article, end), "daily" | "weekly" | "nightly")
            || word(article, end) == "at" && word(article, end + 1) == "bedtime"
            || word(article, end) == "every"
                && matches!(word(article, end + 1), "day" | "morning" | "night" | "evening");
        if !often && !daily {
            continue;
        }
        let name = article.text(article.span_of(&(start - back..start)));
        let text = text_at(article, start);
        report
            .at(quantity.number, format!("\"{text}\" of {name} has no unit"))
            .note("the same number may be milligrams, micrograms, units or millilitres")
            .help("write the unit behind the number");
    }
}
