//! An "also known as" that names something else.

mod frames;
mod meanings;

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::knowledge::{ConceptId, Kind, NameType};
use crate::reading::mentions::Mention;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use frames::{Frame, aliases, frames};
use meanings::{calque, meanings};

crate::rule! {
    /// Flags an alias, "X, also known as Y", whose Y is the name of something else.
    ///
    /// ## Why
    /// A reader who looks the alias up learns about another disease. Machine translation and splicing make such aliases.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Osteoporosis
    ///
    /// Osteoporosis, also called osteoarthritis, makes bones weak.
    ///                           ^^^^^^^^^^^^^^ "osteoarthritis" is not another name for osteoporosis
    /// ```
    /// ```md,flag
    /// # Myositis ossificans
    ///
    /// Myositis ossificans is a rare disease. It is also known as muscle angiogenesis.
    ///                                                            ^^^^^^^^^^^^^^^^^^^ "muscle angiogenesis" is not another name for myositis ossificans
    /// ```
    /// ```md,flag
    /// # Warfarin sensitivity
    ///
    /// Warfarin sensitivity means that a small dose thins the blood a lot. Another name for warfarin sensitivity is kidney stones.
    ///                                                                                                              ^^^^^^^^^^^^^ "kidney stones" is not another name for Warfarin sensitivity
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Pertussis
    ///
    /// Whooping cough, also known as pertussis, is an infection. It was formerly known as chin cough.
    /// ```
    /// ```md,clean
    /// # Gout
    ///
    /// Gout should not be confused with pseudogout, and it was once wrongly called rheumatism.
    /// ```
    /// ```md,clean
    /// # Stroke
    ///
    /// A stroke, sometimes called a brain attack, happens when the brain gets no blood.
    /// ```
    ///
    /// ```md,clean
    /// # Dumping syndrome
    ///
    /// Dumping syndrome occurs after meals. This condition is also called rapid gastric emptying.
    /// ```
    ///
    /// ## Limits
    /// Only names that the knowledge base holds are judged: an alias that it does not know proves nothing. A broader or
    /// narrower name, a name that shares a word with the right one, and a name of a close relative are let pass.
    FalseSynonym: "false-synonym", Naming, Error, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    for (number, sentence) in article.sentences.iter().enumerate() {
        let kind = article.kind_of(sentence);
        if matches!(kind, BlockKind::Reference | BlockKind::Quote) || article.is_foreign(sentence.block) {
            continue;
        }
        for frame in frames(article, sentence) {
            judge(article, number as u32, sentence, &frame, report);
        }
    }
}

/// Words before the frame that make it no alias of today.
const DISCLAIMED: &[&str] = &[
    "not",
    "never",
    "formerly",
    "previously",
    "once",
    "wrongly",
    "incorrectly",
    "mistakenly",
    "historically",
    "unlike",
    "originally",
    "was",
    "were",
    "gene",
    "protein",
    "enzyme",
    "by",
    "causes",
    "caused",
    "called",
    "form",
    "forms",
    "type",
    "types",
    "which",
    "that",
];

fn judge(article: &Article, number: u32, sentence: &Sentence, frame: &Frame, report: &mut Report<'_>) {
    let disclaimed = article.tokens[frame.before.start as usize..frame.before.end as usize]
        .iter()
        .rev()
        .take(6)
        .any(|token| DISCLAIMED.contains(&article.text(token.span).to_lowercase().as_str()));
    if disclaimed {
        return;
    }
    let Some((owners, place)) = owners(article, sentence, frame) else {
        judge_unknown(article, number, frame, report);
        return;
    };
    let owner = owners[0];
    let mut told = false;
    for alias in aliases(article, &frame.after) {
        let named = meanings(article, number, &alias);
        let calqued = named.is_none();
        let Some(meanings) = named.or_else(|| calque(article, &alias)) else { continue };
        // A calque of another disease's name is no loose name of this one, however near the two are.
        let related = |owner, concept| article.knowledge().related(owner, concept);
        let same = |&(concept, _): &(ConceptId, NameType)| {
            owners
                .iter()
                .any(|&owner| if calqued { related(owner, concept) } else { may_be_same(article, owner, concept) })
        };
        if meanings.is_empty() || meanings.iter().any(same) {
            continue;
        }
        let span = article.span_of(&alias);
        let knowledge = article.knowledge();
        let (name, text) = (knowledge.name(owner), article.text(span));
        let (concept, _) = meanings[0];
        let others = knowledge.other_names(owner);
        let also = if others.is_empty() { String::new() } else { format!("; its other names: {others}") };
        let finding = report.at(span, format!("\"{text}\" is not another name for {name}"));
        if std::mem::replace(&mut told, true) {
            finding.label(format!("\"{text}\" is none either"));
        }
        finding
            .cause(format!("{number}"))
            .related(place, format!("said of \"{}\"", article.text(place)))
            .note(format!(
                "\"{}\" is a {} of its own ({})",
                knowledge.name(concept),
                knowledge.kind(concept).name(),
                knowledge.id(concept)
            ))
            .note(format!("{name} is {}{also}", knowledge.id(owner)));
    }
}

/// An alias of the article's subject, which the knowledge base does not know: it can be no process of the body, and no
/// everyday disease that the article names nowhere else.
fn judge_unknown(article: &Article, number: u32, frame: &Frame, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let Some(place) = subject_before(article, frame) else { return };
    let tell = |word: &&str| word.len() > 3;
    let ours: Vec<String> = subject.name.split_whitespace().filter(tell).map(str::to_lowercase).collect();
    for alias in aliases(article, &frame.after) {
        let Some(meanings) = meanings(article, number, &alias) else { continue };
        let process = |&(concept, _): &(ConceptId, NameType)| article.knowledge().kind(concept) == Kind::Process;
        let span = article.span_of(&alias);
        let text = article.text(span);
        let shared = text.split_whitespace().any(|word| ours.contains(&word.to_lowercase()));
        if shared || meanings.is_empty() {
            continue;
        }
        let (concept, _) = meanings[0];
        let knowledge = article.knowledge();
        let what = if meanings.iter().all(process) {
            "process of the body"
        } else if is_other_disease(article, number, &alias, concept) {
            "disease of its own"
        } else {
            continue;
        };
        report
            .at(span, format!("\"{text}\" is not another name for {}", subject.name))
            .cause(format!("{number}"))
            .related(place, format!("said of \"{}\"", article.text(place)))
            .note(format!("\"{}\" is a {what} ({})", knowledge.name(concept), knowledge.id(concept)));
    }
}

/// Where the words before a frame name the article's subject, with at most three words behind it.
fn subject_before(article: &Article, frame: &Frame) -> Option<ProseSpan> {
    let subject = article.subject.as_ref()?;
    let span = article.span_of(&frame.before);
    let before = article.text(span);
    let (start, rest) = (before.get(..subject.name.len())?, before.get(subject.name.len()..)?);
    let named = start.eq_ignore_ascii_case(&subject.name) && rest.split_whitespace().count() <= 3;
    named.then(|| ProseSpan { end: span.start + subject.name.len() as u32, ..span })
}

/// Words as common as these are known to most readers.
const EVERYDAY: u8 = 70;

/// Whether an alias is an everyday disease that the article names nowhere else, and the subject is none that is known: a
/// true name would come again.
fn is_other_disease(article: &Article, number: u32, alias: &std::ops::Range<u32>, concept: ConceptId) -> bool {
    let knowledge = article.knowledge();
    let known = article.subject_concept().is_some_and(|concept| knowledge.kind(concept) == Kind::Disease);
    let everyday = || {
        let words = article.tokens[alias.start as usize..alias.end as usize].iter().filter(|token| token.is_word());
        words.into_iter().all(|token| article.lexicon().level(token.word) <= EVERYDAY)
    };
    let elsewhere = || article.mentions.iter().any(|mention| mention.concept == concept && mention.sentence != number);
    !known && knowledge.kind(concept) == Kind::Disease && everyday() && !elsewhere()
}

/// What gets the alias: the disease named last before the frame in its clause, with all that its name may mean, or the
/// article's subject where a pronoun stands for it.
fn owners(article: &Article, sentence: &Sentence, frame: &Frame) -> Option<(Vec<ConceptId>, ProseSpan)> {
    if let Some(place) = subject_before(article, frame)
        && let Some(concept) = article.subject_concept()
        && article.knowledge().kind(concept) == Kind::Disease
    {
        return Some((vec![concept], place));
    }
    let named = article.mentions_in(&frame.before);
    let tokens = article.tokens_of(sentence);
    let text = |at: usize| tokens.get(at).map_or("", |token| article.text(token.span));
    let noun = matches!(text(1), "disease" | "condition" | "disorder" | "syndrome" | "illness" | "infection");
    let pronoun = text(0) == "It" || matches!(text(0), "This" | "The") && noun;
    // "The disease is also called": "disease" is no name here.
    let first = sentence.tokens.start + 2;
    let named = if pronoun { &named[named.partition_point(|mention| mention.tokens.start < first)..] } else { named };
    if named.iter().all(|mention| mention.common || mention.kind != Kind::Disease) && pronoun {
        let subject = article.subject.as_ref()?;
        let concept =
            article.subject_concept().filter(|&concept| article.knowledge().kind(concept) == Kind::Disease)?;
        return Some((vec![concept], subject.span));
    }
    let last = named.iter().rfind(|mention| mention.kind == Kind::Disease && !mention.common)?;
    let distance = frame.before.end - last.tokens.end;
    let tail = named.iter().any(|mention| mention.tokens.start > last.tokens.start);
    let whole = last.tokens.start == frame.before.start || !is_word_before(article, last);
    let diseases = article
        .candidates(last)
        .map(|entry| entry.concept)
        .filter(|&concept| article.knowledge().kind(concept) == Kind::Disease)
        // The class of all diseases is nobody's name.
        .filter(|&concept| article.knowledge().parents(concept).next().is_some());
    let owners: Vec<_> = diseases.collect();
    (distance <= 8 && !tail && whole && !owners.is_empty()).then_some((owners, last.span))
}

/// Whether the word before a name makes it another one: "severe X", "familial X".
fn is_word_before(article: &Article, mention: &Mention) -> bool {
    let Some(before) = mention.tokens.start.checked_sub(1).map(|at| &article.tokens[at as usize]) else { return false };
    let text = article.text(before.span).to_lowercase();
    let article_or_mark =
        !before.is_word() || matches!(text.as_str(), "the" | "a" | "an" | "is" | "for" | "of" | "and");
    !article_or_mark && before.is_word()
}

/// Whether two concepts may go by one name: the same, one above the other, near relatives, or with a telling word in
/// common.
pub(super) fn may_be_same(article: &Article, owner: ConceptId, alias: ConceptId) -> bool {
    let knowledge = article.knowledge();
    if knowledge.related(owner, alias) {
        return true;
    }
    if knowledge.kind(alias) == Kind::Procedure || near_relatives(article, owner, alias) {
        return true;
    }
    let names = |concept| format!("{} {}", knowledge.name(concept), knowledge.other_names(concept)).to_lowercase();
    let (ours, theirs) = (names(owner), names(alias));
    let telling = |word: &&str| word.len() > 4 && !GENERIC.contains(word);
    let ours: Vec<_> = ours.split(|c: char| !c.is_alphanumeric()).filter(telling).collect();
    theirs.split(|c: char| !c.is_alphanumeric()).filter(telling).any(|word| ours.contains(&word))
}

/// Whether two concepts have a parent or grandparent in common that is itself a narrow class.
fn near_relatives(article: &Article, a: ConceptId, b: ConceptId) -> bool {
    let knowledge = article.knowledge();
    let above = |concept| -> Vec<ConceptId> {
        let parents: Vec<_> = knowledge.parents(concept).map(|(parent, _)| parent).collect();
        let grand = parents.iter().flat_map(|&parent| knowledge.parents(parent)).map(|(parent, _)| parent);
        grand.chain(parents.iter().copied()).filter(|&parent| knowledge.ancestors(parent).len() > 4).collect()
    };
    let ours = above(a);
    above(b).iter().any(|concept| ours.contains(concept))
}

/// Words that many names share.
const GENERIC: &[&str] = &[
    "disease",
    "disorder",
    "syndrome",
    "deficiency",
    "muscle",
    "muscular",
    "chronic",
    "acute",
    "congenital",
    "familial",
    "primary",
    "infection",
    "cancer",
    "hereditary",
    "autosomal",
];
