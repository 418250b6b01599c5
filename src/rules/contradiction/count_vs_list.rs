//! A number of things that is announced, and another number of things that follow.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::{WordMap, WordSet};
use std::sync::LazyLock;

crate::rule! {
    /// Flags an announced number of types, stages or parts when another number of them is listed.
    ///
    /// ## Why
    /// One item was lost, or one came in by mistake; a reader who counts along looks for it in vain.
    ///
    /// ## Flagged
    /// ```md,flag
    /// There are three main types of pneumonia: viral and bacterial.
    ///           ^^^^^ "three" types are announced, but two are listed
    /// ```
    /// ```md,flag
    /// The four chambers of the heart are the right atrium, left atrium and left ventricle.
    ///     ^^^^ "four" chambers are announced, but three are listed
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// There are three types of stroke, including ischemic and hemorrhagic stroke. There are two types: A (B and C) and D.
    /// ```
    /// ```md,clean
    /// There are two types of arthritis: osteoarthritis, a wear of the joints, and rheumatoid arthritis.
    /// ```
    ///
    /// ## Limits
    /// Lists whose items hold brackets, relative clauses or "and" of their own are not counted, nor are lists that run on in
    /// the next paragraph.
    CountVsList: "count-vs-list", Contradiction, Warning, "0.1.0", check
}

static COUNTS: LazyLock<WordMap<usize>> = LazyLock::new(|| {
    let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WordMap::of(words.into_iter().zip(2..))
});

static NOUNS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "types forms kinds stages phases groups categories classes subtypes variants varieties chambers layers lobes parts \
         bones valves grades levels sections steps components divisions lungs ventricles",
    )
});

/// Words that may stand between the number and the noun.
static ADJECTIVES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "main major different basic common distinct general principal primary broad known important clinical possible \
         such separate other similar major standard",
    )
});

/// Words of a list whose items cannot be counted by their commas, or that is not the whole list.
static UNSURE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "including include includes such example examples or which that who whose where when because if depending based \
         named not but while although so used according both each either with etc also called known than by sometimes distinguished characterized classified defined caused found present \
         in their similar different most often usually from to for on one two three \
         four five six seven eight is are was were has have can may e.g i.e eg ie designated",
    )
});

/// The longest item, in words.
const ITEM: usize = 6;

/// How many words may stand between the noun and its list.
const GAP: u32 = 8;

fn check(article: &Article, report: &mut Report<'_>) {
    for sentence in &article.sentences {
        let kind = article.kind_of(sentence);
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell)
            || article.is_foreign(sentence.block)
        {
            continue;
        }
        let mut tokens = sentence.tokens.clone();
        let count = |at: u32| COUNTS.get(article, article.tokens[at as usize].word).copied();
        let Some((at, announced)) = tokens.find_map(|at| count(at).map(|number| (at, number))) else { continue };
        if let Some((noun, listed)) = listed(article, sentence, at).filter(|&(_, listed)| listed != announced) {
            let number = article.text(article.tokens[at as usize].span);
            let noun = article.text(article.tokens[noun as usize].span);
            let count = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
            let found = count.get(listed).map_or_else(|| listed.to_string(), |&word| word.to_owned());
            let span = article.tokens[at as usize].span;
            report
                .at(span, format!("\"{number}\" {noun} are announced, but {found} are listed"))
                .label("announced here")
                .related(list_span(article, sentence, at), format!("{found} in this list"))
                .help("add what is missing, or mend the number");
        }
    }
}

fn list_span(article: &Article, sentence: &Sentence, at: u32) -> ProseSpan {
    article.span_of(&(at + 1..sentence.tokens.end))
}

/// The noun that is counted and the number of items that follow it.
fn listed(article: &Article, sentence: &Sentence, number: u32) -> Option<(u32, usize)> {
    let end = sentence.tokens.end;
    let token = |at: u32| &article.tokens[at as usize];
    let text = |at: u32| article.text(token(at).span);
    // "Two or three types", "at least two types": no fixed number.
    if number > sentence.tokens.start && ["or", "to", "least", "than", "another", "other"].contains(&text(number - 1)) {
        return None;
    }
    let noun = (number + 1..end.min(number + 4)).find(|&at| !ADJECTIVES.has(token(at)))?;
    if !NOUNS.has(token(noun)) {
        return None;
    }
    let begins =
        |at: &u32| text(*at) == ":" || matches!(text(*at), "are") && !opens_with_there(article, sentence, number);
    let start = (noun + 1..end.min(noun + 1 + GAP)).find(begins)? + 1;
    let between = (noun + 1..start - 1).all(|at| token(at).is_word() && !UNSURE.has(token(at)));
    if !between || start >= end {
        return None;
    }
    Some((noun, items(article, start..end)?))
}

/// "There are three types": the list has not begun.
fn opens_with_there(article: &Article, sentence: &Sentence, number: u32) -> bool {
    let before = sentence.tokens.start..number;
    before.into_iter().any(|at| ["there", "There"].contains(&article.text(article.tokens[at as usize].span)))
}

/// The number of items of a list, where it can be told.
fn items(article: &Article, range: std::ops::Range<u32>) -> Option<usize> {
    let mut items: Vec<(usize, bool)> = vec![(0, false)];
    for at in range.clone() {
        let token = &article.tokens[at as usize];
        let text = article.text(token.span);
        match text {
            "," | ";" => items.push((0, false)),
            "and" | "&" => {
                let last = items.last_mut()?;
                // ", and" opens an item; "a and b" is two.
                if last.0 > 0 {
                    if last.1 {
                        return None;
                    }
                    items.push((0, true));
                } else {
                    last.1 = true;
                }
            }
            "." => {}
            _ if !token.is_word() && !token.is_number() && text != "-" && text != "–" => return None,
            _ if UNSURE.has(token) => return None,
            "a" | "an" if items.len() > 1 => return None,
            _ => items.last_mut()?.0 += 1,
        }
    }
    // "And" must stand before the last item, and nowhere else.
    let (&(_, last_joined), before) = items.split_last()?;
    let sound = items.len() > 1 && last_joined && before.iter().all(|item| !item.1);
    (sound && items.iter().all(|item| (1..=ITEM).contains(&item.0))).then_some(items.len())
}
