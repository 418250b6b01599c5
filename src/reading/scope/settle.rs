//! From the cues of a sentence to the scope of one statement in it.

use super::cues::{Category, Cue, Reach};
use super::{Certainty, Contrast, Experiencer, Frame, Limit, Polarity, Scope, Time};
use crate::article::Article;
use crate::knowledge::Kind;
use crate::reading::mentions::Mention;
use crate::reading::sentences::Sentence;
use std::ops::Range;

/// A cue found in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct CueHit<'c> {
    pub(crate) cue: &'c Cue,
    pub(crate) tokens: Range<u32>,
}

/// How many tokens a cue that reaches "here" may stand before the statement.
const NEAR: u32 = 3;

/// How many words after a cue belong to the name of a limit.
const NAME: u32 = 16;

/// The longest part of a sentence that is quoted without being somebody's words: a term.
const TERM: usize = 24;

/// A statement, as far as its scope depends on it.
pub(crate) struct Stated<'a> {
    /// Its tokens.
    pub(crate) tokens: &'a Range<u32>,
    /// Those that name what it is about.
    pub(crate) subject: Option<&'a Range<u32>>,
    /// Those that give its values.
    pub(crate) values: &'a [Range<u32>],
    /// The categories that its own words settle.
    pub(crate) settled: &'a [Category],
    /// Where names of the article's subject stand in its sentence.
    pub(crate) names: &'a [Range<u32>],
}

/// The scope of a statement.
pub(crate) fn settle(article: &Article, sentence: &Sentence, cues: &[CueHit<'_>], statement: &Stated<'_>) -> Scope {
    let &Stated { tokens: stated, subject, values, settled, names } = statement;
    let mut clause = clause(article, sentence, cues, stated);
    // "Although it can affect anyone, it usually affects women": the main clause begins behind the comma.
    clause.start = clause.start.max(conceded(article, sentence, stated).unwrap_or(0));
    // "It may be caused by X and is inherited ...": what goes before "and" is another statement.
    let joined = joined(article, sentence, cues, stated);
    clause.start = clause.start.max(joined.unwrap_or(0));
    let joint = subject.filter(|_| stated.start < clause.end).and_then(|tokens| joint(article, tokens));
    if let Some(at) = joint {
        clause.start = clause.start.max(at);
    }
    let mut scope = Scope { clause: article.span_of(&clause), ..Scope::default() };
    let within = |outer: &Range<u32>, inner: &Range<u32>| outer.start <= inner.start && inner.end <= outer.end;
    let pseudo = |tokens: &Range<u32>| {
        cues.iter().any(|other| other.cue.category == Category::Pseudo && within(&other.tokens, tokens))
    };
    for hit in cues {
        let category = hit.cue.category;
        let inside = within(stated, &hit.tokens);
        if settled.contains(&category) && inside || values.iter().any(|value| within(value, &hit.tokens)) {
            continue;
        }
        let names_form = category == Category::Form && inside && !subject.is_some_and(|s| within(s, &hit.tokens));
        let in_name = names.iter().any(|name| within(name, &hit.tokens));
        if names_form
            || in_name
            || category >= Category::Pregnancy && is_wide(article, hit)
            || !reaches(hit, stated, &clause)
        {
            continue;
        }
        if category == Category::Universal && pseudo(&hit.tokens)
            || is_in_form(cues, hit)
            || is_quantity(article, hit)
            || is_both(article, cues, hit)
            || is_in_disease(article, hit)
            || is_bracketed(article, sentence, hit, stated)
            || is_count(article, hit)
            || is_beyond(article, hit, statement)
            || is_unexplained(article, hit, stated)
            || is_new(article, hit)
            || is_passed(article, hit)
            || is_aside(article, hit, stated)
        {
            continue;
        }
        if category == Category::Negation && pseudo(&hit.tokens) {
            scope.certainty = scope.certainty.max(Certainty::Some);
            continue;
        }
        if category == Category::Contrast && hit.tokens.start >= stated.end {
            scope.contrast = scope.contrast.max(Contrast::After);
        } else {
            apply(article, hit, statement, &mut scope);
        }
    }
    let text = article.text(sentence.span);
    if text.ends_with('?') {
        scope.frame = Frame::Question;
    } else if scope.frame == Frame::Assertion && is_quoted(article, sentence, stated) {
        scope.frame = Frame::Quoted;
    }
    scope.tidy();
    scope
}

/// Where the main clause begins, behind an opening clause that concedes something.
fn conceded(article: &Article, sentence: &Sentence, stated: &Range<u32>) -> Option<u32> {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let opening = text(sentence.tokens.start);
    let concedes = ["although", "though", "while", "whereas"].iter().any(|word| opening.eq_ignore_ascii_case(word));
    let comma = || (sentence.tokens.start..stated.end).find(|&at| text(at) == ",");
    concedes.then(comma).flatten().filter(|&comma| comma < stated.start + 1).map(|comma| comma + 1)
}

/// Words with which a sentence begins by saying for whom or when all of it holds.
const PLACES: [&str; 12] =
    ["in", "among", "for", "at", "during", "when", "if", "with", "without", "after", "before", "unlike"];

/// Where a statement begins, when ", and" joins it to another before it: "X occurs in many places, and it is common."
fn joined(article: &Article, sentence: &Sentence, cues: &[CueHit<'_>], stated: &Range<u32>) -> Option<u32> {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let first = sentence.tokens.start;
    let at = (stated.start.saturating_sub(1)..=stated.start).find(|&at| at > first + 2 && text(at) == "and")?;
    let narrowed = PLACES.iter().any(|place| text(first).eq_ignore_ascii_case(place));
    let next = text((at + 1).min(sentence.tokens.end - 1));
    let pronoun = ["it", "the", "this"].iter().any(|word| next.eq_ignore_ascii_case(word));
    let form = cues.iter().any(|hit| hit.cue.category == Category::Form && hit.tokens.start == at + 1);
    (text(at - 1) == "," && (pronoun || form) && !narrowed).then_some(at)
}

/// "In men and women": no limit to one sex.
fn is_both(article: &Article, cues: &[CueHit<'_>], hit: &CueHit<'_>) -> bool {
    let other = match hit.cue.category {
        Category::Male => Category::Female,
        Category::Female => Category::Male,
        _ => return false,
    };
    let joins = |at: u32| ["and", "or", "both", "as", "well"].contains(&article.text(article.tokens[at as usize].span));
    let joined = |first: &Range<u32>, next: &Range<u32>| {
        first.end < next.start && next.start - first.end <= 3 && (first.end..next.start).all(joins)
    };
    cues.iter()
        .filter(|cue| cue.cue.category == other)
        .any(|cue| joined(&hit.tokens, &cue.tokens) || joined(&cue.tokens, &hit.tokens))
}

/// "Juvenile polyposis": a part of the name of a disease, not an age.
fn is_in_disease(article: &Article, hit: &CueHit<'_>) -> bool {
    let holds = |mention: &Mention| {
        mention.kind == Kind::Disease
            && mention.tokens.start <= hit.tokens.start
            && hit.tokens.end <= mention.tokens.end
            && mention.tokens.len() > hit.tokens.len()
    };
    hit.cue.category == Category::Age && article.mentions_in(&hit.tokens).iter().any(holds)
}

/// "X (formerly called Y) is": what a bracket says of a name says nothing of the statement around it.
fn is_bracketed(article: &Article, sentence: &Sentence, hit: &CueHit<'_>, stated: &Range<u32>) -> bool {
    let soft = [Category::Historical, Category::Some, Category::Possible, Category::Report, Category::Comparison];
    if !soft.contains(&hit.cue.category) {
        return false;
    }
    let is = |at: u32, mark: &str| article.text(article.tokens[at as usize].span) == mark;
    let opened = (sentence.tokens.start..hit.tokens.start).rev().find(|&at| is(at, "(") || is(at, ")"));
    let Some(open) = opened.filter(|&at| is(at, "(")) else { return false };
    let close = (hit.tokens.end..sentence.tokens.end).find(|&at| is(at, ")"));
    close.is_some_and(|close| !(open < stated.start && stated.end <= close))
}

/// "Fewer than 10 people": how many, not than what.
fn is_count(article: &Article, hit: &CueHit<'_>) -> bool {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    hit.cue.category == Category::Comparison
        && hit.tokens.len() == 1
        && text(hit.tokens.start).eq_ignore_ascii_case("than")
        && article.tokens.get(hit.tokens.end as usize).is_some_and(|token| {
            token.is_number() || matches!(article.word(token.word), "one" | "two" | "three" | "half")
        })
}

/// "In people with no history of X in their family": that it is new there, not that it is about relatives.
fn is_new(article: &Article, hit: &CueHit<'_>) -> bool {
    if !matches!(hit.cue.category, Category::Family | Category::Group) {
        return false;
    }
    let near = hit.tokens.start.saturating_sub(8)..(hit.tokens.end + 3).min(article.tokens.len() as u32);
    let word = |at: u32| article.word(article.tokens[at as usize].word);
    near.clone().any(|at| word(at) == "no" && at + 1 < near.end && word(at + 1) == "history")
}

/// "Passed from parent to child": how it goes on, not whom it is limited to.
fn is_passed(article: &Article, hit: &CueHit<'_>) -> bool {
    let word = |at: u32| article.word(article.tokens[at as usize].word);
    let before = hit.tokens.start.checked_sub(1).map_or("", word);
    hit.cue.category == Category::Age && word(hit.tokens.start) == "to" && matches!(before, "parent" | "parents")
}

/// "It is unclear how X causes Y": that it does is clear.
fn is_unexplained(article: &Article, hit: &CueHit<'_>, stated: &Range<u32>) -> bool {
    let word = |at: u32| article.word(article.tokens[at as usize].word);
    matches!(hit.cue.category, Category::Unknown | Category::Hypothetical)
        && hit.tokens.end <= stated.start
        && (hit.tokens.start..stated.start).any(|at| matches!(word(at), "how" | "why"))
}

/// "X begins in infancy, and Y develops later in life": whom the next statement is limited to.
fn is_beyond(article: &Article, hit: &CueHit<'_>, statement: &Stated<'_>) -> bool {
    let stated = statement.tokens;
    if hit.cue.category < Category::Pregnancy || hit.tokens.start < stated.end {
        return false;
    }
    // "Fever, pain, and dizziness when standing": what follows a list narrows its last item.
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let is_list = |value: &Range<u32>| value.end == stated.end && value.clone().any(|at| text(at) == ",");
    if statement.values.iter().any(is_list) {
        return true;
    }
    let joint = (stated.end..hit.tokens.start).find(|&at| text(at) == "," && text(at + 1) == "and");
    let listed = (stated.end..hit.tokens.start).rev().find(|&at| text(at) == ",");
    let bracket = (stated.end..hit.tokens.start).any(|at| text(at) == ")");
    joint.is_some_and(|joint| joint + 3 < hit.tokens.start)
        || bracket && listed.is_some_and(|comma| comma + 3 < hit.tokens.start)
}

/// "Stage 2": a form, not the beginning of an illness.
fn is_in_form(cues: &[CueHit<'_>], hit: &CueHit<'_>) -> bool {
    let is_form = |other: &&CueHit<'_>| {
        other.cue.category == Category::Form
            && other.tokens.start <= hit.tokens.start
            && hit.tokens.end <= other.tokens.end
            && other.tokens.len() > hit.tokens.len()
    };
    matches!(hit.cue.category, Category::Early | Category::Late) && cues.iter().any(|other| is_form(&other))
}

/// "In rare cases", "many cases": how many, not which.
fn is_quantity(article: &Article, hit: &CueHit<'_>) -> bool {
    let text = |at: u32| article.text(article.tokens[at as usize].span).to_lowercase();
    hit.cue.category == Category::Form
        && ["rare", "some", "many", "several", "certain", "most"].contains(&text(hit.tokens.start).as_str())
        && ["case", "cases"].contains(&text(hit.tokens.end - 1).as_str())
}

/// "Without treatment, X": what is missing there does not deny what follows the comma.
fn is_aside(article: &Article, hit: &CueHit<'_>, stated: &Range<u32>) -> bool {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    hit.cue.category == Category::Negation
        && ["without", "lack", "absence", "free"].iter().any(|cue| text(hit.tokens.start).eq_ignore_ascii_case(cue))
        && (hit.tokens.end..stated.start).any(|at| text(at) == ",")
}

/// The word that joins a predicate to the one before it, if the words before it end in one.
fn joint(article: &Article, subject: &Range<u32>) -> Option<u32> {
    let last = subject.end.checked_sub(1)?;
    let text = article.text(article.tokens[last as usize].span);
    (subject.len() > 2 && text == "and").then_some(last)
}

/// ", which means": what follows holds where the words before it do.
fn explains(article: &Article, hit: &CueHit<'_>) -> bool {
    let word = |at: u32| article.tokens.get(at as usize).map_or("", |token| article.word(token.word));
    word(hit.tokens.start) == "which" && word(hit.tokens.end) == "means"
}

/// The tokens from the terminator before a statement to the one after it.
fn clause(article: &Article, sentence: &Sentence, cues: &[CueHit<'_>], stated: &Range<u32>) -> Range<u32> {
    let mut clause = sentence.tokens.clone();
    let ends = |hit: &&CueHit<'_>| hit.cue.category == Category::Terminator && !explains(article, hit);
    for hit in cues.iter().filter(ends) {
        if hit.tokens.end <= stated.start {
            clause.start = clause.start.max(hit.tokens.end);
        } else if hit.tokens.start >= stated.end {
            clause.end = clause.end.min(hit.tokens.start);
        }
    }
    clause.start..clause.end.max(stated.end)
}

fn reaches(hit: &CueHit<'_>, stated: &Range<u32>, clause: &Range<u32>) -> bool {
    let in_clause = clause.start <= hit.tokens.start && hit.tokens.start < clause.end;
    match hit.cue.reach {
        Reach::Sentence => true,
        Reach::Clause => in_clause,
        Reach::After => in_clause && hit.tokens.start < stated.end,
        Reach::Before => in_clause && hit.tokens.end > stated.start,
        Reach::Here => hit.tokens.end + NEAR >= stated.start && hit.tokens.end <= stated.end,
    }
}

fn apply(article: &Article, hit: &CueHit<'_>, statement: &Stated<'_>, scope: &mut Scope) {
    let certain = |scope: &mut Scope, certainty: Certainty| scope.certainty = scope.certainty.max(certainty);
    match hit.cue.category {
        Category::Contrast => scope.contrast = Contrast::Before,
        Category::Negation => scope.polarity = Polarity::Negative,
        Category::Universal if scope.certainty == Certainty::Usual => scope.certainty = Certainty::Universal,
        Category::Some => certain(scope, Certainty::Some),
        Category::Possible => certain(scope, Certainty::Possible),
        Category::Hypothetical => certain(scope, Certainty::Hypothetical),
        Category::Unknown => certain(scope, Certainty::Unknown),
        Category::Hedge => scope.hedged = true,
        Category::Historical => scope.time = Time::Historical,
        Category::Late if scope.time == Time::Any => scope.time = Time::Late,
        Category::Early if scope.time == Time::Any => scope.time = Time::Early,
        Category::Terminator | Category::Pseudo | Category::Universal | Category::Late | Category::Early => {}
        Category::Comparison => scope.compared = true,
        Category::Myth => scope.frame = Frame::Myth,
        Category::Correction => scope.frame = Frame::Correction,
        Category::Report => {
            if scope.frame == Frame::Assertion {
                scope.frame = Frame::Reported;
            }
        }
        Category::Family => scope.experiencer = Experiencer::Family,
        Category::Animal => scope.experiencer = Experiencer::Animal,
        Category::Case => scope.experiencer = Experiencer::Case,
        category => {
            let name = hit.cue.name.clone();
            let name = name.unwrap_or_else(|| name_of(article, hit, statement));
            scope.limits.push(Limit { category, name });
        }
    }
}

/// "In most countries", "in all people": no limit worth the name.
fn is_wide(article: &Article, hit: &CueHit<'_>) -> bool {
    let wide = |at: u32| {
        let text = article.text(article.tokens[at as usize].span);
        ["most", "all", "many", "nearly", "almost"].iter().any(|word| text.eq_ignore_ascii_case(word))
    };
    matches!(hit.cue.category, Category::Region | Category::Group | Category::Age) && hit.tokens.clone().any(wide)
}

/// A limit's own words: the cue and what follows it up to a mark, so that two conditions are told apart.
fn name_of(article: &Article, hit: &CueHit<'_>, statement: &Stated<'_>) -> String {
    let reach = if hit.cue.category == Category::Form { 0 } else { NAME };
    let number = article.sentences.partition_point(|sentence| sentence.tokens.end <= hit.tokens.start);
    let limit = article.sentences.get(number).map_or(article.tokens.len() as u32, |sentence| sentence.tokens.end);
    let end = (hit.tokens.end + reach).min(limit);
    // "In severe cases X cannot be cured": the statement is no part of the name.
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let is_phrase = ["in", "among", "for"].iter().any(|word| text(hit.tokens.start).eq_ignore_ascii_case(word));
    let begins = statement.names.iter().map(|name| name.start).chain([statement.tokens.start]);
    let end = begins.filter(|&start| is_phrase && start >= hit.tokens.end).fold(end, u32::min);
    let last = (hit.tokens.end..end)
        .take_while(|&at| !matches!(text(at), "," | ";" | ":" | "(" | "."))
        .take_while(|&at| !is_phrase || !matches!(text(at), "this" | "is" | "are" | "can" | "may" | "has" | "have"))
        .last();
    article.text(article.span_of(&(hit.tokens.start..last.map_or(hit.tokens.end, |at| at + 1)))).to_lowercase()
}

/// Whether a statement lies within quotation marks that hold more than a term.
fn is_quoted(article: &Article, sentence: &Sentence, stated: &Range<u32>) -> bool {
    let text = article.text(sentence.span);
    let at = (article.tokens[stated.end as usize - 1].span.start - sentence.span.start) as usize;
    let (before, after) = text.split_at(at);
    for (open, close) in [('\u{201C}', '\u{201D}'), ('\u{2018}', '\u{2019}')] {
        if let (Some(opened), Some(closed)) = (before.rfind(open), after.find(close))
            && !before[opened..].contains(close)
            && at - opened + closed > TERM
        {
            return true;
        }
    }
    let quoted = before.matches('"').count() % 2 == 1;
    quoted && after.find('"').is_some_and(|end| end + (at - before.rfind('"').unwrap_or(at)) > TERM)
}
