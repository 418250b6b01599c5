//! A sentence that stands twice in one article, in the same words or nearly so.

mod claims;
mod parallel;

use super::words::WordSet;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sections::Role;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::rule::Report;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

crate::rule! {
    /// Flags a sentence that stands in the article twice, in the same words or nearly so.
    ///
    /// ## Why
    /// Pasted and machine-made copy repeats itself; a reader who meets the same sentence again stops trusting the text, or looks for a difference that is not there.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The bone usually heals within six weeks of the injury. Rest helps. The bone usually heals within six weeks of the injury.
    ///                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this sentence stands in the article twice
    /// ```
    /// ```md,flag
    /// A cast protects the broken bone while new bone forms. While new bone forms, the cast protects the broken bone.
    ///                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this sentence says what another says, in nearly the same words
    /// ```
    /// ```md,flag
    /// It is important to see a doctor for diagnosis and treatment. The pain grows. If it does not go away, you should consult a doctor for diagnosis and treatment.
    ///                                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this advice was given before
    /// ```
    /// ```md,flag
    /// Gout is a rare disease that causes pain in the joints. It comes in attacks. This disease is rare and can occur at any age.
    ///                                                                             ^^^^^^^^^^^^^^^^^^^^ that this is rare was said before
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Call your doctor at once. If the pain is worse the next day, call your doctor at once.
    /// ```
    /// ```md,clean
    /// Each son of a carrier has one chance in two of having the disease. Each daughter of a carrier has one chance in two of being a carrier.
    /// ```
    /// ```md,clean
    /// Children under five years should take 5 mg of the syrup twice a day. Children over five years should take 10 mg of the syrup twice a day.
    /// ```
    /// What is true of two things is said of each.
    /// ```md,clean
    /// In acute leukemia, the marrow makes too many young cells called lymphoblasts. Most of these cells never become healthy blood cells.
    ///
    /// In chronic leukemia, the marrow makes too many old cells called granulocytes. Most of these cells never become healthy blood cells.
    /// ```
    /// ```md,clean
    /// Taenia saginata
    ///
    /// The worm lives in cattle. A person who has seen parts of a worm should consult a doctor about the treatment.
    ///
    /// Taenia solium
    ///
    /// Pigs carry these eggs. A person who has seen parts of a worm should consult a doctor about the treatment.
    /// ```
    /// ```md,clean
    /// # Antibiotics
    ///
    /// ## Amoxicillin
    ///
    /// This drug treats sore throats. Do not take it if you are allergic to penicillin or its relatives.
    ///
    /// ## Ampicillin
    ///
    /// Boils get better with it. Do not take it if you are allergic to penicillin or its relatives.
    /// ```
    ///
    /// ## Limits
    /// Short sentences and list stems are often repeated on purpose: fewer than seven words are never reported. A sentence that stands again in another section, as in a summary, is a note, and far away it counts only if it is long; an article that repeats many sentences from section to section does so by design and is left alone.
    DuplicateSentence: "duplicate-sentence", Integrity, Warning, "0.1.0", check
}

/// Words of grammar, which two sentences that say the same may differ in.
static GRAMMAR: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "the a an this these that those is are was were be been also and of in to it its as by so thus then too very",
    )
});

/// Words that point to what comes next: the sentence means something else each time.
static POINTERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("following follow next lists"));

/// Words that point to another part of the page, unless a thing stands behind them: "above the gland".
static PLACES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("below above"));

/// Fewer words are repeated on purpose.
const ENOUGH_WORDS: usize = 7;
/// As many for a sentence that stands far from its double.
const ENOUGH_FAR: usize = 9;
/// As many for one that stands pages away, where a gloss or a warning is given again for those who begin to read there.
const ENOUGH_PAGES_AWAY: usize = 15;
/// So many bytes are pages.
const PAGES: u32 = 7_500;
/// As many words that tell something for sentences that are nearly the same.
const ENOUGH_NEAR: usize = 6;
/// An article that repeats more sentences from section to section does so by design.
const BY_DESIGN: usize = 2;
/// The sentences that open an answer: the question again, and the first of the answer.
const OPENING: usize = 2;
/// How many sentences may stand between two that are nearly the same.
const NEAR: usize = 8;

/// Whether one of the two stands in a part that sums up the others: an overview, the answer to "What is X?", a summary.
fn recaps(article: &Article, double: &Double) -> bool {
    [double.first, double.at].into_iter().any(|at| {
        let section = article.section_of(article.sentences[at].block);
        let headed =
            section.heading.is_some_and(|block| article.document.blocks[block as usize].kind == BlockKind::Heading);
        section.role == Role::Summary || section.role == Role::Lead && headed
    })
}

/// A sentence and the one that it repeats.
struct Double {
    at: usize,
    first: usize,
    exact: bool,
    /// It is short for how far away it stands; it tells only how much the article repeats.
    slight: bool,
}

fn check(article: &Article, report: &mut Report<'_>) {
    let doubles = doubles(article);
    let far = |double: &Double| !together(article, double);
    let far_count = doubles.iter().filter(|double| double.exact && far(double)).count();
    let mut at = 0;
    while at < doubles.len() {
        let double = &doubles[at];
        let run = run_length(&doubles[at..]);
        at += run;
        let by_design = far_count > BY_DESIGN && run < far_count;
        let many = || far_count > run || opens_paragraph(article, double);
        let retold = || recaps(article, double) || many() && answers_questions(article, double);
        if far(double) && (!double.exact || by_design || retold()) {
            continue;
        }
        if run == 1 && double.exact && (double.slight || parallel::is_parallel(article, double)) {
            continue;
        }
        let first = article.sentences[double.first].span;
        let span = article.sentences[double.at].span;
        let last = article.sentences[double.at + run - 1].span;
        let message = match (double.exact, run) {
            (true, 1) => "this sentence stands in the article twice".to_owned(),
            (true, _) => format!("this sentence and the {} after it stand in the article twice", run - 1),
            (false, _) => "this sentence says what another says, in nearly the same words".to_owned(),
        };
        let finding = report.at(span, message);
        finding.related(first, "it stands here first").help("take one of the two out").cause(format!("{first:?}"));
        if far(double) || !double.exact {
            finding.level(Level::Note);
        } else if run == 1 {
            finding.suggest(with_blank(article, span), "");
        } else {
            finding.suggest(with_blank(article, span.to(last)), "");
        }
    }
    claims::check(article, report);
}

/// A sentence with the blank before it.
fn with_blank(article: &Article, span: ProseSpan) -> ProseSpan {
    let before = article.document.prose[..span.start as usize].ends_with(' ');
    ProseSpan { start: span.start - u32::from(before), ..span }
}

/// How many doubles follow one another, as those of a paragraph that was pasted twice do.
fn run_length(doubles: &[Double]) -> usize {
    let follows = |pair: &&[Double]| {
        pair[0].exact && pair[1].exact && pair[1].at == pair[0].at + 1 && pair[1].first == pair[0].first + 1
    };
    1 + doubles.windows(2).take_while(follows).count()
}

/// Whether the two stand in sections that each answer a question, and one of them opens its answer: each answer is
/// written to stand alone.
fn answers_questions(article: &Article, double: &Double) -> bool {
    let opens = |at: usize| {
        let section = article.section_of(article.sentences[at].block).heading;
        let before = at.checked_sub(OPENING).map(|before| article.sentences[before].block);
        before.is_none_or(|block| article.section_of(block).heading != section || Some(block) == section)
    };
    if !opens(double.at) && !opens(double.first) {
        return false;
    }
    let heading = |at: usize| article.section_of(article.sentences[at].block).heading_span(&article.document);
    let (here, first) = (heading(double.at), heading(double.first));
    here != first && [here, first].into_iter().all(|span| span.is_some_and(|span| article.text(span).ends_with('?')))
}

/// Whether a sentence opens its paragraph or follows a question, as one that is told again on purpose does.
fn opens_paragraph(article: &Article, double: &Double) -> bool {
    let (sentence, before) = (&article.sentences[double.at], &article.sentences[double.at.saturating_sub(1)]);
    double.at == 0 || before.block != sentence.block || article.text(before.span).ends_with('?')
}

/// Whether the two stand in one paragraph or in two that follow each other.
fn together(article: &Article, double: &Double) -> bool {
    let block = |at: usize| article.sentences[at].block;
    block(double.at) - block(double.first) <= 1
}

fn doubles(article: &Article) -> Vec<Double> {
    let mut exact: FxHashMap<u64, usize> = FxHashMap::default();
    let mut near: FxHashMap<u64, usize> = FxHashMap::default();
    let mut doubles = Vec::new();
    for (at, sentence) in article.sentences.iter().enumerate() {
        if article.kind_of(sentence) != BlockKind::Paragraph || article.is_foreign(sentence.block) {
            continue;
        }
        let tokens = article.tokens_of(sentence);
        let words = tokens.iter().filter(|token| token.is_word() || token.is_number()).count();
        if words < ENOUGH_WORDS || is_stem(article, sentence) || is_citation(tokens, words) {
            continue;
        }
        let first = *exact.entry(key(article, tokens.iter())).or_insert(at);
        if first != at && same_words(article, first, at) {
            let apart = sentence.span.start - article.sentences[first].span.end;
            let double = Double { at, first, exact: true, slight: apart > PAGES && words < ENOUGH_PAGES_AWAY };
            if words >= ENOUGH_FAR || together(article, &double) {
                doubles.push(double);
            }
            continue;
        }
        let mut telling: Vec<&Token> = tokens.iter().filter(|token| !GRAMMAR.has(token)).collect();
        telling.retain(|token| token.is_word() || token.is_number());
        if telling.len() < ENOUGH_NEAR {
            continue;
        }
        telling.sort_by_key(|token| (token.word, if token.is_number() { article.text(token.span) } else { "" }));
        let before = near.insert(key(article, telling.into_iter()), at);
        if let Some(first) = before.filter(|first| at - first <= NEAR) {
            doubles.push(Double { at, first, exact: false, slight: false });
        }
    }
    doubles
}

/// "Call your doctor if you have:", "Watch the video, and answer the following questions." are repeated on purpose.
fn is_stem(article: &Article, sentence: &Sentence) -> bool {
    let tokens = article.tokens_of(sentence);
    let points = |at: usize| {
        let next = tokens.get(at + 1).filter(|next| next.is_word() || next.is_number());
        PLACES.has(&tokens[at]) && next.is_none()
            || POINTERS.has(&tokens[at])
            || at > 0 && PLACES.has(&tokens[at]) && matches!(article.text(tokens[at - 1].span), "the" | "The" | "see")
    };
    article.text(sentence.span).ends_with([':', '?']) || (0..tokens.len()).any(points)
}

/// An entry of a reference list that nobody marked as one: mostly names, or an address.
fn is_citation(tokens: &[Token], words: usize) -> bool {
    let capitals = tokens.iter().filter(|token| token.capital || token.is_number()).count();
    capitals * 2 > words || tokens.iter().any(|token| token.kind == TokenKind::Address)
}

fn key<'a>(article: &Article, tokens: impl Iterator<Item = &'a Token>) -> u64 {
    let mut hasher = FxHasher::default();
    for token in tokens {
        match token.kind {
            TokenKind::Word => token.word.0.hash(&mut hasher),
            TokenKind::Number | TokenKind::Address => article.text(token.span).hash(&mut hasher),
            TokenKind::Mark => {}
        }
    }
    hasher.finish()
}

/// Whether the words are the same, and not just their hash.
fn same_words(article: &Article, a: usize, b: usize) -> bool {
    let words = |at: usize| {
        let tokens = article.tokens_of(&article.sentences[at]).iter();
        tokens.filter(|token| token.kind != TokenKind::Mark).map(|token| token.word)
    };
    words(a).eq(words(b))
}
