//! What is true of one form, or of another disease, said of a whole disease.

use super::statement::{holds, is_subject, part, statements};
use crate::article::Article;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use regex::Regex;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a statement on the whole subject that holds only for one of its forms or for another disease.
    ///
    /// ## Why
    /// Whoever has the common form is told what does not concern him: that his children may inherit it, that he may die.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Diabetes
    ///
    /// Diabetes is an autoimmune disease.
    ///          ^^^^^^^^^^^^^^^^^^^^^^^^ diabetes is not autoimmune in most people; that holds for type 1 diabetes
    /// ```
    /// ```md,flag
    /// # Lipoma
    ///
    /// See a doctor, as this condition can be life-threatening.
    ///                                 ^^^^^^^^^^^^^^^^^^^^^^^ lipoma is benign; that holds for liposarcoma
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Diabetes
    ///
    /// Diabetes has several forms. One form, type 1 diabetes, is an autoimmune disease.
    /// ```
    /// ```md,clean
    /// # Myositis ossificans
    ///
    /// Myositis ossificans is bone within a muscle. It is not hereditary. In rare forms it can be inherited.
    /// ```
    ///
    /// ## Limits
    /// It knows the diseases of its table, and looks at statements whose subject is the subject of the article and that
    /// name no form.
    SubtypeConflation: "subtype-conflation", Plausibility, Warning, "0.1.0", check
}

struct Fact {
    subject: &'static str,
    attribute: &'static str,
    holds_for: &'static str,
    wrong: &'static str,
    scopes: Vec<&'static str>,
    source: &'static str,
}

static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let lines = include_str!("subtypes.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next();
            Some(Fact {
                subject: next()?,
                attribute: next()?,
                holds_for: next()?,
                wrong: next()?,
                scopes: next()?.split(' ').collect(),
                source: next()?,
            })
        })
        .collect()
});

/// How each attribute is said, behind the subject.
static SAID: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let said = [
        (
            "hereditary",
            r"(?i)\b(?:is|can(?:\salso)?\sbe|may(?:\salso)?\sbe)\s(?:an?\s)?(?:hereditary|inherited|genetic)(?:\s(?:disease|disorder|condition))?\b",
        ),
        (
            "deadly",
            r"(?i)\b(?:is|can\sbe|may\sbe)\s(?:an?\s)?(?:often\s|very\s)?(?:life-threatening|fatal|deadly|lethal)(?:\s(?:disease|disorder|condition))?\b",
        ),
        ("autoimmune", r"(?i)\b(?:is|are)\s(?:an?\s)?(?:chronic\s)?autoimmune(?:\s(?:disease|disorder|condition))?\b"),
        (
            "contagious",
            r"(?i)\b(?:is|can\sbe)\s(?:an?\s)?(?:very\s|highly\s)?(?:contagious|infectious|catching)(?:\s(?:disease|disorder|condition))?\b",
        ),
    ];
    said.map(|(name, said)| (name, Regex::new(said).expect("it is tested"))).into()
});

fn check(article: &Article, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let name = subject.name.to_lowercase();
    for fact in FACTS.iter().filter(|fact| fact.subject == name) {
        let Some((_, said)) = SAID.iter().find(|(attribute, _)| *attribute == fact.attribute) else { continue };
        for (_, sentence) in statements(article) {
            let text = article.text(sentence.span);
            let Some(found) = said.find(text) else { continue };
            if holds(text, SCOPED)
                || holds(text, &fact.scopes)
                || !is_of_subject(article, sentence, &text[..found.start()])
            {
                continue;
            }
            report
                .at(
                    part(sentence, found.start(), found.end()),
                    format!("{name} {}; that holds for {}", fact.wrong, fact.holds_for),
                )
                .related(subject.span, "the subject is named here")
                .note(format!("source: {}", fact.source))
                .help("name the form that is meant")
                .label(format!("{name} {}", fact.wrong))
                .cause(fact.holds_for);
        }
    }
}

/// Whether the words before a statement are the subject, or begin with it and go on with "and".
fn is_of_subject(article: &Article, sentence: &Sentence, before: &str) -> bool {
    let trimmed = before.trim_end();
    let joins = [" as ", " because ", " since ", ", but ", "; "];
    let start = joins.iter().filter_map(|join| trimmed.rfind(join).map(|at| at + join.len())).max().unwrap_or(0);
    if is_subject(article, part(sentence, start, trimmed.len())) {
        return true;
    }
    // "This condition can result from injury, and can also be hereditary."
    let Some(first) = trimmed.strip_suffix(" and").or_else(|| trimmed.strip_suffix(", and")) else { return false };
    let verbs = [" can ", " may ", " is "];
    let verb = verbs.iter().filter_map(|verb| first.find(verb)).min();
    verb.is_some_and(|at| is_subject(article, part(sentence, 0, at)))
}

const SCOPED: &[&str] = &[
    "not",
    "never",
    "no",
    "form",
    "forms",
    "type",
    "types",
    "some",
    "rare",
    "rarely",
    "cases",
    "variant",
    "if",
    "when",
    "untreated",
    "severe",
    "unless",
    "myth",
    "thought",
    "believed",
    "complications",
    "partly",
    "sometimes",
];
