//! The command line: what it prints, and how it ends.
//!
//! What depends only on arguments is a file in `tests/cli/`; `TRYCMD=overwrite cargo test --test cli` writes what the
//! program prints into them. What needs folders that a repository cannot hold, such as loops and hostile names, is
//! here.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

mod common;

use common::{err, out, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[path = "cli/generate.rs"]
mod generate;

const TWICE: &str = "The swelling in the thigh is warm, red and painful for the first two weeks or longer.";

#[test]
fn cases() {
    trycmd::TestCases::new().env("COLUMNS", "60").case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}

/// A new empty folder with a configuration of its own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    write(&folder, "mo-lint.toml", b"select = [\"duplicate-sentence\"]\n");
    folder
}

#[expect(clippy::disallowed_methods, reason = "tests write files to check")]
fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn faulty() -> Vec<u8> {
    format!("# Heat\n\n{TWICE} Rest helps.\n\n{TWICE}\n").into_bytes()
}

/// The files that have findings, in the order of the report.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["--format", "short"], arguments].concat());
    out(&output).lines().map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn ignore_files_hidden_files_and_order() {
    let folder = folder("ignored");
    fs::create_dir_all(folder.join(".git")).unwrap();
    for name in ["b.md", "a/b.md", "a-b.md", "a/c/d.md", ".hidden.md", ".git/x.md", "out/e.md", "a/keep.md", "f.md"] {
        write(&folder, name, &faulty());
    }
    write(&folder, ".gitignore", b"/out/\nkeep.md\n");
    write(&folder, "a/.gitignore", b"!keep.md\nc/\n");
    write(&folder, ".mo-lintignore", b"f.md\n");
    assert_eq!(found(&folder, &[]), ["a-b.md", "a/b.md", "a/keep.md", "b.md"]);
    assert_eq!(found(&folder.join("a"), &[]), ["b.md", "keep.md"], "files above, up to the repository, hold");
    let all = ["a-b.md", "a/b.md", "a/c/d.md", "a/keep.md", "b.md", "f.md", "out/e.md"];
    assert_eq!(found(&folder, &["--no-ignore"]), all);
    assert_eq!(found(&folder, &["out", "f.md", ".hidden.md"]), [".hidden.md", "f.md", "out/e.md"], "named is read");
}

#[test]
fn unknown_types_are_counted_and_binary_files_said() {
    let folder = folder("types");
    write(&folder, "a.pdf", b"%PDF");
    write(&folder, "b.pdf", b"%PDF");
    write(&folder, "LICENSE", b"free");
    write(&folder, "bin.txt", b"\x7fELF\0\0");
    write(&folder, "note.rst", &faulty());
    let output = run(&folder, &[]);
    assert_eq!(
        err(&output),
        "note: skipped 4 files of unknown type (.pdf, .rst, no ending)\n\
         note: bin.txt: skipped, it is a binary file\nNo files to check\n"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&run(&folder, &["--quiet"])), "");
    assert_eq!(found(&folder, &["note.rst", "LICENSE"]), ["note.rst"], "a named file of unknown type is text");
}

#[test]
fn files_that_are_not_utf8_or_empty() {
    let folder = folder("encodings");
    write(&folder, "empty.md", b"");
    write(&folder, "latin.txt", &[b"Caf\xE9.\n\n", faulty().as_slice()].concat());
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(TWICE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    write(&folder, "wide.txt", &wide);
    let output = run(&folder, &["--format", "json", "--quiet"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["decoded"], serde_json::json!(["latin.txt", "wide.txt"]));
    assert_eq!(report["summary"]["files"], 3);
    assert_eq!(report["diagnostics"][0]["path"], "latin.txt");
    write(&folder, "mo-lint.toml", b"select = [\"unreadable\", \"duplicate-sentence\"]\n");
    let shown = out(&run(&folder, &["--format", "short", "latin.txt"]));
    assert!(shown.contains("byte 3 of the file (0xE9) is not UTF-8"), "{shown}");
    assert!(shown.contains("duplicate-sentence"), "the rest is read: {shown}");
}

#[cfg(unix)]
#[test]
fn loops_and_broken_links_are_said_and_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder("links");
    write(&folder, "a/x.md", &faulty());
    symlink("..", folder.join("a/up")).unwrap();
    symlink("self.md", folder.join("a/self.md")).unwrap();
    symlink("nowhere.md", folder.join("a/dangling.md")).unwrap();
    symlink("nowhere.md", folder.join("a/.#lock.md")).unwrap();
    let output = run(&folder, &["--format", "short"]);
    assert_eq!(out(&output).lines().count(), 1);
    assert_eq!(
        err(&output),
        "warning: a/dangling.md: a symbolic link that leads nowhere; skipped\n\
         warning: a/self.md: a symbolic link that leads nowhere; skipped\n\
         warning: a/up: a symbolic link that leads back to a folder above it; not followed\n\
         Found 1 warning in 1 file\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn hostile_names_and_texts_never_reach_the_terminal() {
    let folder = folder("hostile");
    let name = "evil\u{1b}[31m\n\u{202e}.md";
    let hostile = TWICE.replace("thigh", "\u{1b}]0;title\u{7} thigh\u{9b}2J \u{202e}");
    let text = format!("{hostile} Rest helps.\n\n{hostile}\n");
    write(&folder, name, text.as_bytes());
    write(&folder, "bin\u{1b}[2J.txt", b"a\0b");
    for format in FORMATS {
        let output = run(&folder, &["--format", format, "missing\u{1b}[2J.md", "."]);
        let shown = out(&output) + &err(&output);
        let active = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(active), "{shown:?}");
        assert!(shown.contains("duplicate-sentence"), "{shown}");
        assert_eq!(output.status.code(), Some(2));
    }
    let report: serde_json::Value = serde_json::from_slice(&run(&folder, &["--format", "json"]).stdout).unwrap();
    assert_eq!(report["diagnostics"][0]["path"], name, "programs get the true name");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let folder = folder("pipe");
    for index in 0..300 {
        write(&folder, &format!("{index}.md"), &faulty());
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output), "Found 300 warnings in 300 files\n");
}

#[test]
fn colours_are_used_when_they_are_asked_for() {
    let folder = folder("colours");
    write(&folder, "x.md", &faulty());
    for (color, escapes) in [("always", true), ("auto", false), ("never", false)] {
        let shown = out(&run(&folder, &["--color", color]));
        assert_eq!(shown.contains("\u{1b}["), escapes, "{color}: {shown:?}");
    }
}

#[test]
fn a_configuration_that_is_wrong_is_shown_where_it_is() {
    let folder = folder("configuration");
    write(&folder, "x.md", &faulty());
    for (text, place, help) in [
        ("select = [\"namng\"]", "mo-lint.toml:1:11", "did you mean \"naming\"?"),
        ("selct = [\"naming\"]", "mo-lint.toml:1:1", "did you mean \"select\"?"),
        ("[levels]\nnear-variant-nam = \"error\"", "mo-lint.toml:2:1", "did you mean \"near-variant-name\"?"),
        ("profile = \"pateint\"", "mo-lint.toml:1:11", "did you mean \"patient\"?"),
    ] {
        write(&folder, "mo-lint.toml", text.as_bytes());
        let output = run(&folder, &[]);
        let shown = err(&output);
        assert!(shown.contains(place) && shown.contains(help), "{text}: {shown}");
        assert_eq!(output.status.code(), Some(2), "{text}");
    }
}

#[test]
fn the_rules_that_offer_an_edit_say_so() {
    let table = out(&run(&folder("rules"), &["rules"]));
    let line = |id: &str| table.lines().find(|line| line.split(' ').next() == Some(id)).unwrap();
    assert!(line("near-variant-name").contains(" fixable "));
    assert!(!line("spliced-articles").contains(" fixable "));
}

#[test]
fn what_is_inspected_has_concept_and_scope() {
    let folder = folder("inspected");
    write(&folder, "x.md", b"# Gout\n\nGout is not asthma. Chronic kidney disease (CKD) is common. Treat CKD.\n");
    let output = run(&folder, &["inspect", "--format", "json", "x.md"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mentions = report["articles"][0]["mentions"].as_array().unwrap();
    let of = |text: &str| mentions.iter().rfind(|mention| mention["text"] == text).unwrap();
    assert_eq!(of("asthma")["scope"]["polarity"], "negative");
    assert_eq!(of("CKD")["concept"], of("Chronic kidney disease")["concept"]);
    assert_eq!(of("CKD")["scope"]["polarity"], "positive");
}

#[test]
fn threads_do_not_change_the_report() {
    let folder = folder("threads");
    for index in 0..40 {
        write(&folder, &format!("{index}/x.md"), &faulty());
    }
    let one = run(&folder, &["--format", "json", "--threads", "1"]).stdout;
    assert_eq!(one, run(&folder, &["--format", "json", "--threads", "7"]).stdout);
    assert_eq!(one, run(&folder, &["--format", "json", "--threads", "7", "9", ".", "0"]).stdout);
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = folder("output");
    write(&folder, "x.md", &faulty());
    let output = run(&folder, &["--format", "json", "--output-file", "report.json"]);
    assert_eq!(out(&output), "");
    assert_eq!(output.status.code(), Some(1));
    let report = fs::metadata(folder.join("report.json")).unwrap();
    assert!(report.len() > 100);
}

const FORMATS: [&str; 12] = [
    "terminal",
    "short",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjsonl",
    "checkstyle",
    "markdown",
    "html",
];

#[test]
fn several_reports_are_written_at_once() {
    let folder = folder("several");
    write(&folder, "x.md", &faulty());
    write(&folder, "out/old.json", b"old");
    let arguments = ["x.md", "--format", "sarif", "--output-file", "out/a.sarif", "--format", "short"];
    let more =
        ["--format", "html", "--output-file", "missing/b.html", "--format", "json", "--output-file", "out/old.json"];
    let output = run(&folder, &[&arguments[..], &more[..]].concat());
    assert!(out(&output).starts_with("x.md:5:1: warning[duplicate-sentence]"), "{}", out(&output));
    assert_eq!(err(&output), "error: missing/b.html: no such file or folder\nFound 1 warning in 1 file\n");
    assert_eq!(output.status.code(), Some(2));
    let mut written: Vec<_> = fs::read_dir(folder.join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(written, ["a.sarif", "old.json"], "the others are written, and nothing is left behind");
    assert!(fs::metadata(folder.join("out/old.json")).unwrap().len() > 100);
    let twice = run(&folder, &["--format", "json", "--format", "sarif"]);
    assert_eq!(twice.status.code(), Some(2));
    assert!(err(&twice).contains("only one report can go to standard output"), "{}", err(&twice));
}

#[cfg(unix)]
#[test]
fn a_report_takes_the_place_of_a_file_and_of_nothing_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("atomic");
    write(&folder, "x.md", &faulty());
    write(&folder, "old.json", b"old");
    fs::set_permissions(folder.join("old.json"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("old.json", folder.join("link.json")).unwrap();
    let output = run(&folder, &["x.md", "--format", "json", "--output-file", "link.json"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(folder.join("link.json").is_symlink());
    let report = fs::metadata(folder.join("old.json")).unwrap();
    assert_eq!((report.permissions().mode() & 0o777, report.len() > 100), (0o640, true));
    assert_eq!(run(&folder, &["x.md", "--output-file", "/dev/null"]).status.code(), Some(1));
    let stream = run(&folder, &["x.md", "--format", "short", "--output-file", "/dev/stdout"]);
    assert!(out(&stream).starts_with("x.md:5:1"), "{}", err(&stream));
    fs::create_dir_all(folder.join("folder.json")).unwrap();
    let refused = run(&folder, &["x.md", "--quiet", "--format", "json", "--output-file", "folder.json"]);
    assert_eq!((err(&refused).as_str(), refused.status.code()), ("error: folder.json: it is a folder\n", Some(2)));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_shown_in_every_format() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9 <b>\n&\".md");
    #[expect(clippy::disallowed_methods, reason = "tests write files to check")]
    fs::write(folder.join(name), faulty()).unwrap();
    for format in FORMATS {
        let output = run(&folder, &["--format", format]);
        assert!(out(&output).contains("duplicate-sentence"), "{format}");
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!out(&output).contains(control), "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

#[test]
fn findings_can_be_limited_and_are_all_counted() {
    let folder = folder("limit");
    for name in ["a.md", "b.md", "c.md"] {
        write(&folder, name, &faulty());
    }
    write(&folder, "clean.md", b"Gout hurts.\n");
    for (most, reported) in [("0", 0), ("2", 2), ("9", 3)] {
        let output = run(&folder, &["--max-findings", most, "--format", "json", "--threads", "3"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["diagnostics"].as_array().unwrap().len(), reported);
        assert_eq!(report["summary"]["files"], 4);
        let first = if reported < 3 { format!("; the first {reported} reported") } else { String::new() };
        assert_eq!(err(&output), format!("Found 3 warnings in 4 files{first}\n"));
        assert_eq!(output.status.code(), Some(1));
    }
    let junit = out(&run(&folder, &["--max-findings", "2", "--format", "junit"]));
    assert!(junit.contains("tests=\"3\" failures=\"2\""), "two findings and the clean file: {junit}");
    assert_eq!(junit.matches("<testsuite ").count(), 3);
}
