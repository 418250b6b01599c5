//! Baselines, fixes and changed text, by the command line.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files and read them back")]

mod common;

use common::{err, out, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ARTICLE: &str = "# Gout\n\nGout hurts , above all at night.\n\nAs an AI language model, I cannot say more.\n";

fn folder(name: &str) -> PathBuf {
    // Not below the project, whose git would answer for it.
    let folder = std::env::temp_dir().join(format!("mo-lint-test-{}", std::process::id())).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mo-lint.toml"), "select = [\"punctuation-seam\", \"generator-residue\"]\n").unwrap();
    fs::write(folder.join("a.md"), ARTICLE).unwrap();
    folder
}

#[test]
fn a_baseline_makes_day_one_green() {
    let folder = folder("baseline");
    assert_eq!(run(&folder, &["."]).status.code(), Some(1));
    let written = run(&folder, &["--write-baseline", "b.json", "."]);
    assert_eq!((written.status.code(), err(&written).trim()), (Some(0), "Wrote 2 findings to b.json"));
    let green = run(&folder, &["--baseline", "b.json", "."]);
    assert_eq!((green.status.code(), out(&green)), (Some(0), String::new()));
    assert!(err(&green).contains("(2 more in the baseline)"), "{}", err(&green));
    // A finding that stands in one more place is new.
    fs::write(folder.join("a.md"), format!("{ARTICLE}\nRest helps , they say.\n")).unwrap();
    let more = run(&folder, &["--baseline", "b.json", "--format", "short", "."]);
    assert_eq!((more.status.code(), out(&more).lines().count()), (Some(0), 1), "a note: {}", out(&more));
    // A moved file is known; a mended finding can be taken out.
    fs::rename(folder.join("a.md"), folder.join("c.md")).unwrap();
    fs::write(folder.join("c.md"), ARTICLE.replace("hurts ,", "hurts,")).unwrap();
    let pruned = run(&folder, &["--baseline", "b.json", "--prune-baseline", "."]);
    assert_eq!(pruned.status.code(), Some(0), "{}", out(&pruned));
    assert!(err(&pruned).contains("1 finding of the baseline is taken out"), "{}", err(&pruned));
    assert_eq!(fs::read_to_string(folder.join("b.json")).unwrap().matches("\"rule\"").count(), 1);
}

#[test]
fn a_baseline_that_cannot_be_used_is_told() {
    let folder = folder("bad-baseline");
    for (text, told) in [("{", "it is no baseline"), ("{\"version\":9,\"findings\":[]}", "it is of version 9")] {
        fs::write(folder.join("b.json"), text).unwrap();
        let output = run(&folder, &["--baseline", "b.json", "."]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    let missing = run(&folder, &["--baseline", "none.json", "."]);
    assert!(err(&missing).contains("--write-baseline writes it"), "{}", err(&missing));
}

#[test]
fn findings_may_stand_by_the_configuration() {
    let folder = folder("allow");
    let config = "select = [\"punctuation-seam\", \"generator-residue\"]\n[[allow]]\nrule = \"generator-residue\"\n\
                  path = \"/a.md\"\ntext = \"AI language\"\nreason = \"it is about robots\"\n";
    fs::write(folder.join("mo-lint.toml"), config).unwrap();
    fs::write(folder.join("b.md"), ARTICLE).unwrap();
    let found = out(&run(&folder, &["--format", "short", "."]));
    assert!(!found.contains("a.md:5") && found.contains("b.md:5"), "{found}");
    let sarif = out(&run(&folder, &["--format", "sarif", "a.md"]));
    assert!(sarif.contains("\"justification\":\"it is about robots\""), "{sarif}");
    fs::write(folder.join("mo-lint.toml"), config.replace("AI language", "other words")).unwrap();
    assert!(err(&run(&folder, &["."])).contains("let no finding stand"));
    fs::write(folder.join("mo-lint.toml"), config.replace("it is about robots", " ")).unwrap();
    let refused = run(&folder, &["."]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("\"reason\" is missing or empty"), "{}", err(&refused));
}

#[test]
fn safe_fixes_are_shown_and_made() {
    let folder = folder("fix");
    let diff = run(&folder, &["--diff", "."]);
    assert_eq!(diff.status.code(), Some(1));
    assert!(
        out(&diff).contains("-Gout hurts , above all at night.\n+Gout hurts, above all at night.\n"),
        "{}",
        out(&diff)
    );
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), ARTICLE);
    let fixed = run(&folder, &["--fix", "--format", "short", "."]);
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), ARTICLE.replace(" ,", ","));
    assert!(out(&fixed).contains("generator-residue") && !out(&fixed).contains("punctuation-seam"), "{}", out(&fixed));
    assert!(err(&fixed).contains("; mended 1"), "{}", err(&fixed));
    assert_eq!(out(&run(&folder, &["--diff", "."])), "");
    let stdin = run(&folder, &["--fix", "--unsafe-fixes", "."]);
    assert_ne!(stdin.status.code(), Some(2), "{}", err(&stdin));
}

#[test]
fn a_file_that_may_not_be_written_is_told() {
    let folder = folder("read-only");
    let path = folder.join("a.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let output = run(&folder, &["--fix", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("a.md: permission denied"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), ARTICLE);
}

fn git(folder: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let status = Command::new("git").current_dir(folder).args(settings).args(arguments).output().unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

#[test]
fn only_changed_lines_count() {
    let folder = folder("changed");
    fs::write(folder.join("same.md"), ARTICLE).unwrap();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "first"]);
    let none = run(&folder, &["--changed-since", "HEAD", "--format", "short", "."]);
    assert_eq!((none.status.code(), out(&none)), (Some(0), String::new()), "{}", err(&none));
    fs::write(folder.join("a.md"), ARTICLE.replace("Gout hurts ,", "Gout aches ,")).unwrap();
    fs::write(folder.join("new.md"), ARTICLE).unwrap();
    let found = out(&run(&folder, &["--changed-since", "HEAD", "--format", "short", "."]));
    let lines: Vec<&str> = found.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(lines.iter().any(|line| line.contains("a.md:3")), "{found}");
    assert!(!found.contains("same.md") && !lines.iter().any(|line| line.contains("a.md:5")), "{found}");
    assert_eq!(lines.iter().filter(|line| line.contains("new.md")).count(), 2, "{found}");
    git(&folder, &["add", "a.md"]);
    let staged = out(&run(&folder, &["--staged", "--format", "short", "."]));
    assert!(staged.contains("a.md:3") && !staged.contains("new.md"), "{staged}");
    let wrong = run(&folder, &["--changed-since", "no-such-commit", "."]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("git: "), "{}", err(&wrong));
    fs::write(folder.join("list"), "a.md\n").unwrap();
    let listed = out(&run(&folder, &["--files-from", "list", "--format", "short"]));
    assert!(listed.contains("a.md") && !listed.contains("new.md"), "{listed}");
}
