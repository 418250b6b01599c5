//! From the text of a pattern to its tree.

use rustc_hash::FxHashMap;
use std::fmt;
use std::ops::Range;

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A number in digits.
    Number,
    /// One to eight words, as few as fit, within a clause.
    Phrase,
    /// All words up to the end of the clause.
    Clause,
    /// The words that name what a clause is about: before a verb, or after "of" and "for".
    Subject,
}

impl Slot {
    const NAMES: [(&'static str, Self); 4] =
        [("number", Self::Number), ("phrase", Self::Phrase), ("clause", Self::Clause), ("subject", Self::Subject)];

    /// All slots, in the order of their numbers.
    pub(super) const ALL: [Self; 4] = [Self::Number, Self::Phrase, Self::Clause, Self::Subject];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, slot)| slot)
    }
}

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'t> {
    /// A word, in any regular form or in just this one.
    Word { text: &'t str, exact: bool },
    /// One of several; with the text of their brackets, unless they are the whole pattern or hold a slot.
    Either { text: Option<&'t str>, branches: Vec<Self> },
    /// A group that was compiled before, by its number.
    Known(u32),
    /// One after the other.
    Sequence(Vec<Self>),
    /// May be missing.
    Optional(Box<Self>),
    /// Up to so many words.
    Gap(u8),
    /// A slot and the name of what it takes.
    Slot { slot: Slot, name: &'t str },
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
}

/// Why a pattern cannot be used, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong and what would be right.
    pub message: String,
    /// The bytes of the pattern that are wrong.
    pub span: Range<usize>,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

/// The most nested groups that a pattern may hold.
const DEPTH: usize = 16;

/// The numbers of groups that were compiled before, by their text: rules share long lists of names.
pub(super) type Groups = FxHashMap<Box<str>, u32>;

/// Reads a pattern.
pub(super) fn parse<'t>(text: &'t str, groups: &Groups) -> Result<Node<'t>, PatternError> {
    let mut parser = Parser { text, groups, at: 0 };
    let node = parser.alternatives(0)?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("this bracket closes nothing; write \\) for the mark itself", 1)),
    }
}

/// The text of the group that begins here, to its closing bracket.
fn group(text: &str) -> &str {
    let (mut depth, mut escaped) = (0, false);
    let close = text.bytes().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    close.map_or(text, |close| &text[..=close])
}

struct Parser<'t, 'g> {
    text: &'t str,
    groups: &'g Groups,
    at: usize,
}

impl<'t> Parser<'t, '_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn error(&self, message: impl Into<String>, len: usize) -> PatternError {
        let end = self.text.len().min(self.at + len);
        PatternError { message: message.into(), span: self.at..self.text.ceil_char_boundary(end) }
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node<'t>, PatternError> {
        if depth > DEPTH {
            return Err(self.error(format!("more than {DEPTH} nested groups"), 1));
        }
        let first = self.sequence(depth)?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut branches = vec![first];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence(depth)?);
        }
        Ok(Node::Either { text: None, branches })
    }

    /// What stands up to the next `|` or `)`; alone it is no sequence.
    fn sequence(&mut self, depth: usize) -> Result<Node<'t>, PatternError> {
        if let Some(word) = self.lone_word() {
            return Ok(word);
        }
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                '|' | ')' => break,
                c if c.is_whitespace() || c == '-' => self.at += c.len_utf8(),
                '?' => {
                    let Some(last) = nodes.pop() else {
                        return Err(self.error("\"?\" follows nothing that may be missing", 1));
                    };
                    self.at += 1;
                    nodes.push(Node::Optional(Box::new(last)));
                }
                _ => nodes.push(self.item(c, depth)?),
            }
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) })
    }

    /// The word that is all there is up to the next `|` or `)`, as most alternatives are.
    fn lone_word(&mut self) -> Option<Node<'t>> {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).filter(|&end| end > 0)?;
        matches!(rest[end], b'|' | b')').then(|| {
            let start = self.at;
            self.at += end;
            Node::Word { text: &self.text[start..self.at], exact: false }
        })
    }

    fn item(&mut self, c: char, depth: usize) -> Result<Node<'t>, PatternError> {
        match c {
            '(' => {
                let open = self.at;
                let group = group(&self.text[open..]);
                if let Some(&known) = self.groups.get(group) {
                    self.at += group.len();
                    return Ok(Node::Known(known));
                }
                self.at += 1;
                let mut node = self.alternatives(depth + 1)?;
                if self.peek() != Some(')') {
                    self.at = open;
                    return Err(self.error("this bracket is never closed", 1));
                }
                self.at += 1;
                if let Node::Either { text, .. } = &mut node {
                    let written = &self.text[open..self.at];
                    *text = (!written.contains('{')).then_some(written);
                }
                Ok(node)
            }
            '<' => Ok(self.mark(Node::Start)),
            '>' => Ok(self.mark(Node::End)),
            '{' => self.slot(),
            '.' if self.text[self.at..].starts_with("..") => self.gap(),
            '\\' => {
                self.at += 1;
                let Some(c) = self.peek() else { return Err(self.error("\"\\\" ends the pattern", 1)) };
                Ok(self.sign(c))
            }
            '\'' => {
                self.at += 1;
                self.word(true)
            }
            c if c.is_alphanumeric() => self.word(false),
            c => Ok(self.sign(c)),
        }
    }

    /// The mark that stands here, for itself.
    fn sign(&mut self, c: char) -> Node<'t> {
        let start = self.at;
        self.at += c.len_utf8();
        Node::Word { text: &self.text[start..self.at], exact: true }
    }

    fn mark(&mut self, node: Node<'t>) -> Node<'t> {
        self.at += 1;
        node
    }

    fn word(&mut self, exact: bool) -> Result<Node<'t>, PatternError> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}').unwrap_or(rest.len());
        let text = &rest[..end];
        if text.is_empty() {
            return Err(self.error("a word is expected here", 1));
        }
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.error("digits are matched by the slot {number}", end));
        }
        self.at += end;
        Ok(Node::Word { text, exact })
    }

    fn gap(&mut self) -> Result<Node<'t>, PatternError> {
        if self.text[self.at..].starts_with("...") {
            self.at += 3;
            return Ok(Node::Gap(6));
        }
        let rest = &self.text[self.at + 2..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        match rest[..end].parse() {
            Ok(words @ 1..=20) => {
                self.at += 2 + end;
                Ok(Node::Gap(words))
            }
            _ => Err(self.error("a gap is \"...\" or \"..\" and a number of words from 1 to 20", end + 2)),
        }
    }

    fn slot(&mut self) -> Result<Node<'t>, PatternError> {
        let rest = &self.text[self.at..];
        let Some(end) = rest.find('}') else { return Err(self.error("this slot is never closed", rest.len())) };
        let inner = &rest[1..end];
        let (name, kind) = inner.split_once(':').unwrap_or((inner, inner));
        let Some(slot) = Slot::named(kind) else {
            let known = Slot::NAMES.map(|(name, _)| name).join(", ");
            return Err(self.error(format!("\"{kind}\" is not a slot; slots are {known}"), end + 1));
        };
        let node = Node::Slot { slot, name };
        self.at += end + 1;
        Ok(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_place() {
        for (pattern, span) in
            [("a (b", 2..3), ("a b)", 3..4), ("{age", 0..4), ("a {x}", 2..5), ("a ..99 b", 2..6), ("? a", 0..1)]
        {
            assert_eq!(parse(pattern, &Groups::default()).unwrap_err().span, span, "{pattern}");
        }
    }
}
