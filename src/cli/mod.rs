//! The command line: the only place with I/O.

mod allow;
mod args;
mod cache;
mod changed;
mod check;
mod config;
mod facts;
mod generate;
mod glossary;
mod ignored;
mod import;
mod init;
mod inspect;
mod known;
mod lints;
mod mend;
mod names;
mod new;
mod output;
mod outputs;
mod packs;
mod progress;
mod read;
mod reporters;
mod rules;
mod setup;
mod skips;
mod statistics;
mod test;
mod walk;
mod watch;
mod written;

use args::{Arguments, Command};
use clap::Parser;
#[cfg(test)]
pub(crate) use config::KEYS;
use std::process::ExitCode;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing at or above the fail level.
    Clean,
    /// Findings at or above the fail level.
    Findings,
    /// Wrong usage or configuration, or a file that could not be read or written.
    Trouble,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Trouble => 2,
        })
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        None if arguments.licenses => output::stdout(crate::knowledge::NOTICE).err().unwrap_or(Outcome::Clean),
        None if arguments.check.watch => watch::run(&arguments.check),
        None => check::run(&arguments.check),
        Some(Command::Inspect(inspect)) => inspect::run(inspect),
        Some(Command::Test { folder, coverage }) => test::run(folder, *coverage),
        Some(Command::New { rule, shape, folder }) => new::run(rule, *shape, folder),
        Some(Command::Import { from: args::Import::Vale, styles, into }) => import::run(styles, into),
        Some(Command::Explain { rule }) => rules::explain(rule),
        Some(Command::Schema { of }) => output::stdout(of.text()).err().unwrap_or(Outcome::Clean),
        Some(Command::Rules) => rules::table(),
        Some(Command::Init) => init::run(),
        Some(Command::Generate(what)) => generate::run(what),
    };
    outcome.into()
}
