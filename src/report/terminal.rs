//! The report for people at a terminal: each finding with the passages that it is about.

use super::excerpt::{self, Excerpt, Mark};
use super::{Reporter, plain, window};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Lines, Source, SourceSpan};
use codespan_reporting::diagnostic::{self as codespan, LabelStyle, Severity};
use codespan_reporting::term;

/// How many other places of one finding are shown; the others are counted.
const PLACES: usize = 4;

/// Reports with excerpts of the article.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// How many columns there are.
    pub width: usize,
    /// Whether to use colours; without the feature `cli` there are none.
    pub color: bool,
}

impl Default for Terminal {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

impl Reporter for Terminal {
    fn file(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let mut part = String::new();
        if diagnostics.is_empty() {
            return part;
        }
        let lines = Lines::of(&source.text);
        for diagnostic in diagnostics {
            part.push_str(&self.diagnostic(source, &lines, diagnostic));
        }
        part
    }
}

impl Terminal {
    fn diagnostic(&self, source: &Source, lines: &Lines, diagnostic: &Diagnostic) -> String {
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            diagnostic.related.iter().partition(|related| related.path == diagnostic.path);
        let mut marks = vec![Mark { span: diagnostic.span, message: &diagnostic.label, primary: true }];
        let related = here.iter().take(PLACES);
        marks.extend(related.map(|related| Mark { span: related.span, message: &related.message, primary: false }));
        let excerpt = excerpt::excerpt(&diagnostic.path, &source.text, lines, &marks, self.width);

        let mut notes = Vec::new();
        let more = here.len().saturating_sub(PLACES);
        if more > 0 {
            notes.push(format!("note: and {more} more {}", if more == 1 { "place" } else { "places" }));
        }
        notes.extend(elsewhere.iter().map(|related| format!("note: {}: {}", related.path, related.message)));
        notes.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        let help = diagnostic.help.as_ref().or(diagnostic.fixes.first().map(|fix| &fix.message));
        notes.extend(help.map(|help| format!("help: {help}")));

        let shown = codespan::Diagnostic::new(severity(diagnostic.level))
            .with_code(diagnostic.rule.clone())
            .with_message(plain::line(&diagnostic.message))
            .with_labels(excerpt.labels.iter().map(label).collect())
            .with_notes(notes.iter().map(|note| self.note(note, excerpt.gutter)).collect());
        render(&excerpt, &shown, self.color)
    }

    /// A fault in a file that is no article: what is wrong, where, and help.
    pub fn fault(&self, name: &str, text: &str, span: SourceSpan, message: &str, help: Option<&str>) -> String {
        let marks = [Mark { span, message: "", primary: true }];
        let excerpt = excerpt::excerpt(name, text, &Lines::of(text), &marks, self.width);
        let notes = help.map(|help| self.note(&format!("help: {help}"), excerpt.gutter));
        let shown = codespan::Diagnostic::error()
            .with_message(plain::line(message))
            .with_labels(excerpt.labels.iter().map(label).collect())
            .with_notes(notes.into_iter().collect());
        render(&excerpt, &shown, self.color)
    }

    /// A note, broken into lines that stay clear of its kind: "note: " or "help: ".
    fn note(self, note: &str, gutter: usize) -> String {
        let (kind, text) = note.split_at("note: ".len());
        let room = self.width.saturating_sub(gutter + kind.len()).max(24);
        let lines = window::wrap(&plain::line(text), room);
        format!("{kind}{}", lines.join(&format!("\n{:1$}", "", kind.len())))
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    }
}

fn label(label: &excerpt::Label) -> codespan::Label<()> {
    let style = if label.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
    codespan::Label::new(style, (), label.range.clone()).with_message(&label.message)
}

fn render(excerpt: &Excerpt, diagnostic: &codespan::Diagnostic<()>, color: bool) -> String {
    #[cfg(feature = "cli")]
    if color {
        let mut out = term::termcolor::Ansi::new(Vec::new());
        let written = term::emit_to_write_style(&mut out, &term::Config::default(), excerpt, diagnostic);
        written.expect("the labels of an excerpt lie within it, and memory can be written to");
        return String::from_utf8_lossy(&out.into_inner()).into_owned();
    }
    let _ = color;
    let shown = term::emit_into_string(&term::Config::default(), excerpt, diagnostic);
    let shown = shown.expect("the labels of an excerpt lie within it, and memory can be written to");
    let mut trimmed = String::with_capacity(shown.len());
    for line in shown.lines() {
        trimmed.push_str(line.trim_end());
        trimmed.push('\n');
    }
    trimmed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Family, Related};
    use crate::source::Format;

    fn span_of(text: &str, part: &str) -> SourceSpan {
        let start = text.find(part).unwrap();
        SourceSpan::new(start, start + part.len())
    }

    fn finding(text: &str, part: &str, label: &str, places: &[(&str, &str)]) -> Diagnostic {
        let related = |&(part, message): &(&str, &str)| Related {
            path: "a.md".to_owned(),
            span: span_of(text, part),
            message: message.to_owned(),
        };
        Diagnostic {
            rule: "first-symptom-conflict".into(),
            family: Family::Contradiction,
            level: Level::Error,
            message: "the first symptom is given twice".to_owned(),
            path: "a.md".to_owned(),
            span: span_of(text, part),
            label: label.to_owned(),
            related: places.iter().map(related).collect(),
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
            fingerprint: String::new(),
            content: String::new(),
            suppressed: None,
            known: false,
        }
    }

    fn show(text: &str, diagnostic: &Diagnostic) -> String {
        let source = Source::new("a.md", text, Format::Markdown);
        let shown = Terminal { width: 60, color: false }.file(&source, std::slice::from_ref(diagnostic));
        assert!(shown.lines().skip(1).all(|line| line.chars().count() <= 60), "{shown}");
        shown
    }

    const LONG: &str = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do. The first signs are pain and \
        soreness in the muscle. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex \
        ea commodo consequat. It comes with hypotension and muscle wasting, which usually occur first. Duis aute irure \
        dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur.";

    #[test]
    fn far_places_of_one_long_line_get_a_window_each() {
        let first = ("The first signs are pain and soreness", "pain and soreness are said to be first here");
        let diagnostic = finding(LONG, "hypotension and muscle wasting", "these are said to be first", &[first]);
        insta::assert_snapshot!(show(LONG, &diagnostic), @r"
        error[first-symptom-conflict]: the first symptom is given twice
          ┌─ a.md:1:241
          │
        1 │ …elit, sed do. The first signs are pain and soreness in…
          │                -------------------------------------
          │              pain and soreness are said to be first here
          ·
        1 │ …It comes with hypotension and muscle wasting, which…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          │                these are said to be first
        ");
    }

    #[test]
    fn a_long_label_shows_its_first_and_last_words() {
        let part = &LONG[LONG.find("The first").unwrap()..LONG.find(" Duis").unwrap()];
        insta::assert_snapshot!(show(LONG, &finding(LONG, part, "this is too long", &[])), @r"
        error[first-symptom-conflict]: the first symptom is given twice
          ┌─ a.md:1:66
          │
        1 │ …sed do. The first signs are pain and … occur first. Du…
          │          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          │          this is too long
        ");
    }

    #[test]
    fn places_side_by_side_share_a_line() {
        let text = "Take 500 mg or 5 g of it.\n";
        insta::assert_snapshot!(show(text, &finding(text, "5 g", "ten times", &[("500 mg", "the dose")])), @r"
        error[first-symptom-conflict]: the first symptom is given twice
          ┌─ a.md:1:16
          │
        1 │ Take 500 mg or 5 g of it.
          │      ------    ^^^ ten times
          │      │
          │      the dose
        ");
    }

    #[test]
    fn a_label_over_many_lines_shows_the_first_two_and_the_last() {
        let text = "# Gout\n\nIt begins\nin the toe,\nthen the knee,\n  then the hip. It ends.\n";
        let part = "begins\nin the toe,\nthen the knee,\n  then the hip";
        insta::assert_snapshot!(show(text, &finding(text, part, "here", &[])), @r"
        error[first-symptom-conflict]: the first symptom is given twice
          ┌─ a.md:3:4
          │
        3 │ It begins
          │    ^^^^^^
        4 │ in the toe,
          │ ^^^^^^^^^^^
          ·
        6 │ then the hip. It ends.
          │ ^^^^^^^^^^^^ here
        ");
    }

    #[test]
    fn five_places_and_long_notes_stay_readable() {
        let text = "a1\na2\na3\na4\na5\na6\na7\n";
        let places = [("a1", "one"), ("a2", ""), ("a3", ""), ("a5", "five"), ("a6", "six"), ("a7", "seven")];
        let mut diagnostic = finding(text, "a4", "", &places);
        diagnostic.notes.push("a note that is longer than the sixty columns that there are here, by far".to_owned());
        diagnostic.help = Some("write \"a\"".to_owned());
        insta::assert_snapshot!(show(text, &diagnostic), @r#"
        error[first-symptom-conflict]: the first symptom is given twice
          ┌─ a.md:4:1
          │
        1 │ a1
          │ -- one
        2 │ a2
          │ --
        3 │ a3
          │ --
        4 │ a4
          │ ^^
        5 │ a5
          │ -- five
          │
          = note: and 2 more places
          = note: a note that is longer than the sixty columns that
                  there are here, by far
          = help: write "a"
        "#);
    }

    #[test]
    fn nothing_active_reaches_the_terminal() {
        let text = "Take\u{1b}[31m two\u{202e} pills\u{7}.\n";
        let mut diagnostic = finding(text, "two\u{202e} pills", "\u{1b}]0;x\u{7}", &[]);
        diagnostic.message = "\"two\u{202e} pills\"\u{9b}31m".to_owned();
        diagnostic.notes.push("\u{1b}[2J".to_owned());
        insta::assert_snapshot!(show(text, &diagnostic), @r#"
        error[first-symptom-conflict]: "two� pills"�31m
          ┌─ a.md:1:11
          │
        1 │ Take�[31m two� pills�.
          │           ^^^^^^^^^^ �]0;x�
          │
          = note: �[2J
        "#);
    }

    #[test]
    fn empty_spans_and_empty_files_can_be_shown() {
        for text in ["", "a", "a\n", "\r\n\r\n"] {
            for at in 0..=text.len() {
                let mut diagnostic = finding(text, "", "here", &[]);
                diagnostic.span = SourceSpan::new(at, at);
                assert!(show(text, &diagnostic).contains("a.md:"));
            }
        }
    }
}
