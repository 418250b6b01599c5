//! Shell completions and man pages.

use super::{folder, out, run};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn generate(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[&["generate"], arguments].concat())
}

/// The long options that the help names.
fn options(folder: &Path) -> BTreeSet<String> {
    let help = out(&run(folder, &["--help"]));
    let lines = help.lines().filter_map(|line| {
        let (_, option) = line.trim_start().split_at_checked(line.trim_start().find("--")?)?;
        let starts = line.trim_start().starts_with('-');
        let end = option[2..].find(|c: char| !c.is_ascii_lowercase() && c != '-').map_or(option.len(), |end| end + 2);
        starts.then(|| option[..end].to_owned())
    });
    lines.collect()
}

#[test]
fn completions_and_man_page_hold_every_option() {
    let folder = folder("generate");
    let options = options(&folder);
    assert!(options.len() > 20 && options.contains("--format"), "{options:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = generate(&folder, &["completions", shell]);
        let completions = out(&output);
        assert_eq!(output.status.code(), Some(0));
        for option in &options {
            let name = if shell == "fish" { option.trim_start_matches('-') } else { option };
            assert!(completions.contains(name), "{shell}: no {option}");
        }
    }
    let output = generate(&folder, &["man"]);
    let page = out(&output).replace("\\-", "-");
    assert_eq!(output.status.code(), Some(0));
    assert!(page.contains(".TH mo-lint 1"), "{page}");
    for option in &options {
        assert!(page.contains(option), "man: no {option}");
    }
}

#[test]
fn each_command_that_is_shown_has_a_man_page() {
    let folder = folder("pages");
    assert_eq!(generate(&folder, &["man", "share/man1"]).status.code(), Some(0));
    let pages: Vec<_> = fs::read_dir(folder.join("share/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for command in ["-explain", "-init", "-inspect", "-new", "-rules", "-test", ""] {
        assert!(pages.contains(&format!("mo-lint{command}.1")), "{command}: {pages:?}");
    }
    assert!(pages.iter().all(|page| !page.contains("generate")), "what is hidden has no page: {pages:?}");
    assert_eq!(generate(&folder, &["man", "mo-lint.toml/x"]).status.code(), Some(2), "no folder can be made there");
    assert_eq!(generate(&folder, &["completions", "tcsh"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn bash_completes() {
    let folder = folder("bash");
    super::write(&folder, "mo-lint.bash", &generate(&folder, &["completions", "bash"]).stdout);
    let complete = |words: &str| {
        let count = words.split(' ').count() - 1;
        let script = format!(
            ". ./mo-lint.bash; COMP_WORDS=({words}); COMP_CWORD={count}; _mo__lint mo-lint \"${{COMP_WORDS[$COMP_CWORD]}}\" \
             \"${{COMP_WORDS[$COMP_CWORD-1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let Ok(output) = Command::new("bash").current_dir(&folder).args(["-c", &script]).output() else {
            return None;
        };
        Some(out(&output).lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let Some(found) = complete("mo-lint --form") else { return };
    assert_eq!(found, ["--format"]);
    assert_eq!(complete("mo-lint --format sa").unwrap(), ["sarif"]);
    assert_eq!(complete("mo-lint insp").unwrap(), ["inspect"]);
}
