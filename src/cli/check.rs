//! `mo-lint [PATH]...`: reads, checks and reports.

use super::args::Check;
use super::{Outcome, output, walk};
use crate::check::{Linter, Settings};
use crate::diagnostic::Level;
use crate::report::json::Json;
use crate::report::{self, Reporter, Summary};
use rayon::prelude::*;

pub(super) fn run(arguments: &Check) -> Outcome {
    let linter = Linter::new(Settings {
        select: arguments.select.iter().cloned().collect(),
        ignore: arguments.ignore.iter().cloned().collect(),
        ..Settings::default()
    });
    let reporter = Json;
    let (targets, complete) = walk::targets(&arguments.input);
    let parts: Vec<_> = targets
        .par_iter()
        .filter_map(|target| {
            let source =
                walk::read(target).map_err(|reason| output::complain(&format!("{}: {reason}", target.name))).ok()?;
            let article = linter.read(source);
            let diagnostics = linter.check_article(&article);
            let mut summary = Summary::default();
            summary.add(&article.source, &diagnostics);
            let fails = diagnostics.iter().any(|diagnostic| diagnostic.level <= Level::Warning);
            Some((reporter.file(&article.source, &diagnostics), summary, fails))
        })
        .collect();
    let mut summary = Summary::default();
    let mut outcome = if complete { Outcome::Clean } else { Outcome::Trouble };
    for (_, counts, fails) in &parts {
        summary.append(counts.clone());
        if *fails && outcome == Outcome::Clean {
            outcome = Outcome::Findings;
        }
    }
    let text = report::join(&reporter, parts.iter().map(|(part, ..)| part.as_str()), &summary);
    output::report(&arguments.input, &text).err().unwrap_or(outcome)
}
