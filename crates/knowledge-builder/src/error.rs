//! The one error of the builder: a place and a reason.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, in which file, and at which line where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    path: PathBuf,
    line: Option<usize>,
    reason: String,
}

/// The result of every fallible step.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error about a whole file or folder.
    pub(crate) fn file(path: impl AsRef<Path>, reason: impl fmt::Display) -> Self {
        Self { path: path.as_ref().to_path_buf(), line: None, reason: reason.to_string() }
    }

    /// An error about one line of a file; the first line is 1.
    pub(crate) fn line(path: impl AsRef<Path>, line: usize, reason: impl fmt::Display) -> Self {
        Self { path: path.as_ref().to_path_buf(), line: Some(line), reason: reason.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.reason)
    }
}

impl std::error::Error for Error {}
