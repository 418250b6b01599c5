//! What a house knows: tables beside its configuration, written, used and told of by commands alone.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[expect(clippy::disallowed_methods, reason = "tests write files to check")]
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("facts").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files.iter().chain(&[("mo-lint.toml", "")]) {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let Output { stdout, stderr, status } = Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(folder)
        .env("COLUMNS", "120")
        .args(arguments)
        .output()
        .unwrap();
    let told = String::from_utf8(stderr).unwrap();
    let told = told.lines().filter(|line| !line.ends_with("in 1 file")).collect::<Vec<_>>().join("\n");
    (String::from_utf8(stdout).unwrap(), told, status.code())
}

const ARTICLE: &str = "# Wound care\n\nInsuin eases pain; take insuin with food. The stone muscle illness is rare.\n";

#[test]
fn a_drug_of_the_house_is_known_and_a_mention() {
    let bare = folder("bare", &[("a.md", ARTICLE)]);
    assert!(run(&bare, &["--format", "short", "a.md"]).0.contains("near-variant-name"), "it is no word as it is");
    let house = folder(
        "known",
        &[
            ("a.md", ARTICLE),
            ("knowledge/concepts.tsv", "\u{FEFF}# id\tkind\tname\tsource\r\nWARD:1\tdrug\tInsuin\tpharmacy list\r\n"),
            ("knowledge/names.tsv", "stone muscle illness\tMONDO:0003964\tlay\tour leaflets\n"),
        ],
    );
    let (found, told, status) = run(&house, &["--format", "short", "a.md"]);
    assert_eq!((found.as_str(), told.as_str(), status), ("", "", Some(0)));
    let (seen, ..) = run(&house, &["inspect", "a.md"]);
    let lines: Vec<_> = seen.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert!(lines.iter().any(|line| line.ends_with("WARD:1 drug Insuin insuin")), "{seen}");
    assert!(lines.iter().any(|line| line.contains("MONDO:0003964 disease")), "{seen}");
}

#[test]
fn words_ranges_doses_and_exceptions() {
    let article = "# Notes\n\nThe serum zinc level was 99 umol/L. The serum potassium was 8 mmol/L.\n\n\
                   Adults take 90 mg of insuin once a day. Osteoporsis is the name of our paper.\n";
    let tables = [
        ("a.md", article),
        ("knowledge/words.tsv", "insuin\t75\tpharmacy list\n"),
        (
            "knowledge/ranges.tsv",
            "serum zinc level\tumol/L\t2\t60\tour laboratory\nserum potassium\tmmol/L\t1.5\t7.5\tour laboratory\n",
        ),
        ("knowledge/doses.tsv", "insuin\t40 mg\t-\tpharmacy list\n"),
        ("knowledge/exceptions.tsv", "near-variant-name\tosteoporsis\tthe name of our paper\n"),
    ];
    let (found, told, _) = run(&folder("rest", &tables), &["--format", "short", "a.md"]);
    assert_eq!(told, "");
    for expected in [
        "\"99 umol/L\" is not a possible serum zinc level",
        "\"8 mmol/L\" is not a possible serum potassium",
        "\"90 mg\" of insuin is more than the largest dose of 40 mg",
    ] {
        assert!(found.contains(expected), "{expected}: {found}");
    }
    assert_eq!(found.lines().count(), 3, "{found}");
}

#[test]
fn a_broken_row_is_told_at_its_line_and_the_others_count() {
    let house = folder(
        "broken",
        &[
            ("a.md", ARTICLE),
            (
                "knowledge/words.tsv",
                "# word\tlevel\tsource\ninsuin\t75\tpharmacy list\nhepaxol\tseventy\tpharmacy list\n",
            ),
            ("knowledge/exceptions.tsv", "near-variant-nam\tx\ty\n"),
            ("knowledge/name.tsv", ""),
            ("knowledge/notes.md", "Not a table.\n"),
        ],
    );
    let (found, told, status) = run(&house, &["--format", "short", "a.md"]);
    assert_eq!(found, "", "the sound row counts: {told}");
    assert_eq!(status, Some(2));
    for expected in [
        "knowledge/words.tsv:3:9",
        "\"seventy\" is no level",
        "knowledge/exceptions.tsv:1:1",
        "nothing to extend",
        "did you mean \"names.tsv\"?",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    assert!(!told.contains("notes.md"), "{told}");
}

#[test]
fn a_large_table_is_read_in_no_time() {
    let many = |row: &dyn Fn(usize) -> String| (0..50_000).map(row).collect::<String>();
    let concepts = many(&|number| format!("WARD:{number}\tdrug\tacid quox{number}in\tpharmacy\n"));
    let article = "acid ".repeat(20_000) + "Take acid quox77in.\n";
    let house = folder("large", &[("a.md", &article), ("knowledge/concepts.tsv", &concepts)]);
    let begun = std::time::Instant::now();
    let (_, told, status) = run(&house, &["--select", "near-variant-name", "--format", "short", "a.md"]);
    assert_eq!((told.as_str(), status), ("", Some(0)));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
