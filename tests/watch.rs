//! `--watch`: a changed file is checked again, and Ctrl-C ends with the status of the last run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests write files to check")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// Waits for a line that holds a text.
#[track_caller]
fn wait(lines: &Receiver<String>, text: &str) {
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(Duration::from_mins(1)) {
        if line.contains(text) {
            return;
        }
        seen.push(line);
    }
    panic!("no \"{text}\" in {seen:#?}");
}

#[test]
fn a_changed_file_is_checked_again() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("below")).unwrap();
    fs::write(folder.join("mo-lint.toml"), "select = [\"generator-residue\"]\n").unwrap();
    fs::write(folder.join("below/a.md"), "# Gout\n\nGout hurts.\n").unwrap();
    // The report lies in the folder that is watched, and is no reason for another run.
    let mut child = Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(&folder)
        .args(["--watch", "--format", "json", "--output-file", "report.json", "--cache-dir", "kept"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (send, lines) = mpsc::channel();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let reader = thread::spawn(move || stderr.lines().map_while(Result::ok).for_each(|line| drop(send.send(line))));
    wait(&lines, "No problems found in 1 file");
    wait(&lines, "Watching for changes; Ctrl-C ends");
    assert!(lines.recv_timeout(Duration::from_millis(600)).is_err(), "nothing has changed");
    fs::write(folder.join("below/a.md"), "# Gout\n\nAs an AI language model, I cannot say more.\n").unwrap();
    wait(&lines, "Changed: ");
    wait(&lines, "Found 1 error in 1 file");
    wait(&lines, "Watching");
    fs::write(folder.join("mo-lint.toml"), "ignore = [\"generator-residue\"]\n").unwrap();
    wait(&lines, "No problems found in 1 file");
    wait(&lines, "Watching");
    fs::write(folder.join("mo-lint.toml"), "").unwrap();
    wait(&lines, "Found 1 error in 1 file");
    wait(&lines, "Watching");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "as the last run");
    reader.join().unwrap();
}
