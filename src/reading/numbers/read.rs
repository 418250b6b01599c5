//! From tokens to quantities: numbers, ranges, bounds, units, kinds.

use super::cues::{Class, Numerals, is_plain_time, times, year};
use super::value::Number;
use super::{Bound, Joiner, Kind, Quantity, Unit};
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
struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    first: usize,
    sentence: u32,
    numerals: &'a Numerals,
}

/// Words that stand between "age" and its number.
const AGE_FILLERS: &[&str] = &[
    "from",
    "about",
    "over",
    "under",
    "around",
    "approximately",
    "is",
    "was",
    "at",
    "onset",
    "diagnosis",
    "range",
    "presentation",
    "death",
    "ranges",
];

/// The numbers of a quantity before its kind is known.
struct Draft {
    start: usize,
    /// After the last number.
    number_end: usize,
    /// After the unit.
    end: usize,
    first: Number,
    second: Option<Number>,
    joiner: Option<Joiner>,
    first_unit: Option<Unit>,
    unit: Option<Unit>,
    /// A bound written after the number.
    after: Option<Bound>,
    pair: bool,
}

impl Scan<'_> {
    fn class(&self, at: usize) -> Option<Class> {
        self.numerals.class(self.tokens.get(at)?.word)
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.span.range()])
    }

    fn is_digits(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    fn unspaced(&self, at: usize) -> bool {
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
        if token.is_number() {
            if let Some(end) = self.opaque(at) {
                return end;
            }
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

    fn number(&self, at: usize) -> Option<Number> {
        self.numerals.number(self.text, self.tokens, at)
    }

    /// The unit behind a number, past a hyphen.
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
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

    fn draft(&self, start: usize) -> Option<Draft> {
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
        if draft.after.is_none() {
            if let Some((bound, end)) = self.bound_after(draft.end) {
                draft.after = Some(bound);
                draft.end = end;
            }
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
    fn joiner(&self, start: usize, at: usize) -> Option<(Joiner, usize)> {
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
    fn bound_before(&self, start: usize) -> (Bound, usize) {
        let fits = |words: &[crate::reading::words::WordId]| {
            words.len() <= start
                && words.iter().enumerate().all(|(back, &word)| self.tokens[start - 1 - back].word == word)
        };
        let found = self.numerals.bounds.iter().find(|(words, _)| fits(words));
        found.map_or((Bound::Exact, start), |(words, bound)| (*bound, start - words.len()))
    }

    /// "1 in 10,000", "3 cases per 100,000 people", "one out of every five".
    fn rate(&self, draft: &Draft) -> Option<(Quantity, usize)> {
        let counts =
            draft.unit.is_none_or(|unit| unit.top.atom().name == "cell") && !draft.pair && draft.after.is_none();
        if !counts || draft.first.doubtful {
            return None;
        }
        let per = (draft.number_end..draft.number_end + 3).find(|&at| {
            matches!(self.class(at), Some(Class::In | Class::Per | Class::Out))
                || self.written(at) == "/" && self.unspaced(at)
        })?;
        let between = &self.tokens.get(draft.number_end..per)?;
        if between.iter().any(|token| !token.is_word()) {
            return None;
        }
        let class = self.class(per);
        let mut at = per + 1;
        if class == Some(Class::Out) {
            (self.class(at) == Some(Class::Of)).then_some(())?;
            at += 1;
        }
        for _ in 0..2 {
            let filler = self.class(at) == Some(Class::Every)
                || matches!(
                    self.written(at),
                    "about" | "approximately" | "around" | "roughly" | "nearly" | "each" | "~"
                );
            at += usize::from(filler);
        }
        let bottom = self.number(at)?;
        let timed = self.unit(bottom.end).is_some();
        let round = bottom.value >= 100.0 && bottom.value % 100.0 == 0.0;
        let certain = match class {
            Some(Class::In) => {
                let year = bottom.plain && (1800.0..2100.0).contains(&bottom.value) && draft.first.value > 1.0;
                !year && (round || draft.first.value <= 10.0 && !between.iter().any(|t| t.capital))
            }
            Some(Class::Out) => true,
            _ => round,
        };
        let top = draft.second.map_or(draft.first.value, |second| second.value);
        if timed || !certain || bottom.value < 2.0 || top > bottom.value || self.class(at) == Some(Class::Article) {
            return None;
        }
        let mut end = bottom.end;
        let mut largest = bottom.value;
        let mut smallest = bottom.value;
        if let Some((_, next)) = self.joiner(draft.start, end).filter(|(joiner, _)| *joiner != Joiner::Or) {
            if let Some(other) = self.number(next).filter(|other| other.value >= 10.0) {
                largest = largest.max(other.value);
                smallest = smallest.min(other.value);
                end = other.end;
            }
        }
        let (low, high) = (draft.first.value.min(top), draft.first.value.max(top));
        let mut quantity = self.quantity(draft, Kind::Rate, low / largest, high / smallest);
        quantity.unit = None;
        quantity.tokens.end = (self.first + end) as u32;
        quantity.span = self.tokens[draft.start].span.to(self.tokens[end - 1].span);
        Some((quantity, end))
    }

    fn quantity(&self, draft: &Draft, kind: Kind, low: f64, high: f64) -> Quantity {
        let (before, begins) = self.bound_before(draft.start);
        let bound = draft.after.unwrap_or(before);
        let end = draft.end.min(self.tokens.len());
        Quantity {
            tokens: (self.first + draft.start) as u32..(self.first + end) as u32,
            span: self.tokens[draft.start].span.to(self.tokens[end - 1].span),
            number: self.tokens[draft.start].span.to(self.tokens[draft.number_end - 1].span),
            sentence: self.sentence,
            kind,
            first: draft.first.value,
            second: draft.second.map(|second| second.value),
            joiner: draft.joiner,
            unit: draft.unit,
            first_unit: draft.first_unit,
            low: low.min(high),
            high: low.max(high),
            bound,
            every: begins > 0 && matches!(self.class(begins - 1), Some(Class::Every)),
            in_words: draft.first.in_words,
        }
    }

    /// What the numbers count.
    fn settle(&self, draft: &Draft) -> Option<Quantity> {
        let first = draft.first.value;
        let second = draft.second.map_or(first, |second| second.value);
        let Some(unit) = draft.unit else { return self.settle_bare(draft, first, second) };
        if draft.first.doubtful && unit.top.atom().dimension == super::Dimension::Cell {
            return None;
        }
        if draft.pair {
            return Some(self.quantity(draft, Kind::Pair, first, second));
        }
        let (low, high) = (draft.first_unit.unwrap_or(unit).base(first), unit.base(second));
        if unit.is_plain() && unit.dimension() == super::Dimension::Percent {
            return Some(self.quantity(draft, Kind::Percent, low, high));
        }
        if !is_plain_time(unit) {
            return Some(self.quantity(draft, Kind::Measure, low, high));
        }
        if self.is_age(draft) {
            return Some(self.quantity(draft, Kind::Age, low / 365.25, high / 365.25));
        }
        Some(self.quantity(draft, Kind::Span, low, high))
    }

    fn settle_bare(&self, draft: &Draft, first: f64, second: f64) -> Option<Quantity> {
        if draft.first.doubtful || self.class(draft.start) == Some(Class::Article) {
            return None;
        }
        if draft.pair {
            return Some(self.quantity(draft, Kind::Pair, first, second));
        }
        let label = draft.start > 0 && self.class(draft.start - 1) == Some(Class::Label);
        let year =
            |number: &Number| number.plain && (1800.0..2100.0).contains(&number.value) && number.value.fract() == 0.0;
        let kind = if label {
            Kind::Label
        } else if self.is_age(draft) {
            Kind::Age
        } else if year(&draft.first) {
            Kind::Year
        } else {
            Kind::Number
        };
        Some(self.quantity(draft, kind, first, second))
    }

    /// Whether a number of years, or a bare number, is an age.
    fn is_age(&self, draft: &Draft) -> bool {
        let after = |at| self.class(at);
        if draft.unit.is_some() {
            let of_age = after(draft.end) == Some(Class::Of) && after(draft.end + 1) == Some(Class::Age);
            let hyphen = usize::from(after(draft.end) == Some(Class::Dash));
            if of_age || after(draft.end + hyphen) == Some(Class::Old) {
                return true;
            }
        }
        // "65 and older", "65 years or over"
        let closing = draft.after.is_some() && matches!(after(draft.end - 1), Some(Class::Older | Class::Younger));
        if closing {
            return true;
        }
        // "aged 6 to 15", "at an age of about 40", "between the ages of 6 and 15"
        let (_, mut at) = self.bound_before(draft.start);
        let bounded = at < draft.start;
        if (at..draft.start).any(|at| after(at) == Some(Class::Age)) {
            return true;
        }
        if bounded && (after(at) == Some(Class::Older) || after(at) == Some(Class::Younger)) {
            return true;
        }
        let person = at > 0 && bounded && after(at - 1) == Some(Class::Person);
        let opens =
            bounded && matches!(self.written(draft.start - 1), "over" | "under" | "above" | "below" | "Over" | "Under");
        let years = draft.unit.is_none_or(|unit| Some(unit.top) == year());
        if person && opens && years {
            return draft.first.value <= 110.0 && !matches!(after(draft.end), Some(Class::Person));
        }
        for _ in 0..6 {
            if at == 0 {
                return false;
            }
            at -= 1;
            match after(at) {
                Some(Class::Age) => return true,
                Some(Class::Of | Class::Between | Class::Or) => {}
                _ if AGE_FILLERS.contains(&self.written(at)) => {}
                _ => return false,
            }
        }
        false
    }

    /// "in their 50s", "the 1990s".
    fn decade(&self, at: usize) -> Option<(Quantity, usize)> {
        let digits = self.written(at).strip_suffix('s')?;
        let value: f64 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let kind = match digits.len() {
            2 if value >= 10.0 && value % 10.0 == 0.0 => {
                let near = at.saturating_sub(5)..at;
                let own = near.clone().any(|at| self.class(at) == Some(Class::Possessive));
                own.then_some(Kind::Age)?
            }
            4 if (1700.0..2100.0).contains(&value) => Kind::Year,
            _ => return None,
        };
        let number = Number { value, end: at + 1, in_words: false, plain: false, doubtful: false };
        let draft = self.single(at, number, at + 1);
        Some((self.quantity(&draft, kind, value, value + 9.0), at + 1))
    }

    /// "once a day", "twice weekly".
    fn occurrence(&self, at: usize) -> Option<(Quantity, usize)> {
        let Some(Class::Occurs(count)) = self.class(at) else { return None };
        let value = f64::from(count);
        let (unit, end) = self.numerals.units.divided(self.text, self.tokens, times()?, at + 1);
        if unit.is_plain() {
            return None;
        }
        let number = Number { value, end: at + 1, in_words: true, plain: false, doubtful: false };
        let draft = Draft { unit: Some(unit), ..self.single(at, number, end) };
        Some((self.quantity(&draft, Kind::Measure, unit.base(value), unit.base(value)), end))
    }

    fn single(&self, start: usize, first: Number, end: usize) -> Draft {
        Draft {
            start,
            number_end: first.end.min(self.tokens.len()),
            end,
            first,
            second: None,
            joiner: None,
            first_unit: None,
            unit: None,
            after: None,
            pair: false,
        }
    }

    /// "the second decade of life", "the third to fifth decades of life", "the first year of life", "the first 2 years of
    /// life".
    fn of_life(&self, at: usize) -> Option<(Quantity, usize)> {
        let ordinal = |at| match self.class(at) {
            Some(Class::Ordinal(ordinal)) => Some(f64::from(ordinal)),
            _ => None,
        };
        let first = ordinal(at)?;
        let mut next = at + 1;
        let mut last = first;
        if matches!(self.class(next), Some(Class::To | Class::Or | Class::And | Class::Dash)) {
            if let Some(second) = ordinal(next + 1).filter(|&second| second > first) {
                last = second;
                next += 2;
            }
        }
        let mut low = first - 1.0;
        if last == first && first == 1.0 {
            if let Some(number) = self.number(next) {
                (low, last, next) = (0.0, number.value, number.end);
            }
        }
        let (unit, end) = self.numerals.units.unit(self.text, self.tokens, next)?;
        let life = self.class(end) == Some(Class::Of) && self.class(end + 1) == Some(Class::Life);
        if !life || !is_plain_time(unit) {
            return None;
        }
        let years = unit.base(1.0) / 365.25;
        let number = Number { value: first, end: next, in_words: true, plain: false, doubtful: false };
        let draft = self.single(at, number, end + 2);
        let mut quantity = self.quantity(&draft, Kind::Age, (low * years).round(), last * years);
        quantity.low = low * years;
        Some((quantity, end + 2))
    }
}
