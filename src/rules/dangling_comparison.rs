//! A comparison that does not say with what: "are more effective."

use super::words::WordSet;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a comparison of treatments that does not say what is compared with what.
    ///
    /// ## Why
    /// "More effective" is a claim only when the other treatment is named. Without it a reader takes the best meaning for the true one: more effective than no treatment becomes more effective than all others.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The level is high in some women. Pills with only the same doses of hormones are more effective.
    ///                                                  ^^^^^^^^^^^^^^ this comparison does not say with what: "the same doses" and "more effective"
    /// ```
    /// ```md,flag
    /// The drug is taken once a day. It is significantly more effective.
    ///                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this comparison does not say with what: "significantly more effective"
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Two drugs were compared. The newer drug is more effective. It was also safer than placebo.
    /// ```
    /// ```md,clean
    /// The drug is more effective when it is taken early. The more you rest, the better. Older adults do better in the lower leg.
    /// ```
    /// ```md,clean
    /// Both groups took the same dose. The tablets are given at the same dose as the syrup.
    /// ```
    ///
    /// ## Limits
    /// Only comparisons of effect and safety that end their clause are looked at, and only where neither the sentence nor the one before it holds anything to compare with.
    DanglingComparison: "dangling-comparison", Integrity, Note, "0.1.0", check
}

static DEGREES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("more less"));
static STRONG: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("significantly much far considerably clearly substantially markedly"));
static EFFECTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("effective efficient efficacious safe harmful"));
static SINGLE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("safer"));
static AMOUNTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("dose doses dosage dosages"));
static BE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("is are was were be been"));
/// Any of these may say what is compared, or under what condition, or that two things are in play.
static BASES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "than as compared comparison versus vs both either or other others another alternative alternatives instead two \
         while when if whereas because which may might whether combination combined together alone group groups trial \
         trials study studies placebo old older newer new make makes made become becomes even first second used to \
         making compare compares comparing compared unlike rather standard earlier early research researchers findings \
         traditional conventional drugs methods treatments therapies medicines medications types kinds usual current",
    )
});

fn check(article: &Article, report: &mut Report<'_>) {
    let mut before: Option<&Sentence> = None;
    for sentence in &article.sentences {
        if article.kind_of(sentence) == BlockKind::Paragraph && !article.is_foreign(sentence.block) {
            look(article, sentence, before, report);
        }
        before = Some(sentence);
    }
}

fn look(article: &Article, sentence: &Sentence, before: Option<&Sentence>, report: &mut Report<'_>) {
    let tokens = article.tokens_of(sentence);
    let Some(effect) = effect(article, tokens) else { return };
    let clause = clause_before(article, tokens, effect.0);
    let same = same_amount(article, tokens);
    // "the same doses" has nothing to be the same as either: then a condition before it does not help.
    let own = if same.is_some() { &tokens[clause..] } else { tokens };
    let outer = before.filter(|before| before.block == sentence.block && same.is_none());
    let named = own.iter().chain(outer.map(|before| article.tokens_of(before)).unwrap_or_default());
    if named.into_iter().any(|token| BASES.has(token)) {
        return;
    }
    let span = tokens[effect.0].span.to(tokens[effect.1].span);
    let (span, what) = match same {
        Some(same) => {
            let same_span = article.text(same);
            (same.to(same), format!("\"{same_span}\" and \"{}\"", article.text(span)))
        }
        None => (span, format!("\"{}\"", article.text(span))),
    };
    let finding = report.at(span, format!("this comparison does not say with what: {what}"));
    finding
        .note("nothing in this sentence or the one before it is named to compare with")
        .help("name what it is compared with, and for whom");
    if same.is_some() {
        finding.level(Level::Warning);
    }
}

/// "is (significantly) more effective" at the end of a clause: from the first word of the comparison to its last.
fn effect(article: &Article, tokens: &[Token]) -> Option<(usize, usize)> {
    let ends = |at: usize| tokens.get(at + 1).is_none_or(|next| matches!(article.text(next.span), "." | ";" | "!"));
    let at = (1..tokens.len()).find(|&at| {
        let pair = DEGREES.has(&tokens[at - 1]) && EFFECTS.has(&tokens[at]);
        ends(at) && (pair || SINGLE.has(&tokens[at]))
    })?;
    let mut from = if SINGLE.has(&tokens[at]) { at } else { at - 1 };
    if from > 0 && STRONG.has(&tokens[from - 1]) {
        from -= 1;
    }
    (from > 0 && BE.has(&tokens[from - 1])).then_some((from, at))
}

/// The start of the clause that a token stands in.
fn clause_before(article: &Article, tokens: &[Token], at: usize) -> usize {
    let mark = tokens[..at]
        .iter()
        .rposition(|token| token.kind == TokenKind::Mark && matches!(article.text(token.span), "," | ";" | ":"));
    mark.map_or(0, |mark| mark + 1)
}

/// "the same doses" that nothing is the same as.
fn same_amount(article: &Article, tokens: &[Token]) -> Option<ProseSpan> {
    let at = (1..tokens.len()).find(|&at| AMOUNTS.has(&tokens[at]) && article.text(tokens[at - 1].span) == "same")?;
    let article_word = at >= 2 && article.text(tokens[at - 2].span) == "the";
    let from = if article_word { at - 2 } else { at - 1 };
    Some(tokens[from].span.to(tokens[at].span))
}
