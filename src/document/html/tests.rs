use crate::document::testing;
use crate::source::Format;

fn blocks(text: &str) -> Vec<String> {
    testing::blocks(Format::Html, text)
}

fn source_of<'t>(text: &'t str, prose: &str) -> &'t str {
    testing::source_of(Format::Html, text, prose)
}

#[test]
fn a_page_is_read_without_its_furniture() {
    let page = "<!DOCTYPE html><html><head><title>Gout - Clinic</title><style>p{}</style></head><body>\
        <header><h1>Clinic</h1></header><nav><a>Home</a></nav><main><header><h1>Gout</h1></header><p>Gout hurts.\
        <script>if (a < b) document.write('<p>no</p>')</script> A lot.<aside class=side-menu>More</aside>\
        <aside><p>Note well.</p></aside><form><label>Your age <input></label><button>Go</button></form></main>\
        <footer>© Clinic</footer></body></html>";
    assert_eq!(
        blocks(page),
        ["Title1: Gout", "Paragraph: Gout hurts. A lot.", "Paragraph: Note well.", "Paragraph: Your age"]
    );
}

#[test]
fn the_page_title_serves_when_no_heading_does() {
    assert_eq!(blocks("<title>Gout</title><h2>Signs</h2>Pain"), ["Title1: Gout", "Heading2: Signs", "Paragraph: Pain"]);
    assert_eq!(blocks("<title>Gout</title><h1>Gout!</h1><h1>B</h1>"), ["Title1: Gout!", "Heading1: B"]);
    assert_eq!(blocks("<title>&nbsp;</title><h1>&nbsp;</h1><h1>Gout</h1>"), ["Title1: Gout"]);
    assert_eq!(blocks("<svg><title>Icon</title></svg><p>Pain"), ["Paragraph: Pain"]);
}

#[test]
fn hidden_parts_are_not_read() {
    let text = "<p>a<span hidden>b<span>c</span>d</span>e</p><div aria-hidden=\"true\">f</div>\
        <p style='Display: none'>g<p style=\"visibility:hidden\">h<p>i<div role=navigation>j</div>\
        <div hidden=until-found>k</div><template>l</template><noscript><p>m</p></noscript>";
    assert_eq!(blocks(text), ["Paragraph: ae", "Paragraph: i", "Paragraph: k"]);
}

#[test]
fn inline_tags_join_words_and_block_tags_part_them() {
    assert_eq!(
        blocks("<p><b>mira</b>cle<div>cure</div>all"),
        ["Paragraph: miracle", "Paragraph: cure", "Paragraph: all"]
    );
    assert_eq!(source_of("<p><b>mira</b>cle cure", "miracle"), "mira</b>cle");
    assert_eq!(blocks("os<wbr>te&shy;o<!-- x -->tomy"), ["Paragraph: osteotomy"]);
    assert_eq!(source_of("os<wbr>te&shy;otomy", "osteotomy"), "os<wbr>te&shy;otomy");
}

#[test]
fn references_are_decoded_and_found_again() {
    assert_eq!(
        blocks("<p>75&nbsp;mg &lt; 1&#x202F;g &amp; A&B &unknown; &copy"),
        ["Paragraph: 75\u{A0}mg < 1\u{202F}g & A&B &unknown; ©"]
    );
    assert_eq!(source_of("<p>75&nbsp;mg a day", "75\u{A0}mg"), "75&nbsp;mg");
    assert_eq!(source_of("<p>75&nbsp;mg a day", "\u{A0}"), "&nbsp;");
    assert_eq!(source_of("<p>caf&eacute;</p>", "café"), "caf&eacute;");
}

#[test]
fn white_space_collapses_and_breaks_stay() {
    assert_eq!(blocks("<p>\r\n  a\r\n  <b> b</b> \t c<br>\n d <br/> <br> e"), ["Paragraph: a b c\nd", "Paragraph: e"]);
    assert_eq!(source_of("<p>a \r\n b", "a b"), "a \r\n b");
    assert_eq!(source_of("<p>a\n<b> b", " "), "\n");
}

#[test]
fn lists_tables_and_quotes() {
    let text = "<ul><li>a<ol><li>b</ol><li><p>c</p><p>d</p></ul><dl><dt>e<dd>f</dl>\
        <table><caption>T<tr><th>g<th>h<tr><td>i<td><p>j</p><p>k</table><blockquote><p>l</blockquote>\
        <figure><img alt=x><figcaption>m</figcaption></figure>";
    let read = [
        "Item1: a",
        "Item2: b",
        "Item1: c",
        "Item1: d",
        "Item1: e",
        "Item1: f",
        "Caption: T",
        "Cellr1: g",
        "Cellr1: h",
        "Cellr2: i",
        "Cellr2: j",
        "Cellr2: k",
        "Quote: l",
        "Caption: m",
    ];
    assert_eq!(blocks(text), read);
}

#[test]
fn reference_lists() {
    let text = "<h2>Signs</h2><p>Pain<h2>References</h2><ol><li>A</ol><h3>Web</h3><p>B<h2>Help</h2><p>C\
        <ol class=\"x references\"><li>D</ol><section role=doc-endnotes><p>E</section>";
    let read = [
        "Heading2: Signs",
        "Paragraph: Pain",
        "Heading2: References",
        "Reference: A",
        "Heading3: Web",
        "Reference: B",
        "Heading2: Help",
        "Paragraph: C",
        "Reference: D",
        "Reference: E",
    ];
    assert_eq!(blocks(text), read);
}

#[test]
fn superscripts() {
    let text = "<p>Pain<sup><a href=#1>1</a></sup>, <a href=#2><sup>[2,3]</sup></a> 10<sup>9</sup>/L and \
        10<sup>-3</sup> CO<sub>2</sub> 1<sup>st</sup>";
    assert_eq!(blocks(text), ["Paragraph: Pain, 10⁹/L and 10⁻³ CO2 1st"]);
    assert_eq!(source_of("<p>10<sup>9</sup>/L", "⁹/L"), "9</sup>/L");
    let noted = "<table><td>EA group<span class=sup>f</span><td>pain <sup>b</sup>relief<td>x<sup>n</sup></table>";
    assert_eq!(blocks(noted), ["Cell: EA group", "Cell: pain relief", "Cell: xn"]);
}

#[test]
fn code_is_one_character_and_listings_are_skipped() {
    let text = "<p>Run <code>a <b>b</b></code> now.<pre>x\ny</pre><p><code>c</code></p><p>It is <q>good</q>.";
    assert_eq!(blocks(text), ["Paragraph: Run \u{FFFC} now.", "Paragraph: \u{FFFC}", "Paragraph: It is “good”."]);
    assert_eq!(source_of(text, "\u{FFFC}"), "<code>a <b>b</b></code>");
}

#[test]
fn broken_markup_loses_no_text() {
    assert_eq!(
        blocks("<div><p>a</span></b>b</div></div></div>c</p>d<li>e</ul>f"),
        ["Paragraph: ab", "Paragraph: c", "Paragraph: d", "Item1: e", "Item1: f"]
    );
    assert_eq!(blocks("p < 0.05 and 3 <4 a</>b < c"), ["Paragraph: p < 0.05 and 3 <4 ab < c"]);
    assert_eq!(blocks("<div><nav>menu</div>text"), ["Paragraph: text"]);
    assert_eq!(blocks("<h2>Signs<p>Pain"), ["Heading2: Signs", "Paragraph: Pain"]);
    assert_eq!(blocks("<p>a <code>b<p>c"), ["Paragraph: a \u{FFFC}", "Paragraph: c"]);
    let document = testing::document(Format::Html, "<p>if p <mean then <b>stop</b> it");
    assert_eq!(document.prose, "if p <mean then stop it\n");
    assert_eq!(document.unreadable.len(), 1);
}

#[test]
fn what_swallows_the_rest_is_noted() {
    for (text, from) in [("a<script>b", 1), ("a<!-- b", 1), ("a <b c=\"d", 2), ("a</p", 1), ("a<nav>b", 1)] {
        let document = testing::document(Format::Html, text);
        assert_eq!(document.prose, "a\n", "{text}");
        assert_eq!(document.unreadable.len(), 1, "{text}");
        assert_eq!(document.unreadable[0].span.range(), from..text.len(), "{text}");
    }
    assert!(testing::document(Format::Html, "a<p hidden>b").unreadable.is_empty());
}

#[test]
fn deep_nesting_is_read() {
    for tag in ["div", "b", "blockquote", "ul", "table", "sup", "code", "p", "li", "span hidden"] {
        let name = tag.split(' ').next().unwrap();
        let text = format!("a{}b{}<p>c", format!("<{tag}>").repeat(10_000), format!("</{name}>").repeat(10_000));
        assert_eq!(testing::document(Format::Html, &text).blocks.last().map(|block| block.level), Some(0), "{tag}");
        assert!(testing::document(Format::Html, &text).prose.ends_with("c\n"), "{tag}");
    }
}
