//! What patterns become: programs of small steps, and the sets of words that they share.

use super::parse::Slot;
use crate::reading::words::WordId;
use std::ops::Range;

/// The words that patterns are compiled over.
pub(crate) trait Vocabulary {
    /// The number of a folded word, if it is known.
    fn get(&self, key: &str) -> Option<WordId>;
    /// The number of a folded word; a new one is made for a word that is not known.
    fn intern(&mut self, key: &str) -> WordId;
    /// How common a word is: from 10 for the commonest to 70 and above.
    fn level(&self, word: WordId) -> u8;
}

/// The number of a set of words.
pub(super) type SetId = u32;

/// One step of a program.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// The next word is one of the set.
    Word(SetId),
    /// Any one word or mark but the end of the sentence.
    Any,
    /// Tries the step so many further on, then the other.
    Split(u32, u32),
    /// Goes on so many steps further.
    Jump(u32),
    /// A slot; what it takes is kept under its name's number.
    Slot(Slot, u16),
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
    /// Found.
    Match,
}

/// The words of a set; a bit of each, modulo 64, tells at once that most words are not in it.
#[derive(Clone, Debug)]
struct Set {
    bits: u64,
    words: Range<u32>,
}

/// Programs and the sets of words that they share.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub(super) steps: Vec<Step>,
    sets: Vec<Set>,
    words: Vec<WordId>,
    /// The names of slots.
    pub(super) slots: Vec<Box<str>>,
}

impl Code {
    /// The words of a set, sorted.
    pub(super) fn words(&self, set: SetId) -> &[WordId] {
        let words = &self.sets[set as usize].words;
        &self.words[words.start as usize..words.end as usize]
    }

    /// Adds a set of sorted words.
    pub(super) fn add(&mut self, words: &[WordId]) -> SetId {
        let start = self.words.len() as u32;
        self.words.extend_from_slice(words);
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word.0 % 64));
        self.sets.push(Set { bits, words: start..self.words.len() as u32 });
        self.sets.len() as SetId - 1
    }

    /// The number of sets.
    pub(super) fn sets(&self) -> usize {
        self.sets.len()
    }

    /// Whether a word is in a set.
    pub(super) fn holds(&self, set: SetId, word: WordId) -> bool {
        if self.sets[set as usize].bits >> (word.0 % 64) & 1 == 0 {
            return false;
        }
        let words = self.words(set);
        if words.len() < 8 { words.contains(&word) } else { words.binary_search(&word).is_ok() }
    }
}

/// One alternative of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Program {
    /// Where it begins among the steps.
    pub(super) forward: u32,
    /// Where the steps back from before the anchor begin.
    pub(super) backward: u32,
    /// The words at which it is looked for.
    pub(super) anchors: SetId,
    /// Sets of words of which one each must stand in the same sentence; [`NO_SET`] where there are fewer.
    pub(super) others: [SetId; OTHERS],
}

/// How many sets of words are asked for in a sentence before a program is run.
pub(super) const OTHERS: usize = 3;

/// Stands where there is no set.
pub(super) const NO_SET: SetId = SetId::MAX;
