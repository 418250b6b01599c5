//! Parts a Markdown file into what the parser reads, front matter, and lines that are nested too deeply.

use std::ops::Range;

/// More marks of quotes and lists than this at the beginning of a line are not taken as nesting: the parser looks at
/// each open quote and list again on every line, and so would take quadratic time.
const DEEPEST: usize = 64;

/// More blanks than this at the beginning of a line are not taken as nesting either.
const WIDEST: usize = 256;

/// A part of a file, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What the parser reads.
    Markdown(Range<usize>),
    /// The text of one line, behind its marks.
    TooDeep(Range<usize>),
}

/// Parts a source from `start` on. An ordinary file is one part.
pub(super) fn split(source: &str, start: usize) -> Vec<Part> {
    let bytes = source.as_bytes();
    let mut parts = Vec::new();
    let mut part = start;
    let mut line = start;
    while line < bytes.len() {
        let end = source[line..].find('\n').map_or(bytes.len(), |at| line + at + 1);
        if matches!(bytes[line], b'>' | b' ' | b'\t' | b'-' | b'*' | b'+' | b'0'..=b'9') {
            let text = line + nesting(&bytes[line..end]);
            if text > line {
                parts.push(Part::Markdown(part..line));
                parts.push(Part::TooDeep(text..end));
                part = end;
            }
        }
        line = end;
    }
    parts.push(Part::Markdown(part..bytes.len()));
    parts
}

/// The length of a line's marks when there are too many of them, else 0.
fn nesting(line: &[u8]) -> usize {
    let (mut at, mut marks, mut blanks) = (0, 0, 0);
    while let Some(&byte) = line.get(at) {
        let ends_mark = |next: usize| line.get(next).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b' ' => blanks += 1,
            b'\t' => blanks += 4,
            b'>' => marks += 1,
            b'-' | b'*' | b'+' if ends_mark(at + 1) => marks += 1,
            b'0'..=b'9' => {
                let digits = line[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 9 || !matches!(line.get(at + digits), Some(b'.' | b')')) || !ends_mark(at + digits + 1) {
                    break;
                }
                marks += 1;
                at += digits;
            }
            _ => break,
        }
        at += 1;
    }
    if marks > DEEPEST || blanks > WIDEST { at } else { 0 }
}

/// The front matter of a file: where it ends, and the value of its `title`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) end: usize,
    pub(super) title: Option<Range<usize>>,
}

/// Finds front matter: YAML between `---` and `---` or `...`, or TOML between `+++` lines, at the start of the file.
pub(super) fn front_matter(source: &str, start: usize) -> Option<FrontMatter> {
    let mut lines = source[start..].split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    let (ends, separator): (&[&str], char) = match fence {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return None,
    };
    let mut at = start + first.len();
    let mut title = None;
    for (number, line) in lines.enumerate() {
        let text = line.trim_end();
        if ends.contains(&text) {
            return Some(FrontMatter { end: at + line.len(), title });
        }
        // Something else behind the fence: that was a rule, and no front matter.
        if number == 0 && !text.contains(separator) && !text.starts_with('#') {
            return None;
        }
        if let Some((name, _)) = text.split_once(separator)
            && name.trim_end() == "title"
        {
            title = Some(value(source, at + name.len() + 1..at + text.len()));
        }
        at += line.len();
    }
    None
}

/// A value without the blanks and quotation marks around it.
fn value(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source[range.clone()].trim();
    let bare = text.trim_matches(['"', '\'']);
    let start = range.end - source[range.clone()].trim_start().len()
        + (text.len() - text.trim_start_matches(['"', '\'']).len());
    if bare.is_empty() { range.start..range.start } else { start..start + bare.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_file_is_one_part() {
        let source = "# Gout\n\n- pain\n  - more\n\n> quote\n";
        assert_eq!(split(source, 0), [Part::Markdown(0..source.len())]);
    }

    #[test]
    fn deep_lines_are_cut_out() {
        let deep = format!("{}text\n", "> ".repeat(100));
        let source = format!("a\n{deep}b\n");
        let text = 2 + deep.len() - 5..2 + deep.len();
        assert_eq!(
            split(&source, 0),
            [Part::Markdown(0..2), Part::TooDeep(text), Part::Markdown(source.len() - 2..source.len())]
        );
    }

    #[test]
    fn front_matter_ends_at_its_fence() {
        let source = "---\ntitle: \"Gout\"\nid: 1\n---\nText";
        assert_eq!(front_matter(source, 0), Some(FrontMatter { end: 28, title: Some(12..16) }));
        assert_eq!(&source[12..16], "Gout");
        assert_eq!(front_matter("---\n\ntext\n\n---\n", 0), None);
        assert_eq!(front_matter("---\ntext", 0), None);
    }
}
