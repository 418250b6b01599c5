//! A stage, class or score that its scheme does not have, and a type that is numbered in two ways.

use super::context;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::reading::sentences::Sentence;
use crate::rule::Report;
use crate::rules::words::WordMap;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

crate::rule! {
    /// Flags a class, stage or score outside its scheme ("NYHA class V"), and a type of diabetes that is numbered in two
    /// ways in one article.
    ///
    /// ## Why
    /// The New York Heart Association has four classes and the Glasgow Coma Scale ends at 3: a value beyond is a slip that
    /// hides the right one. Type "II" in one place and "2" in another makes a reader ask whether they differ.
    ///
    /// ## Flagged
    /// ```md,flag
    /// He has NYHA class V heart failure.
    ///        ^^^^^^^^^^^^ "NYHA class V" is outside the scheme: the NYHA class goes from 1 to 4
    /// ```
    /// ```md,flag
    /// She came in with a Glasgow Coma Scale score of 2.
    ///                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "Glasgow Coma Scale score of 2" is outside the scheme: the Glasgow Coma Scale score goes from 3 to 15
    /// ```
    /// ```md,flag
    /// Stage 5 breast cancer has spread to other organs.
    /// ^^^^^^^ "Stage 5" is outside the scheme: the stage of a cancer goes up to 4
    /// ```
    /// ```md,flag
    /// Type 2 diabetes is common. Diet helps in type 2 diabetes. In type II diabetes, weight loss helps.
    ///                                                              ^^^^^^^ "type II" is numbered in another way than "Type 2" elsewhere in the article
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Stage 0 breast cancer has not spread. Stage V Wilms tumor is found in both kidneys.
    /// ```
    /// ```md,clean
    /// CKD stages 3a and 3b are told apart; some go from stage 2 to stage 3. Factor V and type IV collagen differ.
    /// ```
    /// ```md,clean
    /// The best Glasgow Coma Scale motor score is 6; the eye score is 2.
    /// ```
    ///
    /// ## Limits
    /// It knows the schemes of its table only, and reads a value only where it stands right after the name of the scheme.
    TypeStageDrift: "type-stage-drift", Naming, Warning, "0.1.0", check
}

struct Scheme {
    name: &'static str,
    low: u32,
    high: u32,
    roman: bool,
    source: &'static str,
}

struct Schemes {
    all: Vec<Scheme>,
    /// By its first word: the further words of a scheme's name, and the scheme.
    names: WordMap<Vec<(Vec<&'static str>, usize)>>,
}

fn schemes() -> &'static Schemes {
    static SCHEMES: OnceLock<Schemes> = OnceLock::new();
    SCHEMES.get_or_init(|| {
        let mut all: Vec<Scheme> = Vec::new();
        // The rule looks at these two words too.
        let mut names: FxHashMap<&str, Vec<_>> = ["stage", "type"].into_iter().map(|word| (word, Vec::new())).collect();
        for line in include_str!("schemes.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&'static str> = line.split('\t').collect();
            let [name, low, high, roman, words, source] = columns[..] else { continue };
            let (Ok(low), Ok(high)) = (low.parse(), high.parse()) else { continue };
            for name in words.split('|') {
                let mut parts = name.split(' ');
                let first = parts.next().unwrap_or("");
                names.entry(first).or_default().push((parts.collect(), all.len()));
            }
            all.push(Scheme { name, low, high, roman: roman == "yes", source });
        }
        Schemes { all, names: WordMap::of(names) }
    })
}

/// Words that may stand between the name of a scheme and its value.
const BETWEEN: &[&str] = &[
    "class",
    "functional",
    "classification",
    "stage",
    "score",
    "scale",
    "of",
    "category",
    "type",
    "grade",
    "is",
    "was",
    "level",
    "performance",
    "status",
    ":",
    "=",
    "(",
    "a",
];

fn check(article: &Article, report: &mut Report<'_>) {
    let schemes = schemes();
    let mut types: [[Vec<ProseSpan>; 2]; 2] = Default::default();
    for sentence in &article.sentences {
        let stream = &article.stream[sentence.stream.start as usize..sentence.stream.end as usize];
        let word = |at: &u32| article.tokens[*at as usize].word;
        if !stream.iter().any(|at| schemes.names.get(article, word(at)).is_some()) {
            continue;
        }
        let words: Vec<&str> = stream.iter().map(|at| article.word(word(at))).collect();
        for at in 0..stream.len() {
            match words[at] {
                "stage" => check_stage(article, sentence, stream, &words, at, report),
                "type" => collect_diabetes(article, sentence, stream, &words, at, &mut types),
                _ => {
                    let names = schemes.names.get(article, word(&stream[at])).into_iter().flatten();
                    let longest =
                        names.filter(|(rest, _)| words[at + 1..].starts_with(rest)).max_by_key(|(r, _)| r.len());
                    if let Some((rest, scheme)) = longest {
                        let end = at + 1 + rest.len();
                        check_scheme(article, sentence, stream, &words, (at, end), &schemes.all[*scheme], report);
                    }
                }
            }
        }
    }
    for [arabic, roman] in types {
        let (Some(&a), Some(&b)) = (arabic.first(), roman.first()) else { continue };
        let (rarer, usual) = if arabic.len() < roman.len() { (a, b) } else { (b, a) };
        let (text, good) = (article.text(rarer), article.text(usual));
        report
            .at(rarer, format!("\"{text}\" is numbered in another way than \"{good}\" elsewhere in the article"))
            .level(Level::Note)
            .related(usual, format!("written \"{good}\" here"))
            .note("the American Diabetes Association and the World Health Organization write \"type 1\" and \"type 2\"")
            .help("number the types of diabetes in one way throughout");
    }
}

fn allowed(article: &Article, sentence: &Sentence, span: ProseSpan) -> bool {
    sentence.span.start <= span.start && context::allows(article, span, &[], &[super::declared::Unless::Quoted])
}

/// A whole number, in digits or, where the scheme has them, Roman.
fn value(text: &str, roman: bool) -> Option<u32> {
    const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    ROMAN.iter().position(|&known| roman && known == text).map(|index| index as u32 + 1)
}

fn check_scheme(
    article: &Article,
    sentence: &Sentence,
    stream: &[u32],
    words: &[&str],
    (start, mut at): (usize, usize),
    scheme: &Scheme,
    report: &mut Report<'_>,
) {
    let named = at;
    while at < stream.len()
        && at < named + 5
        && (BETWEEN.contains(&words[at]) || BETWEEN.contains(&words[at].trim_end_matches('s')))
    {
        at += 1;
    }
    let Some(&token) = stream.get(at) else { return };
    // An acronym that is also a word counts only before one of the words of a scale, and in capitals.
    let short = named - start == 1 && scheme.name.starts_with(|c: char| c.is_uppercase());
    let first = &article.tokens[stream[start] as usize];
    let acronym = matches!(words[start], "gold" | "meld" | "moca" | "asa" | "gcs" | "ckd");
    if (acronym && (!first.all_caps || (at == named && short)))
        || (at == named && matches!(words[start], "tanner" | "braden" | "fitzpatrick" | "chronic"))
    {
        return;
    }
    let Some(number) = value(article.text(article.tokens[token as usize].span), scheme.roman) else { return };
    if (scheme.low..=scheme.high).contains(&number) || number > 1000 {
        return;
    }
    let follows = words.get(at + 1).copied().unwrap_or("");
    if matches!(
        follows,
        "%" | "percent" | "years" | "patients" | "minutes" | "points" | "/" | "studies" | "people" | "to"
    ) {
        return;
    }
    let span = article.tokens[stream[start] as usize].span.to(article.tokens[token as usize].span);
    if !allowed(article, sentence, span) {
        return;
    }
    report
        .at(
            span,
            format!(
                "\"{}\" is outside the scheme: the {} goes from {} to {}",
                article.text(span),
                scheme.name,
                scheme.low,
                scheme.high
            ),
        )
        .note(format!("source: {}", scheme.source))
        .help("check the value against the scheme");
}

/// "Stage 5 breast cancer": cancers other than those of the kidney in children have the stages 0 to 4.
fn check_stage(
    article: &Article,
    sentence: &Sentence,
    stream: &[u32],
    words: &[&str],
    at: usize,
    report: &mut Report<'_>,
) {
    let Some(&token) = stream.get(at + 1) else { return };
    let Some(number) = value(article.text(article.tokens[token as usize].span), true) else { return };
    let after = &words[at + 2..words.len().min(at + 6)];
    let staged = after
        .iter()
        .take_while(|word| !matches!(**word, "," | "." | ";" | "and" | "or"))
        .find_map(|word| STAGED.iter().find(|(name, ..)| name == word));
    let Some(&(_, what, high, source)) = staged else { return };
    if !(high + 1..=20).contains(&number) || words.iter().any(|word| word.starts_with("wilm")) {
        return;
    }
    let span = article.tokens[stream[at] as usize].span.to(article.tokens[token as usize].span);
    if allowed(article, sentence, span) {
        let text = article.text(span);
        report
            .at(span, format!("\"{text}\" is outside the scheme: the stage of {what} goes up to {high}"))
            .note(format!("source: {source}"))
            .help("check the stage");
    }
}

const AJCC: &str = "American Joint Committee on Cancer";
/// What has stages: a word of its name, what it is, the last stage, and who says so.
const STAGED: &[(&str, &str, u32, &str)] = &[
    ("cancer", "a cancer", 4, AJCC),
    ("cancers", "a cancer", 4, AJCC),
    ("carcinoma", "a cancer", 4, AJCC),
    ("melanoma", "a cancer", 4, AJCC),
    ("lymphoma", "a cancer", 4, AJCC),
    ("sarcoma", "a cancer", 4, AJCC),
    ("endometriosis", "endometriosis", 4, "American Society for Reproductive Medicine"),
    ("kidney", "chronic kidney disease", 5, "KDIGO guideline for chronic kidney disease"),
    ("parkinson", "Parkinson disease", 5, "Hoehn and Yahr scale"),
];

/// Keeps the places of "type 1 diabetes" and "type I diabetes", by type and by way of numbering.
fn collect_diabetes(
    article: &Article,
    sentence: &Sentence,
    stream: &[u32],
    words: &[&str],
    at: usize,
    types: &mut [[Vec<ProseSpan>; 2]; 2],
) {
    let near = words.get(at + 2) == Some(&"diabetes");
    let Some(&token) = stream.get(at + 1) else { return };
    let (kind, way) = match article.text(article.tokens[token as usize].span) {
        "1" => (0, 0),
        "I" => (0, 1),
        "2" => (1, 0),
        "II" => (1, 1),
        _ => return,
    };
    if near && !context::is_borrowed(article, sentence, stream[at]) {
        types[kind][way].push(article.tokens[stream[at] as usize].span.to(article.tokens[token as usize].span));
    }
}
