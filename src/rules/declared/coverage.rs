//! What of a rule its examples show: its patterns, its pairs, its terms, its facts.

use super::Declaration;
use crate::examples::Example;
use crate::pattern::MatcherBuilder;
use crate::reading::claims::AttributeFile;
use crate::rules::Loading;
use crate::source::Source;
use regex::Regex;

/// A part of a rule that some example should show: the patterns of which one must be found in it.
pub(super) struct Part {
    /// The part as its file has it.
    told: String,
    patterns: Vec<String>,
    /// A regular expression that must be found instead.
    regex: Option<String>,
    /// Whether only an example with a finding shows it.
    flagged: bool,
}

impl Part {
    /// A part that is one pattern.
    pub(super) fn pattern(pattern: &str) -> Self {
        Self::any(pattern.to_owned(), vec![pattern.to_owned()])
    }

    /// A part that any of several patterns shows.
    pub(super) fn any(told: String, patterns: Vec<String>) -> Self {
        Self { told, patterns, regex: None, flagged: false }
    }

    /// A part that is a regular expression.
    pub(super) fn regex(regex: &str) -> Self {
        Self { regex: Some(regex.to_owned()), ..Self::any(regex.to_owned(), Vec::new()) }
    }

    /// A part that only an example with a finding shows.
    pub(super) fn flagged(self) -> Self {
        Self { flagged: true, ..self }
    }
}

impl Declaration {
    /// All that its examples should show.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        parts.extend(self.phrases.iter().flat_map(super::phrase::Phrase::parts));
        parts.extend(self.replacements.iter().flat_map(super::replace::Replacement::parts));
        parts
            .extend(self.attributes.iter().flat_map(AttributeFile::all_patterns).map(|pattern| Part::pattern(pattern)));
        parts.extend(self.quantities.iter().flat_map(super::quantity::Declared::parts));
        parts.extend(self.medicines.iter().flat_map(super::medicine::Medicine::parts));
        parts.extend(self.terms.iter().flat_map(super::term::Term::parts));
        parts.extend(self.pairs.iter().map(super::confusable::Pair::part));
        parts.extend(super::fact::parts(self));
        parts
    }

    /// The parts of the rule that none of its examples shows, as its file has them.
    pub fn unshown(&self, examples: &[Example]) -> Vec<String> {
        let mut loading = Loading::new();
        let mut builder = MatcherBuilder::default();
        let parts = self.parts();
        // For each pattern, the part that it shows.
        let mut owners = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            for pattern in &part.patterns {
                if builder.add(pattern, &mut loading.lexicon).is_ok() {
                    owners.push(index);
                }
            }
        }
        let expressions: Vec<(usize, Regex)> = parts
            .iter()
            .enumerate()
            .filter_map(|(index, part)| Some((index, Regex::new(part.regex.as_ref()?).ok()?)))
            .collect();
        let matcher = builder.build(&mut loading.lexicon);
        let reader = loading.finish();
        let mut shown = vec![false; parts.len()];
        for example in examples {
            let article = reader.read(Source::new("example", example.text(), example.format));
            let hits = matcher.find(&article.tokens, &article.stream, &article.sentences);
            let hits = hits.iter().map(|hit| owners[hit.pattern.0 as usize]);
            let matches = expressions.iter().filter(|(_, regex)| regex.is_match(&article.document.prose));
            for index in hits.chain(matches.map(|&(index, _)| index)) {
                shown[index] |= example.flagged || !parts[index].flagged;
            }
        }
        parts.into_iter().zip(shown).filter_map(|(part, shown)| (!shown).then_some(part.told)).collect()
    }
}
