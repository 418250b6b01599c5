//! Suppressions that cannot be understood, or that let nothing stand.

use crate::article::Article;
use crate::rule::Report;
use crate::suppress;
use std::collections::BTreeSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a comment for mo-lint that cannot be understood, or that lets no finding stand.
    ///
    /// ## Why
    /// A suppression that is misspelt protects nothing, and one that has outlived its finding hides the next one.
    ///
    /// ## Flagged
    /// ```md,flag
    /// <!-- mo-lint allow near-variant-name -->
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this comment lets nothing stand: it gives no reason; write one after a colon
    ///
    /// Gout hurts.
    /// ```
    /// ```md,flag
    /// <!-- mo-lint allow near-varient-name: a quotation -->
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this comment lets nothing stand: no rule or family is called "near-varient-name"
    ///
    /// Gout hurts.
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// <!-- mo-lint allow near-variant-name: a quotation -->
    ///
    /// Gout hurts.
    /// ```
    /// ```md,clean
    /// <!-- Checked with mo-lint in spring. -->
    ///
    /// Gout hurts.
    /// ```
    ///
    /// ## Limits
    /// That a suppression lets nothing stand is said only when all its rules ran.
    FaultySuppression: "faulty-suppression", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    if !article.source.text.contains("mo-lint") {
        return;
    }
    let (suppressions, faults) = suppress::read(article);
    for fault in faults {
        report.in_source(fault.span, format!("this comment lets nothing stand: {}", fault.message));
    }
    for suppression in suppressions {
        if let Some(unknown) = suppression.rules.iter().find(|rule| !NAMES.contains(rule.as_str())) {
            let message = format!("this comment lets nothing stand: no rule or family is called \"{unknown}\"");
            report.in_source(suppression.span, message).help("`mo-lint rules` lists them");
        }
    }
}

/// The built-in rules and the families.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let families = crate::diagnostic::Family::ALL.map(|family| family.name().to_owned());
    super::catalogue().into_iter().map(|meta| meta.id.into_owned()).chain(families).collect()
});
