//! Topics: what a statement is about. Names are looked for first; pronouns and "this disease" take the topic of the
//! sentence before, where that is safe.

use super::doubt;
use super::names::Names;
use super::words::{TopicWords, holds};
use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::Kind;
use crate::reading::mentions::Mention;
use crate::reading::sentences::Sentence;
use crate::reading::words::WordId;
use std::ops::Range;

/// What a claim is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The subject of the article.
    Article,
    /// A form of it, by the words that tell it from the others.
    Form(String),
    /// Something else, by its name in lower case.
    Other(String),
}

/// What a sentence is about, for the pronouns of the next.
#[derive(Clone, Debug)]
pub(super) struct Current {
    /// The last thing that a sentence of this block was plainly about.
    pub(super) topic: Topic,
    /// The last sentence was about something that could not be told.
    pub(super) unclear: bool,
    /// What the section is about.
    pub(super) home: Topic,
}

impl Current {
    /// Whether what is talked about is another thing than the article's, so that nothing is known of who "patients" are.
    pub(super) fn unclear_of(&self) -> bool {
        matches!(self.topic, Topic::Other(_))
    }
}

/// Resolves what some tokens refer to.
pub(super) struct Resolver<'a> {
    pub(super) article: &'a Article,
    pub(super) words: &'a TopicWords,
    pub(super) names: &'a Names,
}

impl Resolver<'_> {
    fn word(&self, token: u32) -> WordId {
        self.article.tokens[token as usize].word
    }

    fn text(&self, tokens: &[u32]) -> String {
        let parts: Vec<_> =
            tokens.iter().map(|&at| self.article.text(self.article.tokens[at as usize].span).to_lowercase()).collect();
        parts.join(" ")
    }

    /// The words of a range of tokens, without brackets and what they hold, and without marks.
    fn plain(&self, range: &Range<u32>) -> Vec<u32> {
        let mut depth = 0_u32;
        let mut kept = Vec::new();
        for at in range.clone() {
            let token = &self.article.tokens[at as usize];
            if token.word == self.words.opening {
                depth += 1;
            } else if token.word == self.words.closing {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && (token.is_word() || token.is_number()) {
                kept.push(at);
            }
        }
        kept
    }

    /// The topic that the words before a predicate name: those right before it, or, where "and" stands there, those that
    /// the sentence begins with.
    pub(super) fn subject(&self, sentence: &Sentence, range: &Range<u32>, current: &Current) -> Option<Topic> {
        self.named(sentence, range, current).filter(|topic| !doubt::is_generic(topic))
    }

    fn named(&self, sentence: &Sentence, range: &Range<u32>, current: &Current) -> Option<Topic> {
        // ", and it is more common": the word that joins the clause to the one before is no part of it.
        let opens = |at: u32| holds(&self.words.joiners, self.word(at)) && range.len() > 1;
        let range = &(range.start + u32::from(opens(range.start))..range.end);
        let joined = self.plain(range).last().is_some_and(|&at| holds(&self.words.joiners, self.word(at)));
        // "X is found everywhere, and it is more common in men": "it" is what the sentence is about.
        let plain = self.plain(range);
        let pronoun = plain.len() == 1 && holds(&self.words.pronouns, self.word(plain[0]));
        if joined {
            self.resolve(&self.opening(sentence), current)
        } else if pronoun && range.start > sentence.tokens.start + 3 {
            self.resolve(&self.opening(sentence), current).or_else(|| self.resolve(range, current))
        } else {
            self.resolve(range, current)
        }
    }

    /// Whether a verb stands among some tokens.
    pub(super) fn holds_verb(&self, range: &Range<u32>) -> bool {
        range.clone().any(|at| holds(&self.words.verbs, self.word(at)))
    }

    /// Whether some tokens name what shows a disease, not the disease: "the symptoms of X".
    pub(super) fn is_borne(&self, range: &Range<u32>) -> bool {
        self.plain(range).iter().any(|&at| holds(&self.words.shown, self.word(at)))
    }

    /// The topic that some tokens name; `None` when it is something that no claim should be made of.
    pub(super) fn resolve(&self, range: &Range<u32>, current: &Current) -> Option<Topic> {
        let mut tokens = self.plain(range);
        while tokens.last().is_some_and(|&at| holds(&self.words.fillers, self.word(at))) && tokens.len() > 1 {
            tokens.pop();
        }
        if tokens.is_empty() {
            return None;
        }
        if let Some(found) = self.names.find(self.article, &tokens) {
            return self.around_name(&tokens, found);
        }
        if let Some(topic) = self.by_mention(range, &tokens) {
            return topic;
        }
        self.reference(&tokens, current)
    }

    /// A name was found: what stands before it must be a modifier, a bearer ("symptoms of") or nothing; what follows it
    /// must be nothing but a number or a type.
    fn around_name(&self, tokens: &[u32], found: Range<usize>) -> Option<Topic> {
        let (before, after) = (&tokens[..found.start], &tokens[found.end..]);
        // "Changes that cause X lead to": what is talked about is not X.
        if before.first().is_some_and(|&at| holds(&self.words.acting, self.word(at))) {
            return None;
        }
        let mut form = Vec::new();
        // "In most countries X is": what stands between is whom it is said of, not a form of X.
        let placed = before.first().is_some_and(|&at| holds(&self.words.places, self.word(at)));
        for &at in before.iter().rev().take_while(|_| !placed) {
            let word = self.word(at);
            if holds(&self.words.joints, word) {
                let rest = &before[..before.iter().position(|&b| b == at)?];
                let head = rest.iter().rev().find(|&&at| !holds(&self.words.fillers, self.word(at)));
                if let Some(&head) = head {
                    let head = self.word(head);
                    // "Blemishes characteristic of X": what shows X.
                    let shows = rest.last().is_some_and(|&at| holds(&self.words.showing, self.word(at)));
                    if shows {
                        break;
                    }
                    if holds(&self.words.forms, head) {
                        // "This type of X": which one stands elsewhere.
                        if rest.iter().any(|&at| holds(&self.words.these, self.word(at))) {
                            return None;
                        }
                        return Some(Topic::Form(self.text(rest)));
                    }
                    if !holds(&self.words.bearers, head) {
                        return None;
                    }
                }
                break;
            }
            let ends = [&self.words.fillers, &self.words.verbs, &self.words.articles, &self.words.classes];
            if ends.iter().any(|set| holds(set, word)) {
                break;
            }
            form.push(at);
        }
        form.reverse();
        // A heading that ran into the sentence: "More Women Than Men X affects".
        if form.iter().any(|&at| self.word(at) == self.words.than) {
            form.clear();
        }
        for &at in after {
            let word = self.word(at);
            let token = &self.article.tokens[at as usize];
            let text = self.article.text(token.span);
            let labels = token.is_number()
                || text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'A' | 'B' | 'C' | 'D')) && text.len() < 5;
            if holds(&self.words.forms, word) || labels {
                form.push(at);
            } else if token.all_caps || holds(&self.words.joiners, word) {
                // "X, or XYZ": a short form of the name.
            } else if !holds(&self.words.fillers, word)
                && !holds(&self.words.bearers, word)
                && !holds(&self.words.classes, word)
            {
                return None;
            }
        }
        Some(if form.is_empty() { Topic::Article } else { Topic::Form(self.text(&form)) })
    }

    /// A disease of the knowledge base: the subject itself, one of its kinds, or another. Outer `None`: no disease is
    /// named; inner `None`: one is named in passing.
    #[expect(clippy::option_option, reason = "no disease, and a disease in passing, are two answers")]
    fn by_mention(&self, range: &Range<u32>, tokens: &[u32]) -> Option<Option<Topic>> {
        let mentions = self.article.mentions_in(range);
        let mention = mentions
            .iter()
            .rev()
            .find(|mention| matches!(mention.kind, Kind::Disease | Kind::Organism) && !mention.common)?;
        let last = *tokens.last()?;
        let knowledge = self.article.lexicon().knowledge();
        let is_class = mention.tokens.len() == 1 && holds(&self.words.classes, self.word(mention.tokens.start));
        if is_class {
            return None;
        }
        // "These infections": which ones stands elsewhere; what follows is about them.
        if tokens.len() == 2 && mention.tokens.len() == 1 && holds(&self.words.these, self.word(tokens[0])) {
            return Some(Some(Topic::Other(self.text(tokens))));
        }
        let prefix =
            self.names.known.iter().any(|name| name[0] == self.word(mention.tokens.start) && mention.tokens.len() == 1);
        let before = tokens.iter().take_while(|&&at| at < mention.tokens.start);
        let plain = before.clone().all(|&at| {
            [&self.words.fillers, &self.words.articles, &self.words.joints, &self.words.bearers]
                .iter()
                .any(|set| holds(set, self.word(at)))
        });
        if !mention.tokens.contains(&last) || !plain && !self.is_modified(mention, tokens) {
            return Some(None);
        }
        if prefix {
            return Some(Some(Topic::Article));
        }
        // "Certain diseases can cause": which ones stands elsewhere, or nowhere.
        let own = self.names.concept == Some(mention.concept);
        if !own && before.clone().any(|&at| holds(&self.words.vague, self.word(at))) {
            return Some(None);
        }
        // "This form of diabetes": which one stands elsewhere.
        let form = before.clone().any(|&at| holds(&self.words.forms, self.word(at)));
        if form && before.clone().any(|&at| holds(&self.words.these, self.word(at))) {
            return Some(None);
        }
        let modifiers: Vec<u32> = before
            .copied()
            .filter(|&at| {
                ![&self.words.fillers, &self.words.articles, &self.words.joints, &self.words.bearers, &self.words.verbs]
                    .iter()
                    .any(|set| holds(set, self.word(at)))
            })
            .collect();
        Some(Some(match self.names.concept {
            Some(subject) if subject == mention.concept && !modifiers.is_empty() => Topic::Form(self.text(&modifiers)),
            Some(subject) if subject == mention.concept => Topic::Article,
            Some(subject) if knowledge.is_under(mention.concept, subject) => {
                Topic::Form(self.article.text(mention.span).to_lowercase())
            }
            _ => {
                let first = modifiers.first().copied().unwrap_or(mention.tokens.start);
                let name = self.article.span_of(&(first..mention.tokens.end));
                Topic::Other(self.article.text(name).to_lowercase())
            }
        }))
    }

    /// Whether only a few words, none of them a verb or preposition, stand before a mention: "neonatal hemochromatosis".
    fn is_modified(&self, mention: &Mention, tokens: &[u32]) -> bool {
        let before: Vec<_> = tokens.iter().take_while(|&&at| at < mention.tokens.start).collect();
        before.len() <= 3
            && !before
                .iter()
                .any(|&&at| holds(&self.words.verbs, self.word(at)) || holds(&self.words.joints, self.word(at)))
    }

    /// "It", "this condition", "symptoms", "the severe form".
    fn reference(&self, tokens: &[u32], current: &Current) -> Option<Topic> {
        let last = self.word(*tokens.last()?);
        let first = self.word(tokens[0]);
        let is_form = |at: &&u32| holds(&self.words.forms, self.word(**at));
        let close = tokens.iter().rev().take(3).any(|at| is_form(&at));
        let bound = tokens
            .iter()
            .any(|&at| holds(&self.words.verbs, self.word(at)) || holds(&self.words.joints, self.word(at)));
        let points_back = tokens.iter().any(|&at| holds(&self.words.these, self.word(at)));
        if close && !bound && points_back {
            return matches!(current.topic, Topic::Form(_)).then(|| current.topic.clone());
        }
        if close && !bound && tokens.len() <= 5 {
            return Some(Topic::Form(self.text(tokens)));
        }
        // "A form of the condition": which one stands elsewhere.
        let whole = tokens.iter().any(|&at| holds(&self.words.whole, self.word(at)));
        if bound && !whole && tokens.iter().any(|at| is_form(&at)) {
            return None;
        }
        if tokens.len() == 1 && holds(&self.words.pronouns, first) {
            return (!current.unclear).then(|| current.topic.clone());
        }
        let content: Vec<u32> = tokens
            .iter()
            .copied()
            .filter(|&at| {
                let word = self.word(at);
                ![&self.words.fillers, &self.words.articles, &self.words.joints, &self.words.verbs]
                    .iter()
                    .any(|set| holds(set, word))
            })
            .collect();
        if content.is_empty() {
            return None;
        }
        if content.iter().all(|&at| holds(&self.words.bearers, self.word(at))) && tokens.len() < 8 {
            let asks = tokens.iter().any(|&at| holds(&self.words.kinds, self.word(at)));
            let own = !matches!(current.topic, Topic::Other(_));
            return (own && (!asks || content.len() > 1)).then(|| current.topic.clone());
        }
        let head_only = content
            .iter()
            .all(|&at| holds(&self.words.classes, self.word(at)) || holds(&self.words.bearers, self.word(at)));
        let points = tokens.iter().any(|&at| holds(&self.words.pointers, self.word(at)));
        if holds(&self.words.classes, last) && head_only && points {
            // "Contractures may form. Other features of this disorder": of the one that the section is about.
            if matches!(current.topic, Topic::Other(_)) && current.topic != current.home {
                return None;
            }
            return Some(current.topic.clone());
        }
        None
    }

    /// The words that a sentence begins with, up to its first verb: what it is about.
    pub(super) fn opening(&self, sentence: &Sentence) -> Range<u32> {
        let mut start = sentence.tokens.start;
        let end = sentence.tokens.end.min(start + 30);
        let verb = |from: u32| (from..end).find(|&at| holds(&self.words.verbs, self.word(at)));
        let mut until = verb(start).unwrap_or(end);
        // "In most patients, X is": what is about begins after the comma.
        if let Some(comma) = (start..until).find(|&at| self.word(at) == self.words.comma)
            && comma + 1 < until
            && !self.article.tokens[start as usize + 1..comma as usize].is_empty()
        {
            let alias = self.word(until.saturating_sub(1)) == self.words.comma;
            if alias {
                until = comma;
            } else {
                start = comma + 1;
            }
        }
        start..until
    }

    /// The topic after a sentence.
    pub(super) fn advance(&self, sentence: &Sentence, current: &Current) -> Current {
        let opening = self.opening(sentence);
        if opening.is_empty() {
            return Current { unclear: true, ..current.clone() };
        }
        match self.resolve(&opening, current) {
            Some(topic) => Current { topic, unclear: false, home: current.home.clone() },
            // What was said in passing of a form or of something else is over when another subject begins.
            None => Current { topic: current.home.clone(), unclear: true, home: current.home.clone() },
        }
    }

    /// The topic that a heading gives the blocks under it.
    pub(super) fn of_heading(&self, sentence: &Sentence) -> Topic {
        let tokens = self.plain(&sentence.tokens);
        if tokens.is_empty() || self.names.find(self.article, &tokens).is_some() {
            return Topic::Article;
        }
        if tokens.iter().any(|&at| holds(&self.words.forms, self.word(at))) {
            return Topic::Form(self.text(&tokens));
        }
        match self.by_mention(&sentence.tokens, &tokens) {
            Some(Some(topic)) => topic,
            _ => Topic::Article,
        }
    }

    /// Whether a block is a heading of any kind.
    pub(super) fn is_heading(kind: BlockKind) -> bool {
        matches!(kind, BlockKind::Heading | BlockKind::Title)
    }
}
