//! mo-lint checks health articles the way a compiler checks code: it reads Markdown, HTML and plain text, and reports
//! inconsistent names, contradictory claims, implausible statements, unsafe doses and damaged text at the exact place.
//!
//! ```
//! use mo_lint::{Format, Linter, Source};
//!
//! let linter = Linter::default();
//! let source = Source::new("gout.md", "# Gout\n\nGout hurts. As an AI language model, I cannot say more.\n", Format::Markdown);
//! let found = linter.check(&[source]);
//! assert_eq!(found[0].rule, "generator-residue");
//! ```
//!
//! The library does no I/O, reads no environment, prints nothing, and does not fail on any text.

pub mod article;
pub mod baseline;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod examples;
pub mod fix;
pub mod knowledge;
pub mod pattern;
pub mod profile;
pub mod reading;
pub mod report;
pub mod rule;
pub mod rules;
pub mod source;
pub(crate) mod suppress;

pub use article::Article;
pub use check::{Linter, Settings};
pub use diagnostic::{Diagnostic, Family, Level};
pub use document::{BlockKind, Document, ProseSpan};
pub use rule::{Meta, Report, Rule};
pub use source::{Format, Source, SourceSpan};
