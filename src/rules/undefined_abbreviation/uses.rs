//! Where an article uses abbreviations, and which of them it introduces in any way, however loosely.

use super::place::Place;
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::TokenKind;
use crate::reading::words::WordId;
use rustc_hash::{FxHashMap, FxHashSet};

/// An abbreviation that the article uses and never introduces.
#[derive(Clone, Debug)]
pub(crate) struct Used {
    /// The short form without a plural ending.
    pub(crate) short: String,
    /// The indexes of its tokens in running text, in order.
    pub(crate) tokens: Vec<u32>,
    /// A gene, an enzyme or the like goes by this name.
    pub(crate) gene: bool,
    /// It is part of a proper name: "the NBIA Disorders Association".
    pub(crate) named: bool,
    /// The article also writes it in lower case, as an ordinary word.
    pub(crate) word: bool,
}

/// The abbreviations that are used in running text but never introduced, in the order of their first use.
pub(crate) fn not_introduced(article: &Article) -> Vec<Used> {
    let aside = article.short_forms.aside(article);
    let mut introduced = defined(article);
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut used: Vec<Used> = Vec::new();
    for sentence in &article.sentences {
        if aside.block(sentence.block) {
            continue;
        }
        let kind = article.kind_of(sentence);
        let counts = matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Caption);
        let mut silent: Option<bool> = None;
        for at in sentence.tokens.clone() {
            let Some(short) = short_form(article, at) else { continue };
            let place = Place { article, sentence, at };
            if place.introduces(kind) {
                introduced.insert(short.to_owned());
            } else if counts && !*silent.get_or_insert_with(|| shouts(article, sentence)) && !place.is_part_of_more() {
                let slot = *index.entry(short.to_owned()).or_insert_with(|| {
                    used.push(Used {
                        short: short.to_owned(),
                        tokens: Vec::new(),
                        gene: false,
                        named: false,
                        word: false,
                    });
                    used.len() - 1
                });
                let gene = place.is_gene();
                used[slot].gene |= gene;
                if !gene {
                    used[slot].tokens.push(at);
                }
                used[slot].named |= place.is_named();
            }
        }
    }
    used.retain(|one| !one.tokens.is_empty() && !introduced.contains(&one.short));
    used.sort_by_key(|one| one.tokens[0]);
    if used.is_empty() {
        return used;
    }
    let lower: FxHashSet<WordId> =
        article.tokens.iter().filter(|token| token.is_word() && !token.capital).map(|token| token.word).collect();
    for one in &mut used {
        let token = &article.tokens[one.tokens[0] as usize];
        one.word = token.all_caps && one.short.len() == token.span.len() && lower.contains(&token.word);
    }
    used
}

/// The short forms of the definitions: whole; in parts, unless several are in capitals, as "TGF" of "TGF-beta" but not "PDD"
/// of "PDD-NOS"; and without small letters in front, as "TOS" of "nTOS".
fn defined(article: &Article) -> FxHashSet<String> {
    let mut shorts = FxHashSet::default();
    for abbreviation in &article.abbreviations {
        let short = singular(&abbreviation.short);
        shorts.insert(short.to_owned());
        shorts.insert(short.to_uppercase());
        shorts.insert(short.trim_start_matches(char::is_lowercase).to_owned());
        // "CMT" of "CMT2F".
        shorts.insert(short.split(|c: char| c.is_ascii_digit()).next().unwrap_or(short).to_owned());
        let parts = || short.split(|c: char| !c.is_alphanumeric());
        let large = |part: &&str| part.chars().filter(|c| c.is_uppercase()).count() > 1;
        if parts().filter(large).count() == 1 || short.contains(['/', ' ']) {
            shorts.extend(parts().map(|part| singular(part).to_owned()));
        }
    }
    shorts
}

/// A short form without the lower-case "s" of its plural or its possessive.
pub(crate) fn singular(short: &str) -> &str {
    let stem = short
        .strip_suffix("'s")
        .or_else(|| short.strip_suffix("\u{2019}s"))
        .or_else(|| short.strip_suffix('s'))
        .unwrap_or(short);
    if stem.chars().filter(|c| c.is_uppercase()).count() > 1 { stem } else { short }
}

/// The abbreviation that a token is by its shape: at least two capitals and no more small letters than capitals.
fn short_form(article: &Article, at: u32) -> Option<&str> {
    let token = &article.tokens[at as usize];
    let text = article.text(token.span);
    if token.kind != TokenKind::Word || !(2..=11).contains(&text.len()) {
        return None;
    }
    // At least one of the two capitals is not the first letter.
    if !text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        return None;
    }
    let short = singular(text);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let small = short.chars().filter(|c| c.is_lowercase()).count();
    // "GGCCTG" is a sequence, "IIIV" a range of stages.
    let coded = short.len() > 2
        && (short.len() > 4 && short.bytes().all(|b| b"ACGTU".contains(&b))
            || (short.starts_with("II") && short.bytes().all(|b| b"IVXABCESabc".contains(&b))));
    let fits = !coded
        && capitals > 1
        && small <= capitals.min(2)
        && capitals + small == short.chars().count()
        && short.len() <= 9;
    fits.then_some(short)
}

/// Whether a sentence is written in capitals, so that none of its words says anything by them.
fn shouts(article: &Article, sentence: &Sentence) -> bool {
    let words = || article.tokens_of(sentence).iter().filter(|token| token.is_word() && token.span.len() > 1);
    let large = words().filter(|token| token.all_caps).count();
    large > 1 && large * 5 > words().count() * 2
}
