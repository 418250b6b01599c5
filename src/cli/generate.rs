//! `mo-lint generate`: shell completions and man pages, made from the arguments themselves.

use super::args::{Arguments, Generate};
use super::{Outcome, output};
use clap::CommandFactory;
use std::fs;
use std::io;
use std::path::Path;

/// Prints the completions of a shell or the man page, or writes a man page for each command.
pub(super) fn run(what: &Generate) -> Outcome {
    let command = Arguments::command();
    let mut text = Vec::new();
    match what {
        Generate::Completions { shell } => {
            let name = command.get_name().to_owned();
            clap_complete::generate(*shell, &mut { command }, name, &mut text);
        }
        Generate::Man { folder: Some(folder) } => return pages(command, folder),
        Generate::Man { folder: None } => {
            clap_mangen::Man::new(command).render(&mut text).expect("writing into memory does not fail");
        }
    }
    output::stdout(&String::from_utf8_lossy(&text)).err().unwrap_or(Outcome::Clean)
}

/// Writes a man page for the program and each of its commands into a folder.
fn pages(command: clap::Command, folder: &Path) -> Outcome {
    let written: io::Result<()> = fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command.disable_help_subcommand(true), folder));
    match written {
        Ok(()) => Outcome::Clean,
        Err(error) => {
            output::complain(&format!("{}: {}", folder.display(), output::reason(&error)));
            Outcome::Trouble
        }
    }
}
