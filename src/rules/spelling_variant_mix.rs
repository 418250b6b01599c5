//! One word in two spellings in one article.

use super::context;
use crate::article::Article;
use crate::reading::tokens::TokenKind;
use crate::rule::Report;
use crate::rules::words::WordMap;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

crate::rule! {
    /// Flags a word that an article spells in two ways: American and British, or joined and with a hyphen.
    ///
    /// ## Why
    /// "Anaemia" in one paragraph and "anemia" in the next are one disease, but a search finds only one of them, and a
    /// reader wonders whether two things are meant. The spelling that the article uses less often is reported, once for
    /// each family of words.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Anaemia makes people tired. Severe anaemia needs treatment. The anemia may come back.
    ///                                                                 ^^^^^^ "anemia" and "Anaemia" are two spellings of one word; this article uses the other 2 times
    /// ```
    /// ```md,flag
    /// Nonsteroidal drugs help. Take nonsteroidal drugs with food, and stop non-steroidal drugs before surgery.
    ///                                                                      ^^^^^^^^^^^^^ "non-steroidal" and "Nonsteroidal" are two spellings of one word; this article uses the other 2 times
    /// ```
    /// ```md,flag
    /// An anti-viral drug shortens the illness. Ask for an antiviral drug early.
    ///                                                     ^^^^^^^^^ "antiviral" and "anti-viral" are two spellings of one word; this article uses each once
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Anaemia is common. The American Journal of Anemia reports on it.
    /// ```
    /// ```md,clean
    /// Make a follow-up visit, and follow up on the results of the bony tissue and the bone tissue.
    /// ```
    /// ```md,clean
    /// Anaemia is common. The leaflet says "anemia is rare" in its first line.
    /// ```
    ///
    /// ## Limits
    /// It knows the words of its table only. Titles, quotations, references and proper names keep their own spelling.
    SpellingVariantMix: "spelling-variant-mix", Naming, Note, "0.1.0", check
}

/// What a word may be.
#[derive(Default)]
struct Variant {
    /// Its family and its side in it.
    word: Option<(u16, u8)>,
    /// The second parts of words that are also written with a hyphen after this one, with their families.
    joined: Vec<(&'static str, u16)>,
}

/// The words and joined words of the table, by family.
fn variants() -> &'static WordMap<Variant> {
    static VARIANTS: OnceLock<WordMap<Variant>> = OnceLock::new();
    VARIANTS.get_or_init(|| {
        let rows = include_str!("spelling_variants.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut all: FxHashMap<String, Variant> = FxHashMap::default();
        let mut families: Vec<String> = Vec::new();
        let mut joined_words = Vec::new();
        for (family, one, other) in rows.filter_map(columns) {
            if family == "joined" {
                joined_words.push((one, other));
                continue;
            }
            if families.last().is_none_or(|last| last != family) {
                families.push(family.to_owned());
            }
            let number = families.len() as u16 - 1;
            all.entry(one.to_owned()).or_default().word = Some((number, 0));
            all.entry(other.to_owned()).or_default().word = Some((number, 1));
        }
        for (first, second) in joined_words {
            let closed = format!("{first}{second}");
            families.push(closed.clone());
            let number = families.len() as u16 - 1;
            all.entry(closed).or_default().word.get_or_insert((number, 0));
            all.entry(first.to_owned()).or_default().joined.push((second, number));
        }
        WordMap::of(all)
    })
}

fn columns(line: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?, columns.next()?))
}

fn check(article: &Article, report: &mut Report<'_>) {
    let variants = variants();
    // For each family, the tokens (first and last) of either spelling.
    let mut uses: BTreeMap<u16, [Vec<(u32, u32)>; 2]> = BTreeMap::new();
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at as usize];
            if token.kind != TokenKind::Word {
                continue;
            }
            let Some(variant) = variants.get(article, token.word) else { continue };
            let (family, side, last) = if let Some((family, side)) = variant.word {
                (family, side, at)
            } else if let Some((family, last)) = hyphenated(article, variant, at, sentence.tokens.end) {
                (family, 1, last)
            } else {
                continue;
            };
            if !context::is_borrowed(article, sentence, at) {
                uses.entry(family).or_default()[side as usize].push((at, last));
            }
        }
    }
    for [one, other] in uses.into_values() {
        let (Some(&a), Some(&b)) = (one.first(), other.first()) else { continue };
        let rarer_is_one = one.len() < other.len() || (one.len() == other.len() && a > b);
        let (rarer, usual, times) = if rarer_is_one { (a, b, other.len()) } else { (b, a, one.len()) };
        let span = |(first, last): (u32, u32)| article.span_of(&(first..last + 1));
        let (text, good) = (article.text(span(rarer)), article.text(span(usual)));
        let often = if times == 1 { "once".to_owned() } else { format!("{times} times") };
        let tie = one.len() == other.len();
        let uses = if tie { format!("each {often}") } else { format!("the other {often}") };
        report
            .at(
                span(rarer),
                format!("\"{text}\" and \"{good}\" are two spellings of one word; this article uses {uses}"),
            )
            .related(span(usual), format!("spelt \"{good}\" here"))
            .help(if tie {
                "keep one of the two throughout".into()
            } else {
                format!("spell it as in \"{good}\" throughout")
            });
    }
}

/// The family and the last token of a word that is written with a hyphen here and in one elsewhere.
fn hyphenated(article: &Article, variant: &Variant, at: u32, end: u32) -> Option<(u16, u32)> {
    let seconds = &variant.joined;
    let [hyphen, second] = article.tokens.get(at as usize + 1..at as usize + 3)? else { return None };
    let is_hyphen = matches!(article.text(hyphen.span), "-" | "\u{2010}" | "\u{2011}") && !hyphen.spaced;
    if !is_hyphen || second.spaced || at + 2 >= end {
        return None;
    }
    let text = article.word(second.word);
    seconds.iter().find(|(known, _)| *known == text).map(|&(_, family)| (family, at + 2))
}
