//! The word that an unknown one probably should be: one of the article's own, or one of the dictionary.

use super::distance::{self, Edit, EditKind};
use super::forms::{FOREIGN, differs_in_form, shared, shares_ends};
use super::parts::{BEGINNINGS, is_composed};
use super::place::{Neighbours, is_introduced, is_joined, is_lower, is_name};
use super::words::{SHORTEST, Used};
use crate::article::Article;
use crate::knowledge::{Knowledge, MISSPELT};
use crate::reading::words::WordId;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// What an unknown word probably should be.
pub(super) struct Meant<'a> {
    pub(super) text: String,
    /// The article's own uses of it; empty when only the dictionary speaks for it.
    pub(super) uses: &'a [u32],
    pub(super) distance: usize,
    /// Other words that may as well be meant, so that none is to be written without a thought.
    pub(super) rivals: Vec<String>,
}

/// The words of an article, found by how they begin and end and by what stands beside them, so that no word is compared
/// with all others.
pub(super) struct Nearest<'a> {
    article: &'a Article,
    known: Index<'a>,
    /// The unknown words that the article has three times or more.
    frequent: Index<'a>,
    /// The known words by the words beside them, on the left and on the right.
    beside: FxHashMap<(bool, WordId), Vec<u32>>,
    /// How many more words may be looked for in the dictionary.
    budget: Cell<u32>,
    /// How many more pairs of words may be compared.
    comparisons: Cell<u32>,
}

/// How many words are looked for in the dictionary: each takes some 600 looks.
const DICTIONARY_WORDS: u32 = 5_000;

/// How many pairs of words are compared: far more than any article asks for, so that no text takes long.
const COMPARISONS: u32 = 20_000_000;

/// At most so many words are compared with one; an article's words fill no list as far.
const LONGEST_LIST: usize = 3_000;

/// The nearest word so far.
#[derive(Default)]
struct Best<'a> {
    word: Option<&'a Used<'a>>,
    distance: usize,
    /// It stands next to a word that the unknown one also stands next to.
    beside: bool,
}

impl<'a> Best<'a> {
    /// How far away a better word may be.
    fn limit(&self, limit: usize) -> usize {
        if self.word.is_some() { limit.min(self.distance - usize::from(self.beside)) } else { limit }
    }

    fn take(&mut self, word: &'a Used<'a>, distance: usize, beside: bool) {
        let better = distance < self.distance || distance == self.distance && beside && !self.beside;
        if self.word.is_none() || better {
            *self = Self { word: Some(word), distance, beside };
        }
    }
}

/// Words by their first two letters, and by their last two.
struct Index<'a> {
    words: Vec<&'a Used<'a>>,
    starts: Pairs,
    ends: Pairs,
}

impl<'a> Index<'a> {
    fn of(words: impl Iterator<Item = &'a Used<'a>>) -> Self {
        let words: Vec<_> = words.collect();
        let starts = Pairs::of(words.iter().map(|word| keys(word.text).0));
        let ends = Pairs::of(words.iter().map(|word| keys(word.text).1));
        Self { words, starts, ends }
    }

    /// The words that begin like another.
    fn starting_like(&self, word: &str) -> impl Iterator<Item = &'a Used<'a>> + '_ {
        self.listed(self.starts.numbers(keys(word).0))
    }

    /// The words that begin or end like another: all that are one edit away are among them.
    fn like(&self, word: &str) -> impl Iterator<Item = &'a Used<'a>> + '_ {
        self.starting_like(word).chain(self.listed(self.ends.numbers(keys(word).1)))
    }

    fn listed<'b>(&'b self, numbers: &'b [u32]) -> impl Iterator<Item = &'a Used<'a>> + 'b {
        numbers.iter().take(LONGEST_LIST).map(|&number| self.words[number as usize])
    }
}

/// Numbers in the order of their pairs of letters, and where those of each pair begin.
struct Pairs {
    first: Vec<u32>,
    numbers: Vec<u32>,
}

impl Pairs {
    /// So many pairs of letters are there.
    const ALL: usize = 26 * 26;

    /// Of the pair of each number, from 0 up.
    fn of(pairs: impl Iterator<Item = usize> + Clone) -> Self {
        let mut first = vec![0; Self::ALL + 1];
        for pair in pairs.clone() {
            first[pair + 1] += 1;
        }
        for pair in 0..Self::ALL {
            first[pair + 1] += first[pair];
        }
        let mut next = first.clone();
        let mut numbers = vec![0; first[Self::ALL] as usize];
        for (number, pair) in pairs.enumerate() {
            numbers[next[pair] as usize] = number as u32;
            next[pair] += 1;
        }
        Self { first, numbers }
    }

    fn numbers(&self, pair: usize) -> &[u32] {
        &self.numbers[self.first[pair] as usize..self.first[pair + 1] as usize]
    }
}

/// The first two letters of a word and the last two, each pair as a number.
fn keys(word: &str) -> (usize, usize) {
    let letters = word.as_bytes();
    let pair = |at: usize| usize::from(letters[at] - b'a') * 26 + usize::from(letters[at + 1] - b'a');
    (pair(0), pair(letters.len() - 2))
}

/// How far a word may be from one that the article uses: a letter in a short word, three in a long one.
fn limit(length: usize) -> usize {
    match length {
        0..=6 => 1,
        7..=9 => 2,
        _ => 3,
    }
}

impl<'a> Nearest<'a> {
    pub(super) fn new(
        article: &'a Article,
        known: &'a [Used<'a>],
        unknown: &'a [Used<'a>],
        doubtful: &[&Used<'_>],
    ) -> Self {
        // Only what stands beside a doubtful word is ever asked for.
        let sides = doubtful.iter().flat_map(|word| Neighbours::of(article, word.tokens[0]).sides());
        let mut beside: FxHashMap<(bool, WordId), Vec<u32>> = sides.map(|side| (side, Vec::new())).collect();
        for (number, word) in known.iter().enumerate() {
            for at in Neighbours::sample(word) {
                for side in Neighbours::of(article, at).sides() {
                    let Some(list) = beside.get_mut(&side) else { continue };
                    if list.len() < LONGEST_LIST && list.last() != Some(&(number as u32)) {
                        list.push(number as u32);
                    }
                }
            }
        }
        Self {
            article,
            known: Index::of(known.iter()),
            frequent: Index::of(unknown.iter().filter(|word| word.tokens.len() > 2)),
            beside,
            budget: Cell::new(DICTIONARY_WORDS),
            comparisons: Cell::new(COMPARISONS),
        }
    }

    /// The word of the article that an unknown one is with a foreign ending: "arthrites", "cardiomyopathia".
    pub(super) fn foreign_form(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let (stem, english) =
            FOREIGN.iter().find_map(|(foreign, english)| Some((unknown.text.strip_suffix(foreign)?, english)))?;
        let is_it = |word: &&Used<'_>| stem.len() > 3 && word.text.strip_suffix(english) == Some(stem);
        let word = self.known.starting_like(unknown.text).find(is_it)?;
        (word.tokens.len() >= unknown.tokens.len()).then(|| meant(word, 1))
    }

    /// The right form of a word that the knowledge lists as wrong; it stands as the word's lemma.
    pub(super) fn right_form(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let knowledge = self.article.knowledge();
        let wrong = knowledge.word(unknown.text).filter(|&word| knowledge.level(word) == MISSPELT)?;
        let right = knowledge.word_text(knowledge.lemma(wrong));
        let own = self.known.starting_like(right).find(|word| word.text == right);
        Some(own.map_or_else(|| in_words(right.to_owned()), |word| meant(word, 1)))
    }

    /// The word that an unknown one should be, if one is near enough and nothing speaks for the unknown one itself.
    pub(super) fn nearest(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let composed = is_composed(unknown.text, self.article.knowledge());
        let own = self.own_word(unknown).filter(|meant| !composed || meant.distance == 1);
        let own = own.or_else(|| self.more_often(unknown)).map(|own| self.without_ending(unknown, own));
        if composed || own.as_ref().is_some_and(|own| own.distance < 2) {
            return own;
        }
        let listed = self.in_dictionary(unknown);
        match (own, listed) {
            (Some(own), Some((listed, level))) if level <= EVERYDAY && listed.text != own.text => Some(listed),
            (Some(own), _) => Some(own),
            (None, listed) => listed.map(|(listed, _)| listed),
        }
    }

    /// The everyday word that an unknown one is but for a letter too many at its end, where the article's own is another
    /// form of it: "develop" for "develope", though the article has "develops".
    fn without_ending(&self, unknown: &Used<'_>, own: Meant<'a>) -> Meant<'a> {
        let knowledge = self.article.knowledge();
        let stem = &unknown.text[..unknown.text.len() - 1];
        let everyday = || knowledge.word(stem).is_some_and(|word| knowledge.level(word) <= EVERYDAY);
        let form = own.text.len() == unknown.text.len() && own.text.starts_with(stem);
        if form && everyday() { in_words(stem.to_owned()) } else { own }
    }

    /// The word of the article one letter away that stands beside the same word: "Whoping cough", where the article has
    /// "whooping cough", though somebody may whop.
    pub(super) fn in_place(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let often = |word: &&Used<'_>| word.tokens.len() > 2 * unknown.tokens.len();
        let word = self.beside(unknown).filter(often).find(|word| self.apart(unknown, word, 1).is_some())?;
        Some(meant(word, 1))
    }

    /// The word of the article that is nearest, if it is near enough; of two as near, one that has the same neighbour.
    fn own_word(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let name = is_name(self.article, unknown);
        let length = unknown.text.len();
        let mut best = Best::default();
        for word in self.known.like(unknown.text) {
            let Some(found) = self.apart(unknown, word, best.limit(limit(length))) else { continue };
            let far = shared(unknown.text, word.text) * 8 < length * 5;
            let first = unknown.text.as_bytes()[0] != word.text.as_bytes()[0];
            let needs_place = found > 2 && far
                || first && length < 8
                || word.text.len() < SHORTEST
                || name && (length < 8 || is_name(self.article, word));
            let beside = self.shares_neighbour(unknown, word);
            if beside || !needs_place {
                best.take(word, found, beside);
            }
        }
        if length > 6 {
            let loose = (length / 2).max(limit(length));
            for word in self.beside(unknown) {
                let far = shared(unknown.text, word.text) * 8 < length * 5;
                let found = self.apart(unknown, word, best.limit(if far { limit(length) } else { loose }));
                if let Some(found) = found {
                    best.take(word, found, true);
                }
            }
        }
        best.word.map(|word| meant(word, best.distance))
    }

    /// The distance of two words that may be one word, and are no forms of one another; more than one edit apart, they
    /// must begin and end alike.
    fn apart(&self, unknown: &Used<'_>, word: &Used<'_>, limit: usize) -> Option<usize> {
        let left = self.comparisons.get();
        if left == 0 {
            return None;
        }
        self.comparisons.set(left - 1);
        let (a, b) = (unknown.text, word.text);
        let limit = if shares_ends(a, b) { limit } else { limit.min(1) };
        if a.len().abs_diff(b.len()) > limit
            || (unknown.letters ^ word.letters).count_ones() as usize > 2 * limit
            || word.tokens.len() < unknown.tokens.len()
        {
            return None;
        }
        let found = distance::within(a.as_bytes(), b.as_bytes(), limit)?;
        (found > 0 && !differs_in_form(a, b)).then_some(found)
    }

    /// The known words that stand next to a word that the unknown one also stands next to.
    fn beside(&self, unknown: &Used<'_>) -> impl Iterator<Item = &'a Used<'a>> + '_ {
        let sides = Neighbours::of(self.article, unknown.tokens[0]).sides();
        sides.filter_map(|side| self.beside.get(&side)).flatten().map(|&number| self.known.words[number as usize])
    }

    /// Whether an unknown word stands next to a word that also stands next to the known one.
    fn shares_neighbour(&self, unknown: &Used<'_>, known: &Used<'_>) -> bool {
        let ours = Neighbours::of(self.article, unknown.tokens[0]);
        Neighbours::sample(known).any(|at| ours.shares(Neighbours::of(self.article, at)))
    }

    /// The form of an unknown word, one letter away, that the article has at least three times as often.
    fn more_often(&self, unknown: &Used<'_>) -> Option<Meant<'a>> {
        let close = self.frequent.like(unknown.text).find(|other| {
            other.tokens.len() >= 3 * unknown.tokens.len()
                && unknown.text.len() >= 8
                && self.apart(unknown, other, 1).is_some()
        })?;
        Some(meant(close, 1))
    }

    /// The known word one letter away, where nothing speaks for the unknown one, and how common it is.
    fn in_dictionary(&self, unknown: &Used<'_>) -> Option<(Meant<'a>, u8)> {
        let (article, knowledge) = (self.article, self.article.knowledge());
        if unknown.tokens.len() > 2
            || unknown.text.len() < 6
            || !is_lower(article, unknown)
            || is_joined(article, unknown)
            || is_introduced(article, unknown)
            || self.budget.get() == 0
        {
            return None;
        }
        self.budget.set(self.budget.get() - 1);
        let begins_name =
            |word: &str| knowledge.word(word).and_then(|index| knowledge.first(knowledge.lemma(index))).is_some();
        let mut best: Option<((u8, bool, bool, u8), String)> = None;
        let mut everyday: Vec<(u8, u8, String)> = Vec::new();
        distance::one_edit_away(unknown.text, |word, edit| {
            let Some(level) = knowledge.word(word).map(|index| knowledge.level(index)) else { return };
            let rank = (edit.cost() + rarity(level, word.len()), !self.has_relative(word), !begins_name(word), level);
            if level <= EVERYDAY && everyday.len() < RIVALS && everyday.iter().all(|(.., known)| known != word) {
                everyday.push((edit.cost(), level, word.to_owned()));
            }
            let likely = level != MISSPELT && is_likely(unknown.text, edit, level);
            if likely && best.as_ref().is_none_or(|(known, _)| rank < *known) && !differs_in_form(unknown.text, word) {
                best = Some((rank, word.to_owned()));
            }
        });
        let ((cost, alone, _, level), text) = best?;
        let mut meant = in_words(text);
        // A word that the article speaks of is meant; else another may be that is as near and as common.
        let rivals = everyday.into_iter().filter(|(other, how_common, word)| {
            let near = *how_common <= level && (*other <= cost || *other <= cost + 3 && word.len() == meant.text.len());
            near && *word != meant.text
        });
        meant.rivals = if alone { rivals.map(|(.., word)| word).collect() } else { Vec::new() };
        meant.rivals.extend(lost_beginning(unknown.text, knowledge));
        Some((meant, level))
    }

    /// Whether the article has another form of a word, or another word of its family: it begins with the same letters.
    fn has_relative(&self, word: &str) -> bool {
        let stem = &word[..word.len().min(5)];
        self.known.starting_like(word).any(|other| other.text.starts_with(stem))
    }
}

/// The known word that a shortened one may be, which lost the second of its beginnings: "antiepileptics" for
/// "antileptics".
fn lost_beginning(unknown: &str, knowledge: &Knowledge) -> Option<String> {
    let starts = BEGINNINGS.iter().filter(|start| start.len() > 2 && unknown.starts_with(**start));
    starts.filter(|start| unknown.len() > start.len() + 3).find_map(|start| {
        BEGINNINGS.iter().filter(|lost| lost.len() > 2).find_map(|lost| {
            let word = format!("{start}{lost}{}", &unknown[start.len()..]);
            knowledge.word(&word).map(|_| word)
        })
    })
}

/// Words as common as these are known to everybody.
const EVERYDAY: u8 = 35;
/// No more words than this are looked at as rivals of one.
const RIVALS: usize = 16;
/// Words as rare as these are in large dictionaries only.
const RARE: u8 = 70;
/// Words of the names of diseases, drugs and body parts.
const OF_NAMES: u8 = 80;

/// What it counts against a word that it is rare; in an article on health the words of names, above all long ones, are not.
fn rarity(level: u8, length: usize) -> u8 {
    match level {
        0..=EVERYDAY => 0,
        36..=RARE => 2,
        _ => u8::from(length < 9),
    }
}

/// Whether an edit that leads to a word so common is likelier than that the unknown word is right.
fn is_likely(unknown: &str, edit: Edit, level: u8) -> bool {
    let length = unknown.len();
    let first = edit.at == 0 && edit.kind != EditKind::Swap;
    match level {
        0..=EVERYDAY => !first || level <= 20 || length >= 8,
        36..=RARE => !first && length >= 8,
        71..=OF_NAMES => !first && length >= 7,
        _ => false,
    }
}

fn meant<'a>(word: &'a Used<'a>, distance: usize) -> Meant<'a> {
    Meant { text: word.text.to_owned(), uses: &word.tokens, distance, rivals: Vec::new() }
}

fn in_words(text: String) -> Meant<'static> {
    Meant { text, uses: &[], distance: 1, rivals: Vec::new() }
}
