//! Which words are medicines. One function, so that the knowledge base can take its place.

use super::word;
use crate::article::Article;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("drugs.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The number of tokens of the medicine's name that begins at a token; none when no medicine is named there.
pub(crate) fn is_drug(article: &Article, at: u32) -> Option<u32> {
    let first = word(article, at);
    if matches!(first, "vitamin" | "folic" | "potassium" | "calcium") {
        return NAMES.contains(format!("{first}_{}", word(article, at + 1)).as_str()).then_some(2);
    }
    (first.len() > 4 && NAMES.contains(first)).then_some(1)
}

/// The medicine that a word begins with, when digits are joined to it: "propranolol20".
pub(crate) fn joined_drug(word: &str) -> Option<(&str, &str)> {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    (name.len() < word.len() && NAMES.contains(name)).then(|| word.split_at(name.len()))
}
