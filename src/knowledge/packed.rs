//! The packed table, looked up in place.

use super::LocalConcept;
use super::fold;
use super::layout::{FLAGS, KINDS, NAME_TYPES, SECTIONS, Section};
use std::ops::Range;
use std::sync::LazyLock;

/// What build.rs packed from `knowledge/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The text that the table points into; the compiler has seen that it is UTF-8.
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/knowledge.txt"));

/// A concept: a disease, a part of the body, a drug. The number is an index into this version's table; what lasts is its
/// id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u32);

/// What kind of thing a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A disease, disorder, injury or syndrome.
    Disease,
    /// A part of the body.
    Anatomy,
    /// A symptom or sign.
    Symptom,
    /// A drug.
    Drug,
    /// A class of drugs.
    DrugClass,
    /// A living thing.
    Organism,
    /// Another chemical or biological substance.
    Substance,
    /// A test or treatment.
    Procedure,
    /// A process of the body.
    Process,
    /// Behaviour and psychology.
    Psych,
}

impl Kind {
    const ALL: [Self; KINDS.len()] = [
        Self::Disease,
        Self::Anatomy,
        Self::Symptom,
        Self::Drug,
        Self::DrugClass,
        Self::Organism,
        Self::Substance,
        Self::Procedure,
        Self::Process,
        Self::Psych,
    ];

    /// The kind's name in reports.
    pub fn name(self) -> &'static str {
        KINDS[self as usize]
    }

    /// The kind of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS.iter().position(|known| *known == name).map(|index| Self::ALL[index])
    }
}

/// What type of name a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameType {
    /// The name that the source prefers.
    Preferred,
    /// An exact synonym.
    Exact,
    /// A synonym of the MeSH thesaurus, now and then a narrower term.
    Mesh,
    /// A name in everyday language.
    Lay,
    /// A brand.
    Brand,
    /// A short form; it counts only in capitals.
    Abbreviation,
    /// A name that is also a common English word; it proves nothing by itself.
    Common,
}

impl NameType {
    const ALL: [Self; NAME_TYPES.len()] =
        [Self::Preferred, Self::Exact, Self::Mesh, Self::Lay, Self::Brand, Self::Abbreviation, Self::Common];

    /// The type of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAME_TYPES.iter().position(|known| *known == name).map(|index| Self::ALL[index])
    }
}

/// A flag of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// Only women have it.
    FemaleOnly,
    /// Only men have it.
    MaleOnly,
    /// Only newborns have it.
    Newborn,
    /// Only children have it.
    Paediatric,
    /// It belongs to pregnancy and birth.
    Maternity,
    /// Only adults have it.
    Adult,
    /// It is listed as rare.
    Rare,
    /// It is there at birth.
    Congenital,
}

/// A name of a concept, as found in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameEntry {
    /// Whose name it is.
    pub concept: ConceptId,
    /// What type of name it is.
    pub kind: NameType,
}

/// Words and how common they are; concepts, their names and how they are related.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge {
    sections: [&'static [u8]; SECTIONS],
    words: usize,
    /// The words with those of the rules.
    all_words: usize,
    buckets: usize,
    /// The state that the first edge leads to.
    inner: u32,
    /// What a house knows besides; its concepts are numbered after those of the table.
    local: &'static [LocalConcept],
}

fn number(bytes: &[u8], index: usize) -> u32 {
    bytes.get(index * 4..index * 4 + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl Knowledge {
    /// The knowledge that is embedded in the program.
    pub fn embedded() -> Self {
        static EMBEDDED: LazyLock<Knowledge> = LazyLock::new(Knowledge::open);
        *EMBEDDED
    }

    fn open() -> Self {
        let (head, body) = PACKED.split_at(SECTIONS * 4);
        let mut start = 0;
        let sections = std::array::from_fn(|index| {
            let end = number(head, index) as usize;
            let section = &body[start..end];
            start = end;
            section
        });
        let words = sections[Section::WordLevels as usize].len();
        let count = |section: Section| sections[section as usize].len() / 4;
        let buckets = count(Section::WordBuckets);
        let inner = (count(Section::EdgeStarts) - 1 - count(Section::EdgeWords)) as u32;
        let all_words = (count(Section::Words) - 1) / 3;
        Self { sections, words, all_words, buckets, inner, local: &[] }
    }

    /// The knowledge with the concepts of a house, which are kept as long as the program runs.
    pub(crate) fn with(self, concepts: &[LocalConcept]) -> Self {
        if concepts.is_empty() { self } else { Self { local: Box::leak(concepts.into()), ..self } }
    }

    /// The concept of a house that a number stands for, unless the table has it.
    fn own(&self, concept: ConceptId) -> Option<&'static LocalConcept> {
        self.local.get((concept.0 as usize).checked_sub(self.concept_count())?)
    }

    fn number(&self, section: Section, index: usize) -> u32 {
        number(self.sections[section as usize], index)
    }

    fn row(&self, starts: Section, index: u32) -> Range<usize> {
        self.number(starts, index as usize) as usize..self.number(starts, index as usize + 1) as usize
    }

    fn text(&self, starts: Section, index: u32) -> &'static str {
        TEXT.get(self.row(starts, index)).unwrap_or("")
    }

    /// How many numbers a section holds.
    #[cfg(test)]
    pub(crate) fn count(&self, section: Section) -> usize {
        self.sections[section as usize].len() / 4
    }

    /// The number of words; their indexes are 0 up to it.
    pub fn word_count(&self) -> usize {
        self.words
    }

    /// The index of a folded word.
    pub fn word(&self, key: &str) -> Option<u32> {
        self.word_or_cue(key.as_bytes()).filter(|&index| (index as usize) < self.words)
    }

    /// The number of words with those that only rules hold; their indexes follow.
    pub(crate) fn all_words(&self) -> usize {
        self.all_words
    }

    /// The index of a folded word, in bytes, of the knowledge or of the rules.
    pub(crate) fn word_or_cue(&self, key: &[u8]) -> Option<u32> {
        let hash = fold::hash(key);
        let mut slot = fold::bucket(hash, self.buckets);
        loop {
            let bucket = self.number(Section::WordBuckets, slot);
            if bucket == 0 {
                return None;
            }
            let index = (bucket & !fold::tag(u32::MAX)) - 1;
            if fold::tag(bucket) == fold::tag(hash) && TEXT.as_bytes().get(self.word_row(index)) == Some(key) {
                return Some(index);
            }
            slot = if slot + 1 == self.buckets { 0 } else { slot + 1 };
        }
    }

    /// The folded text of a word.
    pub fn word_text(&self, index: u32) -> &'static str {
        TEXT.get(self.word_row(index)).unwrap_or("")
    }

    fn word_row(&self, index: u32) -> Range<usize> {
        let start = |index: u32| self.number(Section::Words, index as usize * 3) as usize;
        start(index)..start(index + 1)
    }

    /// How common a word is: 10 for the commonest to 70 for the rare words of English, 80 and above for words that only
    /// medical names or texts hold, 255 for unknown ones.
    pub fn level(&self, index: u32) -> u8 {
        self.sections[Section::WordLevels as usize].get(index as usize).copied().unwrap_or(u8::MAX)
    }

    /// The lemma of a word: the singular of a plural, in American spelling; else the word itself.
    pub fn lemma(&self, index: u32) -> u32 {
        if (index as usize) < self.words { self.number(Section::Words, index as usize * 3 + 1) } else { index }
    }

    /// The state of the names after their first lemma; none begins with it when there is none.
    pub(crate) fn first(&self, lemma: u32) -> Option<u32> {
        Some(self.number(Section::Words, lemma as usize * 3 + 2)).filter(|&state| state != 0)
    }

    /// The state of the names after one more lemma.
    pub(crate) fn step(&self, state: u32, lemma: u32) -> Option<u32> {
        let Range { mut start, mut end } = self.row(Section::EdgeStarts, state);
        while start < end {
            let middle = start.midpoint(end);
            match self.number(Section::EdgeWords, middle).cmp(&lemma) {
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Greater => end = middle,
                std::cmp::Ordering::Equal => return Some(self.inner + middle as u32),
            }
        }
        None
    }

    /// The names that end at a state; more than one concept means that the name is ambiguous.
    pub(crate) fn names_at(&self, state: u32) -> impl Iterator<Item = NameEntry> + use<> {
        let knowledge = *self;
        self.row(Section::NameStarts, state).map(move |index| {
            let code = knowledge.number(Section::Names, index);
            NameEntry { concept: ConceptId(code / 8), kind: NameType::ALL[(code % 8) as usize % NAME_TYPES.len()] }
        })
    }

    /// The meanings of a name that is not in any text: words, parted by blanks.
    pub fn meanings(&self, name: &str) -> Vec<NameEntry> {
        let mut words = name.split_whitespace().map(|word| {
            let mut key = String::new();
            fold(word, &mut key);
            self.word(&key).map(|index| self.lemma(index))
        });
        let first = words.next().flatten().and_then(|lemma| self.first(lemma));
        let state = words
            .try_fold(first, |state, lemma| Some(state.zip(lemma).and_then(|(state, lemma)| self.step(state, lemma))));
        state.flatten().map(|state| self.names_at(state).collect()).unwrap_or_default()
    }

    /// The number of concepts.
    pub fn concept_count(&self) -> usize {
        self.sections[Section::ConceptKinds as usize].len()
    }

    /// What kind of thing a concept is.
    pub fn kind(&self, concept: ConceptId) -> Kind {
        match self.sections[Section::ConceptKinds as usize].get(concept.0 as usize) {
            Some(&code) => Kind::ALL[usize::from(code)],
            None => self.own(concept).map_or(Kind::Substance, |own| own.kind),
        }
    }

    /// The id that lasts, such as "MONDO:0003964".
    pub fn id(&self, concept: ConceptId) -> &'static str {
        self.own(concept).map_or_else(|| self.text(Section::ConceptStarts, concept.0 * 2), |own| &own.id)
    }

    /// The preferred name.
    pub fn name(&self, concept: ConceptId) -> &'static str {
        self.own(concept).map_or_else(|| self.text(Section::ConceptStarts, concept.0 * 2 + 1), |own| &own.name)
    }

    /// A few other accepted names, parted by "; ".
    pub fn other_names(&self, concept: ConceptId) -> &'static str {
        self.text(Section::AcceptedStarts, concept.0)
    }

    /// Whether a concept has a flag of its own.
    pub fn has(&self, concept: ConceptId, flag: Flag) -> bool {
        let flags = self.sections[Section::ConceptFlags as usize].get(concept.0 as usize).copied().unwrap_or(0);
        flags >> (flag as usize % FLAGS.len()) & 1 == 1
    }

    /// The body systems of a concept and its ancestors, one bit each.
    pub fn systems(&self, concept: ConceptId) -> u32 {
        self.number(Section::ConceptSystems, concept.0 as usize)
    }

    /// The name of a body system by its bit.
    pub fn system_name(&self, bit: u32) -> &'static str {
        self.text(Section::SystemStarts, bit)
    }

    /// The parents of a concept; true where the concept is a part of the parent rather than one of its kind.
    pub fn parents(&self, concept: ConceptId) -> impl Iterator<Item = (ConceptId, bool)> + use<> {
        let knowledge = *self;
        self.row(Section::ParentStarts, concept.0).map(move |index| {
            let code = knowledge.number(Section::Parents, index);
            (ConceptId(code / 2), code % 2 == 1)
        })
    }

    /// The sites that are given for a disease itself; its ancestors may have others.
    pub fn sites(&self, concept: ConceptId) -> impl Iterator<Item = ConceptId> + use<> {
        let knowledge = *self;
        let concept_of = move |row: usize| knowledge.number(Section::Sites, row * 2);
        let (mut start, mut end) = (0, self.sections[Section::Sites as usize].len() / 8);
        while start < end {
            let middle = start.midpoint(end);
            if concept_of(middle) < concept.0 { start = middle + 1 } else { end = middle }
        }
        let rows = (start..).take_while(move |&row| concept_of(row) == concept.0 && knowledge.has_site(row));
        rows.map(move |row| ConceptId(knowledge.number(Section::Sites, row * 2 + 1)))
    }

    fn has_site(&self, row: usize) -> bool {
        row * 8 < self.sections[Section::Sites as usize].len()
    }

    /// A concept and all its ancestors, by is-a and part-of alike, each once, nearest first.
    pub fn ancestors(&self, concept: ConceptId) -> Vec<ConceptId> {
        let mut found = vec![concept];
        let mut next = 0;
        while let Some(&concept) = found.get(next) {
            next += 1;
            for (parent, _) in self.parents(concept) {
                if !found.contains(&parent) {
                    found.push(parent);
                }
            }
        }
        found
    }

    /// Whether one concept is the other, or one of its kind, or a part of it.
    pub fn is_under(&self, concept: ConceptId, ancestor: ConceptId) -> bool {
        concept == ancestor || self.ancestors(concept).contains(&ancestor)
    }

    /// Whether one of two concepts is above the other, or they are the same.
    pub fn related(&self, a: ConceptId, b: ConceptId) -> bool {
        self.is_under(a, b) || self.is_under(b, a)
    }

    /// The concept with an id.
    pub fn concept(&self, id: &str) -> Option<ConceptId> {
        let (mut start, mut end) = (0, self.concept_count() as u32);
        while start < end {
            let middle = start.midpoint(end);
            match self.id(ConceptId(middle)).cmp(id) {
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Greater => end = middle,
                std::cmp::Ordering::Equal => return Some(ConceptId(middle)),
            }
        }
        None
    }
}
