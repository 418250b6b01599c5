//! A drug that stands once where the article is about its look-alike.

use super::context;
use crate::article::Article;
use crate::rule::Report;
use crate::rules::words::WordMap;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

crate::rule! {
    /// Flags a drug that an article names once or twice while it is about another drug with a look-alike name.
    ///
    /// ## Why
    /// Hydroxyzine is for itch, hydralazine for high blood pressure: one slip between the two names has killed people. A lone
    /// name is reported when the article names its look-alike at least three times, no word around it belongs to the lone drug,
    /// and a word around it belongs to the look-alike.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Hydroxyzine relieves itching. Take hydroxyzine at night. Hydroxyzine makes people sleepy. Hydralazine may be taken with food if itching is worse in the evening.
    ///                                                                                           ^^^^^^^^^^^ "Hydralazine" stands in an article on its look-alike "hydroxyzine"
    /// ```
    /// ```md,flag
    /// Metformin lowers blood sugar. Metformin is taken with meals. Most people take metformin twice a day. The dose of metronidazole is raised slowly until the glucose is in range.
    ///                                                                                                                  ^^^^^^^^^^^^^ "metronidazole" stands in an article on its look-alike "metformin"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Hydroxyzine relieves itching. Take hydroxyzine at night. Hydroxyzine makes people sleepy. Do not confuse hydroxyzine with hydralazine.
    /// ```
    /// ```md,clean
    /// Clomipramine treats depression. Clomipramine is a tricyclic. Clomipramine takes weeks to work. Clomiphene brings on ovulation.
    /// ```
    ///
    /// ## Limits
    /// Two drugs for one disease cannot be told apart by the words around them and are not in the table.
    LookalikeDrugSwitch: "lookalike-drug-switch", Naming, Error, "0.1.0", check
}

struct Drug {
    name: &'static str,
    other: &'static str,
    /// What it is used for, and what its look-alike is used for.
    uses: [&'static str; 2],
}

fn drugs() -> &'static WordMap<Vec<Drug>> {
    static DRUGS: OnceLock<WordMap<Vec<Drug>>> = OnceLock::new();
    DRUGS.get_or_init(|| {
        let mut drugs: FxHashMap<&str, Vec<_>> = FxHashMap::default();
        for line in include_str!("lookalike_drugs.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [a, b, for_a, for_b] = columns[..] else { continue };
            drugs.entry(a).or_default().push(Drug { name: a, other: b, uses: [for_a, for_b] });
            drugs.entry(b).or_default().push(Drug { name: b, other: a, uses: [for_b, for_a] });
        }
        WordMap::of(drugs)
    })
}

/// Words that set one drug against another.
const CONTRAST: &[&str] = &[
    "not", "confuse", "confused", "unlike", "instead", "versus", "switch", "switched", "than", "rather", "other",
    "like",
];

/// A drug of the table and its places: their tokens and sentences.
type Places = (&'static [Drug], Vec<(u32, u32)>);

fn check(article: &Article, report: &mut Report<'_>) {
    let drugs = drugs();
    let mut places: FxHashMap<&'static str, Places> = FxHashMap::default();
    for (index, sentence) in article.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            if let Some(known) = drugs.get(article, article.tokens[at as usize].word) {
                places.entry(known[0].name).or_insert_with(|| (known, Vec::new())).1.push((at, index as u32));
            }
        }
    }
    for (known, lone) in places.values() {
        if lone.len() > 2 {
            continue;
        }
        for drug in *known {
            let Some(usual) = places.get(drug.other).map(|(_, usual)| usual).filter(|usual| usual.len() >= 3) else {
                continue;
            };
            for &(at, sentence) in lone {
                look(article, drug, at, sentence, usual, report);
            }
        }
    }
}

fn look(article: &Article, drug: &Drug, at: u32, sentence: u32, usual: &[(u32, u32)], report: &mut Report<'_>) {
    let index = sentence as usize;
    let here = &article.sentences[index];
    let span = article.tokens[at as usize].span;
    let from = article.sentences[index.saturating_sub(1)].tokens.start;
    let to = article.sentences[(index + 1).min(article.sentences.len() - 1)].tokens.end;
    let near = || article.tokens[from as usize..to as usize].iter().map(|token| article.word(token.word));
    let of = |uses: &'static str| near().any(|word| uses.split(' ').any(|cue| cue == word));
    let contrast = article.tokens_of(here).iter().any(|token| CONTRAST.contains(&article.word(token.word)));
    let before = &article.tokens[(at as usize).saturating_sub(150)..at as usize];
    let warned =
        before.iter().any(|token| matches!(article.word(token.word), "confused" | "confuse" | "alike" | "confusion"));
    if contrast
        || warned
        || usual.iter().any(|&(_, other)| other == sentence)
        || of(drug.uses[0])
        || !of(drug.uses[1])
        || !context::allows(article, span, &[], &[super::declared::Unless::Quoted])
    {
        return;
    }
    let first = article.tokens[usual[0].0 as usize].span;
    report
        .at(span, format!("\"{}\" stands in an article on its look-alike \"{}\"", article.text(span), drug.other))
        .related(first, format!("the article names \"{}\" {} times", drug.other, usual.len()))
        .note(format!(
            "\"{}\" and \"{}\" are on the lists of look-alike drug names of the FDA and ISMP",
            drug.name, drug.other
        ))
        .help("check which drug is meant")
        .cause(format!("{} {}", drug.name, drug.other));
}
