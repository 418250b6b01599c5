//! Finds all patterns in one pass over the words of an article.

use super::compile::{Code, Compiler, NO_SET, Program, SetId, Step};
use super::parse::{PatternError, Slot};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::{Lexicon, WordId};
use std::ops::Range;

/// The number of a pattern, in the order in which they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(pub u32);

/// What a slot took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The number of its name; see [`Matcher::slot_name`].
    pub name: u16,
    /// Its tokens.
    pub tokens: Range<u32>,
}

/// A pattern found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which pattern.
    pub pattern: PatternId,
    /// The index of the sentence.
    pub sentence: u32,
    /// The tokens from the first word of the match to the last.
    pub tokens: Range<u32>,
    /// What its slots took, in the order of the text.
    pub captures: Vec<Capture>,
}

/// Collects patterns for a [`Matcher`].
#[derive(Debug, Default)]
pub struct MatcherBuilder {
    compiler: Compiler,
    programs: Vec<(PatternId, Program)>,
    patterns: u32,
}

impl MatcherBuilder {
    /// Adds a pattern.
    ///
    /// # Errors
    /// When the pattern cannot be used; nothing is added then.
    pub fn add(&mut self, pattern: &str, lexicon: &mut Lexicon) -> Result<PatternId, PatternError> {
        let id = PatternId(self.patterns);
        let programs = self.compiler.compile(pattern, lexicon)?;
        self.programs.extend(programs.into_iter().map(|program| (id, program)));
        self.patterns += 1;
        Ok(id)
    }

    /// The matcher of all patterns that were added.
    pub fn build(self, lexicon: &mut Lexicon) -> Matcher {
        let code = self.compiler.code;
        let mut anchors: Vec<(WordId, u32)> = Vec::new();
        for (index, (_, program)) in (0..).zip(&self.programs) {
            anchors.extend(code.words(program.anchors).iter().map(|&word| (word, index)));
        }
        anchors.sort_unstable();
        anchors.dedup();
        let marks = Marks::new(lexicon);
        let starts = Starts::of(&anchors, lexicon.len());
        let entry = |(_, program): (WordId, u32)| (program, self.programs[program as usize].1.others);
        let entries = anchors.into_iter().map(entry).collect();
        Matcher { code, programs: self.programs, entries, starts, marks }
    }
}

/// Where the entries of each anchor begin: a bit for each word of the lexicon, and how many anchors stand before each
/// 64 of them.
#[derive(Clone, Debug)]
struct Starts {
    bits: Vec<u64>,
    before: Vec<u32>,
    /// The first entry of each anchor, and the number of all.
    first: Vec<u32>,
}

impl Starts {
    /// Of sorted anchors.
    fn of(anchors: &[(WordId, u32)], words: u32) -> Self {
        let mut bits = vec![0_u64; words as usize / 64 + 1];
        let mut first = Vec::new();
        for (at, &(word, _)) in anchors.iter().enumerate() {
            let (group, bit) = (word.0 as usize / 64, 1 << (word.0 % 64));
            if bits[group] & bit == 0 {
                bits[group] |= bit;
                first.push(at as u32);
            }
        }
        first.push(anchors.len() as u32);
        let sum = |sum: &mut u32, bits: &u64| Some(std::mem::replace(sum, *sum + bits.count_ones()));
        let before = bits.iter().scan(0, sum).collect();
        Self { bits, before, first }
    }

    /// The entries of an anchor.
    fn entries(&self, word: WordId) -> Option<Range<usize>> {
        let (group, bit) = (word.0 as usize / 64, 1_u64 << (word.0 % 64));
        let bits = self.bits.get(group).filter(|bits| **bits & bit != 0)?;
        let rank = (self.before[group] + (bits & (bit - 1)).count_ones()) as usize;
        Some(self.first[rank] as usize..self.first[rank + 1] as usize)
    }
}

/// The marks that end every slot.
const STOPS: &[&str] = &[".", ";", ":", "?", "!", "(", ")", "\u{2026}"];

/// The words that turn a sentence to something else.
const TURNS: &[&str] = &[
    "but", "which", "that", "although", "however", "while", "whereas", "because", "when", "if", "who", "unless",
    "though",
];

/// The words after which a comma goes on with the slot.
const OPENERS: &[&str] = &["as", "including", "like", "is", "are", "by", "include", "includes", "with", "involves"];

/// The words of grammar that end a slot.
const ENDS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "can",
    "cannot",
    "may",
    "might",
    "could",
    "will",
    "has",
    "have",
    "does",
    "do",
    "in",
    "on",
    "at",
    "by",
    "from",
    "with",
    "to",
    "during",
    "after",
    "before",
    "within",
    "until",
    "and",
    "or",
    "as",
    "usually",
    "typically",
    "often",
    "generally",
    "always",
    "nor",
    "include",
    "includes",
    "appear",
    "appears",
    "begin",
    "begins",
    "start",
    "starts",
    "last",
    "lasts",
    "occur",
    "occurs",
    "not",
    "exists",
    "exist",
    "since",
    "other",
    "today",
    "so",
    "yet",
    "among",
    "for",
    "affects",
    "affect",
];

/// The words at which slots end.
#[derive(Clone, Debug)]
struct Marks {
    stops: Vec<WordId>,
    comma: WordId,
    turns: Vec<WordId>,
    openers: Vec<WordId>,
    /// Words at which a noun phrase ends, as far as a list can tell.
    ends: Vec<WordId>,
    opening: WordId,
    closing: WordId,
}

impl Marks {
    fn new(lexicon: &mut Lexicon) -> Self {
        let mut ids = |words: &[&str]| words.iter().map(|word| lexicon.intern(word)).collect();
        let (stops, turns, openers, ends) = (ids(STOPS), ids(TURNS), ids(OPENERS), ids(ENDS));
        let [comma, opening, closing] = [",", "(", ")"].map(|mark| lexicon.intern(mark));
        Self { stops, comma, turns, openers, ends, opening, closing }
    }
}

/// All patterns, ready to be found.
#[derive(Clone, Debug)]
pub struct Matcher {
    code: Code,
    programs: Vec<(PatternId, Program)>,
    /// For each anchor, the programs that may begin there, with the sets of which one word each must be near.
    entries: Vec<(u32, [SetId; 3])>,
    starts: Starts,
    marks: Marks,
}

/// How many steps one attempt may take; patterns that ship need a few dozen.
const BUDGET: u32 = 4_000;

/// How many words a phrase slot takes at most.
const PHRASE: u32 = 8;

/// How long a bracket may be that a gap passes over.
const BRACKET: u32 = 12;

/// How many words a clause slot takes at most.
const CLAUSE: u32 = 60;

/// How many words a subject slot takes at most.
const SUBJECT: u32 = 20;

impl Matcher {
    /// The name of a pattern's slot.
    pub fn slot_name(&self, capture: &Capture) -> &str {
        &self.code.slots[usize::from(capture.name)]
    }

    /// Finds all patterns in the sentences of an article, by pattern and place. The stream holds the indexes of the
    /// tokens that count as words: all but hyphens within compounds.
    pub fn find(&self, tokens: &[Token], stream: &[u32], sentences: &[Sentence]) -> Vec<Hit> {
        self.find_within(tokens, stream, sentences, 0..sentences.len() as u32)
    }

    /// Finds all patterns in one sentence.
    pub(crate) fn find_in(&self, tokens: &[Token], stream: &[u32], sentences: &[Sentence], number: u32) -> Vec<Hit> {
        self.find_within(tokens, stream, sentences, number..number + 1)
    }

    fn find_within(&self, tokens: &[Token], stream: &[u32], sentences: &[Sentence], numbers: Range<u32>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut present = None;
        let several = numbers.len() > 1;
        for number in numbers {
            let range = sentences[number as usize].stream.clone();
            let text = Text { code: &self.code, tokens, stream, range: range.clone(), marks: &self.marks };
            for at in range {
                let Some(entries) = self.starts.entries(text.token(at).word) else { continue };
                for &(program, others) in &self.entries[entries] {
                    if others[0] != NO_SET {
                        let present = present.get_or_insert_with(|| Present::new(&text, several));
                        present.enter(number, &text);
                        if !others.iter().all(|&set| set == NO_SET || present.holds(set, &self.code)) {
                            continue;
                        }
                    }
                    let (pattern, program) = &self.programs[program as usize];
                    hits.extend(text.attempt(program, at, *pattern, number));
                }
            }
        }
        hits.sort_by_key(|hit| (hit.pattern, hit.tokens.start, hit.tokens.end));
        hits.dedup_by(|a, b| a.pattern == b.pattern && a.tokens == b.tokens);
        hits
    }
}

/// How many bits tell which words stand in a sentence.
const PRESENT: u32 = 2048;

/// The words of a sentence, as bits; what is not among them is not in the sentence.
struct Present {
    sentence: u32,
    bits: [u64; PRESENT as usize / 64],
    /// The words of the article in the same way, but with more bits: most sets have no word in all of it.
    article: Option<Box<[u64; ARTICLE as usize / 64]>>,
    /// For each set of words, twice the number of the sentence in which it was last looked for, and one more if it may
    /// have a word there; [`ABSENT`] if it has none in the article.
    sets: Vec<u32>,
}

/// How many bits tell which words stand in an article.
const ARTICLE: u32 = 1 << 16;

/// Says that no word of a set stands in the article.
const ABSENT: u32 = 1;

/// Sets the bits of some words.
fn mark<const N: usize>(bits: &mut [u64; N], words: impl Iterator<Item = WordId>) {
    for word in words {
        bits[word.0 as usize / 64 % N] |= 1 << (word.0 % 64);
    }
}

/// Whether the bit of one of some words is set.
fn marked<const N: usize>(bits: &[u64; N], words: &[WordId]) -> bool {
    words.iter().any(|word| bits[word.0 as usize / 64 % N] >> (word.0 % 64) & 1 == 1)
}

impl Present {
    /// Of an article, or of one sentence alone.
    fn new(text: &Text<'_>, whole: bool) -> Self {
        let article = whole.then(|| {
            let mut bits = Box::new([0; ARTICLE as usize / 64]);
            mark(&mut bits, text.stream.iter().map(|&at| text.tokens[at as usize].word));
            bits
        });
        Self { sentence: 0, bits: [0; PRESENT as usize / 64], article, sets: vec![0; text.code.sets()] }
    }

    /// Goes on to a sentence.
    fn enter(&mut self, number: u32, text: &Text<'_>) {
        if self.sentence == number + 1 {
            return;
        }
        self.sentence = number + 1;
        self.bits.fill(0);
        mark(&mut self.bits, text.range.clone().map(|at| text.token(at).word));
    }

    /// Whether a word of the set may stand in the sentence.
    fn holds(&mut self, set: SetId, code: &Code) -> bool {
        let known = &mut self.sets[set as usize];
        if *known == 0 && self.article.as_ref().is_some_and(|bits| !marked(bits, code.words(set))) {
            *known = ABSENT;
        }
        if *known != ABSENT && *known / 2 != self.sentence {
            *known = self.sentence * 2 + u32::from(marked(&self.bits, code.words(set)));
        }
        *known != ABSENT && *known % 2 == 1
    }
}

/// The words of one sentence.
struct Text<'a> {
    code: &'a Code,
    tokens: &'a [Token],
    stream: &'a [u32],
    range: Range<u32>,
    marks: &'a Marks,
}

/// One attempt at a program in one direction.
struct Attempt<'a, 'b> {
    text: &'a Text<'b>,
    backward: bool,
    budget: u32,
    captures: Vec<Capture>,
}

impl Text<'_> {
    fn attempt(&self, program: &Program, at: u32, pattern: PatternId, sentence: u32) -> Option<Hit> {
        let code = self.code;
        // The word before the anchor decides most attempts.
        if let Step::Word(set) = code.steps[program.backward as usize]
            && !(at > self.range.start && code.holds(set, self.token(at - 1).word))
        {
            return None;
        }
        let run = |step, at, backward| {
            let mut attempt = Attempt { text: self, backward, budget: BUDGET, captures: Vec::new() };
            attempt.run(step, at).map(|end| (end, attempt.captures))
        };
        // The anchor is a word of the first set, so that need not be asked again.
        let first = u32::from(matches!(code.steps[program.forward as usize], Step::Word(_)));
        let (end, after) = run(program.forward + first, at + first, false)?;
        let (start, mut captures) = run(program.backward, at, true)?;
        captures.extend(after);
        captures.sort_by_key(|capture| capture.tokens.start);
        let tokens = self.stream[start as usize]..self.stream[end as usize - 1] + 1;
        Some(Hit { pattern, sentence, tokens, captures })
    }

    fn token(&self, at: u32) -> &Token {
        &self.tokens[self.stream[at as usize] as usize]
    }

    /// Whether only marks stand from here to the end of the sentence.
    fn only_marks_after(&self, at: u32) -> bool {
        (at..self.range.end).all(|at| self.token(at).kind == TokenKind::Mark)
    }

    /// Where the clause that begins here ends; a comma with "which", "but" and the like after it ends it too.
    fn clause_end(&self, from: u32) -> u32 {
        let mut at = from;
        let end = self.range.end.min(from + CLAUSE);
        while at < end {
            let word = self.token(at).word;
            let turn = at > from && self.marks.turns.contains(&word);
            if turn || self.marks.stops.contains(&word) {
                break;
            }
            at += 1;
        }
        if at > from && self.token(at - 1).word == self.marks.comma { at - 1 } else { at }
    }

    /// Past a short bracket that begins here; a gap passes over it as over one word.
    fn past_bracket(&self, at: u32, word: WordId, backward: bool) -> Option<u32> {
        if backward && word == self.marks.closing {
            let first = self.range.start.max(at.saturating_sub(BRACKET));
            (first..at - 1).rev().find(|&other| self.token(other).word == self.marks.opening)
        } else if !backward && word == self.marks.opening {
            let end = self.range.end.min(at + BRACKET);
            (at + 1..end).find(|&other| self.token(other).word == self.marks.closing).map(|close| close + 1)
        } else {
            None
        }
    }

    fn is_bracket(&self, word: WordId) -> bool {
        word == self.marks.opening || word == self.marks.closing
    }

    /// Where the noun phrase that begins here ends.
    fn phrase_end(&self, from: u32) -> u32 {
        let end = self.range.end.min(from + SUBJECT);
        (from..end)
            .find(|&at| {
                let word = self.token(at).word;
                let marks = self.marks;
                word == marks.comma || [&marks.stops, &marks.turns, &marks.ends].iter().any(|set| set.contains(&word))
            })
            .unwrap_or(end)
    }

    /// Where the words before a verb begin: after a stop, a comma or a turn. Brackets right before the verb, and an
    /// alias between commas, are passed over.
    fn phrase_start(&self, from: u32) -> u32 {
        let (marks, first) = (self.marks, self.range.start.max(from.saturating_sub(SUBJECT)));
        let mut at = from;
        while at > first {
            let word = self.token(at - 1).word;
            let opens = match word {
                word if word == marks.closing => marks.opening,
                word if word == marks.comma && at == from => marks.comma,
                word if word == marks.comma || marks.stops.contains(&word) || marks.turns.contains(&word) => break,
                _ => {
                    at -= 1;
                    continue;
                }
            };
            match (first..at - 1).rev().find(|&other| self.token(other).word == opens) {
                Some(open) if open > first => at = open,
                _ => break,
            }
        }
        at
    }

    /// Where the list or clause that ends here begins: after a stop, or after "such as", "including", "is", "by".
    fn clause_start(&self, from: u32) -> u32 {
        let mut at = from;
        let start = self.range.start.max(from.saturating_sub(CLAUSE));
        while at > start {
            let word = self.token(at - 1).word;
            if [&self.marks.stops, &self.marks.turns, &self.marks.openers].iter().any(|words| words.contains(&word)) {
                break;
            }
            at -= 1;
        }
        at
    }
}

impl Attempt<'_, '_> {
    /// Runs from a step at a boundary between words; gives the boundary where it matched.
    fn run(&mut self, mut step: u32, mut at: u32) -> Option<u32> {
        loop {
            self.budget = self.budget.checked_sub(1)?;
            match self.text.code.steps[step as usize] {
                Step::Match => return Some(at),
                Step::Jump(by) => {
                    step += by;
                    continue;
                }
                Step::Split(first, second) => {
                    if let Step::Word(set) = self.text.code.steps[(step + first) as usize]
                        && !self.next(at).is_some_and(|token| self.is_in(token, set))
                    {
                        step += second;
                        continue;
                    }
                    let kept = self.captures.len();
                    if let Some(end) = self.run(step + first, at) {
                        return Some(end);
                    }
                    self.captures.truncate(kept);
                    step += second;
                    continue;
                }
                Step::Start if at != self.text.range.start => return None,
                Step::End if !self.text.only_marks_after(at) => return None,
                Step::Start | Step::End => {}
                Step::Word(set) => {
                    let token = self.next(at)?;
                    if !self.is_in(token, set) {
                        return None;
                    }
                    at = self.past(at);
                }
                Step::Any => {
                    let word = self.next(at)?.word;
                    at = match self.text.past_bracket(at, word, self.backward) {
                        Some(past) => past,
                        None if self.text.marks.stops.contains(&word) => return None,
                        None => self.past(at),
                    };
                }
                Step::Slot(slot, name) => return self.slot(slot, name, step, at),
            }
            step += 1;
        }
    }

    fn is_in(&self, token: &Token, set: SetId) -> bool {
        self.text.code.holds(set, token.word)
    }

    /// The token that is next in the direction of this attempt.
    fn next(&self, at: u32) -> Option<&Token> {
        let range = &self.text.range;
        if self.backward {
            (at > range.start).then(|| self.text.token(at - 1))
        } else {
            (at < range.end).then(|| self.text.token(at))
        }
    }

    fn past(&self, at: u32) -> u32 {
        if self.backward { at - 1 } else { at + 1 }
    }

    /// Tries each length that the slot can take, the shortest first.
    fn slot(&mut self, slot: Slot, name: u16, step: u32, at: u32) -> Option<u32> {
        match slot {
            Slot::Number => {
                self.next(at)?.is_number().then_some(())?;
                self.take(name, step, at, self.past(at))
            }
            Slot::Clause => {
                let end = if self.backward { self.text.clause_start(at) } else { self.text.clause_end(at) };
                (end != at).then_some(())?;
                self.take(name, step, at, end)
            }
            Slot::Subject if matches!(self.text.code.steps[step as usize + 1], Step::Match) => {
                let end = if self.backward { self.text.phrase_start(at) } else { self.text.phrase_end(at) };
                (end != at).then_some(())?;
                self.take(name, step, at, end)
            }
            Slot::Subject => {
                let mut end = at;
                for _ in 0..SUBJECT {
                    let word = self.next(end)?.word;
                    if self.text.marks.stops.contains(&word) && !self.text.is_bracket(word) {
                        return None;
                    }
                    end = self.past(end);
                    if let Some(found) = self.take(name, step, at, end) {
                        return Some(found);
                    }
                }
                None
            }
            Slot::Phrase => {
                let mut end = at;
                for _ in 0..PHRASE {
                    let word = self.next(end)?.word;
                    if self.text.marks.stops.contains(&word) || word == self.text.marks.comma {
                        return None;
                    }
                    end = self.past(end);
                    if let Some(found) = self.take(name, step, at, end) {
                        return Some(found);
                    }
                }
                None
            }
        }
    }

    fn take(&mut self, name: u16, step: u32, from: u32, to: u32) -> Option<u32> {
        let kept = self.captures.len();
        let (start, end) = if self.backward { (to, from) } else { (from, to) };
        let tokens = self.text.stream[start as usize]..self.text.stream[end as usize - 1] + 1;
        self.captures.push(Capture { name, tokens });
        let found = self.run(step + 1, to);
        if found.is_none() {
            self.captures.truncate(kept);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Reader;
    use crate::source::{Format, Source};

    #[track_caller]
    fn finds(pattern: &str, text: &str, expected: &[&str]) {
        let mut lexicon = Lexicon::new(crate::knowledge::Knowledge::embedded());
        let mut builder = MatcherBuilder::default();
        builder.add(pattern, &mut lexicon).unwrap();
        let matcher = builder.build(&mut lexicon);
        let article = Reader::new(lexicon, matcher).read(Source::new("t.txt", text, Format::Text));
        let found: Vec<_> =
            article.hits.iter().map(|hit| article.text(article.span_of(&hit.tokens)).to_owned()).collect();
        assert_eq!(found, expected, "{pattern}");
    }

    #[test]
    fn words_forms_and_options() {
        finds(
            "early sign? of",
            "An early sign of it. Early signs of it are early ones of note.",
            &["early sign of", "Early signs of"],
        );
        finds("'sign", "A sign, two signs in all of the people that we saw this year.", &["sign"]);
        finds(
            "(no|any) (known)? cure",
            "There is no known cure; any cure is far off for people who live now.",
            &["no known cure", "any cure"],
        );
    }

    #[test]
    fn gaps_stay_in_the_clause() {
        finds("first ..3 fever", "The first and worst thing is fever in most of them.", &[]);
        finds(
            "first ..4 fever",
            "The first and worst thing is fever in most of them.",
            &["first and worst thing is fever"],
        );
        finds("first ... fever", "The first thing. Fever is next for most of the people here.", &[]);
    }

    #[test]
    fn slots_before_and_after_the_anchor() {
        finds(
            "{phrase} is contagious",
            "As we know: Impetigo is contagious in schools and at home.",
            &["Impetigo is contagious"],
        );
        finds(
            "starts with {clause}",
            "It starts with fever, cough and a rash, which itches for a week.",
            &["starts with fever, cough and a rash"],
        );
        finds(
            "{clause} , which ..2 come first",
            "It has signs such as low tone and wasting, which usually come first in adults.",
            &["low tone and wasting, which usually come first"],
        );
    }

    #[test]
    fn hyphens_and_sentence_ends() {
        finds(
            "long term care",
            "Long-term care and long term care are the same for the people here.",
            &["Long-term care", "long term care"],
        );
        finds(
            "< fever is common >",
            "Fever is common. Also fever is common. Fever is common in it.",
            &["Fever is common"],
        );
    }
}
