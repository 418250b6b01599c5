//! Marks that show where two texts were joined: "; The", "disease.It", " ,", ",,".

use super::words::{AUXILIARIES, FINITE_VERBS, WordSet};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use std::sync::LazyLock;

crate::rule! {
    /// Flags punctuation that shows where two texts were joined: a capital after a semicolon or comma, a lost blank after a full stop, a doubled mark, a blank before a mark, a dash where a verb was left out.
    ///
    /// ## Why
    /// Such seams are where a machine translated sentence by sentence or an editor pasted two texts together, and they are the places to check whether what follows still speaks of the same thing.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Dense areas of tissue appear; The muscles of the legs are most often affected.
    ///                             ^^^^^ capital letter after ";": two sentences were joined here
    /// ```
    /// ```md,flag
    /// It damages the nerves of the disease.It spreads to the legs.
    ///                              ^^^^^^^^^^ the blank after "." is missing
    /// ```
    /// ```md,flag
    /// The drug is taken at night,, and the dose is small ,usually.
    ///                           ^^ doubled mark ",,"
    ///                                                    ^^^^^^ blank before ","
    /// ```
    /// ```md,flag
    /// In men, the first signs appear at 15 years, in women - after the onset of puberty.
    ///                                             ^^^^^^^^^^^^^^^^ a dash stands where the verb was left out
    /// ```
    /// ```md,flag
    /// The symptoms are like those found in . Most patients recover.
    ///                                   ^^^^ "in" leads to nothing: a word or a reference was lost here
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// It affects the gut; Crohn disease is one form; MRI shows it; E. coli is not the cause, e.g. the common one.
    /// ```
    /// ```md,clean
    /// The doctor will ask, "Where does it hurt?" The pH is low. mRNA is made from DNA. See Fig. 2, vs. The first one...
    /// ```
    /// ```md,clean
    /// He asked himself, Is this normal? Tell your doctor about heart disease, diabetes, etc., and about drugs.
    /// ```
    ///
    /// ## Limits
    /// A capital after a comma is reported only before "the", "this", "it" and the like; names and quotations have capitals of their own.
    PunctuationSeam: "punctuation-seam", Integrity, Note, "0.1.0", check
}

/// Words of grammar that begin a sentence and that no name begins with.
static OPENERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "the this these those that it its they their there one some most many he she we if when while although because \
         however in on at for from with by to each other another such both after before during as an first usually often \
         people patients women men children symptoms treatment therefore thus",
    )
});
/// The fewer that are reported after a comma.
static AFTER_COMMA: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("the this these it they there"));
static PREPOSITIONS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("in for with among at on from after before during between about within to by of"));
/// Words after which a noun must come, so that a blank and a full stop after them hide something that was lost.
static LEADS_ON: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("in for with among at from during between within to by of the a an see than per via"));
static OF_SCOPE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("in for with among at"));
/// Short forms after whose full stop a sentence goes on.
static SHORT_FORMS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("etc al inc ltd jr sr co corp vs eg ie approx st dr mr mrs fig figs vol dept est resp spp sp")
});

fn check(article: &Article, report: &mut Report<'_>) {
    for sentence in &article.sentences {
        let kind = article.kind_of(sentence);
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
            || article.is_foreign(sentence.block)
        {
            continue;
        }
        let tokens = article.tokens_of(sentence);
        for at in 1..tokens.len() {
            match article.text(tokens[at].span) {
                ";" | "," => {
                    capital_after(article, tokens, at, report);
                    blank_before(article, tokens, at, report);
                    doubled(article, tokens, at, report);
                }
                "." => {
                    blank_lost(article, tokens, at, report);
                    blank_before(article, tokens, at, report);
                    doubled(article, tokens, at, report);
                }
                "-" | "\u{2013}" | "\u{2014}" => left_out_verb(article, tokens, at, report),
                _ => {}
            }
        }
        between(article, sentence, report);
    }
}

/// "; The muscles": two sentences joined by a semicolon.
fn capital_after(article: &Article, tokens: &[Token], at: usize, report: &mut Report<'_>) {
    let (Some(next), Some(after)) = (tokens.get(at + 1), tokens.get(at + 2)) else { return };
    let mark = article.text(tokens[at].span);
    let openers = if mark == ";" { &OPENERS } else { &AFTER_COMMA };
    if !next.spaced || !next.capital || next.all_caps || !openers.has(next) || !after.is_word() || after.capital {
        return;
    }
    // A list whose entries all begin with a capital, or titles: "The Lancet; The Practitioner".
    let listed = tokens[..at]
        .iter()
        .rev()
        .skip(1)
        .take(40)
        .zip(tokens[..at].iter().rev())
        .any(|(mark_before, word)| article.text(mark_before.span) == mark && word.capital);
    let before = &tokens[at - 1];
    if listed || before.capital || !before.is_word() && article.text(before.span) != ")" {
        return;
    }
    let clause = &tokens[at + 1..tokens.len().min(at + 16)];
    if !clause.iter().any(|token| AUXILIARIES.has(token) || FINITE_VERBS.has(token)) {
        return;
    }
    report
        .at(tokens[at].span.to(next.span), format!("capital letter after \"{mark}\": two sentences were joined here"))
        .help(format!(
            "end the sentence with a full stop, or write \"{mark} {}\"",
            article.text(next.span).to_lowercase()
        ))
        .label("and joined here")
        .cause("seam");
}

/// "the disease.It spreads": seen within a sentence, where the splitter did not part it.
fn blank_lost(article: &Article, tokens: &[Token], at: usize, report: &mut Report<'_>) {
    let (before, Some(next)) = (&tokens[at - 1], tokens.get(at + 1)) else { return };
    report_lost(article, before, &tokens[at], next, report);
}

fn report_lost(article: &Article, before: &Token, stop: &Token, next: &Token, report: &mut Report<'_>) {
    let lower = |token: &Token| article.text(token.span).chars().all(char::is_lowercase);
    let known = |token: &Token| article.lexicon().level(token.word) <= 60;
    let joined = !stop.spaced && !next.spaced && before.is_word() && next.is_word();
    if joined
        && next.capital
        && !next.all_caps
        && before.span.len() > 2
        && lower(before)
        && known(before)
        && known(next)
        && (next.span.len() > 1 || article.text(next.span) == "A")
        && article.text(next.span).chars().skip(1).all(char::is_lowercase)
    {
        let gap = ProseSpan { start: stop.span.end, end: stop.span.end };
        report
            .at(before.span.to(next.span), "the blank after \".\" is missing")
            .help("put a blank after the full stop")
            .mend(gap, " ")
            .cause("blank lost");
    }
}

/// The seam between this sentence and the next in its block.
fn between(article: &Article, sentence: &Sentence, report: &mut Report<'_>) {
    let end = sentence.tokens.end as usize;
    let Some(next) = article.tokens.get(end) else { return };
    let block = article.block_of(sentence).span;
    if sentence.tokens.len() < 2 || !block.contains(next.span) || next.spaced {
        return;
    }
    report_lost(article, &article.tokens[end - 2], &article.tokens[end - 1], next, report);
}

/// "small ,usually".
fn blank_before(article: &Article, tokens: &[Token], at: usize, report: &mut Report<'_>) {
    let (before, mark) = (&tokens[at - 1], &tokens[at]);
    let gap = ProseSpan { start: before.span.end, end: mark.span.start };
    let next = tokens.get(at + 1);
    // ". . ." and ".5", and a mark alone after an address or another mark.
    let text = article.text(mark.span);
    // ".gov" and ".5" begin with their full stop.
    let follows = next.is_none_or(|next| next.spaced && !is_mark(next) || next.is_word() && text != ".");
    if !mark.spaced || !before.is_word() || !follows || !article.text(gap).chars().all(|c| c == ' ') {
        return;
    }
    // The word after is shown only when the blank has moved behind it.
    let span = match next {
        Some(next) if !next.spaced && next.is_word() && text == "," => mark.span.to(next.span),
        _ => before.span.to(mark.span),
    };
    let span =
        if span.start == mark.span.start { ProseSpan { end: span.end.min(mark.span.end + 5), ..span } } else { span };
    let span = ProseSpan::new(span.start as usize, article.document.prose.floor_char_boundary(span.end as usize));
    if LEADS_ON.has(before) {
        report
            .at(
                span,
                format!("\"{}\" leads to nothing: a word or a reference was lost here", article.text(before.span)),
            )
            .help("put back what was lost")
            .label("and lost here")
            .cause("lost");
        return;
    }
    report.at(span, format!("blank before \"{text}\"")).help("take the blank out").mend(gap, "").cause("blank before");
}

fn is_mark(token: &Token) -> bool {
    token.kind == TokenKind::Mark
}

/// ",,", ".,", ";;".
fn doubled(article: &Article, tokens: &[Token], at: usize, report: &mut Report<'_>) {
    let (first, Some(second)) = (&tokens[at], tokens.get(at + 1)) else { return };
    if second.spaced || !is_mark(second) || is_mark(&tokens[at - 1]) {
        return;
    }
    let (a, b) = (article.text(first.span), article.text(second.span));
    let third = tokens.get(at + 2).filter(|third| !third.spaced).map(|third| article.text(third.span));
    let wrong = matches!((a, b), ("," | ";" | ".", "," | ";" | "."));
    // An ellipsis, and the full stop of a short form before a comma.
    let before = &tokens[at - 1];
    let short = a == "." && b != "." && (SHORT_FORMS.has(before) || before.span.len() < 4 || before.capital);
    let dots =
        b == "." && third == Some(".") || a == "." && b == "." && tokens.get(at + 2).is_none_or(|next| !next.spaced);
    if !wrong || short || dots {
        return;
    }
    let span = first.span.to(second.span);
    report
        .at(span, format!("doubled mark \"{}\"", article.text(span)))
        .help("keep the mark that is meant")
        .cause("doubled");
}

/// ", in women - after puberty": a literal translation leaves the verb out and writes a dash for it.
fn left_out_verb(article: &Article, tokens: &[Token], at: usize, report: &mut Report<'_>) {
    let Some(next) = tokens.get(at + 1) else { return };
    if !tokens[at].spaced || !next.spaced || !PREPOSITIONS.has(next) || next.capital {
        return;
    }
    // From the comma: a preposition and one to three words.
    let comma = tokens[..at].iter().rposition(is_mark);
    let Some(comma) = comma.filter(|&comma| matches!(article.text(tokens[comma].span), "," | ";")) else { return };
    let scope = &tokens[comma + 1..at];
    if !(2..=4).contains(&scope.len()) || !OF_SCOPE.has(&scope[0]) {
        return;
    }
    let end = tokens[at + 1..].iter().position(|token| matches!(article.text(token.span), "." | ";" | "," | "-"));
    let rest = &tokens[at + 1..at + 1 + end.unwrap_or(tokens.len() - at - 1)];
    if rest.iter().any(|token| AUXILIARIES.has(token)) {
        return;
    }
    report
        .at(scope[0].span.to(next.span), "a dash stands where the verb was left out")
        .level(Level::Note)
        .help("write the verb, or join the two with \"and\"")
        .label("and here a dash stands where the verb was left out")
        .cause("seam");
}
