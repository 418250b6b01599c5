//! A reader to be.

use super::{BlockKind, Builder, Document};

/// Reads it.
pub(super) fn read(text: &str) -> Document {
    let mut builder = Builder::new(text);
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        builder.open(BlockKind::Paragraph, 0);
        builder.verbatim(at..at + paragraph.len());
        at += paragraph.len() + 2;
    }
    builder.finish()
}
