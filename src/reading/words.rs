//! Words become numbers once: each token's folded form is looked up or interned as a [`WordId`], and names, cues and
//! patterns all match over these.

use super::local::{LocalNames, learn};
use crate::knowledge::{Knowledge, LocalFacts, MISSPELT, fold};
use rustc_hash::FxHashMap;

/// A folded word as a number: an index of the knowledge's words, then of the words that only rules know, then of those
/// that only this article holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// Stands for any number; numbers are not interned.
    pub const NUMBER: Self = Self(u32::MAX);
    /// Stands for an address of the web or of mail.
    pub const ADDRESS: Self = Self(u32::MAX - 1);
}

/// The longest word that is folded without the heap.
const SHORT: usize = 32;

/// The words that are known before any article is read: those of the knowledge and those of the rules.
#[derive(Clone, Debug)]
pub struct Lexicon {
    knowledge: Knowledge,
    extra: FxHashMap<Box<str>, WordId>,
    names: Vec<Box<str>>,
    /// The ids of one-byte words: every mark of ASCII is one.
    single: Box<[Option<WordId>; 128]>,
    /// The names and words of a house, if it has any.
    local: Option<Box<LocalNames>>,
}

impl Lexicon {
    /// A lexicon of the knowledge's words.
    pub fn new(knowledge: Knowledge) -> Self {
        let single =
            std::array::from_fn(|byte| knowledge.word_or_cue(&[(byte as u8).to_ascii_lowercase()]).map(WordId));
        Self { knowledge, extra: FxHashMap::default(), names: Vec::new(), single: Box::new(single), local: None }
    }

    /// A lexicon that also has the names and words of a house.
    pub(crate) fn with(knowledge: &Knowledge, facts: &LocalFacts) -> Self {
        let mut lexicon = Self::new(knowledge.with(&facts.concepts));
        if !facts.is_empty() {
            lexicon.local = Some(Box::new(learn(facts, &mut lexicon)));
        }
        lexicon
    }

    /// The names of the house, if it has any.
    pub(crate) fn local(&self) -> Option<&LocalNames> {
        self.local.as_deref()
    }

    /// Whether a word is known to be right, by the knowledge or by the house.
    pub(crate) fn knows(&self, word: WordId) -> bool {
        let listed = (word.0 as usize) < self.knowledge.word_count() && self.knowledge.level(word.0) != MISSPELT;
        listed || self.local().is_some_and(|local| local.level(word).is_some())
    }

    /// The id of an ASCII word as it stands in the text, if the knowledge has it.
    fn get_ascii(&self, word: &[u8]) -> Option<WordId> {
        if let &[byte] = word {
            return self.single[usize::from(byte) % 128];
        }
        let mut buffer = [0; SHORT];
        let key = buffer.get_mut(..word.len())?;
        key.copy_from_slice(word);
        key.make_ascii_lowercase();
        let key = match key {
            [stem @ .., b'\'', b's'] => &*stem,
            [stem @ .., b'\''] if stem.last() == Some(&b's') => &*stem,
            key => &*key,
        };
        self.knowledge.word_or_cue(key).map(WordId)
    }

    /// The knowledge behind it.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The id of a folded word, if it is known.
    pub fn get(&self, key: &str) -> Option<WordId> {
        self.knowledge.word_or_cue(key.as_bytes()).map(WordId).or_else(|| self.extra.get(key).copied())
    }

    /// The id of a folded word; a new one is made for a word that is not known.
    pub fn intern(&mut self, key: &str) -> WordId {
        if let Some(id) = self.get(key) {
            return id;
        }
        let id = WordId(self.len());
        self.extra.insert(key.into(), id);
        self.names.push(key.into());
        if let &[byte @ 0..128] = key.as_bytes() {
            self.single[usize::from(byte)] = Some(id);
        }
        id
    }

    /// One past the largest id.
    pub fn len(&self) -> u32 {
        (self.knowledge.all_words() + self.names.len()) as u32
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How common a word is; see [`Knowledge::level`]. Words that the knowledge has not are at 255.
    pub fn level(&self, word: WordId) -> u8 {
        self.local().and_then(|local| local.level(word)).unwrap_or_else(|| self.knowledge.level(word.0))
    }

    /// The folded text of a word, unless only an article holds it.
    pub fn text(&self, word: WordId) -> Option<&str> {
        let index = word.0 as usize;
        match index.checked_sub(self.knowledge.all_words()) {
            None => Some(self.knowledge.word_text(word.0)),
            Some(extra) => self.names.get(extra).map(|name| &**name),
        }
    }
}

/// The words of one article: a lexicon, and what only this article holds.
#[derive(Clone, Debug, Default)]
pub struct LocalWords {
    ids: FxHashMap<Box<str>, WordId>,
    names: Vec<Box<str>>,
}

impl LocalWords {
    /// The id of a word as it stands in the text.
    pub(crate) fn id(&mut self, lexicon: &Lexicon, word: &str, key: &mut String) -> WordId {
        if word.is_ascii()
            && let Some(id) = lexicon.get_ascii(word.as_bytes())
        {
            return id;
        }
        fold(word, key);
        if let Some(id) = lexicon.get(key) {
            return id;
        }
        if let Some(&id) = self.ids.get(key.as_str()) {
            return id;
        }
        let id = WordId(lexicon.len() + self.names.len() as u32);
        self.ids.insert(key.as_str().into(), id);
        self.names.push(key.as_str().into());
        id
    }

    /// The folded text of a word.
    pub fn text<'a>(&'a self, lexicon: &'a Lexicon, word: WordId) -> &'a str {
        lexicon
            .text(word)
            .or_else(|| self.names.get((word.0 - lexicon.len()) as usize).map(|name| &**name))
            .unwrap_or("")
    }
}
