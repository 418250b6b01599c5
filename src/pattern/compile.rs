//! From a pattern's tree to two small programs: one runs forward from the anchor, the other backward from before it.

use super::parse::{Node, PatternError, Slot, parse};
use crate::knowledge::fold;
use crate::reading::words::{Lexicon, WordId};

/// One step of a program.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The next word is one of the set.
    Word(u32),
    /// Any one word or mark but the end of the sentence.
    Any,
    /// Tries the first, then the second.
    Split(u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    /// A slot; what it takes is kept under its number.
    Slot(Slot, u8),
    /// The sentence begins here.
    Start,
    /// The sentence ends here.
    End,
    /// Found.
    Match,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) forward: Vec<Step>,
    pub(super) backward: Vec<Step>,
    pub(super) sets: Vec<Vec<WordId>>,
    pub(super) slots: Vec<String>,
    pub(super) anchors: Vec<WordId>,
}

/// The words of grammar: a pattern is looked for at one of them only when it has no other.
const GRAMMAR: &[&str] = &[
    "the", "of", "and", "in", "to", "a", "is", "or", "are", "that", "for", "with", "as", "be", "can", "by", "on", "it",
    "may", "this", "from", "an", "not", "have", "at", "has", "which", "these", "if", "more", "who", "their", "you",
    "your", "they", "was", "but", "other", "also", "were", "than", "people", ",", ":", ";", "(", ")", "-", ".", "\"",
];

impl Program {
    /// Compiles a pattern; its words are added to the lexicon. The top alternatives of a pattern become programs of
    /// their own, so that each is looked for at its own rarest word.
    ///
    /// # Errors
    /// When the pattern cannot be read, or holds no word that cannot be missing.
    pub fn compile(pattern: &str, lexicon: &mut Lexicon) -> Result<Vec<Self>, PatternError> {
        let branches = match parse(pattern)? {
            Node::Either(branches) => branches,
            other => vec![other],
        };
        let whole = 0..pattern.len();
        // All branches number their slots alike, so that a capture's number means the same in each.
        let mut slots = Vec::new();
        branches
            .into_iter()
            .map(|branch| {
                Self::of_branch(branch, &mut slots, lexicon).ok_or_else(|| PatternError {
                    message: "the pattern has no word that cannot be missing, so there is nothing to look for".into(),
                    span: whole.clone(),
                })
            })
            .collect()
    }

    fn of_branch(branch: Node, slots: &mut Vec<String>, lexicon: &mut Lexicon) -> Option<Self> {
        let nodes = match branch {
            Node::Sequence(nodes) => flatten(nodes),
            other => vec![other],
        };
        let mut compiler = Compiler { lexicon, sets: Vec::new(), slots };
        let (_, at, anchors) = nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| {
                let words = compiler.first_words(node)?;
                let cost: u32 = words.iter().map(|&word| compiler.cost(word)).sum();
                Some((cost, at, words))
            })
            .min_by_key(|&(cost, at, _)| (cost, at))?;
        let mut forward = Vec::new();
        for node in &nodes[at..] {
            compiler.emit(node, false, &mut forward);
        }
        forward.push(Step::Match);
        let mut backward = Vec::new();
        for node in nodes[..at].iter().rev() {
            compiler.emit(node, true, &mut backward);
        }
        backward.push(Step::Match);
        let Compiler { sets, slots, .. } = compiler;
        Some(Self { forward, backward, sets, slots: slots.clone(), anchors })
    }
}

/// Sequences in a sequence are one sequence, so that each of their words can be the anchor.
fn flatten(nodes: Vec<Node>) -> Vec<Node> {
    let mut flat = Vec::new();
    for node in nodes {
        match node {
            Node::Sequence(inner) => flat.extend(flatten(inner)),
            other => flat.push(other),
        }
    }
    flat
}

struct Compiler<'l> {
    lexicon: &'l mut Lexicon,
    sets: Vec<Vec<WordId>>,
    slots: &'l mut Vec<String>,
}

impl Compiler<'_> {
    fn words(&mut self, text: &str, exact: bool) -> Vec<WordId> {
        let mut key = String::new();
        fold(text, &mut key);
        if exact { vec![self.lexicon.intern(&key)] } else { self.lexicon.forms_of(&key) }
    }

    /// The words that a node must begin with, if it must begin with a word.
    fn first_words(&mut self, node: &Node) -> Option<Vec<WordId>> {
        match node {
            Node::Word { text, exact } => Some(self.words(text, *exact)),
            Node::Sequence(nodes) => self.first_words(nodes.first()?),
            Node::Either(branches) => {
                let mut words = Vec::new();
                for branch in branches {
                    words.extend(self.first_words(branch)?);
                }
                words.sort_unstable();
                words.dedup();
                Some(words)
            }
            _ => None,
        }
    }

    /// About how often a word stands in English text, per 100,000 words.
    fn cost(&self, word: WordId) -> u32 {
        let text = self.lexicon.text(word).unwrap_or("");
        if GRAMMAR.contains(&text) {
            return 1500;
        }
        match self.lexicon.level(word) {
            0..=10 => 20,
            11..=35 => 6,
            36..=60 => 3,
            _ => 1,
        }
    }

    fn emit(&mut self, node: &Node, backward: bool, steps: &mut Vec<Step>) {
        match node {
            Node::Word { text, exact } => {
                let mut words = self.words(text, *exact);
                words.sort_unstable();
                self.sets.push(words);
                steps.push(Step::Word(self.sets.len() as u32 - 1));
            }
            Node::Sequence(nodes) if backward => nodes.iter().rev().for_each(|node| self.emit(node, true, steps)),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node, false, steps)),
            Node::Either(branches) => self.emit_either(branches, backward, steps),
            Node::Optional(inner) => {
                let split = steps.len();
                steps.push(Step::Match);
                self.emit(inner, backward, steps);
                steps[split] = Step::Split(split as u32 + 1, steps.len() as u32);
            }
            Node::Gap(words) => {
                let end = steps.len() as u32 + 2 * u32::from(*words);
                for _ in 0..*words {
                    steps.push(Step::Split(end, steps.len() as u32 + 1));
                    steps.push(Step::Any);
                }
            }
            Node::Slot { slot, name } => {
                let number = self.slots.iter().position(|known| known == name).unwrap_or_else(|| {
                    self.slots.push(name.clone());
                    self.slots.len() - 1
                });
                steps.push(Step::Slot(*slot, number as u8));
            }
            Node::Start => steps.push(Step::Start),
            Node::End => steps.push(Step::End),
        }
    }

    fn emit_either(&mut self, branches: &[Node], backward: bool, steps: &mut Vec<Step>) {
        let mut jumps = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if index + 1 == branches.len() {
                self.emit(branch, backward, steps);
                break;
            }
            let split = steps.len();
            steps.push(Step::Match);
            self.emit(branch, backward, steps);
            jumps.push(steps.len());
            steps.push(Step::Match);
            steps[split] = Step::Split(split as u32 + 1, steps.len() as u32);
        }
        let end = steps.len() as u32;
        for jump in jumps {
            steps[jump] = Step::Jump(end);
        }
    }
}
