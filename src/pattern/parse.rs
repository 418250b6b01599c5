//! From the text of a pattern to its tree.

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

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, slot)| slot)
    }
}

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A word, in any regular form or in just this one.
    Word { text: String, exact: bool },
    /// One of several.
    Either(Vec<Node>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// May be missing.
    Optional(Box<Node>),
    /// Up to so many words.
    Gap(u8),
    /// A slot and the name of what it takes.
    Slot { slot: Slot, name: String },
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

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Node, PatternError> {
    let mut parser = Parser { text, at: 0 };
    let node = parser.alternatives(0)?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("this bracket closes nothing; write \\) for the mark itself", 1)),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn error(&self, message: impl Into<String>, len: usize) -> PatternError {
        let end = self.text.len().min(self.at + len);
        PatternError { message: message.into(), span: self.at..self.text.ceil_char_boundary(end) }
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, PatternError> {
        if depth > DEPTH {
            return Err(self.error(format!("more than {DEPTH} nested groups"), 1));
        }
        let mut branches = vec![self.sequence(depth)?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence(depth)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, PatternError> {
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
        Ok(Node::Sequence(nodes))
    }

    fn item(&mut self, c: char, depth: usize) -> Result<Node, PatternError> {
        match c {
            '(' => {
                let open = self.at;
                self.at += 1;
                let node = self.alternatives(depth + 1)?;
                if self.peek() != Some(')') {
                    self.at = open;
                    return Err(self.error("this bracket is never closed", 1));
                }
                self.at += 1;
                Ok(node)
            }
            '<' => Ok(self.mark(Node::Start)),
            '>' => Ok(self.mark(Node::End)),
            '{' => self.slot(),
            '.' if self.text[self.at..].starts_with("..") => self.gap(),
            '\\' => {
                self.at += 1;
                let Some(c) = self.peek() else { return Err(self.error("\"\\\" ends the pattern", 1)) };
                self.at += c.len_utf8();
                Ok(Node::Word { text: c.to_string(), exact: true })
            }
            '\'' => {
                self.at += 1;
                self.word(true)
            }
            c if c.is_alphanumeric() => self.word(false),
            c => {
                self.at += c.len_utf8();
                Ok(Node::Word { text: c.to_string(), exact: true })
            }
        }
    }

    fn mark(&mut self, node: Node) -> Node {
        self.at += 1;
        node
    }

    fn word(&mut self, exact: bool) -> Result<Node, PatternError> {
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
        Ok(Node::Word { text: text.to_owned(), exact })
    }

    fn gap(&mut self) -> Result<Node, PatternError> {
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

    fn slot(&mut self) -> Result<Node, PatternError> {
        let rest = &self.text[self.at..];
        let Some(end) = rest.find('}') else { return Err(self.error("this slot is never closed", rest.len())) };
        let inner = &rest[1..end];
        let (name, kind) = inner.split_once(':').unwrap_or((inner, inner));
        let Some(slot) = Slot::named(kind) else {
            let known = Slot::NAMES.map(|(name, _)| name).join(", ");
            return Err(self.error(format!("\"{kind}\" is not a slot; slots are {known}"), end + 1));
        };
        let node = Node::Slot { slot, name: name.to_owned() };
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
            assert_eq!(parse(pattern).unwrap_err().span, span, "{pattern}");
        }
    }
}
