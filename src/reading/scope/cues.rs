//! The cues, loaded from their table.

use crate::pattern::{Matcher, MatcherBuilder, Packed, PatternId};
use crate::reading::words::Lexicon;
use serde::Deserialize;

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Ends the reach of other cues.
    Terminator,
    /// Sets one statement against another.
    Contrast,
    /// Looks like a denial, and is none.
    Pseudo,
    /// Denies.
    Negation,
    /// Always, all, only.
    Universal,
    /// Some, sometimes.
    Some,
    /// Can, may.
    Possible,
    /// Would; is being looked into.
    Hypothetical,
    /// Softens: "is thought to".
    Hedge,
    /// Nobody knows.
    Unknown,
    /// Former times.
    Historical,
    /// A later part of an illness.
    Late,
    /// The beginning of an illness.
    Early,
    /// Compares.
    Comparison,
    /// Calls it wrong.
    Myth,
    /// Others say it.
    Report,
    /// Relatives.
    Family,
    /// Animals.
    Animal,
    /// One patient.
    Case,
    /// Corrects something said before.
    Correction,
    /// Pregnancy.
    Pregnancy,
    /// Men and boys.
    Male,
    /// Women and girls.
    Female,
    /// An age group.
    Age,
    /// A place or people.
    Region,
    /// Another group of people.
    Group,
    /// A form or subtype.
    Form,
    /// If, when, without treatment.
    Condition,
    /// The year that a figure is of.
    Year,
}

/// How far a cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reach {
    /// From the cue to the end of its clause.
    After,
    /// From the start of its clause to the cue.
    Before,
    /// Its clause.
    Clause,
    /// Its sentence.
    Sentence,
    /// What holds it or follows at once.
    Here,
}

/// A group of cues as the table declares it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Entry {
    category: Category,
    reach: Reach,
    patterns: Vec<String>,
    /// The name of the limit; the cue's own words when it is missing.
    #[serde(rename = "as")]
    name: Option<String>,
}

/// What is known of a cue once it is found.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) category: Category,
    pub(crate) reach: Reach,
    pub(crate) name: Option<String>,
}

/// All cues, ready to be found.
#[derive(Clone, Debug)]
pub struct Cues {
    known: Vec<Cue>,
    entry_of: Vec<u32>,
    matcher: Matcher,
}

impl Cues {
    /// The cues of the embedded table.
    pub fn embedded(lexicon: &mut Lexicon) -> Self {
        Self::of_table(include_str!(concat!(env!("OUT_DIR"), "/cues.json")), lexicon)
    }

    /// The cues of a table in JSON.
    fn of_table(json: &str, lexicon: &mut Lexicon) -> Self {
        #[derive(Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        struct Table {
            cue: Vec<Entry>,
        }
        let table: Table = serde_json::from_str(json).expect("the build script made it, and the tests read it");
        let (mut cues, mut entry_of, mut builder) = (Vec::new(), Vec::new(), MatcherBuilder::with(Packed::cues()));
        for entry in table.cue {
            for pattern in &entry.patterns {
                builder.add(pattern, lexicon).expect("the tests load every cue");
                entry_of.push(cues.len() as u32);
            }
            cues.push(Cue { category: entry.category, reach: entry.reach, name: entry.name });
        }
        Self { known: cues, entry_of, matcher: builder.build(lexicon) }
    }

    pub(crate) fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    pub(crate) fn cue(&self, pattern: PatternId) -> &Cue {
        &self.known[self.entry_of[pattern.0 as usize] as usize]
    }
}
