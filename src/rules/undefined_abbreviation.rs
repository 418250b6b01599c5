//! An abbreviation that the article uses and never introduces.

pub(crate) mod aside;
pub(crate) mod dotted;
mod introductions;
pub(crate) mod known;
pub(crate) mod long_forms;
mod place;
pub(crate) mod uses;

use crate::article::Article;
use crate::diagnostic::Level;
use crate::document::ProseSpan;
use crate::knowledge::Kind;
use crate::reading::abbreviations::Abbreviation;
use crate::rule::{Finding, Report};
use crate::rules::context;
use aside::Aside;
use known::Fame;
use long_forms::LongForm;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use uses::Used;

/// What the rules about abbreviations share about one article, each part found when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShortForms {
    aside: OnceLock<Aside>,
    not_introduced: OnceLock<Vec<Used>>,
    dotted: OnceLock<Vec<ProseSpan>>,
}

impl ShortForms {
    /// The blocks that are left aside.
    pub(crate) fn aside<'a>(&'a self, article: &Article) -> &'a Aside {
        self.aside.get_or_init(|| Aside::of(article))
    }

    /// The abbreviations that are used and never introduced.
    pub(crate) fn not_introduced<'a>(&'a self, article: &Article) -> &'a [Used] {
        self.not_introduced.get_or_init(|| uses::not_introduced(article))
    }

    /// Dotted initials.
    pub(crate) fn dotted<'a>(&'a self, article: &Article) -> &'a [ProseSpan] {
        self.dotted.get_or_init(|| dotted::find(article))
    }
}

crate::rule! {
    /// Flags an abbreviation that the article never introduces.
    ///
    /// ## Why
    /// Readers who do not know the letters stop or guess, and one short form can stand for several diseases. In pasted copy
    /// the abbreviation often belongs to another article. Style manuals ask for the long form at the first use.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Marfan syndrome can lead to mitral valve prolapse. MVP is a condition in which the valve flaps do not close well.
    ///                                                    ^^^ "MVP" is never introduced
    /// ```
    /// ```md,flag
    /// # Kaposi's sarcoma
    ///
    /// Kaposi's sarcoma is a cancer of the skin. Before the epidemic, KS usually grew slowly. Today KS can spread fast.
    ///                                                                ^^ "KS" is never introduced
    /// ```
    /// ```md,flag
    /// Stop these drugs early. Patients with PAH should avoid them, because PAH grows worse. Doctors who treat PAH know this.
    ///                                       ^^^ "PAH" is never spelled out
    /// ```
    /// ```md,flag
    /// Myositis ossificans affects the muscles of the legs. O. m. b. may occur without any injury.
    ///                                                      ^^^^^^^^ "O. m. b." is never introduced, and its letters fit no name in the article
    /// ```
    /// ```md,flag
    /// Alpha-1 antitrypsin (AAT) protects the lungs. Low levels of ATT harm them. People without ATT cough; ATT can be given.
    ///                                                             ^^^ "ATT" is never introduced, but "AAT" is
    /// ```
    /// ```md,flag
    /// # Maturity-onset Diabetes of the Young
    ///
    /// MODY begins before the age of 25. Many people with MODY need no insulin.
    /// ^^^^ "MODY" is never introduced
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Mitral valve prolapse (MVP) is common. MVP seldom needs treatment.
    /// ```
    /// ```md,clean
    /// Doctors use CT, MRI and DNA tests. People with HIV or AIDS need other drugs. The FDA approved the test.
    /// ```
    /// ```md,clean
    /// Mutations in the WAS gene cause Wiskott-Aldrich syndrome. The WAS protein is found in blood cells.
    /// ```
    /// ```md,clean
    /// Small airways show on a high-resolution computed tomography scan, or HRCT scan. HRCT is painless.
    /// ```
    /// ```md,clean
    /// Drugs called DMARDs slow the disease. Most DMARDs take weeks to work, and DMARDs need blood tests.
    /// ```
    /// ```md,clean
    /// Obesity hypoventilation (HI-po-ven-tih-LA-shun) syndrome is a breathing disorder. Do NOT drive when you are sleepy.
    /// ```
    /// ```md,clean
    /// Ask J. M. Smith or see the page of the U.S. agency, e.g. for hemoglobin SS or C. difficile. Call 1-800-QUITNOW at 8 a.m. today.
    /// ```
    /// ```md,clean
    /// See UTI treatment (UT Southwestern Medical Center, 2023), and the figure (credit: "NTSB Valentine" by a photographer).
    /// Docetaxel, carboplatin and trastuzumab (TCH, a regimen) are given. Hemoglobin SS, SC or SD is found. TCH helps; TCH is old.
    /// ```
    /// ```md,clean
    /// Smoking is a cause (AHA, 2023; WHO, 2022). Write to the office in Bethesda, MD 20892. Macular degeneration is common.
    /// ```
    ///
    /// ## Limits
    /// Abbreviations that every reader of health pages knows, such as DNA and MRI, and words in capitals are left alone;
    /// `known.txt` beside the rule lists them. Familiar ones, such as CNS, are reported only where their long form stands in
    /// the article without them. An abbreviation without a long form in the article is reported when it is used at least three
    /// times and is no gene, product or part of a name. Any introduction counts, even "called MVP", and wherever it stands. Short
    /// forms with digits are not looked at, nor are references and text in other languages.
    UndefinedAbbreviation: "undefined-abbreviation", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    check_dotted(article, report);
    let used = article.short_forms.not_introduced(article);
    let long_forms = long_forms::find(article, used);
    for (one, long) in used.iter().zip(long_forms) {
        let has_initials = long.is_some();
        let long = long.filter(|long| is_likely(article, one, long));
        if one.tokens.len() == 1 && is_borrowed(article, one.tokens[0]) {
            continue;
        }
        let first = article.tokens[one.tokens[0] as usize].span;
        let short = &one.short;
        if let Some(long) = long {
            introduce(article, report, first, short, &long, one.tokens.len());
        } else if is_unclear(one, has_initials) {
            if let Some(known) = mixed_up(article, short) {
                report
                    .at(first, format!("\"{short}\" is never introduced, but \"{}\" is", known.short))
                    .related(known.span, format!("the short form for \"{}\"", known.long))
                    .help(format!("write \"{}\", or introduce \"{short}\"", known.short));
                continue;
            }
            report
                .at(first, format!("\"{short}\" is never spelled out"))
                .help(format!("spell it out where it first stands, with \"({short})\" behind it"));
        }
    }
}

/// Whether an abbreviation first stands in the title of another page: "Institute of Mental Health: How is ASD treated?".
fn is_borrowed(article: &Article, token: u32) -> bool {
    let sentence = article.sentence_at(article.tokens[token as usize].span.start);
    sentence.is_some_and(|sentence| context::is_cited(article, sentence, token))
}

/// Whether words with the right initials are the long form, and not there by chance.
fn is_likely(article: &Article, one: &Used, long: &LongForm) -> bool {
    let name = article.text(long.span);
    let capitalised = name.split(' ').filter(|word| word.len() > 3).all(|word| word.starts_with(char::is_uppercase));
    let count = one.short.chars().count();
    let words = name.split([' ', '-']).count();
    let fame = known::fame(&one.short);
    let often = one.tokens.len() > 1;
    // Small words within are chance more often than not: "networks and provide strength" for "NPS".
    let near = long.nearest <= 2 && (words == count || count > 3);
    match fame {
        Fame::Known => return long.title && often,
        Fame::Familiar(_) => return often || near,
        Fame::Unknown if one.word => return long.title && often,
        Fame::Unknown => {}
    }
    match count {
        0..=2 => {
            let stands_out =
                long.heading || long.count > 2 || (long.count > 1 && (near || capitalised)) || is_name(article, long);
            words == 2 && ((stands_out && often) || (long.nearest <= 1 && !one.named))
        }
        3 => capitalised || near || (words == 3 && (long.heading || long.count > 1 || is_name(article, long))),
        _ => words == count || long.heading || long.count > 1 || near,
    }
}

/// Whether words are the name of a known disease, which no chance puts together.
fn is_name(article: &Article, long: &LongForm) -> bool {
    let from = article.mentions.partition_point(|mention| mention.span.end <= long.span.start);
    let mention = article.mentions.get(from).filter(|mention| mention.span == long.span);
    mention.is_some_and(|mention| mention.kind == Kind::Disease && !mention.common)
}

/// The defined short form that has the very letters of another in another order or number: "AAT" for "ATT".
fn mixed_up<'a>(article: &'a Article, short: &str) -> Option<&'a Abbreviation> {
    let letters = |short: &str| -> BTreeSet<char> { short.chars().collect() };
    let ours = letters(short);
    article.abbreviations.iter().find(|one| {
        let other = uses::singular(&one.short);
        let alike = other.len() == short.len() && other != short && other.chars().next() == short.chars().next();
        short.len() > 2 && alike && letters(other) == ours
    })
}

/// Whether an abbreviation whose long form is nowhere, or not surely there, leaves readers in the dark.
fn is_unclear(one: &Used, has_initials: bool) -> bool {
    let often = one.tokens.len() > if has_initials { 1 } else { 2 };
    known::fame(&one.short) == Fame::Unknown && !one.word && !one.gene && !one.named && often
}

/// For so many dotted initials of an article a long form is looked for, and for each anew in so many of its places: each
/// search goes through the whole article.
const SHORTS: usize = 50;
const SEARCHES: usize = 8;

/// Dotted initials such as "O. m. b.": an error where they fit no name of the article, in its own order.
fn check_dotted(article: &Article, report: &mut Report<'_>) {
    let mut known: FxHashMap<String, (usize, Option<LongForm>)> = FxHashMap::default();
    for &span in article.short_forms.dotted(article) {
        let text = article.text(span);
        let first = article.tokens.partition_point(|token| token.span.start < span.start) as u32;
        let short: String = dotted::letters(text).into_iter().flat_map(char::to_uppercase).collect();
        if !known.contains_key(&short) && known.len() == SHORTS {
            continue;
        }
        let (searches, last) = known.entry(short.clone()).or_default();
        if *searches < SEARCHES {
            *searches += 1;
            let one = Used { short, tokens: vec![first], gene: false, named: false, word: false };
            *last = long_forms::find(article, std::slice::from_ref(&one)).pop().flatten();
        }
        let long = last.clone();
        if let Some(long) = long {
            introduce(article, report, span, text, &long, SEARCHES).cause(text);
        } else {
            let message = format!("\"{text}\" is never introduced, and its letters fit no name in the article");
            report.at(span, message).level(Level::Error).cause(text);
        }
    }
}

/// Reports a short form whose long form stands in the article.
fn introduce<'r>(
    article: &Article,
    report: &'r mut Report<'_>,
    span: ProseSpan,
    short: &str,
    long: &LongForm,
    uses: usize,
) -> &'r mut Finding {
    let name = article.text(long.span);
    // A title is no place to introduce anything, and a form that hardly stands again need not be.
    let help = match (long.heading, uses) {
        (false, _) => format!("write \"{name} ({short})\" where the name first stands"),
        (true, 0..=2) => format!("write \"{name}\" out"),
        (true, _) => format!("write \"{name} ({short})\" where the text first names it"),
    };
    report
        .at(span, format!("\"{short}\" is never introduced"))
        .label(format!("short for \"{name}\"?"))
        .related(long.span, "the words that it seems to stand for")
        .help(help)
}
