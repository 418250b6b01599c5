//! A row of `knowledge/` that is broken stops the build, with its file, its line and what is wrong.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files")]

#[allow(dead_code, reason = "the library uses the rest")]
#[path = "../src/knowledge/layout.rs"]
mod layout;
#[allow(dead_code, reason = "the build script uses the rest")]
#[path = "../build/tables.rs"]
mod tables;

use std::fs;
use std::path::Path;

/// Tables as small as they can be.
const TABLES: [(&str, &str); 10] = [
    ("concepts.tsv", "# id\tkind\tname\tsource\nA:1\tdisease\tgout\tx\nA:2\tanatomy\tjoint\tx\n"),
    ("names.tsv", "# name\tid\ttype\tsource\ngout\tA:1\tpreferred\tx\njoint\tA:2\tpreferred\tx\n"),
    ("parents.tsv", "# id\trelation\tparent\tsource\nA:1\tis-a\tA:2\tx\n"),
    ("drug-classes.tsv", "# drug\tclass\tsource\n"),
    ("sites.tsv", "# disease\tanatomy\tsource\nA:1\tA:2\tx\n"),
    ("flags.tsv", "# id\tflag\tsource\nA:1\trare\tx\n"),
    ("systems.tsv", "# id\tsystem\tsource\nA:2\tskeletal system\tx\n"),
    ("words.tsv", "# word\tlevel\tsource\npain\t10\tx\n"),
    ("words-extra.tsv", "# word\tlevel\tsource\n"),
    ("words-not.tsv", "# word\tright\tsource\n"),
];

/// What reading says when one table is another.
fn read(name: &str, changed: Option<(&str, &str)>) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("knowledge").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in TABLES {
        let text =
            changed.filter(|(other, _)| *other == file).map_or(text.to_owned(), |(_, row)| text.to_owned() + row);
        fs::write(folder.join(file), text).unwrap();
    }
    tables::read(&folder).map(|_| ())
}

#[test]
fn a_broken_row_is_told_with_file_line_and_reason() {
    assert_eq!(read("sound", None), Ok(()));
    for (number, (file, row, told)) in [
        ("concepts.tsv", "A:3\tdisease\tgout", "knowledge/concepts.tsv:4: 3 columns where 4 belong"),
        ("concepts.tsv", "A:3\tillness\tcroup\tx", "knowledge/concepts.tsv:4: \"illness\" is none of disease"),
        (
            "concepts.tsv",
            "A:2\tdisease\tcroup\tx",
            "knowledge/concepts.tsv:4: \"A:2\" is not sorted after the row above",
        ),
        ("names.tsv", "croup\tA:9\texact\tx", "knowledge/names.tsv:4: \"A:9\" is no id of concepts.tsv"),
        ("names.tsv", "gouts\tA:1\tnickname\tx", "knowledge/names.tsv:4: \"nickname\" is none of preferred"),
        ("parents.tsv", "A:1\tis-a\tA:9\tx", "knowledge/parents.tsv:3: \"A:9\" is no id of concepts.tsv"),
        ("parents.tsv", "A:1 is-a A:2 x", "knowledge/parents.tsv:3: 1 columns where 4 belong"),
        ("drug-classes.tsv", "A:1\tA:8\tx", "knowledge/drug-classes.tsv:2: \"A:8\" is no id"),
        ("sites.tsv", "A:7\tA:2\tx", "knowledge/sites.tsv:3: \"A:7\" is no id"),
        ("flags.tsv", "A:1\tred\tx", "knowledge/flags.tsv:3: \"red\" is none of female-only"),
        ("systems.tsv", "A:6\tskeletal system\tx", "knowledge/systems.tsv:3: \"A:6\" is no id"),
        ("words.tsv", "ache\tten\tx", "knowledge/words.tsv:3: \"ten\" is not a level"),
        ("words-extra.tsv", "ache\t999\tx", "knowledge/words-extra.tsv:2: \"999\" is not a level"),
        ("words-not.tsv", "ache\tache\tx", "knowledge/words-not.tsv:2: \"ache\" is given as its own right form"),
    ]
    .into_iter()
    .enumerate()
    {
        let error = read(&number.to_string(), Some((file, row))).unwrap_err();
        assert!(error.starts_with(told), "{file} {row:?}: {error}");
    }
}

#[test]
fn the_tables_that_ship_are_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let tables = tables::read(&folder).unwrap();
    assert!(tables.concepts.len() > 50_000, "{}", tables.concepts.len());
}
