//! Writing: the report to standard output or a file, all else to standard error.

use super::names::Unknown;
use super::{Outcome, written};
use crate::report::plain;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a report to a file, or to standard output.
pub(super) fn report(file: Option<&Path>, text: &str) -> Result<(), Outcome> {
    let Some(path) = file else { return stdout(text) };
    written::whole(path, text).map_err(|error| {
        complain(&format!("{}: {}", path.display(), reason(&error)));
        Outcome::Trouble
    })
}

/// Writes to standard output. A reader that has gone away is no trouble.
pub(super) fn stdout(text: &str) -> Result<(), Outcome> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {}", reason(&error)));
            Err(Outcome::Trouble)
        }
        _ => Ok(()),
    }
}

/// Says on standard error what went wrong.
pub(super) fn complain(message: &str) {
    say("error", message);
}

/// Says on standard error what a user may want to know.
pub(super) fn say(kind: &str, message: &str) {
    line(&format!("{kind}: {message}"));
}

/// Writes a line to standard error, harmless for a terminal. That nobody may be reading is no trouble.
pub(super) fn line(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", plain::line(message));
}

/// Writes to standard error a text that is already harmless.
pub(super) fn raw(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says on standard error what is wrong with a name, and what to write instead.
pub(super) fn unknown(unknown: &Unknown) -> Outcome {
    complain(&format!("{}; {}", unknown.message, unknown.help));
    Outcome::Trouble
}

/// An error of the operating system in plain words, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
