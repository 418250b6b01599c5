use crate::document::testing;
use crate::source::Format;

fn blocks(text: &str) -> Vec<String> {
    testing::blocks(Format::Markdown, text)
}

fn source_of<'t>(text: &'t str, prose: &str) -> &'t str {
    testing::source_of(Format::Markdown, text, prose)
}

#[test]
fn headings_and_the_title() {
    assert_eq!(
        blocks("Gout\n====\n\ntext\n\n## Signs {#signs}\n\n# Other\n"),
        ["Title1: Gout", "Paragraph: text", "Heading2: Signs", "Heading1: Other"]
    );
    assert_eq!(blocks("## Gout\n\n### Signs\n"), ["Title1: Gout", "Heading3: Signs"]);
    assert_eq!(blocks("text\n\n## Gout\n"), ["Paragraph: text", "Heading2: Gout"]);
    assert_eq!(
        blocks("# Gout\n\n**Signs and symptoms**\n\n**Call 911.**\n"),
        ["Title1: Gout", "Heading6: Signs and symptoms", "Paragraph: Call 911."]
    );
}

#[test]
fn front_matter_is_skipped_but_for_its_title() {
    assert_eq!(blocks("---\ntitle: Gout\ntags: [a]\n---\nPain.\n"), ["Title1: Gout", "Paragraph: Pain."]);
    assert_eq!(blocks("+++\ntitle = \"Gout\"\n+++\n# Gout!\n"), ["Title1: Gout!"]);
    assert_eq!(blocks("---\n\ntext\n\n---\n"), ["Paragraph: text"]);
}

#[test]
fn inline_marks_vanish_and_words_join() {
    let text =
        "A **mira**cle ~~cure~~ [for *gout*](http://a.b \"t\") <https://c.d> ![no](e.png) \\* &nbsp;75&nbsp;mg\n";
    assert_eq!(blocks(text), ["Paragraph: A miracle cure for gout https://c.d  * \u{A0}75\u{A0}mg"]);
    assert_eq!(source_of(text, "miracle"), "mira**cle");
    assert_eq!(source_of(text, "A miracle"), "A **mira**cle");
    assert_eq!(source_of(text, "75\u{A0}mg"), "75&nbsp;mg");
    assert_eq!(source_of(text, "cure for"), "cure~~ [for");
}

#[test]
fn code_math_and_comments() {
    let text =
        "Run `a` and $x^2$ now. <!-- no -->\n\n```\ncode\n```\n\n    code\n\n<!-- no\n\nno -->\n\nIt costs $5 or $6.\n";
    assert_eq!(blocks(text), ["Paragraph: Run \u{FFFC} and \u{FFFC} now.", "Paragraph: It costs $5 or $6."]);
    assert_eq!(source_of(text, "\u{FFFC} and"), "`a` and");
}

#[test]
fn line_ends_of_both_kinds() {
    assert_eq!(blocks("a\r\nb  \r\nc\\\r\nd\r\n\r\ne"), ["Paragraph: a\nb\nc\nd", "Paragraph: e"]);
    assert_eq!(source_of("a\r\nb c", "a\nb"), "a\r\nb");
    assert_eq!(source_of("a\r\nb c", "b c"), "b c");
}

#[test]
fn lists() {
    let text = "- a\n- [x] b\n  1. c\n\n     d\n- e\n\ntext\n\n* f\n\n* g\n";
    assert_eq!(
        blocks(text),
        ["Item1: a", "Item1: b", "Item2: c", "Item2: d", "Item1: e", "Paragraph: text", "Item1: f", "Item1: g"]
    );
}

#[test]
fn tables() {
    let text = "| a | b \\| `c` |\n|---|:-:|\n| **d** | |\n| e | f<br>g |\n";
    assert_eq!(blocks(text), ["Cellr1: a", "Cellr1: b | \u{FFFC}", "Cellr2: d", "Cellr3: e", "Cellr3: f\ng"]);
}

#[test]
fn quotes_and_callouts() {
    let text = "> a\n> b\n>\n> - c\n\n> [!WARNING]\n> d\n";
    assert_eq!(blocks(text), ["Quote: a\nb", "Item1: c", "Paragraph: d"]);
    assert_eq!(source_of(text, "a\nb"), "a\n> b");
}

#[test]
fn footnotes() {
    let text = "Pain.[^1] More.[^n]\n\n[^1]: Smith J. Gout. Lancet 2001;1:2-3.\n[^n]: Not in children.\n";
    assert_eq!(
        blocks(text),
        ["Paragraph: Pain. More.", "Reference: Smith J. Gout. Lancet 2001;1:2-3.", "Paragraph: Not in children."]
    );
    assert_eq!(source_of(text, "Pain. More"), "Pain.[^1] More");
}

#[test]
fn reference_sections() {
    let text = "# Vitamin D\n\n## Sources\n\n- Fish\n\n## References\n\n1. A\n\n### Web\n\nB\n\n## Help\n\nC\n";
    assert_eq!(
        blocks(text),
        [
            "Title1: Vitamin D",
            "Heading2: Sources",
            "Item1: Fish",
            "Heading2: References",
            "Reference: A",
            "Heading3: Web",
            "Reference: B",
            "Heading2: Help",
            "Paragraph: C"
        ]
    );
}

#[test]
fn html_in_markdown() {
    let text = "<div align=\"center\">\n<p>a <b>b</b></p>\n<script>no</script>\n</div>\n\nm<sup>2</sup> c<br>d <span hidden>no</span>\n\n\
        <div hidden>\n\nno *no*\n\n</div>\n\n<blockquote>\n\ne\n\n</blockquote>\n\nf&lt;g\n";
    assert_eq!(blocks(text), ["Paragraph: a b", "Paragraph: m² c\nd", "Quote: e", "Paragraph: f<g"]);
    assert_eq!(source_of(text, "m²"), "m<sup>2");
}

#[test]
fn an_entity_at_the_end_of_a_block() {
    assert_eq!(blocks("# Gout&trade;\n\n5 &micro;&#103;"), ["Title1: Gout™", "Paragraph: 5 µg"]);
    assert_eq!(source_of("# Gout&trade;\n\ntext", "Gout™"), "Gout&trade;");
    assert_eq!(source_of("5 &micro;&#103;", "µg"), "&micro;&#103;");
}

#[test]
fn deep_nesting_is_read() {
    let deep = format!("a\n\n{}b\nc\n\n{}d\n", ">".repeat(10_000), "- ".repeat(10_000));
    assert_eq!(blocks(&deep), ["Paragraph: a", "Quote: b", "Paragraph: c", "Quote: d"]);
}
