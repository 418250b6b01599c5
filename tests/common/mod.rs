//! How tests run the program.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("cargo built the program")
}

/// What it wrote to standard output.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("reports are UTF-8")
}

/// What it wrote to standard error.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}
