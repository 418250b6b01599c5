//! The words around numbers: number words, bounds, joiners, ages, labels; each interned once.

use super::units::{Dimension, Units};
use super::{AtomId, Bound};
use crate::reading::words::{Lexicon, WordId};

/// What a word means next to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// "zero" to "nineteen".
    Ones(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    /// "hundred", "dozen", "thousand", "million", "billion".
    Scale(u32),
    /// "once", "twice", "thrice".
    Occurs(u8),
    Article,
    Half,
    And,
    To,
    Or,
    Between,
    In,
    Out,
    Of,
    Per,
    Every,
    Dash,
    /// "aged", "age", "ages".
    Age,
    /// "old".
    Old,
    /// "older".
    Older,
    /// "younger".
    Younger,
    /// "over", "more", "up" after "and" or "or".
    Upward,
    /// "less", "under" after "and" or "or".
    Downward,
    /// People, of whom "over 65" tells the age.
    Person,
    /// "his", "her", "their": before "50s".
    Possessive,
    /// "type", "stage", "figure": the number is a name.
    Label,
    /// "first" to "tenth", "1st": the decade or year of life.
    Ordinal(u8),
    Life,
}

/// The words that the reader of quantities knows.
#[derive(Clone, Debug)]
pub(crate) struct Numerals {
    pub(super) units: Units,
    /// For each word of the lexicon, its class.
    classes: Vec<Option<Class>>,
    /// Phrases before a number that bound it; the words run backward from the number.
    pub(super) bounds: Vec<(Vec<WordId>, Bound)>,
    times: Vec<WordId>,
}

const ONES: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: &[&[&str]] = &[
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    &["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"],
];
const SCALES: &[(&str, u32)] =
    &[("hundred", 100), ("dozen", 12), ("thousand", 1000), ("million", 1_000_000), ("billion", 1_000_000_000)];
const CLASSES: &[(&str, Class)] = &[
    ("a an", Class::Article),
    ("once", Class::Occurs(1)),
    ("twice", Class::Occurs(2)),
    ("thrice", Class::Occurs(3)),
    ("half", Class::Half),
    ("and", Class::And),
    ("to through until", Class::To),
    ("or", Class::Or),
    ("between", Class::Between),
    ("in", Class::In),
    ("out", Class::Out),
    ("of", Class::Of),
    ("per", Class::Per),
    ("every", Class::Every),
    ("- \u{2013} \u{2014} \u{2010} \u{2011} \u{2212}", Class::Dash),
    ("aged age ages", Class::Age),
    ("old", Class::Old),
    ("older", Class::Older),
    ("younger", Class::Younger),
    ("over more up above higher greater longer", Class::Upward),
    ("less under below fewer lower shorter", Class::Downward),
    (
        "people persons adults children men women boys girls infants babies patients those individuals anyone males \
         females kids teenagers adolescents youngsters seniors child adult person woman man patient everyone",
        Class::Person,
    ),
    ("his her their your my our", Class::Possessive),
    (
        "type types stage stages grade grades phase phases class classes group groups figure figures fig table \
         chromosome chromosomes chapter chapters no nos number version trisomy step steps category categories exon \
         exons codon level item question section page pages panel box appendix tier part lesson module unit objective \
         serotype serotypes genotype genotypes subtype subtypes schedule title study trial protocol hpv covid interleukin \
         route highway room suite room apt isbn issn doi pmid volume vol issue day days week weeks month year cycle \
         zip code gene band region position",
        Class::Label,
    ),
    ("life", Class::Life),
];

/// Words before a number that bound it.
const BOUNDS: &[(&str, Bound)] = &[
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx", Bound::About),
    ("approx .", Bound::About),
    ("roughly", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("some", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("usually", Bound::About),
    ("on average", Bound::About),
    ("average of", Bound::About),
    ("mean of", Bound::About),
    ("median of", Bound::About),
    ("up to", Bound::UpTo),
    ("up to about", Bound::UpTo),
    ("up to approximately", Bound::UpTo),
    ("as many as", Bound::UpTo),
    ("as much as", Bound::UpTo),
    ("as high as", Bound::UpTo),
    ("as late as", Bound::UpTo),
    ("as long as", Bound::UpTo),
    ("no more than", Bound::UpTo),
    ("not more than", Bound::UpTo),
    ("no later than", Bound::UpTo),
    ("no longer than", Bound::UpTo),
    ("at most", Bound::UpTo),
    ("maximum of", Bound::UpTo),
    ("not exceed", Bound::UpTo),
    ("not exceeding", Bound::UpTo),
    ("within", Bound::UpTo),
    ("within about", Bound::UpTo),
    ("≤", Bound::UpTo),
    ("at least", Bound::AtLeast),
    ("as few as", Bound::AtLeast),
    ("as little as", Bound::AtLeast),
    ("as low as", Bound::AtLeast),
    ("as early as", Bound::AtLeast),
    ("as young as", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no earlier than", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("higher than", Bound::MoreThan),
    ("longer than", Bound::MoreThan),
    ("older than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("exceeds", Bound::MoreThan),
    ("exceed", Bound::MoreThan),
    ("well over", Bound::MoreThan),
    ("over the age of", Bound::MoreThan),
    ("above the age of", Bound::MoreThan),
    ("after the age of", Bound::MoreThan),
    ("after age", Bound::MoreThan),
    ("over age", Bound::MoreThan),
    (">", Bound::MoreThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("lower than", Bound::LessThan),
    ("shorter than", Bound::LessThan),
    ("younger than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("under the age of", Bound::LessThan),
    ("below the age of", Bound::LessThan),
    ("before the age of", Bound::LessThan),
    ("before age", Bound::LessThan),
    ("under age", Bound::LessThan),
    ("by the age of", Bound::UpTo),
    ("by age", Bound::UpTo),
    ("until the age of", Bound::UpTo),
    ("<", Bound::LessThan),
];

impl Numerals {
    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        let units = Units::new(lexicon);
        let mut known: Vec<(WordId, Class)> = Vec::new();
        let mut add = |lexicon: &mut Lexicon, word: &str, class| known.push((lexicon.intern(word), class));
        for (value, word) in ONES.iter().enumerate() {
            add(lexicon, word, Class::Ones(value as u8));
        }
        for (index, word) in TENS.iter().enumerate() {
            add(lexicon, word, Class::Tens(index as u8 * 10 + 20));
        }
        for (index, word) in ORDINALS.iter().flat_map(|words| words.iter().enumerate()) {
            add(lexicon, word, Class::Ordinal(index as u8 + 1));
        }
        for &(word, scale) in SCALES {
            add(lexicon, word, Class::Scale(scale));
        }
        for (words, class) in CLASSES {
            for word in words.split_whitespace() {
                add(lexicon, word, *class);
            }
        }
        let mut bounds: Vec<_> = BOUNDS
            .iter()
            .map(|&(phrase, bound)| {
                let backward = phrase.split(' ').rev().map(|word| lexicon.intern(word));
                (backward.collect::<Vec<_>>(), bound)
            })
            .collect();
        bounds.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let times = ["minute", "hour", "day", "week", "fortnight", "month", "year", "decade"]
            .map(|word| lexicon.intern(word))
            .to_vec();
        let mut classes = vec![None; lexicon.len() as usize];
        for (word, class) in known {
            classes[word.0 as usize] = Some(class);
        }
        Self { units, classes, bounds, times }
    }

    pub(super) fn class(&self, word: WordId) -> Option<Class> {
        self.classes.get(word.0 as usize).copied().flatten()
    }

    /// Whether a word names one span of time: "week".
    pub(super) fn is_time(&self, word: WordId) -> bool {
        self.times.contains(&word)
    }
}

/// Whether a unit is a plain span of time, and which.
pub(super) fn is_plain_time(unit: super::Unit) -> bool {
    unit.is_plain() && unit.dimension() == Dimension::Time
}

/// How often something happens.
pub(super) fn times() -> Option<AtomId> {
    AtomId::named("times")
}

/// The year.
pub(super) fn year() -> Option<AtomId> {
    AtomId::named("a")
}
