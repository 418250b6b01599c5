//! Every pattern, pair, term, medicine, measure and fact of the rules that ship is shown by an example.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]

use std::path::Path;
use std::process::Command;

/// The folder of the rules, as a person would name it.
fn test(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mo-lint"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("test")
        .args(arguments)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn examples_show_every_part_of_the_rules_that_ship() {
    let (status, told) = test(&["lints", "--coverage"]);
    let faults: Vec<_> = told.lines().filter(|line| !line.ends_with("reported") && !line.ends_with("silent")).collect();
    assert_eq!(status, Some(0), "{}", faults.join("\n"));
    assert!(told.contains(" 0 not\n"), "{told}");
}

#[test]
fn further_examples_lie_beside_a_rule() {
    let mut files = 0;
    for family in Path::new(env!("CARGO_MANIFEST_DIR")).join("lints").read_dir().unwrap() {
        for file in family.unwrap().path().read_dir().unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if let Some(rule) = name.strip_suffix(".examples.md") {
                assert!(path.with_file_name(format!("{rule}.toml")).is_file(), "{name} has no rule");
                files += 1;
            }
        }
    }
    assert!(files > 30, "{files}");
}
