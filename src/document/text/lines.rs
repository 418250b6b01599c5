//! What a line of plain text looks like: an item, a heading, a caption, a row of a table.

use std::ops::Range;

/// A line that holds more than white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first byte that is not white space.
    pub(super) start: usize,
    /// One past the last byte that is not white space.
    pub(super) end: usize,
    /// The columns of white space before the text; a tab counts four.
    pub(super) indent: u32,
    /// The number of characters, with the indent.
    pub(super) width: u32,
    /// A blank line, or the beginning of the file, stands before it.
    pub(super) blank_before: bool,
}

/// The lines of a text that are not blank. `\n`, `\r\n` and a lone `\r` end a line.
pub(super) fn of(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank_before = true;
    let mut at = source.len() - source.trim_start_matches('\u{FEFF}').len();
    while at < source.len() {
        let end = source[at..].find(['\n', '\r']).map_or(source.len(), |length| at + length);
        let text = source[at..end].trim();
        if text.is_empty() {
            blank_before = true;
        } else {
            let body = source[at..end].trim_start();
            let start = end - body.len();
            let indent = source[at..start].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            let width = indent + text.chars().count() as u32;
            lines.push(Line { start, end: start + text.len(), indent, width, blank_before });
            blank_before = false;
        }
        at = end + 1 + usize::from(source[end..].starts_with("\r\n"));
    }
    lines
}

/// Whether the lines are paragraphs, as editors without wrapping write them: much of the text stands in long lines.
pub(super) fn unwrapped(lines: &[Line]) -> bool {
    let all: u64 = lines.iter().map(|line| u64::from(line.width)).sum();
    let long: u64 = lines.iter().map(|line| u64::from(line.width)).filter(|width| *width > 160).sum();
    long * 10 > all * 3
}

impl Line {
    pub(super) fn text(self, source: &str) -> &str {
        &source[self.start..self.end]
    }

    /// The length of the mark that makes the line an item of a list, with the blank behind it.
    pub(super) fn marker(self, source: &str) -> Option<usize> {
        let text = self.text(source);
        let first = text.chars().next()?;
        let length = match first {
            '-' | '*' | '+' | '\u{2013}' | '•' | '◦' | '‣' | '▪' | '●' | '○' | '·' | '■' | '\u{F0B7}' => {
                first.len_utf8()
            }
            '0'..='9' => {
                let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
                (digits < 4 && text[digits..].starts_with(['.', ')'])).then_some(digits + 1)?
            }
            'a'..='z' | 'A'..='Z' => text[1..].starts_with(')').then_some(2)?,
            '(' => {
                let close = text.bytes().take(5).position(|byte| byte == b')')?;
                let label = &text[1..close];
                let numbered = label.bytes().all(|byte| byte.is_ascii_digit()) || label.len() == 1;
                (numbered && label.bytes().all(|byte| byte.is_ascii_alphanumeric()) && close > 1)
                    .then_some(close + 1)?
            }
            _ => return None,
        };
        let rest = &text[length..];
        // A bullet that is no sign of anything else may stand close to its text.
        let close = matches!(first, '•' | '◦' | '‣' | '▪' | '●' | '■' | '\u{F0B7}');
        let body = rest.trim_start();
        ((close || body.len() < rest.len()) && !body.is_empty()).then_some(length + rest.len() - body.len())
    }
}

/// Whether a line is only drawn: `-----`, `* * *`, `====`.
pub(super) fn is_rule(text: &str) -> bool {
    let mut drawn = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let Some(first) = drawn.next() else { return false };
    text.len() >= 3 && matches!(first, b'-' | b'=' | b'*' | b'_' | b'~' | b'#') && drawn.all(|byte| byte == first)
}

/// Whether a line is a heading by its marks: wholly in `**`, or behind `#` marks. The marks stay in the prose.
pub(super) fn is_marked_heading(text: &str) -> bool {
    let bold =
        text.len() > 4 && text.starts_with("**") && text.ends_with("**") && !text[2..text.len() - 2].contains("**");
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    bold || (matches!(hashes, 1..=6) && text[hashes..].starts_with(' '))
}

/// Whether a line begins the caption of a figure or table: `Figure 1.`, `Table 2:`.
pub(super) fn is_caption(text: &str) -> bool {
    let Some(rest) = ["Figure ", "Fig. ", "Table ", "Box "].iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let number = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    number > 0 && (rest[..number].ends_with('.') || rest[number..].starts_with([':', '|']))
}

/// Whether a line may be the title of the article.
pub(super) fn is_title_like(text: &str) -> bool {
    text.len() <= 160
        && text.split_whitespace().count() <= 18
        && text.contains(char::is_alphabetic)
        && !text.ends_with(['.', '!', ';', ',', ':'])
}

/// Whether a line that stands alone may be a heading: a few words that begin with a capital and make no sentence.
pub(super) fn is_heading_like(text: &str) -> bool {
    let words = text.split_whitespace().take(13).count();
    let first = text.chars().find(|c| c.is_alphanumeric());
    words <= 12
        && text.len() <= 120
        && text.contains(char::is_alphabetic)
        && first.is_some_and(|c| !c.is_lowercase())
        && !text.ends_with(['.', '!', ';', ','])
        && !(text.ends_with(':') && words > 4)
        && !is_page_note(text)
}

/// Whether a line tells about the page and not about its topic: `Last reviewed: 14 January 2025`.
fn is_page_note(text: &str) -> bool {
    let labels =
        ["last ", "updated", "reviewed", "published", "author", "written by", "by ", "date", "page ", "version"];
    text.split_once(':').is_some_and(|(label, note)| {
        let label = label.to_lowercase();
        !note.is_empty() && labels.iter().any(|start| label.starts_with(start))
    })
}

/// How many of the lines, from the first on, make up a table whose columns are aligned by blanks: at least two lines
/// with wide gaps, rules between them, and lines that begin further to the right and carry on a row.
pub(super) fn aligned_table(source: &str, lines: &[Line]) -> Option<usize> {
    let aligned = |line: &Line| line.text(source).contains("   ");
    if !aligned(&lines[0]) {
        return None;
    }
    let rows =
        lines.iter().take_while(|line| aligned(line) || is_rule(line.text(source)) || line.indent > lines[0].indent);
    let rows: Vec<&Line> = rows.collect();
    let gapped = rows.iter().filter(|line| aligned(line) && !is_rule(line.text(source))).count();
    (gapped >= 2).then_some(rows.len())
}

/// How many of the lines, from the first on, are rows of one table: at least two with the same number of columns.
pub(super) fn table(source: &str, lines: &[Line]) -> Option<usize> {
    let separator = separator(lines[0].text(source))?;
    let columns = |line: &Line| line.text(source).matches(separator).count();
    let first = columns(&lines[0]);
    let rows = lines.iter().take_while(|line| columns(line) == first).count();
    (rows >= 2).then_some(rows)
}

fn separator(text: &str) -> Option<char> {
    ['|', '\t'].into_iter().find(|separator| text.contains(*separator))
}

/// The cells of a row that hold text; a row that is only drawn has none.
pub(super) fn cells(source: &str, line: Line) -> Vec<Range<usize>> {
    let text = line.text(source);
    if text.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b'+' | b'=' | b' ' | b'\t')) {
        return Vec::new();
    }
    let Some(separator) = separator(text) else { return Vec::new() };
    let mut at = line.start;
    let mut cells = Vec::new();
    for cell in text.split(separator) {
        let start = at + cell.len() - cell.trim_start().len();
        if !cell.trim().is_empty() {
            cells.push(start..start + cell.trim().len());
        }
        at += cell.len() + separator.len_utf8();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Option<&str> {
        of(text)[0].marker(text).map(|length| &text[length..])
    }

    #[test]
    fn marks_of_items() {
        assert_eq!(marked("- pain"), Some("pain"));
        assert_eq!(marked("10. pain"), Some("pain"));
        assert_eq!(marked("a) pain"), Some("pain"));
        assert_eq!(marked("(2)\tpain"), Some("pain"));
        assert_eq!(marked("•pain"), Some("pain"));
        assert_eq!(marked("-5 degrees"), None);
        assert_eq!(marked("1.5 mg"), None);
        assert_eq!(marked("2019. It was"), None);
        assert_eq!(marked("**Bold** text"), None);
    }

    #[test]
    fn captions_are_numbered() {
        assert!(is_caption("Figure 1. The knee"));
        assert!(is_caption("Table 2: Doses"));
        assert!(!is_caption("Table 2 shows doses."));
        assert!(!is_caption("Figure skating hurts."));
    }

    #[test]
    fn line_ends_of_all_kinds() {
        let lines = of("a\r\nb\rc\n\n d");
        assert_eq!(lines.len(), 4);
        assert_eq!(lines.iter().map(|line| line.blank_before).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(lines[3].indent, 1);
    }
}
