//! Several articles in one: a subject that is introduced again, or another subject that is introduced in its midst.

mod mentions;

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::BlockKind;
use crate::reading::leads::Lead;
use crate::reading::sections::Role;
use crate::rule::Report;
use mentions::Counts;

crate::rule! {
    /// Flags a second introduction: the subject is defined again after the opening, or a paragraph introduces another disease that the article never mentions elsewhere.
    ///
    /// ## Why
    /// An article defines its subject once. A second definition, often with another class or another name, is the seam where text from another source was pasted in, and what follows it may be about another disease.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Gout is a form of arthritis that causes attacks of pain in the joints. It is common.
    ///
    /// Treatment may include rest, drugs and a change of diet.
    ///
    /// It is important to see a doctor when the pain is new.
    ///
    /// Gout is a metabolic disease in which uric acid forms crystals in the joints.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Gout" is introduced again, as if a new article began here
    /// ```
    /// ```md,flag
    /// # Psoriasis
    ///
    /// Psoriasis is a disease of the skin. It comes and goes.
    ///
    /// Narcolepsy is a brain disorder that makes people very sleepy by day. It often begins in the teens.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Narcolepsy" is introduced here and never mentioned elsewhere in this article
    ///
    /// ## Treatment
    ///
    /// Creams for the skin are tried first.
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Gout
    ///
    /// ## Key points
    ///
    /// Gout is a form of arthritis that causes attacks of pain in the joints.
    ///
    /// ## What is gout?
    ///
    /// Gout is a disease in which uric acid forms crystals in the joints.
    /// ```
    /// ```md,clean
    /// # Arthritis
    ///
    /// There are many kinds of arthritis.
    ///
    /// Gout is a form of arthritis that causes attacks of pain in the joints.
    ///
    /// Lupus is a disease in which the body attacks its own joints and organs.
    ///
    /// Lyme disease is an infection that ticks carry.
    /// ```
    ///
    /// ## Limits
    /// Text that was pasted without its first sentence is not seen. An article that introduces many diseases is taken for a glossary.
    SplicedArticles: "spliced-articles", Integrity, Error, "0.1.0", check
}

/// A second definition so few paragraphs after the first continues it.
const FAR: u32 = 3;
/// A shorter block without a full stop may be a heading, in bytes.
const SHORT_LINE: usize = 60;
/// An article that introduces more other subjects than this is a glossary or an overview.
const GLOSSARY: usize = 2;

fn check(article: &Article, report: &mut Report<'_>) {
    let opening: Vec<&Lead> = article.leads.iter().filter(|lead| opens_block(article, lead)).collect();
    let again = introduced_again(article, &opening, report);
    other_subjects(article, &opening, &again, report);
}

fn opens_block(article: &Article, lead: &Lead) -> bool {
    let sentence = &article.sentences[lead.sentence as usize];
    let block = article.block_of(sentence);
    block.kind == BlockKind::Paragraph && block.span.start == sentence.span.start
}

fn block_of(article: &Article, lead: &Lead) -> u32 {
    article.sentences[lead.sentence as usize].block
}

fn section_start(article: &Article, lead: &Lead) -> Option<u32> {
    article.section_of(block_of(article, lead)).heading
}

/// The leads that introduce the first lead's subject again, within its section.
fn introduced_again(article: &Article, opening: &[&Lead], report: &mut Report<'_>) -> Vec<u32> {
    let Some((first, later)) = opening.split_first() else { return Vec::new() };
    let name = article.text(first.name).to_lowercase();
    let mut again = Vec::new();
    for lead in later {
        let same_section = section_start(article, lead) == section_start(article, first);
        if !same_section
            || after_short_line(article, lead)
            || is_key_point(article, first)
            || block_of(article, lead) - block_of(article, first) < FAR
        {
            continue;
        }
        if !defines(article, lead)
            || !is_one_of_a_class(article, lead)
            || !same_name(&name, &article.text(lead.name).to_lowercase())
        {
            continue;
        }
        let number = again.len() + 2;
        again.push(lead.sentence);
        let span = lead.name.to(lead.class);
        let finding = report
            .at(span, format!("\"{}\" is introduced again, as if a new article began here", article.text(lead.name)));
        finding.label(format!("introduced for the {} time", ordinal(number)));
        if number == 2 {
            finding.related(first.name.to(first.class), "introduced here first");
        }
        finding
            .note("an article defines its subject once; a second definition is most often the seam of a pasted text")
            .help("merge the two introductions, and check that what follows is about the same disease")
            .cause("again");
    }
    again
}

/// Whether a line that looks like a heading stands before the paragraph.
fn after_short_line(article: &Article, lead: &Lead) -> bool {
    let before = (block_of(article, lead) as usize).checked_sub(1).map(|at| &article.document.blocks[at]);
    before.is_some_and(|before| {
        let text = article.text(before.span);
        text.len() < SHORT_LINE && !text.ends_with(['.', '!', '?'])
    })
}

/// Whether the lead is the only sentence of its paragraph, as in a list of key points that the text below repeats.
fn is_key_point(article: &Article, lead: &Lead) -> bool {
    let next = article.sentences.get(lead.sentence as usize + 1);
    next.is_none_or(|next| next.block != block_of(article, lead))
}

/// "is a rare disease", and not "is the leading cause".
fn is_one_of_a_class(article: &Article, lead: &Lead) -> bool {
    let class = article.text(lead.class);
    ["is a ", "is an ", "are a ", "are an "].iter().any(|opening| class.starts_with(opening))
}

/// Whether the class is one of diseases: "a form of arthritis", and not "a group of tests".
fn names_disease(article: &Article, lead: &Lead) -> bool {
    const VAGUE: &[&str] = &["form", "type", "group", "term", "name", "bacteria", "bacterium", "virus", "parasite"];
    let class = article.text(lead.class);
    let last = class.rsplit([' ', '-']).next().unwrap_or(class);
    if !VAGUE.contains(&last) {
        return crate::reading::leads::is_disease_class(last);
    }
    let after = &article.document.prose[lead.class.end as usize..];
    let end = after.find(['.', ';', ',', '\n']).unwrap_or(after.len());
    let mut near = after[..end].split_whitespace().take(10);
    near.any(|word| crate::reading::leads::is_disease_class(word.trim_end_matches(')')))
}

/// Whether the class is told apart from others: "a rare disease in which", and not "a rare disease, but".
fn defines(article: &Article, lead: &Lead) -> bool {
    const DEFINING: &[&str] = &[
        "that",
        "which",
        "in",
        "where",
        "characterized",
        "characterised",
        "caused",
        "marked",
        "affecting",
        "of",
        "resulting",
        "defined",
        "involving",
        "due",
        "by",
    ];
    let after = article.document.prose[lead.class.end as usize..].trim_start();
    let first: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
    DEFINING.contains(&first.as_str())
}

fn ordinal(number: usize) -> String {
    match number {
        2 => "second".into(),
        3 => "third".into(),
        4 => "fourth".into(),
        _ => format!("{number}th"),
    }
}

/// The same name, or one with the same head and a few letters changed.
fn same_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.strip_suffix('s').unwrap_or(name).len();
    if a[..plain(a)] == b[..plain(b)] {
        return true;
    }
    let head = |name: &str| name.split_whitespace().next().map(str::len).unwrap_or_default();
    let shares_head = a.contains(' ') && b.contains(' ') && a[..head(a)] == b[..head(b)];
    shares_head && strsim::damerau_levenshtein(a, b) * 3 <= a.len().min(b.len())
}

/// Paragraphs that introduce a subject of which the rest of the article says nothing.
fn other_subjects(article: &Article, opening: &[&Lead], known: &[u32], report: &mut Report<'_>) {
    let candidates: Vec<&&Lead> = opening
        .iter()
        .filter(|lead| {
            !known.contains(&lead.sentence)
                && is_one_of_a_class(article, lead)
                && names_disease(article, lead)
                && !exempt(article, lead)
        })
        .collect();
    if candidates.is_empty() {
        return;
    }
    let counts = Counts::of(article);
    let strange: Vec<&&&Lead> = candidates.iter().filter(|lead| counts.is_strange(article, lead)).collect();
    if strange.len() > GLOSSARY {
        return;
    }
    for lead in strange {
        let section = section_start(article, lead);
        let beside = opening.iter().filter(|other| section_start(article, other) == section).count();
        if beside > GLOSSARY {
            continue;
        }
        let name = article.text(lead.name);
        let finding = report.at(
            lead.name.to(lead.class),
            format!("\"{name}\" is introduced here and never mentioned elsewhere in this article"),
        );
        let subject = article.subject.as_ref().filter(|subject| !subject.span.overlaps(lead.name));
        if let Some(subject) = subject {
            finding.related(subject.span, "the article is about this");
        }
        finding
            .level(Level::Warning)
            .note("a paragraph that defines another disease in the midst of an article was most often pasted into it")
            .help("take the paragraph out, or say how this concerns the subject");
    }
}

fn exempt(article: &Article, lead: &Lead) -> bool {
    const OTHERS: &[&str] = &[
        "differential",
        "similar",
        "other conditions",
        "other disorders",
        "related conditions",
        "related disorders",
        "related topics",
        "types",
        "kinds",
        "forms",
        "glossary",
        "definitions",
        "terms",
        "overlap",
        "associated",
    ];
    let block = block_of(article, lead);
    let section = article.section_of(block);
    let first_of_article = article.document.blocks[..block as usize]
        .iter()
        .all(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading));
    let heading = section.heading_span(&article.document).map(|span| article.text(span).to_lowercase());
    let others = heading.is_some_and(|heading| OTHERS.iter().any(|cue| heading.contains(cue)));
    others || matches!(section.role, Role::References | Role::Case) || first_of_article
}
