//! Writes the sources of the book with a page for each built-in rule, made from the rule's documentation.
//!
//! `cargo run --example rule_pages` writes `target/book`, and `mdbook build target/book` makes the book of it.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "it copies files, and says where they are")]

use mo_lint::{Family, rules};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (from, into) = (root.join("docs/book"), root.join("target/book"));
    copy(&from, &into)?;
    let pages = into.join("src/rules");
    fs::create_dir_all(&pages)?;
    let mut summary = fs::read_to_string(from.join("src/SUMMARY.md"))?;
    for family in Family::ALL {
        let _ = writeln!(summary, "\n# Rules: {family}\n");
        for meta in rules::catalogue().iter().filter(|meta| meta.family == family) {
            let id = &meta.id;
            let head = format!("# {id}\n\n{family}, {}, since {}\n\n", meta.level, meta.since);
            fs::write(pages.join(format!("{id}.md")), head + &meta.documentation() + "\n")?;
            let _ = writeln!(summary, "- [{id}](rules/{id}.md)");
        }
    }
    fs::write(into.join("src/SUMMARY.md"), summary)?;
    println!("wrote {}", into.display());
    Ok(())
}

fn copy(from: &Path, into: &Path) -> io::Result<()> {
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = into.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
