//! What the elements of HTML mean to a reader: which break the text into blocks, which hold nothing to read.

/// How an element takes part in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Runs along in the text and has no meaning of its own: `b`, `span`, and every unknown element.
    Inline,
    /// Has no content: `img`, `wbr`.
    Void,
    /// `br`
    LineBreak,
    /// `hr`
    Rule,
    /// Breaks the text and no more: `div`, `section`.
    Block,
    /// `p`
    Paragraph,
    /// `h1` to `h6`, with the level; `summary` counts as 6.
    Heading(u8),
    /// `ul`, `ol`, `dl`
    List,
    /// `li`
    Item,
    /// `dt`, `dd`
    Term,
    /// `table`
    Table,
    /// `thead`, `tbody`, `tfoot`
    Rows,
    /// `tr`
    Row,
    /// `td`, `th`
    Cell,
    /// `blockquote`
    Quote,
    /// `caption`, `figcaption`
    Caption,
    /// `main`, `article`: a `header` inside belongs to the article.
    Article,
    /// `header`
    Header,
    /// `aside`: a box beside the text, or a menu.
    Aside,
    /// `nav`, `footer`, `pre`, a closed `dialog`: blocks that are not read.
    SkippedBlock,
    /// `script`, `style`, `svg`, form controls: parts that are not read and do not break the text.
    SkippedInline,
    /// `button`: a control, but in a heading it holds the heading's words.
    Button,
    /// `head`
    Head,
    /// `title`
    PageTitle,
    /// `code`, `math`: one U+FFFC stands for the whole.
    Code,
    /// `sup`
    Superscript,
    /// `a`
    Link,
    /// `q`
    QuoteMarks,
}

impl Class {
    /// The class of an element by its name in lower case.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"a" => Self::Link,
            b"p" => Self::Paragraph,
            b"div" | b"section" | b"address" | b"body" | b"html" | b"center" | b"details" | b"fieldset" | b"figure"
            | b"form" | b"hgroup" | b"legend" | b"search" | b"frameset" | b"noframes" | b"xmp" | b"plaintext"
            | b"listing" | b"optgroup" | b"option" => Self::Block,
            b"br" => Self::LineBreak,
            b"hr" => Self::Rule,
            b"img" | b"wbr" | b"input" | b"link" | b"meta" | b"base" | b"area" | b"col" | b"colgroup" | b"embed"
            | b"param" | b"source" | b"track" | b"basefont" | b"bgsound" | b"keygen" | b"frame" | b"image" => {
                Self::Void
            }
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" | b"summary" => Self::Heading(6),
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Self::List,
            b"li" => Self::Item,
            b"dt" | b"dd" => Self::Term,
            b"table" => Self::Table,
            b"thead" | b"tbody" | b"tfoot" => Self::Rows,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"blockquote" => Self::Quote,
            b"caption" | b"figcaption" => Self::Caption,
            b"main" | b"article" => Self::Article,
            b"header" => Self::Header,
            b"aside" => Self::Aside,
            b"nav" | b"footer" | b"pre" | b"dialog" => Self::SkippedBlock,
            b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"iframe" | b"object" | b"video" | b"audio"
            | b"canvas" | b"select" | b"textarea" | b"datalist" | b"output" | b"progress" | b"meter" | b"noembed"
            | b"rp" | b"rt" => Self::SkippedInline,
            b"button" => Self::Button,
            b"head" => Self::Head,
            b"title" => Self::PageTitle,
            b"code" | b"samp" | b"kbd" | b"math" => Self::Code,
            b"sup" => Self::Superscript,
            b"q" => Self::QuoteMarks,
            _ => Self::Inline,
        }
    }

    /// Whether the element breaks the text: what stands before it is not one run with what stands in it.
    pub(super) fn breaks(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Void
                | Self::LineBreak
                | Self::SkippedInline
                | Self::Button
                | Self::Code
                | Self::Superscript
                | Self::Link
                | Self::QuoteMarks
        )
    }

    /// Whether an open paragraph or heading ends where the element begins, though its end tag is missing.
    pub(super) fn ends_heading(self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Heading(_) | Self::List | Self::Table | Self::Article | Self::Quote | Self::Item
        )
    }

    /// Whether the end tag may be left out by the rules of HTML, or by the end of the file.
    pub(super) fn end_is_optional(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item | Self::Term | Self::Row | Self::Rows | Self::Cell | Self::Head)
    }

    /// Whether the element may stand in the head of a page.
    pub(super) fn in_head(self) -> bool {
        matches!(self, Self::PageTitle | Self::Void | Self::SkippedInline)
    }
}

/// What the attributes of a start tag say about its text.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a yes or no that an attribute says, in any combination")]
pub(super) struct Traits {
    /// Not shown: `hidden`, `aria-hidden`, `display:none`.
    pub(super) hidden: bool,
    /// Said to be a menu, a search form or a page footer by its role.
    pub(super) landmark: bool,
    /// Said to be the head of the page by its role.
    pub(super) banner: bool,
    /// Named like a menu or an advertisement; this matters only in an `aside`.
    pub(super) furniture: bool,
    /// Marked as a list of references.
    pub(super) references: bool,
    /// A table that only lays out the page.
    pub(super) layout: bool,
    /// An open `dialog`.
    pub(super) open: bool,
    /// Named like a superscript: `<span class="sup">`.
    pub(super) raised: bool,
}

impl Traits {
    /// Takes note of an attribute; the value comes later and may be empty.
    pub(super) fn name(&mut self, name: &[u8]) {
        match name {
            b"hidden" => self.hidden = true,
            b"open" => self.open = true,
            _ => {}
        }
    }

    /// Takes note of an attribute's value.
    pub(super) fn value(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"hidden" => self.hidden = !value.eq_ignore_ascii_case(b"until-found"),
            b"aria-hidden" => self.hidden |= value.eq_ignore_ascii_case(b"true"),
            b"style" => self.hidden |= hides(value),
            b"role" => self.role(value),
            b"class" | b"id" => {
                let words = value.split(u8::is_ascii_whitespace);
                for word in words {
                    self.raised |= matches!(word, b"sup" | b"superscript");
                    self.references |= REFERENCE_NAMES.iter().any(|name| word.eq_ignore_ascii_case(name));
                }
                let value = value.to_ascii_lowercase();
                self.furniture |= FURNITURE.iter().any(|part| contains(&value, part));
            }
            _ => {}
        }
    }

    fn role(&mut self, value: &[u8]) {
        match value {
            b"doc-bibliography" | b"doc-endnotes" | b"doc-biblioentry" => self.references = true,
            b"presentation" | b"none" => self.layout = true,
            b"navigation" | b"contentinfo" | b"search" | b"menu" | b"menubar" => self.landmark = true,
            b"banner" => self.banner = true,
            b"complementary" => self.furniture = true,
            _ => {}
        }
    }
}

const REFERENCE_NAMES: &[&[u8]] =
    &[b"references", b"reference-list", b"ref-list", b"reflist", b"bibliography", b"citations", b"endnotes"];

const FURNITURE: &[&[u8]] =
    &[b"menu", b"nav", b"sidebar", b"related", b"share", b"social", b"promo", b"advert", b"newsletter"];

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn hides(style: &[u8]) -> bool {
    let bare: Vec<u8> = style.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    contains(&bare, b"display:none") || contains(&bare, b"visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide_are_seen() {
        assert!(hides(b"color: red; DISPLAY : none"));
        assert!(!hides(b"display: block"));
    }

    #[test]
    fn only_whole_names_mark_references() {
        let mut traits = Traits::default();
        traits.value(b"class", b"nhs reflist wide");
        assert!(traits.references);
        let mut traits = Traits::default();
        traits.value(b"class", b"cross-references-box");
        assert!(!traits.references);
    }
}
