//! One sentence as patterns see it: its words, and where phrases and clauses begin and end in it.

use super::code::Code;
use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::{Lexicon, WordId};
use std::ops::Range;

/// How long a bracket may be that a gap passes over.
const BRACKET: u32 = 12;

/// How many words a clause slot takes at most.
const CLAUSE: u32 = 60;

/// How many words a subject slot takes at most.
pub(super) const SUBJECT: u32 = 20;

/// The marks that end every slot.
const STOPS: &[&str] = &[".", ";", ":", "?", "!", "(", ")", "\u{2026}"];

/// The words that turn a sentence to something else.
const TURNS: &[&str] = &[
    "but", "which", "that", "although", "however", "while", "whereas", "because", "when", "if", "who", "unless",
    "though",
];

/// The words after which a comma goes on with the slot.
const OPENERS: &[&str] = &["as", "including", "like", "is", "are", "by", "include", "includes", "with", "involves"];

/// The words of grammar that end a slot.
const ENDS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "can",
    "cannot",
    "may",
    "might",
    "could",
    "will",
    "has",
    "have",
    "does",
    "do",
    "in",
    "on",
    "at",
    "by",
    "from",
    "with",
    "to",
    "during",
    "after",
    "before",
    "within",
    "until",
    "and",
    "or",
    "as",
    "usually",
    "typically",
    "often",
    "generally",
    "always",
    "nor",
    "include",
    "includes",
    "appear",
    "appears",
    "begin",
    "begins",
    "start",
    "starts",
    "last",
    "lasts",
    "occur",
    "occurs",
    "not",
    "exists",
    "exist",
    "since",
    "other",
    "today",
    "so",
    "yet",
    "among",
    "for",
    "affects",
    "affect",
];

/// The words at which slots end.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    pub(super) stops: Vec<WordId>,
    pub(super) comma: WordId,
    pub(super) turns: Vec<WordId>,
    pub(super) openers: Vec<WordId>,
    /// Words at which a noun phrase ends, as far as a list can tell.
    pub(super) ends: Vec<WordId>,
    pub(super) opening: WordId,
    pub(super) closing: WordId,
}

impl Marks {
    pub(super) fn new(lexicon: &mut Lexicon) -> Self {
        let mut ids = |words: &[&str]| words.iter().map(|word| lexicon.intern(word)).collect();
        let (stops, turns, openers, ends) = (ids(STOPS), ids(TURNS), ids(OPENERS), ids(ENDS));
        let [comma, opening, closing] = [",", "(", ")"].map(|mark| lexicon.intern(mark));
        Self { stops, comma, turns, openers, ends, opening, closing }
    }
}

/// The words of one sentence.
pub(super) struct Text<'a> {
    pub(super) code: &'a Code,
    pub(super) tokens: &'a [Token],
    pub(super) stream: &'a [u32],
    pub(super) range: Range<u32>,
    pub(super) marks: &'a Marks,
}

impl Text<'_> {
    pub(super) fn token(&self, at: u32) -> &Token {
        &self.tokens[self.stream[at as usize] as usize]
    }

    /// Whether only marks stand from here to the end of the sentence.
    pub(super) fn only_marks_after(&self, at: u32) -> bool {
        (at..self.range.end).all(|at| self.token(at).kind == TokenKind::Mark)
    }

    /// Where the clause that begins here ends; a comma with "which", "but" and the like after it ends it too.
    pub(super) fn clause_end(&self, from: u32) -> u32 {
        let mut at = from;
        let end = self.range.end.min(from + CLAUSE);
        while at < end {
            let word = self.token(at).word;
            let turn = at > from && self.marks.turns.contains(&word);
            if turn || self.marks.stops.contains(&word) {
                break;
            }
            at += 1;
        }
        if at > from && self.token(at - 1).word == self.marks.comma { at - 1 } else { at }
    }

    /// Past a short bracket that begins here; a gap passes over it as over one word.
    pub(super) fn past_bracket(&self, at: u32, word: WordId, backward: bool) -> Option<u32> {
        if backward && word == self.marks.closing {
            let first = self.range.start.max(at.saturating_sub(BRACKET));
            (first..at - 1).rev().find(|&other| self.token(other).word == self.marks.opening)
        } else if !backward && word == self.marks.opening {
            let end = self.range.end.min(at + BRACKET);
            (at + 1..end).find(|&other| self.token(other).word == self.marks.closing).map(|close| close + 1)
        } else {
            None
        }
    }

    pub(super) fn is_bracket(&self, word: WordId) -> bool {
        word == self.marks.opening || word == self.marks.closing
    }

    /// Where the noun phrase that begins here ends.
    pub(super) fn phrase_end(&self, from: u32) -> u32 {
        let end = self.range.end.min(from + SUBJECT);
        (from..end)
            .find(|&at| {
                let word = self.token(at).word;
                let marks = self.marks;
                word == marks.comma || [&marks.stops, &marks.turns, &marks.ends].iter().any(|set| set.contains(&word))
            })
            .unwrap_or(end)
    }

    /// Where the words before a verb begin: after a stop, a comma or a turn. Brackets right before the verb, and an
    /// alias between commas, are passed over.
    pub(super) fn phrase_start(&self, from: u32) -> u32 {
        let (marks, first) = (self.marks, self.range.start.max(from.saturating_sub(SUBJECT)));
        let mut at = from;
        while at > first {
            let word = self.token(at - 1).word;
            let opens = match word {
                word if word == marks.closing => marks.opening,
                word if word == marks.comma && at == from => marks.comma,
                word if word == marks.comma || marks.stops.contains(&word) || marks.turns.contains(&word) => break,
                _ => {
                    at -= 1;
                    continue;
                }
            };
            match (first..at - 1).rev().find(|&other| self.token(other).word == opens) {
                Some(open) if open > first => at = open,
                _ => break,
            }
        }
        at
    }

    /// Where the list or clause that ends here begins: after a stop, or after "such as", "including", "is", "by".
    pub(super) fn clause_start(&self, from: u32) -> u32 {
        let mut at = from;
        let start = self.range.start.max(from.saturating_sub(CLAUSE));
        while at > start {
            let word = self.token(at - 1).word;
            if [&self.marks.stops, &self.marks.turns, &self.marks.openers].iter().any(|words| words.contains(&word)) {
                break;
            }
            at -= 1;
        }
        at
    }
}
