//! Files that are written whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file: a new one beside it takes its place, so that nobody reads half a report. What is no plain file, such
/// as `/dev/stdout` or a pipe, is written to as it is.
pub(super) fn whole(path: &Path, text: &str) -> io::Result<()> {
    // The file that a link leads to is replaced, not the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|data| !data.is_file()) {
        return OpenOptions::new().write(true).open(&path)?.write_all(text.as_bytes());
    }
    if known.as_ref().is_some_and(|data| data.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "permission denied"));
    }
    let beside = path.with_file_name(format!(".mo-lint-{}.tmp", std::process::id()));
    let result = fill(&beside, text, known.map(|data| data.permissions())).and_then(|()| fs::rename(&beside, &path));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

fn fill(path: &Path, text: &str, permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
