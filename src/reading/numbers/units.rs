//! Units of measurement: the table, and where one stands in the text.

use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::{Lexicon, WordId};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Base unit: the day.
    Time,
    /// Base unit: the milligram.
    Mass,
    /// Base unit: the millilitre.
    Volume,
    /// Base unit: the centimetre.
    Length,
    /// Base unit: the square centimetre.
    Area,
    /// Amount of substance; base unit: the millimole.
    Amount,
    /// Molar concentration; base unit: millimole per litre.
    Molar,
    /// Base unit: the milliequivalent.
    Equivalent,
    /// Base unit: the milliosmole.
    Osmole,
    /// Biological activity in units; base unit: the (international) unit.
    Activity,
    /// Base unit: the millimetre of mercury.
    Pressure,
    /// Base unit: the degree Celsius.
    Temperature,
    /// Degrees of an angle, or of a temperature whose scale is not named.
    Angle,
    /// Base unit: the kilocalorie.
    Energy,
    /// Absorbed dose; base unit: the milligray.
    Radiation,
    /// Effective dose; base unit: the millisievert.
    Sievert,
    /// Radioactivity; base unit: the becquerel.
    Becquerel,
    /// Base unit: the hertz.
    Frequency,
    /// Loudness in decibels.
    Level,
    /// Base unit: the milliampere.
    Current,
    /// Base unit: the millivolt.
    Potential,
    /// Refraction.
    Diopter,
    /// Hundredths.
    Percent,
    /// Points of a score.
    Point,
    /// Heartbeats.
    Beat,
    /// Heartbeats per minute, written as one unit.
    BeatRate,
    /// Breaths.
    Breath,
    /// How often: "three times".
    Times,
    /// Cells, copies or organisms.
    Cell,
    /// Tablets, drops, puffs and other forms of a medicine.
    Form,
    /// Servings, glasses, drinks.
    Serving,
    /// Packs.
    Pack,
    /// Years of smoking a pack a day.
    PackYear,
}

impl Dimension {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "time" => Self::Time,
            "mass" => Self::Mass,
            "volume" => Self::Volume,
            "length" => Self::Length,
            "area" => Self::Area,
            "amount" => Self::Amount,
            "molar" => Self::Molar,
            "equivalent" => Self::Equivalent,
            "osmole" => Self::Osmole,
            "unit" => Self::Activity,
            "pressure" => Self::Pressure,
            "temperature" => Self::Temperature,
            "angle" => Self::Angle,
            "energy" => Self::Energy,
            "radiation" => Self::Radiation,
            "sievert" => Self::Sievert,
            "becquerel" => Self::Becquerel,
            "frequency" => Self::Frequency,
            "level" => Self::Level,
            "current" => Self::Current,
            "potential" => Self::Potential,
            "diopter" => Self::Diopter,
            "percent" => Self::Percent,
            "point" => Self::Point,
            "beat" => Self::Beat,
            "beatrate" => Self::BeatRate,
            "breath" => Self::Breath,
            "times" => Self::Times,
            "cell" => Self::Cell,
            "form" => Self::Form,
            "serving" => Self::Serving,
            "pack" => Self::Pack,
            "packyear" => Self::PackYear,
            _ => return None,
        })
    }
}

/// A unit of the table: "mg", "day", "mm Hg".
#[derive(Clone, Debug)]
pub struct Atom {
    /// Its short name, as in UCUM: "ug", "mmHg", "Cel".
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units it is.
    pub factor: f64,
}

/// The number of a unit in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AtomId(pub(crate) u16);

static TABLE: &str = include_str!("units.tsv");

/// The rows of the table: name, dimension, factor, forms.
static ROWS: LazyLock<Vec<(Atom, &'static str)>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let mut columns = line.split('\t');
        let mut next = || columns.next().expect("a row of units.tsv has four columns");
        let (name, dimension, factor, forms) = (next(), next(), next(), next());
        let dimension = Dimension::named(dimension).expect("units.tsv names known dimensions");
        let factor = factor.parse().expect("the third column of units.tsv is a number");
        (Atom { name, dimension, factor }, forms)
    })
    .collect()
});

impl AtomId {
    /// The unit of this number.
    pub fn atom(self) -> &'static Atom {
        &ROWS[usize::from(self.0)].0
    }

    /// The unit of a name: "mg", "mmHg".
    pub fn named(name: &str) -> Option<Self> {
        ROWS.iter().position(|(atom, _)| atom.name == name).map(|index| Self(index as u16))
    }
}

/// A unit, alone or divided by others: "mg", "mg/kg/day", "beats per minute".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// What is counted.
    pub top: AtomId,
    /// What it is divided by.
    pub per: [Option<AtomId>; 2],
}

impl Unit {
    /// The unit alone, undivided.
    pub fn of(top: AtomId) -> Self {
        Self { top, per: [None, None] }
    }

    /// A unit from its name: "mg", "mg/dL", "mg/kg/d".
    pub fn named(name: &str) -> Option<Self> {
        let mut parts = name.split('/');
        let mut unit = Self::of(AtomId::named(parts.next()?)?);
        for (slot, part) in unit.per.iter_mut().zip(&mut parts) {
            *slot = Some(AtomId::named(part)?);
        }
        parts.next().is_none().then_some(unit)
    }

    /// What the undivided unit measures.
    pub fn dimension(&self) -> Dimension {
        self.top.atom().dimension
    }

    /// What it measures as a whole; "mg/dL" and "g/L" measure the same.
    pub fn dimensions(&self) -> (Dimension, [Option<Dimension>; 2]) {
        (self.dimension(), self.per.map(|atom| atom.map(|atom| atom.atom().dimension)))
    }

    /// Whether it is undivided.
    pub fn is_plain(&self) -> bool {
        self.per[0].is_none()
    }

    /// A value of this unit in base units. Fahrenheit becomes Celsius.
    pub fn base(&self, value: f64) -> f64 {
        let top = self.top.atom();
        if top.name == "degF" && self.is_plain() {
            return (value - 32.0) / 1.8;
        }
        let per: f64 = self.per.iter().flatten().map(|atom| atom.atom().factor).product();
        value * top.factor / per
    }

    /// One of this unit in base units, as a factor: degrees of any scale are counted from its own zero.
    pub fn base_of_one(&self) -> f64 {
        let per: f64 = self.per.iter().flatten().map(|atom| atom.atom().factor).product();
        if self.dimension() == Dimension::Temperature { 1.0 } else { self.top.atom().factor / per }
    }

    /// Its name: "mg/kg/d".
    pub fn name(&self) -> String {
        let mut name = self.top.atom().name.to_owned();
        for per in self.per.iter().flatten() {
            name.push('/');
            name.push_str(per.atom().name);
        }
        name
    }
}

/// A form of a unit after its first word.
#[derive(Clone, Debug)]
struct Form {
    rest: Vec<WordId>,
    /// The text, when only exactly this case counts.
    exact: Option<&'static str>,
    atom: AtomId,
}

/// The forms of all units by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    forms: FxHashMap<WordId, Vec<Form>>,
    slash: Option<WordId>,
    per: Vec<WordId>,
    adverbs: Vec<(WordId, AtomId)>,
}

impl Units {
    pub(super) fn new(lexicon: &mut Lexicon) -> Self {
        let mut units = Self::default();
        for (index, (_, forms)) in ROWS.iter().enumerate() {
            for form in forms.split('|') {
                let exact = form.strip_prefix('=');
                let mut words = crate::pattern::pieces(exact.unwrap_or(form)).map(|piece| {
                    let mut key = String::new();
                    crate::knowledge::fold(piece, &mut key);
                    lexicon.intern(&key)
                });
                let Some(first) = words.next() else { continue };
                let form = Form { rest: words.collect(), exact, atom: AtomId(index as u16) };
                units.forms.entry(first).or_default().push(form);
            }
        }
        for forms in units.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse((form.rest.len(), form.exact.is_some())));
        }
        units.slash = Some(lexicon.intern("/"));
        units.per = ["per", "a", "an", "each", "every"].map(|word| lexicon.intern(word)).to_vec();
        for (word, atom) in
            [("daily", "d"), ("weekly", "wk"), ("monthly", "mo"), ("yearly", "a"), ("hourly", "h"), ("nightly", "d")]
        {
            units.adverbs.extend(AtomId::named(atom).map(|atom| (lexicon.intern(word), atom)));
        }
        units
    }

    /// Whether a unit may begin with this word.
    pub(super) fn begins(&self, word: WordId) -> bool {
        self.forms.contains_key(&word)
    }

    /// The undivided unit that begins at a token, and the token after it.
    pub(super) fn atom(&self, text: &str, tokens: &[Token], at: usize) -> Option<(AtomId, usize)> {
        let token = tokens.get(at)?;
        let forms = self.forms.get(&token.word)?;
        forms.iter().find_map(|form| {
            let end = at + 1 + form.rest.len();
            let fits = end <= tokens.len()
                && form.rest.iter().zip(&tokens[at + 1..end]).all(|(&word, token)| token.word == word)
                && form.exact.is_none_or(|exact| text.get(token.span.range()) == Some(exact));
            fits.then_some((form.atom, end))
        })
    }

    /// The unit that begins at a token, with what it is divided by, and the token after it.
    pub(super) fn unit(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Unit, usize)> {
        let (top, end) = self.atom(text, tokens, at)?;
        Some(self.divided(text, tokens, top, end))
    }

    /// A unit with what divides it from a token on, and the token after it.
    pub(super) fn divided(&self, text: &str, tokens: &[Token], top: AtomId, mut end: usize) -> (Unit, usize) {
        let mut unit = Unit::of(top);
        for slot in &mut unit.per {
            let Some(token) = tokens.get(end) else { break };
            if let Some(&(_, atom)) = self.adverbs.iter().find(|(word, _)| *word == token.word) {
                *slot = Some(atom);
                end += 1;
                continue;
            }
            let slash = Some(token.word) == self.slash && token.kind == TokenKind::Mark;
            if !slash && !self.per.contains(&token.word) {
                break;
            }
            let Some((atom, after)) = self.atom(text, tokens, end + 1) else { break };
            // "a", "each" and "every" part only by time: "two tablets a day", but not "5 mg a tablet".
            let by_time = atom.atom().dimension == Dimension::Time;
            let spelled = text.get(token.span.range()).unwrap_or("");
            if !slash && !spelled.eq_ignore_ascii_case("per") && !by_time {
                break;
            }
            *slot = Some(atom);
            end = after;
        }
        (unit, end)
    }
}
