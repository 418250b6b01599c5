//! The shape `confusable`: pairs of terms that look alike, each with words that speak for it.

use super::{Declaration, LoadError};
use crate::article::Article;
use crate::diagnostic::Level;
use crate::pattern::{Hit, PatternId};
use crate::reading::words::WordId;
use crate::rule::{Meta, Report, Rule};
use crate::rules::Loading;
use crate::rules::context;
use serde::Deserialize;

/// One pair of terms.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Pair {
    /// The one term.
    a: String,
    /// The other term.
    b: String,
    /// What the one term means, in a few words.
    a_means: String,
    /// What the other term means, in a few words.
    b_means: String,
    /// Words that speak for the one term.
    a_cues: Vec<String>,
    /// Words that speak for the other term.
    b_cues: Vec<String>,
    /// Only the one term is ever reported.
    #[serde(default)]
    one_way: bool,
}

/// A pair with its words as numbers; `cues[0]` speak for the first term.
struct Compiled {
    cues: [Vec<WordId>; 2],
    terms: [Vec<WordId>; 2],
}

struct ConfusableRule {
    meta: Meta,
    declaration: Declaration,
    first: u32,
    /// For each pattern, from the first on, its pair and whether it is the pair's second term.
    sides: Vec<(usize, usize)>,
    pairs: Vec<Compiled>,
}

/// How many different words must speak for the other term.
const ENOUGH: usize = 2;
/// How many make the finding an error.
const PLENTY: usize = 3;

pub(super) fn load(declaration: Declaration, loading: &mut Loading) -> Result<Box<dyn Rule>, LoadError> {
    let mut first = None;
    let mut sides = Vec::new();
    let mut pairs = Vec::new();
    for (index, pair) in declaration.pairs.iter().enumerate() {
        for (side, term) in [&pair.a, &pair.b].into_iter().enumerate() {
            if side == 1 && pair.one_way {
                continue;
            }
            let id = loading
                .patterns
                .add(term, &mut loading.lexicon)
                .map_err(|error| LoadError::of_pattern(&declaration.id, term, &error))?;
            first.get_or_insert(id.0);
            sides.push((index, side));
        }
        let mut words = |words: &[String]| context::cue_words(words, &mut loading.lexicon);
        pairs.push(Compiled {
            cues: [words(&pair.a_cues), words(&pair.b_cues)],
            terms: [words(std::slice::from_ref(&pair.a)), words(std::slice::from_ref(&pair.b))],
        });
    }
    let meta = declaration.meta();
    Ok(Box::new(ConfusableRule { meta, declaration, first: first.unwrap_or(0), sides, pairs }))
}

impl Rule for ConfusableRule {
    fn meta(&self) -> &Meta {
        &self.meta
    }

    fn check(&self, article: &Article, report: &mut Report<'_>) {
        let patterns = PatternId(self.first)..PatternId(self.first + self.sides.len() as u32);
        for hit in article.hits_of(&patterns) {
            self.look(article, hit, report);
        }
    }
}

impl ConfusableRule {
    fn look(&self, article: &Article, hit: &Hit, report: &mut Report<'_>) {
        let declaration = &self.declaration;
        let (index, side) = self.sides[(hit.pattern.0 - self.first) as usize];
        let (pair, compiled) = (&declaration.pairs[index], &self.pairs[index]);
        let span = article.span_of(&hit.tokens);
        let other = 1 - side;
        if context::cues_near(article, hit.sentence, &compiled.terms[other]) > 0
            || context::cues_near(article, hit.sentence, &compiled.cues[side]) > 0
            || !context::allows(article, span, &declaration.blocks, &declaration.unless)
        {
            return;
        }
        let cues = context::cues_found(article, hit.sentence, &compiled.cues[other]);
        if cues.len() < ENOUGH {
            return;
        }
        let (term, means) = [(&pair.a, &pair.a_means), (&pair.b, &pair.b_means)][other];
        let own_means = [&pair.a_means, &pair.b_means][side];
        let text = article.text(span);
        let named: Vec<_> = cues
            .iter()
            .take(4)
            .map(|&token| format!("\"{}\"", article.text(article.tokens[token as usize].span)))
            .collect();
        let finding =
            report.at(span, format!("\"{text}\" ({own_means}) stands where \"{term}\" ({means}) is probably meant"));
        finding
            .note(format!("the words near it speak for \"{term}\": {}", named.join(", ")))
            .help(format!("write \"{term}\" if {means} is meant"))
            .cause(format!("{index} {side}"));
        if cues.len() >= PLENTY {
            finding.level(Level::Error);
        }
    }
}
