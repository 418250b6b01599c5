//! Profiles: what a kind of text changes in the levels of findings.

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;

/// What kind of text the articles are; it tunes the levels of some rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema, serde::Serialize))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Written for patients and the public: every rule as it says of itself.
    #[default]
    Patient,
    /// An encyclopedia: its own markup is no residue, and readers look abbreviations up.
    Wiki,
    /// Research articles: the units of science and the zeros of tables are right there.
    Journal,
    /// Made by machines: the marks of pasting and translating weigh more.
    Machine,
}

/// The rules whose findings are the marks of machine-made text.
const MACHINE_MADE: &[&str] = &["generator-residue", "spliced-articles", "tortured-phrase", "unrelated-organ-system"];

/// The rules whose findings matter less to readers with training.
const FOR_LAYMEN: &[&str] = &["undefined-abbreviation"];

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 4] = [Self::Patient, Self::Wiki, Self::Journal, Self::Machine];

    /// The profile's name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Wiki => "wiki",
            Self::Journal => "journal",
            Self::Machine => "machine",
        }
    }

    /// The level of a finding in text of this kind; none when it is no fault there.
    pub(crate) fn weigh(self, article: &Article, rule: &str, span: ProseSpan, level: Level) -> Option<Level> {
        match self {
            Self::Machine if MACHINE_MADE.contains(&rule) => Some(raised(level)),
            Self::Wiki | Self::Journal if FOR_LAYMEN.contains(&rule) => Some(lowered(level)),
            Self::Wiki if rule == "markup-residue" && is_wiki_markup(article.text(span)) => None,
            Self::Patient | Self::Machine | Self::Wiki => Some(level),
            Self::Journal => match rule {
                "microgram-symbol" => None,
                "trailing-zero" if in_results(article, span) => None,
                "overclaim" | "treatment-effect-conflict" => Some(Level::Note),
                _ => Some(level),
            },
        }
    }
}

fn raised(level: Level) -> Level {
    match level {
        Level::Note => Level::Warning,
        Level::Warning | Level::Error => Level::Error,
    }
}

fn lowered(level: Level) -> Level {
    match level {
        Level::Error => Level::Warning,
        Level::Warning | Level::Note => Level::Note,
    }
}

/// Marks that are legal in the source of an encyclopedia.
fn is_wiki_markup(text: &str) -> bool {
    ["[[", "]]", "{{", "}}", "''", "==", "<ref", "</ref"].iter().any(|mark| text.contains(mark))
}

/// Whether a place stands under a heading for results, where a zero behind the point is a digit that was measured.
fn in_results(article: &Article, span: ProseSpan) -> bool {
    let Some(sentence) = article.sentence_at(span.start) else { return false };
    let heading = article.section_of(sentence.block).heading;
    heading.is_some_and(|block| {
        let text = article.text(article.document.blocks[block as usize].span);
        let beginning = text[..text.floor_char_boundary(100)].to_lowercase();
        beginning.contains("result") || beginning.contains("finding")
    })
}

#[cfg(test)]
mod tests {
    use super::Profile;
    use crate::{Diagnostic, Format, Level, Linter, Settings, Source};

    fn checked(profile: Profile, text: &str) -> Vec<Diagnostic> {
        let settings = Settings { profile: Some(profile), ..Settings::default() };
        Linter::new(settings).check(&[Source::new("a.md", text, Format::Markdown)])
    }

    fn level_of(profile: Profile, rule: &str, text: &str) -> Option<Level> {
        checked(profile, text).iter().find(|found| found.rule == rule).map(|found| found.level)
    }

    #[test]
    fn a_machine_weighs_the_marks_of_machines_more() {
        let text = "# Gout\n\nGout hurts. The doctor may give artificial contraceptives.\n";
        assert_eq!(level_of(Profile::Patient, "tortured-phrase", text), Some(Level::Warning));
        assert_eq!(level_of(Profile::Machine, "tortured-phrase", text), Some(Level::Error));
    }

    #[test]
    fn journals_write_units_and_results_as_science_does() {
        let text = "# Trial\n\nPatients take levothyroxine 50 \u{b5}g daily.\n\n## Results\n\nThe dose was 5.0 mg of lorazepam once daily.\n";
        for rule in ["microgram-symbol", "trailing-zero"] {
            assert!(level_of(Profile::Patient, rule, text).is_some(), "{rule}");
            assert_eq!(level_of(Profile::Journal, rule, text), None, "{rule}");
        }
    }

    #[test]
    fn an_encyclopedia_has_markup_of_its_own() {
        let text = "# Gout\n\nGout is a kind of [[arthritis]] that hurts.\n\nIt comes in attacks.\n";
        assert_eq!(level_of(Profile::Wiki, "markup-residue", text), None);
    }

    #[test]
    fn a_journal_notes_what_a_patient_must_not_read() {
        let text = "# Gout\n\nThis herb is a guaranteed cure for gout.\n";
        assert_eq!(level_of(Profile::Patient, "overclaim", text), Some(Level::Warning));
        assert_eq!(level_of(Profile::Journal, "overclaim", text), Some(Level::Note));
    }
}
