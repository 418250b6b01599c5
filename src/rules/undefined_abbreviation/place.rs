//! One use of an abbreviation, and what stands around it.

use crate::article::Article;
use crate::reading::sentences::Sentence;
use crate::reading::tokens::Token;

/// Words that letters follow as a label, not as a short form: "hemoglobin SS".
const LABELLING: &[&str] = &[
    "amyloidosis",
    "centuries",
    "century",
    "class",
    "figure",
    "grade",
    "group",
    "haemoglobin",
    "hemoglobin",
    "level",
    "part",
    "phase",
    "schedule",
    "section",
    "stage",
    "table",
    "type",
    "types",
    "vitamin",
    "vitamins",
];
/// Words that end the names of organisations.
const ORGANISATIONS: &[&str] = &[
    "academy",
    "alliance",
    "association",
    "center",
    "centre",
    "coalition",
    "college",
    "council",
    "foundation",
    "group",
    "institute",
    "network",
    "registry",
    "society",
    "trust",
    "university",
];
/// What genes and their products are followed or preceded by.
const GENE: &[&str] = &[
    "allele",
    "alleles",
    "amplification",
    "antibodies",
    "antibody",
    "antigen",
    "antigens",
    "channel",
    "chromosome",
    "enzyme",
    "enzymes",
    "expression",
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

/// A token in its sentence.
pub(super) struct Place<'a> {
    pub(super) article: &'a Article,
    pub(super) sentence: &'a Sentence,
    pub(super) at: u32,
}

impl Place<'_> {
    /// The token so many steps away, within the sentence.
    pub(super) fn token(&self, step: i64) -> Option<&Token> {
        let at = i64::from(self.at) + step;
        let inside = at >= i64::from(self.sentence.tokens.start) && at < i64::from(self.sentence.tokens.end);
        usize::try_from(at).ok().filter(|_| inside).map(|at| &self.article.tokens[at])
    }

    pub(super) fn text(&self, step: i64) -> &str {
        self.token(step).map_or("", |token| self.article.text(token.span))
    }

    pub(super) fn word(&self, step: i64) -> &str {
        self.token(step).map_or("", |token| self.article.word(token.word))
    }

    /// Whether it is the stressed syllable of a pronunciation: "HI-po-ven-tih-LA-shun".
    fn is_syllable(&self) -> bool {
        let mut parts = 0;
        for direction in [-1, 1] {
            let mut step = direction;
            while self.text(step) == "-"
                && step.abs() < 16
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
    pub(super) fn is_part_of_more(&self) -> bool {
        let author = self.text(0).len() <= 3
            && self.token(-1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps)
            && matches!(self.word(1), "," | "et" | ":" | "jr");
        let year = |step: i64| {
            self.token(step).is_some_and(|token| token.is_number() && matches!(token.span.len(), 4 | 5))
                || (self.word(step) == "n" && self.text(step + 1) == ".")
        };
        let cited = year(1) || (self.text(1) == "," && year(2));
        let glued_number =
            self.token(0).is_some_and(|token| !token.spaced) && self.token(-1).is_some_and(Token::is_number);
        let large = |token: &Token| token.is_word() && token.capital && !token.spaced && token.span.len() < 8;
        let chained = (self.text(-1) == "-"
            && self.token(0).is_some_and(large)
            && self.token(-2).is_some_and(|token| token.all_caps || token.span.len() == 1))
            || (self.text(1) == "-" && self.token(2).is_some_and(|token| large(token) && token.all_caps));
        let dialled = self.text(-1) == "-" && self.token(-2).is_some_and(Token::is_number);
        let beside_slash = (self.text(1) == "/" && self.token(2).is_some_and(|token| token.all_caps))
            || (self.text(-1) == "/" && self.token(-2).is_some_and(|token| token.all_caps));
        let numbered =
            self.text(1) == "-" && self.token(2).is_some_and(|token| token.is_number() && token.span.len() > 2);
        let label = beside_slash
            || numbered
            || LABELLING.contains(&self.word(-1))
            || self.is_listed_label()
            || self.is_cited()
            || self.is_credited()
            || (ORGANISATIONS.contains(&self.word(1)) && self.token(1).is_some_and(|token| token.capital));
        if label || author || cited || dialled || glued_number || chained || self.is_syllable() {
            return true;
        }
        let glued = |step: i64, next: i64| {
            matches!(self.text(step), "&" | "_" | "@" | "#" | "." | "'" | "+" | "*")
                && self.token(next).is_some_and(|token| !token.spaced)
        };
        (glued(1, 1) && self.token(2).is_some_and(|token| !token.spaced)) || (glued(-1, 0))
    }

    /// "hemoglobin SS, SC or SD": one of several letters after what they label.
    fn is_listed_label(&self) -> bool {
        let mut step = -1;
        while step > -8
            && (matches!(self.word(step), "," | "or" | "and")
                || self.token(step).is_some_and(|token| token.all_caps && token.span.len() < 4))
        {
            step -= 1;
        }
        step < -2 && LABELLING.contains(&self.word(step))
    }

    /// "(UT Southwestern Medical Center, 2023)": in brackets that end in a year after a comma.
    fn is_cited(&self) -> bool {
        let opens = |step: i64| matches!(self.text(step), "(" | ";");
        let mark = (1..14).find(|&step| matches!(self.text(step), ")" | ";" | "(" | "."));
        let close = mark.filter(|&step| matches!(self.text(step), ")" | ";"));
        close.is_some_and(|close| {
            self.text(close - 2) == ","
                && self.token(close - 1).is_some_and(|token| {
                    let year = self.article.text(token.span);
                    year.len() > 3
                        && year.starts_with(['1', '2'])
                        && year.as_bytes()[..4].iter().all(u8::is_ascii_digit)
                })
        }) && (1..14).any(|step| opens(-step))
    }

    /// "(credit: \u{201C}NTSB Valentine\u{201D} by ...)": whom a picture comes from.
    fn is_credited(&self) -> bool {
        (2..16).any(|step| {
            self.text(1 - step) == ":" && matches!(self.word(-step), "credit" | "credits" | "source" | "attribution")
        })
    }

    /// Whether a gene, an enzyme or the like goes by this name: "the GPHN gene", "mutations in MOCS1 or GPHN".
    pub(super) fn is_gene(&self) -> bool {
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
        toward(1) || toward(-1) || (self.text(1) == "-" && self.word(2) == "related")
    }

    /// Whether it is part of a proper name: a capitalised word follows or stands before it within the sentence.
    pub(super) fn is_named(&self) -> bool {
        if matches!(
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
                | "trial"
                | "trials"
                | "study"
                | "score"
                | "scale"
        ) || self.text(1) == "-"
            || self.text(-1) == "-"
            || self.text(2).starts_with("NCT")
            || self.token(1).is_some_and(Token::is_number)
        {
            return true;
        }
        self.token(1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps && token.spaced)
            || (self.token(-2).is_some()
                && self.token(-1).is_some_and(|token| token.is_word() && token.capital && !token.all_caps))
    }
}
