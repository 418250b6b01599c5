//! A lesion whose name or nature fixes where it is, placed elsewhere.

use super::organs::{self, Groups};
use super::statement::{holds, part, statements};
use crate::article::Article;
use crate::document::ProseSpan;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use regex::Regex;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a lesion that is placed where it cannot be: breast tumors in the uterus, the lumps of a deep lesion on the skin.
    ///
    /// ## Why
    /// A reader who looks for the lesion in the wrong place does not find it.
    ///
    /// ## Flagged
    /// ```md,flag
    /// The first sign can be breast tumors. First of all, they are localized in the uterus.
    ///                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "breast tumors" cannot be in the uterus
    /// ```
    /// ```md,flag
    /// Stomach ulcers are located in the kidneys.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Stomach ulcers" cannot be in the kidneys
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Breast cancer that has spread is found in the liver. Breast and uterine tumors are found in the pelvis.
    /// ```
    /// ```md,clean
    /// Kidney stones are not located in the lungs. Breast tumors are often small. They are found in the lungs after they spread.
    /// ```
    ///
    /// ## Limits
    /// The lesion must be named after its organ, directly before the verb or in the sentence before "they". Organs that
    /// have to do with each other are not compared.
    LesionSiteMismatch: "lesion-site-mismatch", Plausibility, Error, "0.1.0", check
}

static LESION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b([a-z]+)\s(?:tumou?rs?|cancers?|ulcers?|stones|polyps|cysts|fibroids)\b").expect("it is tested")
});

static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?P<who>they|(?:[a-z]+\s)(?:tumou?rs|cancers|ulcers|stones|polyps|cysts|fibroids))\s(?:are|occur|form|develop|arise|grow)\s(?:(?:mainly|mostly|usually|often|most\soften)\s)?(?:located\s|locali[sz]ed\s|found\s|situated\s)?(?:mainly\s|mostly\s)?in\sthe\s(?P<o>[a-z]+)\b",
    )
    .expect("it is tested")
});

/// Lesions that lie deep, with how the text would put them on the skin: the subject, and what it is.
const DEEP: &[(&str, &str)] = &[
    ("myositis ossificans", "bone that forms within a muscle"),
    ("heterotopic ossification", "bone that forms within soft tissue"),
];

static ON_SKIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:hard|firm|bony)\s(?:nodules|lumps|bumps|growths|plaques)\son\s(?:the|your)\sskin\b")
        .expect("it is tested")
});

fn check(article: &Article, report: &mut Report<'_>) {
    let mut before: Option<&Sentence> = None;
    let deep = deep(article);
    for (_, sentence) in statements(article) {
        placed(article, sentence, before, report);
        if let Some((name, nature)) = deep {
            on_skin(article, sentence, name, nature, report);
        }
        before = Some(sentence);
    }
}

fn deep(article: &Article) -> Option<(&'static str, &'static str)> {
    let subject = article.subject.as_ref()?.name.to_lowercase();
    DEEP.iter().copied().find(|(name, _)| subject == *name)
}

fn on_skin(article: &Article, sentence: &Sentence, name: &str, nature: &str, report: &mut Report<'_>) {
    let text = article.text(sentence.span);
    let Some(found) = ON_SKIN.find(text) else { return };
    if holds(text, &["not", "never", "unlike", "surgery", "other"]) {
        return;
    }
    report
        .at(part(sentence, found.start(), found.end()), format!("the lumps of {name} lie deep, not on the skin"))
        .note(format!("{name} is {nature}"))
        .help("write where the lump is felt: under the skin, in the muscle");
}

fn placed(article: &Article, sentence: &Sentence, before: Option<&Sentence>, report: &mut Report<'_>) {
    let text = article.text(sentence.span);
    if !text.contains(" in the ") || !organs::has_organ(article, sentence) || holds(text, ELSEWHERE) {
        return;
    }
    let Some(found) = PLACED.captures(text) else { return };
    let (Some(whole), Some(who), Some(organ)) = (found.get(0), found.name("who"), found.name("o")) else { return };
    let place = organs::organ(&organ.as_str().to_lowercase());
    let lesion = if who.as_str().eq_ignore_ascii_case("they") {
        before.filter(|before| before.block == sentence.block).and_then(|before| last_lesion(article, before))
    } else {
        let front = text[..who.start()].trim_end();
        (!front.ends_with("and") && !front.ends_with("or"))
            .then(|| named(part(sentence, who.start(), who.end()), who.as_str()))
            .flatten()
    };
    let Some((lesion, own)) = lesion else { return };
    if place == 0 || place & organs::with_links(own) != 0 && !is_breast_in_womb(own, organ.as_str()) {
        return;
    }
    let span = part(sentence, whole.start(), whole.end());
    let finding = report.at(span, format!("\"{}\" cannot be in the {}", article.text(lesion), organ.as_str()));
    if !span.contains(lesion) {
        finding.related(lesion, "this is what \"they\" stands for");
    }
    finding.help("check the place, or name what is meant");
}

/// The hormones link the breast and the womb, but neither lies in the other.
fn is_breast_in_womb(own: Groups, organ: &str) -> bool {
    own == organs::group("breast") && matches!(organ, "uterus" | "womb" | "ovary" | "ovaries" | "cervix")
}

/// The lesion that closes a sentence, which "they" in the next stands for.
fn last_lesion(article: &Article, sentence: &Sentence) -> Option<(ProseSpan, Groups)> {
    let text = article.text(sentence.span);
    let last = LESION.find_iter(text).last()?;
    let closes = text[last.end()..].trim_end_matches(['.', ' ', '\n']).is_empty();
    let front = text[..last.start()].trim_end();
    let alone = closes && !front.ends_with("and") && !front.ends_with("or");
    alone.then(|| named(part(sentence, last.start(), last.end()), last.as_str())).flatten()
}

fn named(span: ProseSpan, name: &str) -> Option<(ProseSpan, Groups)> {
    let own = organs::organ(&name.split_whitespace().next()?.to_lowercase());
    (own != 0).then_some((span, own))
}

/// Words that tell how a lesion comes to be elsewhere.
const ELSEWHERE: &[&str] = &[
    "spread*",
    "metast*",
    "not",
    "never",
    "also",
    "ectopic",
    "secondary",
    "travel*",
    "moved",
    "move",
    "after",
    "sometimes",
    "rarely",
];
