//! WordNet 3.0 nouns: lay words for the body, and which common words are medical first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use crate::downloads::decode;
use crate::error::{Error, Result};

/// The lexicographer files that matter here, by their WordNet number.
pub(crate) mod file {
    /// Animals.
    pub(crate) const ANIMAL: u8 = 5;
    /// Man-made things, drugs among them.
    pub(crate) const ARTIFACT: u8 = 6;
    /// Body parts.
    pub(crate) const BODY: u8 = 8;
    /// Plants.
    pub(crate) const PLANT: u8 = 20;
    /// States, diseases among them.
    pub(crate) const STATE: u8 = 26;
    /// Substances.
    pub(crate) const SUBSTANCE: u8 = 27;
}

/// One set of nouns with the same meaning.
#[derive(Debug, Clone, Default)]
pub(crate) struct Synset {
    /// The lexicographer file.
    pub(crate) file: u8,
    /// The words, with spaces, and how often each was met in this sense.
    pub(crate) words: Vec<(String, u32)>,
    /// Offsets of the wider meanings.
    pub(crate) wider: Vec<String>,
    /// Offsets of the wholes that this is a part of.
    pub(crate) wholes: Vec<String>,
}

/// All nouns, and how often each word was met as another part of speech.
#[derive(Debug, Default)]
pub(crate) struct WordNet {
    /// Synset by eight-digit offset.
    pub(crate) synsets: BTreeMap<String, Synset>,
    senses: HashMap<String, Vec<String>>,
    elsewhere: HashMap<String, u32>,
    singulars: HashMap<String, String>,
}

impl WordNet {
    /// Reads `data.noun`, `cntlist.rev` and `noun.exc` from the folder of WordNet.
    pub(crate) fn load(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map(decode).map_err(|e| Error::file(&path, e))
        };
        let mut net = Self::parse(&read("data.noun")?, &read("cntlist.rev")?);
        for line in read("noun.exc")?.lines() {
            if let Some((plural, singular)) = line.split_once(' ') {
                net.singulars.insert(plural.to_owned(), singular.to_owned());
            }
        }
        Ok(net)
    }

    /// The singular of an irregular plural: testis for testes.
    pub(crate) fn singular(&self, plural: &str) -> Option<&str> {
        self.singulars.get(plural).map(String::as_str)
    }

    fn parse(nouns: &str, counts: &str) -> Self {
        let mut met: HashMap<(String, u8, u8), u32> = HashMap::new();
        let mut net = Self::default();
        for line in counts.lines() {
            let Some((lemma, sense, count)) = parse_count(line) else { continue };
            match sense {
                Some((file, id)) => {
                    met.insert((lemma, file, id), count);
                }
                None => *net.elsewhere.entry(lemma.replace('_', " ")).or_default() += count,
            }
        }
        for line in nouns.lines().filter(|l| !l.starts_with(' ')) {
            if let Some((offset, synset)) = parse_synset(line, &met) {
                for (word, _) in &synset.words {
                    net.senses.entry(word.to_lowercase()).or_default().push(offset.clone());
                }
                net.synsets.insert(offset, synset);
            }
        }
        net
    }

    /// Whether the meaning lies under one that has the word, in the given file.
    fn lies_under(&self, offset: &str, roots: &HashSet<(&str, u8)>) -> bool {
        let mut open = vec![offset];
        let mut seen = HashSet::new();
        while let Some(at) = open.pop() {
            let Some(synset) = self.synsets.get(at).filter(|_| seen.insert(at)) else { continue };
            if synset.words.iter().any(|(word, _)| roots.contains(&(word.as_str(), synset.file))) {
                return true;
            }
            open.extend(synset.wider.iter().map(String::as_str));
        }
        false
    }

    /// How large a part of a word's uses has a meaning of the concept's kind, or nothing if the
    /// word is not a noun of WordNet. Every noun meaning counts at least half a use; a word with a
    /// single meaning has that one.
    pub(crate) fn share(&self, word: &str, kind: &str) -> Option<f64> {
        let senses = self.senses.get(word)?;
        let medical = HashSet::from([
            ("ill health", file::STATE),
            ("symptom", file::STATE),
            ("abnormality", file::STATE),
            ("physiological condition", file::STATE),
        ]);
        let drug = HashSet::from([("drug", file::ARTIFACT), ("medicine", file::ARTIFACT)]);
        let fits = |offset: &str| {
            let file = self.synsets[offset].file;
            match kind {
                "disease" | "symptom" => self.lies_under(offset, &medical),
                "anatomy" => file == file::BODY,
                "drug" | "drugclass" | "substance" => {
                    matches!(file, file::SUBSTANCE | file::BODY) || self.lies_under(offset, &drug)
                }
                "organism" => matches!(file, file::ANIMAL | file::PLANT),
                _ => false,
            }
        };
        let other_uses = self.elsewhere.get(word).copied().unwrap_or(0);
        if senses.len() == 1 && other_uses == 0 && !matches!(kind, "drug" | "organism") {
            return Some(1.0);
        }
        let (mut fitting, mut all) = (0.0, f64::from(other_uses));
        for offset in senses {
            let met = self.synsets[offset].words.iter().find(|(w, _)| w.to_lowercase() == word);
            let uses = met.map_or(0.0, |(_, count)| f64::from(*count)) + 0.5;
            all += uses;
            if fits(offset) {
                fitting += uses;
            }
        }
        Some(fitting / all)
    }

    /// The synsets of body parts, by offset.
    pub(crate) fn body(&self) -> impl Iterator<Item = (&str, &Synset)> {
        self.synsets.iter().filter(|(_, s)| s.file == file::BODY).map(|(o, s)| (o.as_str(), s))
    }
}

/// The file and the number of a sense of a noun.
type NounSense = (u8, u8);

/// Reads `heart%1:08:00:: 2 25` as the word, the file and number of a noun sense, and the count.
fn parse_count(line: &str) -> Option<(String, Option<NounSense>, u32)> {
    let mut fields = line.split(' ');
    let (lemma, key) = fields.next()?.split_once('%')?;
    let count = fields.nth(1)?.parse().ok()?;
    let mut parts = key.split(':');
    if parts.next()? != "1" {
        return Some((lemma.to_owned(), None, count));
    }
    let file = parts.next()?.parse().ok()?;
    let id = parts.next()?.parse().ok()?;
    Some((lemma.to_owned(), Some((file, id)), count))
}

/// Reads one line of `data.noun`; the word count and the word numbers are hexadecimal.
fn parse_synset(line: &str, met: &HashMap<(String, u8, u8), u32>) -> Option<(String, Synset)> {
    let mut fields = line.split(" | ").next()?.split(' ');
    let offset = fields.next()?.to_owned();
    let mut synset = Synset { file: fields.next()?.parse().ok()?, ..Synset::default() };
    let size = usize::from_str_radix(fields.nth(1)?, 16).ok()?;
    for _ in 0..size {
        let word = fields.next()?;
        let id = u8::from_str_radix(fields.next()?, 16).ok()?;
        let count = met.get(&(word.to_lowercase(), synset.file, id)).copied().unwrap_or(0);
        synset.words.push((word.replace('_', " "), count));
    }
    let pointers: usize = fields.next()?.parse().ok()?;
    for _ in 0..pointers {
        let (symbol, target) = (fields.next()?, fields.next()?.to_owned());
        fields.nth(1)?;
        match symbol {
            "@" => synset.wider.push(target),
            "#p" => synset.wholes.push(target),
            _ => {}
        }
    }
    Some((offset, synset))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUNS: &str = "\
14299637 26 n 01 symptom 0 000 | a sign
14000001 26 n 02 cold 0 common_cold 0 001 @ 14299637 n 0000 | a mild infection
04000002 07 n 01 cold 0 000 | the absence of heat
05519085 08 n 02 uterus 0 womb 0 002 @ 05514717 n 0000 #p 05513529 n 0000 | a hollow organ
";
    const COUNTS: &str = "cold%1:07:00:: 2 5\ncold%1:26:00:: 1 5\ncold%3:00:01:: 1 35\nwomb%1:08:00:: 1 2\n";

    #[test]
    fn reads_words_and_pointers() {
        let net = WordNet::parse(NOUNS, COUNTS);
        let uterus = &net.synsets["05519085"];
        assert_eq!(uterus.words, [("uterus".to_owned(), 0), ("womb".to_owned(), 2)]);
        assert_eq!((uterus.wider.len(), uterus.wholes.len()), (1, 1));
        assert_eq!(net.body().count(), 1);
    }

    #[test]
    fn tells_a_common_word_from_a_medical_one() {
        let net = WordNet::parse(NOUNS, COUNTS);
        assert!(net.share("cold", "disease").is_some_and(|s| s < 0.2));
        assert_eq!(net.share("womb", "anatomy"), Some(1.0));
        assert_eq!(net.share("tibia", "anatomy"), None);
    }
}
