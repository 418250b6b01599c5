//! Scope: what narrows, denies or weakens a statement. It is settled before two values are ever compared.
//!
//! The method is that of ConText (Harkema 2009): a cue reaches over a part of its sentence, up to a word that ends its
//! reach. The cues are data (`cues.toml`); they are matched only in sentences that state something.

mod cues;
mod settle;

pub use cues::{Category, Cues};
pub(crate) use settle::{CueHit, Stated, settle};

use crate::document::ProseSpan;
use std::fmt;

/// Whether a statement is made or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is made.
    #[default]
    Positive,
    /// It is denied.
    Negative,
}

/// How sure a statement is, and how often it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Always, in all, only.
    Universal,
    /// Usually, or said without any limit.
    #[default]
    Usual,
    /// In some.
    Some,
    /// It can be so.
    Possible,
    /// It would be so, or is being looked into.
    Hypothetical,
    /// Nobody knows.
    Unknown,
}

/// The time that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Time {
    /// No time in particular.
    #[default]
    Any,
    /// Former times.
    Historical,
    /// The beginning of an illness.
    Early,
    /// A later part of an illness.
    Late,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// The article does.
    #[default]
    Assertion,
    /// It stands in quotation marks.
    Quoted,
    /// Others are said to say it, or a study found it.
    Reported,
    /// It is asked.
    Question,
    /// It is called wrong.
    Myth,
    /// A correction of something said before.
    Correction,
}

/// Whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Experiencer {
    /// Anyone.
    #[default]
    General,
    /// One patient.
    Case,
    /// Relatives.
    Family,
    /// Animals.
    Animal,
}

/// Whether a sentence sets its statement against something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Contrast {
    /// It does not.
    #[default]
    None,
    /// Behind the statement, in the same sentence: "X, though Y".
    After,
    /// Before the statement or in it: "however, X".
    Before,
}

/// A group, form, place or condition that a statement is limited to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit {
    /// What kind of limit.
    pub category: Category,
    /// Its name, in lower case; two limits of one category are the same when their names are.
    pub name: String,
}

/// The scope of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Scope {
    /// Whether it is denied.
    pub polarity: Polarity,
    /// How sure it is.
    pub certainty: Certainty,
    /// When it holds.
    pub time: Time,
    /// Who says it.
    pub frame: Frame,
    /// Whom it is about.
    pub experiencer: Experiencer,
    /// What it is limited to, sorted.
    pub limits: Vec<Limit>,
    /// It compares its subject with another.
    pub compared: bool,
    /// Its sentence sets something against something else ("but", "while").
    pub contrast: Contrast,
    /// It is softened ("is thought to be").
    pub hedged: bool,
    /// Where the clause stands that the scope was settled in.
    pub clause: ProseSpan,
}

impl Scope {
    /// Whether the statement is the article's own, about people, of today, and can be held against another.
    pub fn is_plain(&self) -> bool {
        self.frame == Frame::Assertion
            && self.time != Time::Historical
            && self.experiencer == Experiencer::General
            && !matches!(self.certainty, Certainty::Hypothetical | Certainty::Unknown)
    }

    /// Keeps the longest of the limits that say the same in more or fewer words: "in people of Finnish descent".
    pub(crate) fn tidy(&mut self) {
        self.limits.sort();
        self.limits.dedup();
        let all = self.limits.clone();
        self.limits.retain(|limit| {
            let holds = |other: &Limit| other.name.len() > limit.name.len() && other.name.contains(&limit.name);
            !all.iter().any(|other| other.category == limit.category && holds(other))
        });
    }

    /// Whom the statement is limited to, in words; "all" when it is not.
    pub fn population(&self) -> String {
        if self.limits.is_empty() {
            return "all".to_owned();
        }
        let names: Vec<_> = self.limits.iter().map(|limit| limit.name.as_str()).collect();
        names.join("; ")
    }
}

/// All that is not the plain case, in a few words: "possible; in children".
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let certainty = match self.certainty {
            Certainty::Usual => "",
            Certainty::Universal => "always",
            Certainty::Some => "in some",
            Certainty::Possible => "possible",
            Certainty::Hypothetical => "hypothetical",
            Certainty::Unknown => "unknown",
        };
        let time = match self.time {
            Time::Any => "",
            Time::Historical => "in former times",
            Time::Early => "early on",
            Time::Late => "later on",
        };
        let frame = match self.frame {
            Frame::Assertion => "",
            Frame::Quoted => "quoted",
            Frame::Reported => "reported",
            Frame::Question => "asked",
            Frame::Myth => "called wrong",
            Frame::Correction => "a correction",
        };
        let experiencer = match self.experiencer {
            Experiencer::General => "",
            Experiencer::Case => "one patient",
            Experiencer::Family => "relatives",
            Experiencer::Animal => "animals",
        };
        let denied = if self.polarity == Polarity::Negative { "denied" } else { "" };
        let flags = [if self.compared { "compared" } else { "" }, if self.hedged { "hedged" } else { "" }];
        let limits = self.limits.iter().map(|limit| limit.name.as_str());
        let parts = [denied, certainty, time, frame, experiencer].into_iter().chain(flags).chain(limits);
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join("; "))
    }
}
