//! What mo-lint knows: words and how common they are; diseases, body parts, drugs and other concepts with their names and
//! how they are related. The table is packed by the build script from `knowledge/` and looked up in place in the embedded
//! bytes; nothing is decoded at start.

mod fold;
mod layout;
mod local;
mod packed;
#[cfg(test)]
mod tests;

pub(crate) use fold::{fold, wide_hash};
pub(crate) use layout::MISSPELT;
pub(crate) use local::{LocalConcept, LocalDose, LocalRange};
pub use local::{LocalFacts, RowError, TABLES as LOCAL_TABLES};
pub use packed::{ConceptId, Flag, Kind, Knowledge, NameEntry, NameType};

/// The version of the knowledge: the day on which its tables were last made.
pub const VERSION: &str = env!("MO_LINT_KNOWLEDGE");

/// The works that the knowledge is made from, with their licences.
pub const NOTICE: &str = include_str!("../../NOTICE");
