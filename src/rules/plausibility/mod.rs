//! Rules that hold a statement against what is known: facts stand as tables beside the rules that use them.

mod agents;
mod lesion_site_mismatch;
mod organs;
mod sex;
mod statement;
mod subtype_conflation;
mod unrelated_organ_system;
mod unrelated_therapy;

use crate::rule::Rule;

/// The rules of this folder.
pub(super) fn coded() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(agents::AgentTherapyMismatch),
        Box::new(agents::CausalAgentMismatch),
        Box::new(lesion_site_mismatch::LesionSiteMismatch),
        Box::new(sex::SexAnatomyMismatch),
        Box::new(sex::SexConditionMismatch),
        Box::new(subtype_conflation::SubtypeConflation),
        Box::new(unrelated_organ_system::UnrelatedOrganSystem),
        Box::new(unrelated_therapy::UnrelatedTherapy),
    ]
}
