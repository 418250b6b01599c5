//! The long forms of short forms that were never introduced: words of the article with the very initials.

use super::known::{Fame, fame};
use super::uses::Used;
use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::abbreviations::same_name;
use crate::reading::tokens::TokenKind;
use crate::rules::words::WordSet;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words of the article whose initials spell a short form.
#[derive(Clone, Debug)]
pub(crate) struct LongForm {
    /// Where the words stand first.
    pub(crate) span: ProseSpan,
    /// How often they stand in the article.
    pub(crate) count: u32,
    /// They are the title.
    pub(crate) title: bool,
    /// They stand in the title or a heading.
    pub(crate) heading: bool,
    /// Their sentence, or the one nearest to the first use.
    pub(crate) nearest: u32,
    folded: Vec<u32>,
}

/// Words that the letters of a short form leave out.
static LEFT_OUT: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("a an and for in of on or the to with by from at as"));
/// Words that long forms never hold.
static NEVER: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "is are be can may that this it its he she they their his her has have was were who which not also if these \
         some most",
    )
});

/// The best long form of each short form, if the article holds one.
pub(crate) fn find(article: &Article, used: &[Used]) -> Vec<Option<LongForm>> {
    if used.is_empty() {
        return Vec::new();
    }
    let (small, never) = (&*LEFT_OUT, &*NEVER);
    let letters: Vec<Vec<char>> =
        used.iter().map(|one| one.short.chars().flat_map(char::to_lowercase).collect()).collect();
    let mut by_start: FxHashMap<(char, char), Vec<usize>> = FxHashMap::default();
    for (index, letters) in letters.iter().enumerate() {
        by_start.entry((letters[0], letters[1])).or_default().push(index);
    }
    let mut found: Vec<Vec<LongForm>> = vec![Vec::new(); used.len()];
    let aside = article.short_forms.aside(article);
    let mut words: Vec<(char, u32)> = Vec::new();
    for (number, sentence) in article.sentences.iter().enumerate() {
        let kind = article.kind_of(sentence);
        if aside.block(sentence.block) {
            continue;
        }
        words.clear();
        let mut left_out = 0;
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at as usize];
            let slight = small.has(token);
            left_out = if slight { left_out + 1 } else { left_out };
            if slight
                || token.kind == TokenKind::Mark && matches!(article.word(token.word), "-" | "\u{2013}" | "\"" | "'")
            {
                continue;
            }
            // "Diabetes of the Young": in a title, two small words may stand together.
            if left_out > if kind == BlockKind::Title { 2 } else { 1 } {
                words.push((' ', at));
            }
            left_out = 0;
            let breaks = !token.is_word() || token.all_caps || never.has(token);
            let word = if breaks { "" } else { article.word(token.word) };
            let first = if word.len() < 2 { ' ' } else { word.chars().next().unwrap_or(' ') };
            words.push((first, at));
        }
        for start in 0..words.len().saturating_sub(1) {
            let Some(shorts) = by_start.get(&(words[start].0, words[start + 1].0)) else { continue };
            for &index in shorts {
                let wanted = &letters[index];
                let fits = words.len() >= start + wanted.len()
                    && words[start..].iter().zip(wanted).all(|((c, _), wanted)| c == wanted);
                if fits {
                    let range = words[start].1..words[start + wanted.len() - 1].1 + 1;
                    note(article, &mut found[index], range, number as u32, kind, &used[index]);
                }
            }
        }
    }
    found
        .into_iter()
        .map(|forms| {
            forms
                .into_iter()
                .max_by_key(|form| (form.heading, form.nearest < 2, form.count, u32::MAX - form.span.start))
        })
        .collect()
}

fn note(
    article: &Article,
    forms: &mut Vec<LongForm>,
    range: std::ops::Range<u32>,
    sentence: u32,
    kind: BlockKind,
    used: &Used,
) {
    let span = article.tokens[range.start as usize].span.to(article.tokens[range.end as usize - 1].span);
    let expected = match fame(&used.short) {
        Fame::Familiar(long) => same_name(long, article.text(span)),
        Fame::Known | Fame::Unknown => true,
    };
    if !expected || forms.len() > 99 || article.text(span).contains([',', ';', ':', '.', '(', ')']) {
        return;
    }
    let folded: Vec<u32> = article.tokens[range.start as usize..range.end as usize]
        .iter()
        .filter(|token| token.is_word())
        .map(|token| token.word.0)
        .collect();
    let title = kind == BlockKind::Title
        && article
            .document
            .blocks
            .iter()
            .any(|block| block.kind == kind && block.span.contains(span) && block.span.len() <= span.len() + 2);
    let heading = matches!(kind, BlockKind::Title | BlockKind::Heading);
    let use_sentence = article.sentences.partition_point(|one| one.tokens.end <= used.tokens[0]) as u32;
    if let Some(known) = forms.iter_mut().find(|form| form.folded == folded) {
        known.count += 1;
        known.heading |= heading;
        known.title |= title;
        if sentence.abs_diff(use_sentence) < known.nearest {
            known.nearest = sentence.abs_diff(use_sentence);
        }
        return;
    }
    forms.push(LongForm { span, count: 1, title, heading, nearest: sentence.abs_diff(use_sentence), folded });
}
