//! Attributes: what claims are about, as their files declare them.

use crate::pattern::{Matcher, MatcherBuilder, PatternError, PatternId};
use crate::reading::scope::Category;
use crate::reading::words::Lexicon;
use serde::Deserialize;
use std::ops::Range;

/// What kind of value an attribute has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ValueKind {
    /// One of a few named classes.
    Class,
    /// A set of things, told by their words.
    Words,
    /// A part of the body.
    Site,
    /// A time span, in days.
    Span,
    /// An age, in years.
    Age,
    /// A share of a group of people: "1 in 5,000 newborns", "3 percent of adults".
    Share,
    /// A measured range, in base units of its dimension.
    Measure,
}

impl ValueKind {
    /// Whether values of this kind lie between two numbers.
    pub(crate) fn is_interval(self) -> bool {
        matches!(self, Self::Span | Self::Age | Self::Share | Self::Measure)
    }
}

/// An attribute as a rule's file declares it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a line of the file that a writer of rules may add")]
pub(crate) struct AttributeFile {
    /// Its name in kebab case.
    name: String,
    /// What kind of value it has.
    value: ValueKind,
    /// Pairs of classes that cannot both hold.
    #[serde(default)]
    clash: Vec<(String, String)>,
    /// The class that stands when another is denied.
    #[serde(default)]
    denied: Vec<(String, String)>,
    /// Categories of scope that its own words are full of, so that they say nothing here.
    #[serde(default)]
    ignore: Vec<Category>,
    /// Groups of words that count as one.
    #[serde(default)]
    same: Vec<Vec<String>>,
    /// Words of which a value must not hold any, because it is not a value of this attribute then.
    #[serde(default)]
    never: Vec<String>,
    /// Whether it has many values at a time, so that different ones never clash.
    #[serde(default)]
    multi: bool,
    /// Whether two sets clash when the one holds something that the other has not.
    #[serde(default)]
    exact: bool,
    /// How far apart two ranges must be: in years for ages, as a factor for all others.
    #[serde(default)]
    apart: f64,
    /// The slots that together name what it is about; the subject of the sentence when there are none.
    #[serde(default)]
    about: Vec<String>,
    /// Classes that say the same when the first two things it is about are exchanged; the two have no order then.
    #[serde(default)]
    swapped: Vec<(String, String)>,
    /// The groups of people that a share may be of, by the words that name them.
    #[serde(default)]
    of: Vec<Group>,
    /// Whether an adjective that ends a pattern must end the statement: "is common", but not "is common knowledge".
    #[serde(default)]
    last: bool,
    /// Whether its subject must be named itself, not by its symptoms or the people who have it.
    #[serde(default)]
    itself: bool,
    /// Its surface patterns by what they state.
    state: Vec<StateFile>,
    /// Names of intervals.
    #[serde(default)]
    named: Vec<Named>,
}

impl AttributeFile {
    /// Its patterns, as written.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &String> {
        self.state.iter().flat_map(|state| &state.patterns)
    }

    /// Its patterns and those of its named intervals, as written.
    pub(crate) fn all_patterns(&self) -> impl Iterator<Item = &String> {
        self.patterns().chain(self.named.iter().flat_map(|named| &named.patterns))
    }
}

/// Patterns that state the same.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct StateFile {
    /// The class that they state; what they capture as `{value}` when it is missing.
    value: Option<String>,
    /// Categories of scope that the patterns' own words settle.
    #[serde(default)]
    settled: Vec<Category>,
    /// Whether they err more often than others.
    #[serde(default)]
    weak: bool,
    /// Whether the subject is what the sentence begins with, so that the patterns need not hold it.
    #[serde(default)]
    opening: bool,
    /// Whether the patterns are a label (a heading, the head of a table row, a term), whose value is what it labels.
    #[serde(default)]
    label: bool,
    patterns: Vec<String>,
}

/// A group of people that shares are of: "newborns".
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Group {
    /// Its name; none when it is everyone.
    pub(crate) name: Option<String>,
    /// The words for it.
    pub(crate) words: Vec<String>,
}

/// A name of an interval: "infancy".
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Named {
    patterns: Vec<String>,
    low: f64,
    high: f64,
}

/// What a pattern states.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) class: Option<u16>,
    pub(crate) settled: Vec<Category>,
    pub(crate) weak: bool,
    pub(crate) opening: bool,
    pub(crate) label: bool,
}

/// An attribute, ready to be read.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "they mirror the lines of the file")]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) kind: ValueKind,
    pub(crate) classes: Vec<String>,
    pub(crate) clash: Vec<(u16, u16)>,
    pub(crate) denied: Vec<(u16, u16)>,
    pub(crate) ignore: Vec<Category>,
    pub(crate) same: Vec<Vec<String>>,
    pub(crate) never: Vec<String>,
    pub(crate) apart: f64,
    pub(crate) about: Vec<String>,
    pub(crate) swapped: Vec<(u16, u16)>,
    pub(crate) of: Vec<Group>,
    pub(crate) last: bool,
    pub(crate) itself: bool,
    pub(crate) exact: bool,
    pub(crate) multi: bool,
    pub(crate) states: Vec<State>,
    pub(crate) patterns: Range<PatternId>,
    state_of: Vec<u16>,
    pub(crate) named: Option<NamedIntervals>,
}

/// The names of intervals, ready to be found.
#[derive(Clone, Debug)]
pub(crate) struct NamedIntervals {
    pub(crate) matcher: Matcher,
    pub(crate) intervals: Vec<(f64, f64)>,
}

impl Attribute {
    pub(crate) fn state(&self, pattern: PatternId) -> &State {
        &self.states[usize::from(self.state_of[(pattern.0 - self.patterns.start.0) as usize])]
    }
}

/// Makes an attribute of its declaration; its patterns are added to those of all rules.
///
/// # Errors
/// The pattern that cannot be used, and why.
pub(crate) fn load(
    file: &AttributeFile,
    patterns: &mut MatcherBuilder,
    lexicon: &mut Lexicon,
) -> Result<Attribute, (String, PatternError)> {
    let mut classes: Vec<String> = Vec::new();
    let mut class = |name: &String| {
        let known = classes.iter().position(|class| class == name);
        known.unwrap_or_else(|| {
            classes.push(name.clone());
            classes.len() - 1
        }) as u16
    };
    let (mut states, mut state_of, mut first, mut last) = (Vec::new(), Vec::new(), None, PatternId(0));
    for state in &file.state {
        for pattern in &state.patterns {
            last = patterns.add(pattern, lexicon).map_err(|error| (pattern.clone(), error))?;
            first.get_or_insert(last);
            state_of.push(states.len() as u16);
        }
        let value = state.value.as_ref().map(&mut class);
        let settled = state.settled.clone();
        states.push(State { class: value, settled, weak: state.weak, opening: state.opening, label: state.label });
    }
    let pairs = |pairs: &[(String, String)], class: &mut dyn FnMut(&String) -> u16| -> Vec<(u16, u16)> {
        pairs.iter().map(|(a, b)| (class(a), class(b))).collect()
    };
    let clash = pairs(&file.clash, &mut class);
    let denials = pairs(&file.denied, &mut class);
    let swapped = pairs(&file.swapped, &mut class);
    let named = named(&file.named, lexicon)?;
    Ok(Attribute {
        name: file.name.clone(),
        kind: file.value,
        classes,
        clash,
        denied: denials,
        ignore: file.ignore.clone(),
        same: file.same.clone(),
        never: file.never.clone(),
        apart: file.apart,
        about: file.about.clone(),
        swapped,
        of: file.of.clone(),
        last: file.last,
        itself: file.itself,
        exact: file.exact,
        multi: file.multi,
        states,
        patterns: first.unwrap_or(PatternId(0))..PatternId(if first.is_some() { last.0 + 1 } else { 0 }),
        state_of,
        named,
    })
}

fn named(entries: &[Named], lexicon: &mut Lexicon) -> Result<Option<NamedIntervals>, (String, PatternError)> {
    if entries.is_empty() {
        return Ok(None);
    }
    let (mut builder, mut intervals) = (MatcherBuilder::default(), Vec::new());
    for entry in entries {
        for pattern in &entry.patterns {
            builder.add(pattern, lexicon).map_err(|error| (pattern.clone(), error))?;
            intervals.push((entry.low, entry.high));
        }
    }
    Ok(Some(NamedIntervals { matcher: builder.build(lexicon), intervals }))
}
