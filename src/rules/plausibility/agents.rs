//! Infections of one known kind of germ, said to come from another or to be treated as if they did.

use super::statement::{holds, part, statements};
use crate::article::Article;
use crate::document::ProseSpan;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordSet;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

crate::rule! {
    /// Flags an infection that is put down to the wrong kind of germ: a virus for malaria, bacteria for measles.
    ///
    /// ## Why
    /// The kind of germ decides which treatment helps. A wrong one makes readers ask for medicines that cannot work.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Malaria is caused by a virus spread by mosquitoes.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malaria comes from a parasite, not a virus
    /// ```
    /// ```md,flag
    /// Tuberculosis is a viral disease of the lungs.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tuberculosis comes from bacteria, not a virus
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Pneumonia can be caused by a virus. Malaria was once thought to be caused by a fungus. Measles is caused by a virus.
    /// ```
    /// ```md,clean
    /// Malaria is not a viral disease. Dengue, like malaria, is spread by mosquitoes.
    /// ```
    ///
    /// ## Limits
    /// It knows the infections of its table, all of one kind of germ, and reads plain statements that begin with them.
    CausalAgentMismatch: "causal-agent-mismatch", Plausibility, Error, "0.1.0", check_causes
}

crate::rule! {
    /// Flags a medicine against one kind of germ that is said to cure an infection of another: antibiotics for measles.
    ///
    /// ## Why
    /// It does not help, delays what does, and breeds resistance.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Antibiotics cure the common cold.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ antibiotics do not work against the common cold, which comes from a virus
    /// ```
    /// ```md,flag
    /// Measles is treated with antibiotics.
    /// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ antibiotics do not work against measles, which comes from a virus
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Antibiotics do not cure the flu. Measles is treated with antibiotics if a bacterial infection develops as well.
    /// ```
    /// ```md,clean
    /// Syphilis is treated with antibiotics. Some doctors wrongly treat the flu with antibiotics.
    /// ```
    ///
    /// ## Limits
    /// It knows the infections of its table and the plain names of three groups of medicines: antibiotics, antivirals and
    /// antifungals.
    AgentTherapyMismatch: "agent-therapy-mismatch", Plausibility, Error, "0.1.0", check_therapies
}

static AGENTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let mut agents = FxHashMap::default();
    for line in include_str!("agents.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((agent, names)) = line.split_once('\t') {
            agents.extend(names.split(", ").map(|name| (name, agent)));
        }
    }
    agents
});

/// The words for kinds of agents, one of which every frame of a cause holds.
static KINDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of("virus viruses viral bacterium bacteria bacterial fungus fungi fungal parasite parasites parasitic")
});

/// The words for groups of medicines, one of which every frame of a therapy holds.
static MEDICINES: LazyLock<WordSet> = LazyLock::new(|| WordSet::of("antibiotics antivirals antifungals"));

static CAUSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?P<d>[^.;,]{3,50}?)\s(?:is|are)\s(?:usually\s|always\s)?(?:(?:caused\sby|due\sto)\s(?:an?\s|the\s)?(?:tiny\s|single-celled\s)?(?P<a>virus|viruses|bacteri(?:um|a)|fungus|fungi|parasites?)|an?\s(?:[a-z]+\s){0,3}?(?P<b>viral|bacterial|fungal|parasitic)\s(?:disease|infection|illness)|a\s(?P<c>virus|bacterium|fungus|parasite))\b",
    )
    .expect("it is tested")
});

static TREATED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        r"(?i)^(?P<t>antibiotics|antivirals|antifungals)\s(?:can\s|will\s|quickly\s)?(?:cure|treat|kill|clear|eliminate)s?\s(?P<d>[^.;,]{3,40})(?:[.,;]|$)",
        r"(?i)^(?P<d>[^.;,]{3,50}?)\s(?:is|are|can\sbe|should\sbe|must\sbe)\s(?:usually\s|always\s|easily\s|best\s)?(?:treated|cured)\swith\s(?P<t>antibiotics|antivirals|antifungals)\b",
    ]
    .map(|frame| Regex::new(frame).expect("it is tested"))
});

fn check_causes(article: &Article, report: &mut Report<'_>) {
    for (_, sentence) in statements(article) {
        let text = article.text(sentence.span);
        let names_one = KINDS.has_any(article.tokens_of(sentence));
        let Some(found) = names_one.then(|| CAUSED.captures(text)).flatten() else { continue };
        let Some((name, agent)) = disease(article, sentence, found.name("d").map(|d| d.as_str())) else { continue };
        let said = ["a", "b", "c"].iter().find_map(|group| found.name(group)).map_or("", |said| said.as_str());
        let said = match said.to_lowercase().get(..3) {
            Some("vir") => "virus",
            Some("bac") => "bacteria",
            Some("fun") => "fungus",
            _ => "parasite",
        };
        if said == agent || holds(text, SCOPED) {
            continue;
        }
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        report
            .at(span(sentence, &whole), format!("{name} comes from {}, not {}", worded(agent), worded(said)))
            .note("source: fact sheets of the CDC and the WHO")
            .help(format!("write what causes it: {}", worded(agent)));
    }
}

fn check_therapies(article: &Article, report: &mut Report<'_>) {
    for (_, sentence) in statements(article) {
        let text = article.text(sentence.span);
        if !MEDICINES.has_any(article.tokens_of(sentence)) {
            continue;
        }
        let Some(found) = TREATED.iter().find_map(|frame| frame.captures(text)) else { continue };
        let Some((name, agent)) = disease(article, sentence, found.name("d").map(|d| d.as_str())) else { continue };
        let therapy = found.name("t").map_or(String::new(), |therapy| therapy.as_str().to_lowercase());
        let against: &[&str] = match therapy.as_str() {
            "antibiotics" => &["bacteria", "parasite"],
            "antivirals" => &["virus"],
            _ => &["fungus"],
        };
        if against.contains(&agent) || holds(text, SCOPED) || holds(text, &["bacterial", "secondary", "complication*"])
        {
            continue;
        }
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let end = whole.end - usize::from(text[whole.clone()].ends_with(['.', ',', ';']));
        report
            .at(
                span(sentence, &(whole.start..end)),
                format!("{therapy} do not work against {name}, which comes from {}", worded(agent)),
            )
            .note("source: fact sheets of the CDC and the WHO")
            .help("name the right treatment, or the bacterial complication that is meant");
    }
}

fn span(sentence: &Sentence, range: &std::ops::Range<usize>) -> ProseSpan {
    part(sentence, range.start, range.end)
}

fn worded(agent: &str) -> &str {
    match agent {
        "virus" => "a virus",
        "fungus" => "a fungus",
        "parasite" => "a parasite",
        _ => "bacteria",
    }
}

/// The infection that a noun phrase names, or that "it" stands for, with its agent.
fn disease(article: &Article, sentence: &Sentence, phrase: Option<&str>) -> Option<(String, &'static str)> {
    let lower = phrase?.trim().to_lowercase();
    let bare = lower.split(" (").next().unwrap_or(&lower).to_owned();
    let own = || {
        let named = matches!(bare.as_str(), "it" | "this disease" | "the disease" | "this infection");
        let subject = article.subject.as_ref().filter(|_| named)?;
        // Only the sentence that follows the lead speaks of the subject for sure.
        let near = article.sentence_at(subject.span.start).is_some_and(|lead| lead.block == sentence.block);
        near.then(|| subject.name.to_lowercase())
    };
    let name = if AGENTS.contains_key(bare.as_str()) { bare } else { own()? };
    let agent = AGENTS.get(name.as_str())?;
    Some((name, agent))
}

const SCOPED: &[&str] = &[
    "not",
    "never",
    "no",
    "once",
    "thought",
    "believed",
    "myth",
    "wrongly",
    "mistaken*",
    "some",
    "also",
    "sometimes",
    "if",
    "cannot",
    "formerly",
    "historical*",
    "or",
];
