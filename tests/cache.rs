//! What is kept between runs: it changes no report, and what is damaged, stale or cannot be written changes none either.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files and read them back")]

mod common;

use common::run;
use std::fs;
use std::path::{Path, PathBuf};

const ARTICLE: &str = "# Gout\n\nGout hurts , above all at night.\n\nAs an AI language model, I cannot say more.\n";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mo-lint.toml"), "").unwrap();
    fs::write(folder.join("a.md"), ARTICLE).unwrap();
    folder
}

/// The rules of the findings, with the cache in `kept`.
fn rules(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["--cache-dir", "kept", "--format", "short"], arguments].concat());
    let shown = String::from_utf8(output.stdout).unwrap();
    shown.lines().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect()
}

/// The files of a cache, with their texts.
fn kept(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder.join("kept")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.file_name().unwrap().len() == 32).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap_or_default())).collect()
}

#[test]
fn a_warm_run_reports_what_a_cold_one_does() {
    let folder = folder("same");
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    for more in [&["--format", "json"][..], &["--format", "html"], &["--statistics"]] {
        let bare = run(&folder, &[&["--no-cache", corpus], more].concat());
        let arguments = [&["--cache-dir", "kept", corpus], more].concat();
        let cold = run(&folder, &arguments);
        let before = kept(&folder);
        let warm = run(&folder, &arguments);
        assert!(bare.stdout.len() > 1_000, "{more:?}");
        for output in [&cold, &warm] {
            assert!(output.stdout == bare.stdout, "{more:?}");
            assert!(output.stderr == bare.stderr, "{more:?}: {}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.status, bare.status);
        }
        assert!(before == kept(&folder), "nothing is new in a warm run");
    }
    assert_eq!(kept(&folder).len(), 1, "reports are made after what is kept");
    assert_eq!(fs::read_to_string(folder.join("kept/.gitignore")).unwrap(), "*\n");
    assert!(fs::read_to_string(folder.join("kept/CACHEDIR.TAG")).unwrap().starts_with("Signature: 8a477f597d28d1"));
}

#[test]
fn what_changes_is_checked_anew() {
    let folder = folder("changes");
    let both = ["punctuation-seam", "generator-residue"];
    assert_eq!(rules(&folder, &["a.md"]), both);
    assert_eq!(rules(&folder, &["a.md"]), both);
    // The file.
    fs::write(folder.join("a.md"), ARTICLE.replace("hurts ,", "hurts,")).unwrap();
    assert_eq!(rules(&folder, &["a.md"]), ["generator-residue"]);
    fs::write(folder.join("a.md"), ARTICLE).unwrap();
    assert_eq!(rules(&folder, &["a.md"]), both);
    // The arguments, the configuration and what is said outside the article.
    assert_eq!(rules(&folder, &["a.md", "--ignore", "generator-residue"]), ["punctuation-seam"]);
    fs::write(folder.join("mo-lint.toml"), "ignore = [\"punctuation-seam\"]\n").unwrap();
    assert_eq!(rules(&folder, &["a.md"]), ["generator-residue"]);
    let allow = "[[allow]]\nrule = \"generator-residue\"\nreason = \"a test\"\n";
    fs::write(folder.join("mo-lint.toml"), allow).unwrap();
    assert_eq!(rules(&folder, &["a.md"]), ["punctuation-seam"]);
    // A rule of the house, changed, and one that cannot be loaded, which is told each time.
    fs::write(folder.join("mo-lint.toml"), "select = [\"night\"]\n").unwrap();
    assert_eq!(run(&folder, &["new", "night"]).status.code(), Some(0));
    let rule = fs::read_to_string(folder.join("lints/night.toml")).unwrap();
    let with = |pattern: &str| {
        let lines = rule.lines().map(|line| {
            if line.starts_with("patterns") { format!("patterns = [\"{pattern}\"]") } else { line.to_owned() }
        });
        fs::write(folder.join("lints/night.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    };
    for (pattern, found) in [("at night", 1), ("at noon", 0), ("at night", 1)] {
        with(pattern);
        assert_eq!(rules(&folder, &["a.md"]).len(), found, "{pattern}");
    }
    with("(at night");
    for _ in 0..2 {
        let output = run(&folder, &["--cache-dir", "kept", "a.md"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("lints/night.toml"), "{told}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn tables_of_the_house_change_what_is_found() {
    let folder = folder("tables");
    let article =
        "# Osteoporosis\n\nOsteoporosis thins the bones. Osteoporosis is common. In old age osteoporsis is slow.\n";
    fs::write(folder.join("a.md"), article).unwrap();
    assert_eq!(rules(&folder, &["a.md"]), ["near-variant-name"]);
    fs::create_dir(folder.join("knowledge")).unwrap();
    let row = "near-variant-name\tosteoporsis\tthe name of our paper\n";
    fs::write(folder.join("knowledge/exceptions.tsv"), row).unwrap();
    assert!(rules(&folder, &["a.md"]).is_empty());
}

#[test]
fn fixes_and_baselines_are_made_after_what_is_kept() {
    let folder = folder("after");
    assert_eq!(rules(&folder, &["a.md"]).len(), 2);
    run(&folder, &["--cache-dir", "kept", "--write-baseline", "b.json", "a.md"]);
    assert_eq!(rules(&folder, &["--baseline", "b.json", "a.md"]), Vec::<String>::new());
    assert_eq!(rules(&folder, &["--fix", "a.md"]), ["generator-residue"]);
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), ARTICLE.replace("hurts ,", "hurts,"));
}

#[test]
fn what_cannot_be_used_is_made_anew() {
    let folder = folder("spoilt");
    let expected = rules(&folder, &["a.md"]);
    let (path, right) = kept(&folder).remove(0);
    let future = right.replacen("cache 1", "cache 2", 1);
    let cut = right[..right.len() - 20].to_owned();
    for text in [future, cut, right.replace("generator", "GENERATOR"), "x".into(), right.replace('\n', "\n\n")] {
        fs::write(&path, &text).unwrap();
        let output = run(&folder, &["--cache-dir", "kept", "a.md", "--format", "short"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("the cache could not be used; it is made anew"), "{text}: {told}");
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), expected.len());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(fs::read_to_string(&path).unwrap(), right, "it is whole again");
    }
    fs::write(&path, b"mo-lint cache 1\n\xFF\xFE").unwrap();
    assert_eq!(rules(&folder, &["a.md"]), expected);
    // The folder is a file, which nobody can write into.
    let output = run(&folder, &["--cache-dir", "a.md", "a.md", "--format", "short"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the next run begins from nothing"), "{told}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), ARTICLE);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_no_trouble() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("readonly");
    let kept = folder.join("kept");
    fs::create_dir_all(&kept).unwrap();
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do anything can write it all the same; the report is the same for both.
    let may_write = fs::write(kept.join("probe"), "").is_ok();
    let output = run(&folder, &["--cache-dir", "kept", "a.md", "--format", "short"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.contains("permission denied; the next run begins from nothing"), !may_write, "{told}");
    assert_eq!(output.status.code(), Some(1));
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_run_of_a_few_files_leaves_no_folder() {
    let folder = folder("few");
    run(&folder, &["."]);
    assert!(!folder.join(".mo-lint-cache").exists());
    for index in 0..40 {
        fs::write(folder.join(format!("{index}.md")), ARTICLE).unwrap();
    }
    run(&folder, &["--no-cache", "."]);
    assert!(!folder.join(".mo-lint-cache").exists());
    let cold = run(&folder, &["."]);
    assert!(folder.join(".mo-lint-cache/CACHEDIR.TAG").exists());
    let warm = run(&folder, &["."]);
    assert!(cold.stdout == warm.stdout && cold.stderr == warm.stderr);
}
