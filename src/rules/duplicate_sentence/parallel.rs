//! Descriptions of two things side by side, in which the same sentence is true of each.

use super::{Double, GRAMMAR};
use crate::article::Article;
use crate::document::BlockKind;
use crate::knowledge::{ConceptId, Kind};
use crate::reading::sentences::Sentence;
use crate::reading::words::WordId;

/// How many sentences before and after each copy are compared.
const WINDOW: usize = 2;
/// How many words of a sentence are compared, and how many of them two must share.
const COMPARED: usize = 60;
const SHARED: usize = 2;
const MANY: usize = 5;
/// How many sentences back a heading or a label is looked for, and how long a label may be.
const LABEL_REACH: usize = 25;
const LABEL_WORDS: usize = 6;
/// Words up to this level tell no thing from another: "diagnosis" and "assessment".
const ORDINARY: u8 = 35;

/// Whether the two stand in descriptions of two things: what stands beside them is nearly the same too, but for what it
/// names, or the labels above them name two things.
pub(super) fn is_parallel(article: &Article, double: &Double) -> bool {
    double.at > double.first + 1 && (has_like_neighbours(article, double) || is_labelled_apart(article, double))
}

/// Whether a sentence beside the one copy is like one beside the other: "In CML, too many stem cells become
/// granulocytes", "In JMML, too many stem cells become monocytes".
fn has_like_neighbours(article: &Article, double: &Double) -> bool {
    let beside = |at: usize, back: bool| (1..=WINDOW).filter_map(move |step| step_to(article, at, step, back));
    [true, false].into_iter().any(|back| {
        beside(double.at, back).filter(|&here| here != double.first).any(|here| {
            let ours = telling(article, here);
            let others = beside(double.first, back).filter(|&there| there != here && there != double.at);
            others.into_iter().any(|there| is_like(article, &ours, &telling(article, there)))
        })
    })
}

/// The sentence so many steps away.
fn step_to(article: &Article, at: usize, step: usize, back: bool) -> Option<usize> {
    let index = if back { at.checked_sub(step)? } else { at + step };
    (index < article.sentences.len()).then_some(index)
}

/// The words of a sentence that tell something, sorted, each once.
fn telling(article: &Article, at: usize) -> Vec<WordId> {
    let tokens = article.tokens_of(&article.sentences[at]).iter().take(COMPARED);
    let mut words: Vec<_> =
        tokens.filter(|token| token.is_word() && !GRAMMAR.has(token)).map(|token| token.word).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether two sentences have half of their words in common, and differ in what they name.
fn is_like(article: &Article, ours: &[WordId], theirs: &[WordId]) -> bool {
    let shared = ours.iter().filter(|word| theirs.binary_search(word).is_ok()).count();
    let (long, short) = (ours.len().max(theirs.len()), ours.len().min(theirs.len()));
    let alike = shared >= SHARED && shared * 2 >= long || shared >= MANY && shared * 2 >= short;
    let names = |word: &&WordId| article.lexicon().level(**word) > ORDINARY;
    let lacks = |words: &[WordId], word: &WordId| words.binary_search(word).is_err();
    alike
        && (ours.iter().filter(|word| lacks(theirs, word)).any(|word| names(&word))
            || theirs.iter().filter(|word| lacks(ours, word)).any(|word| names(&word)))
}

/// Whether the headings or labels above the two name two things, or are the same words above two parts.
fn is_labelled_apart(article: &Article, double: &Double) -> bool {
    let (Some(here), Some(there)) = (label(article, double.at), label(article, double.first)) else { return false };
    if here == there || here <= double.first {
        return false;
    }
    let (here, there) = (&article.sentences[here], &article.sentences[there]);
    if article.kind_of(here) != article.kind_of(there) {
        return false;
    }
    let words = |sentence: &Sentence| -> Vec<WordId> {
        article.tokens_of(sentence).iter().filter(|token| token.is_word()).map(|token| token.word).collect()
    };
    let (ours, theirs) = (words(here), words(there));
    if ours == theirs {
        return true;
    }
    let asks = [here, there].into_iter().any(|sentence| article.text(sentence.span).ends_with('?'));
    !asks && differ_in_a_name(article, &ours, &theirs)
        || thing(article, here).zip(thing(article, there)).is_some_and(|(a, b)| {
            let subject = article.subject_concept();
            a != b && Some(a) != subject && Some(b) != subject
        })
}

/// The last heading above a sentence, or the last label: a few words without a full stop.
fn label(article: &Article, at: usize) -> Option<usize> {
    (at.saturating_sub(LABEL_REACH)..at).rev().find(|&before| {
        let sentence = &article.sentences[before];
        match article.kind_of(sentence) {
            BlockKind::Heading => true,
            BlockKind::Paragraph => {
                sentence.tokens.len() <= LABEL_WORDS
                    && article.text(sentence.span).trim_end().ends_with(char::is_alphanumeric)
            }
            _ => false,
        }
    })
}

/// Whether two labels are the same but for one word, which is a name: "Angiostrongylus cantonensis", "Stage II".
fn differ_in_a_name(article: &Article, ours: &[WordId], theirs: &[WordId]) -> bool {
    let mut apart = ours.iter().zip(theirs).filter(|(a, b)| a != b);
    let (Some((&a, &b)), None) = (apart.next(), apart.next()) else { return false };
    let names = |word: WordId| article.word(word).len() < 4 || article.lexicon().level(word) > ORDINARY;
    ours.len() == theirs.len() && ours.len() > 1 && names(a) && names(b)
}

/// The disease, drug, living thing or procedure that a label is the name of.
fn thing(article: &Article, label: &Sentence) -> Option<ConceptId> {
    let mentions = article.mentions_in(&label.tokens);
    let longest = mentions.iter().max_by_key(|mention| mention.span.len())?;
    let kind = matches!(
        longest.kind,
        Kind::Disease | Kind::Drug | Kind::DrugClass | Kind::Organism | Kind::Procedure | Kind::Substance
    );
    (kind && !longest.common && longest.span.len() * 2 > label.span.len()).then_some(longest.concept)
}
