//! An abbreviation that the article uses and never introduces.

pub(crate) mod dotted;
pub(crate) mod known;
pub(crate) mod long_forms;
pub(crate) mod uses;

use crate::article::Article;
use crate::diagnostic::Level;
use crate::rule::Report;
use known::Fame;
use long_forms::LongForm;
use uses::Used;

crate::rule! {
    /// Flags an abbreviation that the article never introduces.
    UndefinedAbbreviation: "undefined-abbreviation", Integrity, Warning, "0.1.0", check
}

fn check(article: &Article, report: &mut Report<'_>) {
    check_dotted(article, report);
    let used = uses::not_introduced(article);
    let long_forms = long_forms::find(article, &used);
    for (one, long) in used.iter().zip(long_forms) {
        let long = long.filter(|long| is_likely(article, one, long));
        let first = article.tokens[one.tokens[0] as usize].span;
        let short = &one.short;
        if let Some(long) = long {
            let name = article.text(long.span);
            let finding = report.at(first, format!("\"{short}\" is never introduced"));
            finding.label(format!("short for \"{name}\"?")).related(long.span, "the words that it seems to stand for");
            finding.help(format!("write \"{name} ({short})\" where the name first stands"));
        } else if is_unclear(one) {
            report
                .at(first, format!("\"{short}\" is never spelled out"))
                .help(format!("spell it out where it first stands, with \"({short})\" behind it"));
        }
    }
}

/// Whether words with the right initials are the long form, and not there by chance.
fn is_likely(article: &Article, one: &Used, long: &LongForm) -> bool {
    let name = article.text(long.span);
    let capitalised = name.split(' ').filter(|word| word.len() > 3).all(|word| word.starts_with(char::is_uppercase));
    let near = long.nearest <= 2;
    let fame = known::fame(&one.short);
    match fame {
        _ if one.word => return long.title && one.tokens.len() > 1,
        Fame::Known => return long.title && one.tokens.len() > 1 && long.count > 1,
        Fame::Familiar if one.tokens.len() < 2 && !long.heading && !near => return false,
        _ => {}
    }
    match one.short.chars().count() {
        0..=2 => long.heading || (long.count > 1 && (near || capitalised)),
        3 => long.heading || long.count > 1 || near || capitalised || one.tokens.len() > 1,
        _ => true,
    }
}

/// Whether an abbreviation whose long form is nowhere leaves readers in the dark.
fn is_unclear(one: &Used) -> bool {
    known::fame(&one.short) == Fame::Unknown && !one.word && !one.gene && !one.named && one.tokens.len() > 2
}

fn check_dotted(article: &Article, report: &mut Report<'_>) {
    for span in dotted::find(article) {
        let text = article.text(span);
        let finding =
            report.at(span, format!("\"{text}\" is never introduced, and its letters fit no name in the article"));
        finding.level(Level::Error).cause(text);
    }
}
