//! What a rule is: what it says of itself, what it looks at, and how it reports.

use crate::article::Article;
use crate::diagnostic::{Family, Level};
use crate::document::ProseSpan;
use crate::source::SourceSpan;
use std::borrow::Cow;

/// Whether a rule runs when nobody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It runs by default.
    Stable,
    /// It runs only when it is selected by name.
    Preview,
}

/// What a rule says of itself.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The rule's id in kebab case; it names the fault.
    pub id: Cow<'static, str>,
    /// Its family.
    pub family: Family,
    /// The level of its findings before any adjustment.
    pub level: Level,
    /// Whether it runs by default.
    pub status: Status,
    /// The version that it came with.
    pub since: Cow<'static, str>,
    /// Its documentation in Markdown: first sentence, `## Why`, `## Flagged`, `## Clean`, `## Limits`.
    pub docs: Cow<'static, str>,
}

impl Meta {
    /// The documentation as Markdown; the blank that `///` leaves at the start of each line is taken off.
    pub fn documentation(&self) -> String {
        let from_comment = self.docs.lines().all(|line| line.is_empty() || line.starts_with(' '));
        let lines = self.docs.lines().map(|line| if from_comment { line.get(1..).unwrap_or("") } else { line });
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The first paragraph of the documentation, in one line.
    pub fn summary(&self) -> String {
        let docs = self.documentation();
        let first = docs.split("\n\n").next().unwrap_or("");
        first.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the documentation says under a heading of the second level, in one line.
    pub fn section(&self, heading: &str) -> Option<String> {
        let docs = self.documentation();
        let mut lines = docs.lines().skip_while(|line| line.strip_prefix("## ") != Some(heading));
        lines.next()?;
        let words = lines.take_while(|line| !line.starts_with("## ")).flat_map(str::split_whitespace);
        Some(words.collect::<Vec<_>>().join(" "))
    }
}

/// A rule looks at articles and reports what it finds.
pub trait Rule: Send + Sync {
    /// What the rule says of itself.
    fn meta(&self) -> &Meta;

    /// Looks at one article.
    fn check(&self, article: &Article, report: &mut Report<'_>);
}

/// A place that a finding also concerns.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where.
    pub span: ProseSpan,
    /// What it says, as a label.
    pub message: String,
}

/// A replacement of prose.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// What it does.
    pub message: String,
    /// Whether it may be applied without a human look.
    pub safe: bool,
    /// What is replaced, and by what.
    pub edits: Vec<(ProseSpan, String)>,
}

/// One finding, as a rule sees it: in prose, before it is located in the file.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Where it stands.
    pub span: ProseSpan,
    /// Where it stands in the file, when that is no part of the prose.
    pub source: Option<SourceSpan>,
    /// What is wrong.
    pub message: String,
    /// What the underline says.
    pub label: String,
    /// The level, when it differs from the rule's.
    pub level: Option<Level>,
    /// The other places.
    pub related: Vec<Place>,
    /// Why.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// Edits that would mend it.
    pub fixes: Vec<Replacement>,
    /// Findings of one rule with the same cause become one diagnostic: the first is its span, the others are related.
    pub cause: Option<String>,
}

impl Finding {
    /// Adds another place.
    pub fn related(&mut self, span: ProseSpan, message: impl Into<String>) -> &mut Self {
        self.related.push(Place { span, message: message.into() });
        self
    }

    /// Says what the underline says.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Adds a reason.
    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Sets a level other than the rule's.
    pub fn level(&mut self, level: Level) -> &mut Self {
        self.level = Some(level);
        self
    }

    /// Joins this finding with others of the same cause.
    pub fn cause(&mut self, cause: impl Into<String>) -> &mut Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds an edit that mends the finding, to be applied only after a human look.
    pub fn suggest(&mut self, span: ProseSpan, text: impl Into<String>) -> &mut Self {
        self.fix(false, span, text)
    }

    /// Adds an edit that is safe to apply without a human look.
    pub fn mend(&mut self, span: ProseSpan, text: impl Into<String>) -> &mut Self {
        self.fix(true, span, text)
    }

    fn fix(&mut self, safe: bool, span: ProseSpan, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        let message =
            if text.is_empty() { "remove the marked text".into() } else { format!("replace with \"{}\"", text.trim()) };
        self.fixes.push(Replacement { message, safe, edits: vec![(span, text)] });
        self
    }
}

/// Takes the findings of one rule in one article.
pub struct Report<'a> {
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    /// A report that adds to a list.
    pub fn new(findings: &'a mut Vec<Finding>) -> Self {
        Self { findings }
    }

    /// Takes findings as they are.
    pub(crate) fn extend(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
    }

    /// Reports that a span is wrong. The message says what is wrong, in lower case unless it begins with quoted text,
    /// without a full stop.
    pub fn at(&mut self, span: ProseSpan, message: impl Into<String>) -> &mut Finding {
        self.findings.push(Finding {
            span,
            source: None,
            message: message.into(),
            label: String::new(),
            level: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
            cause: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Reports that a part of the file is wrong that is no prose.
    pub fn in_source(&mut self, span: SourceSpan, message: impl Into<String>) -> &mut Finding {
        let finding = self.at(ProseSpan::default(), message);
        finding.source = Some(span);
        finding
    }
}

/// Declares a rule that needs code: its documentation, which holds its tests, its id, family, level and function.
///
/// ```ignore
/// crate::rule! {
///     /// Flags ...
///     ///
///     /// ## Why
///     /// ...
///     TruncatedEnd: "truncated-end", Integrity, Error, "0.1.0", check
/// }
///
/// fn check(article: &Article, report: &mut Report<'_>) { ... }
/// ```
#[macro_export]
macro_rules! rule {
    ($(#[doc = $docs:literal])* $name:ident: $id:literal, $family:ident, $level:ident, $since:literal, $check:path) => {
        $crate::rule! { $(#[doc = $docs])* $name: $id, $family, $level, $since, $check, Stable }
    };
    ($(#[doc = $docs:literal])* $name:ident: $id:literal, $family:ident, $level:ident, $since:literal, $check:path, $status:ident) => {
        $(#[doc = $docs])*
        pub(crate) struct $name;

        impl $crate::rule::Rule for $name {
            fn meta(&self) -> &$crate::rule::Meta {
                static META: $crate::rule::Meta = $crate::rule::Meta {
                    id: std::borrow::Cow::Borrowed($id),
                    family: $crate::diagnostic::Family::$family,
                    level: $crate::diagnostic::Level::$level,
                    status: $crate::rule::Status::$status,
                    since: std::borrow::Cow::Borrowed($since),
                    docs: std::borrow::Cow::Borrowed(concat!($($docs, "\n"),*)),
                };
                &META
            }

            fn check(&self, article: &$crate::article::Article, report: &mut $crate::rule::Report<'_>) {
                $check(article, report);
            }
        }
    };
}
