//! An "also known as" that names something else.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::knowledge::{ConceptId, Kind, NameType};
use crate::reading::mentions::Mention;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordSet;
use std::ops::Range;
use std::sync::LazyLock;

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

/// "X, also known as Y": the tokens before the words that say so, and those after.
struct Frame {
    before: Range<u32>,
    after: Range<u32>,
}

/// The words that introduce an alias, as they stand in the text.
const CALLED: &[&str] = &["called", "named", "termed", "as", "is", "are", "include"];
/// Words before "called" or "known as" that make it an alias of the same thing, now.
const ALSO: &[&str] = &[
    "also",
    "sometimes",
    "often",
    "commonly",
    "otherwise",
    "better",
    "frequently",
    "usually",
    "alternatively",
    "informally",
    "popularly",
];
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

/// The words at which a frame may begin.
static FRAMING: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("known referred called termed named name names"));

fn frames(article: &Article, sentence: &Sentence) -> Vec<Frame> {
    let tokens = article.tokens_of(sentence);
    let text = |at: usize| tokens.get(at).map_or("", |token| article.text(token.span));
    let range = sentence.tokens.clone();
    let mut frames = Vec::new();
    for at in 1..tokens.len() {
        if !FRAMING.has(&tokens[at]) {
            continue;
        }
        let absolute = range.start + at as u32;
        let opens = match text(at) {
            "known" if text(at + 1) == "as" => Some(2),
            "referred" if text(at + 1) == "to" && text(at + 2) == "as" => Some(3),
            "called" | "termed" | "named" => Some(1),
            _ => None,
        };
        let also = || (at.saturating_sub(3)..at).any(|before| ALSO.contains(&text(before).to_lowercase().as_str()));
        if let Some(length) = opens.filter(|_| also()) {
            frames.push(Frame { before: range.start..absolute, after: absolute + length..range.end });
        }
        // "Another name for X is Y", "other names for X include Y".
        let names = matches!(text(at), "name" | "names")
            && matches!(text(at - 1).to_lowercase().as_str(), "another" | "other" | "alternative");
        if names && matches!(text(at + 1), "for" | "of") {
            let verb = (at + 2..tokens.len()).find(|&verb| CALLED[4..].contains(&text(verb)));
            if let Some(verb) = verb {
                frames.push(Frame {
                    before: absolute + 2..range.start + verb as u32,
                    after: range.start + verb as u32 + 1..range.end,
                });
            }
        }
    }
    frames
}

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
        report
            .at(span, format!("\"{text}\" is not another name for {name}"))
            .label(format!("\"{text}\" is none either"))
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

/// An alias of the article's subject, which the knowledge base does not know: it can be no process of the body.
fn judge_unknown(article: &Article, number: u32, frame: &Frame, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let before = article.text(article.span_of(&frame.before));
    let named = before.get(..subject.name.len()).is_some_and(|start| start.eq_ignore_ascii_case(&subject.name));
    let ends = before[..subject.name.len().min(before.len())].len();
    if !named || before[ends..].split_whitespace().count() > 3 {
        return;
    }
    let place = ProseSpan { start: article.span_of(&frame.before).start, ..subject.span };
    let place = ProseSpan { end: place.start + subject.name.len() as u32, ..place };
    let tell = |word: &&str| word.len() > 3;
    let ours: Vec<String> = subject.name.split_whitespace().filter(tell).map(str::to_lowercase).collect();
    for alias in aliases(article, &frame.after) {
        let Some(meanings) = meanings(article, number, &alias) else { continue };
        let process = |&(concept, _): &(ConceptId, NameType)| article.knowledge().kind(concept) == Kind::Process;
        let span = article.span_of(&alias);
        let text = article.text(span);
        let shared = text.split_whitespace().any(|word| ours.contains(&word.to_lowercase()));
        if shared || meanings.is_empty() || !meanings.iter().all(process) {
            continue;
        }
        let (concept, _) = meanings[0];
        let knowledge = article.knowledge();
        report
            .at(span, format!("\"{text}\" is not another name for {}", subject.name))
            .cause(format!("{number}"))
            .related(place, format!("said of \"{}\"", article.text(place)))
            .note(format!("\"{}\" is a process of the body ({})", knowledge.name(concept), knowledge.id(concept)));
    }
}

/// What gets the alias: the disease named last before the frame in its clause, with all that its name may mean, or the
/// article's subject where a pronoun stands for it.
fn owners(article: &Article, sentence: &Sentence, frame: &Frame) -> Option<(Vec<ConceptId>, ProseSpan)> {
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

/// The alias phrases after a frame: up to the end of the clause, parted at "or" and commas.
fn aliases(article: &Article, after: &Range<u32>) -> Vec<Range<u32>> {
    const ENDS: &[&str] = &[
        ".", ";", ":", "(", ")", "that", "which", "is", "are", "was", "because", "in", "after", "when", "but", "if",
        "who", "has", "since", "affects", "causes", "makes", "where", "to", "by", "for", "on", "at", "from",
    ];
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let mut phrases = Vec::new();
    let mut start = after.start;
    let mut at = after.start;
    while at <= after.end && at - after.start < 24 {
        let word = if at < after.end { text(at) } else { "." };
        let joins = matches!(word, "or" | "," | "and");
        let ends = ENDS.contains(&word);
        if joins || ends {
            let mut from = start;
            while from < at
                && matches!(text(from), "a" | "an" | "the" | "\"" | "\u{201C}" | "\u{2018}" | "'" | "as" | "simply")
            {
                from += 1;
            }
            let mut to = at;
            while to > from && matches!(text(to - 1), "\"" | "\u{201D}" | "\u{2019}" | "'" | ",") {
                to -= 1;
            }
            if from < to {
                phrases.push(from..to);
            }
            start = at + 1;
        }
        if ends || word == "and" {
            break;
        }
        at += 1;
    }
    phrases
}

/// What an alias may mean; none when the knowledge base does not know it as a whole.
fn meanings(article: &Article, number: u32, alias: &Range<u32>) -> Option<Vec<(ConceptId, NameType)>> {
    let core_end = core_end(article, alias);
    let mentions = article.mentions_in(alias);
    let last = mentions.iter().rfind(|mention| mention.tokens.end == core_end && mention.sentence == number);
    if let Some(mention) = last.filter(|mention| !mention.common) {
        let whole = mention.tokens.start == alias.start && mention.tokens.end == alias.end;
        // A process or a part of the body is never a disease, whatever stands before it.
        // "Rapid gastric emptying" is none any more.
        let disturbed = || (alias.start..mention.tokens.start).any(|at| DISTURBED.has(&article.tokens[at as usize]));
        let other_kind = mention.kind == Kind::Process
            && core_end == alias.end
            && mention.tokens.start > alias.start
            && !disturbed();
        if whole || other_kind {
            return Some(article.candidates(mention).map(|entry| (entry.concept, entry.kind)).collect());
        }
    }
    None
}

/// Words that make a disorder of a process.
static DISTURBED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "abnormal absent arrested decreased defective delayed deficient disordered early excess excessive impaired \
         inappropriate incomplete increased inherited insufficient involuntary irregular late loss lack low high poor \
         premature prolonged rapid reduced slow slowed unregulated uncontrolled congenital familial hereditary \
         intolerance resistance overactive underactive",
    )
});

/// What an alias may mean with the adjective of a name in place of a noun: "muscle dystrophy" for "muscular dystrophy".
fn calque(article: &Article, alias: &Range<u32>) -> Option<Vec<(ConceptId, NameType)>> {
    let words = article.text(article.span_of(&(alias.start..core_end(article, alias)))).to_lowercase();
    let (noun, rest) = words.split_once(' ')?;
    let adjective = ADJECTIVES.iter().find(|(known, _)| *known == noun)?.1;
    let meanings = article.knowledge().meanings(&format!("{adjective} {rest}"));
    Some(meanings.into_iter().map(|entry| (entry.concept, entry.kind)).collect())
}

/// Where the noun phrase of an alias ends and what is said of it begins.
fn core_end(article: &Article, alias: &Range<u32>) -> u32 {
    let opens = |at: &u32| matches!(article.text(article.tokens[*at as usize].span), "with" | "of" | "without");
    alias.clone().find(opens).unwrap_or(alias.end)
}

/// Nouns of the body and the adjectives that names have in their place.
const ADJECTIVES: &[(&str, &str)] = &[
    ("muscle", "muscular"),
    ("heart", "cardiac"),
    ("kidney", "renal"),
    ("liver", "hepatic"),
    ("lung", "pulmonary"),
    ("skin", "cutaneous"),
    ("stomach", "gastric"),
    ("brain", "cerebral"),
    ("artery", "arterial"),
    ("vein", "venous"),
    ("joint", "articular"),
    ("spine", "spinal"),
    ("bowel", "intestinal"),
    ("bladder", "vesical"),
    ("thyroid", "thyroidal"),
    ("blood", "hematologic"),
    ("vessel", "vascular"),
    ("eye", "ocular"),
];

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
