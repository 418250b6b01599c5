//! Reference lists: which headings open one, and which lines look like an entry of one.

use super::{BlockKind, Document};

/// Headings that always open a reference list.
const OPENERS: &[&str] = &[
    "references",
    "reference list",
    "reference",
    "bibliography",
    "works cited",
    "literature cited",
    "literature",
    "citations",
    "cited references",
    "selected references",
    "notes and references",
    "references and notes",
    "sources and references",
    "references and sources",
    "references and further reading",
    "endnotes",
];

/// Headings that open a reference list only when entries follow: "Sources" of vitamin D may be fish and eggs.
const MAYBE_OPENERS: &[&str] =
    &["sources", "source", "further reading", "suggested reading", "recommended reading", "footnotes", "notes"];

/// Makes the blocks below a heading such as "References" references, up to the next heading of its level or above.
pub(super) fn settle(document: &mut Document) {
    let mut open: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < document.blocks.len() {
        let block = document.blocks[at];
        let heads = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        if heads {
            if open.is_some_and(|(level, _)| block.level <= level) {
                open = None;
            }
            let sure = opens_list(document.slice(block.span));
            if open.is_none() && sure.is_some_and(|sure| sure || entries_follow(document, at)) {
                open = Some((block.level, at));
            }
        } else if open.is_some() {
            document.blocks[at].kind = BlockKind::Reference;
            document.blocks[at].level = 0;
        }
        at += 1;
    }
}

/// Whether a heading opens a reference list: surely (`true`), if entries follow (`false`), or not.
pub(super) fn opens_list(heading: &str) -> Option<bool> {
    let name = heading.trim_matches(|c: char| !c.is_alphabetic());
    if name.len() > 40 {
        return None;
    }
    let name = name.to_lowercase();
    if OPENERS.contains(&name.as_str()) { Some(true) } else { MAYBE_OPENERS.contains(&name.as_str()).then_some(false) }
}

/// Whether one of the first blocks below a heading looks like an entry of a reference list.
fn entries_follow(document: &Document, heading: usize) -> bool {
    let below = document.blocks[heading + 1..].iter();
    let section = below.take_while(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Heading)).take(8);
    section.into_iter().any(|block| looks_cited(document.slice(block.span)))
}

/// Whether a note or line looks like a citation: an address, or a year beside the marks of a bibliography.
pub(super) fn looks_cited(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(600)];
    let has = |part: &str| text.contains(part);
    if ["http://", "https://", "www.", "doi:", "doi.org", "et al", "PMID", "ISBN"].iter().any(|mark| has(mark)) {
        return true;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let year = words
        .any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&word));
    let published = ["Accessed", "Retrieved", "Available", "Press", "Journal", " J ", "vol.", "pp.", "Published"];
    year && (published.iter().any(|mark| has(mark)) || names_author(text) || has_pages(text))
}

/// Whether the text holds a surname followed by initials: "Parkinson J," or "Smith AB."
fn names_author(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    words.windows(2).any(|pair| {
        let surname = pair[0].chars().next().is_some_and(char::is_uppercase) && pair[0].chars().count() > 2;
        let initials = pair[1].trim_end_matches([',', '.', ';', ':']);
        let short = !initials.is_empty() && initials.len() <= 5 && pair[1].len() > initials.len();
        surname && short && initials.chars().all(|c| c.is_uppercase() || c == '.')
    })
}

/// Whether the text holds a volume and pages: ";12(3)" or "12:345".
fn has_pages(text: &str) -> bool {
    text.as_bytes().windows(3).any(|run| {
        let digits = run[0].is_ascii_digit() && run[2].is_ascii_digit();
        (digits && run[1] == b':') || (run[0].is_ascii_digit() && run[1] == b';' && run[2].is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_told_from_notes() {
        assert!(looks_cited("Parkinson J. An essay on the shaking palsy. 1817."));
        assert!(looks_cited("Lancet 2001;357:1191-4"));
        assert!(looks_cited("See https://example.org/gout"));
        assert!(!looks_cited("In 2010, the criteria, which had been old, were changed."));
        assert!(!looks_cited("Oily fish, eggs and fortified milk."));
    }

    #[test]
    fn headings_of_lists_are_known() {
        assert_eq!(opens_list("**References**"), Some(true));
        assert_eq!(opens_list("7. Bibliography:"), Some(true));
        assert_eq!(opens_list("Sources"), Some(false));
        assert_eq!(opens_list("Sources of vitamin D"), None);
    }
}
