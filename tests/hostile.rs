//! Texts that nobody wrote for reading: each must be checked in time proportional to its size, and without a panic. The
//! sizes are such that anything quadratic in them would take minutes.

use mo_lint::{Format, Linter, Source};

/// The size of most texts, in bytes.
const SIZE: usize = 200_000;

#[track_caller]
fn survives(unit: &str) {
    check(&unit.repeat(SIZE / unit.len()), Format::Text);
}

#[track_caller]
fn check(text: &str, format: Format) {
    for finding in Linter::default().check(&[Source::new("t", text, format)]) {
        assert!(finding.span.start <= finding.span.end, "{}: {}", finding.rule, finding.message);
    }
}

/// A text of numbered parts.
fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn one_line_of_sentences() {
    survives("Take 400 mg of ibuprofen every 6 hours. Gout is contagious (see Table 2) in 3 to 5 percent of men. ");
}

#[test]
fn one_sentence_without_an_end() {
    survives(
        "gout is hereditary and a tumor or tumour in 5% of men, it starts in infancy, take 10 mg of methotrexate daily, ",
    );
}

#[test]
fn one_word_over_and_over() {
    survives("fever ");
    survives("fever, ");
    survives("'s ");
}

#[test]
fn marks_alone() {
    survives("(");
    survives("\"'");
    survives("{{[[");
    survives("?! ");
    survives("-");
}

#[test]
fn initials() {
    survives("A. A. A. ");
    survives("O. m. b. may ");
}

#[test]
fn digits_and_dashes() {
    survives("12-34\u{2013}5.6, 7/8 % ");
}

#[test]
fn letters_with_marks() {
    survives("\u{e9}t\u{e9} e\u{301}");
    survives("\u{4e2d}\u{6587} ");
}

#[test]
fn addresses() {
    survives("www.a.com/x.y a.b@c.org ");
    survives("a.b@c");
}

#[test]
fn two_spellings_and_forms() {
    survives("tumor tumour Down syndrome Down's syndrome type 1 diabetes type II diabetes stage 9 cancer ");
}

#[test]
fn drugs_and_confusable_terms() {
    survives("hydroxyzine hydralazine hypoglycemia hyperglycemia ileum ilium ");
}

#[test]
fn the_same_sentence() {
    survives("The same sentence stands here and here again in this very text of words. ");
}

#[test]
fn many_abbreviations() {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    let text = numbered(3_000, |n| {
        format!("The quick brown item (Q{}{}{}) works. ", letter(n), letter(n / 26), letter(n / 676))
    });
    check(&text, Format::Text);
    check(&numbered(20_000, |n| format!("{}{}{} ", letter(n), letter(n / 26), letter(n / 676))), Format::Text);
}

#[test]
fn many_items() {
    check(&numbered(12_000, |n| format!("- item {n} hurts\n")), Format::Markdown);
}

#[test]
fn many_tiny_paragraphs() {
    check(&numbered(15_000, |n| format!("Ab c {n}.\n\n")), Format::Markdown);
}

#[test]
fn many_headings() {
    check(&numbered(6_000, |n| format!("## Treatment of gout {n}\n\nGout is a common disease.\n\n")), Format::Markdown);
}

#[test]
fn many_leads() {
    check(&numbered(3_000, |n| format!("Syndrome {n} is a rare disorder that hurts the heart.\n\n")), Format::Text);
}

#[test]
fn many_leads_in_one_line() {
    check(&"Gout is a rare disease that hurts the joints of men. ".repeat(8_000), Format::Text);
    check(&"Gout (ague) is a rare disease, also called dropsy or croup. ".repeat(4_000), Format::Text);
}

#[test]
fn many_seams_and_short_forms() {
    survives("your doctor may recommend pulmonary PR is a program of exercise that People with gout like ");
    survives("Chronic kidney disease (CKD) hurts, CKD and CKD ");
}

#[test]
fn many_citations() {
    let cited = "It hurts [7]. ".repeat(6_000);
    let references = numbered(2_000, |n| format!("{n}. Jones A. Gout. 2019.\n"));
    check(&format!("# Gout\n\n{cited}\n\n## References\n\n{references}"), Format::Markdown);
}

#[test]
fn a_title_that_is_all_of_the_text() {
    check(&format!("# {}", "Gout is a disease of men, also called tumor or tumour. ".repeat(3_000)), Format::Markdown);
}

#[test]
fn deep_markup() {
    check(&format!("{}x{}", "<div>".repeat(20_000), "</div>".repeat(20_000)), Format::Html);
    check(&"<p>a < b ".repeat(20_000), Format::Html);
    check(&format!("{}x", "> ".repeat(20_000)), Format::Markdown);
    check(&format!("{}x{}", "<blockquote>".repeat(10_000), "</blockquote>".repeat(10_000)), Format::Html);
    check(&"**a** *b* __c__ [d](e) ".repeat(6_000), Format::Markdown);
}

#[test]
fn long_tables() {
    check(&format!("| a | b |\n|---|---|\n{}", "| 5 mg | 10 mg |\n".repeat(6_000)), Format::Markdown);
}
