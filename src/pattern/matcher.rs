//! Finds all patterns in one pass over the words of an article.

use super::code::{Code, NO_SET, Program, SetId, Vocabulary};
use super::compile::Compiler;
use super::packed::Packed;
use super::parse::PatternError;
use super::present::Present;
use super::text::{Marks, Text};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::reading::words::{Lexicon, WordId};
use std::ops::Range;
use std::sync::Arc;

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
    /// What the build script compiled.
    packed: Option<&'static Packed>,
    /// Compiles what it did not.
    compiler: Option<Compiler>,
    programs: Vec<(PatternId, Program)>,
    patterns: u32,
}

impl MatcherBuilder {
    /// A builder that need not compile the patterns that are packed.
    pub(crate) fn with(packed: &'static Packed) -> Self {
        Self { packed: Some(packed), ..Self::default() }
    }

    /// Adds a pattern.
    ///
    /// # Errors
    /// When the pattern cannot be used; nothing is added then.
    pub fn add(&mut self, pattern: &str, lexicon: &mut Lexicon) -> Result<PatternId, PatternError> {
        let id = PatternId(self.patterns);
        if let Some(programs) = self.packed.and_then(|packed| packed.programs(pattern)) {
            self.programs.extend(programs.iter().map(|program| (id, program.clone())));
        } else {
            let code = || self.packed.map(|packed| Code::clone(packed.code())).unwrap_or_default();
            let compiler = self.compiler.get_or_insert_with(|| Compiler::on(code(), lexicon));
            let programs = compiler.compile(pattern, lexicon)?;
            self.programs.extend(programs.into_iter().map(|program| (id, program)));
        }
        self.patterns += 1;
        Ok(id)
    }

    /// Whether all patterns were packed.
    #[cfg(test)]
    pub(super) fn is_all_packed(&self) -> bool {
        self.compiler.is_none()
    }

    /// The matcher of all patterns that were added.
    pub fn build(self, lexicon: &mut Lexicon) -> Matcher {
        let code = match self.compiler {
            Some(compiler) => Arc::new(compiler.code),
            None => self.packed.map(|packed| Arc::clone(packed.code())).unwrap_or_default(),
        };
        // A word above the number of a program, in one number: they sort quicker so.
        let mut anchors: Vec<u64> = Vec::new();
        for (index, (_, program)) in (0_u64..).zip(&self.programs) {
            anchors.extend(code.words(program.anchors).iter().map(|word| u64::from(word.0) << 32 | index));
        }
        anchors.sort_unstable();
        anchors.dedup();
        let anchors: Vec<_> = anchors.into_iter().map(|both| (WordId((both >> 32) as u32), both as u32)).collect();
        let marks = Marks::new(lexicon);
        let starts = Starts::of(&anchors, lexicon.len());
        let entry = |(_, program): (WordId, u32)| (program, self.programs[program as usize].1.others);
        let entries = anchors.into_iter().map(entry).collect();
        Matcher { code, programs: self.programs, entries, starts, marks }
    }
}

impl Vocabulary for Lexicon {
    fn get(&self, key: &str) -> Option<WordId> {
        self.get(key)
    }

    fn intern(&mut self, key: &str) -> WordId {
        self.intern(key)
    }

    fn level(&self, word: WordId) -> u8 {
        self.level(word)
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

/// All patterns, ready to be found.
#[derive(Clone, Debug)]
pub struct Matcher {
    code: Arc<Code>,
    programs: Vec<(PatternId, Program)>,
    /// For each anchor, the programs that may begin there, with the sets of which one word each must be near.
    entries: Vec<(u32, [SetId; 3])>,
    starts: Starts,
    marks: Marks,
}

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
