//! The checks on small made-up tables.

use std::fs;
use std::path::{Path, PathBuf};

use super::check;
use crate::tsv;

const MONDO: &str = crate::diseases::MONDO;

/// A folder of tables that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    /// A valid small set of tables.
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("knowledge-check-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        let folder = Self(path);
        folder
            .put(tsv::CONCEPTS, &["A:1\tanatomy\tuterus\tM", "M:1\tdisease\tmyositis\tM", "M:2\tdisease\tmyopathy\tM"]);
        folder.put(tsv::NAMES, &["myopathy\tM:2\tpreferred\tM", "myositis\tM:1\tpreferred\tM"]);
        folder.put(tsv::PARENTS, &["M:1\tis-a\tM:2\tM"]);
        folder.put(tsv::SITES, &["M:1\tA:1\tM"]);
        folder.put(tsv::SYSTEMS, &["A:1\treproductive\tM"]);
        folder.put(tsv::FLAGS, &["A:1\tfemale-only\tM"]);
        folder.put(tsv::DRUG_CLASSES, &[]);
        folder.put(tsv::WORDS, &["myositis\t80\tM"]);
        folder.put(tsv::DROPPED, &[]);
        fs::write(folder.0.join("overrides.tsv"), "#\n").expect("the file can be written");
        folder
    }

    /// Writes a table; a last column `M` stands for a known source.
    fn put(&self, table: tsv::Table, rows: &[&str]) {
        let mut text = table.header() + "\n";
        for row in rows {
            let row = row.strip_suffix("\tM").map_or((*row).to_owned(), |r| format!("{r}\t{MONDO}"));
            text.push_str(&row);
            text.push('\n');
        }
        fs::write(self.0.join(table.file), text).expect("the file can be written");
    }

    /// What the check says, without the folder, and without the samples that small tables lack.
    fn errors(&self) -> Vec<String> {
        let prefix = format!("{}/", self.0.display());
        let said = check(&self.0).into_iter().map(|e| e.to_string().replace(&prefix, ""));
        said.filter(|e| !e.contains("sample missing") && !e.contains("rows in")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn small_valid_tables_have_no_errors() {
    assert_eq!(Folder::new("valid").errors(), Vec::<String>::new());
}

#[test]
fn the_committed_tables_have_no_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let errors: Vec<String> = check(&folder).iter().map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn unknown_ids_and_wrong_kinds_are_named_with_their_line() {
    let folder = Folder::new("ids");
    folder.put(tsv::SITES, &["M:1\tM:2\tM", "M:9\tA:1\tM"]);
    folder.put(tsv::PARENTS, &["M:1\tis-a\tM:7\tM"]);
    folder.put(tsv::FLAGS, &["M:1\tgiant\tM", "M:8\trare\tM"]);
    let errors = folder.errors();
    assert!(errors.contains(&"parents.tsv:2: unknown id M:7".to_owned()), "{errors:?}");
    assert!(errors.contains(&"sites.tsv:2: M:2 is of kind disease, not anatomy".to_owned()), "{errors:?}");
    assert!(errors.contains(&"sites.tsv:3: unknown id M:9".to_owned()), "{errors:?}");
    assert!(errors.iter().any(|e| e.starts_with("flags.tsv:2: `giant` is none of")), "{errors:?}");
    assert!(errors.contains(&"flags.tsv:3: unknown id M:8".to_owned()), "{errors:?}");
}

#[test]
fn cycles_are_errors() {
    let folder = Folder::new("cycle");
    folder.put(tsv::PARENTS, &["M:1\tis-a\tM:2\tM", "M:2\tis-a\tM:1\tM"]);
    assert_eq!(folder.errors(), ["parents.tsv:3: a cycle: M:1 under M:2 under M:1"]);
}

#[test]
fn names_are_unique_and_of_a_sane_length() {
    let folder = Folder::new("names");
    let long = format!("{}\tM:1\texact\tM", "y".repeat(101));
    folder.put(tsv::NAMES, &["Myositis\tM:2\tpreferred\tM", "myositis\tM:1\tpreferred\tM", "x\tM:1\texact\tM", &long]);
    let errors = folder.errors();
    assert_eq!(
        errors,
        [
            "names.tsv:3: `myositis` is the preferred name of M:2 and M:1",
            "names.tsv:4: a name of 1 characters; 2 to 100 are allowed",
            "names.tsv:5: a name of 101 characters; 2 to 100 are allowed",
        ]
    );
}

#[test]
fn shape_errors_name_line_and_column() {
    let folder = Folder::new("shape");
    folder.put(tsv::WORDS, &["b\t80\tM", "a\t80\tM", "a\t80\tM", "c\t80", "d\t\tM", "e\t80\tnobody"]);
    let errors = folder.errors();
    assert!(errors.contains(&"words.tsv:3: unsorted: the line belongs before the one above".to_owned()));
    assert!(errors.contains(&"words.tsv:4: the same row as above".to_owned()));
    assert!(errors.contains(&"words.tsv:5: 2 columns, not 3".to_owned()));
    assert!(errors.contains(&"words.tsv:6: no level".to_owned()));
    assert!(errors.contains(&"words.tsv:7: unknown source `nobody`".to_owned()));
}

#[test]
fn an_override_of_an_unknown_id_is_an_error() {
    let folder = Folder::new("overrides");
    fs::write(folder.0.join("overrides.tsv"), "#\nadd-flag\tM:5\tmale-only\t\tbecause\n").expect("writable");
    assert_eq!(folder.errors(), ["overrides.tsv:2: unknown id M:5"]);
}

#[test]
fn one_sex_at_most() {
    let folder = Folder::new("sex");
    folder.put(tsv::FLAGS, &["A:1\tfemale-only\tM", "A:1\tmale-only\tM"]);
    assert_eq!(folder.errors(), ["flags.tsv:2: A:1 is female-only and male-only"]);
}
