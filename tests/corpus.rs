//! The rendered diagnostics of every sample article, so that a change's whole effect is read in one diff.

use mo_lint::report::{self, terminal::Terminal};
use mo_lint::{Format, Linter, Source};
use std::fs;

#[test]
#[expect(clippy::disallowed_methods, reason = "tests read files")]
fn corpus() {
    let linter = Linter::default();
    let mut paths: Vec<_> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|name| name != "SOURCES.md"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 9, "the sample articles are missing");
    for path in paths {
        let name = format!("corpus/{}", path.file_name().unwrap().to_string_lossy());
        let format = Format::of_path(&name).unwrap();
        let source = Source::from_bytes(name.clone(), fs::read(&path).unwrap(), format).unwrap();
        let diagnostics = linter.check(std::slice::from_ref(&source));
        let rendered = report::render(&Terminal::default(), &[(source, diagnostics)]);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "corpus" }, {
            insta::assert_snapshot!(path.file_name().unwrap().to_string_lossy().replace('.', "-"), rendered);
        });
    }
}
