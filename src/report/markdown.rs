//! Markdown for a comment on a pull request: what was found in a line, then each file with its findings to fold out.
//! What does not fit into a comment is left out, and the report says so.

use super::{Reporter, Summary, plain, wording};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source};
use std::fmt::Write as _;

/// A comment on GitHub holds 65,536 characters; head and tail take their share.
const ROOM: usize = 60_000;

/// Reports as Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Reporter for Markdown {
    fn head(&self, summary: &Summary) -> String {
        format!("### mo-lint: {}\n\n", summary.sentence())
    }

    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let mut part = String::new();
        if diagnostics.is_empty() {
            return part;
        }
        let lines = Lines::of(&source.text);
        let _ = writeln!(part, "#### {}\n", literal(&source.name));
        for diagnostic in diagnostics {
            let start = lines.position(&source.text, diagnostic.span.start);
            let mark = match diagnostic.level {
                Level::Error => "\u{1f534} error",
                Level::Warning => "\u{1f7e0} warning",
                Level::Note => "\u{1f535} note",
            };
            let _ = writeln!(
                part,
                "- **{mark}** line {}: {} (`{}`)",
                start.line,
                literal(&diagnostic.message),
                diagnostic.rule
            );
            for detail in wording::details(source, &lines, diagnostic) {
                let _ = writeln!(part, "  - {}", literal(&detail));
            }
        }
        part.push('\n');
        part
    }

    fn room(&self) -> usize {
        ROOM
    }

    fn left_out(&self, parts: usize) -> String {
        let files = if parts == 1 { "file" } else { "files" };
        format!("The findings in {parts} more {files} do not fit here; another format has them all.\n\n")
    }
}

/// Text of an article as Markdown shows it: no markup, no link, no mention of a person or an issue.
fn literal(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    let text = plain::line(text);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '@' | '#' | '%' | '$' | '~' | '!' if characters.peek().is_some_and(|next| next.is_alphanumeric()) => {
                safe.push('\\');
                safe.push(character);
                // An empty comment parts the mark from the name or number that it would make a mention of.
                safe.push_str("<!-- -->");
            }
            _ if character.is_ascii_punctuation() && !matches!(character, ',' | ';' | '\'' | '"' | '/' | '?' | '=') => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_article_is_no_markup() {
        assert_eq!(literal("a *b* [c](d) <e>"), "a \\*b\\* \\[c\\]\\(d\\) &lt;e&gt;");
        assert_eq!(literal("@me #1\nhttps://x"), "\\@<!-- -->me \\#<!-- -->1 https\\://x");
    }
}
