//! One thing under two short forms.

use crate::article::Article;
use crate::reading::abbreviations::{Abbreviation, words};
use crate::rule::Report;
use crate::rules::abbreviation_redefined::is_cited;
use crate::rules::undefined_abbreviation::{dotted, uses};

crate::rule! {
    /// Flags a thing that goes by two different short forms.
    ///
    /// ## Why
    /// Readers take two short forms for two things; in pasted copy the second one comes from another article.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Myositis ossificans (m.ossificans) is a rare disease of the muscles. O. m. b. may occur without any injury.
    ///                      ^^^^^^^^^^^^ "m.ossificans" and "O. m. b." are two short forms for "Myositis ossificans"
    /// ```
    /// ```md,flag
    /// Chronic kidney disease (CKD) is often silent. Most people with CRD feel well for years.
    ///                                                                ^^^ "CRD" and "CKD" are two short forms for "Chronic kidney disease"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// The human immunodeficiency virus (HIV) spreads through blood. HIV-1 is the common type.
    /// ```
    /// ```md,clean
    /// The risk of recurrence (ROR) score was used. The drug lowered the risk of recurrence (RR, 0.73; 95% CI, 0.68-0.79).
    /// ```
    /// ```md,clean
    /// Your general practitioner (GP) will refer you. In the United States that is a primary care provider (PCP).
    /// ```
    ///
    /// ## Limits
    /// A short form within the other (GFR, eGFR) and forms that differ in digits, hyphens, case or plural are not reported.
    /// A short form that is used but not defined is recognised only by its initials or by a small table of words that
    /// stand for each other, such as "kidney" and "renal".
    ShortFormDrift: "short-form-drift", Naming, Note, "0.1.0", check
}

/// So many definitions of an article are compared with the others.
const MOST: usize = 400;

/// Words that stand for each other in the names of diseases.
const STAND_FOR: &[(&str, &str)] = &[
    ("brain", "cerebral"),
    ("breathing", "respiratory"),
    ("cancer", "tumor"),
    ("disease", "syndrome"),
    ("disease", "failure"),
    ("disorder", "syndrome"),
    ("heart", "cardiac"),
    ("high", "hyper"),
    ("kidney", "renal"),
    ("liver", "hepatic"),
    ("lung", "pulmonary"),
    ("skin", "cutaneous"),
    ("stomach", "gastric"),
    ("vein", "venous"),
];

fn check(article: &Article, report: &mut Report<'_>) {
    two_definitions(article, report);
    let Some(_) = article.abbreviations.first() else { return };
    dotted_initials(article, report);
    other_word(article, report);
}

/// Two definitions with one long form.
fn two_definitions(article: &Article, report: &mut Report<'_>) {
    let mut seen: Vec<(Vec<String>, &Abbreviation)> = Vec::new();
    let defined = article.abbreviations.iter().take(MOST);
    for abbreviation in defined.filter(|one| !is_cited(article, one)) {
        let name = words(&abbreviation.long);
        let before = seen.iter().find(|(other, _)| *other == name).map(|(_, one)| *one);
        match before {
            Some(before) if differs(&before.short, &abbreviation.short) => {
                drift(report, abbreviation.span, &abbreviation.short, before, before.span, &before.short);
            }
            Some(_) => {}
            None => seen.push((name, abbreviation)),
        }
    }
}

/// Dotted initials that hold the initials of a long form, in another order or with others.
fn dotted_initials(article: &Article, report: &mut Report<'_>) {
    for &span in article.short_forms.dotted(article) {
        let letters = dotted::letters(article.text(span));
        let fits = |one: &&Abbreviation| {
            let name = words(&one.long);
            name.len() > 1
                && name.len() <= letters.len()
                && name.iter().all(|word| word.starts_with(|c| letters.contains(&c)))
        };
        if let Some(one) = article.abbreviations.iter().take(MOST).find(fits) {
            drift(report, one.span, &one.short, one, span, article.text(span));
        }
    }
}

/// An abbreviation that is never defined, but is another's with one word put for another: "CRD" beside "CKD".
fn other_word(article: &Article, report: &mut Report<'_>) {
    for used in article.short_forms.not_introduced(article) {
        let letters = used.short.to_lowercase();
        let fits = |one: &&Abbreviation| {
            let name = words(&one.long);
            let initials = initials_of(name.iter().map(String::as_str));
            initials == one.short.to_lowercase()
                && (0..name.len()).any(|at| {
                    STAND_FOR.iter().any(|&(a, b)| {
                        let other = if name[at] == a {
                            b
                        } else if name[at] == b {
                            a
                        } else {
                            return false;
                        };
                        let swapped =
                            name.iter().enumerate().map(|(i, word)| if i == at { other } else { word.as_str() });
                        initials_of(swapped) == letters && letters != initials
                    })
                })
        };
        if let Some(one) = article.abbreviations.iter().take(MOST).find(fits) {
            let span = article.tokens[used.tokens[0] as usize].span;
            drift(report, span, &used.short, one, one.span, &one.short);
        }
    }
}

fn initials_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter_map(|word| word.chars().next()).collect()
}

/// Whether two short forms are truly different: not in digits, marks, case or plural, and none is within the other.
fn differs(a: &str, b: &str) -> bool {
    let bare = |short: &str| {
        uses::singular(short).chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (a, b) = (bare(a), bare(b));
    !a.contains(&b) && !b.contains(&a)
}

fn drift(
    report: &mut Report<'_>,
    span: crate::document::ProseSpan,
    short: &str,
    of: &Abbreviation,
    other: crate::document::ProseSpan,
    other_short: &str,
) {
    let long = &of.long;
    report
        .at(span, format!("\"{short}\" and \"{other_short}\" are two short forms for \"{long}\""))
        .related(other, "the other short form")
        .help("keep one of the two throughout")
        .cause(format!("{long}/{short}"));
}
