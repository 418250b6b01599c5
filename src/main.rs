//! The `mo-lint` program: parses its arguments, runs, and ends with the run's exit status.

use std::process::ExitCode;

/// Articles are many small lists: this allocator hands them out faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mo_lint::cli::main()
}
