//! From tokens to quantities: numbers, ranges, bounds, units, kinds.

use super::cues::{Class, Numerals};
use super::value::Number;
use super::{Bound, Joiner, Quantity, Unit};
use crate::document::Document;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};

/// Reads the quantities of an article, in order.
pub(crate) fn quantities(
    document: &Document,
    tokens: &[Token],
    sentences: &[Sentence],
    numerals: &Numerals,
) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let first = sentence.tokens.start as usize;
        let scan = Scan {
            text: &document.prose,
            tokens: &tokens[first..sentence.tokens.end as usize],
            first,
            sentence: index as u32,
            numerals,
        };
        let mut at = 0;
        while at < scan.tokens.len() {
            at = scan.step(at, &mut quantities);
        }
    }
    quantities
}

/// One sentence.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) first: usize,
    pub(super) sentence: u32,
    pub(super) numerals: &'a Numerals,
}

/// The numbers of a quantity before its kind is known.
pub(super) struct Draft {
    pub(super) start: usize,
    /// After the last number.
    pub(super) number_end: usize,
    /// After the unit.
    pub(super) end: usize,
    pub(super) first: Number,
    pub(super) second: Option<Number>,
    pub(super) joiner: Option<Joiner>,
    pub(super) first_unit: Option<Unit>,
    pub(super) unit: Option<Unit>,
    /// A bound written after the number.
    pub(super) after: Option<Bound>,
    pub(super) pair: bool,
}

impl Scan<'_> {
    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.numerals.class(self.tokens.get(at)?.word)
    }

    pub(super) fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.span.range()])
    }

    fn is_digits(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    pub(super) fn unspaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Looks for a quantity at a token; gives the token to go on from.
    fn step(&self, at: usize, quantities: &mut Vec<Quantity>) -> usize {
        let token = &self.tokens[at];
        let worth = match token.kind {
            TokenKind::Number => true,
            TokenKind::Address => false,
            TokenKind::Mark => token.spaced && self.written(at) == ".",
            TokenKind::Word => {
                matches!(
                    self.class(at),
                    Some(
                        Class::Ones(_)
                            | Class::Tens(_)
                            | Class::Article
                            | Class::Half
                            | Class::Ordinal(_)
                            | Class::Occurs(_)
                    )
                ) || token.span.len() < 6 && self.text.as_bytes()[token.span.start as usize] >= 0x80
                    || (token.span.len() < 6 && self.text.as_bytes()[token.span.start as usize].is_ascii_digit())
            }
        };
        if !worth {
            return at + 1;
        }
        if token.is_number()
            && let Some(end) = self.opaque(at)
        {
            return end;
        }
        if let Some((quantity, end)) = self.decade(at).or_else(|| self.of_life(at)).or_else(|| self.occurrence(at)) {
            quantities.push(quantity);
            return end;
        }
        if let Some(draft) = self.draft(at) {
            let end = draft.end.max(at + 1);
            if let Some((quantity, end)) = self.rate(&draft) {
                quantities.push(quantity);
                return end;
            }
            quantities.extend(self.settle(&draft));
            return end;
        }
        at + 1
    }

    /// The end of digits that are no quantity: "555-123-4567", "12/05/2019", "10^9", "10:30", "$5", the 19 of "COVID-19".
    fn opaque(&self, at: usize) -> Option<usize> {
        if self.unspaced(at) && at > 0 {
            let before = self.written(at - 1);
            if matches!(before, "$" | "£" | "€" | "#" | "¥" | "_" | "=" | "^" | ":" | "*") {
                return Some(self.chain_end(at).0);
            }
            let joined = self.unspaced(at - 1) && at > 1;
            if joined && matches!(before, "-" | "\u{2010}" | "\u{2011}" | "/" | ".") {
                let holder = &self.tokens[at - 2];
                if holder.is_word()
                    && matches!(self.class(at - 2), None | Some(Class::Label))
                    && !self.numerals.units.begins(holder.word)
                {
                    return Some(self.chain_end(at).0);
                }
            }
        }
        let money = at > 0 && matches!(self.written(at - 1), "$" | "£" | "€");
        let (end, links) = self.chain_end(at);
        let next = self.written(end);
        let raised = matches!(next, "^" | ":") && self.unspaced(end);
        let glued_word = end == at + 1 && self.glued(at);
        (money || links > 1 || raised || glued_word).then(|| end + usize::from(raised))
    }

    /// Digits with letters glued to them that are no unit: "5HT", "3q21".
    fn glued(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|next| !next.spaced && next.is_word()) else { return false };
        let written = &self.text[next.span.range()];
        let year = ("1800".."2100").contains(&self.written(at)) && next.span.len() == 1;
        year || written.is_ascii() && self.numerals.units.unit(self.text, self.tokens, at + 1).is_none()
    }

    /// Past numbers that marks join without blanks, and how many marks there are.
    fn chain_end(&self, at: usize) -> (usize, usize) {
        let (mut end, mut links) = (at + 1, 0);
        while self.unspaced(end)
            && self.unspaced(end + 1)
            && self.is_digits(end + 1)
            && matches!(self.written(end), "-" | "\u{2013}" | "\u{2010}" | "\u{2011}" | "/" | ":" | "." | "^")
        {
            links += 1;
            if matches!(self.written(end), ":" | "^") {
                links += 1;
            }
            end += 2;
        }
        (end, links)
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.numerals.number(self.text, self.tokens, at)
    }

    /// The unit behind a number, past a hyphen.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let hyphen = matches!(self.written(at), "-" | "\u{2010}" | "\u{2011}")
            && self.unspaced(at)
            && self.unspaced(at + 1)
            && self.tokens.get(at + 1).is_some_and(|token| token.span.len() > 1);
        self.numerals.units.unit(self.text, self.tokens, if hyphen { at + 1 } else { at })
    }

    /// "or more", "and older", "+".
    fn bound_after(&self, at: usize) -> Option<(Bound, usize)> {
        if self.written(at) == "+" && self.unspaced(at) {
            return Some((Bound::AtLeast, at + 1));
        }
        let joined = matches!(self.class(at), Some(Class::And | Class::Or));
        match self.class(at + 1).filter(|_| joined)? {
            Class::Upward | Class::Older => Some((Bound::AtLeast, at + 2)),
            Class::Downward | Class::Younger => Some((Bound::UpTo, at + 2)),
            _ => None,
        }
    }

    pub(super) fn draft(&self, start: usize) -> Option<Draft> {
        let first = self.fraction(start).or_else(|| self.number(start))?;
        let mut draft = Draft {
            start,
            number_end: first.end,
            end: first.end,
            first,
            second: None,
            joiner: None,
            first_unit: None,
            unit: None,
            after: None,
            pair: false,
        };
        if self.written(first.end) == "/" && self.unspaced(first.end) && self.is_digits(first.end + 1) {
            let second = self.number(first.end + 1)?;
            draft.pair = true;
            draft.number_end = second.end;
            draft.second = Some(second);
        } else {
            let unit = self.unit(first.end);
            let mid = unit.map_or(first.end, |(_, end)| end);
            draft.first_unit = unit.map(|(unit, _)| unit);
            if let Some((joiner, second, tail)) = self.second(start, &first, mid, draft.first_unit) {
                draft.joiner = Some(joiner);
                draft.number_end = second.end;
                draft.second = Some(second);
                draft.unit = tail.map(|(unit, _)| unit);
                draft.end = tail.map_or(second.end, |(_, end)| end);
                self.close(&mut draft);
                return Some(draft);
            }
        }
        draft.end = draft.number_end;
        if let Some((bound, end)) = self.bound_after(draft.end) {
            draft.after = Some(bound);
            draft.end = end;
        }
        if let Some((unit, end)) = self.unit(draft.end) {
            draft.unit = Some(unit);
            draft.first_unit = None;
            draft.end = end;
        }
        self.close(&mut draft);
        Some(draft)
    }

    /// A bound behind the unit.
    fn close(&self, draft: &mut Draft) {
        if draft.after.is_none()
            && let Some((bound, end)) = self.bound_after(draft.end)
        {
            draft.after = Some(bound);
            draft.end = end;
        }
    }

    /// "1/2".
    fn fraction(&self, at: usize) -> Option<Number> {
        let slash = self.is_digits(at) && self.written(at + 1) == "/" && self.unspaced(at + 1);
        if !slash || !self.is_digits(at + 2) || !self.unspaced(at + 2) {
            return None;
        }
        let (top, bottom) = (self.number(at)?, self.number(at + 2)?);
        let small = top.end == at + 1 && bottom.end == at + 3 && top.value < bottom.value && bottom.value <= 10.0;
        (small && top.value >= 1.0).then(|| Number {
            value: top.value / bottom.value,
            end: at + 3,
            plain: false,
            ..bottom
        })
    }

    /// The second number of a range, and its unit.
    #[expect(clippy::type_complexity, reason = "one caller, which takes it apart at once")]
    fn second(
        &self,
        start: usize,
        first: &Number,
        mid: usize,
        unit: Option<Unit>,
    ) -> Option<(Joiner, Number, Option<(Unit, usize)>)> {
        let (joiner, mut at) = self.joiner(start, mid)?;
        if let Some((_, words)) =
            self.numerals.bounds.iter().map(|(words, bound)| (bound, words)).find(|(bound, words)| {
                **bound == Bound::About
                    && self.tokens.get(at).is_some_and(|token| words.len() == 1 && token.word == words[0])
            })
        {
            at += words.len();
        }
        if self.is_digits(at) && joiner == Joiner::Dash && self.chain_end(at).1 > 0 && self.written(at + 1) != "/" {
            return None;
        }
        let second = self.fraction(at).or_else(|| self.number(at))?;
        if self.class(at) == Some(Class::Article) || second.doubtful {
            return None;
        }
        let own = self.unit(second.end);
        let same = match (unit, own) {
            (Some(first), Some((second, _))) => first.dimensions() == second.dimensions(),
            (Some(_), None) => joiner != Joiner::Or,
            (None, _) => true,
        };
        let or = joiner == Joiner::Or;
        if !same || (or && (first.value >= second.value || second.value > 12.0 && own.is_none())) {
            return None;
        }
        Some((joiner, second, own.or_else(|| unit.map(|unit| (unit, second.end)))))
    }

    /// What joins two numbers, and the token after it.
    pub(super) fn joiner(&self, start: usize, at: usize) -> Option<(Joiner, usize)> {
        match self.class(at)? {
            Class::Dash => {
                if self.class(at + 1) == Some(Class::To) && self.unspaced(at) {
                    return Some((Joiner::To, at + 2));
                }
                let tight = self.unspaced(at) && self.unspaced(at + 1);
                let loose = !self.unspaced(at) && !self.unspaced(at + 1);
                (self.is_digits(at + 1) && (tight || loose)).then_some((Joiner::Dash, at + 1))
            }
            Class::To => Some((Joiner::To, at + 1)),
            Class::And => {
                let from = start.saturating_sub(5);
                let between = (from..start).rev().take_while(|&at| !self.is_digits(at));
                between
                    .map(|at| self.class(at))
                    .any(|class| class == Some(Class::Between))
                    .then_some((Joiner::And, at + 1))
            }
            Class::Or => Some((Joiner::Or, at + 1)),
            _ => None,
        }
    }

    /// The bound that stands before a quantity, and where it begins.
    pub(super) fn bound_before(&self, start: usize) -> (Bound, usize) {
        let fits = |words: &[crate::reading::words::WordId]| {
            words.len() <= start
                && words.iter().enumerate().all(|(back, &word)| self.tokens[start - 1 - back].word == word)
        };
        let found = self.numerals.bounds.iter().find(|(words, _)| fits(words));
        found.map_or((Bound::Exact, start), |(words, bound)| (*bound, start - words.len()))
    }
}
