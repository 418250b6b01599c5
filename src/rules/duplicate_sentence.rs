//! A sentence that stands twice in one article.

use crate::article::Article;
use crate::document::BlockKind;
use crate::rule::Report;
use rustc_hash::FxHashMap;

crate::rule! {
    /// Flags a sentence that stands in the article twice.
    ///
    /// ## Why
    /// Pasted and machine-made copy repeats itself; a reader who meets the same sentence again stops trusting the text.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The bone usually heals within six weeks of the injury. Rest helps. The bone usually heals within six weeks of the injury.
    ///                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this sentence stands in the article twice
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Call your doctor at once. If the pain is worse the next day, call your doctor at once.
    /// ```
    ///
    /// ## Limits
    /// Short sentences and list stems are often repeated on purpose; fewer than eight words are never reported.
    DuplicateSentence: "duplicate-sentence", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    let mut seen = FxHashMap::default();
    for sentence in &article.sentences {
        let words: Vec<_> = article.tokens_of(sentence).iter().map(|token| token.word).collect();
        if words.len() < 9 || article.kind_of(sentence) != BlockKind::Paragraph {
            continue;
        }
        if let Some(first) = seen.get(&words) {
            report
                .at(sentence.span, "this sentence stands in the article twice")
                .related(*first, "it stands here first");
        } else {
            seen.insert(words, sentence.span);
        }
    }
}
