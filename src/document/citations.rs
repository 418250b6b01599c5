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
    "bibliograf\u{ED}a",
    "bibliografia",
    "referencias",
    "refer\u{EA}ncias",
    "r\u{E9}f\u{E9}rences",
    "bibliographie",
    "literaturverzeichnis",
    "riferimenti bibliografici",
];

/// Headings that open a reference list only when entries follow: "Sources" of vitamin D may be fish and eggs.
const MAYBE_OPENERS: &[&str] =
    &["sources", "source", "further reading", "suggested reading", "recommended reading", "footnotes", "notes"];

/// Makes the blocks below a heading such as "References" references, up to the next heading of its level or above, and
/// those anywhere else that are a bibliography's entry and nothing more.
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
        } else if open.is_some() || may_be_entry(block.kind) && is_entry(document.slice(block.span)) {
            document.blocks[at].kind = BlockKind::Reference;
            document.blocks[at].level = 0;
        }
        at += 1;
    }
}

fn may_be_entry(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item)
}

/// Whether a block is an entry of a bibliography, heading or not: "Surname, A. B. (2022). Title. Journal, 12(3), 1-9.",
/// "Surname AB, Other C: Title. Journal 12 (3): 1-9, 2022." Running text that cites is none.
fn is_entry(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(1200)];
    is_dated_entry(text) || names_authors_first(text) && has_year(text) && has_page_range(text)
}

/// Whether a text has authors, then a year in parentheses and a full stop, then an address or pages.
fn is_dated_entry(text: &str) -> bool {
    const LONGEST_AUTHORS: usize = 500;
    let dated = text.match_indices('(').find_map(|(at, _)| {
        let (date, rest) = text[at + 1..].split_once(')')?;
        let full_stop = rest.starts_with('.') || date.starts_with("n.d") || text[..at].ends_with(". ");
        (at > 3 && at < LONGEST_AUTHORS && full_stop && is_date(date)).then_some((&text[..at], rest))
    });
    dated.is_some_and(|(authors, rest)| {
        let source = ["http", "doi", "www."].iter().any(|mark| rest.contains(mark)) || has_volume(rest);
        source && !authors.contains(". The ") && authors.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
    })
}

/// Whether what stands in parentheses is the date of a work: "2022", "2022, May 4", "n.d.", "Updated May 2, 2020".
fn is_date(date: &str) -> bool {
    let rest = date.strip_prefix("Updated ").unwrap_or(date);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4 && rest.len() <= 30 && matches!(&rest[..2], "18" | "19" | "20");
    year || rest.starts_with("n.d") || rest.len() < date.len() && rest.len() <= 30
}

/// Whether the text holds a volume and pages as APA has them: ", 98(S1), 19" or ", 12, 345".
fn has_volume(text: &str) -> bool {
    let mut parts = text.split(", ").skip(1);
    parts.any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        (1..=4).contains(&digits) && (part.len() == digits || part[digits..].starts_with(['(', '.', '\u{2013}', '-']))
    })
}

/// Whether the text begins with a surname, its initials and a mark: "Donker M, ", "van den Berg AB: ".
fn names_authors_first(text: &str) -> bool {
    let mut words = text.split_whitespace().take(5).skip_while(|word| word.chars().all(char::is_lowercase));
    let Some(surname) = words.next() else { return false };
    let second = words.next().unwrap_or_default();
    let is_initials = |word: &str| {
        let letters = word.trim_end_matches([',', ':', '.']);
        letters.len() < word.len()
            && (1..=4).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
    };
    surname.chars().count() > 1
        && surname.starts_with(char::is_uppercase)
        && (is_initials(second) || second.starts_with(char::is_uppercase) && words.next().is_some_and(is_initials))
}

/// Whether the text holds a range of pages after a colon: ": 1245-50", ":1191-4".
fn has_page_range(text: &str) -> bool {
    text.match_indices(':').any(|(at, _)| {
        let pages = text[at + 1..].trim_start();
        let rest = pages.trim_start_matches(|c: char| c.is_ascii_digit());
        let last = rest.strip_prefix(['-', '\u{2013}']).unwrap_or_default();
        rest.len() < pages.len() && last.starts_with(|c: char| c.is_ascii_digit())
    })
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
    let published = ["Accessed", "Retrieved", "Available", "Press", "Journal", " J ", "vol.", "pp.", "Published"];
    has_year(text) && (published.iter().any(|mark| has(mark)) || names_author(text) || has_pages(text))
}

fn has_year(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2100").contains(&word))
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
    fn entries_need_no_heading() {
        for entry in [
            "Gu, H., & You, H. (2021). Individual motivation. Health Policy and Technology, 10(3), 100525.",
            "Cornell Medicine. (n.d.) The history of advertising. https://library.example.edu/history",
            "DailyMed. (Updated September 15, 2017). Tablets. https://dailymed.example.gov",
            "Storm HH, Andersson M, Boice JD Jr, et al.: Adjuvant radiotherapy. J Natl Cancer Inst 84 (16): 1245-50, 1992.",
            "van den Berg AB. Pruritus in the old. Lancet 2001;357:1191-4.",
        ] {
            assert!(is_entry(entry), "{entry}");
        }
        for prose in [
            "The trial (2020) was small. See https://example.org/trial for more.",
            "Children recover in days (Smith, 2020). Adults need longer: see https://example.org",
            "Vitamin A, B and C were given in 2010 at a ratio of 3:1.",
            "In 2015, 12 people fell ill (2 of them died).",
        ] {
            assert!(!is_entry(prose), "{prose}");
        }
    }

    #[test]
    fn headings_of_lists_are_known() {
        assert_eq!(opens_list("**References**"), Some(true));
        assert_eq!(opens_list("7. Bibliography:"), Some(true));
        assert_eq!(opens_list("Sources"), Some(false));
        assert_eq!(opens_list("Sources of vitamin D"), None);
    }
}
