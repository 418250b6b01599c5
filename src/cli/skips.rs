//! `--explain-skips`: which files and which parts of them were not read, and why.

use super::output;
use crate::article::Article;
use crate::document::BlockKind;
use crate::source::Lines;

/// A part of a file that was not read: its first and last line, and why.
pub(super) type Part = (u32, u32, &'static str);

/// The parts of an article that the rules do not look at; neighbours are told as one.
pub(super) fn of(article: &Article) -> Vec<Part> {
    let lines = Lines::of(&article.source.text);
    let mut parts: Vec<Part> = Vec::new();
    for (index, block) in article.document.blocks.iter().enumerate() {
        let reason = match block.kind {
            _ if article.is_foreign(index as u32) => "in another language, which no rule reads",
            BlockKind::Reference => "references, which only rules on references and damaged text read",
            _ => continue,
        };
        let span = article.document.locate(block.span);
        let line = |at: u32| lines.byte_position(at).line;
        let (first, last) = (line(span.start), line(span.end.max(span.start + 1) - 1));
        match parts.last_mut().filter(|part| part.2 == reason && first <= part.1 + 2) {
            Some(part) => part.1 = last,
            None => parts.push((first, last, reason)),
        }
    }
    parts
}

/// What is said of the parts of a file.
pub(super) fn told(name: &str, parts: &[Part]) -> Vec<(String, String)> {
    let line = |&(first, last, reason): &Part| {
        let place = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
        (name.to_owned(), format!("{place}: {reason}"))
    };
    parts.iter().map(line).collect()
}

/// Says what was skipped, in the order of the names.
pub(super) fn tell(mut skipped: Vec<(String, String)>) {
    skipped.sort_by(|a, b| a.0.cmp(&b.0));
    if skipped.is_empty() {
        output::line("Nothing was skipped");
    }
    for (name, reason) in skipped {
        output::say("skipped", &format!("{name}: {reason}"));
    }
}
