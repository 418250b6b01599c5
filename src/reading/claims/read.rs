//! From the hits of the attributes' patterns to claims.

use super::attribute::{Attribute, ValueKind};
use super::names::Names;
use super::topic::{Current, Resolver, Topic};
use super::value::{self, Value};
use super::{Claim, ClaimReader};
use crate::article::Article;
use crate::document::BlockKind;
use crate::pattern::Hit;
use crate::reading::scope::{Category, Certainty, CueHit, Frame, Limit, Polarity, Scope, Stated, settle};
use crate::reading::sections::Role;
use crate::reading::sentences::Sentence;
use std::ops::Range;

/// Longer sentences, in tokens, are tables or lists that lost their marks; nothing is claimed from them.
const LONGEST: usize = 300;

/// Reads the claims of an article whose patterns were found, by attribute and place.
pub(crate) fn read(article: &Article, reader: &ClaimReader) -> Vec<Claim> {
    let mut candidates: Vec<(u32, u16, &Hit)> = Vec::new();
    for (index, attribute) in reader.attributes.iter().enumerate() {
        let hits = article.hits_of(&attribute.patterns);
        candidates.extend(hits.iter().map(|hit| (hit.sentence, index as u16, hit)));
    }
    candidates.sort_by_key(|&(sentence, attribute, hit)| (sentence, attribute, hit.tokens.start, hit.pattern));
    let names = Names::of(article);
    let resolver = Resolver { article, words: &reader.words, names: &names };
    let mut claims = Vec::new();
    let mut topics = Topics { resolver, current: None, block: u32::MAX, next: 0 };
    let mut at = 0;
    while at < candidates.len() {
        let number = candidates[at].0;
        let end = at + candidates[at..].partition_point(|candidate| candidate.0 == number);
        let sentence = &article.sentences[number as usize];
        let current = topics.before(number);
        if is_read(article, sentence) {
            let cues = cues(article, reader, number);
            let places = names.places(article, sentence);
            for &(_, index, hit) in &candidates[at..end] {
                let attribute = &reader.attributes[usize::from(index)];
                if let Some(claim) = claim(article, &topics.resolver, attribute, index, hit, (&cues, &places), &current)
                    && !repeats(&claims, &claim)
                {
                    claims.push(claim);
                }
            }
        }
        at = end;
    }
    claims.sort_by_key(|claim: &Claim| (claim.attribute, claim.span.start));
    claims
}

/// The scope of each mention of an article: what its sentence says around it.
pub(crate) fn scopes(article: &Article, reader: &ClaimReader) -> Vec<Scope> {
    let mut known: Option<(u32, Vec<CueHit<'_>>)> = None;
    let scope = article.mentions.iter().map(|mention| {
        let sentence = &article.sentences[mention.sentence as usize];
        // A table that lost its marks has as many cues as mentions, and sets no scope.
        if sentence.tokens.len() > LONGEST {
            return Scope::default();
        }
        if known.as_ref().is_none_or(|&(number, _)| number != mention.sentence) {
            known = Some((mention.sentence, cues(article, reader, mention.sentence)));
        }
        let cues = known.as_ref().map_or(&[] as &[_], |(_, cues)| cues);
        let names = [mention.tokens.clone()];
        let stated = Stated { tokens: &mention.tokens, subject: None, values: &[], settled: &[], names: &names };
        settle(article, sentence, cues, &stated)
    });
    scope.collect()
}

/// Whether claims are read from a sentence: not from references, foreign text or sections on other diseases.
fn is_read(article: &Article, sentence: &Sentence) -> bool {
    sentence.tokens.len() <= LONGEST
        && !matches!(article.kind_of(sentence), BlockKind::Reference | BlockKind::Quote | BlockKind::Caption)
        && !article.is_foreign(sentence.block)
        && !matches!(
            article.section_of(sentence.block).role,
            Role::Differential | Role::References | Role::Case | Role::History
        )
}

/// A statement that was read already, in other words of the same pattern or by another pattern.
fn repeats(claims: &[Claim], claim: &Claim) -> bool {
    let near = claims.iter().rev().take_while(|known| known.sentence == claim.sentence);
    near.filter(|known| known.attribute == claim.attribute)
        .any(|known| known.tokens.start < claim.tokens.end && claim.tokens.start < known.tokens.end)
}

fn cues<'c>(article: &Article, reader: &'c ClaimReader, sentence: u32) -> Vec<CueHit<'c>> {
    let hits = reader.cues.matcher().find_in(&article.tokens, &article.stream, &article.sentences, sentence);
    hits.into_iter().map(|hit| CueHit { cue: reader.cues.cue(hit.pattern), tokens: hit.tokens }).collect()
}

fn claim(
    article: &Article,
    resolver: &Resolver<'_>,
    attribute: &Attribute,
    index: u16,
    hit: &Hit,
    (cues, places): (&[CueHit<'_>], &[Range<u32>]),
    current: &Current,
) -> Option<Claim> {
    let sentence = &article.sentences[hit.sentence as usize];
    let state = attribute.state(hit.pattern);
    let capture = |name: &str| {
        hit.captures.iter().find(|c| article.matcher().slot_name(hit, c) == name).map(|c| c.tokens.clone())
    };
    let (subject, captured) = (capture("subject"), capture("value"));
    let topic = match &subject {
        Some(tokens) => resolver.subject(sentence, tokens, current)?,
        None if state.opening => resolver.resolve(&resolver.opening(sentence), current)?,
        None => current.topic.clone(),
    };
    let (mut value, value_span) = value::read(article, attribute, hit, captured.as_ref())?;
    let stated = hit.tokens.clone();
    let values: Vec<Range<u32>> = captured.into_iter().collect();
    let mut settled = attribute.ignore.clone();
    settled.extend_from_slice(&state.settled);
    let statement =
        Stated { tokens: &stated, subject: subject.as_ref(), values: &values, settled: &settled, names: places };
    let mut scope = settle(article, sentence, cues, &statement);
    scope.limits.retain(|limit| !attribute.ignore.contains(&limit.category));
    if attribute.ignore.contains(&Category::Comparison) {
        scope.compared = false;
    }
    if scope.frame == Frame::Question {
        return None;
    }
    if scope.polarity == Polarity::Negative {
        let Value::Class(class) = value else { return None };
        let &(_, denied) = attribute.denied.iter().find(|(from, _)| *from == class)?;
        value = Value::Class(denied);
    }
    let topic = match topic {
        Topic::Form(form) => {
            scope.limits.push(Limit { category: Category::Form, name: form.clone() });
            scope.limits.sort();
            Topic::Article
        }
        topic => topic,
    };
    if attribute.kind != ValueKind::Class && scope.certainty == Certainty::Universal {
        scope.certainty = Certainty::Usual;
    }
    let span = article.span_of(&stated);
    let (tokens, sentence) = (stated, hit.sentence);
    Some(Claim { attribute: index, topic, value, value_span, scope, span, tokens, sentence, weak: state.weak })
}

/// The topics of the sentences, in order, as far as they are asked for.
struct Topics<'a> {
    resolver: Resolver<'a>,
    current: Option<Current>,
    block: u32,
    next: u32,
}

impl Topics<'_> {
    /// What the text is about where a sentence begins.
    fn before(&mut self, number: u32) -> Current {
        let article = self.resolver.article;
        let block = article.sentences[number as usize].block;
        if self.block != block {
            self.block = block;
            self.current = None;
            self.next = article.sentences.partition_point(|sentence| sentence.block < block) as u32;
        }
        let mut current = self.current.take().unwrap_or_else(|| self.start(block));
        while self.next < number {
            let opens = self.next == 0 || article.sentences[self.next as usize - 1].block != block;
            current = self.resolver.advance(&article.sentences[self.next as usize], &current);
            // A paragraph that opens with another disease or germ goes on about it.
            if opens && matches!(current.topic, Topic::Other(_)) && !current.unclear {
                current.home = current.topic.clone();
            }
            self.next += 1;
        }
        self.current = Some(current.clone());
        current
    }

    /// What the first sentence of a block may refer to: the topic of its heading.
    fn start(&self, block: u32) -> Current {
        let article = self.resolver.article;
        let heading = article.section_of(block).heading.filter(|&heading| heading != block);
        let topic = heading.map_or(Topic::Article, |heading| {
            let at = article.sentences.partition_point(|sentence| sentence.block < heading);
            match article.sentences.get(at) {
                Some(sentence) if sentence.block == heading && Resolver::is_heading(article.kind_of(sentence)) => {
                    self.resolver.of_heading(sentence)
                }
                _ => Topic::Article,
            }
        });
        Current { topic: topic.clone(), unclear: false, home: topic }
    }
}
