//! The examples in a rule's documentation, which are its tests.
//!
//! An example is a fenced block with two words after the fence: the format (`md`, `html` or `text`), and `flag` or `clean`.
//! Under a line of a `flag` example, carets mark the flagged text, and the message follows them. A finding of the rule
//! must have been announced by carets, and the other way round.
//!
//! With `each` as a third word, the block holds many examples: each paragraph is one, and begins with what stands above a
//! line `---`, if there is one. A file `<rule>.examples.md` beside a rule's own holds more examples, which are run but not
//! shown to readers of the documentation.

use crate::check::Linter;
use crate::diagnostic::Diagnostic;
use crate::rule::Meta;
use crate::source::{Format, Source};
use std::fmt::Write as _;

/// One example of a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether the rule should report it.
    pub flagged: bool,
    /// How the text is written.
    pub format: Format,
    /// The text, with its caret lines.
    pub marked: String,
}

impl Example {
    /// The text without its caret lines.
    pub fn text(&self) -> String {
        unmark(&self.marked).0
    }
}

/// The examples in a rule's documentation, in order.
pub fn of(meta: &Meta) -> Vec<Example> {
    in_text(&meta.documentation())
}

/// The examples in a Markdown text, in order.
pub fn in_text(text: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<(Example, bool)> = None;
    for line in text.lines() {
        if let Some((example, _)) = &mut open {
            if line.trim_end() != "```" {
                example.marked.push_str(line);
                example.marked.push('\n');
            } else if let Some((example, each)) = open.take() {
                if each { examples.extend(paragraphs(&example)) } else { examples.push(example) }
            }
        } else if let Some((format, kind)) = line.strip_prefix("```").and_then(|info| info.split_once(',')) {
            let format = match format {
                "html" => Format::Html,
                "text" => Format::Text,
                _ => Format::Markdown,
            };
            let (kind, each) = kind.split_once(',').map_or((kind, false), |(kind, more)| (kind, more.trim() == "each"));
            open = Some((Example { flagged: kind.trim() == "flag", format, marked: String::new() }, each));
        }
    }
    examples
}

/// An example for each paragraph of a block, behind what they all begin with.
fn paragraphs(block: &Example) -> Vec<Example> {
    let (shared, parts) = match block.marked.split_once("\n---\n") {
        Some((shared, parts)) => (format!("{}\n\n", shared.trim_end()), parts),
        None => (String::new(), &*block.marked),
    };
    let mut examples: Vec<Example> = Vec::new();
    let mut ended = true;
    for line in parts.lines() {
        if line.trim().is_empty() {
            ended = true;
            continue;
        }
        if std::mem::take(&mut ended) {
            examples.push(Example { marked: shared.clone(), ..block.clone() });
        }
        if let Some(example) = examples.last_mut() {
            example.marked.push_str(line);
            example.marked.push('\n');
        }
    }
    examples
}

/// The text of an example without its caret lines, and each caret's line, column, length and message.
fn unmark(marked: &str) -> (String, Vec<(usize, usize, usize, String)>) {
    let mut text = String::new();
    let mut carets = Vec::new();
    let mut lines = 0;
    for line in marked.lines() {
        let body = line.trim_start();
        let length = body.bytes().take_while(|&b| b == b'^').count();
        if length > 0 && lines > 0 {
            let column = line.chars().count() - body.chars().count();
            carets.push((lines, column + 1, length, body[length..].trim().to_owned()));
        } else {
            text.push_str(line);
            text.push('\n');
            lines += 1;
        }
    }
    (text, carets)
}

/// Puts caret lines under the flagged text, as an example would have them.
fn mark(text: &str, found: &[Diagnostic]) -> String {
    let lines = crate::source::Lines::of(text);
    let mut marked = String::new();
    for (number, line) in text.lines().enumerate() {
        let _ = writeln!(marked, "{line}");
        for diagnostic in found {
            let start = lines.position(text, diagnostic.span.start);
            if start.line as usize == number + 1 {
                let length = text[diagnostic.span.range()].chars().take_while(|&c| c != '\n').count().max(1);
                let _ = writeln!(
                    marked,
                    "{}{} {}",
                    " ".repeat(start.column as usize - 1),
                    "^".repeat(length),
                    diagnostic.message
                );
            }
        }
    }
    marked
}

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The fault was reported as announced.
    Reported,
    /// Nothing was reported where nothing should be.
    Silent,
    /// A clean example raised a finding.
    Noisy(String),
    /// A fault was not reported.
    Missing(String),
    /// What was reported has another place or message.
    WrongSpan(String),
}

impl Verdict {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Silent => "silent",
            Self::Noisy(_) => "noisy",
            Self::Missing(_) => "missing",
            Self::WrongSpan(_) => "wrong-span",
        }
    }

    /// What was expected and what was found, where they differ.
    pub fn difference(&self) -> Option<&str> {
        match self {
            Self::Reported | Self::Silent => None,
            Self::Noisy(text) | Self::Missing(text) | Self::WrongSpan(text) => Some(text),
        }
    }
}

/// Runs an example, and looks at the findings of one rule, or of "all".
pub fn verdict(linter: &Linter, rule: &str, example: &Example) -> Verdict {
    let (text, mut expected) = unmark(&example.marked);
    let mut found = linter.check(&[Source::new("example", text.clone(), example.format)]);
    found.retain(|diagnostic| rule == "all" || diagnostic.rule == rule);
    let lines = crate::source::Lines::of(&text);
    let mut seen: Vec<_> = found
        .iter()
        .map(|diagnostic| {
            let start = lines.position(&text, diagnostic.span.start);
            let length = text[diagnostic.span.range()].chars().take_while(|&c| c != '\n').count().max(1);
            (start.line as usize, start.column as usize, length, diagnostic.message.clone())
        })
        .collect();
    seen.sort();
    expected.sort();
    let difference = || format!("expected:\n{}found:\n{}", example.marked, mark(&text, &found));
    match (example.flagged, seen == expected) {
        (true, _) if expected.is_empty() => {
            Verdict::Missing(format!("a flagged example marks nothing with carets:\n{}", difference()))
        }
        (true, true) => Verdict::Reported,
        (false, true) if expected.is_empty() => Verdict::Silent,
        (false, _) => Verdict::Noisy(difference()),
        (true, false) if seen.is_empty() => Verdict::Missing(difference()),
        (true, false) => Verdict::WrongSpan(difference()),
    }
}

/// Runs an example of a rule.
///
/// # Errors
/// Says what was expected and what was found, as marked text.
pub fn run(linter: &Linter, rule: &str, example: &Example) -> Result<(), String> {
    verdict(linter, rule, example).difference().map_or(Ok(()), |difference| Err(difference.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_paragraph_is_an_example_behind_what_all_begin_with() {
        let marked = |text: &str| in_text(text).into_iter().map(|example| example.marked).collect::<Vec<_>>();
        assert_eq!(marked("```md,flag,each\none\n^^^ a\n\ntwo\n^^^ b\n```\n"), ["one\n^^^ a\n", "two\n^^^ b\n"]);
        assert_eq!(
            marked("```md,clean,each\n# Gout\n\nFirst.\n---\n\none\n\n\ntwo\nthree\n```\n"),
            ["# Gout\n\nFirst.\n\none\n", "# Gout\n\nFirst.\n\ntwo\nthree\n"]
        );
        assert_eq!(marked("```md,flag\none\n\ntwo\n```\n"), ["one\n\ntwo\n"]);
        assert!(marked("```md,flag,each\n```\n").is_empty());
        assert!(in_text("```text,clean,each\none\n```\n").iter().all(|one| !one.flagged && one.format == Format::Text));
    }
}
