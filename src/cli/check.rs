//! `mo-lint [PATH]...`: reads, checks and reports.

use super::allow::Allow;
use super::args::Check;
use super::cache::{Caches, Found};
use super::changed::Changed;
use super::config::Config;
use super::known::Former;
use super::mend::{self, Mended};
use super::setup::{self, Setup, Wanted};
use super::skips::{self, Part};
use super::statistics::{self, Counted};
use super::walk::Target;
use super::{Outcome, output, read, reporters, walk};
use crate::baseline::Baseline;
use crate::diagnostic::Diagnostic;
use crate::report::{self, Reporter, Summary};
use crate::source::Source;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What is kept of a file after it was checked.
struct Checked {
    /// Its part of each report.
    parts: Vec<String>,
    summary: Summary,
    counted: Counted,
    /// What its parts are to be made from, where that depends on the files before it.
    kept: Option<(Source, Vec<Diagnostic>)>,
    fails: bool,
    /// How many of its findings the baseline has.
    known: usize,
    /// Its findings, when a baseline is written of them.
    findings: Vec<Diagnostic>,
    mended: Mended,
    skipped: Vec<Part>,
}

/// What a run does with each file.
struct Run<'r> {
    arguments: &'r Check,
    setups: &'r [Setup<'r>],
    reporters: &'r [Box<dyn Reporter>],
    former: Option<&'r Former<'r>>,
    changed: Option<&'r Changed>,
}

pub(super) fn run(arguments: &Check) -> Outcome {
    let input = &arguments.input;
    let Some(changed) = told(Changed::read(&arguments.changed)) else { return Outcome::Trouble };
    let listed = walk::listed(input, arguments.changed.files_from.as_deref());
    let Some(paths) = told(listed) else { return Outcome::Trouble };
    let Some(configs) = setup::configs(input, &paths) else { return Outcome::Trouble };
    let wanted = match Wanted::read(arguments, &configs.configs) {
        Ok(wanted) => wanted,
        Err(unknown) => return output::unknown(&unknown),
    };
    if arguments.show_config {
        return show_config(arguments, &paths, &configs.configs);
    }
    read::use_threads(input.threads);
    let mut found = walk::find(input, &paths, &configs);
    if let Some(changed) = &changed {
        found.targets.retain(|target| target.path.as_ref().is_none_or(|path| changed.has(path)));
    }
    let mut setups = wanted.setups(&configs.configs, &mut found.targets);
    let names: BTreeSet<&str> = found.targets.iter().map(|target| target.name.as_str()).collect();
    let former = match Former::read(&arguments.baseline, &names) {
        Ok(former) => former,
        Err(outcome) => return outcome,
    };
    let mut caches = Caches::new(arguments, found.targets.len());
    prepare(&mut setups, &configs.configs, &found.targets, &mut caches);
    let outputs = &arguments.outputs.0;
    let reporters = reporters::all(outputs, arguments.input.color, &configs.configs);
    let run =
        Run { arguments, setups: &setups, reporters: &reporters, former: former.as_ref(), changed: changed.as_ref() };
    let (mut files, mut complete) = read::each(&found, input.quiet, |target, source| run.check(target, source));
    caches.save(input.quiet);
    let mut summary = Summary::default();
    let mut outcome = Outcome::Clean;
    for file in &files {
        summary.append(file.summary.clone());
        if file.fails {
            outcome = Outcome::Findings;
        }
    }
    let mut written = Ok(());
    for file in files.iter().filter_map(|file| file.mended.trouble.as_ref()) {
        output::complain(file);
        complete = false;
    }
    let applied: usize = files.iter().map(|file| file.mended.applied).sum();
    if arguments.fixes.diff {
        let patch: String = files.iter().map(|file| file.mended.patch.as_str()).collect();
        let shown = output::stdout(&patch);
        if !input.quiet {
            output::line(&format!("{applied} fixes would be made"));
        }
        let outcome = if patch.is_empty() { Outcome::Clean } else { Outcome::Findings };
        return if complete { shown.err().unwrap_or(outcome) } else { Outcome::Trouble };
    }
    if let Some(path) = &arguments.baseline.write_baseline {
        let findings: Vec<Diagnostic> = files.iter_mut().flat_map(|file| std::mem::take(&mut file.findings)).collect();
        let shown = output::report(Some(path), &Baseline::of(&findings).text());
        if !input.quiet {
            output::line(&format!("Wrote {} findings to {}", findings.len(), path.display()));
        }
        return if complete { shown.err().unwrap_or(Outcome::Clean) } else { Outcome::Trouble };
    }
    let shown = arguments.max_findings.map_or_else(|| summary.clone(), |most| limit(&mut files, &reporters, most));
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
        let known: usize = files.iter().map(|file| file.known).sum();
        let aside = if known > 0 { format!(" ({known} more in the baseline)") } else { String::new() };
        let mended = if applied > 0 { format!("; mended {applied}") } else { String::new() };
        let count = shown.findings();
        let first = if count < summary.findings() { format!("; the first {count} reported") } else { String::new() };
        output::line(&format!("{}{aside}{mended}{first}", summary.sentence()));
    }
    if arguments.explain_skips {
        let parts = files.iter().flat_map(|file| skips::told(&file.counted.name, &file.skipped));
        skips::tell(found.skipped.iter().cloned().chain(parts).collect());
    }
    let partial = changed.is_some() || !arguments.select.is_empty() || !arguments.ignore.is_empty();
    for unused in configs.configs.iter().flat_map(|config| &config.allow).filter_map(Allow::unused) {
        if !input.quiet && !partial {
            output::say("note", &unused);
        }
    }
    if let Some(former) = former {
        written = written.and(former.settle(arguments.baseline.prune_baseline, &names, input.quiet));
    }
    let complete = complete && setups.iter().all(Setup::is_sound);
    if !arguments.watch {
        // The process is about to end: what the rules hold need not be given back piece by piece.
        std::mem::forget(setups);
    }
    if complete { written.err().unwrap_or(outcome) } else { Outcome::Trouble }
}

/// What there is, if nothing is wrong; what is wrong is said.
fn told<T>(result: Result<T, String>) -> Option<T> {
    result.map_err(|reason| output::complain(&reason)).ok()
}

/// Loads what the files of a run need.
fn prepare(setups: &mut [Setup<'_>], configs: &[Config], targets: &[Target], caches: &mut Caches) {
    let used: BTreeSet<usize> = targets.iter().map(|target| target.config).collect();
    for (index, setup) in setups.iter_mut().enumerate() {
        // What is wrong with a rule of a house is told, also when there is no file to check.
        if used.contains(&index) || configs.get(index).is_some_and(|config| config.overrides.is_empty()) {
            setup.prepare(caches);
        }
    }
}

/// Prints the settings for a path.
fn show_config(arguments: &Check, paths: &[PathBuf], configs: &[Config]) -> Outcome {
    if let ([path], [config]) = (paths, configs) {
        return output::stdout(&config.shown(path, arguments)).err().unwrap_or(Outcome::Clean);
    }
    output::complain("--show-config takes one path");
    Outcome::Trouble
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
    let live: Vec<Diagnostic> = diagnostics.iter().filter(|one| is_live(one)).cloned().collect();
    let shown = |reporter: &dyn Reporter| reporter.file(source, if reporter.marks() { diagnostics } else { &live });
    reporters.iter().map(|reporter| shown(&**reporter)).collect()
}

/// Whether a finding counts: nobody let it stand, and the baseline has it not.
fn is_live(diagnostic: &Diagnostic) -> bool {
    !diagnostic.known && diagnostic.suppressed.is_none()
}

impl Run<'_> {
    /// Checks one file; its text is kept only when the findings that are reported have a limit.
    fn check(&self, target: &Target, source: Source) -> Checked {
        let setup = &self.setups[target.config];
        let (mut source, mut found) = self.find(target, source);
        let mut mended = Mended::default();
        let fixes = &self.arguments.fixes;
        if fixes.fix || fixes.diff {
            mended = mend::mend(fixes, target, &source, &found.diagnostics);
            if let Some(trouble) = &mut mended.trouble {
                *trouble = format!("{}: {trouble}", target.name);
            }
            if let Some(text) = mended.text.take() {
                (source, found) = self.find(target, Source::new(source.name.clone(), &text, source.format));
            }
        }
        let Found { words, mut diagnostics, skipped } = found;
        let known = diagnostics.iter().filter(|diagnostic| diagnostic.known).count();
        let all = diagnostics.clone();
        diagnostics.retain(is_live);
        let mut summary = Summary::default();
        summary.add(&source, &diagnostics);
        let counted = Counted { name: source.name.clone(), words, findings: diagnostics.len() };
        let fails = diagnostics.iter().any(|diagnostic| setup.fail_on.includes(diagnostic.level));
        let written = self.arguments.baseline.write_baseline.is_some();
        let findings = if written { diagnostics.clone() } else { Vec::new() };
        let (parts, kept) = match self.arguments.max_findings {
            None => (parts(self.reporters, &source, &all), None),
            Some(most) => {
                // One is kept at least: a file with findings is not to pass for a clean one.
                diagnostics.truncate(most.max(1));
                (vec![String::new(); self.reporters.len()], Some((source, diagnostics)))
            }
        };
        Checked { parts, summary, counted, kept, fails, known, findings, mended, skipped }
    }

    /// What is found in a file and counts; what may stand and what the baseline has is marked.
    fn find(&self, target: &Target, source: Source) -> (Source, Found) {
        let setup = &self.setups[target.config];
        let (source, mut found) = setup.find(source);
        let diagnostics = &mut found.diagnostics;
        diagnostics.retain(|diagnostic| diagnostic.level <= setup.min_level);
        for allow in setup.allow {
            allow.mark(target, &source, diagnostics);
        }
        if let (Some(changed), Some(path)) = (self.changed, &target.path) {
            changed.keep(path, &source, diagnostics);
        }
        if let Some(former) = self.former {
            former.known.mark(diagnostics);
        }
        (source, found)
    }
}
