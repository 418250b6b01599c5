//! Which number of a sentence belongs to which measure.

use super::{Analyte, Table};
use crate::article::Article;
use crate::document::BlockKind;
use crate::pattern::PatternId;
use crate::reading::numbers::{Kind, Quantity};
use crate::rules::dosage::{any_word, around, word};
use std::ops::Range;

/// How far behind its name a number may stand, in words.
const REACH: u32 = 12;

/// Words at which the search for a number ends.
const BREAKS: &[&str] = &[
    ";",
    "and",
    "or",
    "but",
    "while",
    "whereas",
    "with",
    "because",
    "if",
    "when",
    "who",
    "which",
    "that",
    "after",
    "before",
    "by",
    "for",
    "minus",
    "plus",
    "per",
    "without",
    "until",
    "within",
    "every",
    "during",
    ".",
    "?",
    "!",
    "|",
    "had",
    "times",
    "change",
    "difference",
];

/// Words between a name and its number that leave no doubt that they belong together.
const LINKS: &[&str] = &[
    "of",
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "should",
    "level",
    "levels",
    "value",
    "values",
    "count",
    "counts",
    "reading",
    "readings",
    "concentration",
    "concentrations",
    "above",
    "below",
    "over",
    "under",
    "than",
    "greater",
    "less",
    "more",
    "higher",
    "lower",
    "about",
    "around",
    "at",
    "to",
    "between",
    "from",
    "the",
    "a",
    "an",
    "normal",
    "normally",
    "typically",
    "usually",
    "stay",
    "stays",
    "remain",
    "remains",
    "remained",
    "kept",
    "fell",
    "rose",
    "reached",
    "reach",
    "dropped",
    "drop",
    "increased",
    "decreased",
    "measured",
    "measures",
    "reads",
    "stood",
    "equals",
    "exceed",
    "exceeds",
    "exceeding",
    "fasting",
    "resting",
    "mean",
    "average",
    "(",
    "=",
    ":",
    "<",
    ">",
    "≥",
    "≤",
    "approximately",
    "nearly",
    "up",
    "as",
    "high",
    "low",
    "may",
    "can",
    "must",
    "in",
    "adult",
    "adults",
    "men",
    "women",
    "patient",
    "patients",
    "range",
    "ranges",
    "result",
    "results",
    "found",
    "has",
    "have",
    "his",
    "her",
    "stable",
    "target",
    "goal",
    "will",
    "often",
    "only",
    "just",
    "still",
    "then",
    "came",
    "comes",
    "back",
    "went",
    "down",
    "peaked",
    "averages",
    "averaged",
    "blood",
    "plasma",
    "serum",
    "venous",
    "arterial",
    "pressure",
    "rate",
    "test",
    "tests",
    "showed",
    "shows",
    "it",
    ",",
];

/// Words that say that no person is measured, or not by this number.
const ELSEWHERE: &[&str] = &[
    "dog",
    "dogs",
    "cat",
    "cats",
    "horse",
    "horses",
    "mouse",
    "mice",
    "rat",
    "rats",
    "animal",
    "animals",
    "bird",
    "birds",
    "chicken",
    "chickens",
    "cattle",
    "cow",
    "cows",
    "pig",
    "pigs",
    "rabbit",
    "rabbits",
    "hummingbird",
    "whale",
    "elephant",
    "220",
    "minus",
    "monkeys",
    "intracellular",
    "inside",
    "hamster",
    "sheep",
    "goat",
    "goats",
    "reptile",
    "fish",
];

/// Words behind a name that make it another thing.
const COMPOUNDS: &[&str] = &[
    "chloride",
    "bicarbonate",
    "citrate",
    "channel",
    "channels",
    "supplement",
    "supplements",
    "intake",
    "diet",
    "infusion",
    "infusions",
    "tablets",
    "tablet",
    "phosphate",
    "solution",
    "gluconate",
    "sulfate",
    "nitrate",
    "nitrite",
    "hydroxide",
    "iodide",
    "oxide",
    "acetate",
    "tolerance",
    "clearance",
    "excretion",
    "variability",
    "reserve",
    "a1c",
    "electrophoresis",
    "transport",
    "transporter",
    "meter",
    "polymerase",
    "insensitivity",
    "gap",
    "lactate",
    "drops",
    "medicine",
    "medicines",
    "pump",
];

/// The measures of an article with their numbers, and whether nothing between them leaves a doubt.
pub(super) fn bound<'a>(article: &'a Article, table: &'a Table) -> Vec<(&'a Analyte, &'a Quantity, bool)> {
    let mut names: Vec<(Range<u32>, u32, usize)> = named(article, table);
    // What a house adds stands behind, and goes before.
    names.sort_by_key(|(tokens, _, owner)| (tokens.start, std::cmp::Reverse((tokens.end, *owner))));
    let mut reached = 0;
    names.retain(|(tokens, ..)| {
        let inside = tokens.end <= reached;
        reached = reached.max(tokens.end);
        !inside
    });
    let mut found = Vec::new();
    for (index, (tokens, sentence, owner)) in names.iter().enumerate() {
        let sentence = &article.sentences[*sentence as usize];
        let kind = article.kind_of(sentence);
        if matches!(kind, BlockKind::Reference | BlockKind::Cell) || article.is_foreign(sentence.block) {
            continue;
        }
        let analyte = &table.analytes[*owner];
        let next = names.get(index + 1).map_or(u32::MAX, |(next, ..)| next.start);
        let until = (tokens.end + REACH).min(sentence.tokens.end).min(next);
        let Some((quantity, tight)) = behind(article, analyte, tokens.end, until) else { continue };
        let near = around(sentence, tokens);
        let about = |words: &[crate::reading::words::WordId]| {
            near.clone().any(|at| words.binary_search(&article.tokens[at as usize].word).is_ok())
        };
        let other = about(&analyte.unless) || any_word(article, near.clone(), ELSEWHERE);
        if other || (!analyte.near.is_empty() && !about(&analyte.near)) {
            continue;
        }
        found.push((analyte, quantity, tight));
        // "Hemoglobin was 13.5 (or 135 g/L)" and "between 4 and 5" are read as one; a second value is not looked for.
    }
    found
}

fn named(article: &Article, table: &Table) -> Vec<(Range<u32>, u32, usize)> {
    let patterns = PatternId(table.first)..PatternId(table.first + table.owners.len() as u32);
    article
        .hits_of(&patterns)
        .iter()
        .map(|hit| (hit.tokens.clone(), hit.sentence, table.owners[(hit.pattern.0 - table.first) as usize]))
        .collect()
}

/// The first number behind a name, when nothing between them ends the search.
fn behind<'a>(article: &'a Article, analyte: &Analyte, from: u32, until: u32) -> Option<(&'a Quantity, bool)> {
    if COMPOUNDS.contains(&word(article, from)) {
        return None;
    }
    let quantities = article.quantities_in(&(from..until));
    let quantity = quantities.iter().find(|quantity| match quantity.kind {
        Kind::Year | Kind::Label | Kind::Age => false,
        Kind::Span => analyte.is_time(),
        _ => true,
    })?;
    let between = from..quantity.tokens.start;
    let skipped = |at: u32| quantities.iter().any(|other| other.tokens.contains(&at));
    let joined = quantity.bound != crate::reading::numbers::Bound::Exact;
    let breaks = |at: u32| {
        let here = word(article, at);
        let last = at + 1 == quantity.tokens.start;
        BREAKS.contains(&here)
            && !(joined
                && at + 3 >= quantity.tokens.start
                && matches!(here, "or" | "by" | "within" | "before" | "after"))
            && (here != "that" || last)
    };
    if between.clone().any(|at| breaks(at) || skipped(at)) {
        return None;
    }
    let tight = between.clone().all(|at| LINKS.contains(&word(article, at)));
    Some((quantity, tight))
}
