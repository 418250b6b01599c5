//! Which words stand in a sentence and in an article, so that most programs need not be tried.

use super::code::{Code, SetId};
use super::text::Text;
use crate::reading::words::WordId;

/// How many bits tell which words stand in a sentence.
const PRESENT: u32 = 2048;

/// The words of a sentence, as bits; what is not among them is not in the sentence.
pub(super) struct Present {
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
    pub(super) fn new(text: &Text<'_>, whole: bool) -> Self {
        let article = whole.then(|| {
            let mut bits = Box::new([0; ARTICLE as usize / 64]);
            mark(&mut bits, text.stream.iter().map(|&at| text.tokens[at as usize].word));
            bits
        });
        Self { sentence: 0, bits: [0; PRESENT as usize / 64], article, sets: vec![0; text.code.sets()] }
    }

    /// Goes on to a sentence.
    pub(super) fn enter(&mut self, number: u32, text: &Text<'_>) {
        if self.sentence == number + 1 {
            return;
        }
        self.sentence = number + 1;
        self.bits.fill(0);
        mark(&mut self.bits, text.range.clone().map(|at| text.token(at).word));
    }

    /// Whether a word of the set may stand in the sentence.
    pub(super) fn holds(&mut self, set: SetId, code: &Code) -> bool {
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
