//! Fixes: the edits of diagnostics, put into the text of a file.

use crate::diagnostic::{Diagnostic, Edit, Family, Fix};

/// A text with edits put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many fixes were put in.
    pub applied: usize,
    /// How many could not be, because they overlap with one that was.
    pub overlapping: usize,
}

/// Puts the fixes of diagnostics into a text: the safe ones, or all that may be applied at all. Of two that overlap the
/// first is put in. No fix changes a number, and none of the family of doses is applied: a person must do that.
pub fn apply(text: &str, diagnostics: &[Diagnostic], unsafe_too: bool) -> Fixed {
    let live = diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none() && !diagnostic.known);
    let mut fixes: Vec<&Fix> = live
        .filter(|diagnostic| diagnostic.family != Family::Dosage)
        // A finding that stands in several places has a fix for each.
        .flat_map(|diagnostic| diagnostic.fixes.iter().filter(|fix| fix.safe || unsafe_too))
        .filter(|fix| fix.edits.iter().all(|edit| may_be_applied(text, edit)))
        .collect();
    fixes.sort_by_key(|fix| fix.edits.first().map(|edit| edit.span));
    let mut fixed = Fixed::default();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut end = 0;
    for fix in fixes {
        let Some((first, last)) = fix.edits.first().zip(fix.edits.last()) else { continue };
        if first.span.start < end {
            fixed.overlapping += 1;
            continue;
        }
        end = last.span.end.max(first.span.start + 1);
        edits.extend(&fix.edits);
        fixed.applied += 1;
    }
    let mut at = 0;
    for edit in edits {
        fixed.text.push_str(&text[at..edit.span.start as usize]);
        fixed.text.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    fixed.text.push_str(&text[at..]);
    fixed
}

/// Whether an edit lies in the text and leaves its numbers as they are.
fn may_be_applied(text: &str, edit: &Edit) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    text.get(edit.span.range()).is_some_and(|before| digits(before) == digits(&edit.text) || edit.text.is_empty())
}

/// The lines that differ between two texts, as a patch that `patch -p1` and `git apply` take; empty when none do.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    use std::fmt::Write as _;
    /// So many lines that are the same are shown around a change.
    const AROUND: usize = 3;
    let changes = changes(before, after);
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let mut patch = String::new();
    let mut index = 0;
    while index < changes.len() {
        // Changes with few lines between them are shown together.
        let mut last = index;
        while last + 1 < changes.len() && changes[last + 1].0.start <= changes[last].0.end + 2 * AROUND {
            last += 1;
        }
        let start = changes[index].0.start.saturating_sub(AROUND);
        let end = (changes[last].0.end + AROUND).min(old.len());
        let new_start = changes[index].1.start - (changes[index].0.start - start);
        let new_end = changes[last].1.end + (end - changes[last].0.end);
        if patch.is_empty() {
            let _ = write!(patch, "--- a/{path}\n+++ b/{path}\n");
        }
        let _ = writeln!(
            patch,
            "@@ -{},{} +{},{} @@",
            start + usize::from(end > start),
            end - start,
            new_start + usize::from(new_end > new_start),
            new_end - new_start
        );
        let mut put = |mark: char, line: &str| {
            patch.push(mark);
            patch.push_str(line);
            if !line.ends_with('\n') {
                patch.push_str("\n\\ No newline at end of file\n");
            }
        };
        let mut at = start;
        for (from, to) in &changes[index..=last] {
            old[at..from.start].iter().for_each(|line| put(' ', line));
            old[from.clone()].iter().for_each(|line| put('-', line));
            new[to.clone()].iter().for_each(|line| put('+', line));
            at = from.end;
        }
        old[at..end].iter().for_each(|line| put(' ', line));
        index = last + 1;
    }
    patch
}

/// The runs of lines that differ, as lines of both texts. Between two runs the lines are the same; a fix changes few, so
/// that a look for the next line that both have is enough.
fn changes(before: &str, after: &str) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    /// How far a common line is looked for; farther, the rest is one change.
    const REACH: usize = 200;
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let mut changes = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            (a, b) = (a + 1, b + 1);
            continue;
        }
        let next = (0..2 * REACH).find_map(|sum| {
            (0..=sum).map(|skip| (a + skip, b + sum - skip)).find(|&(a, b)| {
                let ended = a == old.len() && b == new.len();
                ended || a < old.len() && b < new.len() && old[a] == new[b]
            })
        });
        let (to_a, to_b) = next.unwrap_or((old.len(), new.len()));
        changes.push((a..to_a, b..to_b));
        (a, b) = (to_a, to_b);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Linter, Source};

    #[test]
    fn fixes_change_what_they_say_and_nothing_else() {
        let text = "# Gout\r\n\r\nGout hurts , above all at night.\r\n";
        let found = Linter::default().check(&[Source::new("a.md", text, Format::Markdown)]);
        let fixed = apply(text, &found, false);
        assert_eq!(fixed.text, "# Gout\r\n\r\nGout hurts, above all at night.\r\n");
        assert_eq!((fixed.applied, fixed.overlapping), (1, 0));
    }

    #[test]
    fn of_two_fixes_that_overlap_one_is_made() {
        let text = "# Gout\n\nGout hurts , above all , at night.\n";
        let mut found = Linter::default().check(&[Source::new("a.md", text, Format::Markdown)]);
        found.retain(|one| one.rule == "punctuation-seam");
        let fixed = apply(text, &[found.clone(), found].concat(), false);
        assert_eq!(fixed.text, "# Gout\n\nGout hurts, above all, at night.\n");
        assert_eq!((fixed.applied, fixed.overlapping), (2, 2));
    }

    #[test]
    fn a_patch_shows_what_changed() {
        let before = "a\nb\nc\nd\ne\nf\ng\n";
        let after = "a\nb\nc\nD\ne\nf\ng\n";
        assert_eq!(diff("x", before, after), "--- a/x\n+++ b/x\n@@ -1,7 +1,7 @@\n a\n b\n c\n-d\n+D\n e\n f\n g\n");
        assert_eq!(diff("x", before, before), "");
        assert_eq!(
            diff("x", "a", "b"),
            "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
        );
    }
}
