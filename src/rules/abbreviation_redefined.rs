//! One short form for two things.

use crate::article::Article;
use crate::reading::abbreviations::{Abbreviation, same_name, words};
use crate::rule::Report;
use crate::rules::undefined_abbreviation::uses::singular;
use rustc_hash::FxHashMap;

crate::rule! {
    /// Flags a short form that the article defines twice, with different long forms.
    ///
    /// ## Why
    /// A reader who looks back for the meaning of a short form finds two, and one of them may be dangerous: "MS" is
    /// multiple sclerosis, mitral stenosis, and morphine sulfate.
    ///
    /// ## Flagged
    /// ```md,flag
    /// People with multiple sclerosis (MS) tire easily. A murmur is heard in mitral stenosis (MS) too.
    ///                                                                       ^^^^^^^^^^^^^^^^^^^^ "MS" stands for "mitral stenosis" here, but for "multiple sclerosis" before
    /// ```
    /// ```md,flag
    /// DVT (deep vein thrombosis) is a clot in the leg. A distal vascular tumor (DVT) is something else.
    ///                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ "DVT" stands for "distal vascular tumor" here, but for "deep vein thrombosis" before
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Mesenchymal stem cells (MSCs) are young cells. A mesenchymal stem cell (MSC) can become bone.
    /// ```
    /// ```md,clean
    /// Deep vein thrombosis (DVT) is a clot in the leg. Deep venous thrombosis (DVT) often follows surgery.
    /// ```
    /// A short form with a figure behind it gives a result.
    /// ```md,clean
    /// The relative risk (RR) was small. The drug lowered the risk of recurrence (RR, 0.73; 95% CI, 0.68-0.79).
    /// ```
    ///
    /// ## Limits
    /// The same definition given twice is not reported: abstracts, legends and long pages repeat it on purpose. Two long
    /// forms count as one when all words of the shorter are in the longer, or when they share the last word and most
    /// others.
    AbbreviationRedefined: "abbreviation-redefined", Naming, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    let aside = article.short_forms.aside(article);
    let mut first: FxHashMap<String, Vec<&Abbreviation>> = FxHashMap::default();
    for abbreviation in article
        .abbreviations
        .iter()
        .filter(|one| counts(one) && !aside.holds(article, one.span) && !is_cited(article, one))
    {
        let key: String = singular(&abbreviation.short).chars().filter(|c| c.is_alphanumeric()).collect();
        let known = first.entry(key).or_default();
        if known.iter().any(|one| same_name(&one.long, &abbreviation.long)) {
            continue;
        }
        if let Some(before) = known.first() {
            let (short, long) = (singular(&abbreviation.short), &abbreviation.long);
            let message = format!("\"{short}\" stands for \"{long}\" here, but for \"{}\" before", before.long);
            report
                .at(abbreviation.long_span.to(abbreviation.span).to(closing(article, abbreviation)), message)
                .related(before.long_span.to(before.span), "defined here first")
                .help("keep the short form for one of the two, and write the other out");
        }
        known.push(abbreviation);
    }
}

/// The definition's last byte: the bracket behind it, if one closes there.
fn closing(article: &Article, abbreviation: &Abbreviation) -> crate::document::ProseSpan {
    let mut span = abbreviation.long_span.to(abbreviation.span);
    if article.document.prose[span.end as usize..].starts_with([')', ']']) {
        span.end += 1;
    }
    span
}

/// Whether a definition is sure enough to speak against another: two capitals and no digit in the short form, nearly as many
/// words in the long form as letters, and no short form within it.
fn counts(abbreviation: &Abbreviation) -> bool {
    let short = singular(&abbreviation.short);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let words = words(&abbreviation.long).len();
    let nested = abbreviation
        .long
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let marks = (abbreviation.long.contains(',') && capitals < 3) || abbreviation.long.contains(" et al");
    capitals > 1 && !short.contains(|c: char| c.is_ascii_digit()) && words + 1 >= capitals.max(3) && !nested && !marks
}

/// Whether the bracket cites, as "(NASN, 2016)" does, or gives a figure, as "(RR, 0.73; 95% CI ...)" does, and defines
/// nothing.
pub(super) fn is_cited(article: &Article, abbreviation: &Abbreviation) -> bool {
    let rest = article.document.prose[abbreviation.span.end as usize..]
        .trim_start_matches(|c: char| c == ',' || c == ';' || c == ':' || c.is_whitespace());
    let figure =
        rest.trim_start_matches(['=', '<', '>', '\u{2264}', '\u{2265}', '\u{2248}', ' ', '.', '-', '\u{2212}']);
    rest.starts_with("n.d") || figure.starts_with(|c: char| c.is_ascii_digit())
}
