//! Contents that are announced and do not come.

use crate::article::Article;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordSet;
use std::sync::LazyLock;

crate::rule! {
    /// Flags a topic that the title or the text announces and that nothing afterwards is about.
    ///
    /// ## Why
    /// A reader who is promised the treatment and finds none takes the last advice on the page for it. The part was lost when the text was cut, or never written.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Gout hurts. Below is an article about gout with a description of the symptoms and treatment of this disease.
    ///                                                                                   ^^^^^^^^^ the text announces the treatment, but nothing after it is about that
    ///
    /// Gout is a painful disease of the big toe, which is red and hot in an attack. The pain comes at night.
    /// ```
    /// ```md,flag
    /// This article describes the symptoms and prevention of gout.
    ///                                         ^^^^^^^^^^ the text announces the prevention, but nothing after it is about that
    ///
    /// The first sign is a pain in the big toe, which is red and hot in an attack. It comes at night.
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// This article describes the symptoms and treatment of gout.
    ///
    /// The first sign is a pain in the big toe.
    ///
    /// ## How is it managed?
    ///
    /// Tablets help, and so does ice.
    /// ```
    /// ```md,clean
    /// This page describes the symptoms of gout; see [treatment](treatment.html) for what to do.
    ///
    /// The first sign is a pain in the big toe.
    /// ```
    ///
    /// ## Limits
    /// One word of the topic anywhere after the announcement keeps the rule quiet, and so does a list of links.
    PromisedContentMissing: "promised-content-missing", Integrity, Note, "0.1.0", check
}

/// A topic: the word that announces it and the words that show that the text is about it.
struct Topic {
    name: &'static str,
    announced: WordSet,
    cues: WordSet,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let topic =
        |name, announced: &str, cues: &str| Topic { name, announced: WordSet::of(announced), cues: WordSet::of(cues) };
    vec![
        topic(
            "symptoms",
            "symptoms signs",
            "symptom symptoms sign signs pain fever feel feels feeling rash swelling cough tired weakness itching bleeding nausea",
        ),
        topic(
            "causes",
            "causes",
            "cause causes caused causing due because result results risk gene mutation mutations leads triggered",
        ),
        topic(
            "diagnosis",
            "diagnosis",
            "diagnose diagnosed diagnosis diagnosing diagnostic test tests testing exam examination scan biopsy x-ray imaging detect detected check checks",
        ),
        topic(
            "treatment",
            "treatment treatments",
            "treat treated treating treatment treatments treats therapy therapies surgery surgical operation medicine \
             medicines medication medications drug drugs tablets antibiotics manage managed management managing relieve \
             relief prescribe prescribed exercise exercises cream physiotherapy ice rest cure cured chemotherapy injection \
             injections vaccine heal",
        ),
        topic(
            "prevention",
            "prevention",
            "prevent prevents prevented preventing prevention preventive avoid avoiding protect protects protection vaccine \
             vaccination vaccinated reduce reduces lower lowers risk",
        ),
    ]
});

static HOLDERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("article page leaflet guide booklet chapter text overview factsheet brochure post summary document")
});
static ANNOUNCE: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "describes describe explains explain covers cover discusses discuss description descriptions outlines reviews \
         details presents explanation learn",
    )
});
static POINTERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("this below following here"));

/// A shorter text is a part of one.
const ENOUGH_WORDS: usize = 14;

fn check(article: &Article, report: &mut Report<'_>) {
    for (index, sentence) in article.sentences.iter().enumerate() {
        if article.kind_of(sentence) != BlockKind::Paragraph || article.is_foreign(sentence.block) {
            continue;
        }
        let Some(from) = announcement(article, sentence) else { continue };
        let rest = sentence.tokens.end as usize..article.tokens.len();
        // "About this page" at the end speaks of what came before it.
        if rest.len() < ENOUGH_WORDS || rest.len() < rest.start || links(article, index) {
            continue;
        }
        for topic in TOPICS.iter() {
            let Some(named) = announced(article, sentence, from, topic) else { continue };
            if article.tokens[rest.clone()].iter().any(|token| topic.cues.has(token)) {
                continue;
            }
            report
                .at(named, format!("the text announces the {}, but nothing after it is about that", topic.name))
                .note("no heading and no sentence after the announcement holds a word of this topic")
                .help(format!("add the {}, or do not announce it", topic.name));
        }
        // One announcement of an article is enough; a second would look at less and less text.
        return;
    }
}

/// The token after which the topics are named: "this article describes ...", "Below is an article with a description of".
fn announcement(article: &Article, sentence: &Sentence) -> Option<usize> {
    let tokens = article.tokens_of(sentence);
    let holder = tokens.iter().position(|token| HOLDERS.has(token))?;
    let pointer = tokens[..holder].iter().rev().take(4).any(|token| POINTERS.has(token));
    let verb = tokens[holder..].iter().position(|token| ANNOUNCE.has(token))?;
    // "this page describes symptoms; see treatment": what comes after a semicolon is no longer announced.
    (pointer && !article.text(sentence.span).contains(';')).then_some(holder + verb + 1)
}

fn announced(article: &Article, sentence: &Sentence, from: usize, topic: &Topic) -> Option<ProseSpan> {
    let tokens = article.tokens_of(sentence);
    tokens[from..].iter().find(|token| topic.announced.has(token)).map(|token| token.span)
}

/// Whether a list, as of links to the parts, follows.
fn links(article: &Article, index: usize) -> bool {
    let block = article.sentences[index].block as usize + 1;
    article.document.blocks.get(block).is_some_and(|next| next.kind == BlockKind::Item)
}
