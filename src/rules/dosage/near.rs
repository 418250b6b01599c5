//! The words around a place.

use crate::article::Article;
use std::ops::Range;

/// The folded word at a token; empty past the ends.
pub(crate) fn word(article: &Article, at: u32) -> &str {
    article
        .tokens
        .get(at as usize)
        .map_or("", |token| if token.is_number() { article.text(token.span) } else { article.word(token.word) })
}

/// The prose of a token; empty past the ends.
pub(crate) fn text_at(article: &Article, at: u32) -> &str {
    article.tokens.get(at as usize).map_or("", |token| article.text(token.span))
}

/// Whether one of some words stands among some tokens.
pub(crate) fn any_word(article: &Article, tokens: Range<u32>, words: &[&str]) -> bool {
    tokens.into_iter().any(|at| words.contains(&word(article, at)))
}

/// A number as an editor would write it: without needless decimals.
pub(crate) fn shown(value: f64) -> String {
    let rounded = if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    };
    let plain = if rounded.contains('.') { rounded.trim_end_matches('0').trim_end_matches('.') } else { &rounded };
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "-" } else { "" };
    decimals.map_or_else(|| format!("{sign}{grouped}"), |decimals| format!("{sign}{grouped}.{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(7.0, "7"), (0.25, "0.25"), (38.02, "38"), (12_345.6, "12,346"), (1200.0, "1200")] {
            assert_eq!(shown(value), text);
        }
    }
}
