//! From a pattern's tree to two small programs: one runs forward from the anchor, the other backward from before it.

use super::parse::{Node, PatternError, Slot, parse};
use crate::knowledge::{Knowledge, fold};
use crate::reading::words::{Lexicon, WordId};
use crate::rules::words::IdMap;
use std::sync::{Arc, LazyLock};

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
    pub(super) sets: Vec<Arc<[WordId]>>,
    pub(super) slots: Arc<[String]>,
    pub(super) anchors: Arc<[WordId]>,
    /// Sets of words of which one each must stand in the same sentence.
    pub(super) others: Vec<Arc<[WordId]>>,
}

/// The words of grammar: a pattern is looked for at one of them only when it has no other.
static GRAMMAR: LazyLock<IdMap<()>> = LazyLock::new(|| {
    let knowledge = Knowledge::embedded();
    let words = [
        "the", "of", "and", "in", "to", "a", "is", "or", "are", "that", "for", "with", "as", "be", "can", "by", "on",
        "it", "may", "this", "from", "an", "not", "have", "at", "has", "which", "these", "if", "more", "who", "their",
        "you", "your", "they", "was", "but", "other", "also", "were", "than", "people", ",", ":", ";", "(", ")", "-",
        ".", "\"",
    ];
    IdMap::of(words.iter().filter_map(|word| Some((WordId(knowledge.word(word)?), ()))).collect())
});

/// How many sets of words are asked for in a sentence before a program is run.
const OTHERS: usize = 3;

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
        let mut programs = Vec::with_capacity(branches.len());
        for branch in branches {
            programs.push(Self::of_branch(branch, &mut slots, lexicon).ok_or_else(|| PatternError {
                message: "the pattern has no word that cannot be missing, so there is nothing to look for".into(),
                span: whole.clone(),
            })?);
        }
        let slots: Arc<[String]> = slots.into();
        for program in &mut programs {
            program.slots = Arc::clone(&slots);
        }
        Ok(programs)
    }

    fn of_branch(branch: Node, slots: &mut Vec<String>, lexicon: &mut Lexicon) -> Option<Self> {
        let nodes = match branch {
            Node::Sequence(nodes) => flatten(nodes),
            other => vec![other],
        };
        let mut compiler = Compiler { lexicon, sets: Vec::new(), key: String::new(), slots };
        let mut required: Vec<_> = nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| {
                let words = compiler.first_words(node)?;
                let cost: u32 = words.iter().map(|&word| compiler.cost(word)).sum();
                Some((cost, at, words))
            })
            .collect();
        required.sort_by_key(|&(cost, at, _)| (cost, at));
        let mut required = required.into_iter();
        let (_, at, anchors) = required.next()?;
        let others = required.take(OTHERS).map(|(_, _, words)| words).collect();
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
        Some(Self { forward, backward, sets: compiler.sets, slots: Arc::default(), anchors, others })
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
    sets: Vec<Arc<[WordId]>>,
    key: String,
    slots: &'l mut Vec<String>,
}

impl Compiler<'_> {
    fn words(&mut self, text: &str, exact: bool) -> Arc<[WordId]> {
        fold(text, &mut self.key);
        if exact { Arc::new([self.lexicon.intern(&self.key)]) } else { self.lexicon.forms_of(&self.key) }
    }

    /// The words that a node must begin with, if it must begin with a word.
    fn first_words(&mut self, node: &Node) -> Option<Arc<[WordId]>> {
        match node {
            Node::Word { text, exact } => Some(self.words(text, *exact)),
            Node::Sequence(nodes) => self.first_words(nodes.first()?),
            Node::Either(branches) => {
                let mut words = Vec::new();
                for branch in branches {
                    words.extend_from_slice(&self.first_words(branch)?);
                }
                words.sort_unstable();
                words.dedup();
                Some(words.into())
            }
            _ => None,
        }
    }

    /// About how often a word stands in English text, per 100,000 words.
    fn cost(&self, word: WordId) -> u32 {
        if GRAMMAR.get(word).is_some() {
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
                let words = self.words(text, *exact);
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

    /// Single words that follow one another are one set.
    fn emit_branches(&mut self, branches: &[Node], backward: bool, steps: &mut Vec<Step>) {
        if let [branch] = branches {
            self.emit(branch, backward, steps);
            return;
        }
        let words: Vec<_> = branches.iter().filter_map(|branch| self.first_words(branch)).collect();
        let mut union: Vec<WordId> = words.iter().flat_map(|words| words.iter().copied()).collect();
        union.sort_unstable();
        union.dedup();
        self.sets.push(union.into());
        steps.push(Step::Word(self.sets.len() as u32 - 1));
    }

    fn emit_either(&mut self, branches: &[Node], backward: bool, steps: &mut Vec<Step>) {
        let mut jumps = Vec::new();
        let one_word = |node: &Node| matches!(node, Node::Word { .. });
        let runs: Vec<_> = branches.chunk_by(|a, b| one_word(a) && one_word(b)).collect();
        for (index, run) in runs.iter().enumerate() {
            if index + 1 == runs.len() {
                self.emit_branches(run, backward, steps);
                break;
            }
            let split = steps.len();
            steps.push(Step::Match);
            self.emit_branches(run, backward, steps);
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
