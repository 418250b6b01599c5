//! Parts of a whole that exclude each other and add up to more than all of it.

use super::{any_word, shown, word};
use crate::article::Article;
use crate::reading::numbers::{Kind, Quantity};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use std::ops::Range;

/// Words of which each part holds one: then the parts exclude each other. The parts of one row must differ.
const EXCLUSIVE: &[&[&[&str]]] = &[
    &[&["mild"], &["moderate"], &["severe", "critical"], &["asymptomatic"]],
    &[&["men", "male", "males", "boys", "boy"], &["women", "female", "females", "girls", "girl"]],
    &[&["benign", "noncancerous"], &["malignant", "cancerous"]],
    &[&["viral", "viruses", "virus"], &["bacterial", "bacteria"], &["fungal", "fungi"], &["unknown"]],
    &[&["early"], &["late"], &["autopsy"]],
    &[
        &["recover", "recovered", "recovers", "cured", "cure", "heal", "healed"],
        &["improve", "improved", "improves", "stable"],
        &["die", "died", "dies", "death", "dead", "fatal"],
        &["relapse", "relapsed", "worsen", "worsened", "progress"],
        &["respond", "unchanged", "same"],
    ],
    &[&["survive", "survived", "survival", "alive"], &["die", "died", "death", "mortality"]],
    &[&["sporadic", "spontaneous"], &["inherited", "familial", "hereditary"], &["acquired"]],
    &[&["left"], &["right"], &["bilateral", "both"]],
    &[&["unilateral"], &["bilateral"]],
    &[&["acute"], &["subacute"], &["chronic"]],
    &[&["primary"], &["secondary"]],
    &[&["good", "excellent"], &["fair"], &["poor"]],
    &[&["localized", "local"], &["regional"], &["distant", "metastatic"]],
    &[&["fully", "completely"], &["partly", "partially"], &["not", "none"]],
    &[&["upper"], &["middle"], &["lower"]],
    &[&["rural"], &["urban"]],
    &[&["complete"], &["partial"], &["no"]],
    &[&["first"], &["second"], &["third"]],
    &[&["under", "younger"], &["over", "older"]],
    &[&["smokers"], &["nonsmokers", "never"], &["former"]],
    &[&["positive"], &["negative"]],
];
/// Words that say that the parts make up a whole.
const WHOLE: &[&str] = &["remaining", "rest", "remainder", "others"];
const MAKES_UP: &[&str] =
    &["makes", "make", "account", "accounts", "accounting", "comprise", "comprises", "constitute", "constitutes"];
/// The parts may overlap, or are of different wholes.
const OVERLAP: &[&str] = &[
    "also",
    "overlap",
    "both",
    "respectively",
    "versus",
    "vs",
    "compared",
    "while",
    "whereas",
    "more",
    "than",
    "among",
    "sensitivity",
    "specificity",
    "least",
    "increase",
    "increased",
    "reduction",
    "reduced",
    "confidence",
    "ci",
    "chance",
    "risk",
    "either",
    "within",
    "after",
    "from",
    "years",
    "year",
    "months",
    "aged",
    "ages",
];

/// Looks at the percentages of one sentence.
pub(super) fn check(article: &Article, sentence: &Sentence, report: &mut Report<'_>) {
    let percents: Vec<&Quantity> =
        article.quantities_in(&sentence.tokens).iter().filter(|quantity| quantity.kind == Kind::Percent).collect();
    if !(2..=8).contains(&percents.len()) || percents.iter().any(|part| part.is_range() || part.high > 100.0) {
        return;
    }
    let sum: f64 = percents.iter().map(|part| part.high).sum();
    if sum <= 102.5 || any_word(article, sentence.tokens.clone(), OVERLAP) {
        return;
    }
    let clauses: Vec<Range<u32>> = percents
        .iter()
        .enumerate()
        .map(|(index, part)| {
            part.tokens.end..percents.get(index + 1).map_or(sentence.tokens.end, |next| next.tokens.start)
        })
        .collect();
    if !excludes(article, sentence, &percents, &clauses) {
        return;
    }
    let shares: Vec<_> = percents.iter().map(|part| format!("{}%", shown(part.high))).collect();
    let (last, others) = shares.split_last().expect("there are two parts or more");
    let total = shown(sum);
    let finding = report.at(
        percents[0].span,
        format!("the parts {} and {last} add up to {total}%, more than the whole", others.join(", ")),
    );
    for part in &percents[1..] {
        finding.related(part.span, "and this part");
    }
    finding
        .note("the sentence gives them as parts of one whole that exclude each other")
        .help("check the numbers, or say that the groups overlap");
}

/// Whether the words say that no two parts overlap.
fn excludes(article: &Article, sentence: &Sentence, percents: &[&Quantity], clauses: &[Range<u32>]) -> bool {
    let remaining = percents.len() > 2
        && percents.last().is_some_and(|last| {
            let before = last.tokens.start.saturating_sub(3).max(sentence.tokens.start)..last.tokens.start;
            any_word(article, before, WHOLE)
        });
    // "Benign lesions make up 85% and malignant lesions 35%": what is counted stands before its share.
    let ahead: Vec<Range<u32>> = percents
        .iter()
        .enumerate()
        .map(|(index, part)| {
            let from = index.checked_sub(1).map_or(sentence.tokens.start, |last| percents[last].tokens.end);
            from..part.tokens.start
        })
        .collect();
    let makes_up = any_word(article, sentence.tokens.clone(), MAKES_UP);
    opposes(article, percents, clauses)
        || makes_up && opposes(article, percents, &ahead)
        || remaining
        || (percents.len() > 2 && numbered(article, sentence, percents))
        || labelled(article, clauses)
}

/// Whether each part has a word of one row of those that exclude each other.
fn opposes(article: &Article, percents: &[&Quantity], clauses: &[Range<u32>]) -> bool {
    EXCLUSIVE.iter().any(|row| {
        let mut seen: Vec<usize> = clauses
            .iter()
            .filter_map(|clause| row.iter().position(|words| any_word(article, clause.clone(), words)))
            .collect();
        let named = seen.len();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == named && named > 1 && named + usize::from(percents.len() > 2) >= percents.len()
    })
}

/// "Type A makes up 60%, type B 30%": the same noun with another label before each part.
fn numbered(article: &Article, sentence: &Sentence, percents: &[&Quantity]) -> bool {
    let nouns = ["type", "grade", "stage", "form", "class", "group", "genotype", "subtype", "variant", "category"];
    let mut labels = Vec::new();
    let mut from = sentence.tokens.start;
    for part in percents {
        let noun = (from..part.tokens.start).rev().find(|&at| nouns.contains(&word(article, at)));
        let Some(noun) = noun else { return false };
        labels.push(word(article, noun + 1));
        from = part.tokens.end;
    }
    labels.sort_unstable();
    labels.dedup();
    labels.len() == percents.len() && any_word(article, sentence.tokens.clone(), MAKES_UP)
}

/// "65% are stage I, 30% are stage II, and 25% are stage III": the same noun with another label behind each part.
fn labelled(article: &Article, clauses: &[Range<u32>]) -> bool {
    let nouns = ["type", "grade", "stage", "class", "genotype", "subtype"];
    let mut labels = Vec::new();
    for clause in clauses {
        let Some(noun) = clause.clone().find(|&at| nouns.contains(&word(article, at))) else { return false };
        let is = word(article, noun.saturating_sub(1));
        if !matches!(is, "are" | "is" | "were" | "was" | "have" | "has" | "had") {
            return false;
        }
        labels.push(word(article, noun + 1));
    }
    let parts = labels.len();
    labels.sort_unstable();
    labels.dedup();
    labels.len() == parts
}
