//! The names that a user may write, in arguments and in `mo-lint.toml`, and the nearest one to a name that is none.

use crate::check::Profile;
use crate::diagnostic::{Family, Level};
use crate::rules;
use crate::rules::declared::{Declaration, House};
use crate::source::Format;

/// The names of levels, from grave to slight.
pub(super) const LEVELS: [&str; 3] = ["error", "warning", "note"];

/// The names of what `fail-on` takes.
pub(super) const FAIL_LEVELS: [&str; 4] = ["error", "warning", "note", "never"];

/// The names of the profiles.
pub(super) const PROFILES: [&str; 4] = ["patient", "wiki", "journal", "machine"];

/// The rules that can be named: ids with their families.
#[derive(Clone, Debug)]
pub(super) struct Rules(Vec<(String, Family)>);

impl Rules {
    /// The built-in rules and those of a house.
    pub(super) fn with(house: &House) -> Self {
        let own = house.declarations.iter().filter(|rule| rule.reported_as() == rule.id()).map(Declaration::meta);
        let ids = rules::catalogue().into_iter().chain(own).map(|meta| (meta.id.into_owned(), meta.family));
        Self(ids.collect())
    }

    /// The ids of the rules that a name stands for: one rule, a family, or all.
    pub(super) fn named(&self, name: &str) -> Result<Vec<&str>, Unknown> {
        let stands_for = |&(id, family): &&(String, Family)| id == name || family.name() == name || name == "all";
        let ids: Vec<_> = self.0.iter().filter(stands_for).map(|(id, _)| id.as_str()).collect();
        if ids.is_empty() && !Family::ALL.iter().any(|family| family.name() == name) && name != "preview" {
            let valid = self.0.iter().map(|(id, _)| id.as_str()).chain(Family::ALL.map(Family::name)).chain(["all"]);
            let near = nearest(name, valid).map(did_you_mean);
            let message = format!("unknown rule or family \"{name}\"");
            return Err(Unknown { message, help: near.unwrap_or_else(|| "`mo-lint rules` lists them".to_owned()) });
        }
        Ok(ids)
    }
}

/// What is wrong with a name, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) message: String,
    pub(super) help: String,
}

/// The level of a name.
pub(super) fn level(name: &str) -> Result<Level, Unknown> {
    Level::ALL.into_iter().find(|level| level.name() == name).ok_or_else(|| unknown("level", name, LEVELS))
}

/// Which findings make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailOn {
    /// Those of this level and the graver ones.
    Level(Level),
    /// None.
    Never,
}

impl FailOn {
    /// Whether a finding of a level makes the run fail.
    pub(super) fn includes(self, level: Level) -> bool {
        matches!(self, Self::Level(slightest) if level <= slightest)
    }
}

/// What the name of a level, or "never", says about which findings fail.
pub(super) fn fail_on(name: &str) -> Result<FailOn, Unknown> {
    if name == "never" {
        return Ok(FailOn::Never);
    }
    level(name).map(FailOn::Level).map_err(|_| unknown("level", name, FAIL_LEVELS))
}

/// The profile of a name.
pub(super) fn profile(name: &str) -> Result<Profile, Unknown> {
    Profile::ALL.into_iter().find(|it| it.name() == name).ok_or_else(|| unknown("profile", name, PROFILES))
}

/// The names of the formats of articles.
pub(super) const FORMATS: [(&str, Format); 3] =
    [("text", Format::Text), ("markdown", Format::Markdown), ("html", Format::Html)];

/// The format of a name.
pub(super) fn format(name: &str) -> Result<Format, Unknown> {
    let known = FORMATS.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format);
    known.ok_or_else(|| unknown("format", name, FORMATS.map(|(name, _)| name)))
}

/// The error for a name that is none of some few.
pub(super) fn unknown<'n>(kind: &str, name: &str, valid: impl IntoIterator<Item = &'n str> + Copy) -> Unknown {
    let all = || {
        let valid: Vec<_> = valid.into_iter().map(|name| format!("\"{name}\"")).collect();
        format!("write one of {}", valid.join(", "))
    };
    let help = nearest(name, valid).map_or_else(all, did_you_mean);
    Unknown { message: format!("unknown {kind} \"{name}\""), help }
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean \"{name}\"?")
}

/// The name that is most like another, if any is at all.
pub(super) fn nearest<'n>(name: &str, valid: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let most = name.chars().count() / 3 + 1;
    valid
        .into_iter()
        .map(|valid| (strsim::damerau_levenshtein(name, valid), valid))
        .filter(|&(distance, _)| distance <= most)
        .min()
        .map(|(_, valid)| valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names_are_those_of_the_types() {
        assert_eq!(LEVELS, Level::ALL.map(Level::name));
        assert_eq!(PROFILES, Profile::ALL.map(Profile::name));
        assert!(FAIL_LEVELS.iter().all(|name| fail_on(name).is_ok()));
    }

    #[test]
    fn the_nearest_name_is_proposed() {
        let rules = Rules::with(&House::default());
        assert_eq!(rules.named("duplicat-sentence").unwrap_err().help, "did you mean \"duplicate-sentence\"?");
        assert_eq!(level("eror").unwrap_err().help, "did you mean \"error\"?");
        assert_eq!(level("loud").unwrap_err().help, "write one of \"error\", \"warning\", \"note\"");
    }
}
