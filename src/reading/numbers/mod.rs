//! Quantities: every number of an article with its bounds, its unit and what kind of thing it counts, read once.
//!
//! ```
//! use mo_lint::reading::numbers::Kind;
//! use mo_lint::{Format, Linter, Source};
//!
//! let text = "It begins between the ages of 6 and 15 years and lasts up to two weeks in 10-15% of patients.";
//! let article = Linter::default().read(Source::new("t.txt", text, Format::Text));
//! let kinds: Vec<_> = article.quantities.iter().map(|q| (q.kind, q.low, q.high)).collect();
//! assert_eq!(kinds, [(Kind::Age, 6.0, 15.0), (Kind::Span, 14.0, 14.0), (Kind::Percent, 10.0, 15.0)]);
//! ```
//!
//! A rule asks [`crate::Article::quantities_in`] for those of a sentence or of a pattern's capture, looks at
//! [`Quantity::kind`] and compares [`Quantity::interval`]s, which are in days for time spans, years for ages, hundredths
//! for percentages, shares of one for rates ("1 in 10,000"), and base units of the dimension for measures. What cannot
//! be read without doubt ("1,000,5", "10^9", chains such as "555-123-4567", dates) is no quantity.

mod cues;
mod kinds;
mod read;
mod units;
mod value;

pub(crate) use cues::Numerals;
pub(crate) use read::quantities;
pub use units::{Atom, AtomId, Dimension, Unit};

use crate::document::ProseSpan;
use std::ops::Range;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number without a unit that is none of the others: a count, a score.
    Number,
    /// A year of the calendar, or a decade ("the 1990s").
    Year,
    /// The number of a type, stage, figure, chromosome: a name rather than a count.
    Label,
    /// A percentage; bounds are in hundredths.
    Percent,
    /// "1 in 10,000", "3 per 100,000"; bounds are shares of one.
    Rate,
    /// The age of a person, in years.
    Age,
    /// A time span, in days: "two weeks", "a 3-month course". Also "every 6 hours"; see [`Quantity::every`].
    Span,
    /// A quantity with any other unit, in base units of its dimension; see [`Quantity::unit`].
    Measure,
    /// Two numbers with a slash: a blood pressure; `first` and `second` are the two, and so are the bounds.
    Pair,
}

/// How a bound is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about", "nearly", "approximately".
    About,
    /// "up to", "no more than", "or less": the value is included.
    UpTo,
    /// "at least", "or more": the value is included.
    AtLeast,
    /// "more than", "over", "above".
    MoreThan,
    /// "less than", "under", "below".
    LessThan,
}

/// What stands between the two numbers of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joiner {
    /// A hyphen or dash.
    Dash,
    /// "to" or "through".
    To,
    /// "between ... and".
    And,
    /// "two or three".
    Or,
}

/// A number or range of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// From the first number to the unit, without the words that bound it.
    pub tokens: Range<u32>,
    /// The prose of these tokens.
    pub span: ProseSpan,
    /// The numbers alone, without a unit behind them.
    pub number: ProseSpan,
    /// The index of the sentence.
    pub sentence: u32,
    /// What it counts.
    pub kind: Kind,
    /// The first number as written, in its own unit.
    pub first: f64,
    /// The second number of a range as written.
    pub second: Option<f64>,
    /// What stands between the two.
    pub joiner: Option<Joiner>,
    /// The unit, where one is written; the last of a range.
    pub unit: Option<Unit>,
    /// The unit behind the first number of a range, where one is written there.
    pub first_unit: Option<Unit>,
    /// The smaller number, in days, years, hundredths, shares of one or base units, by kind.
    pub low: f64,
    /// The larger number, likewise.
    pub high: f64,
    /// How it is bounded.
    pub bound: Bound,
    /// "every" stands before it: an interval of doses, not a duration.
    pub every: bool,
    /// It is written in words.
    pub in_words: bool,
}

/// A set of values between two bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound; may be infinite.
    pub low: f64,
    /// The upper bound; may be infinite.
    pub high: f64,
    /// The bounds themselves are not included.
    pub open: bool,
}

impl Interval {
    /// Whether the two share a value.
    pub fn meets(&self, other: &Self) -> bool {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        low < high || (low <= high && !self.open && !other.open)
    }

    /// Whether this one holds a value.
    pub fn holds(&self, value: f64) -> bool {
        self.meets(&Self { low: value, high: value, open: false })
    }

    /// How many times larger the nearest value of the one is than that of the other; 1 where they meet.
    pub fn factor(&self, other: &Self) -> f64 {
        if self.meets(other) {
            return 1.0;
        }
        let (below, above) = if self.high <= other.low { (self.high, other.low) } else { (other.high, self.low) };
        if below <= 0.0 { f64::INFINITY } else { (above / below).max(1.0) }
    }
}

impl Quantity {
    /// The values that are meant: "up to 5" is 0 to 5, "at least 5" has no upper bound, "about 5" is 4 to 6.25.
    pub fn interval(&self) -> Interval {
        let (low, high) = (self.low, self.high);
        match self.bound {
            Bound::Exact => Interval { low, high, open: false },
            Bound::About => Interval { low: low / 1.25, high: high * 1.25, open: false },
            Bound::UpTo => Interval { low: low.min(0.0), high, open: false },
            Bound::LessThan => Interval { low: low.min(0.0), high, open: true },
            Bound::AtLeast => Interval { low, high: f64::INFINITY, open: false },
            Bound::MoreThan => Interval { low, high: f64::INFINITY, open: true },
        }
    }

    /// Whether two numbers are written.
    pub fn is_range(&self) -> bool {
        self.second.is_some() && self.kind != Kind::Pair
    }

    /// Whether it measures this.
    pub fn measures(&self, dimension: Dimension) -> bool {
        self.unit.is_some_and(|unit| unit.is_plain() && unit.dimension() == dimension)
    }
}

#[cfg(test)]
mod tests;
