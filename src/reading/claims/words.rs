//! The words by which a sentence refers to what it is about.

use crate::reading::words::{Lexicon, WordId};

/// The words that refer to a subject without naming it.
#[derive(Clone, Debug)]
pub(crate) struct TopicWords {
    pub(super) articles: Vec<WordId>,
    pub(super) pointers: Vec<WordId>,
    pub(super) classes: Vec<WordId>,
    pub(super) pronouns: Vec<WordId>,
    pub(super) bearers: Vec<WordId>,
    pub(super) joints: Vec<WordId>,
    pub(super) fillers: Vec<WordId>,
    pub(super) verbs: Vec<WordId>,
    pub(super) forms: Vec<WordId>,
    pub(super) kinds: Vec<WordId>,
    pub(super) joiners: Vec<WordId>,
    pub(super) places: Vec<WordId>,
    pub(super) showing: Vec<WordId>,
    pub(super) shown: Vec<WordId>,
    pub(super) than: WordId,
    pub(super) comma: WordId,
    pub(super) opening: WordId,
    pub(super) closing: WordId,
}

/// Nouns that stand for the disease of the article: "this condition".
const CLASSES: &str = "disease disorder condition syndrome illness infection cancer tumor tumour problem malformation abnormality \
    injury deficiency allergy ailment complaint defect anomaly trait";

/// Nouns that show the disease: its symptoms, its cases, the people who have it.
const BEARERS: &str = "symptom symptoms sign signs feature features manifestation manifestations case cases patient patients people \
    person persons individual individuals sufferers onset episode episodes attack attacks someone anyone those \
    occurrence incidence inheritance outbreak diagnoses diagnosis bout bouts majority flare flares course \
    prevalence frequency duration children adults infants families everyone one most appearance presentation half \
    changes time period site target location proportion problems problem abnormalities percentage percent number \
    rash form effects effect characteristics complaints";

/// What shows a disease and is not the disease.
const SHOWN: &str = "symptom symptoms sign signs feature features manifestation manifestations problem problems effects effect \
    characteristics complaints abnormalities changes rash presentation appearance";

/// Words between a noun and the name that it belongs to.
const JOINTS: &str = "of with for from have having has by in to develop get who";

/// Words that add nothing to a name.
const FILLERS: &str = "most many some usually often typically generally commonly frequently also always affected main early first \
    earliest initial all other more however only just that currently still now can may has have is are been which \
    this the a an remember because since although rarely sometimes overall thus therefore today both typical \
    characteristic clinical obvious noticeable physical visible whole active not such these actual entire known \
    diagnosed new reported average usual mainly then very mostly primarily almost nearly whose and true so too \
    eventually formerly traditionally historically recently initially sometimes nowadays rare common inherited genetic serious skin medical particular underlying associated whether if unclear its \
    their his her percent % itself permanently completely";

/// Verbs, and adverbs that stand before them: what is talked about ends there.
const VERBS: &str = "is are was were can cannot may might could will has have had does do affects affect occurs occur causes cause \
    begins begin starts start appears appear develops develop results result includes include usually typically \
    often generally should must would varies vary tends tend lasts last describe describes need say know think \
    believe become becomes involves involve leads produces makes if seem seems spread spreads rarely never \
    sometimes also commonly not mainly follows infects infect attacks grows belongs requires reduces increases \
    helps";

/// Words that tell forms of a disease apart.
const FORMS: &str = "form type subtype variant stage grade kind version subgroup forms types subtypes variants stages \
    grades kinds versions subgroups";

impl TopicWords {
    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        let mut ids = |words: &str| {
            let mut ids: Vec<_> = words.split_whitespace().map(|word| lexicon.intern(word)).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        Self {
            articles: ids("the a an"),
            pointers: ids("the this that such"),
            classes: ids(CLASSES),
            pronouns: ids("it its"),
            bearers: ids(BEARERS),
            joints: ids(JOINTS),
            fillers: ids(FILLERS),
            verbs: ids(VERBS),
            forms: ids(FORMS),
            kinds: ids("another other one each these several many"),
            places: ids("in among for at during until before after when if once"),
            joiners: ids("and or also"),
            showing: ids("characteristic typical"),
            shown: ids(SHOWN),
            than: ids("than")[0],
            comma: ids(",")[0],
            opening: ids("(")[0],
            closing: ids(")")[0],
        }
    }
}

/// Whether a word is one of a sorted set.
pub(super) fn holds(words: &[WordId], word: WordId) -> bool {
    words.binary_search(&word).is_ok()
}
