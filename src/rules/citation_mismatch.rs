//! Numbers in square brackets that no entry of the reference list answers to.

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::rule::Report;
use regex::Regex;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a citation that has no entry in the reference list, and a mark that asks for one.
    ///
    /// ## Why
    /// A claim whose source cannot be found is a claim without a source. The number is wrong when references were added or taken out, and made up when a machine wrote the text.
    ///
    /// ## Flagged
    /// ```md,flag
    /// It heals in most people within a year [1], and comes back in one of ten [7].
    ///                                                                         ^^^ "[7]" is cited, but the reference list ends at 2
    ///
    /// ## References
    ///
    /// 1. Jones A. Healing of the arm. J Arm. 2019.
    /// 2. Smith B. The arm in adults. J Arm. 2020.
    /// ```
    /// ```md,flag
    /// It heals in most people within a year [citation needed].
    ///                                       ^^^^^^^^^^^^^^^^^ a source is asked for here, and none is given
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// It heals in most people within a year [1, 2]. The scan used [18F]FDG; the quote says "patients [sic]".
    ///
    /// ## References
    ///
    /// 1. Jones A. Healing of the arm. J Arm. 2019.
    /// 2. Smith B. The arm in adults. J Arm. 2020.
    /// ```
    /// ```md,clean
    /// The value lies in the interval [0, 1], and the range was [12]. No list of references stands in this article.
    /// ```
    ///
    /// ## Limits
    /// Only numbered citations are matched with the list, and only where the list has at least two entries. Whether an entry says what it is cited for is not checked.
    CitationMismatch: "citation-mismatch", Integrity, Warning, "0.1.0", check
}

static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[(\d{1,3}(?:\s?[,;\u{2013}-]\s?\d{1,3})*)\]").expect("the expression is fixed and tested")
});
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\[(?:citation|reference|source)s? (?:needed|required|missing|to be added|here)\??\]")
        .expect("the expression is fixed and tested")
});

fn check(article: &Article, report: &mut Report<'_>) {
    let prose = &article.document.prose;
    for found in ASKED.find_iter(prose) {
        report
            .at(ProseSpan::new(found.start(), found.end()), "a source is asked for here, and none is given")
            .help("add the source, or take the claim out");
    }
    let entries = article.document.blocks.iter().filter(|block| block.kind == BlockKind::Reference).count();
    if entries < 2 {
        return;
    }
    let last = largest_number(article).max(entries);
    for found in CITED.captures_iter(prose) {
        let (Some(whole), Some(numbers)) = (found.get(0), found.get(1)) else { continue };
        let span = ProseSpan::new(whole.start(), whole.end());
        let in_list =
            article.sentence_at(span.start).is_some_and(|sentence| article.kind_of(sentence) == BlockKind::Reference);
        let numbers: Vec<usize> =
            numbers.as_str().split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        let missing = numbers.iter().any(|&number| number > last);
        // "[0, 1]" is an interval, and so is what follows "=" or stands in a formula.
        let before = prose[..span.start as usize].trim_end().chars().next_back();
        let formula = numbers.contains(&0) || before.is_none_or(|c| matches!(c, '=' | '<' | '>' | '\u{2208}' | ':'));
        let joined = prose[span.end as usize..].chars().next().is_some_and(char::is_alphanumeric);
        if missing && !in_list && !formula && !joined {
            report
                .at(span, format!("\"{}\" is cited, but the reference list ends at {last}", whole.as_str()))
                .level(Level::Warning)
                .note("the number is left over from another list, or the entry was lost")
                .help("add the entry, or mend the number");
        }
    }
}

/// The largest number that an entry of the list begins with, where the numbers are part of the prose.
fn largest_number(article: &Article) -> usize {
    let entries = article.document.blocks.iter().filter(|block| block.kind == BlockKind::Reference);
    let numbers = entries.filter_map(|block| {
        let text = article.text(block.span).trim_start_matches(['[', '(']);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && digits < 4 && text[digits..].starts_with(['.', ']', ')']))
            .then(|| text[..digits].parse().ok())?
    });
    numbers.max().unwrap_or(0)
}
