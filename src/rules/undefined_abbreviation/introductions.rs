//! The ways in which articles introduce an abbreviation, strict and loose.

use super::place::Place;
use crate::document::BlockKind;
use crate::reading::tokens::{Token, TokenKind};

/// Words before a name that is being introduced.
const INTRODUCING: &[&str] = &[
    "abbreviated",
    "abbreviation",
    "acronym",
    "aka",
    "call",
    "called",
    "dubbed",
    "initials",
    "known",
    "labeled",
    "labelled",
    "named",
    "nicknamed",
    "refer",
    "referred",
    "refers",
    "termed",
];
/// Words after a name that is being introduced.
const EXPLAINING: &[&str] = &["stands", "stand", "short", "means", "denotes", "abbreviates"];
impl Place<'_> {
    /// Whether the article introduces the abbreviation here, in whatever words.
    pub(super) fn introduces(&self, kind: BlockKind) -> bool {
        self.in_brackets()
            || self.before_brackets()
            || self.is_called()
            || self.is_listed(kind)
            || self.is_beside_its_long_form()
    }

    /// "(MVP)", "(or MVP)", "(MVP; also ...)": alone, or the first thing in brackets.
    fn in_brackets(&self) -> bool {
        let mut step = -1;
        while matches!(
            self.word(step),
            "or" | "also" | "called" | "the" | "\"" | "\u{201C}" | "i.e" | "aka" | "abbreviated" | "as" | "known"
        ) && step > -5
        {
            step -= 1;
        }
        let opens = matches!(self.text(step), "(" | "[")
            && (self.token(step - 1).is_some() || matches!(self.text(1), ")" | "]"));
        let close = (1..7).find(|&step| matches!(self.text(step), ")" | "]" | ";" | ","));
        // "(AHA, n.d.; WHO, 2019)" cites, and introduces nothing.
        let cites = close.is_some_and(|close| {
            (self.text(1) == "-" && self.token(2).is_some_and(|token| token.all_caps))
                || self.text(close) == ","
                    && (self.token(close + 1).is_some_and(Token::is_number)
                        || self.text(close + 1) == "n" && self.text(close + 2) == ".")
        });
        opens && close.is_some() && !cites
    }

    /// "MVP (the mitral valve bulges)": brackets with at least two words behind it.
    fn before_brackets(&self) -> bool {
        let inside =
            (2..8).take_while(|&step| !matches!(self.text(step), ")" | "]")).filter_map(|step| self.token(step));
        let letters: usize = inside
            .filter(|token| token.is_word() && token.span.len() > 3 && !token.all_caps)
            .map(|token| token.span.len())
            .sum();
        // "Becker MD (a milder form)": what is explained is the whole name.
        let named = self.token(-2).is_some()
            && self.token(-1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps);
        matches!(self.text(1), "(" | "[") && letters > 5 && !named
    }

    /// "called MVP", "known as MVP", "MVP stands for", "MVP, or ...", "..., or MVP,".
    fn is_called(&self) -> bool {
        let before = (1..=6).any(|step| {
            let word = self.word(-step);
            let reaches = match word {
                "known" => self.word(1 - step) == "as",
                "call" => step == 1,
                _ => step < 5 || word.starts_with("refer"),
            };
            reaches
                && INTRODUCING.contains(&word)
                && !self.is_end_of_quote(step)
                && (1..step).all(|between| !matches!(self.text(-between), "." | ";" | "," | ":"))
        });
        let after = (1..=3)
            .any(|step| EXPLAINING.contains(&self.word(step)) && self.token(step).is_some_and(|token| !token.all_caps));
        let or_before = self.word(-1) == "or"
            && matches!(self.text(-2), "," | "\u{2014}" | "\u{2013}")
            && matches!(self.text(1), "," | "." | ")" | "\u{2014}" | ";");
        let or_after =
            self.text(1) == "," && self.word(2) == "or" && self.token(3).is_some_and(|token| !token.all_caps);
        before || after || or_before || or_after
    }

    /// 'known as "early onset" AD': what is introduced is within the quotation marks.
    fn is_end_of_quote(&self, step: i64) -> bool {
        let mark = |text: &str| matches!(text, "\"" | "\u{201D}" | "\u{2019}");
        mark(self.text(-1)) && (2..step).any(|between| matches!(self.text(-between), "\"" | "\u{201C}" | "\u{2018}"))
    }

    /// "MVP: mitral valve prolapse", "MVP = ...", or alone in a cell or term: a list of abbreviations.
    fn is_listed(&self, kind: BlockKind) -> bool {
        let first = self.token(-1).is_none();
        let dash =
            matches!(self.text(1), "-" | "\u{2013}" | "\u{2014}") && self.token(1).is_some_and(|token| token.spaced);
        let joins = matches!(self.text(1), ":" | "=") || dash;
        let alone = first && self.token(1).is_none() && matches!(kind, BlockKind::Cell | BlockKind::Item);
        alone || (first && joins && self.token(2).is_some()) || matches!(self.text(1), "=")
    }

    /// "mitral valve prolapse, MVP," or "Mitral Valve Prolapse - MVP": only marks between it and words of its initials.
    fn is_beside_its_long_form(&self) -> bool {
        let letters: Vec<char> =
            self.text(0).chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
        let beside = |direction: i64| {
            let mut step = direction;
            while step.abs() < 6
                && (self.token(step).is_some_and(|token| token.kind == TokenKind::Mark)
                    || matches!(self.word(step), "or" | "an" | "a" | "the"))
            {
                step += direction;
            }
            // "by NPL Newburyport Public Library": not even a mark stands between.
            if step == direction
                && letters.len() > 2
                && direction > 0
                && self.token(1).is_some_and(|token| token.capital)
            {
                return self.spells(&letters, step, direction);
            }
            // "a high-resolution computed tomography scan, or HRCT scan": a word may stand between.
            let beside = step != direction;
            beside
                && (self.spells(&letters, step, direction)
                    || (letters.len() > 2 && self.spells(&letters, step + direction, direction)))
        };
        beside(-1)
            || beside(1)
            || self.in_short_brackets().is_some_and(|open| (1..12).any(|back| self.spells(&letters, open - back, -1)))
    }

    /// Whether the words from `step` on, in one direction, begin with these letters; small words may stand between.
    fn spells(&self, letters: &[char], mut step: i64, direction: i64) -> bool {
        let mut wanted: Vec<char> = letters.to_vec();
        if direction < 0 {
            wanted.reverse();
        }
        let mut left = wanted.iter().peekable();
        let mut steps = 0;
        while let Some(&&c) = left.peek() {
            steps += 1;
            let word = self.word(step);
            let small = matches!(word, "-" | "a" | "and" | "for" | "in" | "of" | "the" | "to" | "with");
            if !small && word.starts_with(c) && word.len() > 1 {
                left.next();
            } else if steps > 24 || !small {
                return false;
            }
            step += direction;
        }
        true
    }

    /// The bracket that opens right before the token or a few words before it and soon closes: "(primary CNS lymphoma)".
    fn in_short_brackets(&self) -> Option<i64> {
        let open = (1..5).map(|back| -back).find(|&step| matches!(self.text(step), "(" | "["))?;
        (1..5).any(|step| matches!(self.text(step), ")" | "]")).then_some(open)
    }
}
