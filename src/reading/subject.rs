//! The subject: what an article is about.

use super::leads::Lead;
use crate::document::{Block, BlockKind, Document, ProseSpan};

/// What an article is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name, as the title or the first lead has it.
    pub name: String,
    /// Where that name stands.
    pub span: ProseSpan,
}

/// Longer titles are headlines, not names.
const TITLE_WORDS: usize = 7;

/// No title is longer, in bytes.
const LONGEST: usize = 2_000;

/// The subject of an article: the name in its title if that is short or led by a definition, else the name that is
/// introduced first.
pub(crate) fn subject(document: &Document, leads: &[Lead]) -> Option<Subject> {
    let title = document.blocks.iter().find(|block| block.kind == BlockKind::Title);
    let named = |span: ProseSpan| Some(Subject { name: document.slice(span).to_owned(), span });
    let Some(title) = title else { return leads.first().and_then(|lead| named(lead.name)) };
    let span = title_name(document, title);
    let lower = document.slice(span).to_lowercase();
    // A block that is marked as a title and goes on for pages is none.
    let led = leads.iter().take(if lower.len() > LONGEST { 1 } else { usize::MAX }).find(|lead| {
        let name = document.slice(lead.name).to_lowercase();
        name.len() > 3 && (lower.contains(&name) || name.contains(&lower))
    });
    match led {
        Some(lead) if lower.split_whitespace().count() > TITLE_WORDS => named(lead.name),
        Some(_) => named(span),
        None if lower.split_whitespace().count() <= TITLE_WORDS => named(span),
        None => leads.first().and_then(|lead| named(lead.name)),
    }
}

/// The name in a title: without a question around it, a bracket after it, a subtitle.
fn title_name(document: &Document, title: &Block) -> ProseSpan {
    let text = document.slice(title.span);
    let mut start = 0;
    for opening in
        ["what is (are) ", "what is ", "what are ", "about ", "understanding ", "living with ", "overview of "]
    {
        if text.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening)) {
            start = opening.len();
            break;
        }
    }
    let rest = &text[start..];
    let cuts = [" (", ": ", "\u{2013}", "\u{2014}", " - ", "?", " | "];
    let end = cuts.iter().filter_map(|cut| rest.find(cut)).filter(|&at| at > 0).min().unwrap_or(rest.len());
    let name = rest[..end].trim_end();
    let from = title.span.start as usize + start;
    ProseSpan::new(from, from + name.len())
}
