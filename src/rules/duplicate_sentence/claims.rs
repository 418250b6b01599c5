//! Advice and statements of rarity that are given again within one section.

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
use crate::reading::words::WordId;
use crate::rule::Report;
use crate::rules::words::WordSet;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static SEEK: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of("see consult visit contact ask seek tell call talk speak"));
static HELPERS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("doctor doctors physician provider specialist dentist pharmacist gp nurse professional midwife")
});
static KINDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("disease condition disorder illness syndrome"));
static DEGREES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("a an very extremely quite relatively also"));

/// How far the helper may stand from the verb.
const HELPER_REACH: usize = 5;
/// What the advice is for, in words.
const PURPOSE_WORDS: usize = 4;

pub(super) fn check(article: &Article, report: &mut Report<'_>) {
    let lexicon = article.lexicon();
    let (Some(rare), Some(this), Some(it)) = (lexicon.get("rare"), lexicon.get("this"), lexicon.get("it")) else {
        return;
    };
    let mut section = None;
    let mut advice: FxHashMap<[WordId; PURPOSE_WORDS], (ProseSpan, u32)> = FxHashMap::default();
    let mut rarity: Option<(ProseSpan, ProseSpan)> = None;
    for (index, sentence) in article.sentences.iter().enumerate() {
        if article.kind_of(sentence) != BlockKind::Paragraph || article.is_foreign(sentence.block) {
            continue;
        }
        let here = Some(article.section_of(sentence.block).heading);
        if section != here {
            section = here;
            advice.clear();
            rarity = None;
        }
        let index = index as u32;
        if let Some((key, span)) = advice_of(article, sentence) {
            if let Some(&(first, at)) = advice.get(&key) {
                if at != index {
                    report
                        .at(span, "this advice was given before")
                        .level(Level::Note)
                        .related(first, "given here first")
                        .label("this advice was given before")
                        .cause("said");
                }
            } else {
                advice.insert(key, (span, index));
            }
        }
        if let Some((span, who)) = rarity_of(article, sentence, [rare, this, it]) {
            if let Some((first, name)) = rarity {
                if !who.is_none_or(|who| shares_head(article.text(who), article.text(name))) {
                    continue;
                }
                report
                    .at(span, "that this is rare was said before")
                    .level(Level::Note)
                    .related(first, "said here first")
                    .label("that this is rare was said before")
                    .cause("said");
            } else {
                rarity = who.map(|who| (span, who));
            }
        }
    }
}

/// "see a doctor for diagnosis and treatment": what the advice is for, and where it stands.
fn advice_of(article: &Article, sentence: &Sentence) -> Option<([WordId; PURPOSE_WORDS], ProseSpan)> {
    let tokens = article.tokens_of(sentence);
    let verb = tokens.iter().position(|token| SEEK.has(token))?;
    let helper = (verb + 1..tokens.len().min(verb + 1 + HELPER_REACH)).find(|&at| HELPERS.has(&tokens[at]))?;
    let purpose = tokens.get(helper + 1..helper + 1 + PURPOSE_WORDS)?;
    if !purpose.iter().all(Token::is_word) || article.text(purpose[0].span) != "for" {
        return None;
    }
    let key = [purpose[0].word, purpose[1].word, purpose[2].word, purpose[3].word];
    Some((key, tokens[verb].span.to(purpose[PURPOSE_WORDS - 1].span)))
}

/// "This disease is rare", "X is a rare condition", of the article's subject.
///
/// Gives the whole statement and the name in it, or none when a pronoun stands for it.
fn rarity_of(
    article: &Article,
    sentence: &Sentence,
    [rare, this, it]: [WordId; 3],
) -> Option<(ProseSpan, Option<ProseSpan>)> {
    let tokens = article.tokens_of(sentence);
    let word = tokens.iter().position(|token| token.word == rare)?;
    let verb = (0..word).rev().find(|&at| !DEGREES.has(&tokens[at]))?;
    if !matches!(article.text(tokens[verb].span), "is" | "are") || verb == 0 {
        return None;
    }
    let end = if tokens.get(word + 1).is_some_and(|token| KINDS.has(token)) { word + 1 } else { word };
    let span = tokens[0].span.to(tokens[end].span);
    // "It is rare in young children" says something else.
    if tokens.get(end + 1).is_some_and(|next| matches!(article.text(next.span), "in" | "among" | "before" | "for")) {
        return None;
    }
    let before = &tokens[..verb];
    let pronoun = match before {
        [only] => only.word == it,
        [first, kind] => first.word == this && KINDS.has(kind),
        _ => false,
    };
    let at = article.leads.partition_point(|lead| article.sentences[lead.sentence as usize].span < sentence.span);
    let lead = article.leads.get(at).filter(|lead| article.sentences[lead.sentence as usize].span == sentence.span);
    let subject = || article.subject.as_ref().is_some_and(|subject| is_name(article, before, &subject.name));
    if pronoun {
        return Some((span, None));
    }
    let named = lead.filter(|lead| lead.class.start == tokens[verb].span.start).map(|lead| lead.name);
    named.or_else(|| subject().then(|| before[0].span.to(before[before.len() - 1].span))).map(|name| (span, Some(name)))
}

/// The same name, or one that begins with the same word.
fn shares_head(a: &str, b: &str) -> bool {
    let head = |name: &str| name.split_whitespace().next().unwrap_or("").to_lowercase();
    head(a) == head(b)
}

/// Whether the tokens, without what stands in brackets, are the subject's name.
fn is_name(article: &Article, tokens: &[Token], name: &str) -> bool {
    let open = tokens.iter().position(|token| token.kind == TokenKind::Mark && article.text(token.span) == "(");
    let Some(last) = tokens[..open.unwrap_or(tokens.len())].last() else { return false };
    article.text(tokens[0].span.to(last.span)).eq_ignore_ascii_case(name)
}
