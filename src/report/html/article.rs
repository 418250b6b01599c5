//! One article of the HTML report: its blocks with the findings marked, and the cards of the findings.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, ProseSpan};
use crate::report::markup::html;
use crate::report::wording;
use crate::source::{Lines, Source, SourceSpan};
use std::fmt::Write as _;

/// The longest text of a passage that its card repeats, in characters.
const QUOTED: usize = 90;

/// A place of a finding in the prose.
struct Passage {
    span: ProseSpan,
    /// The finding's number, from 0.
    finding: usize,
    /// 0 for the flagged passage, then the related ones.
    place: usize,
}

/// The section of one file.
pub(super) fn section(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let document = Document::read(source);
    let lines = Lines::of(&source.text);
    let key = key(&source.name);
    let mut passages = Vec::new();
    let mut cards = String::new();
    for (finding, diagnostic) in diagnostics.iter().enumerate() {
        let card = Card { source, document: &document, lines: &lines, key: &key, finding };
        card.write(diagnostic, &mut passages, &mut cards);
    }
    passages.sort_by_key(|passage| (passage.span, passage.finding, passage.place));
    let path = html(&source.name);
    let text = Text { document: &document, diagnostics, key: &key, open: None, html: String::new() }.write(&passages);
    format!(
        "<section class=\"file\" id=\"a-{key}\" data-path=\"{path}\">\n<h2 class=\"path\">{path}</h2>\n<article>\n\
         {text}</article>\n<ol class=\"findings\" aria-label=\"Findings\">\n{cards}</ol>\n</section>\n"
    )
}

/// A short name for a file in addresses within the page.
fn key(path: &str) -> String {
    let hash = path
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:x}")
}

/// What the card of a finding is made from.
struct Card<'s> {
    source: &'s Source,
    document: &'s Document,
    lines: &'s Lines,
    key: &'s str,
    finding: usize,
}

impl Card<'_> {
    fn write(&self, diagnostic: &Diagnostic, passages: &mut Vec<Passage>, cards: &mut String) {
        let Diagnostic { level, family, .. } = diagnostic;
        let (rule, message, number) = (html(&diagnostic.rule), html(&diagnostic.message), self.finding + 1);
        let _ = write!(
            cards,
            "<li class=\"card {level}\" id=\"c-{}-{number}\" tabindex=\"-1\" data-level=\"{level}\" \
             data-family=\"{family}\" data-rule=\"{rule}\"><h3><span class=\"number\">{number}</span><span \
             class=\"level\">{level}</span> <a class=\"rule\" href=\"#r-{rule}\">{rule}</a></h3><p \
             class=\"message\">{message}</p><ol class=\"places\">",
            self.key
        );
        self.place(0, diagnostic.span, &diagnostic.label, passages, cards);
        for (index, related) in diagnostic.related.iter().take(wording::MOST).enumerate() {
            if related.path == self.source.name {
                self.place(index + 1, related.span, &related.message, passages, cards);
            } else {
                let _ = write!(cards, "<li>{}: {}</li>", html(&related.path), html(&related.message));
            }
        }
        if let Some(left_out) = wording::left_out(diagnostic) {
            let _ = write!(cards, "<li>{left_out}</li>");
        }
        cards.push_str("</ol>");
        for note in &diagnostic.notes {
            let _ = write!(cards, "<p class=\"note-line\">{}</p>", html(note));
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(cards, "<p class=\"help\">{}</p>", html(help));
        }
        cards.push_str("</li>\n");
    }

    /// A line of the card: where a passage is, what it is, what it says.
    fn place(&self, place: usize, span: SourceSpan, label: &str, passages: &mut Vec<Passage>, cards: &mut String) {
        let line = self.lines.position(&self.source.text, span.start).line;
        let prose = self.document.prose_of(span).filter(|prose| !self.document.slice(*prose).trim().is_empty());
        let quoted = prose.map_or(&self.source.text[span.range()], |prose| self.document.slice(prose));
        let quoted = shortened(quoted);
        let quote = if quoted.is_empty() { String::new() } else { format!(" <q>{}</q>", html(&quoted)) };
        let label = if label.is_empty() { String::new() } else { format!(" <span>{}</span>", html(label)) };
        let (key, number) = (self.key, self.finding + 1);
        let _ = match prose {
            Some(_) => write!(cards, "<li><a href=\"#m-{key}-{number}-{place}\">line {line}</a>{quote}{label}</li>"),
            None => write!(cards, "<li>line {line} (not in the text){quote}{label}</li>"),
        };
        passages.extend(prose.map(|span| Passage { span, finding: self.finding, place }));
    }
}

/// A passage on one line; of a long one the beginning and the end.
fn shortened(text: &str) -> String {
    let words: Vec<_> = text.get(..text.floor_char_boundary(4 * QUOTED)).unwrap_or(text).split_whitespace().collect();
    let start = words.join(" ");
    if start.chars().count() <= QUOTED && text.len() <= 4 * QUOTED {
        return start;
    }
    let kept: String = start.chars().take(QUOTED).collect();
    format!("{}\u{2026}", kept.trim_end())
}

/// Writes the blocks of an article.
struct Text<'s> {
    document: &'s Document,
    diagnostics: &'s [Diagnostic],
    key: &'s str,
    /// What holds several blocks and is still open.
    open: Option<Group>,
    html: String,
}

/// A list or a table with its open row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    List,
    Row(u32),
}

impl Text<'_> {
    fn write(mut self, passages: &[Passage]) -> String {
        let mut rest = passages;
        let mut active: Vec<&Passage> = Vec::new();
        for block in &self.document.blocks {
            let begun = rest.partition_point(|passage| passage.span.start < block.span.end);
            active.retain(|passage| passage.span.end > block.span.start);
            active.extend(rest[..begun].iter().filter(|passage| passage.span.end > block.span.start));
            rest = &rest[begun..];
            let element = self.enter(*block);
            self.marked(block.span, &active);
            let _ = writeln!(self.html, "</{element}>");
        }
        self.leave(None);
        self.html
    }

    /// Opens the element of a block, and what it belongs into.
    fn enter(&mut self, block: Block) -> &'static str {
        let group = match block.kind {
            BlockKind::Item => Some(Group::List),
            BlockKind::Cell => Some(Group::Row(block.row)),
            _ => None,
        };
        if group != self.open {
            self.leave(group);
        }
        let (element, attributes) = match block.kind {
            BlockKind::Title => ("h3", " class=\"title\"".to_owned()),
            BlockKind::Heading if block.level <= 2 => ("h4", String::new()),
            BlockKind::Heading => ("h5", String::new()),
            BlockKind::Paragraph => ("p", String::new()),
            BlockKind::Item => ("li", format!(" class=\"d{}\"", block.level.clamp(1, 5))),
            BlockKind::Cell => ("td", String::new()),
            BlockKind::Quote => ("blockquote", String::new()),
            BlockKind::Caption => ("p", " class=\"caption\"".to_owned()),
            BlockKind::Reference => ("p", " class=\"reference\"".to_owned()),
        };
        let _ = write!(self.html, "<{element}{attributes}>");
        element
    }

    /// Closes the open list or table, unless what follows is another row of it, and opens the next.
    fn leave(&mut self, next: Option<Group>) {
        let closing = match (self.open, next) {
            (Some(Group::Row(_)), Some(Group::Row(_))) => "</tr><tr>",
            (Some(Group::Row(_)), _) => "</tr></tbody></table></div>\n",
            (Some(Group::List), _) => "</ul>\n",
            (None, _) => "",
        };
        self.html.push_str(closing);
        if !matches!((self.open, next), (Some(Group::Row(_)), Some(Group::Row(_)))) {
            self.html.push_str(match next {
                Some(Group::Row(_)) => "<div class=\"wide\"><table><tbody><tr>",
                Some(Group::List) => "<ul>\n",
                None => "",
            });
        }
        self.open = next;
    }

    /// The text of a block, cut where a passage begins or ends; each part that a finding covers is a link to its card.
    fn marked(&mut self, block: ProseSpan, active: &[&Passage]) {
        let mut cuts = vec![block.start, block.end];
        for passage in active {
            cuts.extend([passage.span.start.max(block.start), passage.span.end.min(block.end)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut begun = 0;
        let mut covering: Vec<&Passage> = Vec::new();
        for cut in cuts.windows(2) {
            let (start, end) = (cut[0], cut[1]);
            covering.retain(|passage| passage.span.end > start);
            while let Some(passage) = active.get(begun).filter(|passage| passage.span.start <= start) {
                covering.push(passage);
                begun += 1;
            }
            self.part(ProseSpan { start, end }, block, &covering);
        }
    }

    fn part(&mut self, span: ProseSpan, block: ProseSpan, covering: &[&Passage]) {
        let text = html(self.document.slice(span));
        // The shortest passage gives the mark its colour, so that one within another is seen; then the gravest.
        let Some(chief) = covering
            .iter()
            .min_by_key(|it| (it.span.len(), self.diagnostics[it.finding].level, it.place.min(1), it.finding))
        else {
            self.html.push_str(&text);
            return;
        };
        let mut numbers = Vec::new();
        for passage in covering {
            let starts =
                passage.span.start == span.start || (passage.span.start < block.start && span.start == block.start);
            if starts {
                numbers.push(passage.finding + 1);
            }
            if passage.span.start.max(block.start) == span.start && self.is_first(passage, block) {
                let _ = write!(self.html, "<i id=\"m-{}-{}-{}\"></i>", self.key, passage.finding + 1, passage.place);
            }
        }
        let findings = listed(covering.iter().map(|passage| passage.finding + 1).collect(), " ");
        let diagnostic = &self.diagnostics[chief.finding];
        let other = if chief.place == 0 { "" } else { " other" };
        let numbers = listed(numbers, "\u{a0}");
        let shown = if numbers.is_empty() { String::new() } else { format!(" data-n=\"{numbers}\"") };
        let _ = write!(
            self.html,
            "<a class=\"mark {}{other}\" href=\"#c-{}-{}\" data-f=\"{findings}\"{shown} title=\"{}\">{text}</a>",
            diagnostic.level,
            self.key,
            chief.finding + 1,
            html(&diagnostic.message),
        );
    }

    /// Whether a block is the first one that a passage touches.
    fn is_first(&self, passage: &Passage, block: ProseSpan) -> bool {
        let index = self.document.blocks.partition_point(|other| other.span.end <= passage.span.start);
        self.document.blocks.get(index).is_some_and(|first| first.span == block)
    }
}

/// Numbers in order, each once.
fn listed(mut numbers: Vec<usize>, between: &str) -> String {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(between)
}
