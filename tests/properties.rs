//! What holds for any text: reading never fails, and each byte of prose lies where `locate` says.

use mo_lint::{Document, Format, ProseSpan, Source};
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// Bits of text and markup that, put together at random, open and close each other in all the wrong ways.
const BITS: &[&str] = &[
    "gout",
    "Pain",
    "75",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ".",
    ":",
    "é",
    "\u{A0}",
    "𝒳",
    "&nbsp;",
    "&amp;",
    "&amp",
    "&#8211;",
    "&fjlig;",
    "&",
    "<",
    ">",
    "</",
    "</>",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<p",
    "<br>",
    "<div hidden>",
    "</div>",
    "<div>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<sup>",
    "</sup>",
    "<a href=#>",
    "</a>",
    "<code>",
    "</code>",
    "<q>",
    "</q>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<nav>",
    "</nav>",
    "<ol class=references>",
    "<blockquote>",
    "</blockquote>",
    "<head>",
    "</head>",
    "<![CDATA[",
    "<?",
    "\"",
    "'",
    "=",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "$",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "# ",
    "## References\n\n",
    "References",
    "> ",
    "- ",
    "1. ",
    "    ",
    "| ",
    "|-|-|\n",
    "---\n",
    "+++\n",
    "title: x\n",
    "\\",
    "{#id}",
    "Figure 1. ",
    "\u{FEFF}",
    "\0",
    "\u{AD}",
];

/// Fails unless the document of a text is sound.
fn check(format: Format, text: &str) -> Result<(), TestCaseError> {
    let document = Document::read(&Source::new("test", text, format));
    let mut end = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start >= end, "blocks are in order and apart");
        prop_assert!(!document.slice(block.span).trim().is_empty(), "a block holds text");
        end = block.span.end;
    }
    prop_assert!(end as usize <= document.prose.len());
    let mut last = document.locate(ProseSpan::new(0, 0));
    for (at, c) in document.prose.char_indices() {
        let place = document.locate(ProseSpan::new(at, at + c.len_utf8()));
        prop_assert!(place.start <= place.end && place.end as usize <= text.len(), "in bounds");
        prop_assert!(text.is_char_boundary(place.start as usize) && text.is_char_boundary(place.end as usize));
        prop_assert!(place.start >= last.start && place.end >= last.end, "later prose has later places");
        last = place;
    }
    for word in words(&document.prose) {
        let place = document.locate(word);
        let back = document.prose_of(place).filter(|back| back.contains(word));
        prop_assert!(back.is_some() || place.start == place.end, "{place:?} leads back to {word:?}");
        let (source, prose) = (&text[place.range()], document.slice(word));
        let verbatim = source == prose;
        let marked =
            source.contains(['&', '<', '*', '_', '~', '`', '[', ']', '\\', '$', '\0', '\u{AD}', '\n', '(', '{', '>']);
        prop_assert!(verbatim || marked, "{prose:?} was read from {source:?}");
        prop_assert!(format != Format::Text || verbatim, "{prose:?} was read from {source:?}");
    }
    Ok(())
}

/// The runs of letters and digits.
fn words(prose: &str) -> Vec<ProseSpan> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in prose.char_indices().chain([(prose.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(ProseSpan::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,200}") {
        for format in FORMATS {
            check(format, &text)?;
        }
    }

    #[test]
    fn any_markup_is_read_soundly(bits in prop::collection::vec(prop::sample::select(BITS), 0..60)) {
        let text = bits.concat();
        for format in FORMATS {
            check(format, &text)?;
        }
    }
}
