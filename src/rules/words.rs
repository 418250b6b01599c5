//! Sets of words that rules look tokens up in, by their ids in the embedded knowledge.

use crate::article::Article;
use crate::knowledge::{Knowledge, fold};
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Words, as ids of the embedded knowledge, so that no token is ever lower-cased to be looked up.
pub(crate) struct WordSet {
    map: WordMap<()>,
}

impl WordSet {
    /// The words of a text.
    pub(crate) fn of(words: &str) -> Self {
        Self::of_words(words.split_whitespace())
    }

    /// The words of a list.
    pub(crate) fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut key = String::new();
        let words = words.into_iter().map(|word| {
            fold(word, &mut key);
            (key.clone(), ())
        });
        Self { map: WordMap::of(words) }
    }

    /// Whether the token is one of the words that the knowledge has.
    pub(crate) fn has(&self, token: &Token) -> bool {
        token.is_word() && self.map.known(token.word).is_some()
    }

    /// Whether one of some tokens is one of the words that the knowledge has.
    pub(crate) fn has_any(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.has(token))
    }

    /// Whether a word of an article is one of the words, whether or not the knowledge has it.
    pub(crate) fn holds(&self, article: &Article, word: WordId) -> bool {
        self.map.get(article, word).is_some()
    }
}

/// What is known of some words, found by their ids; only words that the knowledge has not are compared as text.
pub(crate) struct WordMap<T> {
    known: IdMap<T>,
    others: FxHashMap<Box<str>, T>,
}

impl<T> WordMap<T> {
    /// A map of folded words.
    pub(crate) fn of(words: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let knowledge = Knowledge::embedded();
        let (mut known, mut others) = (Vec::new(), FxHashMap::default());
        for (word, value) in words {
            match knowledge.word(word.as_ref()) {
                Some(id) => known.push((WordId(id), value)),
                None => {
                    others.insert(word.as_ref().into(), value);
                }
            }
        }
        Self { known: IdMap::of(known), others }
    }

    fn known(&self, word: WordId) -> Option<&T> {
        self.known.get(word)
    }

    /// What is known of a word of an article.
    pub(crate) fn get(&self, article: &Article, word: WordId) -> Option<&T> {
        if (word.0 as usize) < article.knowledge().word_count() {
            return self.known(word);
        }
        if self.others.is_empty() { None } else { self.others.get(article.word(word)) }
    }
}

/// What a function says of each word, worked out when a word of the knowledge is first asked for.
pub(crate) struct Memo {
    /// The value with its highest bit set once it is known.
    values: Box<[AtomicU32]>,
}

impl Memo {
    const KNOWN: u32 = 1 << 31;

    pub(crate) fn new() -> Self {
        let words = Knowledge::embedded().word_count();
        Self { values: (0..words).map(|_| AtomicU32::new(0)).collect() }
    }

    /// The value of a word: the function's, which gives less than 2^31 and the same for the same word.
    pub(crate) fn get(&self, article: &Article, word: WordId, of: impl Fn(&str) -> u32) -> u32 {
        let Some(cell) = self.values.get(word.0 as usize) else { return of(article.word(word)) };
        let known = cell.load(Ordering::Relaxed);
        if known != 0 {
            return known & !Self::KNOWN;
        }
        let value = of(article.word(word));
        cell.store(value | Self::KNOWN, Ordering::Relaxed);
        value
    }
}

/// Values by the ids of words. Most words of a text are in no map, and a few bits tell so at once.
pub(crate) struct IdMap<T> {
    /// A bit for each id modulo their number, which is a power of two.
    filter: Vec<u64>,
    entries: Vec<(WordId, T)>,
}

impl<T> IdMap<T> {
    /// A map of entries; of two with one id the last counts.
    pub(crate) fn of(mut entries: Vec<(WordId, T)>) -> Self {
        entries.reverse();
        entries.sort_by_key(|&(id, _)| id);
        entries.dedup_by_key(|&mut (id, _)| id);
        let mut filter = vec![0; (entries.len() / 4).next_power_of_two().clamp(8, 512)];
        for &(WordId(id), _) in &entries {
            let at = id as usize / 64 % filter.len();
            filter[at] |= 1 << (id % 64);
        }
        Self { filter, entries }
    }

    /// The value of a word.
    pub(crate) fn get(&self, word: WordId) -> Option<&T> {
        let bits = self.filter[(word.0 as usize / 64) & (self.filter.len() - 1)];
        if (bits >> (word.0 % 64)) & 1 == 0 {
            return None;
        }
        let index = self.entries.binary_search_by_key(&word, |&(id, _)| id).ok()?;
        Some(&self.entries[index].1)
    }
}

/// Forms of "be", "have" and "do", and the modal verbs: with one of them, a clause has a finite verb.
pub(crate) static AUXILIARIES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "is are was were am be been has have had do does did can could may might must shall should will would cannot \
         isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't it's",
    )
});

/// Common finite verbs of health articles in the present, and a few in the past.
pub(crate) static FINITE_VERBS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "affects affect allows allow appears appear becomes become begins begin belongs belong brings carries carry \
         causes cause comes come consists consist contains contain continues continue depends depend develops develop \
         differs differ explains explain feels feel finds focuses focus follows gets get gives give goes go grows grow \
         happens happen helps help holds hopes hope hosts identifies includes include increases increase inherits \
         involves involve keeps keep kills lasts last leads lead leaves lets lies lie looks look lowers lower makes make \
         means mean needs need occurs occur offers offer plays play prevents prevent produces produce promises provides \
         provide puts ranges range reaches receives receive recommends recommend reduces reduce refers refer relieves \
         remains remain requires require results result runs run says seems seem sees serves serve shows show slows \
         spreads spread starts start states stays stay stops stop suggests suggest supports support takes take tells \
         tend tends treats treat tries try turns turn uses use varies vary wants want works work worsens worsen became \
         began caused found led made said saw showed took went gave enables enable examines studies conducts promotes \
         examine aims progresses progress experience experiences flows flow enjoy improves improve decreases decrease moved moves mimic resembles damages damage controls control targets attacks destroys destroy absorbs contributes contribute want know think",
    )
});
