//! Definitions of abbreviations: "mitral valve prolapse (MVP)", "MVP (mitral valve prolapse)", "mitral valve prolapse,
//! or MVP". The candidates are those of Schwartz and Hearst (2003); what fits best is settled as in `align`.

mod align;
mod compare;
mod shape;

use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::document::{Document, ProseSpan};
use align::{Part, PartKind};
pub(crate) use compare::{same_name, words};
use shape::{LEFT_OUT, allowed, balanced, is_short_form};

/// A short form, and the long form that the article gives for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form as written: "MVP", "MSCs", "GC-MS".
    pub short: String,
    /// The long form as written.
    pub long: String,
    /// Where the short form stands in the definition.
    pub span: ProseSpan,
    /// Where the long form stands in the definition.
    pub long_span: ProseSpan,
}

/// Words that stand between a bracket and the short form: "(also called MVP)", "(or MVP)".
const LEADS: &[&str] = &[
    "abbreviated",
    "abbreviation",
    "aka",
    "also",
    "as",
    "called",
    "henceforth",
    "hereafter",
    "known",
    "or",
    "termed",
    "the",
];

/// The most tokens that a definition may span, so that reading stays linear on any text.
const LONGEST: usize = 60;

/// Finds the definitions of one article, in the order of the text.
pub(crate) fn find(document: &Document, tokens: &[Token], sentences: &[Sentence]) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    for sentence in sentences {
        let reading =
            Reading { document, tokens, start: sentence.tokens.start as usize, end: sentence.tokens.end as usize };
        reading.scan(&mut found);
    }
    found
}

/// One sentence in its document.
struct Reading<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    start: usize,
    end: usize,
}

impl Reading<'_> {
    fn scan(&self, found: &mut Vec<Abbreviation>) {
        for at in self.start..self.end {
            if self.tokens[at].kind != TokenKind::Mark {
                continue;
            }
            let definition = match self.text(at) {
                "(" | "[" => self.bracket(at),
                "," => self.or_short(at),
                _ => None,
            };
            found.extend(definition);
        }
    }

    fn text(&self, at: usize) -> &str {
        self.document.slice(self.tokens[at].span)
    }

    fn span(&self, start: usize, end: usize) -> ProseSpan {
        self.tokens[start].span.to(self.tokens[end - 1].span)
    }

    /// The token that closes the bracket at `open`.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for at in open..self.end.min(open + LONGEST) {
            match self.text(at) {
                "(" | "[" => depth += 1,
                ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// "long form (SHORT)" or "SHORT (long form)".
    fn bracket(&self, open: usize) -> Option<Abbreviation> {
        let close = self.closing(open)?;
        let mut start = open + 1;
        while start < close && LEADS.contains(&self.text(start)) {
            start += 1;
        }
        while start < close && matches!(self.text(start), "\"" | "\u{201C}" | "\u{2018}" | "'" | "=" | ":") {
            start += 1;
        }
        let mut from = start;
        while from < close {
            let end = (from..close).find(|&at| self.ends_short_form(at, from)).unwrap_or(close);
            let fits = from < end && is_short_form(self.document.slice(self.span(from, end)));
            if let Some(found) = fits.then(|| self.long_before(open, self.span(from, end))).flatten() {
                return Some(found);
            }
            // "(EC 1.11.1.9; GPx)": the short form may stand behind a semicolon.
            from = (end..close).find(|&at| self.text(at) == ";").map_or(close, |at| at + 1);
        }
        let end = (start..close).find(|&at| self.ends_short_form(at, start)).unwrap_or(close);
        self.initial_and_word(open, start, end)
            .or_else(|| self.one_letter(open, start, end))
            .or_else(|| self.short_before(open, open + 1, close))
    }

    /// Whether a token ends the short form that began at `start`: a comma before a blank, a quotation mark, "or".
    fn ends_short_form(&self, at: usize, start: usize) -> bool {
        let blank_after = self.tokens.get(at + 1).is_none_or(|next| next.spaced);
        match self.text(at) {
            "," | ";" | ":" => blank_after,
            "(" | "[" | "=" => self.tokens[at].spaced,
            "\"" | "\u{201D}" | "\u{2019}" => true,
            "or" | "and" => at > start,
            _ => false,
        }
    }

    /// The best long form that ends right before a token.
    fn long_before(&self, end: usize, short: ProseSpan) -> Option<Abbreviation> {
        let letters = align::letters_of(self.document.slice(short));
        let (parts, indexes) = self.parts_before(end, letters.len());
        let best = (0..parts.len())
            .rev()
            .filter(|&first| {
                Some(&letters[0].c) == parts[first].letters.first()
                    && (letters[0].small || parts[first].kind != PartKind::Stop)
            })
            .filter_map(|first| Some((align::cost(&letters, &parts[first..])?, first)))
            .filter(|&(cost, _)| cost <= allowed(&letters))
            .min_by_key(|&(cost, first)| (cost, parts.len() - first))?;
        self.definition(short, self.span(self.whole_word(indexes[best.1]), end))
    }

    /// The words before a token that a long form of so many letters may take up.
    fn parts_before(&self, end: usize, letters: usize) -> (Vec<Part>, Vec<usize>) {
        let most = (letters + 5).min(letters * 2);
        let mut words = 0;
        let mut parts = Vec::new();
        let mut indexes = Vec::new();
        for at in (self.start.max(end.saturating_sub(LONGEST))..end).rev() {
            if matches!(self.text(at), ";" | ":" | "?" | "!") && self.tokens.get(at + 1).is_some_and(|next| next.spaced)
            {
                break;
            }
            if let Some(part) = self.part(at) {
                parts.push(part);
                indexes.push(at);
            }
            words += usize::from(self.tokens[at].spaced && self.tokens[at].kind != TokenKind::Mark);
            if words == most {
                break;
            }
        }
        parts.reverse();
        indexes.reverse();
        (parts, indexes)
    }

    /// A token as a part of a long form; hyphens, apostrophes and the like are none.
    fn part(&self, at: usize) -> Option<Part> {
        let token = &self.tokens[at];
        let text = self.text(at);
        let mark = token.kind == TokenKind::Mark;
        if mark && !matches!(text, "," | "(" | ")" | "[" | "]") && text.is_ascii() {
            return None;
        }
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let kind = match letters.len() {
            _ if mark => PartKind::Mark,
            _ if LEFT_OUT.contains(&text.to_lowercase().as_str()) => PartKind::Stop,
            1 => PartKind::Locant,
            _ if token.is_number() => PartKind::Locant,
            _ => PartKind::Word,
        };
        Some(Part { letters, kind, joined: !token.spaced && text != "," })
    }

    /// The start of the hyphenated word that a token belongs to: a long form begins with a whole word, as "1,2-" of
    /// "1,2-diacylglycerol" and "non-" of "non-small cell".
    fn whole_word(&self, first: usize) -> usize {
        let mut at = first;
        while at > self.start && first - at < LONGEST && !self.tokens[at].spaced {
            let dash = |at: usize| matches!(self.text(at), "-" | "\u{2013}" | "\u{2014}");
            let double = at > self.start + 1 && dash(at - 1) && dash(at - 2);
            if double || matches!(self.text(at - 1), "(" | "[" | "/" | "\"" | "\u{201C}" | "\u{2014}") {
                return first;
            }
            at -= 1;
        }
        at
    }

    /// "MVP (mitral valve prolapse)": the short form before the bracket, the long form from its start.
    fn short_before(&self, open: usize, start: usize, close: usize) -> Option<Abbreviation> {
        let first = (self.start.max(open.saturating_sub(LONGEST))..open)
            .rev()
            .find(|&at| self.tokens[at].spaced || self.text(at) == "(")?;
        let first = first + usize::from(self.text(first) == "(");
        if first >= open {
            return None;
        }
        let short = self.span(first, open);
        let text = self.document.slice(short);
        if !is_short_form(text) || !text.chars().any(char::is_uppercase) {
            return None;
        }
        let start = start + usize::from(matches!(self.text(start).to_lowercase().as_str(), "the" | "or" | "a" | "an"));
        let stop = (start..close).find(|&at| matches!(self.text(at), ";" | ":" | "(" | "[")).unwrap_or(close);
        if start >= stop {
            return None;
        }
        let letters = align::letters_of(text);
        let ends: Vec<usize> = (start..stop).filter(|&at| self.part(at).is_some()).collect();
        if ends.len() < 2 {
            return None;
        }
        let parts: Vec<Part> = ends.iter().filter_map(|&at| self.part(at)).collect();
        let (_, last) = (2..=parts.len().min((letters.len() + 5).min(letters.len() * 2)))
            .filter_map(|count| Some((align::cost(&letters, &parts[..count])?, count)))
            .filter(|&(cost, _)| cost <= allowed(&letters))
            .min()?;
        self.definition(short, self.span(start, ends[last - 1] + 1))
    }

    /// "amyotrophic lateral sclerosis, or ALS,": only first letters count here.
    fn or_short(&self, comma: usize) -> Option<Abbreviation> {
        let mut at = comma + 1;
        if at + 1 >= self.end || self.text(at) != "or" {
            return None;
        }
        at += 1;
        let text = self.text(at);
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2
            || !is_short_form(text)
            || self.tokens.get(at + 1).is_some_and(|next| !next.spaced && next.is_word())
        {
            return None;
        }
        let found = self.long_before(comma, self.tokens[at].span)?;
        let letters = align::letters_of(text);
        let first = (self.start..comma).find(|&at| self.tokens[at].span.start == found.long_span.start)?;
        let parts: Vec<Part> = (first..comma).filter_map(|at| self.part(at)).collect();
        (align::cost(&letters, &parts)? <= 6).then_some(found)
    }

    /// "Myositis ossificans (m.ossificans)": an initial, then the last word in full.
    fn initial_and_word(&self, open: usize, start: usize, end: usize) -> Option<Abbreviation> {
        if end != start + 3 || open < self.start + 2 || self.text(start + 1) != "." {
            return None;
        }
        let (initial, word) = (&self.tokens[start], &self.tokens[start + 2]);
        let (first, last) = (&self.tokens[open - 2], &self.tokens[open - 1]);
        let c = self.text(start).chars().next()?.to_lowercase().next()?;
        let begins = self.text(open - 2).chars().next()?.to_lowercase().next() == Some(c);
        if initial.span.len() > 2 || word.word != last.word || !begins || !first.is_word() || !last.is_word() {
            return None;
        }
        self.definition(self.span(start, end), self.span(open - 2, open))
    }

    /// "phosphorus (P)": one capital right behind a word that it begins.
    fn one_letter(&self, open: usize, start: usize, end: usize) -> Option<Abbreviation> {
        let before = open.checked_sub(1).filter(|&at| at >= self.start && self.tokens[at].is_word())?;
        let text = self.text(before);
        let capital = self.text(start).chars().next().filter(|c| c.is_uppercase())?;
        let begins = text.chars().next().is_some_and(|c| c.to_uppercase().eq([capital]));
        let fits = end == start + 1 && self.text(start).chars().count() == 1 && begins && text.chars().count() > 4;
        if fits { self.definition(self.span(start, end), self.span(before, open)) } else { None }
    }

    fn definition(&self, short: ProseSpan, long: ProseSpan) -> Option<Abbreviation> {
        let (short_text, long_text) = (self.document.slice(short), self.document.slice(long));
        let fits = long_text.chars().count() > short_text.chars().count()
            && !long_text.split(|c: char| c.is_whitespace() || c == '-').any(|word| word == short_text)
            && balanced(long_text);
        fits.then(|| Abbreviation {
            short: short_text.to_owned(),
            long: long_text.to_owned(),
            span: short,
            long_span: long,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Reader;
    use crate::source::{Format, Source};

    #[track_caller]
    fn defines(text: &str, expected: &[(&str, &str)]) {
        let article = Reader::default().read(Source::new("t.txt", text, Format::Text));
        let found: Vec<_> = article.abbreviations.iter().map(|one| (&*one.short, &*one.long)).collect();
        assert_eq!(found, expected);
        for one in &article.abbreviations {
            assert_eq!((article.text(one.span), article.text(one.long_span)), (&*one.short, &*one.long));
        }
    }

    #[test]
    fn both_orders_and_the_plain_or() {
        defines("She has mitral valve prolapse (MVP).", &[("MVP", "mitral valve prolapse")]);
        defines("MVP (mitral valve prolapse) is common.", &[("MVP", "mitral valve prolapse")]);
        defines("He has amyotrophic lateral sclerosis, or ALS, now.", &[("ALS", "amyotrophic lateral sclerosis")]);
        defines("A viral disease (also called VD) spreads.", &[("VD", "viral disease")]);
        defines("Myositis ossificans (m.ossificans) is rare.", &[("m.ossificans", "Myositis ossificans")]);
    }

    #[test]
    fn the_strictest_long_form_wins() {
        defines("the sign of an acute myeloid leukemia (AML)", &[("AML", "acute myeloid leukemia")]);
        defines("head and neck squamous cell carcinoma (HNSCC)", &[("HNSCC", "head and neck squamous cell carcinoma")]);
        defines("levels of 1,2-diacylglycerol (DAG) rose", &[("DAG", "1,2-diacylglycerol")]);
        defines("it binds lipopolysaccharide (LPS) and it", &[("LPS", "lipopolysaccharide")]);
        defines("glutathione peroxidase (EC 1.11.1.9; GPx) fell", &[("GPx", "glutathione peroxidase")]);
    }

    #[test]
    fn brackets_that_define_nothing() {
        defines("a dose of 10 mg (5 mL) was given (see Table 2)", &[]);
        defines("the heart (or rarely the lung) is hit", &[]);
        defines("it was safe (P < 0.05) and (with food) mild ([", &[]);
    }
}
