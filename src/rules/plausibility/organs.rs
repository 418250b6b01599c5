//! Parts of the body in groups, and which groups have to do with each other.

use crate::article::Article;
use crate::reading::sentences::Sentence;
use crate::reading::words::WordId;
use crate::rules::words::{Memo, WordMap, WordSet};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of groups of organs.
pub(super) type Groups = u32;

struct Table {
    names: Vec<&'static str>,
    links: Vec<Groups>,
    words: FxHashMap<&'static str, Groups>,
    beginnings: Vec<(&'static str, Groups)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Vec<&str>> = include_str!("organs.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let bit = |name: &str| names.iter().position(|known| *known == name).map_or(0, |at| 1 << at);
    let mut links = vec![0; rows.len()];
    let mut words: FxHashMap<&str, Groups> = FxHashMap::default();
    let mut beginnings = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for other in row[1].split(' ') {
            links[at] |= bit(other);
            if let Some(back) = names.iter().position(|known| *known == other) {
                links[back] |= 1 << at;
            }
        }
        for word in row[2].split(", ") {
            *words.entry(word).or_default() |= 1 << at;
        }
        beginnings.extend(row[3].split(", ").map(|stem| (stem, 1 << at)));
    }
    Table { names, links, words, beginnings }
});

/// The groups of a word that names a part of the body.
pub(super) fn organ(word: &str) -> Groups {
    TABLE.words.get(word).copied().unwrap_or(0)
}

/// The groups of a word of an article that names a part of the body.
pub(super) fn organ_of(article: &Article, word: WordId) -> Groups {
    static ORGANS: LazyLock<WordMap<Groups>> = LazyLock::new(|| WordMap::of(TABLE.words.iter().map(|(w, g)| (*w, *g))));
    ORGANS.get(article, word).copied().unwrap_or(0)
}

/// Whether a sentence names a part of the body behind "the" or "your".
pub(super) fn has_organ(article: &Article, sentence: &Sentence) -> bool {
    organs_in(article, sentence).next().is_some()
}

/// Whether a sentence names a part of the body behind "the" or "your" and before a mark or a verb, as all that place a
/// disease there do.
pub(super) fn ends_in_organ(article: &Article, sentence: &Sentence) -> bool {
    static VERBS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("is are become becomes get gets"));
    let tokens = article.tokens_of(sentence);
    organs_in(article, sentence).any(|mut at| {
        while tokens.get(at).is_some_and(|token| token.is_word() && organ_of(article, token.word) != 0) {
            at += 1;
        }
        tokens.get(at).is_none_or(|next| !next.is_word() || VERBS.has(next))
    })
}

/// Words that say which part of an organ, or which of two: "the large intestine", "the inner ear".
pub(super) const SIDES: &str = "inner middle outer large small left right upper lower";

/// Where parts of the body stand behind "the" or "your", by their place among the tokens of the sentence.
fn organs_in(article: &Article, sentence: &Sentence) -> impl Iterator<Item = usize> {
    static ARTICLES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("the your"));
    static SIDED: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(SIDES));
    let tokens = article.tokens_of(sentence);
    let is_organ = |at: usize| tokens.get(at).is_some_and(|t| t.is_word() && organ_of(article, t.word) != 0);
    (1..tokens.len()).filter(|&at| ARTICLES.has(&tokens[at - 1])).filter_map(move |at| {
        let named = at + usize::from(SIDED.has(&tokens[at]));
        is_organ(named).then_some(named)
    })
}

/// The groups that a word has to do with, also by how it begins: "nephritis".
pub(super) fn touched(word: &str) -> Groups {
    let begins = TABLE.beginnings.iter().filter(|(stem, _)| word.starts_with(stem));
    organ(word) | begins.fold(0, |all, (_, groups)| all | groups)
}

/// The groups that a text has to do with.
pub(super) fn touched_by(text: &str) -> Groups {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).fold(0, |all, word| all | touched(word))
}

/// Groups with all that have to do with them.
pub(super) fn with_links(groups: Groups) -> Groups {
    let bits = (0..TABLE.links.len()).filter(|at| groups & (1 << at) != 0);
    bits.fold(groups, |all, at| all | TABLE.links[at])
}

/// The group of this name.
pub(super) fn group(name: &str) -> Groups {
    TABLE.names.iter().position(|known| *known == name).map_or(0, |at| 1 << at)
}

/// What an article says of each part of the body.
pub(super) struct Organs {
    /// The groups that each sentence has to do with.
    pub(super) of_sentence: Vec<Groups>,
}

impl Organs {
    pub(super) fn of(article: &Article) -> Self {
        static TOUCHED: LazyLock<Memo> = LazyLock::new(Memo::new);
        let groups_of = |sentence: &Sentence| {
            let tokens = article.tokens_of(sentence).iter().filter(|token| token.is_word());
            tokens.fold(0, |all, token| all | TOUCHED.get(article, token.word, touched))
        };
        Self { of_sentence: article.sentences.iter().map(groups_of).collect() }
    }

    /// How many sentences, but for one, have to do with some groups.
    pub(super) fn elsewhere(&self, groups: Groups, sentence: u32) -> usize {
        let others = self.of_sentence.iter().enumerate().filter(|&(at, _)| at != sentence as usize);
        others.filter(|(_, found)| *found & groups != 0).count()
    }
}

/// The groups that the subject of an article is known to have to do with, by its name, what it is a kind of, where it
/// sits, and their neighbors; and those that its introduction names. `except` is a sentence that does not count.
pub(super) fn of_subject(article: &Article, organs: &Organs, except: u32) -> Groups {
    let Some(subject) = &article.subject else { return 0 };
    let mut core = touched_by(&subject.name);
    let knowledge = article.knowledge();
    let named = |all, concept| all | touched_by(knowledge.name(concept));
    // What a disease is a kind of may be wide, "urinary system disorder": its neighbors are not the disease's own.
    let mut classes = 0;
    if let Some(concept) = article.subject_concept() {
        core |= knowledge.sites(concept).fold(0, named);
        classes = knowledge.ancestors(concept).into_iter().fold(0, named);
    }
    let leads = article.leads.iter().take(3).filter(|lead| lead.sentence != except);
    let told = leads.fold(0, |all, lead| all | organs.of_sentence[lead.sentence as usize]);
    match (core, classes | told) {
        (0, 0) => with_links(opening(article, organs, except)),
        (0, _) if classes != 0 => with_links(classes) | told,
        (0, _) => with_links(told),
        _ => with_links(core) | classes | told,
    }
}

/// The groups that the sentences behind the first lead have to do with.
fn opening(article: &Article, organs: &Organs, except: u32) -> Groups {
    const SENTENCES: u32 = 2;
    let Some(lead) = article.leads.first() else { return 0 };
    let behind = (lead.sentence + 1..=lead.sentence + SENTENCES).filter(|&at| at != except);
    behind.filter_map(|at| organs.of_sentence.get(at as usize)).fold(0, |all, groups| all | groups)
}
