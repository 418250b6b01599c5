//! The `mo-lint` program: parses its arguments, runs, and ends with the run's exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    mo_lint::cli::main()
}
