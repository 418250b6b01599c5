//! Suppressions: comments in an article by which an editor lets a finding stand, with the reason.
//!
//! `<!-- mo-lint allow near-variant-name "osseiferans": a quotation of 1901 -->` in Markdown and HTML, or the same as a
//! processing instruction (`<?mo-lint allow ...?>`) in XML. `allow` holds for the block it stands in, else for the next
//! one; `allow-line` for its line, `allow-file` for the file, `allow-begin` up to `allow-end`.

use crate::article::Article;
use crate::diagnostic::{Diagnostic, Family};
use crate::source::SourceSpan;

/// Words that begin a suppression, after which it says what it holds for.
const MARKS: [(&str, &str); 2] = [("<!--", "-->"), ("<?", "?>")];

/// The longest suppression.
const LONGEST: usize = 1_000;

/// A comment that lets findings stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// The comment.
    pub(crate) span: SourceSpan,
    /// The rules or families whose findings it lets stand.
    pub(crate) rules: Vec<String>,
    /// A text that the flagged passage must hold, in lower case.
    text: Option<String>,
    /// Why they may stand.
    reason: String,
    /// The part of the file that it holds for.
    covers: SourceSpan,
}

/// What is wrong with a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) span: SourceSpan,
    pub(crate) message: String,
}

/// The suppressions of an article and those that cannot be understood, in order.
pub(crate) fn read(article: &Article) -> (Vec<Suppression>, Vec<Fault>) {
    let text = &article.source.text;
    let (mut suppressions, mut faults) = (Vec::new(), Vec::new());
    // Where open regions begin in the list.
    let mut open: Vec<usize> = Vec::new();
    for (at, name) in text.match_indices("mo-lint") {
        let Some((span, body)) = comment(text, at, name) else { continue };
        let mut fault = |message: &str| faults.push(Fault { span, message: message.to_owned() });
        let (word, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
        let covers = match word.trim_end_matches(':') {
            "allow" => block(article, span),
            "allow-line" => line(text, span),
            "allow-file" => SourceSpan::new(0, text.len()),
            "allow-begin" => SourceSpan::new(span.end as usize, text.len()),
            "allow-end" => {
                match open.pop() {
                    Some(index) => {
                        let begun: &mut Suppression = &mut suppressions[index];
                        begun.covers.end = span.start;
                    }
                    None => fault("nothing was begun that could end here"),
                }
                continue;
            }
            _ => {
                fault("write allow, allow-line, allow-file, allow-begin or allow-end after mo-lint");
                continue;
            }
        };
        let (named, reason) = parts(rest);
        let (rules, quoted) = named.split_once('"').map_or((named, None), |(rules, quoted)| (rules, Some(quoted)));
        let rules: Vec<String> = rules
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|rule| !rule.is_empty())
            .map(str::to_owned)
            .collect();
        if rules.is_empty() {
            fault("it names no rule");
            continue;
        }
        if reason.is_empty() {
            fault("it gives no reason; write one after a colon");
            continue;
        }
        if word == "allow-begin" {
            open.push(suppressions.len());
        }
        let quoted = quoted.map(|quoted| quoted.trim_end().trim_end_matches('"').to_lowercase());
        suppressions.push(Suppression { span, rules, text: quoted, reason: reason.to_owned(), covers });
    }
    faults.extend(open.into_iter().map(|index| Fault {
        span: suppressions[index].span,
        message: "it is begun here and never ended; write allow-end, or allow-file for all of it".to_owned(),
    }));
    faults.sort_by_key(|fault| fault.span);
    (suppressions, faults)
}

/// The comment whose first word stands at a place, and what it says after that word.
fn comment<'t>(text: &'t str, at: usize, name: &str) -> Option<(SourceSpan, &'t str)> {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let (open, close) = MARKS.into_iter().find(|(open, _)| before.ends_with(open))?;
    let from = at + name.len();
    let reach = text.floor_char_boundary((from + LONGEST).min(text.len()));
    let length = text[from..reach].find(close)?;
    let body = &text[from..from + length];
    let spaced = body.starts_with(char::is_whitespace) || body.is_empty();
    let span = SourceSpan::new(before.len() - open.len(), from + length + close.len());
    spaced.then(|| (span, body.trim()))
}

/// What stands before the colon and the reason behind it; a colon in quotation marks is none.
fn parts(rest: &str) -> (&str, &str) {
    let mut quoted = false;
    let colon = rest.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    colon.map_or((rest.trim(), ""), |(at, _)| (rest[..at].trim(), rest[at + 1..].trim()))
}

/// The block that a comment stands in, else the one after it.
fn block(article: &Article, comment: SourceSpan) -> SourceSpan {
    let spans = article.document.blocks.iter().map(|block| article.document.locate(block.span));
    let after = spans.into_iter().find(|span| span.end > comment.start);
    after.unwrap_or(SourceSpan { start: comment.end, end: comment.end })
}

/// The line that a comment stands on.
fn line(text: &str, comment: SourceSpan) -> SourceSpan {
    let start = text[..comment.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[comment.end as usize..].find('\n').map_or(text.len(), |at| comment.end as usize + at);
    SourceSpan::new(start, end)
}

impl Suppression {
    /// Whether it lets a finding stand. A contradiction stands when either side may.
    fn holds(&self, source: &str, diagnostic: &Diagnostic) -> bool {
        if !self.rules.iter().any(|rule| *rule == diagnostic.rule || rule == diagnostic.family.name()) {
            return false;
        }
        let covered = |span: SourceSpan| {
            let flagged = || source.get(span.range()).unwrap_or("").to_lowercase();
            let inside = self.covers.start <= span.start && span.start < self.covers.end;
            inside && self.text.as_ref().is_none_or(|text| flagged().contains(text.as_str()))
        };
        let both = diagnostic.family == Family::Contradiction;
        covered(diagnostic.span) || both && diagnostic.related.iter().any(|related| covered(related.span))
    }
}

/// Marks the findings that suppressions let stand, and gives the suppressions that let none.
pub(crate) fn apply<'s>(
    source: &str,
    suppressions: &'s [Suppression],
    diagnostics: &mut [Diagnostic],
) -> Vec<&'s Suppression> {
    let mut used = vec![false; suppressions.len()];
    for diagnostic in diagnostics {
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if suppression.holds(source, diagnostic) {
                *used = true;
                diagnostic.suppressed = Some(suppression.reason.clone());
            }
        }
    }
    suppressions.iter().zip(used).filter_map(|(suppression, used)| (!used).then_some(suppression)).collect()
}
