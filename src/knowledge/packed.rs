//! The packed table, looked up in place.

use super::fold;

/// What build.rs packed from `knowledge/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// Words and how common they are.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge {
    count: usize,
    mask: usize,
    buckets: &'static [u8],
    ends: &'static [u8],
    levels: &'static [u8],
    text: &'static str,
}

fn number(bytes: &[u8], index: usize) -> usize {
    bytes
        .get(index * 4..index * 4 + 4)
        .map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize)
}

impl Knowledge {
    /// The knowledge that is embedded in the program.
    pub fn embedded() -> Self {
        let (count, buckets) = (number(PACKED, 0), number(PACKED, 1));
        let (table, rest) = PACKED[12..].split_at(buckets * 4);
        let (ends, rest) = rest.split_at(count * 4);
        let (levels, text) = rest.split_at(count);
        let text = std::str::from_utf8(text).unwrap_or_default();
        Self { count, mask: buckets - 1, buckets: table, ends, levels, text }
    }

    /// The number of words; their indexes are 0 up to it.
    pub fn word_count(&self) -> usize {
        self.count
    }

    /// The index of a folded word.
    pub fn word(&self, key: &str) -> Option<u32> {
        let mut slot = fold::hash(key.as_bytes()) as usize & self.mask;
        loop {
            let index = number(self.buckets, slot).checked_sub(1)?;
            if self.word_text(index as u32) == key {
                return Some(index as u32);
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The folded text of a word.
    pub fn word_text(&self, index: u32) -> &'static str {
        let index = index as usize;
        let start = if index == 0 { 0 } else { number(self.ends, index - 1) };
        self.text.get(start..number(self.ends, index)).unwrap_or("")
    }

    /// How common a word is: 10 for the commonest to 70 for the rare words of English, 80 and above for words that only
    /// medical names or texts hold.
    pub fn level(&self, index: u32) -> u8 {
        self.levels.get(index as usize).copied().unwrap_or(u8::MAX)
    }
}
