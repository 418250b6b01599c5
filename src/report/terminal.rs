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
            .with_code(diagnostic.rule)
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
    shown.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
