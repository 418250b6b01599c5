//! Organs and conditions that only one sex has, said of the other.

use super::statement::{holds, statements};
use crate::article::Article;
use crate::document::ProseSpan;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordSet;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

crate::rule! {
    /// Flags an organ of one sex that is said to be in, or to be examined in, people of the other.
    ///
    /// ## Why
    /// One of the two words is wrong, and nobody can tell which: the advice goes to the wrong people.
    ///
    /// ## Flagged
    /// ```md,flag
    /// In men, the tumor is first found in the uterus.
    ///                                         ^^^^^^ "uterus" is said of men, but only women have it
    /// ```
    /// ```md,flag
    /// Women should have their prostate checked every two years.
    ///                         ^^^^^^^^ "prostate" is said of women, but only men have it
    /// ```
    ///
    /// ```md,flag
    /// Cervical screening is offered to men every five years.
    /// ^^^^^^^^^^^^^^^^^^ "Cervical screening" is said of men, but only women have it
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// In men with persistent Müllerian duct syndrome, a uterus is present. Trans men may still need cervical screening.
    /// ```
    /// ```md,clean
    /// Men do not have a uterus. Men should have the prostate examined, and women the ovaries.
    /// ```
    /// ```md,clean
    /// Male sex hormones are measured in women. A woman with androgen insensitivity may have testes in the abdomen.
    /// ```
    ///
    /// ## Limits
    /// Both words must stand in one clause. Sentences about transgender and intersex people, transplants, embryos,
    /// animals, relatives and partners are left alone.
    SexAnatomyMismatch: "sex-anatomy-mismatch", Plausibility, Error, "0.1.0", check_organs
}

crate::rule! {
    /// Flags a condition that only one sex can have and that is said to be found in the other.
    ///
    /// ## Why
    /// Either the condition or the people are wrong; both change what a reader does.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Preeclampsia is more common in men over 40.
    /// ^^^^^^^^^^^^ "Preeclampsia" is said of men, but only women can have it
    /// ```
    /// ```md,flag
    /// Teenage girls with testicular torsion need surgery quickly.
    ///                    ^^^^^^^^^^^^^^^^^^ "testicular torsion" is said of women, but only men can have it
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Men rarely get breast cancer, and osteoporosis in men is often missed.
    /// ```
    /// ```md,clean
    /// Endometriosis has been reported in a few men after estrogen therapy.
    /// ```
    ///
    /// ## Limits
    /// It knows the conditions of its table, and both words must stand in one clause. What is rare or was reported
    /// once is left alone.
    SexConditionMismatch: "sex-condition-mismatch", Plausibility, Error, "0.1.0", check_conditions
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sex {
    Female,
    Male,
}

impl Sex {
    fn people(self) -> &'static str {
        match self {
            Self::Female => "women",
            Self::Male => "men",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Organ,
    Condition,
}

struct Term {
    words: Vec<&'static str>,
    sex: Sex,
    kind: Kind,
}

static TERMS: LazyLock<FxHashMap<&str, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<&str, Vec<Term>> = FxHashMap::default();
    for line in include_str!("sexed.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let sex = if columns.next() == Some("female") { Sex::Female } else { Sex::Male };
        let kind = if columns.next() == Some("organ") { Kind::Organ } else { Kind::Condition };
        for name in columns.next().unwrap_or_default().split(", ") {
            let words: Vec<_> = name.split([' ', '-']).collect();
            terms.entry(words[0]).or_default().push(Term { words, sex, kind });
        }
    }
    terms
});

/// The first words of all terms.
static FIRST_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of_words(TERMS.keys().copied()));

/// A term of one sex in a sentence: where it begins and ends in the stream of the sentence.
struct Found {
    start: usize,
    end: usize,
    sex: Sex,
    kind: Kind,
}

fn check_organs(article: &Article, report: &mut Report<'_>) {
    check(article, report, Kind::Organ);
}

fn check_conditions(article: &Article, report: &mut Report<'_>) {
    check(article, report, Kind::Condition);
}

fn check(article: &Article, report: &mut Report<'_>, kind: Kind) {
    for (_, sentence) in statements(article) {
        let stream = &article.stream[sentence.stream.start as usize..sentence.stream.end as usize];
        let begins = |&at: &u32| FIRST_WORDS.holds(article, article.tokens[at as usize].word);
        if stream.len() > LONGEST || !stream.iter().any(begins) {
            continue;
        }
        let words: Vec<&str> = stream.iter().map(|&at| article.word(article.tokens[at as usize].word)).collect();
        let terms = terms(&words);
        if terms.is_empty() {
            continue;
        }
        let people: Vec<(usize, Sex)> = (0..words.len()).filter_map(|at| Some((at, people(&words, at)?))).collect();
        let Some(&(_, sex)) = people.first() else { continue };
        if people.iter().any(|&(_, other)| other != sex) || terms.iter().any(|term| term.sex == sex) {
            continue;
        }
        if is_exempt(article, sentence) {
            continue;
        }
        let bound = |term: &&Found| people.iter().any(|&(at, _)| is_bound(&words, at, term));
        let Some(term) = terms.iter().find(bound).filter(|term| term.kind == kind) else { continue };
        let place = |at: usize| article.tokens[stream[at] as usize].span;
        let span: ProseSpan = place(term.start).to(place(term.end - 1));
        let Some(&(who, _)) = people.iter().find(|&&(at, _)| is_bound(&words, at, term)) else { continue };
        let what = if kind == Kind::Organ { "only {} have it" } else { "only {} can have it" };
        let what = what.replace("{}", term.sex.people());
        report
            .at(span, format!("\"{}\" is said of {}, but {what}", article.text(span), sex.people()))
            .related(place(who), "it is said of these people")
            .help("check which of the two is meant");
    }
}

/// Longer sentences are lists.
const LONGEST: usize = 60;

fn terms(words: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let fits = |term: &&Term| words[at..].starts_with(&term.words);
        let longest =
            TERMS.get(words[at]).and_then(|terms| terms.iter().filter(fits).max_by_key(|term| term.words.len()));
        let Some(term) = longest else {
            at += 1;
            continue;
        };
        found.push(Found { start: at, end: at + term.words.len(), sex: term.sex, kind: term.kind });
        at += term.words.len();
    }
    found
}

/// Which people a word speaks of: "men", "girls", "female patients", but not "male hormones".
fn people(words: &[&str], at: usize) -> Option<Sex> {
    const BEARERS: &[&str] = &[
        "patients",
        "patient",
        "adults",
        "children",
        "teenagers",
        "infants",
        "adolescents",
        "people",
        "babies",
        "persons",
    ];
    match words[at] {
        "women" | "woman" | "girl" | "girls" | "females" | "she" | "her" => Some(Sex::Female),
        "men" | "man" | "boy" | "boys" | "males" | "he" | "his" => Some(Sex::Male),
        "female" | "male" => {
            let next = words.get(at + 1)?;
            let sex = if words[at] == "female" { Sex::Female } else { Sex::Male };
            BEARERS.contains(next).then_some(sex)
        }
        _ => None,
    }
}

/// Whether people and a term stand in one clause, the people in front or behind "in".
fn is_bound(words: &[&str], people: usize, term: &Found) -> bool {
    const BREAKS: &[&str] =
        &[";", ":", "but", "because", "if", "when", "that", "which", "who", "whose", "than", "like"];
    let (from, to) = if people < term.start { (people, term.start) } else { (term.end, people) };
    if to - from > 14 || words[from..to].iter().any(|word| BREAKS.contains(word)) {
        return false;
    }
    let front = |reach: usize| words[people.saturating_sub(reach)..people].iter();
    if people > term.start {
        // "Screening is offered to men", "cysts occur in 20 percent of men", "is reported by half of the women".
        return front(5).any(|word| {
            matches!(*word, "in" | "among" | "affects" | "affect" | "to" | "by" | "for" | "complaint" | "complaints")
        });
    }
    // The people open the clause: "In young men, ...", "A woman with ...".
    people <= 4 || front(3).any(|word| matches!(*word, "in" | "among" | ";" | ":"))
}

fn is_exempt(article: &Article, sentence: &Sentence) -> bool {
    holds(article.text(sentence.span), EXEMPT)
}

const EXEMPT: &[&str] = &[
    "trans",
    "transgender",
    "transsexual*",
    "intersex",
    "transplant*",
    "embryo*",
    "fetus*",
    "fetal",
    "foetus*",
    "foetal",
    "insensitivity",
    "mullerian",
    "müllerian",
    "hermaphrodit*",
    "pseudohermaphrodit*",
    "dsd",
    "chromosom*",
    "46",
    "xx",
    "xy",
    "karyotype*",
    "assigned",
    "animal*",
    "mice",
    "mouse",
    "rat",
    "rats",
    "dog",
    "dogs",
    "cats",
    "not",
    "no",
    "never",
    "without",
    "cannot",
    "t",
    "lack*",
    "absent",
    "absence",
    "neither",
    "nor",
    "partner*",
    "wife",
    "wives",
    "husband*",
    "mother*",
    "father*",
    "son",
    "sons",
    "daughter*",
    "sister*",
    "brother*",
    "baby",
    "babies",
    "carrier*",
    "sex",
    "sexual*",
    "intercourse",
    "contact",
    "circumcis*",
    "sperm",
    "semen",
    "once",
    "historical*",
    "reported",
    "remnant*",
    "homolog*",
    "equivalent",
    "analog*",
    "ambiguous",
    "gonad*",
    "genital*",
    "rare",
    "rarely",
    "virili*",
    "whereas",
    "while",
    "unlike",
    "family",
    "families",
    "relatives",
    "brca",
    "brca1",
    "brca2",
    "both",
    "sexes",
    "gender*",
    "klinefelter*",
    "turner",
    "born",
    "birth",
    "newborn*",
    "gene",
    "genes",
    "mutation*",
    "former*",
    "identify",
    "estrogen",
    "oestrogen",
    "hormone*",
    "androgen*",
    "myth",
    "wrong*",
    "instead",
    "versus",
    "vs",
    "compared",
    "similar",
    "same",
    "counterpart*",
    "spread*",
    "transmit*",
    "pass",
];
