//! From the hits of the attributes' patterns to claims.

use super::about::about;
use super::attribute::{Attribute, ValueKind};
use super::names::Names;
use super::topic::{Current, Resolver, Topic};
use super::value::{self, List, Read, Value, list};
use super::{Claim, ClaimReader, labels};
use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::pattern::Hit;
use crate::reading::numbers::Kind;
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
            let place = Place { cues: &cues, names: &places, current: &current };
            for &(_, index, hit) in &candidates[at..end] {
                let attribute = &reader.attributes[usize::from(index)];
                let read = if attribute.state(hit.pattern).label {
                    labels::claim(&topics.resolver, reader, index, hit, &current)
                } else {
                    claim(&topics.resolver, attribute, index, hit, &place)
                };
                if let Some(claim) = read
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

/// The scope of what stands in a span of one sentence.
pub(crate) fn scope_at(article: &Article, reader: &ClaimReader, span: ProseSpan) -> Scope {
    let index = article.sentences.partition_point(|sentence| sentence.span.start <= span.start).saturating_sub(1);
    let Some(sentence) = article.sentences.get(index).filter(|sentence| sentence.tokens.len() <= LONGEST) else {
        return Scope::default();
    };
    let first = article.tokens.partition_point(|token| token.span.end <= span.start) as u32;
    let end = article.tokens.partition_point(|token| token.span.start < span.end) as u32;
    let tokens = first.max(sentence.tokens.start)..end.min(sentence.tokens.end);
    if tokens.is_empty() {
        return Scope::default();
    }
    let cues = cues(article, reader, index as u32);
    settle(article, sentence, &cues, &Stated { tokens: &tokens, subject: None, values: &[], settled: &[], names: &[] })
}

/// Whether claims are read from a sentence: not from references, foreign text or sections on other diseases.
pub(super) fn is_read(article: &Article, sentence: &Sentence) -> bool {
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

/// The cues of a sentence.
pub(super) fn cues<'c>(article: &Article, reader: &'c ClaimReader, sentence: u32) -> Vec<CueHit<'c>> {
    let hits = reader.cues.matcher().find_in(&article.tokens, &article.stream, &article.sentences, sentence);
    hits.into_iter().map(|hit| CueHit { cue: reader.cues.cue(hit.pattern), tokens: hit.tokens }).collect()
}

/// What is known where a hit is read: the cues of its sentence, where names of the subject stand, what the text is about.
pub(super) struct Place<'a> {
    pub(super) cues: &'a [CueHit<'a>],
    pub(super) names: &'a [Range<u32>],
    pub(super) current: &'a Current,
}

fn claim(resolver: &Resolver<'_>, attribute: &Attribute, index: u16, hit: &Hit, place: &Place<'_>) -> Option<Claim> {
    let article = resolver.article;
    let sentence = &article.sentences[hit.sentence as usize];
    let state = attribute.state(hit.pattern);
    let current = place.current;
    let capture =
        |name: &str| hit.captures.iter().find(|c| article.matcher().slot_name(c) == name).map(|c| c.tokens.clone());
    let (subject, captured) = (capture("subject"), capture("value"));
    // "A ratio of 3:1" says what its pattern says only where the first number is the larger.
    if let (Some(more), Some(less)) = (capture("more"), capture("less"))
        && !exceeds(article, &more, &less)
    {
        return None;
    }
    let mut exchanged = false;
    let topic = match &subject {
        _ if !attribute.about.is_empty() => {
            let (topic, swapped) = about(resolver, attribute, hit, sentence, current)?;
            exchanged = swapped;
            topic
        }
        Some(tokens) if attribute.itself && resolver.is_borne(tokens) => return None,
        Some(tokens) => resolver.subject(sentence, tokens, current)?,
        None if state.opening => resolver.resolve(&resolver.opening(sentence), current)?,
        None => current.topic.clone(),
    };
    if attribute.last && goes_on(article, sentence, hit) {
        return None;
    }
    let read = value::read(article, attribute, hit, captured.as_ref())?;
    let mut settled = attribute.ignore.clone();
    settled.extend_from_slice(&state.settled);
    let bounded = matches!(attribute.kind, ValueKind::Share | ValueKind::Measure);
    // "Below 120/80": the words that bound a number are no age.
    let number = bounded.then(|| read.tokens.start.saturating_sub(2)..read.tokens.end);
    let values: Vec<Range<u32>> = number.or(captured).into_iter().collect();
    let statement = Stated {
        tokens: &hit.tokens,
        subject: subject.as_ref(),
        values: &values,
        settled: &settled,
        names: place.names,
    };
    let mut claim = scoped(article, attribute, &statement, (sentence, place.cues), (topic, read))?;
    if attribute.kind == ValueKind::Share {
        claim.scope.limits.extend(opening_place(article, sentence, &hit.tokens));
        claim.scope.tidy();
    }
    let value = match claim.value {
        Value::Class(class) if exchanged => {
            Value::Class(attribute.swapped.iter().find(|(from, _)| *from == class).map_or(class, |&(_, to)| to))
        }
        value => value,
    };
    Some(Claim { attribute: index, value, sentence: hit.sentence, weak: state.weak, ..claim })
}

/// Whether one number is larger than another.
fn exceeds(article: &Article, more: &Range<u32>, less: &Range<u32>) -> bool {
    const WRITTEN: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = |tokens: &Range<u32>| {
        let text = article.text(article.span_of(tokens)).to_lowercase();
        let written = WRITTEN.iter().position(|word| *word == text);
        written.map(|at| f64::from(at as u8)).or_else(|| text.parse::<f64>().ok())
    };
    number(more).zip(number(less)).is_some_and(|(more, less)| more > less)
}

/// Words that may follow an adjective which says it all: "X is common in ...".
static FOLLOWERS: List = List::new(|| {
    list(
        "in among at for with and or but although though because so when if than to as worldwide today now overall \
    enough throughout outside within on during while whereas too before after except by there here especially \
    particularly also everywhere elsewhere until since compared that which who unless yet however even of nor only again \
    both rather less more amongst between once around across under over about whether globally then",
    )
});

/// Whether a noun follows what should be the last word of a statement: "is common knowledge".
fn goes_on(article: &Article, sentence: &Sentence, hit: &Hit) -> bool {
    let (last, next) = (hit.tokens.end - 1, hit.tokens.end);
    let text = |at: u32| article.text(article.tokens[at as usize].span).to_lowercase();
    let adjective = ["rare", "common", "uncommon", "frequent", "infrequent", "widespread", "prevalent"];
    next < sentence.tokens.end
        && adjective.contains(&text(last).as_str())
        && article.tokens[next as usize].is_word()
        && !value::lists(&FOLLOWERS, &text(next))
}

/// "In the Saguenay region of Quebec, ...": where a figure was counted, when a sentence opens with it.
fn opening_place(article: &Article, sentence: &Sentence, stated: &Range<u32>) -> Option<Limit> {
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let first = sentence.tokens.start;
    let comma = (first + 2..stated.start).take(16).find(|&at| text(at) == ",")?;
    let wide = text(first + 1).eq_ignore_ascii_case("general") || text(first + 2).eq_ignore_ascii_case("general");
    let opens = ["In", "Among", "Outside", "Within", "For"].contains(&text(first)) && !wide;
    let name = || article.text(article.span_of(&(first..comma))).to_lowercase();
    opens.then(|| Limit { category: Category::Region, name: name() })
}

/// A claim with its scope; `None` when it is asked, or denied without saying what holds instead.
pub(super) fn scoped(
    article: &Article,
    attribute: &Attribute,
    statement: &Stated<'_>,
    (sentence, cues): (&Sentence, &[CueHit<'_>]),
    (topic, read): (Topic, Read),
) -> Option<Claim> {
    let mut scope = settle(article, sentence, cues, statement);
    scope.limits.retain(|limit| !attribute.ignore.contains(&limit.category));
    if attribute.ignore.contains(&Category::Comparison) {
        scope.compared = false;
    }
    if scope.frame == Frame::Question {
        return None;
    }
    let Read { mut value, tokens: value_tokens, group, dimension } = read;
    if scope.polarity == Polarity::Negative {
        let Value::Class(class) = value else { return None };
        let &(_, denied) = attribute.denied.iter().find(|(from, _)| *from == class)?;
        value = Value::Class(denied);
    }
    scope.limits.extend(group.map(|name| Limit { category: Category::Group, name }));
    if attribute.kind == ValueKind::Share {
        let years = article.quantities_in(&sentence.tokens).iter().filter(|quantity| quantity.kind == Kind::Year);
        scope.limits.extend(years.map(|year| Limit { category: Category::Year, name: article.text(year.span).into() }));
    }
    let topic = match (topic, dimension) {
        (Topic::Form(form), _) => {
            scope.limits.push(Limit { category: Category::Form, name: form });
            Topic::Article
        }
        (Topic::Other(name), Some(dimension)) => Topic::Other(format!("{name} / {dimension}")),
        (topic, _) => topic,
    };
    scope.tidy();
    if attribute.kind != ValueKind::Class && scope.certainty == Certainty::Universal {
        scope.certainty = Certainty::Usual;
    }
    let value_span = article.span_of(&value_tokens);
    let (tokens, span) = (statement.tokens.clone(), article.span_of(statement.tokens));
    Some(Claim { attribute: 0, topic, value, value_span, scope, span, tokens, sentence: 0, weak: false })
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
