//! A sentence without a subject: "Characterized by pain."

use super::words::{AUXILIARIES, WordSet};
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a sentence that begins with its verb and has no subject, as literal translations and pasted notes do.
    ///
    /// ## Why
    /// Many languages leave out the subject where English cannot. "Characterized by pain" leaves the reader to guess what is: the disease, its late stage, or the group of muscles in the sentence before.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Later, signs of weakness appear. Characterized by a combination of pain and wasting of the muscles.
    ///                                  ^^^^^^^^^^^^^^^^ this sentence has no subject
    /// ```
    /// ```md,flag
    /// The cough lasts for weeks. Manifests itself in the form of attacks at night.
    ///                            ^^^^^^^^^^^^^^^^ this sentence has no subject
    /// ```
    /// ```md,flag
    /// The rash is red. Is observed mainly in children under five.
    ///                  ^^^^^^^^^^^ this sentence has no subject
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// It is an old name. Characterized by Smith in 1901, the syndrome is now known by another one.
    /// ```
    /// ```md,clean
    /// Take the tablets with food. Is it safe in pregnancy? Has no one told you?
    /// ```
    /// ```md,clean
    /// - Occurs mainly in children
    /// - Characterized by a rash
    /// ```
    ///
    /// ## Limits
    /// List items, table cells, headings and captions may be notes and are not looked at. Verbs that are also nouns ("Results", "Causes") are left alone.
    SubjectlessFragment: "subjectless-fragment", Integrity, Warning, "0.1.0", check
}

static PARTICIPLES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "characterized characterised manifested accompanied followed observed diagnosed transmitted expressed \
         caused found seen inherited localized localised located",
    )
});
static AFTER_PARTICIPLE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("by in with as mainly mostly usually often"));
static FINITE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "occurs manifests develops affects appears presents arises consists belongs proceeds begins differs leads requires",
    )
});
static AFTER_FINITE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "itself mainly mostly usually often more most rarely in with from at after as to of on the about during when \
         predominantly primarily typically frequently commonly",
    )
});
static COPULAS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("is are was were has can may"));
static AFTER_COPULA: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "observed characterized characterised found caused seen diagnosed transmitted manifested accompanied inherited \
         localized localised located considered treated detected associated known called be been",
    )
});
static RELATIVES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("that which who whose where when if because as while although whether how what"));

static SUBJECTS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("the this these it they he she we you most many some each there his her its their"));

/// A note of a few words is no sentence.
const ENOUGH_WORDS: usize = 5;

fn check(article: &Article, report: &mut Report<'_>) {
    let mut before: Option<&Sentence> = None;
    for sentence in &article.sentences {
        // A whole sentence stands before it in its paragraph, so that this is running text and no entry of notes.
        let follows = before.is_some_and(|before| before.block == sentence.block);
        before = Some(sentence);
        if !follows || article.kind_of(sentence) != BlockKind::Paragraph || article.is_foreign(sentence.block) {
            continue;
        }
        let tokens = article.tokens_of(sentence);
        if tokens.len() > ENOUGH_WORDS && tokens[0].capital && !tokens[0].all_caps && lacks_subject(article, tokens) {
            report
                .at(tokens[0].span.to(tokens[1].span), "this sentence has no subject")
                .note("English names what is meant in each sentence; a literal translation from another language often does not")
                .help("name the subject, or join the sentence with the one before it");
        }
    }
}

fn lacks_subject(article: &Article, tokens: &[Token]) -> bool {
    let (first, second) = (&tokens[0], &tokens[1]);
    let open = tokens.last().is_some_and(|last| matches!(article.text(last.span), "?" | ":" | "!"));
    if open || !second.is_word() || second.capital {
        return false;
    }
    if PARTICIPLES.has(first) {
        return AFTER_PARTICIPLE.has(second) && !has_main_clause(tokens);
    }
    if COPULAS.has(first) {
        let third = &tokens[2];
        return AFTER_COPULA.has(second) && third.is_word();
    }
    FINITE.has(first) && AFTER_FINITE.has(second)
}

/// Whether a finite verb stands outside relative clauses.
fn has_main_clause(tokens: &[Token]) -> bool {
    let mut relative = false;
    // ", the syndrome ...": a noun phrase of its own begins after a comma.
    let begins = |pair: &[Token]| pair[0].kind == TokenKind::Mark && (SUBJECTS.has(&pair[1]) || pair[1].capital);
    if tokens.windows(2).any(begins) {
        return true;
    }
    for token in &tokens[2..] {
        if token.kind == TokenKind::Mark {
            relative = false;
        } else if RELATIVES.has(token) {
            relative = true;
        } else if !relative && AUXILIARIES.has(token) {
            return true;
        }
    }
    false
}
