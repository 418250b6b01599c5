//! `mo-lint [PATH]...`: reads, checks and reports.

use super::args::Check;
use super::outputs::{Format, Output};
use super::setup::{self, Setup};
use super::statistics::{self, Counted};
use super::{Outcome, output, read, walk};
use crate::diagnostic::Diagnostic;
use crate::report::checkstyle::Checkstyle;
use crate::report::github::GitHub;
use crate::report::gitlab::GitLab;
use crate::report::html::Html;
use crate::report::json::Json;
use crate::report::jsonl::JsonLines;
use crate::report::junit::JUnit;
use crate::report::markdown::Markdown;
use crate::report::rdjsonl::RdJsonLines;
use crate::report::sarif::Sarif;
use crate::report::short::Short;
use crate::report::terminal::Terminal;
use crate::report::{self, Reporter, Summary};
use crate::rule::Rule;
use crate::source::Source;
use std::io::{self, IsTerminal};

/// What is kept of a file after it was checked.
struct Checked {
    /// Its part of each report.
    parts: Vec<String>,
    summary: Summary,
    counted: Counted,
    /// What its parts are to be made from, where that depends on the files before it.
    kept: Option<(Source, Vec<Diagnostic>)>,
    fails: bool,
}

pub(super) fn run(arguments: &Check) -> Outcome {
    let input = &arguments.input;
    let paths = walk::paths(input);
    let Some(configs) = setup::configs(input, &paths) else { return Outcome::Trouble };
    let setups = match setup::setups(arguments, &configs.configs) {
        Ok(setups) => setups,
        Err(unknown) => return output::unknown(&unknown),
    };
    read::use_threads(input.threads);
    let found = walk::find(input, &paths, &configs);
    let outputs = &arguments.outputs.0;
    let reporters: Vec<_> = outputs.iter().map(|output| reporter(output, arguments, &setups)).collect();
    let most = arguments.max_findings;
    let (mut files, complete) =
        read::each(&found, input.quiet, |target, source| check(&setups[target.config], &reporters, most, source));
    let mut summary = Summary::default();
    let mut outcome = Outcome::Clean;
    for file in &files {
        summary.append(file.summary.clone());
        if file.fails {
            outcome = Outcome::Findings;
        }
    }
    let shown = most.map_or_else(|| summary.clone(), |most| limit(&mut files, &reporters, most));
    let mut written = Ok(());
    for (index, (output, reporter)) in outputs.iter().zip(&reporters).enumerate() {
        let text = if arguments.statistics {
            let counted: Vec<_> = files.iter().map(|file| file.counted.clone()).collect();
            statistics::table(&summary, &counted)
        } else {
            report::join(&**reporter, files.iter().map(|file| file.parts[index].as_str()), &shown)
        };
        // A report that cannot be written does not keep back the others.
        written = output::report(output.file.as_deref(), &text).and(written);
    }
    if !input.quiet {
        let first = if shown.findings() < summary.findings() {
            format!("; the first {} reported", shown.findings())
        } else {
            String::new()
        };
        output::line(&(summary.sentence() + &first));
    }
    let complete = complete && setups.iter().all(|setup| setup.sound);
    // The process is about to end: what the rules hold need not be given back piece by piece.
    std::mem::forget(setups);
    if complete { written.err().unwrap_or(outcome) } else { Outcome::Trouble }
}

fn reporter(output: &Output, arguments: &Check, setups: &[Setup]) -> Box<dyn Reporter> {
    let rules = || setups.iter().flat_map(|setup| setup.linter.rules()).map(Rule::meta);
    match output.format {
        Format::Terminal => {
            let terminal = output.file.is_none() && io::stdout().is_terminal();
            let color = setup::colors(arguments.input.color, terminal);
            Box::new(Terminal { width: setup::width(), color })
        }
        Format::Short => Box::new(Short),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::new(Sarif::new(rules())),
        Format::Github => Box::new(GitHub),
        Format::Gitlab => Box::new(GitLab),
        Format::Junit => Box::new(JUnit),
        Format::Rdjsonl => Box::new(RdJsonLines),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Markdown => Box::new(Markdown),
        Format::Html => Box::new(Html::new(rules())),
    }
}

/// Reports so many findings and no more. Of a file whose findings are all left out, the reports say nothing.
fn limit(files: &mut [Checked], reporters: &[Box<dyn Reporter>], most: usize) -> Summary {
    let mut shown = Summary::default();
    for file in files {
        let Some((source, mut diagnostics)) = file.kept.take() else { continue };
        let left = most - shown.findings();
        if left == 0 && !diagnostics.is_empty() {
            shown.files += 1;
            continue;
        }
        diagnostics.truncate(left);
        shown.add(&source, &diagnostics);
        file.parts = parts(reporters, &source, &diagnostics);
    }
    shown
}

fn parts(reporters: &[Box<dyn Reporter>], source: &Source, diagnostics: &[Diagnostic]) -> Vec<String> {
    reporters.iter().map(|reporter| reporter.file(source, diagnostics)).collect()
}

/// Checks one file; its text is kept only when the findings that are reported have a limit.
fn check(setup: &Setup, reporters: &[Box<dyn Reporter>], most: Option<usize>, source: Source) -> Checked {
    let article = setup.linter.read(source);
    let mut diagnostics = setup.linter.check_article(&article);
    diagnostics.retain(|diagnostic| diagnostic.level <= setup.min_level && diagnostic.suppressed.is_none());
    let mut summary = Summary::default();
    summary.add(&article.source, &diagnostics);
    let counted = Counted {
        name: article.source.name.clone(),
        words: article.document.prose.split_whitespace().count(),
        findings: diagnostics.len(),
    };
    let fails = diagnostics.iter().any(|diagnostic| setup.fail_on.includes(diagnostic.level));
    let (parts, kept) = match most {
        None => (parts(reporters, &article.source, &diagnostics), None),
        Some(most) => {
            // One is kept at least: a file with findings is not to pass for a clean one.
            diagnostics.truncate(most.max(1));
            (vec![String::new(); reporters.len()], Some((article.source, diagnostics)))
        }
    };
    Checked { parts, summary, counted, kept, fails }
}
