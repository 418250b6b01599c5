//! A section heading that names another condition than the article is about.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::knowledge::{ConceptId, Kind};
use crate::reading::mentions::Mention;
use crate::reading::sections::Role;
use crate::reading::tokens::Token;
use crate::rule::Report;
use rustc_hash::FxHashMap;

crate::rule! {
    /// Flags a section heading that names another condition while the section goes on about the article's subject.
    ///
    /// ## Why
    /// Headings steer readers and search engines; a wrong one comes from copied templates and spliced articles.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Asthma
    ///
    /// Asthma narrows the airways.
    ///
    /// ## Treating your psoriasis
    ///    ^^^^^^^^^^^^^^^^^^^^^^^ the heading names psoriasis, but the article is about "Asthma"
    ///
    /// Asthma is treated with inhalers. Most people with asthma need two of them.
    /// ```
    /// ```md,flag
    /// # Gout
    ///
    /// Gout is a form of arthritis.
    ///
    /// ## Symptoms of measles
    ///    ^^^^^^^^^^^^^^^^^^^ the heading names measles, but the article is about "Gout"
    ///
    /// Gout causes sudden pain, often in the big toe.
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Gout
    ///
    /// Gout is a form of arthritis.
    ///
    /// ## Complications: kidney stones
    ///
    /// Gout can lead to kidney stones.
    /// ```
    /// ```md,clean
    /// # Asthma
    ///
    /// Asthma narrows the airways.
    ///
    /// ## Asthma and eczema
    ///
    /// Asthma is common in people with eczema.
    /// ```
    ///
    /// ## Limits
    /// The subject must be a disease that the knowledge base knows. A heading on complications, causes, risk factors,
    /// related or other conditions may name any disease, and so may one whose section talks of that disease.
    HeadingSubjectMismatch: "heading-subject-mismatch", Naming, Warning, "0.1.0", check
}

/// Words of a heading under which another disease may stand.
const OTHER: &[&str] = &[
    "complication",
    "cause",
    "risk",
    "related",
    "differen",
    "versus",
    "vs",
    "other",
    "linked",
    "associated",
    "with",
    "and",
    "or",
    "prevent",
    "type",
    "form",
    "link",
    "after",
    "during",
    "compare",
    "screen",
    "case",
    "similar",
    "secondary",
    "coexist",
    "problem",
    "gene",
    "condition",
    "variant",
    "subtype",
    "history",
    "infection",
    "side effect",
    "research",
    "support",
    "group",
    "resource",
    "clinical trial",
    "stage",
];

fn check(article: &Article, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let mut counts: Option<FxHashMap<ConceptId, usize>> = None;
    for section in &article.sections {
        let Some(heading) = section.heading else { continue };
        let block = &article.document.blocks[heading as usize];
        let skipped = matches!(section.role, Role::Differential | Role::Complications | Role::References | Role::Case);
        if block.kind != BlockKind::Heading || skipped || article.is_foreign(heading) {
            continue;
        }
        let from = article.mentions.partition_point(|mention| mention.span.start < block.span.start);
        let within = |mention: &&Mention| block.span.contains(mention.span);
        let mentions: Vec<_> = article.mentions[from..].iter().take_while(within).collect();
        let text = article.text(block.span).to_lowercase();
        let Some(other) = first_condition(article, &mentions) else { continue };
        let Some(concept) =
            article.subject_concept().filter(|&concept| article.knowledge().kind(concept) == Kind::Disease)
        else {
            continue;
        };
        let cue = OTHER.iter().any(|cue| {
            text.split_whitespace().any(|word| word.starts_with(cue) && *cue != "with" && *cue != "and" || word == *cue)
        });
        let apposed = text.contains(&subject.name.to_lowercase());
        let part = subject.name.to_lowercase().contains(&article.text(other.span).to_lowercase());
        if part || cue && !apposed || related(article, concept, other.concept) {
            continue;
        }
        let block_of = |mention: &Mention| article.sentences[mention.sentence as usize].block;
        let from = article.mentions.partition_point(|mention| block_of(mention) < section.blocks.start);
        let inside = article.mentions[from..].iter().take_while(|mention| block_of(mention) < section.blocks.end);
        let own = inside.filter(|mention| related(article, concept, mention.concept)).count();
        // A condition that the article speaks of elsewhere is a part of its story.
        let here = mentions.iter().filter(|mention| mention.concept == other.concept).count();
        if own == 0 || counts.get_or_insert_with(|| count(article)).get(&other.concept) > Some(&here) {
            continue;
        }
        if is_worded_elsewhere(article, other, block.span) {
            continue;
        }
        let name = article.text(other.span);
        report
            .at(block.span, format!("the heading names {name}, but the article is about \"{}\"", subject.name))
            .related(subject.span, "the subject is named here")
            .note(format!("the section speaks of the subject {own} times, and the article of {name} nowhere else"));
    }
}

/// Whether the article has all words of a name elsewhere, though apart: "broken bones" where it tells of broken wrists and
/// of bones.
fn is_worded_elsewhere(article: &Article, name: &Mention, heading: ProseSpan) -> bool {
    let lemma = |token: &Token| article.knowledge().lemma(token.word.0);
    let words = &article.tokens[name.tokens.start as usize..name.tokens.end as usize];
    let elsewhere = |word: &Token| {
        article
            .tokens
            .iter()
            .any(|token| !heading.contains(token.span) && token.is_word() && lemma(token) == lemma(word))
    };
    words.len() > 1 && words.iter().all(elsewhere)
}

/// How often the article names each concept.
fn count(article: &Article) -> FxHashMap<ConceptId, usize> {
    let mut counts = FxHashMap::default();
    for mention in &article.mentions {
        *counts.entry(mention.concept).or_default() += 1;
    }
    counts
}

/// The first condition of a heading.
fn first_condition<'a>(article: &Article, mentions: &[&'a Mention]) -> Option<&'a Mention> {
    let known = |mention: &&&Mention| mention.kind == Kind::Disease && !mention.ambiguous && !mention.common;
    let found = mentions.iter().find(known)?;
    (article.knowledge().name(found.concept).len() > 3).then_some(*found)
}

/// Whether two diseases are one line of descent.
fn related(article: &Article, a: ConceptId, b: ConceptId) -> bool {
    article.knowledge().related(a, b)
}
