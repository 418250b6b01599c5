//! What the numbers of a draft count: ages, rates, decades, spans, measures.

use super::cues::{Class, is_plain_time, times, year};
use super::read::{Draft, Scan};
use super::value::Number;
use super::{Joiner, Kind, Quantity};

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

impl Scan<'_> {
    /// "1 in 10,000", "3 cases per 100,000 people", "one out of every five".
    pub(super) fn rate(&self, draft: &Draft) -> Option<(Quantity, usize)> {
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
        if let Some((_, next)) = self.joiner(draft.start, end).filter(|(joiner, _)| *joiner != Joiner::Or)
            && let Some(other) = self.number(next).filter(|other| other.value >= 10.0)
        {
            largest = largest.max(other.value);
            smallest = smallest.min(other.value);
            end = other.end;
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
    pub(super) fn settle(&self, draft: &Draft) -> Option<Quantity> {
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
    pub(super) fn decade(&self, at: usize) -> Option<(Quantity, usize)> {
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
    pub(super) fn occurrence(&self, at: usize) -> Option<(Quantity, usize)> {
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
    pub(super) fn of_life(&self, at: usize) -> Option<(Quantity, usize)> {
        let ordinal = |at| match self.class(at) {
            Some(Class::Ordinal(ordinal)) => Some(f64::from(ordinal)),
            _ => None,
        };
        let first = ordinal(at)?;
        let mut next = at + 1;
        let mut last = first;
        if matches!(self.class(next), Some(Class::To | Class::Or | Class::And | Class::Dash))
            && let Some(second) = ordinal(next + 1).filter(|&second| second > first)
        {
            last = second;
            next += 2;
        }
        let mut low = first - 1.0;
        if last <= first
            && first < 2.0
            && let Some(number) = self.number(next)
        {
            (low, last, next) = (0.0, number.value, number.end);
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
