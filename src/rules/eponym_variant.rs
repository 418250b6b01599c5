//! The name of a person in the name of a disease, written in two ways or misspelt.

use super::context;
use crate::article::Article;
use crate::diagnostic::Level;
use crate::rule::Report;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

crate::rule! {
    /// Flags a person's name in the name of a disease that is misspelt, has lost its apostrophe, or is written in two ways
    /// in one article.
    ///
    /// ## Why
    /// Both "Down syndrome" and "Down's syndrome" are accepted; an article keeps to one. "Parkinsons disease" is neither, and
    /// a misspelt name cannot be looked up.
    ///
    /// ## Flagged
    /// ```md,flag
    /// Down's syndrome is common. Children with Down syndrome need care. Adults with Down syndrome live longer now.
    /// ^^^^^^^^^^^^^^^ "Down's syndrome" is written in two ways in this article
    /// ```
    /// ```md,flag
    /// Alzeimer's disease and Parkinsons disease are common in old age.
    /// ^^^^^^^^^^^^^^^^^^ "Alzeimer's" is a misspelling of "Alzheimer"
    ///                        ^^^^^^^^^^^^^^^^^^ "Parkinsons disease" has lost its apostrophe
    /// ```
    ///
    /// ## Clean
    /// ```md,clean
    /// Parkinson disease has no cure. Parkinson's UK and the Alzheimer's Association help.
    /// ```
    /// ```md,clean
    /// Hodgkin lymphoma is named after the man; Hodgkin's original paper is from 1832.
    /// ```
    ///
    /// ## Limits
    /// It knows the names of its table only.
    EponymVariant: "eponym-variant", Naming, Note, "0.1.0", check
}

struct Eponym {
    name: &'static str,
    heads: Vec<&'static str>,
}

struct Eponyms {
    all: Vec<Eponym>,
    /// By the folded word as it may stand: the eponym, and whether it is a misspelling.
    words: FxHashMap<String, (u16, bool)>,
}

fn eponyms() -> &'static Eponyms {
    static EPONYMS: OnceLock<Eponyms> = OnceLock::new();
    EPONYMS.get_or_init(|| {
        let mut table = Eponyms { all: Vec::new(), words: FxHashMap::default() };
        for line in include_str!("eponyms.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(name), Some(heads)) = (columns.next(), columns.next()) else { continue };
            let number = table.all.len() as u16;
            // Of a name in two words, the last is looked for.
            let word = name.rsplit('-').next().unwrap_or(name);
            table.words.insert(word.to_owned(), (number, false));
            if !word.ends_with('s') {
                table.words.insert(format!("{word}s"), (number, false));
            }
            for wrong in columns.next().unwrap_or("").split_whitespace().filter(|wrong| !wrong.contains('-')) {
                table.words.entry(wrong.to_owned()).or_insert((number, true));
            }
            table.all.push(Eponym { name: word, heads: heads.split_whitespace().collect() });
        }
        table
    })
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Plain,
    Possessive,
    Bare,
}

/// The first and the last token of a name.
type FirstLast = (u32, u32);

fn check(article: &Article, report: &mut Report<'_>) {
    let table = eponyms();
    // For each eponym and head, the tokens (first and last) of each form.
    let mut uses: BTreeMap<(u16, &str), [Vec<FirstLast>; 3]> = BTreeMap::new();
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at as usize];
            if !token.capital || !token.is_word() {
                continue;
            }
            let Some(&(number, misspelt)) = table.words.get(article.word(token.word)) else { continue };
            let eponym = &table.all[number as usize];
            let Some((last, head)) = head(article, at, sentence.tokens.end, &eponym.heads) else { continue };
            if context::is_cited(article, sentence, at) || is_organization(article, last, sentence.tokens.end) {
                continue;
            }
            let written = article.text(token.span);
            if misspelt {
                let good = capitalized(eponym.name);
                report
                    .at(article.span_of(&(at..last + 1)), format!("\"{written}\" is a misspelling of \"{good}\""))
                    .level(Level::Warning)
                    .help(format!("write \"{good}\""))
                    .cause(format!("{number} {}", article.word(token.word)));
                continue;
            }
            let form = form(written, article.word(token.word), eponym.name);
            uses.entry((number, head)).or_default()[form as usize].push((at, last));
        }
    }
    for ((number, head), [plain, possessive, bare]) in uses {
        report_forms(article, &table.all[number as usize], head, [&plain, &possessive, &bare], report);
    }
}

fn report_forms(article: &Article, eponym: &Eponym, head: &str, forms: [&[(u32, u32)]; 3], report: &mut Report<'_>) {
    let [plain, possessive, bare] = forms;
    let span = |&(first, last): &(u32, u32)| article.span_of(&(first..last + 1));
    let name = capitalized(eponym.name);
    if let Some(first) = bare.first() {
        let finding = report.at(span(first), format!("\"{}\" has lost its apostrophe", article.text(span(first))));
        finding.help(format!("write \"{name} {head}\" or \"{name}'s {head}\""));
        for other in plain.first().into_iter().chain(possessive.first()) {
            finding.related(span(other), format!("written \"{}\" here", article.text(span(other))));
        }
        return;
    }
    let (Some(a), Some(b)) = (plain.first(), possessive.first()) else { return };
    let (rarer, usual) = if plain.len() < possessive.len() { (a, b) } else { (b, a) };
    let finding =
        report.at(span(rarer), format!("\"{}\" is written in two ways in this article", article.text(span(rarer))));
    finding
        .related(span(usual), format!("written \"{}\" here", article.text(span(usual))))
        .note("both forms are accepted; the AMA Manual of Style prefers the one without \"'s\"");
    if plain.len() < possessive.len() {
        finding.help(format!(
            "keep one of the two: \"{name}'s {head}\", as in most places, or \"{name} {head}\", as the AMA prefers"
        ));
    } else {
        finding.help(format!("write \"{name} {head}\" throughout"));
    }
}

/// The last token of an eponym's head and the head, when one of the words that belong to it follows.
fn head<'t>(article: &Article, at: u32, end: u32, heads: &[&'t str]) -> Option<(u32, &'t str)> {
    let next = (at + 1 < end).then_some(at + 1)?;
    let text = article.word(article.tokens[next as usize].word);
    heads.iter().find(|&&head| head == text).map(|&head| (next, head))
}

/// Whether the name belongs to an organization: another capital follows ("Parkinson's Disease Foundation").
fn is_organization(article: &Article, last: u32, end: u32) -> bool {
    let head = &article.tokens[last as usize];
    let next = (last + 1 < end).then(|| &article.tokens[last as usize + 1]);
    head.capital && next.is_some_and(|next| next.is_word() && next.capital)
}

fn form(written: &str, folded: &str, name: &str) -> Form {
    if written.contains(['\'', '\u{2019}', '\u{2BC}']) {
        Form::Possessive
    } else if folded.len() > name.len() {
        Form::Bare
    } else {
        Form::Plain
    }
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
