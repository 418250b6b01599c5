//! Dotted initials: "O. m. b.".

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::tokens::{Token, TokenKind};

/// Dotted initials that every reader knows, without their dots and in lower case.
const KNOWN: &[&str] = &[
    "ad", "aka", "am", "bc", "bid", "ca", "co", "cv", "dc", "dds", "dmd", "do", "dvm", "eg", "eu", "ic", "id", "ie",
    "im", "ip", "iq", "iv", "la", "lpn", "md", "mph", "ms", "na", "nb", "nd", "no", "nos", "ny", "nyc", "od", "os",
    "pa", "pc", "phd", "pm", "po", "pr", "prn", "ps", "qd", "qid", "qod", "rn", "rsvp", "sc", "sl", "sp", "tid", "tv",
    "uk", "un", "us", "usa", "usaf", "ussr", "vs", "ww",
];

/// Dotted initials of at least two letters in running text, that a word in lower case follows: no name of a person, no
/// "e.g.", no "E. coli".
pub(crate) fn find(article: &Article) -> Vec<ProseSpan> {
    let mut found = Vec::new();
    for sentence in &article.sentences {
        if !matches!(article.kind_of(sentence), BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
            continue;
        }
        let tokens = article.tokens_of(sentence);
        let mut at = 0;
        while at < tokens.len() {
            let mut end = at;
            while is_initial(article, tokens, end) {
                end += 2;
            }
            if end == at {
                at += 1;
                continue;
            }
            let span = tokens[at].span.to(tokens[end - 1].span);
            let letters: String = letters(article.text(span)).into_iter().collect();
            let is_name = tokens[at..end].iter().all(|token| token.capital || token.kind == TokenKind::Mark);
            let follows = tokens.get(end).is_some_and(|next| next.is_word() && next.spaced && !next.capital);
            if letters.chars().count() > 2
                && !is_name
                && follows
                && tokens[at].capital
                && !KNOWN.contains(&letters.as_str())
            {
                found.push(span);
            }
            at = end;
        }
    }
    found
}

/// The letters of dotted initials, in lower case.
pub(crate) fn letters(initials: &str) -> Vec<char> {
    initials.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn is_initial(article: &Article, tokens: &[Token], at: usize) -> bool {
    let (Some(letter), Some(stop)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    letter.is_word()
        && !stop.spaced
        && letter.span.len() < 5
        && article.text(stop.span) == "."
        && article.text(letter.span).chars().count() == 1
}
