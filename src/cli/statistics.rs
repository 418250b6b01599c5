//! `--statistics`: the findings counted by rule and by file, and how many there are in 10,000 words.

use crate::diagnostic::Level;
use crate::report::{Summary, plain};
use std::cmp::Reverse;
use std::fmt::Write as _;

/// What is counted of a file.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) words: usize,
    pub(super) findings: usize,
}

/// The findings of each rule, then of each file that has any; the most frequent first.
pub(super) fn table(summary: &Summary, files: &[Counted]) -> String {
    let words = files.iter().map(|file| file.words).sum();
    let mut rules: Vec<_> = summary
        .rules
        .iter()
        .flat_map(|(rule, counts)| Level::ALL.into_iter().zip(counts).map(move |(level, &count)| (count, rule, level)))
        .filter(|&(count, ..)| count > 0)
        .collect();
    rules.sort_by_key(|&(count, rule, level)| (Reverse(count), rule, level));
    let mut faulty: Vec<_> = files.iter().filter(|file| file.findings > 0).collect();
    faulty.sort_by_key(|file| (Reverse(file.findings), &file.name));
    let mut table = String::from(" count  in 10,000 words  rule\n");
    for (count, rule, level) in rules {
        let _ = writeln!(table, "{count:>6}  {:>15}  {level:<7}  {rule}", rate(count, words));
    }
    table.push_str("\n count  in 10,000 words    words  file\n");
    for Counted { name, words, findings } in faulty {
        let _ = writeln!(table, "{findings:>6}  {:>15}  {words:>7}  {}", rate(*findings, *words), plain::line(name));
    }
    let all = files.iter().map(|file| file.findings).sum();
    let _ = writeln!(table, "{all:>6}  {:>15}  {words:>7}  all files", rate(all, words));
    table
}

/// How many there are in 10,000 words, with one decimal.
fn rate(count: usize, words: usize) -> String {
    let tenths = (count * 100_000 + words / 2).checked_div(words);
    tenths.map_or_else(|| "-".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded() {
        assert_eq!(rate(3, 2_000), "15.0");
        assert_eq!(rate(1, 66_666), "0.2");
        assert_eq!(rate(0, 0), "-");
    }
}
