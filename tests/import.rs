//! Styles of another linter become rules of the house, whose examples pass.

#![expect(clippy::unwrap_used, reason = "what fails in a test's own work is a failure of the test")]
#![expect(clippy::disallowed_methods, reason = "tests write files to check, and read what was written")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mo-lint")).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const SUBSTITUTION: &str = r#"---
extends: substitution
message: "Use '%s' instead of '%s'."
link: https://example.org/words
level: warning
ignorecase: true
swap:
  chem(?:o)? ward: oncology ward
  utilise: use
  'in order to(?! the)': to
  (\w+)itis: $1 inflammation
  GP practice: family practice
"#;

const EXISTENCE: &str = "extends: existence\nmessage: \"Avoid '%s'\"\nlevel: error\ntokens:\n  - obviously\n  - clearly|of course\n  - 'v(er)+y'\n  - NHS-wide\nexceptions:\n  - of course\n";

const CONSISTENCY: &str = "extends: consistency\nmessage: \"Inconsistent spelling of '%s'\"\nlevel: warning\nignorecase: true\neither:\n  adviser: advisor\n  grey: gray\n";

#[test]
fn styles_become_rules_that_pass_their_examples() {
    let folder = folder(
        "styles",
        &[
            ("styles/Ward/Words.yml", SUBSTITUTION),
            ("styles/Ward/Fillers.yml", EXISTENCE),
            ("styles/Ward/Spelling.yml", CONSISTENCY),
            ("styles/Ward/Length.yml", "extends: occurrence\nmessage: too long\nmax: 30\ntoken: '[^ ]+'\n"),
            ("styles/Ward/Broken.yml", "extends: [existence\n"),
            ("styles/Ward/Empty.yml", ""),
            ("styles/Ward/meta.json", "{}"),
        ],
    );
    let imported = run(&folder, &["import", "vale", "styles"]);
    let told = text(&imported.stderr);
    assert_eq!(imported.status.code(), Some(0), "{told}");
    for line in [
        "Length.yml: not converted: \"occurrence\" has no counterpart",
        "Broken.yml: not converted: it is not YAML",
        "Empty.yml: not converted: it holds no rule",
        "Words.yml: left out: \"in order to(?! the)\": it looks around",
        "Words.yml: left out: \"(\\w+)itis\": its replacement \"$1 inflammation\" takes parts of the match",
        "Wrote 3 rules into lints; 3 files could not be converted",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let tested = run(&folder, &["test"]);
    assert_eq!(tested.status.code(), Some(0), "{}{}", text(&tested.stdout), text(&tested.stderr));
    fs::write(folder.join("mo-lint.toml"), "select = [\"ward-words\", \"ward-fillers\", \"ward-spelling\"]\n").unwrap();
    let article = "We utilise the chemo ward. Obviously, it is grey. Of course.\n\nGp practices have an adviser; a veryy \
                   advisor is rare. Ververy ververy verery old gray hair.\n";
    fs::write(folder.join("a.md"), article).unwrap();
    let found = text(&run(&folder, &["--format", "short", "a.md"]).stdout);
    for line in [
        "a.md:1:4: warning[ward-words] Use 'use' instead of 'utilise'",
        "a.md:1:16: warning[ward-words] Use 'oncology ward' instead of 'chemo ward'",
        "a.md:1:28: error[ward-fillers] Avoid 'Obviously'",
        "warning[ward-spelling] Inconsistent spelling of 'grey'",
        "warning[ward-spelling] Inconsistent spelling of 'adviser'",
        "error[ward-fillers] Avoid 'verery'",
    ] {
        assert!(found.contains(line), "{line}\n{found}");
    }
    assert!(!found.contains("Of course"), "{found}");
    // Again: what is there stays.
    let again = run(&folder, &["import", "vale", "styles"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("it is there already"), "{}", text(&again.stderr));
}

#[test]
fn folders_without_styles_are_told() {
    let folder = folder("none", &[("styles/readme.txt", "none")]);
    assert!(text(&run(&folder, &["import", "vale", "nowhere"]).stderr).contains("there is no folder of styles"));
    let none = run(&folder, &["import", "vale", "styles", "--into", "rules"]);
    assert!(text(&none.stderr).contains("there are no .yml files"));
    assert_eq!(none.status.code(), Some(2));
}
