//! Values: what claims say, and when two of them cannot both be true.

use super::attribute::{Attribute, ValueKind};
use super::{doubt, interval};
use crate::article::Article;
use crate::knowledge::{ConceptId, Kind};
use crate::pattern::Hit;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What a claim says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One of the attribute's classes.
    Class(u16),
    /// Things, by the stems of their words and the concepts that they name, both sorted.
    Things {
        /// The stems.
        stems: Vec<String>,
        /// The concepts.
        concepts: Vec<ConceptId>,
    },
    /// From a lower to an upper bound, in the attribute's unit.
    Interval {
        /// The lower bound.
        low: f64,
        /// The upper bound; may be infinite.
        high: f64,
    },
}

/// Words that say nothing of what a thing is.
static EMPTY: List = List::new(|| {
    list(
        "a an the of in on at to by for from with and or as is are be usually often typically generally commonly most \
    mild severe sudden suddenly slight some any all other such also its their his her this that these those it \
    early sign signs symptom symptoms one two more less very slowly progressive gradual gradually persistent \
    mainly primarily not no loss problem problems feeling area areas part parts body both same side left right \
    chronic acute up when general unusual common like has have having which being been if changes change increased \
    decreased abnormal rare tissue crystals material small hard excess difficulty trouble",
    )
});

/// Words that many things share, so that they tell one only where no other word does.
static WEAK: List = List::new(|| list("dry skin swelling muscle muscles blood"));

/// Words after which a value goes on to something else.
static CUTS: List =
    List::new(|| list("followed then before after later until during rather less where although sometimes"));

/// A list of words.
pub(super) type List = LazyLock<FxHashSet<&'static str>>;

/// Whether a list holds a word.
pub(super) fn lists(words: &List, word: &str) -> bool {
    words.contains(word)
}

/// The words of a text.
pub(super) fn list(words: &'static str) -> FxHashSet<&'static str> {
    words.split_whitespace().collect()
}

/// The stem of a word, for comparing only: without the endings of number and tense.
pub(crate) fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    for (ending, with) in
        [("ies", "y"), ("sses", "ss"), ("ness", ""), ("ing", ""), ("ed", ""), ("ful", ""), ("es", ""), ("s", "")]
    {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() > 2
            && !word.ends_with("ss")
        {
            return format!("{stem}{with}");
        }
    }
    word.strip_suffix('e').filter(|stem| stem.len() > 3).map_or(word.clone(), str::to_owned)
}

/// A value as it was read.
pub(super) struct Read {
    pub(super) value: Value,
    /// The words that state it.
    pub(super) tokens: Range<u32>,
    /// The group that it holds for, where the value names one: "of newborns".
    pub(super) group: Option<String>,
    /// What is measured, so that only like is held against like.
    pub(super) dimension: Option<String>,
}

impl Read {
    pub(super) fn new(value: Value, tokens: Range<u32>) -> Self {
        Self { value, tokens, group: None, dimension: None }
    }
}

/// The value that a hit states, and the words that state it.
pub(super) fn read(article: &Article, attribute: &Attribute, hit: &Hit, captured: Option<&Range<u32>>) -> Option<Read> {
    if let Some(class) = attribute.state(hit.pattern).class {
        return Some(Read::new(Value::Class(class), hit.tokens.clone()));
    }
    let range = captured?.clone();
    match attribute.kind {
        ValueKind::Class => None,
        ValueKind::Words | ValueKind::Site => things(article, attribute, range),
        ValueKind::Age | ValueKind::Span => interval::time(article, attribute, hit, &range),
        ValueKind::Share => interval::share(article, attribute, &range),
        ValueKind::Measure => interval::measure(article, &range),
    }
}

fn things(article: &Article, attribute: &Attribute, range: Range<u32>) -> Option<Read> {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let mut range = trimmed(article, range);
    // "A rare genetic disorder": how often it is does not tell what it is.
    while attribute.whole && range.len() > 2 && lists(&DEGREES, &text(range.start).to_lowercase()) {
        range.start += 1;
    }
    let cut = |at: u32| at > range.start && lists(&CUTS, &text(at).to_lowercase());
    let end = range.clone().find(|&at| cut(at)).unwrap_or(range.end);
    let range = range.start..end;
    let is_joint = |at: u32| matches!(article.word(article.tokens[at as usize].word), "and" | "or" | ",");
    let end = range.clone().rev().find(|&at| !is_joint(at)).map_or(range.start, |at| at + 1);
    let range = range.start..end;
    let vague = range.len() < 2 || range.len() == 2 && lists(&DEGREES, &text(range.start).to_lowercase());
    if attribute.whole && vague
        || doubt::is_open(article, &range)
        || doubt::is_cut(article, attribute, &range)
        || !doubt::is_named(article, attribute, &range)
    {
        return None;
    }
    // "Less urine than adults": a comparison, and no thing.
    if attribute.multi && range.clone().any(|at| article.word(article.tokens[at as usize].word) == "than") {
        return None;
    }
    let (mut stems, mut weak) = (Vec::new(), Vec::new());
    for at in range.clone().filter(|&at| article.tokens[at as usize].is_word()) {
        let word = text(at).to_lowercase();
        if attribute.never.contains(&word) {
            return None;
        }
        if lists(&EMPTY, &word) {
            continue;
        }
        let is_weak = lists(&WEAK, &word);
        let stem = stem(&word);
        let kept = if is_weak { &mut weak } else { &mut stems };
        kept.push(attribute.same.iter().find(|group| group.contains(&stem)).map_or(stem, |group| group[0].clone()));
    }
    if stems.is_empty() {
        stems = weak;
    }
    let kind = if attribute.kind == ValueKind::Site { Some(Kind::Anatomy) } else { None };
    let mentions = article.mentions_in(&range);
    let fits = |mention: &&crate::reading::mentions::Mention| kind.is_none_or(|kind| mention.kind == kind);
    let mut concepts: Vec<_> = mentions.iter().filter(fits).map(|mention| mention.concept).collect();
    if stems.is_empty() || attribute.kind == ValueKind::Site && concepts.is_empty() {
        return None;
    }
    stems.sort();
    stems.dedup();
    concepts.sort();
    concepts.dedup();
    Some(Read::new(Value::Things { stems, concepts }, range))
}

/// A value without what stands around it: "in most patients, ... in nearly all cases", "usually".
pub(super) fn trimmed(article: &Article, mut range: Range<u32>) -> Range<u32> {
    let is = |at: u32, words: &[&str]| {
        words.contains(&article.text(article.tokens[at as usize].span).to_lowercase().as_str())
    };
    if is(range.start, &["in", "for", "among", "as", "at"])
        && let Some(comma) = range.clone().find(|&at| is(at, &[","]))
        && comma + 1 < range.end
    {
        range.start = comma + 1;
    }
    // ", so it is missed", ", and parents should": another statement begins.
    let verb = |at: u32| {
        is(
            at,
            &[
                "should", "is", "are", "can", "may", "will", "must", "has", "have", "was", "were", "do", "does",
                "occur", "occurs", "develop", "develops", "begins", "appears",
            ],
        )
    };
    let turns = |at: u32| {
        is(at, &[","])
            && at + 1 < range.end
            && (is(at + 1, &["usually", "often", "occurring", "resulting", "typically", "due"])
                || is(at + 1, &["so", "but", "which", "as", "it", "they", "their", "he", "she", "there", "we", "you"])
                || is(at + 1, &["and"]) && (at + 2..range.end.min(at + 7)).any(verb))
    };
    // "In the VWF gene and can have different patterns": another predicate begins.
    // "High blood pressure and stresses the heart": another predicate begins.
    let acts = |at: u32| {
        let also = u32::from(is(at, &["also"]) && at + 1 < range.end);
        let word = article.word(article.tokens[(at + also) as usize].word);
        let next = at + also + 1;
        let object = next < range.end && is(next, &["the", "a", "an", "your", "their", "its"]);
        lists(&ACTS, word) || object && word.ends_with('s')
    };
    let others = |at: u32| is(at, &["individuals", "people", "patients", "those", "others", "need"]);
    let joins =
        |at: u32| is(at, &["and", "or"]) && at + 1 < range.end && (verb(at + 1) || others(at + 1) || acts(at + 1));
    if let Some(comma) = (range.start + 1..range.end).find(|&at| turns(at) || joins(at)) {
        range.end = comma;
    }
    while range.start + 1 < range.end
        && lists(&LEADING, &article.text(article.tokens[range.start as usize].span).to_lowercase())
    {
        range.start += 1;
    }
    let trails = |at: u32| {
        is(at, &["in", "for", "among"])
            && at + 1 < range.end
            && is(at + 1, &["nearly", "almost", "most", "many", "about", "all", "some", "{"])
    };
    if let Some(end) = (range.start + 1..range.end).find(|&at| trails(at)) {
        range.end = end;
    }
    range
}

/// Verbs with which another predicate begins behind "and".
static ACTS: List = List::new(|| {
    list(
        "causes cause results progresses leads lead interferes interfere occurs develops begins affects spreads includes \
    produces requires becomes makes prevents reduces increases appears worsens usually generally typically often",
    )
});

/// Words before a class that say how often or how much, and not what.
static DEGREES: List = List::new(|| {
    list("rare very extremely relatively fairly common uncommon a an , but serious severe potentially group of chronic")
});

/// Words before a value that are no part of it.
static LEADING: List = List::new(|| {
    list(
        "usually often typically generally commonly most mostly mainly frequently almost always normally probably \
    likely either remember as rule that therefore and or",
    )
});

impl Attribute {
    /// Whether two values of this attribute cannot both be true.
    pub(crate) fn clashes(&self, article: &Article, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Class(a), Value::Class(b)) => self.clash.contains(&(*a, *b)) || self.clash.contains(&(*b, *a)),
            (Value::Things { stems, concepts }, Value::Things { stems: others, concepts: other_concepts }) => {
                let knowledge = article.lexicon().knowledge();
                let linked = concepts.iter().any(|&a| other_concepts.iter().any(|&b| knowledge.related(a, b)));
                let shared = stems.iter().any(|stem| others.iter().any(|other| alike(stem, other)));
                let covers =
                    |all: &[String], some: &[String]| some.iter().all(|s| all.iter().any(|other| alike(s, other)));
                let differ = self.exact && !(covers(stems, others) && covers(others, stems));
                differ || !linked && !shared
            }
            (Value::Interval { low, high }, Value::Interval { low: other_low, high: other_high }) => {
                if self.kind == ValueKind::Measure {
                    return interval::bounds_differ((*low, *high), (*other_low, *other_high), self.apart);
                }
                let (below, above) = if high < other_low { (*high, *other_low) } else { (*other_high, *low) };
                below < above
                    && match self.kind {
                        ValueKind::Span | ValueKind::Share => above >= below * self.apart,
                        _ => above - below >= self.apart,
                    }
            }
            _ => false,
        }
    }
}

/// Whether two stems may be forms of one word: "pain" and "painful", "weak" and "weaken".
fn alike(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a == b || shared >= 4 && shared * 10 >= a.len().min(b.len()) * 8
}
