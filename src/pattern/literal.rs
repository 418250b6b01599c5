//! Forms as they are written, as patterns.

/// A form as a pattern: its words in just this form, its marks as they are, but for hyphens, which patterns pass over; a
/// last full stop may end the sentence.
pub(crate) fn literal(form: &str) -> String {
    let mut pattern = String::new();
    for piece in pieces(form.trim_end_matches('.')).filter(|&piece| piece != "-") {
        let word = piece.chars().next().is_some_and(char::is_alphanumeric);
        pattern.push_str(if word { " '" } else { " \\" });
        pattern.push_str(piece);
    }
    pattern
}

/// The words and marks of a form, as the tokenizer would part them.
pub(crate) fn pieces(form: &str) -> impl Iterator<Item = &str> {
    let mut rest = form;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}
