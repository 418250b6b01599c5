//! A treatment of one organ, given as the treatment of a disease that has nothing to do with it.

use super::organs::{self, Groups, Organs};
use super::statement::{holds, is_subject, part, statements};
use crate::article::Article;
use crate::rule::Report;
use crate::rules::words::WordSet;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a treatment that works on one organ where the article gives it for a disease of quite another, such as eye drops for gout.
    ///
    /// ## Why
    /// The sentence was most likely written of another disease, and the treatment does not help this one.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Gout
    ///
    /// Gout is a form of arthritis. It makes the joints swell.
    ///
    /// The main treatment for gout is eye drops.
    ///                                ^^^^^^^^^ "eye drops" treat another part of the body than gout as this article describes it
    /// ```
    /// ```md,flag
    /// # Asthma
    ///
    /// Asthma narrows the airways.
    ///
    /// Asthma is usually treated with dental fillings.
    ///                                ^^^^^^^^^^^^^^^ "dental fillings" treat another part of the body than asthma as this article describes it
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// # Glaucoma
    ///
    /// Glaucoma damages the nerve of the eye. It is usually treated with eye drops.
    /// ```
    /// ```md,clean
    /// # Gout
    ///
    /// Gout is a form of arthritis. Gout is not treated with antidepressants. It may be treated with insulin in a trial.
    /// ```
    /// ```md,clean
    /// # Kidney failure
    ///
    /// Kidney failure is treated with dialysis. Use contraception while you take the medicine.
    /// ```
    ///
    /// ## Limits
    /// Only treatments of its table are known, in statements such as "X is treated with Y" and "the treatment for X is Y". A
    /// treatment of an organ that the article speaks of elsewhere, and anything tried, added or rare, is left alone.
    UnrelatedTherapy: "unrelated-therapy", Plausibility, Warning, "0.1.0", check
}

static THERAPIES: LazyLock<FxHashMap<&str, Groups>> = LazyLock::new(|| {
    let mut therapies: FxHashMap<&str, Groups> = FxHashMap::default();
    for line in include_str!("therapies.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((group, names)) = line.split_once('\t') {
            for name in names.split(", ") {
                *therapies.entry(name).or_default() |= organs::group(group);
            }
        }
    }
    therapies
});

/// The last words of the names of treatments.
static LAST_WORDS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of_words(THERAPIES.keys().filter_map(|name| name.split(' ').next_back())));

static FRAMES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?i)^(?P<s>[^.;:,]{2,80}?)\s(?:is|are)\s(?:usually\s|mainly\s|often\s|always\s|best\s|mostly\s)?(?:treated|cured|managed|controlled)\s(?:mainly\s|best\s)?(?:with|by)\s(?P<t>[a-z ]{3,40}?)(?:[.,;]|\sand\s|\sor\s|$)",
        r"(?i)^(?:the\s)?(?:main\s|usual\s|best\s|standard\s|first\s|most\scommon\s)*(?:treatment|therapy|remedy|cure)(?:\sof\schoice)?\s(?:for|of)\s(?P<s>[^.;:,]{2,80}?)\s(?:is|are)\s(?P<t>[a-z ]{3,40}?)(?:[.,;]|\sand\s|\sor\s|$)",
    ]
    .map(|frame| Regex::new(frame).expect("it is tested"))
});

fn check(article: &Article, report: &mut Report<'_>) {
    let Some(subject) = &article.subject else { return };
    let mut organs = None;
    for (index, sentence) in statements(article) {
        let text = article.text(sentence.span);
        let hinted = text.len() < 400
            && article.tokens_of(sentence).iter().any(|token| LAST_WORDS.holds(article, token.word))
            && ["treat", "Treat", "therap", "cure", "manage", "control"].iter().any(|hint| text.contains(hint));
        let found = hinted.then(|| FRAMES.iter().find_map(|frame| frame.captures(text))).flatten();
        let Some((who, therapy)) = found.and_then(|found| Some((found.name("s")?, found.name("t")?))) else { continue };
        let Some(&groups) = THERAPIES.get(therapy.as_str().to_lowercase().as_str()) else { continue };
        // "It" may be a complication that the sentence before names.
        if who.as_str().eq_ignore_ascii_case("it")
            || holds(text, SCOPED)
            || !is_subject(article, part(sentence, who.start(), who.end()))
        {
            continue;
        }
        let organs = organs.get_or_insert_with(|| Organs::of(article));
        let own = organs::of_subject(article, organs, index);
        if own == 0 || own & groups != 0 || organs.elsewhere(groups, index) > 0 {
            continue;
        }
        let span = part(sentence, therapy.start(), therapy.end());
        let name = super::unrelated_organ_system::lower_first(&subject.name);
        let one = therapy.as_str().starts_with("a ") || therapy.as_str().starts_with("an ");
        let verb = if one || !therapy.as_str().ends_with('s') { "treats" } else { "treat" };
        report
            .at(
                span,
                format!(
                    "\"{}\" {verb} another part of the body than {name} as this article describes it",
                    therapy.as_str()
                ),
            )
            .related(subject.span, "the subject is named here")
            .note("nothing else in the article has to do with that part of the body (ATC index, MedlinePlus)")
            .help("check the treatment, or say what it is given for");
    }
}

/// Words that make a treatment one of several, an attempt or none.
const SCOPED: &[&str] = &[
    "not",
    "never",
    "no",
    "may",
    "might",
    "could",
    "sometimes",
    "rarely",
    "also",
    "trial",
    "trials",
    "study",
    "studies",
    "experimental",
    "symptoms",
    "complication*",
    "if",
    "when",
    "pregnan*",
    "unlike",
    "myth",
    "once",
    "formerly",
    "some",
    "other",
    "wrongly",
];
