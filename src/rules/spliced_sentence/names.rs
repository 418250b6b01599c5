//! A second sentence that begins with a name: "recommend pulmonary PR is a program".

use super::{CLAUSE_REACH, CUT_WORDS, LABELLED};
use crate::article::Article;
use crate::knowledge::Kind;
use crate::reading::tokens::{Token, TokenKind};
use crate::rules::words::{AUXILIARIES, FINITE_VERBS, WordSet};
use std::sync::LazyLock;

/// Words after which a name may stand with a verb of its own: "It is likely CF is inherited", "the protein CFTR is".
static JOINING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "and or but nor that which who whom whose if when whenever because although though while whereas since unless \
         until where whether how why what than so as once after before for with of in on by from to at into about like \
         likely possible sure clear true not known called named termed reason way time extent fact day year moment",
    )
});

/// Words that a name explains: "the protein CFTR is", "professor Down was".
static EXPLAINED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "gene genes protein proteins enzyme receptor hormone virus drug antigen molecule cytokine factor bacterium test \
         case doctor dr mr mrs ms professor president author researcher",
    )
});

/// "recommend pulmonary PR is a program": a name right before "is", though the clause in front has its verb.
pub(super) fn begins(article: &Article, tokens: &[Token], at: usize, from: usize) -> bool {
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    let word = article.text(before.span);
    let open = !before.is_word()
        || !token.spaced
        || before.capital
        || CUT_WORDS.has(before)
        || JOINING.has(before)
        || EXPLAINED.has(before)
        || LABELLED.has(before)
        || AUXILIARIES.has(before)
        || FINITE_VERBS.has(before)
        || ["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending));
    if open {
        return false;
    }
    let absolute = (from + at) as u32;
    let named = article.mentions_in(&(absolute..absolute + 1)).first();
    let end = match named.filter(|mention| !mention.common && (mention.kind == Kind::Disease || token.all_caps)) {
        Some(mention) => mention.tokens.end as usize - from,
        None if token.all_caps && token.span.len() > 1 => at + 1,
        None => return false,
    };
    let text = |at: usize| tokens.get(at).map_or("", |token| article.text(token.span));
    let is_verb = |at: usize| {
        matches!(text(at), "is" | "are" | "was" | "were") || matches!(text(at), "can" | "may") && text(at + 1) == "be"
    };
    if !is_verb(end) {
        return false;
    }
    let clause = &tokens[at.saturating_sub(CLAUSE_REACH)..at];
    let Some(verb) = clause.iter().rposition(|token| AUXILIARIES.has(token)) else { return false };
    let small = |token: &Token| matches!(article.text(token.span), "of" | "in" | "by" | "to" | "for" | "with" | "on");
    let marks = |token: &Token| token.kind == TokenKind::Mark && !matches!(article.text(token.span), "," | ":" | "-");
    let parts = |token: &Token| JOINING.has(token) && !small(token) || marks(token);
    // A clause of its own: with "who" or "that" in front, the verb after the name may be the first one's.
    let depends = clause[..verb].iter().any(|token| JOINING.has(token) && !small(token));
    let begins = small(&tokens[0]) || matches!(text(0), "In" | "For" | "With" | "By" | "On");
    !depends && !begins && !clause[verb..].iter().any(parts)
}
