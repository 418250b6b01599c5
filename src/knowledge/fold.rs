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

/// A hash of a key that is the same on every machine and in every version.
pub(crate) fn hash(key: &[u8]) -> u32 {
    wide_hash(key) as u32
}

/// The same hash with more bits: eight bytes at a time, the last ones overlapping.
pub(crate) fn wide_hash(key: &[u8]) -> u64 {
    let eight = |at: usize| key[at..].first_chunk::<8>().map_or(0, |chunk| u64::from_le_bytes(*chunk));
    let four = |at: usize| key[at..].first_chunk::<4>().map_or(0, |chunk| u32::from_le_bytes(*chunk));
    let mix = |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let length = key.len();
    let mut hash = length as u64;
    match length {
        0 => {}
        1..4 => {
            hash = mix(hash, u64::from(key[0]) | u64::from(key[length / 2]) << 8 | u64::from(key[length - 1]) << 16);
        }
        4..8 => hash = mix(hash, u64::from(four(0)) | u64::from(four(length - 4)) << 32),
        _ => {
            let mut at = 0;
            while at + 8 < length {
                hash = mix(hash, eight(at));
                at += 8;
            }
            hash = mix(hash, eight(length - 8));
        }
    }
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32)
}

/// The bits of a bucket that hold the index of its word + 1; the others hold a part of the word's hash, so that hardly
/// any other word is compared.
pub(crate) const INDEX_BITS: u32 = 20;

/// The bucket at which a word is looked for first, by the bits of its hash that are not kept in buckets before those that
/// are.
pub(crate) fn bucket(hash: u32, buckets: usize) -> usize {
    ((u64::from(hash.rotate_left(32 - INDEX_BITS)) * buckets as u64) >> 32) as usize
}

/// The part of a hash that is kept in a bucket.
pub(crate) fn tag(hash: u32) -> u32 {
    hash & !((1 << INDEX_BITS) - 1)
}
