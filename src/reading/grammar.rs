//! Short words of grammar, told apart by their letters as one number, without comparing text.

use std::sync::LazyLock;

/// Whose grammar a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Of English alone.
    English,
    /// Of Spanish, French, Portuguese, Italian or German, and not of English.
    Other,
}

/// Words of at most five ASCII letters, by a hash of them.
pub(super) struct ShortWords([Option<(u64, Class)>; SLOTS]);

const SLOTS: usize = 512;

impl ShortWords {
    fn of(classes: &[(Class, &[&str])]) -> Self {
        let mut slots = [None; SLOTS];
        for &(class, words) in classes {
            for key in words.iter().filter_map(|word| key(word)) {
                let mut slot = slot(key);
                while slots[slot].is_some() {
                    slot = (slot + 1) % SLOTS;
                }
                slots[slot] = Some((key, class));
            }
        }
        Self(slots)
    }

    /// Whose grammar a word, in any case, belongs to.
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        let key = key(word)?;
        let mut slot = slot(key);
        while let Some((known, class)) = self.0[slot] {
            if known == key {
                return Some(class);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

/// The letters of a short word, in lower case, as a number.
fn key(word: &str) -> Option<u64> {
    (word.len() < 6).then(|| word.bytes().fold(0, |key, byte| key << 8 | u64::from(byte | 0x20)))
}

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// The commonest words of English grammar, of which every English block of some length holds several, and words of
/// grammar of other languages that English has not.
pub(super) static GRAMMAR: LazyLock<ShortWords> = LazyLock::new(|| {
    ShortWords::of(&[
        (
            Class::English,
            &[
                "the", "of", "and", "to", "in", "is", "are", "for", "that", "with", "or", "it", "this", "be", "by",
                "as", "can", "on", "you", "not", "have", "from", "at", "an", "your", "if", "they", "was", "which",
                "may", "will", "more", "has", "their", "these",
            ],
        ),
        (
            Class::Other,
            &[
                "de", "la", "el", "los", "las", "del", "y", "que", "para", "con", "por", "una", "su", "se", "es", "al",
                "le", "les", "des", "du", "et", "est", "une", "dans", "pour", "der", "die", "das", "und", "ist", "mit",
                "von", "il", "della", "di", "os", "uma",
            ],
        ),
    ])
});

/// Words of a list, found in any case among those of their length.
pub(super) struct Words(Vec<Vec<&'static str>>);

impl Words {
    /// The words of a list.
    pub(super) fn of(words: &[&'static str]) -> Self {
        let mut by_length = Vec::new();
        for &word in words {
            if by_length.len() <= word.len() {
                by_length.resize(word.len() + 1, Vec::new());
            }
            by_length[word.len()].push(word);
        }
        Self(by_length)
    }

    /// Whether a word, in any case, is one of these.
    pub(super) fn has(&self, word: &str) -> bool {
        let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
        let same = |known: &&str| known.as_bytes().first().copied() == first && word.eq_ignore_ascii_case(known);
        self.0.get(word.len()).is_some_and(|words| words.iter().any(same))
    }
}
