//! The value of one number, in digits or words.

use super::cues::{Class, Numerals};
use crate::reading::tokens::Token;

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: f64,
    /// The token after it.
    pub(super) end: usize,
    pub(super) in_words: bool,
    /// Digits without separators: it may be a year.
    pub(super) plain: bool,
    /// A decimal comma: it counts only with a unit.
    pub(super) doubtful: bool,
}

/// The value of digits with points and commas, and whether a decimal comma was read.
pub(super) fn digits(text: &str) -> Option<(f64, bool)> {
    if text.len() > 15 {
        return None;
    }
    if !text.contains(',') {
        return (text.matches('.').count() < 2).then(|| text.parse().ok().map(|value| (value, false)))?;
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.contains(['.', ',']) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    if matches!(first.len(), 1..=3) && first != "0" && groups.clone().all(|group| group.len() == 3) {
        let joined: String = text.chars().filter(|&c| c != ',').collect();
        return joined.parse().ok().map(|value| (value, false));
    }
    let comma = text.matches(',').count() == 1 && decimals.is_empty();
    let tail = text.split_once(',').map_or("", |(_, tail)| tail);
    (comma && (matches!(tail.len(), 1 | 2) || text.starts_with("0,")))
        .then(|| text.replace(',', ".").parse().ok().map(|value| (value, true)))?
}

fn fraction_sign(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        _ => return None,
    })
}

impl Numerals {
    /// The number that begins at a token.
    pub(super) fn number(&self, text: &str, tokens: &[Token], at: usize) -> Option<Number> {
        let token = tokens.get(at)?;
        let written = &text[token.span.range()];
        if token.is_number() {
            return self.digits_number(text, tokens, at);
        }
        if token.is_word() && !written.is_ascii() {
            let value = fraction_sign(written)?;
            return Some(Number { value, end: at + 1, in_words: false, plain: false, doubtful: false });
        }
        let naked = written == "." && token.spaced;
        if naked && tokens.get(at + 1).is_some_and(|next| next.is_number() && !next.spaced) {
            let value = format!("0.{}", &text[tokens[at + 1].span.range()]).parse().ok()?;
            return Some(Number { value, end: at + 2, in_words: false, plain: false, doubtful: false });
        }
        self.words_number(text, tokens, at)
    }

    fn digits_number(&self, text: &str, tokens: &[Token], at: usize) -> Option<Number> {
        let written = &text[tokens[at].span.range()];
        let (mut value, doubtful) = digits(written)?;
        let mut plain = written.bytes().all(|b| b.is_ascii_digit());
        let mut end = at + 1;
        // "10 000" with a narrow or non-breaking blank.
        while plain || end > at + 1 {
            let Some(next) = tokens.get(end).filter(|next| next.is_number() && next.span.len() == 3) else { break };
            let gap = &text[tokens[end - 1].span.end as usize..next.span.start as usize];
            let joins = matches!(gap, "\u{A0}" | "\u{2009}" | "\u{202F}" | "\u{2008}")
                || (gap == " " && &text[next.span.range()] == "000");
            let Some((group, _)) = digits(&text[next.span.range()]).filter(|_| joins && value < 1e12) else { break };
            value = value * 1000.0 + group;
            plain = false;
            end += 1;
        }
        if let Some(sign) = tokens.get(end).filter(|next| next.is_word())
            && let Some(part) = fraction_sign(&text[sign.span.range()])
        {
            value += part;
            plain = false;
            end += 1;
        }
        while let Some(scale) = tokens.get(end).and_then(|next| self.scale(next)) {
            value *= scale;
            plain = false;
            end += 1;
        }
        Some(Number { value, end, in_words: false, plain, doubtful })
    }

    /// "hundred", "thousand", "million".
    fn scale(&self, token: &Token) -> Option<f64> {
        match self.class(token.word) {
            Some(Class::Scale(scale)) => Some(f64::from(scale)),
            _ => None,
        }
    }

    /// "two", "twenty-one", "a dozen", "ten thousand", "half a million", "two and a half".
    fn words_number(&self, text: &str, tokens: &[Token], at: usize) -> Option<Number> {
        let mut end = at + 1;
        let mut value = match self.class(tokens[at].word)? {
            Class::Ones(ones) => f64::from(ones),
            Class::Tens(tens) => {
                let joined = |index: usize| match self.class(tokens.get(index)?.word) {
                    Some(Class::Ones(ones @ 1..=9)) => Some(f64::from(ones)),
                    _ => None,
                };
                let hyphen = tokens.get(end).is_some_and(|next| &text[next.span.range()] == "-");
                let after = if hyphen { end + 1 } else { end };
                match joined(after).filter(|_| hyphen) {
                    Some(ones) => {
                        end = after + 1;
                        f64::from(tens) + ones
                    }
                    None => f64::from(tens),
                }
            }
            Class::Article => {
                // "a dozen", "a hundred", "a week".
                let next = tokens.get(end)?;
                self.scale(next).or_else(|| self.is_time(next.word).then_some(1.0))?;
                1.0
            }
            Class::Half => {
                // "half a million", "half an hour"
                let article = tokens.get(end).is_some_and(|next| self.class(next.word) == Some(Class::Article));
                let next = tokens.get(if article { end + 1 } else { end })?;
                let counts = self.scale(next).is_some() || self.is_time(next.word);
                if !article || !counts {
                    return None;
                }
                end += 1;
                0.5
            }
            _ => return None,
        };
        let mut scaled = false;
        while let Some(scale) = tokens.get(end).and_then(|next| self.scale(next)) {
            value *= scale;
            scaled = true;
            end += 1;
        }
        let word = |index: usize| tokens.get(index).and_then(|token| self.class(token.word));
        if scaled && word(end) == Some(Class::Article) {
            return None;
        }
        let half = word(end) == Some(Class::And)
            && word(end + 1) == Some(Class::Article)
            && word(end + 2) == Some(Class::Half);
        if half {
            value += 0.5;
            end += 3;
        }
        Some(Number { value, end, in_words: true, plain: false, doubtful: false })
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn separators() {
        assert_eq!(digits("2.5"), Some((2.5, false)));
        assert_eq!(digits("10,000"), Some((10_000.0, false)));
        assert_eq!(digits("1,234.5"), Some((1_234.5, false)));
        assert_eq!(digits("2,5"), Some((2.5, true)));
        for odd in ["1,000,5", "1.2.3", "1234,567", "12,34,567", "9999999999999999"] {
            assert_eq!(digits(odd), None, "{odd}");
        }
    }
}
