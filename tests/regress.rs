//! False alarms, misses and crashes that were mended: one file each, so that none comes back.
//!
//! A file in `tests/regress/` is named for the rule and for what went wrong: `spliced-sentence--list-without-marks.md`.
//! Only that rule looks at it; `all--...` is looked at by every rule. Carets with the message mark what must be found,
//! as in the examples of the rules; a file without carets must raise nothing. An ending `.html` or `.txt` is read so.

#![expect(clippy::disallowed_methods, reason = "tests read files")]

use mo_lint::{Format, Linter, Settings, examples};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn what_was_mended_stays_so() {
    let mut paths: Vec<_> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regress"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 10, "the files are missing");
    let mut faults = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (rule, _) = name.split_once("--").unwrap_or_else(|| panic!("{name}: name it RULE--WHAT-WENT-WRONG.md"));
        let select = BTreeSet::from([rule.to_owned()]);
        let linter = Linter::new(Settings { select, ..Settings::default() });
        assert!(linter.rules().next().is_some(), "{name}: there is no rule \"{rule}\"");
        let marked = fs::read_to_string(&path).unwrap();
        let flagged = marked.lines().any(|line| line.trim_start().starts_with('^'));
        let format = Format::of_path(&name).unwrap();
        if let Err(fault) = examples::run(&linter, rule, &examples::Example { flagged, format, marked }) {
            faults.push(format!("{name}\n{fault}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
