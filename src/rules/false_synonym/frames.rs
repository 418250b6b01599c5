//! The frames of an alias: "X, also known as Y", "another name for X is Y".

use crate::article::Article;
use crate::reading::sentences::Sentence;
use crate::rules::words::WordSet;
use std::ops::Range;
use std::sync::LazyLock;

/// "X, also known as Y": the tokens before the words that say so, and those after.
pub(super) struct Frame {
    pub(super) before: Range<u32>,
    pub(super) after: Range<u32>,
}

/// The words that introduce an alias, as they stand in the text.
const CALLED: &[&str] = &["called", "named", "termed", "as", "is", "are", "include"];
/// Words before "called" or "known as" that make it an alias of the same thing, now.
const ALSO: &[&str] = &[
    "also",
    "sometimes",
    "often",
    "commonly",
    "otherwise",
    "better",
    "frequently",
    "usually",
    "alternatively",
    "informally",
    "popularly",
];

/// The words at which a frame may begin.
static FRAMING: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("known referred called termed named name names"));

pub(super) fn frames(article: &Article, sentence: &Sentence) -> Vec<Frame> {
    let tokens = article.tokens_of(sentence);
    let text = |at: usize| tokens.get(at).map_or("", |token| article.text(token.span));
    let range = sentence.tokens.clone();
    let mut frames = Vec::new();
    for at in 1..tokens.len() {
        if !FRAMING.has(&tokens[at]) {
            continue;
        }
        let absolute = range.start + at as u32;
        let opens = match text(at) {
            "known" if text(at + 1) == "as" => Some(2),
            "referred" if text(at + 1) == "to" && text(at + 2) == "as" => Some(3),
            "called" | "termed" | "named" => Some(1),
            _ => None,
        };
        let also = || (at.saturating_sub(3)..at).any(|before| ALSO.contains(&text(before).to_lowercase().as_str()));
        if let Some(length) = opens.filter(|_| also()) {
            frames.push(Frame { before: range.start..absolute, after: absolute + length..range.end });
        }
        // "Another name for X is Y", "other names for X include Y".
        let names = matches!(text(at), "name" | "names")
            && matches!(text(at - 1).to_lowercase().as_str(), "another" | "other" | "alternative");
        if names && matches!(text(at + 1), "for" | "of") {
            let verb = (at + 2..tokens.len()).find(|&verb| CALLED[4..].contains(&text(verb)));
            if let Some(verb) = verb {
                frames.push(Frame {
                    before: absolute + 2..range.start + verb as u32,
                    after: range.start + verb as u32 + 1..range.end,
                });
            }
        }
    }
    frames
}

/// The alias phrases after a frame: up to the end of the clause, parted at "or" and commas.
pub(super) fn aliases(article: &Article, after: &Range<u32>) -> Vec<Range<u32>> {
    const ENDS: &[&str] = &[
        ".", ";", ":", "(", ")", "that", "which", "is", "are", "was", "because", "in", "after", "when", "but", "if",
        "who", "has", "since", "affects", "causes", "makes", "where", "to", "by", "for", "on", "at", "from",
    ];
    let text = |at: u32| article.text(article.tokens[at as usize].span);
    let mut phrases = Vec::new();
    let mut start = after.start;
    let mut at = after.start;
    while at <= after.end && at - after.start < 24 {
        let word = if at < after.end { text(at) } else { "." };
        let joins = matches!(word, "or" | "," | "and");
        let ends = ENDS.contains(&word);
        if joins || ends {
            let mut from = start;
            while from < at
                && matches!(text(from), "a" | "an" | "the" | "\"" | "\u{201C}" | "\u{2018}" | "'" | "as" | "simply")
            {
                from += 1;
            }
            let mut to = at;
            while to > from && matches!(text(to - 1), "\"" | "\u{201D}" | "\u{2019}" | "'" | ",") {
                to -= 1;
            }
            if from < to {
                phrases.push(from..to);
            }
            start = at + 1;
        }
        if ends || word == "and" {
            break;
        }
        at += 1;
    }
    phrases
}
