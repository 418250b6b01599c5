//! A pointer to something that is not there: "Below is an article", "see Table 3", "the following symptoms:".

use super::words::WordSet;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{Block, BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;
use crate::rule::Report;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a pointer to a table, an article, a list or another part of the text that is not there.
    ///
    /// ## Why
    /// A part that is announced and missing was lost when the text was copied or cut, and the reader is sent to look for it: the doses in a table, the signs of an emergency in a list.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Below is an article from a medical journal about gout with a description of its symptoms.
    /// ^^^^^^^^^^^^^^^^^^^ "Below is an article" points to an article that is not there
    ///
    /// Gout is a painful disease of the joints, most often of the big toe, that comes in attacks.
    /// ```
    /// ```md,flag
    /// Call your doctor at once if you have any of the following symptoms:
    ///                                                 ^^^^^^^^^^^^^^^^^^^ this announces a list, but none follows
    ///
    /// ## Treatment
    ///
    /// Rest is the best treatment in the first week, and pain relief is given if it is needed.
    /// ```
    /// ```md,flag
    /// The dose depends on the weight (see Table 3).
    ///                                     ^^^^^^^ "Table 3" is not in this article
    ///
    /// Table 1. Doses by age
    ///
    /// | Age | Dose |
    /// | --- | ---- |
    /// | 2   | 5 mg |
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Below is an article from a medical journal.
    ///
    /// > Gout is a painful disease of the joints, most often of the big toe.
    /// ```
    /// ```md,clean
    /// The pain sits below the knee, in children aged 5 and above, and a pressure below 120/80 is normal.
    /// ```
    /// ```md,clean
    /// Call your doctor if you have any of the following:
    ///
    /// - a fever
    /// - a rash
    ///
    /// ## Treatment
    ///
    /// Rest.
    /// ```
    ///
    /// ## Limits
    /// Figures are often left out when a page is turned into text, so a pointer to a figure is reported only where other figures have captions. Pointers to other pages are not followed.
    DanglingPointer: "dangling-pointer", Integrity, Warning, "0.1.0", check
}

/// What "Below is" may announce as a whole text, set off by a heading or as a quotation.
static TEXTS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("article excerpt extract passage letter interview transcript essay abstract"));
/// What may be announced as a table or list.
static SETS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("table chart list checklist diagram figure picture image illustration graph"));
static BELOW: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("below following here"));
static BE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("is are"));
static LABELS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("table figure fig box appendix"));
static ANNOUNCES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("following include includes including these are is below such as follows"));

/// How far after "Below is" the announced noun may stand.
const NOUN_REACH: usize = 5;

fn check(article: &Article, report: &mut Report<'_>) {
    for (index, sentence) in article.sentences.iter().enumerate() {
        let kind = article.kind_of(sentence);
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item) || article.is_foreign(sentence.block) {
            continue;
        }
        let last_of_block = article.sentences.get(index + 1).is_none_or(|next| next.block != sentence.block);
        announced_text(article, sentence, last_of_block, report);
        if last_of_block {
            announced_list(article, sentence, report);
        }
    }
    labelled(article, report);
}

fn next_block<'a>(article: &'a Article, sentence: &Sentence) -> Option<&'a Block> {
    article.document.blocks.get(sentence.block as usize + 1)
}

/// "Below is an article from ...".
fn announced_text(article: &Article, sentence: &Sentence, last_of_block: bool, report: &mut Report<'_>) {
    let tokens = article.tokens_of(sentence);
    let mut at = 0;
    if tokens.first().is_some_and(|token| article.text(token.span).eq_ignore_ascii_case("the")) {
        at = 1;
    }
    let (Some(cue), Some(verb)) = (tokens.get(at), tokens.get(at + 1)) else { return };
    if !BELOW.has(cue) || !BE.has(verb) {
        return;
    }
    let reach = &tokens[at + 2..tokens.len().min(at + 2 + NOUN_REACH)];
    let Some(noun) = reach.iter().find(|token| TEXTS.has(token) || SETS.has(token)) else { return };
    let next = next_block(article, sentence).map(|block| block.kind);
    let follows = match next {
        Some(BlockKind::Quote | BlockKind::Cell | BlockKind::Item | BlockKind::Caption) => true,
        Some(BlockKind::Heading | BlockKind::Title) => TEXTS.has(noun),
        Some(_) => SETS.has(noun),
        None => false,
    };
    // "Here is a list: one, two, three." stands for itself; so does a text that begins in the same paragraph in quotes.
    let in_place = tokens.iter().any(|token| article.text(token.span) == ":")
        || SETS.has(noun) && !last_of_block
        || holds_address(tokens);
    if follows || in_place {
        return;
    }
    let span = tokens[0].span.to(noun.span);
    let noun_text = article.text(noun.span);
    let a = if noun_text.starts_with(['a', 'e', 'i']) { "an" } else { "a" };
    report
        .at(span, format!("\"{}\" points to {a} {noun_text} that is not there", article.text(span)))
        .note(format!("no heading, quotation, list or table that could be the {noun_text} follows"))
        .help(format!("add the {noun_text} with its source, or take the pointer out"));
}

fn holds_address(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == crate::reading::tokens::TokenKind::Address)
}

/// "The following symptoms may occur:", and then a heading or the end.
fn announced_list(article: &Article, sentence: &Sentence, report: &mut Report<'_>) {
    let tokens = article.tokens_of(sentence);
    let ends_open = tokens.last().is_some_and(|last| article.text(last.span) == ":");
    if !ends_open || tokens.len() < 4 {
        return;
    }
    let next = next_block(article, sentence).map(|block| block.kind);
    // A heading of a lower level than the one above may head the first entry of the list.
    let deeper = next_block(article, sentence).is_some_and(|block| {
        let section = article.section_of(sentence.block);
        let above = section.heading.map(|above| article.document.blocks[above as usize].kind);
        block.kind == BlockKind::Heading && above == Some(BlockKind::Heading) && block.level > section.level
    });
    if !matches!(next, None | Some(BlockKind::Heading | BlockKind::Title)) || deeper {
        return;
    }
    let from = tokens.len().saturating_sub(8);
    let Some(cue) = tokens[from..].iter().position(|token| ANNOUNCES.has(token)) else { return };
    let span = tokens[from + cue].span.to(tokens[tokens.len() - 2].span);
    let span = ProseSpan { end: span.end + 1, ..span };
    report
        .at(span, "this announces a list, but none follows")
        .note(if next.is_none() { "the article ends here" } else { "a new section begins instead" })
        .help("add the list, or take the announcement out");
}

/// "Table 3", where other tables have numbers and this one is missing.
fn labelled(article: &Article, report: &mut Report<'_>) {
    let mut targets: FxHashSet<(char, &str)> = FxHashSet::default();
    let mut mentions: Vec<(char, &str, ProseSpan)> = Vec::new();
    for sentence in &article.sentences {
        let tokens = article.tokens_of(sentence);
        let block = article.block_of(sentence);
        for at in 0..tokens.len().saturating_sub(1) {
            let (label, number) = (&tokens[at], &tokens[at + 1]);
            if !label.capital || !LABELS.has(label) || !number.is_number() || !number.spaced {
                continue;
            }
            let kind = article.text(label.span).chars().next().unwrap_or(' ');
            let key = (kind, article.text(number.span));
            let opens = label.span.start == block.span.start;
            let heads =
                matches!(block.kind, BlockKind::Caption | BlockKind::Heading | BlockKind::Title | BlockKind::Cell);
            if opens || heads {
                targets.insert(key);
            } else if block.kind != BlockKind::Reference {
                mentions.push((key.0, key.1, label.span.to(number.span)));
            }
        }
    }
    let kinds: FxHashSet<char> = targets.iter().map(|target| target.0).collect();
    for (kind, number, span) in mentions {
        if kinds.contains(&kind) && !targets.contains(&(kind, number)) && !belongs_elsewhere(article, span) {
            report
                .at(span, format!("\"{}\" is not in this article", article.text(span)))
                .note("other tables or figures of this article have numbers, and none has this one")
                .help("add it, or mend the number")
                .level(Level::Warning)
                .cause(article.text(span));
        }
    }
}

/// "Table 3 of Smith et al.", "Figure 2 in the guideline".
fn belongs_elsewhere(article: &Article, span: ProseSpan) -> bool {
    let after = article.document.prose[span.end as usize..].trim_start();
    after.starts_with("of ") || after.starts_with("in ") || after.starts_with("from ")
}
