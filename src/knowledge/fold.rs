// Shared with build.rs, which packs the table that the library looks words up in: both must fold and hash alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a word to its key: lower case, without diacritics, with a plain apostrophe, without a possessive ending.
pub(crate) fn fold(word: &str, key: &mut String) {
    key.clear();
    if word.is_ascii() {
        key.push_str(word);
        key.make_ascii_lowercase();
    } else {
        for c in word.nfd().filter(|&c| !is_combining_mark(c) && c != '\u{AD}').flat_map(char::to_lowercase) {
            match c {
                '\u{2019}' | '\u{2018}' | '\u{2BC}' => key.push('\''),
                'æ' => key.push_str("ae"),
                'œ' => key.push_str("oe"),
                'ø' => key.push('o'),
                'ł' => key.push('l'),
                'ß' => key.push_str("ss"),
                _ => key.push(c),
            }
        }
    }
    if let Some(stem) =
        key.strip_suffix("'s").map(str::len).or_else(|| key.strip_suffix("s'").map(|stem| stem.len() + 1))
    {
        key.truncate(stem);
    }
}

/// A hash of a key that is the same on every machine and in every version (FNV-1a over the bytes, then mixed).
pub(crate) fn hash(key: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in key {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 29)) as u32
}
