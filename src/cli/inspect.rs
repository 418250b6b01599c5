//! `mo-lint inspect`: shows what was read.

use super::args::{Inspect, InspectFormat};
use super::{Outcome, output, walk};
use crate::article::Reader;
use crate::report::inspect;
use rayon::prelude::*;

pub(super) fn run(arguments: &Inspect) -> Outcome {
    let reader = Reader::default();
    let (targets, complete) = walk::targets(&arguments.input);
    let parts: Vec<_> = targets
        .par_iter()
        .filter_map(|target| {
            let source =
                walk::read(target).map_err(|reason| output::complain(&format!("{}: {reason}", target.name))).ok()?;
            let article = reader.read(source);
            Some(match arguments.format {
                InspectFormat::Table => inspect::table(&article),
                InspectFormat::Json => inspect::article(&article),
            })
        })
        .collect();
    let text = match arguments.format {
        InspectFormat::Table => parts.join("\n"),
        InspectFormat::Json => inspect::join(parts.iter().map(String::as_str)),
    };
    let outcome = if complete { Outcome::Clean } else { Outcome::Trouble };
    output::report(&arguments.input, &text).err().unwrap_or(outcome)
}
