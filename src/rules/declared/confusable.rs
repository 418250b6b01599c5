//! The shape `pair`: terms that look alike, each with the words that speak for it.
//!
//! Nothing but the terms is prepared at load; a pair's cue words are compiled when one of its terms is first met.

use super::coverage::Part;
use super::{Declaration, LoadError};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::BlockKind;
use crate::pattern::word_forms;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use crate::rules::context;
use crate::rules::words::{IdMap, WordMap};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::{Arc, OnceLock};

mod evidence;

use evidence::{Speech, Voice};

/// One pair of terms. Lists are words with blanks between them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Pair {
    /// The one term: its spellings, in the order of those of the other.
    a: String,
    /// The other term.
    b: String,
    /// How far the two are from each other.
    #[serde(default)]
    kind: Kind,
    /// What the one term means, in a few words.
    a_means: String,
    /// What the other term means, in a few words.
    b_means: String,
    /// Words that speak for the one term; after `~`, only against reporting it.
    #[serde(default)]
    a_cues: String,
    /// Words that speak for the other term.
    #[serde(default)]
    b_cues: String,
    /// Words that stand right after the one term and never after the other.
    #[serde(default)]
    a_next: String,
    /// Words that stand right after the other term and never after the one.
    #[serde(default)]
    b_next: String,
    /// Words that stand right before the one term and never before the other.
    #[serde(default)]
    a_prev: String,
    /// Words that stand right before the other term and never before the one.
    #[serde(default)]
    b_prev: String,
    /// What explains the one term in a gloss: alternatives of words that stand together, `LOW` and `HIGH` for a sense.
    #[serde(default)]
    a_gloss: String,
    /// What explains the other term in a gloss.
    #[serde(default)]
    b_gloss: String,
}

impl Pair {
    /// What an example with a finding should show: the one term or the other.
    pub(super) fn part(&self) -> Part {
        let terms = [&self.a, &self.b].into_iter().flat_map(|term| term.split_whitespace()).map(str::to_owned);
        Part::any(format!("{} / {}", self.a, self.b), terms.collect()).flagged()
    }
}

/// How far the two terms of a pair are from each other, and so how much it takes to report one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// Both are of one field ("hypoglycemia", "hyperglycemia"): an article on the one may well mention the other.
    #[default]
    Close,
    /// They are of different fields ("ileum", "ilium"): an article full of the one hardly means the other.
    Apart,
    /// The second has hardly any place in a health article ("mussel") and alone is reported.
    Odd,
    /// The second is a common word ("issue") and is reported only where its neighbour ("connective") or a gloss says so.
    Common,
}

struct ConfusableRule {
    meta: Meta,
    declaration: Arc<Declaration>,
    /// For each form of a term, the pairs and sides that it belongs to, and the number of its spelling.
    terms: IdMap<Vec<Use>>,
    /// The compiled words of each pair, made when it is first needed.
    speech: Vec<OnceLock<Speech>>,
}

#[derive(Clone, Copy)]
struct Use {
    pair: u32,
    side: u8,
    spelling: u8,
    plural: bool,
}

/// How many different words must speak for the other term.
const ENOUGH: usize = 2;
/// How many make the finding an error, and how many it takes between terms of one field.
const PLENTY: usize = 3;
/// A longer sentence, in tokens, is a list: its words say nothing about each other.
const LIST: u32 = 70;
/// So many dashes make a list of bare terms.
const DASHES: usize = 4;
/// When both terms stand within so many tokens in one sentence, each is meant.
const CLOSE_BY: u32 = 30;

#[expect(clippy::unnecessary_wraps, reason = "every shape is loaded alike, and others can fail")]
pub(super) fn load(declaration: Arc<Declaration>, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut terms: FxHashMap<WordId, Vec<Use>> = FxHashMap::default();
    for (index, pair) in declaration.pairs.iter().enumerate() {
        for (side, term) in [&pair.a, &pair.b].into_iter().enumerate() {
            for (spelling, word) in term.split_whitespace().enumerate() {
                for (form, plural) in [(word.to_owned(), false), (plural(word), true)] {
                    let known = Use { pair: index as u32, side: side as u8, spelling: spelling as u8, plural };
                    terms.entry(loading.lexicon.intern(&form)).or_default().push(known);
                }
            }
        }
    }
    let meta = declaration.meta();
    let speech = declaration.pairs.iter().map(|_| OnceLock::new()).collect();
    let terms = IdMap::of(terms.into_iter().collect());
    Ok(Box::new(ConfusableRule { meta, declaration, terms, speech }))
}

fn plural(word: &str) -> String {
    match word.as_bytes() {
        [.., b'i', b's'] => format!("{}es", &word[..word.len() - 2]),
        [.., b's' | b'x' | b'z'] => format!("{word}es"),
        [.., before, b'y'] if !b"aeiou".contains(before) => format!("{}ies", &word[..word.len() - 1]),
        _ => format!("{word}s"),
    }
}

/// One mention of a term of a pair.
struct Mention {
    token: u32,
    sentence: u32,
    known: Use,
}

impl Rule for ConfusableRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let mut mentions = Vec::new();
        let mut tally = Tally::default();
        for (index, sentence) in article.sentences.iter().enumerate() {
            for token in sentence.tokens.clone() {
                for &known in self.terms.get(article.tokens[token as usize].word).into_iter().flatten() {
                    mentions.push(Mention { token, sentence: index as u32, known });
                    tally.entry((known.pair, known.side)).or_default().push(token);
                }
            }
        }
        let mut best: Option<(usize, Verdict)> = None;
        for (at, mention) in mentions.iter().enumerate() {
            if let Some(verdict) = self.judge(article, mention, &tally)
                && best.as_ref().is_none_or(|(_, known)| known.strength < verdict.strength)
            {
                best = Some((at, verdict));
            }
            let last = mentions.get(at + 1).is_none_or(|next| next.token != mention.token);
            if let Some((at, verdict)) = best.take_if(|_| last) {
                self.report(article, &mentions[at], &verdict, &tally, report);
            }
        }
    }
}

/// Where the terms of each pair stand in the article, by pair and side.
type Tally = FxHashMap<(u32, u8), Vec<u32>>;

/// Why a mention is reported.
struct Verdict {
    strength: usize,
    reason: Reason,
    /// The tokens that speak for the other term.
    cues: Vec<u32>,
}

enum Reason {
    Gloss,
    Neighbour(u32),
    /// The same words stand around the other term, here.
    Twin(u32),
    Cues,
    Article,
}

impl ConfusableRule {
    fn judge(&self, article: &Article, mention: &Mention, tally: &Tally) -> Option<Verdict> {
        let Use { pair: index, side, .. } = mention.known;
        let pair = &self.declaration.pairs[index as usize];
        let asymmetric = matches!(pair.kind, Kind::Odd | Kind::Common);
        let places = |side: u8| tally.get(&(index, side)).map_or(&[] as &[u32], Vec::as_slice);
        let (here, there) = (places(side).len(), places(1 - side).len());
        let meant = if asymmetric { side == 0 } else { here >= 3 && here > there };
        if meant {
            return None;
        }
        let speech = self.speech[index as usize].get_or_init(|| Speech::of(pair));
        let (own, other) = (&speech.voices[side as usize], &speech.voices[1 - side as usize]);
        let sentence = &article.sentences[mention.sentence as usize];
        let near = neighbourhood(article, mention);
        if evidence::neighbour(article, sentence, mention.token, own).is_some()
            || evidence::glossed(article, sentence, mention.token, own)
        {
            return None;
        }
        let others_here = stands_near(sentence, mention.token, places(1 - side));
        let mut cues = Vec::new();
        let _ = other.cues_in(article, near.clone(), mention.token, &mut cues);
        if !others_here && evidence::glossed(article, sentence, mention.token, other) {
            return Some(Verdict { strength: 20 + cues.len(), reason: Reason::Gloss, cues });
        }
        let list = sentence.tokens.end - sentence.tokens.start > LIST;
        let speaks = |near| own.cues_in(article, near, mention.token, &mut Vec::new());
        if (!others_here || asymmetric)
            && (list || !speaks(sentence.tokens.clone()))
            && let Some(token) = evidence::neighbour(article, sentence, mention.token, other)
        {
            return Some(Verdict { strength: 10 + cues.len(), reason: Reason::Neighbour(token), cues });
        }
        if pair.kind != Kind::Common && here == 1 && there >= 2 && !others_here {
            let twin = evidence::twin(article, mention.token, places(1 - side), pair.kind == Kind::Close);
            if let Some(token) = twin {
                return Some(Verdict { strength: 5 + cues.len(), reason: Reason::Twin(token), cues });
            }
        }
        if pair.kind == Kind::Common || is_name(article, mention) || speaks(near) {
            return None;
        }
        if (others_here || list || is_term_list(article, sentence, mention.token)) && pair.kind != Kind::Odd {
            return None;
        }
        let enough = match pair.kind {
            Kind::Odd => 1,
            Kind::Apart => ENOUGH,
            Kind::Close | Kind::Common => PLENTY,
        };
        if cues.len() >= enough {
            return Some(Verdict { strength: cues.len(), reason: Reason::Cues, cues });
        }
        let outnumbered = match pair.kind {
            Kind::Odd => there >= 1 && there > here,
            Kind::Apart => there >= 3 && here == 1 && !cues.is_empty(),
            Kind::Close => there >= 3 && here == 1 && cues.len() >= ENOUGH,
            Kind::Common => false,
        };
        outnumbered.then_some(Verdict { strength: 1, reason: Reason::Article, cues })
    }

    fn report(&self, article: &Article, mention: &Mention, verdict: &Verdict, tally: &Tally, report: &mut Report<'_>) {
        let declaration = &self.declaration;
        let Use { pair: index, side, spelling, plural: is_plural } = mention.known;
        let span = article.tokens[mention.token as usize].span;
        if !context::allows(article, span, &declaration.blocks, &declaration.unless) {
            return;
        }
        let pair = &declaration.pairs[index as usize];
        let (terms, means, own_means) = match side {
            0 => (&pair.b, &pair.b_means, &pair.a_means),
            _ => (&pair.a, &pair.a_means, &pair.b_means),
        };
        let spellings: Vec<_> = terms.split_whitespace().collect();
        let Some(&term) = spellings.get(spelling as usize).or(spellings.first()) else { return };
        let term = if is_plural { plural(term) } else { term.to_owned() };
        let text = article.text(span);
        let finding =
            report.at(span, format!("\"{text}\" ({own_means}) stands where \"{term}\" ({means}) is probably meant"));
        let quoted = |token: u32| format!("\"{}\"", article.text(article.tokens[token as usize].span));
        match verdict.reason {
            Reason::Gloss => finding.note(format!("the words that explain it describe \"{term}\"")),
            Reason::Neighbour(token) => finding.note(format!("{} next to it speaks for \"{term}\"", quoted(token))),
            Reason::Cues => {
                let named: Vec<_> = verdict.cues.iter().take(4).map(|&token| quoted(token)).collect();
                finding.note(format!("the words near it speak for \"{term}\": {}", named.join(", ")))
            }
            Reason::Twin(token) => finding
                .related(
                    article.tokens[token as usize].span,
                    format!("the same words stand around {} here", quoted(token)),
                )
                .note(format!("the article writes \"{text}\" only once")),
            Reason::Article => finding,
        };
        if let (Reason::Article, Some([first, rest @ ..])) =
            (&verdict.reason, tally.get(&(index, 1 - side)).map(Vec::as_slice))
        {
            let times = if rest.is_empty() { "once".into() } else { format!("{} times", rest.len() + 1) };
            let first = &article.tokens[*first as usize];
            finding
                .related(first.span, format!("the article writes \"{}\" {times}", article.text(first.span)))
                .note(format!("nothing in the text around it speaks for \"{text}\""));
        }
        finding.help(format!("write \"{term}\" if {means} is meant")).cause(format!("{index} {side}"));
        if verdict.strength >= 20 || verdict.cues.len() >= PLENTY {
            finding.level(Level::Error);
        }
    }
}

/// Whether a mention is an entry of a list of bare terms with dashes between them, "- Back pain - Dysphasia - Dystonia -":
/// the entries beside it say nothing about it.
fn is_term_list(article: &Article, sentence: &Sentence, mention: u32) -> bool {
    let start = sentence.tokens.start.max(mention.saturating_sub(CLOSE_BY));
    let end = sentence.tokens.end.min(mention + CLOSE_BY);
    let dash = |pair: &[Token]| {
        pair[0].spaced && pair[1].spaced && matches!(article.text(pair[0].span), "-" | "\u{2013}" | "\u{2022}" | "|")
    };
    article.tokens[start as usize..end as usize].windows(2).filter(|pair| dash(pair)).count() >= DASHES
}

/// Whether one of some tokens stands in a sentence, not far from a mention.
fn stands_near(sentence: &Sentence, mention: u32, tokens: &[u32]) -> bool {
    let start = sentence.tokens.start.max(mention.saturating_sub(CLOSE_BY));
    let end = sentence.tokens.end.min(mention + CLOSE_BY);
    let next = tokens.partition_point(|&token| token < start);
    tokens.get(next).is_some_and(|&token| token < end)
}

/// The tokens of a mention's sentence and its two neighbours, but not those far away in a long list.
fn neighbourhood(article: &Article, mention: &Mention) -> std::ops::Range<u32> {
    let sentences = &article.sentences;
    let from = mention.sentence.saturating_sub(1) as usize;
    let to = (mention.sentence as usize + 2).min(sentences.len());
    let start = sentences[from].tokens.start.max(mention.token.saturating_sub(LIST));
    start..sentences[to - 1].tokens.end.min(mention.token + LIST)
}

/// Whether a mention is part of a proper name: it has a capital and follows a word or a comma within its sentence.
fn is_name(article: &Article, mention: &Mention) -> bool {
    let token = &article.tokens[mention.token as usize];
    let sentence = &article.sentences[mention.sentence as usize];
    if !token.capital || mention.token == sentence.tokens.start {
        return false;
    }
    let before = &article.tokens[mention.token as usize - 1];
    let heading = matches!(article.kind_of(sentence), BlockKind::Title | BlockKind::Heading);
    (before.is_word() || article.text(before.span) == ",") && !heading
}

impl Speech {
    fn of(pair: &Pair) -> Self {
        let voice = |cues: &str, next: &str, prev: &str, gloss: &str| Voice {
            cues: WordMap::of(forms(cues)),
            next: forms(next),
            prev: forms(prev),
            glosses: gloss
                .split(';')
                .map(|way| way.split_whitespace().map(forms).collect::<Vec<_>>())
                .filter(|way| !way.is_empty())
                .collect(),
        };
        Self {
            voices: [
                voice(&pair.a_cues, &pair.a_next, &pair.a_prev, &pair.a_gloss),
                voice(&pair.b_cues, &pair.b_next, &pair.b_prev, &pair.b_gloss),
            ],
        }
    }
}

/// The forms of a list of words, each with the number of its word.
fn forms(list: &str) -> FxHashMap<Box<str>, u16> {
    let mut forms = FxHashMap::default();
    let words = list.split_whitespace().flat_map(|word| {
        match word {
            "LOW" => evidence::LOW,
            "HIGH" => evidence::HIGH,
            _ => word,
        }
        .split_whitespace()
    });
    for (number, word) in words.enumerate() {
        let (word, weight) = word.strip_prefix('~').map_or((word, evidence::STRONG), |word| (word, 0));
        for form in word_forms(word) {
            forms.entry(form.into()).or_insert(number as u16 | weight);
        }
    }
    forms
}
