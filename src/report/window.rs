//! What is shown of a line that is too long to be shown, in columns of a terminal.

use super::plain;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Breaks a text into lines of at most so many columns, where there are blanks to break it.
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > room {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}

/// Writes what is shown of a line with these points of interest, and gives where the points are in what was written.
pub(super) fn window(line: &str, points: &[usize], room: usize, out: &mut String) -> Vec<usize> {
    let begin = line.len() - line.trim_start().len();
    let (first, last) = (points[0], points[points.len() - 1]);
    let mut kept: Vec<Range<usize>> = Vec::new();
    if fits(line.trim(), room) {
        kept.push(begin.min(first)..line.trim_end().len().max(last));
    } else {
        // A label that fits is shown whole; of a longer one, its first and its last words.
        let most = room.saturating_sub(8);
        let mut inner = 0;
        let mut start = first;
        for gap in points.windows(2) {
            let between = &line[gap[0]..gap[1]];
            if fits(between, most) {
                inner += columns(between);
                continue;
            }
            let head = gap[0] + forward(between, most * 3 / 5);
            let tail = gap[1] - backward(between, most * 2 / 5 - 3);
            inner += columns(&line[gap[0]..head]) + 3 + columns(&line[tail..gap[1]]);
            kept.push(start..head);
            start = tail;
        }
        kept.push(start..last);
        let free = room.saturating_sub(inner + 2);
        let left = first - backward(&line[begin.min(first)..first], free.min(room / 4));
        let right = last + forward(&line[last..], free.saturating_sub(columns(&line[left..first])));
        kept[0].start = left;
        if let Some(range) = kept.last_mut() {
            range.end = right;
        }
    }
    write_kept(line, begin, &kept, points, out)
}

fn write_kept(line: &str, begin: usize, kept: &[Range<usize>], points: &[usize], out: &mut String) -> Vec<usize> {
    let mut placed = Vec::with_capacity(points.len());
    let mut due = points.iter().peekable();
    if kept[0].start > begin {
        out.push('…');
    }
    for (index, range) in kept.iter().enumerate() {
        if index > 0 {
            out.push_str(" … ");
        }
        for (at, character) in line[range.clone()].char_indices() {
            while due.next_if(|&&point| point <= range.start + at).is_some() {
                placed.push(out.len());
            }
            out.push(plain::shown(character));
        }
        while due.next_if(|&&point| point <= range.end).is_some() {
            placed.push(out.len());
        }
        if index + 1 == kept.len() && range.end < line.trim_end().len() {
            out.push('…');
        }
    }
    placed.extend(due.map(|_| out.len()));
    placed
}

/// How many bytes to keep from the start of a text that is cut to so many columns, at a blank where there is one.
fn forward(text: &str, room: usize) -> usize {
    let Some((end, next)) = cut(text.char_indices(), room) else { return text.len() };
    let kept = &text[..end];
    match kept.rfind(char::is_whitespace) {
        _ if next.is_whitespace() => kept.trim_end().len(),
        Some(blank) if blank * 2 > end => kept[..blank].trim_end().len(),
        _ => kept.trim_end().len(),
    }
}

/// How many bytes to keep from the end of a text that is cut to so many columns, at a blank where there is one.
fn backward(text: &str, room: usize) -> usize {
    let Some((at, character)) = cut(text.char_indices().rev(), room) else { return text.len() };
    let start = at + character.len_utf8();
    let kept = &text[start..];
    match kept.find(char::is_whitespace) {
        _ if character.is_whitespace() => kept.len(),
        Some(blank) if blank * 2 < kept.len() => kept[blank..].trim_start().len(),
        _ => kept.len(),
    }
}

/// The first character that does not fit into so many columns.
fn cut(characters: impl Iterator<Item = (usize, char)>, room: usize) -> Option<(usize, char)> {
    let mut used = 0;
    for (at, character) in characters {
        used += plain::shown(character).width().unwrap_or(0);
        if used > room {
            return Some((at, character));
        }
    }
    None
}

/// Whether a text takes at most so many columns; a very long text is not read to its end.
pub(super) fn fits(text: &str, room: usize) -> bool {
    cut(text.char_indices(), room).is_none()
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|character| plain::shown(character).width().unwrap_or(0)).sum()
}
