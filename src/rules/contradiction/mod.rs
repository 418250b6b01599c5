//! Rules that hold two statements of an article against each other and are no claims on one attribute.

mod case_attribute;
mod count_vs_list;
mod prevalence;

use crate::rule::Rule;

/// The rules of this folder.
pub(super) fn coded() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(case_attribute::CaseAttributeConflict),
        Box::new(count_vs_list::CountVsList),
        Box::new(prevalence::PrevalenceClassVsFigure),
    ]
}
