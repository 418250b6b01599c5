//! The book says what is so: its links lead somewhere, and its commands print what it shows.
//!
//! A fence with `file=NAME` is a file of the page's own folder; a `console` fence is commands with what they print.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests read and write files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/book/src")
}

/// The pages, by their paths within the book.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The targets of the links and inclusions of a page.
fn targets(text: &str) -> Vec<String> {
    let part = |open: &str, close: char| {
        let parts = text.split(open).skip(1).filter_map(move |rest| rest.split(close).next());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let outside = |target: &String| !target.starts_with("http") && !target.starts_with('#');
    part("](", ')').into_iter().chain(part("{{#include ", '}')).filter(outside).collect()
}

#[test]
fn links_lead_somewhere_and_every_page_is_listed() {
    let mut listed = BTreeSet::from([source().join("SUMMARY.md")]);
    for page in pages(&source()) {
        let text = fs::read_to_string(&page).unwrap();
        for target in targets(&text) {
            let path = page.parent().unwrap().join(target.split('#').next().unwrap());
            assert!(path.is_file(), "{}: there is no {target}", page.display());
            if page.ends_with("SUMMARY.md") {
                listed.insert(path);
            }
        }
    }
    assert_eq!(pages(&source()).into_iter().collect::<BTreeSet<_>>(), listed);
}

/// The fences of a page: what stands behind the marks, and the text.
fn fences(text: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for line in text.lines() {
        let marks = line.bytes().take_while(|&b| b == b'`').count();
        match &mut open {
            Some((length, ..)) if marks == *length && line.len() == marks => {
                fences.extend(open.take().map(|(_, info, body)| (info, body)));
            }
            Some((.., body)) => {
                body.push_str(line);
                body.push('\n');
            }
            None if marks >= 3 => open = Some((marks, line[marks..].to_owned(), String::new())),
            None => {}
        }
    }
    fences
}

#[test]
fn commands_print_what_the_book_shows() {
    let mut commands = 0;
    let mut faults = Vec::new();
    for page in pages(&source()) {
        let name = page.strip_prefix(source()).unwrap().display().to_string();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(&name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (info, body) in fences(&fs::read_to_string(&page).unwrap()) {
            if let Some((_, file)) = info.split_once("file=") {
                let path = folder.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &body).unwrap();
            } else if info == "console" {
                for command in body.split("$ ").skip(1) {
                    let (line, expected) = command.split_once('\n').unwrap();
                    let mut words = line.split_whitespace();
                    assert_eq!(words.next(), Some("mo-lint"), "{name}: {line}");
                    let output = Command::new(env!("CARGO_BIN_EXE_mo-lint"))
                        .current_dir(&folder)
                        .env("COLUMNS", "100")
                        .args(words)
                        .output()
                        .unwrap();
                    let printed = [output.stdout, output.stderr].concat();
                    let printed = String::from_utf8(printed).unwrap();
                    if printed.trim_end() != expected.trim_end() {
                        faults.push(format!("{name}: {line}\n{printed}"));
                    }
                    commands += 1;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(commands > 10, "the commands were not found");
}
