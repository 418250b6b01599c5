//! `mo-lint inspect`: shows what was read.

use super::args::{Inspect, InspectFormat};
use super::{Outcome, output, read, setup, walk};
use crate::check::{Linter, Settings};
use crate::report::inspect;

pub(super) fn run(arguments: &Inspect) -> Outcome {
    let input = &arguments.input;
    let paths = walk::paths(input);
    let Some(configs) = setup::configs(input, &paths) else { return Outcome::Trouble };
    read::use_threads(input.threads);
    let found = walk::find(input, &paths, &configs);
    let readers: Vec<_> =
        configs.configs.iter().map(|config| Linter::with_house(Settings::default(), &config.lints.house).0).collect();
    let (parts, complete) = read::each(&found, input.quiet, |target, source| {
        let article = readers[target.config].read(source);
        match arguments.format {
            InspectFormat::Table => inspect::table(&article),
            InspectFormat::Json => inspect::article(&article),
        }
    });
    let text = match arguments.format {
        InspectFormat::Table => parts.join("\n"),
        InspectFormat::Json => inspect::join(parts.iter().map(String::as_str)),
    };
    let outcome = if complete { Outcome::Clean } else { Outcome::Trouble };
    output::report(arguments.output_file.as_deref(), &text).err().unwrap_or(outcome)
}
