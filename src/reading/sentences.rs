//! Sentences: where a full stop ends one, and where it only shortens a word.

use super::tokens::{Token, TokenKind};
use crate::document::{Document, ProseSpan};
use std::ops::Range;

/// A sentence: a run of a block's tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its prose, from the first token to the last.
    pub span: ProseSpan,
    /// The index of its block.
    pub block: u32,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Its words and marks in the article's stream, which leaves out the hyphens within compounds.
    pub stream: Range<u32>,
}

/// Short forms that a name, a number or more of the sentence follows.
const SHORTENED: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "fig", "figs", "no", "nos", "vs", "al", "approx", "ca", "cf", "vol", "pp",
    "eds", "ref", "refs", "dept", "gen", "capt", "rev", "sen", "gov", "spp", "subsp", "var", "incl", "esp", "resp",
    "viz", "eq",
];

/// Short forms that may also end a sentence: one ends where a capital follows.
const SHORTENED_OR_LAST: &[&str] =
    &["etc", "inc", "jr", "sr", "ltd", "co", "corp", "dept", "hr", "hrs", "min", "sec", "ed", "sp"];

/// No sentence has more tokens: a text without full stops is cut, so that what looks at whole sentences stays linear.
const LONGEST: u32 = 1_000;

/// Words that begin a sentence, so that even "U.S." or an initial before them ends one.
const OPENERS: &[&str] = &[
    "the",
    "it",
    "in",
    "this",
    "these",
    "there",
    "they",
    "if",
    "for",
    "a",
    "an",
    "when",
    "he",
    "she",
    "we",
    "you",
    "some",
    "most",
    "many",
    "because",
    "although",
    "however",
    "as",
    "at",
    "treatment",
    "symptoms",
    "people",
    "patients",
];

/// Splits the tokens of one block into sentences and adds them to a list.
pub(crate) fn split(
    document: &Document,
    block: u32,
    tokens: &[Token],
    range: Range<u32>,
    sentences: &mut Vec<Sentence>,
) {
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        if at - start >= LONGEST && tokens[at as usize].spaced {
            push(tokens, block, start..at, sentences);
            start = at;
        }
        if ends_sentence(document, tokens, &range, at) {
            let end = closing_end(document, tokens, range.end, at + 1);
            push(tokens, block, start..end, sentences);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    push(tokens, block, start..range.end, sentences);
}

fn push(tokens: &[Token], block: u32, range: Range<u32>, sentences: &mut Vec<Sentence>) {
    if range.is_empty() {
        return;
    }
    let span = tokens[range.start as usize].span.to(tokens[range.end as usize - 1].span);
    sentences.push(Sentence { span, block, tokens: range, stream: 0..0 });
}

/// Past the marks that close a sentence after its full stop: more stops, quotation marks, brackets.
fn closing_end(document: &Document, tokens: &[Token], end: u32, mut at: u32) -> u32 {
    while at < end {
        let token = &tokens[at as usize];
        let closes =
            matches!(document.slice(token.span), "." | "!" | "?" | "\"" | "\u{201D}" | "\u{2019}" | "'" | ")" | "]");
        if !closes || token.spaced {
            break;
        }
        at += 1;
    }
    at
}

fn ends_sentence(document: &Document, tokens: &[Token], range: &Range<u32>, at: u32) -> bool {
    let mark = &tokens[at as usize];
    if mark.kind != TokenKind::Mark {
        return false;
    }
    let mark_text = document.slice(mark.span);
    if !matches!(mark_text, "." | "!" | "?" | "\u{2026}") {
        return false;
    }
    let next = closing_end(document, tokens, range.end, at + 1);
    if next == range.end {
        return true;
    }
    let before = (at > range.start).then(|| &tokens[at as usize - 1]);
    let after = first_word(document, tokens, next, range.end);
    let begins = after.is_none_or(|token| token.capital || token.is_number());
    if mark_text != "." {
        return begins && tokens[next as usize].spaced;
    }
    let Some(before) = before else { return false };
    let word = document.slice(before.span);
    if !tokens[next as usize].spaced {
        // "the disease.It spreads": the blank was lost, but the sentence ends all the same.
        return next == at + 1
            && word.len() > 2
            && word.chars().all(char::is_lowercase)
            && after.is_some_and(|token| token.capital && !token.all_caps && token.span.len() > 1);
    }
    let lower = word.to_lowercase();
    if SHORTENED.contains(&lower.as_str()) && !(lower == "no" && starts_sentence(tokens, range, at)) {
        return false;
    }
    if !begins {
        return false;
    }
    let opener = after.is_some_and(|token| OPENERS.contains(&document.slice(token.span).to_lowercase().as_str()));
    if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
        // An initial, "E. coli", or the end of "e.g.", "U.S." and "a.m.": only a word that opens sentences ends it.
        let dotted = at >= range.start + 2 && document.slice(tokens[at as usize - 2].span) == "." && !before.spaced;
        let is_letter_name = !dotted && !before.capital && opener;
        let is_label = !dotted && before.capital && opener && preceded_by_lower(document, tokens, range, at);
        return (dotted && opener) || is_letter_name || is_label;
    }
    if SHORTENED_OR_LAST.contains(&lower.as_str()) {
        return after.is_none_or(|token| token.capital);
    }
    true
}

/// "vitamin D. The": the letter belongs to the word before it.
fn preceded_by_lower(document: &Document, tokens: &[Token], range: &Range<u32>, at: u32) -> bool {
    at >= range.start + 2 && {
        let word = document.slice(tokens[at as usize - 2].span);
        word.len() > 2 && word.chars().all(char::is_lowercase)
    }
}

fn starts_sentence(tokens: &[Token], range: &Range<u32>, at: u32) -> bool {
    at == range.start + 1 || tokens[at as usize - 1].capital
}

/// The first word or number from here, past opening marks.
fn first_word<'t>(document: &Document, tokens: &'t [Token], from: u32, end: u32) -> Option<&'t Token> {
    tokens[from as usize..end as usize].iter().take(3).find(|token| {
        token.kind != TokenKind::Mark
            || !matches!(document.slice(token.span), "\"" | "\u{201C}" | "\u{2018}" | "'" | "(" | "[" | "*")
    })
}

#[cfg(test)]
mod tests {
    use crate::article::Reader;
    use crate::source::{Format, Source};

    fn sentences(text: &str) -> Vec<String> {
        let article = Reader::default().read(Source::new("t.txt", text, Format::Text));
        article.sentences.iter().map(|sentence| article.document.slice(sentence.span).to_owned()).collect()
    }

    #[track_caller]
    fn splits(text: &str, expected: usize) {
        let found = sentences(text);
        assert_eq!(found.len(), expected, "{found:#?}");
    }

    #[test]
    fn short_forms_do_not_end_a_sentence() {
        splits("You should see Dr. Smith at the clinic soon, e.g. on Monday or Tuesday.", 1);
        splits("The lesion is shown in Fig. 2. It is small and has grown since last year.", 2);
        splits("Treatment with O. m. b. may occur spontaneously in people who have it.", 1);
        splits("It is caused by E. coli and by S. aureus in most of the people who have it.", 1);
        splits("The study by Jones et al. Found nothing in the people who took part in it.", 1);
    }

    #[test]
    fn doses_and_decimals() {
        splits("The usual dose is 50 mg. Take it with food and a full glass of water.", 2);
        splits("The risk is 2.5 percent in the people who never smoked in their lives.", 1);
        splits("Take vitamin D. The dose depends on your age and on what you eat each day.", 2);
    }

    #[test]
    fn marks_and_quotes() {
        splits("Is it contagious? No, it is not. \"It passes.\" That is what most doctors say!", 4);
        splits("About 40,000 people in the U.S. have it. In the U.S. The number is growing each year.", 3);
        splits("It damages the disease.It spreads in the people who have had it before.", 2);
    }
}
