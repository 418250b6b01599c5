//! An article, or a section, that stops in the middle of a sentence.

use super::words::{AUXILIARIES, FINITE_VERBS, WordSet};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use std::sync::LazyLock;

crate::rule! {
    /// Flags an article or a section that stops in the middle of a sentence.
    ///
    /// ## Why
    /// Machine-made text is cut at a length, and pasted text at the edge of a selection. What is lost is often the advice: "Call your doctor if you have a fever, rash or".
    ///
    /// ## Flagged
    /// ```md,flag
    /// Most people get well without treatment. Call your doctor at once if you have a fever, rash or
    ///                                                                              ^^^^^^^^^^^^^^^^ the text stops in the middle of a sentence, after "or"
    /// ```
    /// ```md,flag
    /// The first sign is pain. Later there is wasting of the muscles of the lower legs, shoulder
    ///                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^ the text stops without a full stop
    ///
    /// ## Treatment
    ///
    /// Rest the arm for two weeks. Then begin to move it, a little more each day.
    /// ```
    /// ```md,flag
    /// Most people get well without treatment. Ask for a test in the first weeks. More information about the new vaccine
    ///                                                                                             ^^^^^^^^^^^^^^^^^^^^^ the text stops without a full stop
    /// ```
    /// ```md,flag
    /// Rest the arm for two weeks. Some people need surgery (for example to take out
    ///                                                           ^^^^^^^^^^^^^^^^^^^ the text stops in the middle of a sentence, within brackets
    /// ```
    /// ```md,flag
    /// The swelling goes away by itself. Doctors say that the cause of the illness is unknown.hs
    ///                                                                                        ^^ "hs" stands behind the full stop
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Call your doctor if you have:
    ///
    /// - a fever
    /// - a rash or
    /// - pain
    /// ```
    /// ```md,clean
    /// Rest the arm for two weeks. Then begin to move it, a little more each day.
    ///
    /// Last reviewed: May 2021
    /// ```
    /// ```md,clean
    /// Ask your pharmacist, or see https://example.org/arm
    ///
    /// ## Treatment
    ///
    /// Rest the arm for two weeks. "Then begin to move it."
    /// ```
    ///
    /// ## Limits
    /// A cut that happens to fall on a full stop cannot be seen. Where an article leaves out the full stop of many paragraphs, a missing one says nothing and is not reported; list items, table cells, headings and captions are never reported.
    TruncatedEnd: "truncated-end", Integrity, Error, "0.1.0", check
}

/// Words that a sentence cannot end with, or hardly ever does.
static OPEN_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "the a an and or but nor of from with into onto than as if because although while whereas unless until whether \
         which who whose whom that is are was were be been being can could may might must shall should will would has have \
         had to for by at between among during without within toward towards upon via versus per including such your our \
         their its my his every no these those very quite also both either neither not when where how why does",
    )
});

/// Words that the text of a link begins with.
static LINK_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "why how what when where who things different read find see go learn watch check get more about page back next",
    )
});

/// A sentence of fewer words may be a label.
const ENOUGH_WORDS: usize = 4;
/// A line of as many words is no label, though it has no verb.
const LONG_LINE: usize = 8;
/// How many words the underline takes.
const SHOWN_WORDS: usize = 4;
/// In an article where more than one in so many paragraphs has no full stop, a missing one says nothing.
const RARE: usize = 5;

fn check(article: &Article, report: &mut Report<'_>) {
    let ends = ends(article);
    // A line that stands alone may be a label; a paragraph of several sentences is measured by its like.
    let is_usual = |long: bool| {
        let alike = || ends.iter().filter(move |end| end.is_prose && (end.has_more || !long));
        let count = |close| alike().filter(|end| end.close == close).count();
        count(Close::Open).saturating_sub(1) * RARE <= count(Close::Stopped)
    };
    let (usual, usual_long) = (is_usual(false), is_usual(true));
    for (at, end) in ends.iter().enumerate().filter(|(_, end)| end.is_last) {
        // Two paragraphs without a full stop on end are the lines of a list.
        let in_list =
            at > 0 && ends[at - 1].close == Close::Open && ends[at - 1].sentence.block + 1 == end.sentence.block;
        let usual = if end.has_more { usual_long } else { usual };
        look(article, end, usual && !in_list, report);
    }
}

/// How a paragraph ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Stopped,
    Open,
    /// With a bracket, a quotation mark, a colon, an address: nothing can be said.
    Unclear,
}

struct End<'a> {
    sentence: &'a Sentence,
    close: Close,
    /// It is the last before a heading or the end of the article.
    is_last: bool,
    /// The paragraph has a whole sentence before this one.
    has_more: bool,
    is_prose: bool,
}

fn ends(article: &Article) -> Vec<End<'_>> {
    let blocks = &article.document.blocks;
    let mut ends = Vec::new();
    let mut from = 0;
    while from < article.sentences.len() {
        let block = article.sentences[from].block;
        let count = article.sentences[from..].iter().take_while(|sentence| sentence.block == block).count();
        let sentence = &article.sentences[from + count - 1];
        from += count;
        if blocks[block as usize].kind != BlockKind::Paragraph || article.is_foreign(block) {
            continue;
        }
        let next = blocks.get(block as usize + 1).map(|next| next.kind);
        let is_last = matches!(next, None | Some(BlockKind::Heading | BlockKind::Title | BlockKind::Reference));
        let tokens = article.tokens_of(sentence);
        let words = tokens.iter().filter(|token| token.is_word()).count();
        let is_prose = words > ENOUGH_WORDS;
        ends.push(End { sentence, close: close(article, tokens), is_last, has_more: count > 1, is_prose });
    }
    ends
}

fn close(article: &Article, tokens: &[Token]) -> Close {
    let Some(last) = tokens.last() else { return Close::Unclear };
    match last.kind {
        // "in one of ten.1": the number of a note.
        TokenKind::Number if !last.spaced && tokens.len() > 1 && article.text(tokens[tokens.len() - 2].span) == "." => {
            Close::Stopped
        }
        TokenKind::Word | TokenKind::Number => Close::Open,
        TokenKind::Address => Close::Unclear,
        TokenKind::Mark => match article.text(last.span) {
            "." | "!" | "?" | "\u{2026}" => Close::Stopped,
            "," | "(" | "[" | "/" | "-" | "\u{2013}" | "\u{2014}" | ";" | "&" => Close::Open,
            ")" | "]" | "\"" | "\u{201D}" | "'" | "\u{2019}" => {
                let inner = tokens.iter().rev().nth(1).map(|token| article.text(token.span));
                if matches!(inner, Some("." | "!" | "?")) { Close::Stopped } else { Close::Unclear }
            }
            _ => Close::Unclear,
        },
    }
}

fn look(article: &Article, end: &End<'_>, usual: bool, report: &mut Report<'_>) {
    let tokens = article.tokens_of(end.sentence);
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let Some(last) = tokens.last() else { return };
    if end.close == Close::Stopped || words < ENOUGH_WORDS || is_label(article, tokens) {
        return;
    }
    let has_verb = tokens.iter().any(|token| AUXILIARIES.has(token) || FINITE_VERBS.has(token));
    let text = article.text(last.span);
    let how = if within_brackets(article, tokens) {
        ", within brackets".to_owned()
    } else if end.close == Close::Unclear {
        return;
    } else if last.kind == TokenKind::Mark || OPEN_WORDS.has(last) && !last.all_caps {
        format!(", after \"{text}\"")
    } else {
        String::new()
    };
    let span = shown(tokens);
    if is_stray(article, tokens) {
        report
            .at(last.span, format!("\"{text}\" stands behind the full stop"))
            .level(Level::Warning)
            .note("letters behind the last full stop are left over from editing")
            .help(format!("take \"{text}\" out"));
        return;
    }
    if !how.is_empty() && (has_verb || end.has_more || words >= LONG_LINE) {
        report
            .at(span, format!("the text stops in the middle of a sentence{how}"))
            .note("what came after it is lost; a reader cannot know what it was")
            .help("write the rest of the sentence, or take the sentence out");
        return;
    }
    let is_sentence = tokens[0].capital && has_verb && words > ENOUGH_WORDS;
    // "including: deficits Epilepsy Paralysis of the face": a list that lost its marks.
    let tail = &tokens[tokens.len().saturating_sub(SHOWN_WORDS).max(1)..];
    let listed = tokens.iter().any(|token| article.text(token.span) == ":")
        || tail.iter().any(|token| is_title_case(article.text(token.span)));
    // A line that is a link: "Why it is important to have these check-ups".
    let link = !end.has_more && LINK_WORDS.has(&tokens[0]);
    if how.is_empty() && usual && !listed && !link && (end.has_more && words > ENOUGH_WORDS || is_sentence) {
        report
            .at(span, "the text stops without a full stop")
            .level(Level::Warning)
            .note("the other paragraphs of this article end with one; the rest of this sentence may be lost")
            .help("write the rest of the sentence, or add the full stop");
    }
}

/// "The cause is unknown.hs": a few letters that no blank parts from the full stop.
fn is_stray(article: &Article, tokens: &[Token]) -> bool {
    let [.., word, stop, last] = tokens else { return false };
    let short = last.is_word() && !last.capital && last.span.len() < 4;
    short && !last.spaced && !stop.spaced && article.text(stop.span) == "." && word.is_word() && word.span.len() > 3
}

/// "Epilepsy", but not "NCI" or "pH".
fn is_title_case(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// "Last reviewed: May 2021", "Source: NHS", a line of navigation.
fn is_label(article: &Article, tokens: &[Token]) -> bool {
    let mark = tokens.iter().take(6).position(|token| {
        token.kind == TokenKind::Mark && matches!(article.text(token.span), ":" | "|" | "\u{00A9}" | "\u{2022}")
    });
    // "Treatment may include: ..." is a sentence.
    let states = |at| tokens[..at].iter().any(|token| AUXILIARIES.has(token) || FINITE_VERBS.has(token));
    mark.is_some_and(|at| !states(at)) || tokens.iter().all(|token| !token.is_word() || token.capital)
}

/// Whether a bracket was opened and not closed.
fn within_brackets(article: &Article, tokens: &[Token]) -> bool {
    let mut open: u32 = 0;
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match article.text(token.span) {
            "(" | "[" => open += 1,
            ")" | "]" => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open > 0
}

/// The last words.
fn shown(tokens: &[Token]) -> ProseSpan {
    let mut words = 0;
    let start = tokens.iter().rposition(|token| {
        words += usize::from(token.is_word());
        words == SHOWN_WORDS
    });
    tokens[start.unwrap_or(0)].span.to(tokens[tokens.len() - 1].span)
}
