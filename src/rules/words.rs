//! Sets of words that rules look tokens up in, by their ids in the embedded knowledge.

use crate::knowledge::{Knowledge, fold};
use crate::reading::tokens::Token;
use crate::reading::words::WordId;
use std::sync::LazyLock;

/// Words, as ids of the embedded knowledge, so that no token is ever lower-cased to be looked up.
pub(crate) struct WordSet {
    ids: Vec<WordId>,
}

impl WordSet {
    /// The words of a text; those that the knowledge has not are never found.
    pub(crate) fn of(words: &str) -> Self {
        let knowledge = Knowledge::embedded();
        let mut key = String::new();
        let mut ids: Vec<_> = words
            .split_whitespace()
            .filter_map(|word| {
                fold(word, &mut key);
                knowledge.word(&key).map(WordId)
            })
            .collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids }
    }

    /// Whether the token is one of the words.
    pub(crate) fn has(&self, token: &Token) -> bool {
        token.is_word() && self.ids.binary_search(&token.word).is_ok()
    }
}

/// Forms of "be", "have" and "do", and the modal verbs: with one of them, a clause has a finite verb.
pub(crate) static AUXILIARIES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "is are was were am be been has have had do does did can could may might must shall should will would cannot \
         isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't it's",
    )
});

/// Common finite verbs of health articles in the present, and a few in the past.
pub(crate) static FINITE_VERBS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "affects affect allows allow appears appear becomes become begins begin belongs belong brings carries carry \
         causes cause comes come consists consist contains contain continues continue depends depend develops develop \
         differs differ explains explain feels feel finds focuses focus follows gets get gives give goes go grows grow \
         happens happen helps help holds hopes hope hosts identifies includes include increases increase inherits \
         involves involve keeps keep kills lasts last leads lead leaves lets lies lie looks look lowers lower makes make \
         means mean needs need occurs occur offers offer plays play prevents prevent produces produce promises provides \
         provide puts ranges range reaches receives receive recommends recommend reduces reduce refers refer relieves \
         remains remain requires require results result runs run says seems seem sees serves serve shows show slows \
         spreads spread starts start states stays stay stops stop suggests suggest supports support takes take tells \
         tend tends treats treat tries try turns turn uses use varies vary wants want works work worsens worsen became \
         began caused found led made said saw showed took went gave enables enable examines studies conducts promotes \
         examine aims progresses progress experience experiences flows flow enjoy improves improve decreases decrease moved moves mimic resembles damages damage controls control targets attacks destroys destroy absorbs contributes contribute want know think",
    )
});
