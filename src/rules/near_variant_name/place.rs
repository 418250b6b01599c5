//! What the places of a word in the article tell of it.

use super::words::Used;
use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::tokens::Token;
use crate::reading::words::WordId;

/// Whether all uses of a word are capitalised in running text where no sentence begins: a person, a place, a brand.
pub(super) fn is_name(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().all(|&at| {
        let token = &article.tokens[at as usize];
        let sentence = article.sentence_at(token.span.start);
        token.capital
            && sentence.is_some_and(|sentence| sentence.tokens.start != at && !is_headline(article.kind_of(sentence)))
    })
}

/// Whether capitals mean nothing in a kind of block.
fn is_headline(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading)
}

/// Whether a word is always a part of a compound with hyphens.
pub(super) fn is_joined(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().all(|&at| joined(article, at, -1).or_else(|| joined(article, at, 1)).is_some())
}

/// The token that a hyphen joins to another on one side.
fn joined(article: &Article, at: u32, side: i64) -> Option<&Token> {
    let token = |steps: i64| article.tokens.get(usize::try_from(i64::from(at) + steps * side).ok()?);
    let (mark, other) = (token(1)?, token(2)?);
    let parted = [mark, if side > 0 { other } else { token(0)? }].iter().any(|token| token.spaced);
    (!parted && article.text(mark.span) == "-").then_some(other)
}

/// Whether a word is a part of a spelled-out pronunciation, "brong-ke-EK-tah-sis".
pub(super) fn is_spelled_out(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().all(|&at| {
        [-1, 1].into_iter().any(|side| {
            joined(article, at, side).is_some_and(|other| {
                other.all_caps
                    || article.text(other.span).len() <= 3
                        && joined(article, at.wrapping_add_signed(2 * side as i32), side).is_some()
            })
        })
    })
}

/// Whether a word is written without a capital somewhere, or where capitals mean nothing.
pub(super) fn is_lower(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().any(|&at| {
        let token = &article.tokens[at as usize];
        !token.capital
            || article.sentence_at(token.span.start).is_some_and(|sentence| is_headline(article.kind_of(sentence)))
    })
}

/// Words before a word that is told of as a word: "a protein called dysferlin", "(also named X)".
const INTRODUCERS: &[&str] =
    &["called", "named", "gene", "protein", "enzyme", "as", "brand", "(", "\"", "\u{201C}", "\u{2018}", "'", "@", "#"];

/// Whether a word is told of as a word, or stands in quotation marks.
pub(super) fn is_introduced(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().any(|&at| text_at(article, at, -1).is_some_and(|before| INTRODUCERS.contains(&before)))
}

/// Whether nothing is wrong with a word because of where it stands: it is a person's name, the short form of the word in
/// parentheses after it, a piece of a word that a blank broke in two, or a protein, unless the article's own word is close.
pub(super) fn is_explained(article: &Article, word: &Used<'_>, own: bool) -> bool {
    word.tokens.iter().all(|&at| is_person(article, at))
        || word.tokens.iter().any(|&at| is_clipped(article, at) || is_broken(article, at))
        || !own && word.tokens.iter().any(|&at| is_protein(article, at))
}

/// The text of the token so many steps away.
fn text_at(article: &Article, at: u32, steps: i64) -> Option<&str> {
    let token = article.tokens.get(usize::try_from(i64::from(at) + steps).ok()?)?;
    Some(article.text(token.span))
}

/// Whether a word with a capital stands as a cited or addressed person's name does: "Dalga et al.", "Nurse Okafor",
/// "(Bergren, 2017)", "Graeser MK,".
fn is_person(article: &Article, at: u32) -> bool {
    if !article.tokens[at as usize].capital {
        return false;
    }
    let text = |steps| text_at(article, at, steps).unwrap_or_default();
    let titles = ["Dr", "Mr", "Mrs", "Ms", "Professor", "Nurse", "&", "von", "van", "de"];
    let initials = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    titles.contains(&text(-1))
        || text(-1) == "." && titles.contains(&text(-2))
        || text(1) == "et" && text(2) == "al"
        || text(1) == "&"
        || text(1) == "," && year(text(2))
        || text(1) == "(" && year(text(2))
        || initials(text(1)) && matches!(text(2), "," | ":" | "." | ";")
        || text(1) == "," && initials(text(2)) && text(3) == "."
}

/// Whether a word ends as the names of proteins do and a word for a protein or gene stands close: "spartin proteins".
fn is_protein(article: &Article, at: u32) -> bool {
    const PROTEINS: &[&str] = &[
        "protein",
        "proteins",
        "gene",
        "genes",
        "enzyme",
        "enzymes",
        "receptor",
        "receptors",
        "antibody",
        "antibodies",
        "subunit",
        "subunits",
        "peptide",
        "toxin",
        "antigen",
    ];
    let word = article.text(article.tokens[at as usize].span);
    let ends = ["in", "ins", "ase", "ases"].iter().any(|ending| word.ends_with(ending));
    ends && [-1, -2, 1, 2]
        .into_iter()
        .any(|steps| text_at(article, at, steps).is_some_and(|text| PROTEINS.contains(&text)))
}

/// Whether a word is the beginning of the word in parentheses after it: "crypto (cryptosporidiosis)".
fn is_clipped(article: &Article, at: u32) -> bool {
    let word = article.text(article.tokens[at as usize].span);
    let long = text_at(article, at, 2).filter(|_| text_at(article, at, 1) == Some("("));
    long.is_some_and(|long| {
        long.len() > word.len() + 2 && long.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}

/// Whether a word and the one before or after it make a known word: a blank broke it in two, "fl ushing".
fn is_broken(article: &Article, at: u32) -> bool {
    [at.checked_sub(1).map(|before| (before, at)), Some((at, at + 1))].into_iter().flatten().any(|(first, second)| {
        let tokens = article.tokens.get(first as usize).zip(article.tokens.get(second as usize));
        let words = tokens.filter(|(first, second)| first.is_word() && second.is_word() && second.spaced);
        words.is_some_and(|(first, second)| {
            let joined = format!("{}{}", article.word(first.word), article.word(second.word));
            let (knowledge, stem) = (article.knowledge(), joined.strip_suffix("ing").unwrap_or(&joined));
            [joined.as_str(), stem]
                .into_iter()
                .any(|word| knowledge.word(word).is_some_and(|word| knowledge.level(word) <= 70))
        })
    })
}

/// The content words beside a word; a hyphen between does not part them.
#[derive(Clone, Copy)]
pub(super) struct Neighbours {
    left: Option<WordId>,
    right: Option<WordId>,
}

impl Neighbours {
    pub(super) fn of(article: &Article, at: u32) -> Self {
        let side = |side: i64| {
            let steps = if text_at(article, at, side) == Some("-") { 2 * side } else { side };
            let token = article.tokens.get(usize::try_from(i64::from(at) + steps).ok()?)?;
            let content = token.is_word() && token.span.len() > 3 && article.lexicon().level(token.word) > 10;
            content.then_some(token.word)
        };
        Self { left: side(-1), right: side(1) }
    }

    /// The tokens of a word whose neighbours are looked at: a few say enough.
    pub(super) fn sample(word: &Used<'_>) -> impl Iterator<Item = u32> {
        const ENOUGH: usize = 20;
        word.tokens.iter().take(ENOUGH).copied()
    }

    /// The neighbours, each with whether it is on the right.
    pub(super) fn sides(self) -> impl Iterator<Item = (bool, WordId)> {
        [(false, self.left), (true, self.right)].into_iter().filter_map(|(right, word)| Some((right, word?)))
    }

    pub(super) fn shares(self, other: Self) -> bool {
        let same = |a: Option<WordId>, b: Option<WordId>| a.is_some() && a == b;
        same(self.left, other.left) || same(self.right, other.right)
    }
}
