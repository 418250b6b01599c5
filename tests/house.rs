//! Rules of the house: written, tested and used by commands alone.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Each shape with an article that its template flags, and the text that is flagged.
const SHAPES: [(&str, &str, &str); 7] = [
    ("phrase", "Needless to say, fever can be high.", "\"Needless to say\" tells the reader nothing"),
    ("replace", "Diabetics should see their doctor.", "this house writes \"people with diabetes\", not \"Diabetics\""),
    ("pair", "# Talks\n\nBe discrete: speak quietly, in private, with tact.", "\"discreet\" (not drawing attention)"),
    (
        "attribute",
        "# Measles\n\nThe isolation period for measles is 4 days.\n\nRest. The isolation period for measles is 14 days.",
        "isolation is given as 14 days here, but as 4 days elsewhere",
    ),
    ("quantity", "His grip strength was 640 kg.", "\"640 kg\" is not a possible grip strength"),
    ("medicine", "Adults take ibuprofen 800 mg at once.", "\"800 mg\" of ibuprofen is more than"),
    ("term", "Take 500 mg bds.", "\"bds\" is easily misread"),
];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("house").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[expect(clippy::disallowed_methods, reason = "tests write files to check")]
fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "tests read back what the program wrote")]
fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(folder)
        .env("COLUMNS", "80")
        .args(arguments)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_rule_of_each_shape_is_written_fails_passes_and_lints() {
    for (shape, article, message) in SHAPES {
        let folder = folder(shape);
        let id = format!("house-{shape}");
        assert_eq!(run(&folder, &["new", &id, "--shape", shape]).status.code(), Some(0), "{shape}");
        let tested = run(&folder, &["test", "--coverage"]);
        assert_eq!(tested.status.code(), Some(0), "{shape}: {}{}", out(&tested), err(&tested));
        // A caret in the wrong place makes it fail, and says so.
        let file = format!("lints/{id}.toml");
        let right = read(&folder, &file);
        write(&folder, &file, &right.replacen("\n^", "\n ^", 1).replacen("  ^^^", " ^^^", 1));
        let failed = run(&folder, &["test"]);
        assert_eq!(failed.status.code(), Some(1), "{shape}: {}", out(&failed));
        assert!(out(&failed).contains("wrong-span"), "{shape}: {}", out(&failed));
        write(&folder, &file, &right);
        assert_eq!(run(&folder, &["test"]).status.code(), Some(0), "{shape}");
        write(&folder, "a.md", article);
        write(&folder, "mo-lint.toml", "");
        let found = run(&folder, &["--select", &id, "--format", "short", "a.md"]);
        assert!(out(&found).contains(message), "{shape}: {}{}", out(&found), err(&found));
    }
}

const PHRASE: &str = "id = \"our-phrase\"\nfamily = \"integrity\"\ndocs = \"Flags a phrase.\"\n[[phrase]]\npatterns = [\"at the end of the day\"]\n";

#[test]
fn a_broken_rule_is_shown_at_its_fault_and_the_others_run() {
    let folder = folder("broken");
    write(&folder, "mo-lint.toml", "");
    write(&folder, "a.md", "At the end of the day, rest helps.\n");
    write(&folder, "lints/good.toml", PHRASE);
    for (name, text, told) in [
        ("key", "id = \"b\"\nfamily = \"integrity\"\nlevle = \"note\"\n", "did you mean \"level\"?"),
        ("shape", "id = \"b\"\nfamily = \"integrity\"\ndocs = \"d\"\n[[phrases]]\n", "did you mean \"phrase\"?"),
        ("empty", "id = \"b\"\nfamily = \"integrity\"\ndocs = \"d\"\n", "exactly one shape"),
        ("family", "id = \"b\"\ndocs = \"d\"\n[[phrase]]\npatterns = [\"x\"]\n", "the key `family` is missing"),
        (
            "anchor",
            "id = \"b\"\nfamily = \"integrity\"\ndocs = \"d\"\n[[phrase]]\npatterns = [\"(a)? {x:phrase}\"]\n",
            "no word that cannot be missing",
        ),
        ("regex", "id = \"b\"\nfamily = \"integrity\"\ndocs = \"d\"\n[[phrase]]\nregex = '(a'\n", "unclosed group"),
        (
            "size",
            "id = \"b\"\nfamily = \"integrity\"\ndocs = \"d\"\n[[phrase]]\nregex = '(\\w{1000}){1000}'\n",
            "size limit",
        ),
        ("same", PHRASE, "is also in"),
        (
            "built-in",
            "id = \"duplicate-sentence\"\nfamily = \"integrity\"\ndocs = \"d\"\n[[phrase]]\npatterns = [\"x\"]\n",
            "a built-in rule has this id",
        ),
        ("extends", "id = \"b\"\nextends = \"c\"\nallow = [\"x\"]\n", "nothing to extend"),
    ] {
        write(&folder, "lints/x.toml", text);
        let output = run(&folder, &["--format", "short", "a.md"]);
        let told_all = err(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told_all.contains(told), "{name}: {}", err(&output));
        assert!(err(&output).contains("lints/x.toml"), "{name}: {}", err(&output));
        assert!(out(&output).contains("our-phrase"), "{name}: the sound rule ran");
        assert_eq!(output.status.code(), Some(2), "{name}");
    }
}

#[test]
fn a_house_exempts_extends_and_narrows() {
    let folder = folder("extends");
    write(&folder, "lints/phrase.toml", PHRASE);
    write(&folder, "mo-lint.toml", "select = [\"near-variant-name\", \"generator-residue\", \"our-phrase\"]\n");
    write(&folder, "a.md", "# Osteoporosis\n\nOsteoporosis is common. Osteoporosis hurts. Osteoporsis breaks bones.\n");
    assert!(out(&run(&folder, &["--format", "short", "a.md"])).contains("Osteoporsis"));
    write(&folder, "lints/names.toml", "id = \"names\"\nextends = \"near-variant-name\"\nallow = [\"osteoporsis\"]\n");
    assert_eq!(out(&run(&folder, &["--format", "short", "a.md"])), "");
    write(&folder, "b.md", "As our robot says, rest helps.\n");
    let more = "id = \"robot\"\nextends = \"generator-residue\"\n[[phrase]]\npatterns = [\"as our robot says\"]\n";
    write(&folder, "lints/robot.toml", more);
    assert!(out(&run(&folder, &["--format", "short", "b.md"])).contains("generator-residue"));
    write(
        &folder,
        "lints/phrase.toml",
        &PHRASE.replace("[[phrase]]", "only = { not-near = [\"fever\"], paths = [\"leaflets/**\"] }\n[[phrase]]"),
    );
    write(&folder, "leaflets/c.md", "At the end of the day, rest helps.\n\nAt the end of the day, fever goes.\n");
    write(&folder, "d.md", "At the end of the day, rest helps.\n");
    let found = out(&run(&folder, &["--format", "short", "leaflets", "d.md"]));
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.starts_with("leaflets/c.md:1:1"), "{found}");
}

#[test]
fn a_glossary_is_a_rule() {
    let folder = folder("glossary");
    write(&folder, "mo-lint.toml", "glossary = [\"terms.csv\"]\n");
    write(
        &folder,
        "terms.csv",
        "\u{FEFF}term;accepted;forbidden;note\nfamily doctor;GP;general physician|house doctor;plain words\n",
    );
    write(&folder, "a.md", "Ask your general physician. A GP helps. The House Doctor knows.\n");
    let found = run(&folder, &["--format", "short", "a.md"]);
    assert!(out(&found).contains("the glossary has \"family doctor\" for \"general physician\""), "{}", out(&found));
    assert!(!out(&found).contains("\"GP\""), "{}", out(&found));
    assert!(out(&run(&folder, &["rules"])).contains("glossary"));
    write(&folder, "terms.csv", "term,forbidden\nfamily doctor,GP\nspecialist,GP\n");
    let broken = run(&folder, &["--format", "short", "a.md"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("is forbidden for"), "{}", err(&broken));
}

#[test]
fn folders_can_be_named() {
    let folder = folder("named");
    write(&folder, "packs/house/a.toml", PHRASE);
    write(&folder, "packs/house/pack.toml", "name = \"house\"\nversion = \"1\"\nlicence = \"MIT\"\n");
    write(&folder, "a.md", "At the end of the day, rest helps.\n");
    write(&folder, "mo-lint.toml", "lints = [\"packs\"]\n[levels]\nour-phrase = \"error\"\n");
    let found = run(&folder, &["--format", "short", "a.md"]);
    assert!(out(&found).contains("our-phrase"), "{}{}", out(&found), err(&found));
    assert_eq!(found.status.code(), Some(1));
    write(&folder, "mo-lint.toml", "lints = [\"pakcs\"]\n");
    let missing = run(&folder, &["a.md"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("there is no folder or file"), "{}", err(&missing));
    write(&folder, "mo-lint.toml", "lints = []\n");
    assert!(out(&run(&folder, &["--format", "short", "--lints", "packs", "a.md"])).contains("our-phrase"));
}
