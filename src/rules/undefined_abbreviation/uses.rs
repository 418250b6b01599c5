//! Where an article uses abbreviations, and which of them it introduces in any way, however loosely.

use crate::article::Article;
use crate::document::BlockKind;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::{Token, TokenKind};
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

/// Words before a name that is being introduced.
const INTRODUCING: &[&str] = &[
    "abbreviated",
    "abbreviation",
    "acronym",
    "aka",
    "called",
    "dubbed",
    "initials",
    "known",
    "labeled",
    "labelled",
    "named",
    "nicknamed",
    "refer",
    "referred",
    "refers",
    "termed",
];
/// Words after a name that is being introduced.
const EXPLAINING: &[&str] = &["stands", "stand", "short", "means", "denotes", "abbreviates"];
/// What genes and their products are followed or preceded by.
const GENE: &[&str] = &[
    "allele",
    "alleles",
    "antibodies",
    "antibody",
    "antigen",
    "antigens",
    "channel",
    "chromosome",
    "enzyme",
    "enzymes",
    "gene",
    "genes",
    "kinase",
    "loci",
    "locus",
    "mutation",
    "mutations",
    "protein",
    "proteins",
    "receptor",
    "receptors",
    "subunit",
    "transcription",
    "variant",
    "variants",
];

/// The abbreviations that are used in running text but never introduced, in the order of their first use.
pub(crate) fn not_introduced(article: &Article) -> Vec<Used> {
    let mut introduced = defined(article);
    let mut index: FxHashMap<String, usize> = FxHashMap::default();
    let mut used: Vec<Used> = Vec::new();
    for sentence in &article.sentences {
        let kind = article.kind_of(sentence);
        let counts = matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Caption);
        let counts = counts && !shouts(article, sentence);
        for at in sentence.tokens.clone() {
            let Some(short) = short_form(article, at) else { continue };
            let place = Place { article, sentence, at };
            if place.introduces(kind) {
                introduced.insert(short.to_owned());
            } else if counts && !place.is_part_of_more() {
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
    let lower: FxHashSet<WordId> =
        article.tokens.iter().filter(|token| token.is_word() && !token.capital).map(|token| token.word).collect();
    for one in &mut used {
        let token = &article.tokens[one.tokens[0] as usize];
        one.word = token.all_caps && one.short.len() == token.span.len() && lower.contains(&token.word);
    }
    used
}

/// The short forms of the definitions, whole and word by word: "GC" and "MS" of "GC-MS".
fn defined(article: &Article) -> FxHashSet<String> {
    let mut shorts = FxHashSet::default();
    for abbreviation in &article.abbreviations {
        shorts.extend(abbreviation.short.split(|c: char| !c.is_alphanumeric()).map(|part| singular(part).to_owned()));
        shorts.insert(singular(&abbreviation.short).to_owned());
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
    let short = singular(text);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let small = short.chars().filter(|c| c.is_lowercase()).count();
    // "GGCCTG" is a sequence, "IIIV" a range of stages.
    let coded = short.len() > 2
        && (short.len() > 4 && short.bytes().all(|b| b"ACGTU".contains(&b))
            || short.bytes().all(|b| b"IVXabc".contains(&b)));
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

/// A token in its sentence.
struct Place<'a> {
    article: &'a Article,
    sentence: &'a Sentence,
    at: u32,
}

impl Place<'_> {
    /// The token so many steps away, within the sentence.
    fn token(&self, step: i64) -> Option<&Token> {
        let at = i64::from(self.at) + step;
        let inside = at >= i64::from(self.sentence.tokens.start) && at < i64::from(self.sentence.tokens.end);
        inside.then(|| &self.article.tokens[at as usize])
    }

    fn text(&self, step: i64) -> &str {
        self.token(step).map_or("", |token| self.article.text(token.span))
    }

    fn word(&self, step: i64) -> &str {
        self.token(step).map_or("", |token| self.article.word(token.word))
    }

    /// Whether the article introduces the abbreviation here, in whatever words.
    fn introduces(&self, kind: BlockKind) -> bool {
        self.in_brackets()
            || self.before_brackets()
            || self.is_called()
            || self.is_listed(kind)
            || self.is_beside_its_long_form()
    }

    /// "(MVP)", "(or MVP)", "(MVP; also ...)": alone, or the first thing in brackets.
    fn in_brackets(&self) -> bool {
        let mut step = -1;
        while matches!(
            self.word(step),
            "or" | "also" | "called" | "the" | "\"" | "\u{201C}" | "i.e" | "aka" | "abbreviated" | "as" | "known"
        ) && step > -5
        {
            step -= 1;
        }
        let opens = matches!(self.text(step), "(" | "[")
            && (self.token(step - 1).is_some() || matches!(self.text(1), ")" | "]"));
        let close = (1..7).find(|&step| matches!(self.text(step), ")" | "]" | ";" | ","));
        // "(AHA, n.d.; WHO, 2019)" cites, and introduces nothing.
        let cites = close.is_some_and(|close| {
            self.text(close) == ","
                && self.token(close + 1).is_some_and(|token| token.is_number() || token.span.len() == 1)
        });
        opens && close.is_some() && !cites
    }

    /// "MVP (the mitral valve bulges)": brackets with at least two words behind it.
    fn before_brackets(&self) -> bool {
        let inside =
            (2..8).take_while(|&step| !matches!(self.text(step), ")" | "]")).filter_map(|step| self.token(step));
        let letters: usize = inside
            .filter(|token| token.is_word() && token.span.len() > 3 && !token.all_caps)
            .map(|token| token.span.len())
            .sum();
        matches!(self.text(1), "(" | "[") && letters > 5
    }

    /// "called MVP", "known as MVP", "MVP stands for", "MVP, or ...", "..., or MVP,".
    fn is_called(&self) -> bool {
        let before = (1..=6).any(|step| {
            (step < 5 || self.word(-step).starts_with("refer"))
                && INTRODUCING.contains(&self.word(-step))
                && (1..step).all(|between| !matches!(self.text(-between), "." | ";" | "," | ":"))
        });
        let after = (1..=3)
            .any(|step| EXPLAINING.contains(&self.word(step)) && self.token(step).is_some_and(|token| !token.all_caps));
        let or_before = self.word(-1) == "or"
            && matches!(self.text(-2), "," | "\u{2014}" | "\u{2013}")
            && matches!(self.text(1), "," | "." | ")" | "\u{2014}" | ";");
        let or_after =
            self.text(1) == "," && self.word(2) == "or" && self.token(3).is_some_and(|token| !token.all_caps);
        before || after || or_before || or_after
    }

    /// "MVP: mitral valve prolapse", "MVP = ...", or alone in a cell or term: a list of abbreviations.
    fn is_listed(&self, kind: BlockKind) -> bool {
        let first = self.token(-1).is_none();
        let dash =
            matches!(self.text(1), "-" | "\u{2013}" | "\u{2014}") && self.token(1).is_some_and(|token| token.spaced);
        let joins = matches!(self.text(1), ":" | "=") || dash;
        let alone = first && self.token(1).is_none() && matches!(kind, BlockKind::Cell | BlockKind::Item);
        alone || (first && joins && self.token(2).is_some()) || matches!(self.text(1), "=")
    }

    /// "mitral valve prolapse, MVP," or "Mitral Valve Prolapse - MVP": only marks between it and words of its initials.
    fn is_beside_its_long_form(&self) -> bool {
        let letters: Vec<char> =
            self.text(0).chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
        let beside = |direction: i64| {
            let mut step = direction;
            while self.token(step).is_some_and(|token| token.kind == TokenKind::Mark) {
                step += direction;
            }
            step != direction && {
                let mut wanted: Vec<char> = letters.clone();
                if direction < 0 {
                    wanted.reverse();
                }
                let mut left = wanted.iter().peekable();
                while let Some(&&c) = left.peek() {
                    let word = self.word(step);
                    if word.starts_with(c) && word.len() > 1 {
                        left.next();
                    } else if !matches!(word, "-" | "a" | "and" | "for" | "in" | "of" | "the" | "to" | "with") {
                        return false;
                    }
                    step += direction;
                }
                true
            }
        };
        beside(-1) || beside(1)
    }

    /// Whether it is the stressed syllable of a pronunciation: "HI-po-ven-tih-LA-shun".
    fn is_syllable(&self) -> bool {
        let mut parts = 0;
        for direction in [-1, 1] {
            let mut step = direction;
            while self.text(step) == "-"
                && self.token(step + 1).is_some_and(|token| !token.spaced)
                && self.token(step).is_some_and(|token| !token.spaced)
            {
                let part = self.token(step + direction);
                parts +=
                    usize::from(part.is_some_and(|token| token.is_word() && !token.capital && token.span.len() < 5));
                step += 2 * direction;
            }
        }
        parts > 1
    }

    /// Whether the token is part of something larger: "AT&T", "p.MVP", "MVP_2", "J. MVP".
    fn is_part_of_more(&self) -> bool {
        let author = self.text(0).len() <= 3
            && self.token(-1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps)
            && matches!(self.word(1), "," | "et" | ":");
        let year = |step: i64| {
            self.token(step).is_some_and(|token| token.is_number() && token.span.len() == 4)
                || (self.word(step) == "n" && self.text(step + 1) == ".")
        };
        let cited = year(1) || (self.text(1) == "," && year(2));
        let dialled = self.text(-1) == "-" && self.token(-2).is_some_and(Token::is_number);
        if author || cited || dialled || self.is_syllable() {
            return true;
        }
        let glued = |step: i64, next: i64| {
            matches!(self.text(step), "&" | "_" | "@" | "#" | "." | "'" | "+" | "*")
                && self.token(next).is_some_and(|token| !token.spaced)
        };
        (glued(1, 1) && self.token(2).is_some_and(|token| !token.spaced)) || (glued(-1, 0))
    }

    /// Whether a gene, an enzyme or the like goes by this name: "the GPHN gene", "mutations in MOCS1 or GPHN".
    fn is_gene(&self) -> bool {
        let listed = |step: i64| {
            matches!(self.word(step), "," | "and" | "or" | "/")
                || (step < 0 && matches!(self.word(step), "the" | "in" | "of" | "a"))
                || self
                    .token(step)
                    .is_some_and(|token| token.all_caps || self.text(step).contains(|c: char| c.is_ascii_digit()))
        };
        let toward = |direction: i64| {
            let reach = (1..14).find(|&step| !listed(step * direction)).unwrap_or(14);
            GENE.contains(&self.word(reach * direction))
        };
        toward(1) || toward(-1)
    }

    /// Whether it is part of a proper name: a capitalised word follows or stands before it within the sentence.
    fn is_named(&self) -> bool {
        let in_list =
            |step: i64, next: i64| self.text(step) == "/" && self.token(next).is_some_and(|token| token.all_caps);
        if in_list(1, 2)
            || in_list(-1, -2)
            || matches!(
                self.word(1),
                "syndrome"
                    | "disease"
                    | "disorder"
                    | "deficiency"
                    | "sequence"
                    | "guidelines"
                    | "inhibitor"
                    | "inhibitors"
                    | "antagonists"
                    | "agonists"
            )
            || self.text(1) == "-"
            || self.text(-1) == "-"
        {
            return true;
        }
        self.token(1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps && token.spaced)
            || (self.token(-2).is_some()
                && self.token(-1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps))
    }
}
