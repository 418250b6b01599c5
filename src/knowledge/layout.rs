// Shared with the build script: the sections of the packed table, in their order. Numbers are little-endian `u32`
// unless it says bytes. "Starts" sections hold one more entry than they have rows: row i is entries[start[i]..start[i + 1]].

/// The kinds of concept, in the order of their codes.
pub(crate) const KINDS: [&str; 10] =
    ["disease", "anatomy", "symptom", "drug", "drugclass", "organism", "substance", "procedure", "process", "psych"];

/// The types of name, in the order of their codes.
pub(crate) const NAME_TYPES: [&str; 7] = ["preferred", "exact", "mesh", "lay", "brand", "abbrev", "common"];

/// The flags of concepts, in the order of their bits.
pub(crate) const FLAGS: [&str; 8] =
    ["female-only", "male-only", "newborn", "paediatric", "maternity", "adult", "rare", "congenital"];

/// The level of a word that is known to be wrong.
pub(crate) const MISSPELT: u8 = 99;

/// The sections of the packed table.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// Word index + 1 by hash, with a part of the hash above it; 0 where free.
    WordBuckets,
    /// For each word the start of its text, which ends where the next one starts; its lemma; and the state of the name trie
    /// after the word at its root, 0 where no name begins with it. They lie side by side because most words are asked for
    /// all. The commonest words come first; those that only rules hold follow all others, and have no level.
    Words,
    /// Bytes: how common each word is.
    WordLevels,
    /// Starts of each state's edges.
    EdgeStarts,
    /// The word of each edge, sorted within a state. States are numbered in the order of the edges that lead to them:
    /// the root, the states after it, which `Words` gives, then one for each edge here.
    EdgeWords,
    /// Starts of the names that end at each state.
    NameStarts,
    /// Concept * 8 + type of each name.
    Names,
    /// Bytes: the kind of each concept.
    ConceptKinds,
    /// Bytes: the flags of each concept, one bit each.
    ConceptFlags,
    /// The body systems of each concept, one bit each, with those of its ancestors.
    ConceptSystems,
    /// Starts of each concept's id and name in the text, one after the other.
    ConceptStarts,
    /// Starts of each concept's parents.
    ParentStarts,
    /// The parents: concept * 2, + 1 for part-of.
    Parents,
    /// The sites, each after its concept, in their order; few concepts have any.
    Sites,
    /// Starts of each concept's accepted names in the text.
    AcceptedStarts,
    /// Starts of the names of the body systems in the text.
    SystemStarts,
}

/// The number of sections.
pub(crate) const SECTIONS: usize = Section::SystemStarts as usize + 1;
