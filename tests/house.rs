//! Rules of the house: written, tested and used by commands alone.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Each shape with an article that its template flags, and the text that is flagged.
const SHAPES: [(&str, &str, &str); 8] = [
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
    ("facts", "The day clinic is found in the south building.", "the day clinic is in the north wing"),
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

/// What a rule finds in an article.
fn found(folder: &Path, arguments: &[&str], article: &str) -> String {
    write(folder, "a.md", article);
    out(&run(folder, &[arguments, &["--format", "short", "a.md"]].concat()))
}

#[test]
fn an_attribute_in_toml_alone_is_silent_where_two_values_hold() {
    let folder = folder("isolation");
    assert_eq!(run(&folder, &["new", "isolation-period", "--shape", "attribute"]).status.code(), Some(0));
    write(&folder, "mo-lint.toml", "select = [\"isolation-period\"]\n");
    let told = |second: &str| {
        let first = "# Measles\n\nMeasles is very contagious. The isolation period for measles is 4 days.\n\n";
        found(&folder, &[], &format!("{first}Wash your hands often. {second}\n"))
    };
    let clash = told("The isolation period for measles is 14 days.");
    assert!(clash.contains("isolation is given as 14 days here, but as 4 days elsewhere"), "{clash}");
    assert!(clash.starts_with("a.md:5:24: error"), "{clash}");
    for silent in [
        "In pregnant women, the isolation period for measles is 14 days.",
        "In children with leukaemia, the isolation period for measles is 21 days.",
        "The isolation period for mumps is 14 days.",
        "The isolation period for measles may be 14 days.",
        "It is not known whether the isolation period for measles is 14 days.",
        "The incubation period of measles is 14 days.",
        "The isolation period for measles is about 4 days.",
        "In the past, the isolation period for measles was 14 days.",
        "The isolation period for measles is not 14 days.",
        "Is the isolation period for measles 14 days?",
    ] {
        assert_eq!(told(silent), "", "{silent}");
    }
}

#[test]
fn a_rule_holds_only_where_its_file_says() {
    let folder = folder("only");
    write(&folder, "mo-lint.toml", "select = [\"our-phrase\"]\n");
    let day = "At the end of the day, rest helps.";
    for (only, arguments, holds, silent) in [
        (
            "sections = [\"treatment\"]",
            &[][..],
            format!("# Gout\n\n## Treatment\n\n{day}\n"),
            format!("# Gout\n\n## Symptoms\n\n{day}\n"),
        ),
        (
            "population = [\"children\"]",
            &[],
            "In children, at the end of the day, rest helps.\n".into(),
            "In adults, at the end of the day, rest helps.\n".into(),
        ),
        (
            "population = [\"pregnancy\"]",
            &[],
            "In pregnant women, at the end of the day, rest helps.\n".into(),
            format!("{day}\n"),
        ),
        (
            "not-population = [\"male\"]",
            &[],
            "In women, at the end of the day, rest helps.\n".into(),
            "In men, at the end of the day, rest helps.\n".into(),
        ),
        (
            "certainty = [\"usual\", \"universal\"]",
            &[],
            format!("{day}\n"),
            "Rest may at the end of the day help.\n".into(),
        ),
        ("profiles = [\"journal\"]", &["--profile", "journal"], format!("{day}\n"), String::new()),
        ("profiles = [\"journal\", \"patient\"]", &[], format!("{day}\n"), String::new()),
    ] {
        let rule = PHRASE.replace("[[phrase]]", &format!("only = {{ {only} }}\n[[phrase]]"));
        write(&folder, "lints/phrase.toml", &rule);
        assert!(found(&folder, arguments, &holds).contains("our-phrase"), "{only}: {holds}");
        assert_eq!(found(&folder, arguments, &silent), "", "{only}: {silent}");
    }
    write(&folder, "lints/phrase.toml", &PHRASE.replace("[[phrase]]", "only.profiles = [\"journal\"]\n[[phrase]]"));
    assert_eq!(found(&folder, &["--profile", "patient"], day), "");
    for (only, told) in [
        ("sections = [\"treatmnet\"]", "did you mean \"treatment\"?"),
        ("certainty = [\"possibel\"]", "did you mean \"possible\"?"),
        ("profiles = [\"jounal\"]", "did you mean \"journal\"?"),
        ("popluation = [\"x\"]", "did you mean \"population\"?"),
    ] {
        write(&folder, "lints/phrase.toml", &PHRASE.replace("[[phrase]]", &format!("only = {{ {only} }}\n[[phrase]]")));
        let output = run(&folder, &["a.md"]);
        assert!(err(&output).contains(told), "{only}: {}", err(&output));
    }
}

#[test]
fn packs_say_what_they_are() {
    let folder = folder("packs");
    let pack = "name = \"wards\"\nversion = \"1.2\"\nlicence = \"MIT\"\n";
    write(&folder, "packs/wards/pack.toml", pack);
    write(&folder, "packs/wards/deep/phrase.toml", PHRASE);
    write(&folder, "packs/kitchen/pack.toml", "name = \"kitchen\"\n");
    let other = PHRASE.replace("our-phrase", "other-phrase").replace("at the end of the day", "by and large");
    write(&folder, "packs/kitchen/other.toml", &other);
    write(&folder, "mo-lint.toml", "lints = [\"packs\"]\n");
    let table = out(&run(&folder, &["rules"]));
    assert!(table.contains("(pack wards) Flags a phrase."), "{table}");
    assert!(table.contains("(pack kitchen) Flags a phrase."), "{table}");
    let explained = out(&run(&folder, &["explain", "our-phrase"]));
    assert!(explained.contains("From the pack wards, 1.2, MIT."), "{explained}");
    // The same rule in both.
    write(&folder, "packs/kitchen/same.toml", PHRASE);
    let output = run(&folder, &["--format", "short", "a.md"]);
    let told = err(&output);
    assert!(told.contains("packs/kitchen/same.toml (pack kitchen)"), "{told}");
    assert!(told.contains("packs/wards/deep/phrase.toml (pack wards)"), "{told}");
    assert_eq!(output.status.code(), Some(2));
    fs::remove_file(folder.join("packs/kitchen/same.toml")).unwrap();
    for (faulty, told) in [
        ("nmae = \"wards\"\n", "did you mean \"name\"?"),
        ("version = \"1\"\n", "the key `name` is missing"),
        ("name = \" \"\n", "the name of the pack is empty"),
        ("name = 3\n", "invalid type"),
    ] {
        write(&folder, "packs/wards/pack.toml", faulty);
        write(&folder, "a.md", "At the end of the day, rest helps.\n");
        let output = run(&folder, &["--format", "short", "a.md"]);
        assert!(err(&output).contains(told), "{faulty}: {}", err(&output));
        assert!(err(&output).contains("packs/wards/pack.toml"), "{faulty}: {}", err(&output));
        assert!(out(&output).contains("our-phrase"), "{faulty}: its rules run");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn rules_extend_each_other_in_any_order_but_not_in_a_circle() {
    let folder = folder("circle");
    write(&folder, "mo-lint.toml", "");
    // The rule that extends comes first in the folder.
    write(
        &folder,
        "lints/a.toml",
        "id = \"more\"\nextends = \"our-phrase\"\nallow = [\"at the end of the day\"]\n[[phrase]]\npatterns = [\"by and large\"]\n",
    );
    write(&folder, "lints/b.toml", PHRASE);
    let both = found(&folder, &[], "At the end of the day, rest helps.\n\nBy and large, sleep helps.\n");
    assert_eq!(both.lines().count(), 1, "{both}");
    assert!(both.contains("a.md:3:1: warning[our-phrase]"), "{both}");
    let extending = |id: &str, base: &str| format!("id = \"{id}\"\nextends = \"{base}\"\nallow = [\"x\"]\n");
    write(&folder, "lints/a.toml", &extending("one", "two"));
    write(&folder, "lints/c.toml", &extending("two", "three"));
    write(&folder, "lints/d.toml", &extending("three", "one"));
    let output = run(&folder, &["--format", "short", "a.md"]);
    let told = err(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("rules extend each other in a circle: one -> two -> three -> one"), "{told}");
    assert!(out(&output).contains("our-phrase"), "the sound rule ran");
    assert_eq!(output.status.code(), Some(2));
    write(&folder, "lints/d.toml", &extending("three", "our-phrase"));
    assert!(err(&run(&folder, &["a.md"])).contains("extend \"our-phrase\" instead"));
    let narrowed = "id = \"n\"\nextends = \"our-phrase\"\nonly = { near = [\"x\"] }\nallow = [\"y\"]\n";
    write(&folder, "lints/n.toml", narrowed);
    assert!(err(&run(&folder, &["a.md"])).contains("has no `only` of its own"));
}

#[test]
fn ten_megabytes_of_rules_load_in_linear_time() {
    let folder = folder("ten-megabytes");
    write(&folder, "mo-lint.toml", "select = [\"our-phrase\", \"rule-7\"]\n");
    write(&folder, "a.md", "At the end of the day, rest helps. The seventh phrase7 stands here.\n");
    write(&folder, "lints/good.toml", PHRASE);
    // Many rules, and one with many patterns.
    for number in 0..1_000 {
        let rule = PHRASE.replace("our-phrase", &format!("rule-{number}"));
        let rule = rule.replace("at the end of the day", &format!("the seventh phrase{number}"));
        write(&folder, &format!("lints/many/{number}.toml"), &rule);
    }
    let patterns = (0..200_000).map(|number| format!("  \"some words of the pattern{number} that nobody writes\",\n"));
    let large = format!(
        "id = \"large\"\nfamily = \"integrity\"\ndocs = \"Flags.\"\n[[phrase]]\npatterns = [\n{}]\n",
        patterns.collect::<String>()
    );
    assert!(large.len() > 10 << 20);
    write(&folder, "lints/large.toml", &large);
    let begun = std::time::Instant::now();
    let output = run(&folder, &["--format", "short", "a.md"]);
    assert_eq!(out(&output).lines().count(), 2, "{}{}", out(&output), err(&output));
    assert!(begun.elapsed().as_secs() < 90, "{:?}", begun.elapsed());
    // A file that no person wrote is refused, and the others run.
    write(&folder, "lints/large.toml", &"#".repeat((16 << 20) + 1));
    let output = run(&folder, &["--format", "short", "a.md"]);
    assert!(err(&output).contains("too large for a file of rules"), "{}", err(&output));
    assert_eq!((out(&output).lines().count(), output.status.code()), (2, Some(2)));
}

#[test]
fn rules_that_contradict_one_another_both_speak() {
    let folder = folder("contradict");
    let replace = |id: &str, bad: &str, good: &str| {
        format!(
            "id = \"{id}\"\nfamily = \"naming\"\ndocs = \"Flags a name.\"\n[[replace]]\nbad = [\"{bad}\"]\ngood = \"{good}\"\n"
        )
    };
    write(&folder, "mo-lint.toml", "select = [\"one\", \"two\"]\n");
    write(&folder, "lints/one.toml", &replace("one", "family doctor", "general practitioner"));
    write(&folder, "lints/two.toml", &replace("two", "general practitioner", "family doctor"));
    write(&folder, "a.md", "Ask your family doctor.\n\nThe general practitioner helps.\n");
    let output = run(&folder, &["--format", "short", "a.md"]);
    let told = out(&output);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("a.md:1:10") && told.contains("a.md:3:5"), "{told}");
    // Nothing is changed to and fro: such a rule offers no edit.
    run(&folder, &["--fix", "a.md"]);
    assert_eq!(read(&folder, "a.md"), "Ask your family doctor.\n\nThe general practitioner helps.\n");
    // Within one rule, the longest of the terms that overlap says it all.
    let both = replace("one", "family doctor", "general practitioner")
        + "[[replace]]\nbad = [\"your family doctor\"]\ngood = \"your physician\"\n";
    write(&folder, "lints/one.toml", &both);
    let told = out(&run(&folder, &["--select", "one", "--format", "short", "a.md"]));
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("a.md:1:5"), "{told}");
}

#[test]
fn a_regular_expression_that_others_choke_on_takes_linear_time() {
    let folder = folder("regex");
    write(&folder, "mo-lint.toml", "select = [\"slow\"]\n");
    write(
        &folder,
        "lints/slow.toml",
        "id = \"slow\"\nfamily = \"integrity\"\ndocs = \"Flags.\"\n[[phrase]]\nregex = '(a+)+(a|aa)*\\s?b!'\n",
    );
    write(&folder, "a.md", &format!("{} {}c\n", "Rest helps.", "a".repeat(50_000)));
    let begun = std::time::Instant::now();
    let output = run(&folder, &["--format", "short", "a.md"]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(0)), "{}", err(&output));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
