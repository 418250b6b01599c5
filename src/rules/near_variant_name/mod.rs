//! A name or medical word that is not a known one, close to one that is.

mod distance;
mod words;

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::{BlockKind, ProseSpan};
use crate::knowledge::{Kind, Knowledge};
use crate::reading::tokens::Token;
use crate::rule::Report;
use words::Used;

crate::rule! {
    /// Flags a word that no dictionary knows and that is close to a known name or word, above all one that the article itself uses.
    ///
    /// ## Why
    /// A misspelt name sends a reader to the wrong page, and a machine translation that invents "osseiferans" for
    /// "ossificans" makes one disease look like two. The suggestion rests on the article's own other form, or on the only
    /// known word one letter away; it is never applied without a human look.
    ///
    /// ## Flagged
    /// ```md,flag
    /// # Myositis ossificans
    ///
    /// Myositis ossificans forms bone in a muscle. Myositis osseiferans may follow an injury.
    ///                                             ^^^^^^^^^^^^^^^^^^^^ "Myositis osseiferans" is not a known name; elsewhere the article has "Myositis ossificans"
    /// ```
    /// ```md,flag
    /// The doctor may prescribe insuin to people whose blood sugar stays high.
    ///                          ^^^^^^ "insuin" is not a known word; "insulin" is probably meant
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Hypothyroidism slows the body down, and hyperthyroidism speeds it up.
    /// ```
    /// ```md,clean
    /// Crohn's disease is also written Crohn disease. Many leiomyomata and a leiomyoma were seen; oedema is edema.
    /// ```
    ///
    /// ## Limits
    /// A wrong name that is itself a known word is not seen here (see `confusable-term`). Words of fewer than five letters,
    /// short forms, references, quotations and text in other languages are not looked at.
    NearVariantName: "near-variant-name", Naming, Error, "0.1.0", check
}

/// What an unknown word probably should be.
struct Meant<'a> {
    text: String,
    /// The article's own uses of it; empty when only the dictionary speaks for it.
    uses: &'a [u32],
    distance: usize,
}

fn check(article: &Article, report: &mut Report<'_>) {
    let words = words::words(article);
    for unknown in &words.unknown {
        if let Some(meant) = foreign_form(unknown, &words.known) {
            tell(article, unknown, &meant, report);
            continue;
        }
        if words::is_inflected(unknown.text, article.knowledge()) || is_spelled_out(article, unknown) {
            continue;
        }
        let composed = words::is_composed(unknown.text, article.knowledge());
        let nearest = from_article(article, unknown, &words.known)
            .filter(|meant| !composed || meant.distance == 1)
            .or_else(|| more_often(unknown, &words.unknown));
        let meant = nearest.or_else(|| if composed { None } else { from_dictionary(article, unknown) });
        let Some(meant) = meant else { continue };
        tell(article, unknown, &meant, report);
    }
}

/// Latin and other foreign endings, and the English ones in their place.
const FOREIGN: &[(&str, &str)] = &[
    ("ites", "itis"),
    ("ithis", "itis"),
    ("ia", "y"),
    ("ie", "y"),
    ("ismus", "ism"),
    ("isme", "ism"),
    ("ose", "osis"),
    ("osys", "osis"),
    ("om", "oma"),
    ("ona", "oma"),
    ("ica", "ic"),
    ("itas", "ity"),
    ("emie", "emia"),
    ("amia", "emia"),
    ("urie", "uria"),
    ("ys", "is"),
    ("ioos", "ious"),
    ("oos", "ous"),
];

/// The word of the article that an unknown one is with a foreign ending: "arthrites", "cardiomyopathia".
fn foreign_form<'a>(unknown: &Used<'_>, known: &'a [Used<'_>]) -> Option<Meant<'a>> {
    let (stem, english) =
        FOREIGN.iter().find_map(|(foreign, english)| Some((unknown.text.strip_suffix(foreign)?, english)))?;
    let word = known.iter().find(|word| word.text.strip_suffix(english) == Some(stem) && stem.len() > 3)?;
    (word.tokens.len() >= unknown.tokens.len()).then(|| Meant {
        text: word.text.to_owned(),
        uses: &word.tokens,
        distance: 1,
    })
}

/// How far a word may be from one that the article uses: a letter in a short word, three in a long one.
fn limit(length: usize) -> usize {
    match length {
        0..=6 => 1,
        7..=9 => 2,
        _ => 3,
    }
}

/// The word of the article that is nearest, if it is near enough.
fn from_article<'a>(article: &Article, unknown: &Used<'_>, known: &'a [Used<'_>]) -> Option<Meant<'a>> {
    let name = is_name(article, unknown);
    let length = unknown.text.len();
    let mut best: Option<Meant<'a>> = None;
    for word in known {
        let loose = (length / 2).max(limit(length));
        if length.abs_diff(word.text.len()) > loose
            || (unknown.letters ^ word.letters).count_ones() as usize > 2 * loose
            || word.tokens.len() < unknown.tokens.len()
        {
            continue;
        }
        let Some(found) = distance::within(unknown.text.as_bytes(), word.text.as_bytes(), loose) else { continue };
        let far = shared(unknown.text, word.text) * 8 < length * 5;
        let needs_place = found > limit(length) || found > 2 && far || name && (length < 8 || is_name(article, word));
        if differs_in_form(unknown.text, word.text)
            || found > 1 && !shares_ends(unknown.text, word.text)
            || found > limit(length) && far
            || best.as_ref().is_some_and(|best| best.distance <= found)
            || needs_place && !shares_neighbour(article, unknown, word)
        {
            continue;
        }
        best = Some(Meant { text: word.text.to_owned(), uses: &word.tokens, distance: found });
    }
    best
}

/// The form of an unknown word, one letter away, that the article has at least three times as often.
fn more_often<'a>(unknown: &Used<'_>, others: &'a [Used<'_>]) -> Option<Meant<'a>> {
    let close = others.iter().find(|other| {
        other.tokens.len() >= 3 * unknown.tokens.len()
            && unknown.text.len() >= 8
            && (unknown.letters ^ other.letters).count_ones() <= 2
            && !differs_in_form(unknown.text, other.text)
            && distance::within(unknown.text.as_bytes(), other.text.as_bytes(), 1) == Some(1)
    })?;
    Some(Meant { text: close.text.to_owned(), uses: &close.tokens, distance: 1 })
}

/// The known word one letter away, where nothing speaks for the unknown one.
fn from_dictionary(article: &Article, unknown: &Used<'_>) -> Option<Meant<'static>> {
    let knowledge = article.knowledge();
    let lower = unknown.tokens.iter().any(|&at| {
        let token = &article.tokens[at as usize];
        !token.capital
            || article.sentence_at(token.span.start).is_some_and(|sentence| is_headline(article.kind_of(sentence)))
    });
    if unknown.tokens.len() > 2
        || !lower
        || is_joined(article, unknown)
        || unknown.text.len() < 6
        || is_introduced(article, unknown)
    {
        return None;
    }
    let mut best: Option<(u8, String)> = None;
    distance::one_edit_away(unknown.text, |word| -> Option<()> {
        let level = knowledge.word(word).map(|index| knowledge.level(index))?;
        let nearer = level <= 80
            && !differs_in_form(unknown.text, word)
            && best.as_ref().is_none_or(|(known, _)| level < *known);
        if nearer {
            best = Some((level, word.to_owned()));
        }
        None
    });
    best.map(|(_, text)| Meant { text, uses: &[], distance: 1 })
}

/// Whether all uses of a word are capitalised in running text where no sentence begins: a person, a place, a brand.
fn is_name(article: &Article, word: &Used<'_>) -> bool {
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
fn is_joined(article: &Article, word: &Used<'_>) -> bool {
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
fn is_spelled_out(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().all(|&at| {
        [-1, 1].into_iter().any(|side| {
            joined(article, at, side).is_some_and(|other| {
                other.all_caps
                    || article.text(other.span).len() <= 3
                        && joined(article, (i64::from(at) + 2 * side) as u32, side).is_some()
            })
        })
    })
}

/// Whether a word is told of as a word: "a protein called dysferlin", "(also named X)", or in quotation marks.
fn is_introduced(article: &Article, word: &Used<'_>) -> bool {
    word.tokens.iter().any(|&at| {
        let before = (at as usize).checked_sub(1).map(|at| article.text(article.tokens[at].span));
        before.is_some_and(|before| {
            matches!(
                before,
                "called"
                    | "named"
                    | "gene"
                    | "protein"
                    | "enzyme"
                    | "as"
                    | "brand"
                    | "("
                    | "\""
                    | "\u{201C}"
                    | "\u{2018}"
                    | "'"
                    | "@"
                    | "#"
            )
        })
    })
}

/// Whether an unknown word stands next to a word that also stands next to the known one.
fn shares_neighbour(article: &Article, unknown: &Used<'_>, known: &Used<'_>) -> bool {
    let neighbours = |at: u32, side: i64| {
        let mut next = usize::try_from(i64::from(at) + side).ok()?;
        if article.tokens.get(next).is_some_and(|mark| article.text(mark.span) == "-") {
            next = usize::try_from(i64::from(at) + 2 * side).ok()?;
        }
        let token = article.tokens.get(next)?;
        let content = token.is_word() && token.span.len() > 3 && article.lexicon().level(token.word) > 10;
        content.then_some(token.word)
    };
    let first = unknown.tokens[0];
    [-1, 1].into_iter().any(|side| {
        neighbours(first, side)
            .is_some_and(|word| known.tokens.iter().take(20).any(|&at| neighbours(at, side) == Some(word)))
    })
}

/// How many letters two words share at their beginnings and ends.
fn shared(a: &str, b: &str) -> usize {
    let front = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(x, y)| x == y).count();
    front + back
}

/// Whether two words begin and end alike.
fn shares_ends(a: &str, b: &str) -> bool {
    a.get(..2) == b.get(..2) && a.get(a.len() - 1..) == b.get(b.len() - 1..)
}

/// Beginnings and endings that make another word, not a misspelling.
const FORMS: &[(&str, &str)] = &[
    ("hyper", "hypo"),
    ("macro", "micro"),
    ("inter", "intra"),
    ("pre", "pro"),
    ("en", "an"),
    ("ecto", "endo"),
    ("eso", "exo"),
    ("anti", "ante"),
    ("re", "de"),
    ("un", "in"),
    ("poly", "oligo"),
    ("para", "peri"),
    ("mono", "bi"),
    ("supra", "infra"),
    ("a", ""),
    ("an", ""),
    ("non", ""),
    ("brady", "tachy"),
];
const INFLECTIONS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("es", "is"),
    ("ed", "e"),
    ("ed", ""),
    ("d", ""),
    ("r", ""),
    ("ic", "ia"),
    ("ic", "y"),
    ("al", ""),
    ("a", "um"),
    ("a", "us"),
    ("i", "us"),
    ("ae", "a"),
    ("a", ""),
    ("us", "um"),
    ("ous", "us"),
    ("ly", ""),
    ("y", ""),
    ("in", "ine"),
    ("e", ""),
    ("or", "er"),
    ("en", "in"),
    ("ol", "yl"),
    ("ate", "ic"),
    ("ase", "ose"),
    ("ase", "ate"),
    ("ose", "ase"),
    ("yl", "ol"),
    ("an", "en"),
    ("n", "l"),
    ("ine", "ane"),
    ("ide", "ine"),
    ("ide", "ate"),
    ("ite", "ate"),
    ("ism", "ist"),
    ("oid", "oma"),
    ("ia", "ic"),
    ("ation", "ating"),
    ("ies", "y"),
    ("zation", "sation"),
    ("ents", "ence"),
    ("ane", "ene"),
    ("er", "re"),
];

/// Whether two words differ only as forms or opposites of each other do.
fn differs_in_form(a: &str, b: &str) -> bool {
    let pair = |x: &str, y: &str, list: &[(&str, &str)], strip: fn(&str, &str) -> Option<String>| {
        list.iter().any(|(one, other)| {
            let same =
                |one, other| matches!((strip(x, one), strip(y, other)), (Some(rest), Some(tail)) if rest == tail);
            same(one, other) || same(other, one)
        })
    };
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    short.len() > 4 && long.ends_with(short)
        || pair(a, b, FORMS, |word, part| word.strip_prefix(part).map(str::to_owned))
        || pair(a, b, INFLECTIONS, |word, part| word.strip_suffix(part).map(str::to_owned))
}

fn tell(article: &Article, unknown: &Used<'_>, meant: &Meant<'_>, report: &mut Report<'_>) {
    let knowledge = article.knowledge();
    let good_name = meant.uses.iter().find_map(|&at| name_around(article, at));
    for (number, &at) in unknown.tokens.iter().enumerate() {
        let token = &article.tokens[at as usize];
        let (span, phrase) = match &good_name {
            Some(name) => same_words(article, at, name).map_or((token.span, None), |span| (span, Some(name))),
            None => (token.span, None),
        };
        let text = article.text(span);
        let good = phrase
            .map_or_else(|| like(&meant.text, article.text(token.span)), |name| article.text(name.span).to_owned());
        let message = match (phrase, meant.uses.is_empty()) {
            (Some(_), _) => format!("\"{text}\" is not a known name; elsewhere the article has \"{good}\""),
            (None, false) => format!("\"{text}\" is not a known word; elsewhere the article has \"{good}\""),
            (None, true) => format!("\"{text}\" is not a known word; \"{good}\" is probably meant"),
        };
        let finding = report.at(span, message);
        finding.cause(unknown.text).help(format!("write \"{good}\""));
        if number > 0 {
            finding.label("also here");
            continue;
        }
        if let Some(&first) = meant.uses.first() {
            let here = phrase.map_or(article.tokens[first as usize].span, |name| name.span);
            finding.related(here, format!("written \"{}\" here", article.text(here)));
            if meant.uses.len() > 1 {
                finding.note(format!("{} places of the article have \"{}\"", meant.uses.len(), meant.text));
            }
        }
        let drug = describe(article, knowledge, phrase, meant, finding);
        if meant.uses.is_empty() && knowledge.word(&meant.text).is_some_and(|word| knowledge.level(word) <= 35) {
            finding.level(Level::Warning);
        }
        if !drug {
            finding.suggest(span, good);
        }
    }
}

/// Adds what is known of the name that is meant; true when it is a drug, whose name nobody changes without a look.
fn describe(
    article: &Article,
    knowledge: &Knowledge,
    phrase: Option<&Name>,
    meant: &Meant<'_>,
    finding: &mut crate::rule::Finding,
) -> bool {
    let concept = phrase.map(|name| name.concept).or_else(|| {
        let word = knowledge.word(&meant.text)?;
        let state = knowledge.first(knowledge.lemma(word))?;
        knowledge.names_at(state).next().map(|entry| entry.concept)
    });
    let Some(concept) = concept else { return false };
    let others = knowledge.other_names(concept);
    let also = if others.is_empty() { String::new() } else { format!("; also: {others}") };
    finding.note(format!(
        "\"{}\" is a {} ({}){also}",
        knowledge.name(concept),
        knowledge.kind(concept).name(),
        knowledge.id(concept)
    ));
    let _ = article;
    matches!(knowledge.kind(concept), Kind::Drug | Kind::DrugClass)
}

/// A known name of several words in the text.
struct Name {
    span: ProseSpan,
    tokens: std::ops::Range<u32>,
    at: u32,
    concept: crate::knowledge::ConceptId,
}

/// The known name of several words that a token stands in.
fn name_around(article: &Article, at: u32) -> Option<Name> {
    let index = article.mentions.partition_point(|mention| mention.tokens.end <= at);
    let mention =
        article.mentions.get(index).filter(|mention| mention.tokens.contains(&at) && mention.tokens.len() > 1)?;
    Some(Name { span: mention.span, tokens: mention.tokens.clone(), at, concept: mention.concept })
}

/// The span around an unknown word that has the other words of a name in their places.
fn same_words(article: &Article, at: u32, name: &Name) -> Option<ProseSpan> {
    let start = at.checked_sub(name.at - name.tokens.start)?;
    let end = start + name.tokens.len() as u32;
    let tokens = article.tokens.get(start as usize..end as usize)?;
    let theirs = &article.tokens[name.tokens.start as usize..name.tokens.end as usize];
    let same =
        tokens.iter().zip(theirs).zip(start..).all(|((ours, theirs), here)| here == at || ours.word == theirs.word);
    same.then(|| tokens[0].span.to(tokens[tokens.len() - 1].span))
}

/// Writes a folded word with the capital of the word that it replaces.
fn like(word: &str, written: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}
