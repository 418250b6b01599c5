//! `mo-lint.toml`: files that extend others, settings for some paths, and what is said of them.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files to check")]

mod common;

use common::{err, out, run};
use std::fs;
use std::path::{Path, PathBuf};

const ARTICLE: &str = "# Gout\n\nGout hurts , above all at night.\n\nAs an AI language model, I cannot say more.\n";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in files {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Each finding as "path level rule".
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["--format", "short"], arguments].concat());
    let line = |line: &str| {
        let (path, rest) = line.split_once(':').unwrap();
        let (level, rule) = rest.split(' ').nth(1).unwrap().trim_end_matches(']').split_once('[').unwrap();
        format!("{path} {level} {rule}")
    };
    out(&output).lines().map(line).collect()
}

#[test]
fn a_file_extends_another() {
    let folder = folder(
        "extends",
        &[
            (
                "mo-lint.toml",
                "select = [\"integrity\"]\nexclude = [\"drafts/\"]\n[levels]\ngenerator-residue = \"note\"\n",
            ),
            (
                "site/mo-lint.toml",
                "extends = \"../mo-lint.toml\"\nexclude = [\"old.md\"]\n[levels]\npunctuation-seam = \"error\"\n",
            ),
            ("site/a.md", ARTICLE),
            ("site/old.md", ARTICLE),
            ("site/drafts/a.md", ARTICLE),
        ],
    );
    let expected = ["site/a.md error punctuation-seam", "site/a.md note generator-residue"];
    assert_eq!(found(&folder, &["site"]), expected);
    let shown = out(&run(&folder, &["--show-config", "site", "--fail-on", "never"]));
    for line in [
        "# The settings for site, from site/mo-lint.toml, which extends site/../mo-lint.toml",
        "    \"integrity\", # site/../mo-lint.toml:1",
        "    \"drafts/\", # site/../mo-lint.toml:2",
        "    \"old.md\", # site/mo-lint.toml:2",
        "generator-residue = \"note\" # site/../mo-lint.toml:4",
        "punctuation-seam = \"error\" # site/mo-lint.toml:4",
        "fail-on = \"never\" # command line",
        "profile = \"patient\" # default",
        "ignore = [] # default",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
    }
    // What is shown is a configuration that says the same.
    let table: toml::Table = toml::from_str(&shown).unwrap();
    assert_eq!(table["exclude"].as_array().unwrap().len(), 2);
}

#[test]
fn some_paths_have_settings_of_their_own() {
    let overrides = "select = [\"punctuation-seam\", \"generator-residue\"]\n\
        [[overrides]]\npaths = [\"leaflets/**\"]\nignore = [\"punctuation-seam\"]\nlevels = { generator-residue = \"note\" }\n\
        [[overrides]]\npaths = [\"leaflets/strict/\", \"*.mdx\"]\nlevels.generator-residue = \"error\"\nformat = \"markdown\"\n\
        select = [\"generator-residue\"]\n";
    let folder = folder(
        "overrides",
        &[
            ("mo-lint.toml", overrides),
            ("a.md", ARTICLE),
            ("b.mdx", ARTICLE),
            ("leaflets/a.md", ARTICLE),
            ("leaflets/strict/a.md", ARTICLE),
        ],
    );
    let expected = [
        "a.md note punctuation-seam",
        "a.md error generator-residue",
        "b.mdx error generator-residue",
        "leaflets/a.md note generator-residue",
        "leaflets/strict/a.md error generator-residue",
    ];
    assert_eq!(found(&folder, &[]), expected);
    assert_eq!(found(&folder, &["--cache-dir", "kept"]), expected);
    assert_eq!(found(&folder, &["--cache-dir", "kept"]), expected, "each has a cache of its own");
    assert_eq!(found(&folder.join("leaflets"), &["a.md"]), ["a.md note generator-residue"]);
    let wins = ["--ignore", "generator-residue", "--select", "integrity"];
    assert!(found(&folder, &wins).iter().all(|line| line.contains("punctuation-seam")), "the command line wins");
    let shown = out(&run(&folder, &["--show-config", "leaflets/strict/a.md"]));
    assert!(shown.contains("    \"punctuation-seam\", # mo-lint.toml:4"), "{shown}");
    assert!(shown.contains("generator-residue = \"error\" # mo-lint.toml:8"), "{shown}");
    assert!(shown.contains("format = \"markdown\" # mo-lint.toml:9") && !shown.contains("[[overrides]]"), "{shown}");
    let all = out(&run(&folder, &["--show-config"]));
    let table: toml::Table = toml::from_str(&all).unwrap();
    assert_eq!(table["overrides"].as_array().unwrap().len(), 2, "{all}");
    assert!(all.contains("[[overrides]] # mo-lint.toml:2"), "{all}");
}

#[test]
fn what_is_wrong_is_shown_in_its_file() {
    let circle = "extends = \"b.toml\"\n";
    for (a, b, told) in [
        (
            circle,
            "\nextends = \"mo-lint.toml\"\n",
            &["b.toml:2:11", "in a circle: mo-lint.toml -> b.toml -> mo-lint.toml"][..],
        ),
        ("extends = \"mo-lint.toml\"\n", "", &["mo-lint.toml:1:11", "in a circle"]),
        (circle, "selct = []\n", &["b.toml:1:1", "did you mean \"select\"?"]),
        ("extends = \"c.toml\"\n", "", &["mo-lint.toml:1:11", "\"c.toml\" is no file that can be read"]),
        ("extends = [\"b.toml\"]\n", "", &["mo-lint.toml:1:11", "expected a string, found array"]),
        ("[[overrides]]\nselect = [\"naming\"]\n", "", &["the key \"paths\" is missing"]),
        ("[[overrides]]\npaths = []\nselect = [\"namin\"]\n", "", &["mo-lint.toml:3:11", "did you mean \"naming\"?"]),
        ("[[overrides]]\npaths = []\nformat = \"markdwn\"\n", "", &["mo-lint.toml:3:10", "did you mean \"markdown\"?"]),
        ("[[overrides]]\npath = [\"a\"]\n", "", &["mo-lint.toml:2:1", "did you mean \"paths\"?"]),
    ] {
        let folder = folder("wrong", &[("mo-lint.toml", a), ("b.toml", b), ("a.md", ARTICLE)]);
        let output = run(&folder, &["a.md"]);
        assert!(told.iter().all(|told| err(&output).contains(told)), "{a}: {}", err(&output));
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{a}");
    }
}

#[test]
fn excluded_files_can_be_left_out_though_they_are_named() {
    let files = [("mo-lint.toml", "exclude = [\"drafts/\"]\n"), ("a.md", ARTICLE), ("drafts/b.md", ARTICLE)];
    let folder = folder("exclude", &files);
    assert_eq!(found(&folder, &["a.md", "drafts/b.md"]).len(), 4);
    assert_eq!(found(&folder, &["--force-exclude", "a.md", "drafts/b.md"]).len(), 2);
    assert_eq!(run(&folder, &["--force-exclude", "drafts/b.md"]).status.code(), Some(0));
    assert!(err(&run(&folder, &["--show-config", "a.md", "drafts"])).contains("takes one path"));
}

#[test]
fn what_was_skipped_is_explained() {
    let text = "# Gout\n\nGout hurts at night.\n\nLa gota es una enfermedad muy dolorosa que afecta a las articulaciones de \
                los pies y de las manos durante la noche.\n\n## References\n\n1. Smith J. Gout. Lancet. 2019.\n2. Doe J. \
                Pain. BMJ. 2020.\n";
    let folder = folder(
        "skips",
        &[
            ("mo-lint.toml", "exclude = [\"drafts/\"]\n"),
            (".ignore", "*.html\n"),
            ("a.md", text),
            ("b.html", "<p>x"),
            ("c.rst", "x"),
            ("drafts/b.md", ARTICLE),
            (".hidden.md", ARTICLE),
            ("bin.txt", "a\0b"),
        ],
    );
    let told = err(&run(&folder, &["--explain-skips"]));
    for line in [
        "skipped: .hidden.md: its name begins with a dot",
        "skipped: a.md: line 5: in another language, which no rule reads",
        "skipped: a.md: lines 9 to 10: references, which only rules on references and damaged text read",
        "skipped: b.html: \"*.html\" in .ignore",
        "skipped: c.rst: its ending tells no format that mo-lint reads",
        "skipped: drafts: \"drafts/\" in exclude of mo-lint.toml",
        "note: bin.txt: skipped, it is a binary file",
    ] {
        assert!(told.lines().any(|told| told == line), "{line}\n{told}");
    }
    assert!(err(&run(&folder, &["--explain-skips", "drafts/b.md"])).contains("Nothing was skipped"));
}
