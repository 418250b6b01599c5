//! `mo-lint [PATH]...`: reads, checks and reports.

use super::args::{Check, Format};
use super::setup::{self, Setup};
use super::{Outcome, output, read, walk};
use crate::diagnostic::Level;
use crate::report::json::Json;
use crate::report::short::Short;
use crate::report::terminal::Terminal;
use crate::report::{self, Reporter, Summary};
use crate::source::Source;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};

/// The findings of each rule, counted by rule and level.
type Statistics = BTreeMap<(Cow<'static, str>, Level), usize>;

/// What is kept of a file after it was checked.
struct Checked {
    part: String,
    summary: Summary,
    statistics: Statistics,
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
    let reporter = reporter(arguments);
    let (files, complete) =
        read::each(&found, input.quiet, |target, source| check(&setups[target.config], &*reporter, source));
    let mut summary = Summary::default();
    let mut statistics = Statistics::new();
    let mut outcome = Outcome::Clean;
    for file in &files {
        summary.append(file.summary.clone());
        for (key, count) in &file.statistics {
            *statistics.entry(key.clone()).or_default() += count;
        }
        if file.fails {
            outcome = Outcome::Findings;
        }
    }
    let text = if arguments.statistics {
        table(&statistics)
    } else {
        report::join(&*reporter, files.iter().map(|file| file.part.as_str()), &summary)
    };
    let written = output::report(input, &text);
    if !input.quiet {
        output::line(&sentence(&summary));
    }
    let complete = complete && setups.iter().all(|setup| setup.sound);
    // The process is about to end: what the rules hold need not be given back piece by piece.
    std::mem::forget(setups);
    if complete { written.err().unwrap_or(outcome) } else { Outcome::Trouble }
}

fn reporter(arguments: &Check) -> Box<dyn Reporter> {
    match arguments.format {
        Format::Terminal => {
            let terminal = arguments.input.output_file.is_none() && io::stdout().is_terminal();
            let color = setup::colors(arguments.input.color, terminal);
            Box::new(Terminal { width: setup::width(), color })
        }
        Format::Short => Box::new(Short),
        Format::Json => Box::new(Json),
    }
}

/// Checks one file; its text is not kept.
fn check(setup: &Setup, reporter: &dyn Reporter, source: Source) -> Checked {
    let article = setup.linter.read(source);
    let mut diagnostics = setup.linter.check_article(&article);
    diagnostics.retain(|diagnostic| diagnostic.level <= setup.min_level);
    let mut summary = Summary::default();
    summary.add(&article.source, &diagnostics);
    let mut statistics = Statistics::new();
    for diagnostic in &diagnostics {
        *statistics.entry((diagnostic.rule.clone(), diagnostic.level)).or_default() += 1;
    }
    Checked {
        part: reporter.file(&article.source, &diagnostics),
        summary,
        statistics,
        fails: diagnostics.iter().any(|diagnostic| setup.fail_on.includes(diagnostic.level)),
    }
}

/// The findings of each rule, the most frequent first.
fn table(statistics: &Statistics) -> String {
    let mut rows: Vec<_> = statistics.iter().collect();
    rows.sort_by_key(|&(key, &count)| (usize::MAX - count, key));
    let mut table = String::new();
    for ((rule, level), count) in rows {
        let _ = writeln!(table, "{count:>6}  {level:<7}  {rule}");
    }
    table
}

/// What was found, in one sentence.
fn sentence(summary: &Summary) -> String {
    if summary.files == 0 {
        return "No files to check".to_owned();
    }
    let files = counted(summary.files, "file");
    let kinds = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let found: Vec<_> = kinds.iter().filter(|kind| kind.0 > 0).map(|&(count, kind)| counted(count, kind)).collect();
    match found.split_last() {
        None => format!("No problems found in {files}"),
        Some((last, [])) => format!("Found {last} in {files}"),
        Some((last, others)) => format!("Found {} and {last} in {files}", others.join(", ")),
    }
}

fn counted(count: usize, kind: &str) -> String {
    format!("{count} {kind}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_summed_up_in_one_sentence() {
        let summary = |errors, warnings, notes| Summary { files: 12, errors, warnings, notes, decoded: Vec::new() };
        assert_eq!(sentence(&summary(3, 2, 1)), "Found 3 errors, 2 warnings and 1 note in 12 files");
        assert_eq!(sentence(&summary(0, 1, 0)), "Found 1 warning in 12 files");
        assert_eq!(sentence(&summary(0, 0, 0)), "No problems found in 12 files");
    }
}
