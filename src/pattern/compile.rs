//! From a pattern's tree to two small programs: one runs forward from the anchor, the other backward from before it.
//! All programs lie in one list of steps, and the sets of words that they ask for are shared.

use super::code::{Code, NO_SET, OTHERS, Program, SetId, Step, Vocabulary};
use super::inflect::forms;
use super::parse::{Groups, Node, PatternError, parse};
use crate::knowledge::fold;
use crate::reading::words::WordId;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::ops::Range;

/// The words of grammar: a pattern is looked for at one of them only when it has no other.
const GRAMMAR: [&str; 50] = [
    "the", "of", "and", "in", "to", "a", "is", "or", "are", "that", "for", "with", "as", "be", "can", "by", "on", "it",
    "may", "this", "from", "an", "not", "have", "at", "has", "which", "these", "if", "more", "who", "their", "you",
    "your", "they", "was", "but", "other", "also", "were", "than", "people", ",", ":", ";", "(", ")", "-", ".", "\"",
];

/// A list of alternatives, compiled once for all patterns that hold it.
#[derive(Clone, Debug)]
struct Group {
    /// The words that it must begin with, if it must begin with a word.
    first: Option<SetId>,
    forward: Range<u32>,
    backward: Range<u32>,
}

/// Compiles patterns, each list of words once.
#[derive(Debug, Default)]
pub(super) struct Compiler {
    pub(super) code: Code,
    grammar: Vec<WordId>,
    /// About how often the words of each set stand in English text.
    costs: Vec<u32>,
    /// The sets by a hash of their words; of two with one hash the first is found.
    known: FxHashMap<u64, SetId>,
    /// The sets of the forms of words as written, and of words in just one form.
    forms: FxHashMap<Box<str>, SetId>,
    exact: FxHashMap<Box<str>, SetId>,
    numbers: Groups,
    groups: Vec<Group>,
    /// The steps of all groups.
    shared: Vec<Step>,
    key: String,
}

impl Compiler {
    /// Adds to code that is there.
    pub(super) fn on(code: Code, lexicon: &impl Vocabulary) -> Self {
        let grammar = GRAMMAR.iter().filter_map(|word| lexicon.get(word)).collect();
        Self { costs: vec![0; code.sets()], code, grammar, ..Self::default() }
    }

    /// Compiles a pattern; its words are added to the lexicon. The top alternatives of a pattern become programs of
    /// their own, so that each is looked for at its own rarest word.
    ///
    /// # Errors
    /// When the pattern cannot be read, or holds no word that cannot be missing.
    pub(super) fn compile(
        &mut self,
        pattern: &str,
        lexicon: &mut impl Vocabulary,
    ) -> Result<Vec<Program>, PatternError> {
        let branches = match parse(pattern, &self.numbers)? {
            Node::Either { branches, .. } => branches,
            other => vec![other],
        };
        let program = |branch| {
            self.branch(branch, lexicon).ok_or_else(|| PatternError {
                message: "the pattern has no word that cannot be missing, so there is nothing to look for".into(),
                span: 0..pattern.len(),
            })
        };
        branches.into_iter().map(program).collect()
    }

    fn branch(&mut self, branch: Node<'_>, lexicon: &mut impl Vocabulary) -> Option<Program> {
        let mut nodes = Vec::new();
        flatten(branch, &mut nodes);
        let mut required: Vec<_> = nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| {
                let words = self.first_words(node, lexicon)?;
                Some((self.costs[words as usize], at, words))
            })
            .collect();
        required.sort_unstable_by_key(|&(cost, at, _)| (cost, at));
        let mut required = required.into_iter();
        let (_, at, anchors) = required.next()?;
        let mut others = [NO_SET; OTHERS];
        for (other, (_, _, words)) in others.iter_mut().zip(required) {
            *other = words;
        }
        let mut steps = std::mem::take(&mut self.code.steps);
        let forward = steps.len() as u32;
        for node in &nodes[at..] {
            self.emit(node, false, &mut steps, lexicon);
        }
        steps.push(Step::Match);
        let backward = steps.len() as u32;
        for node in nodes[..at].iter().rev() {
            self.emit(node, true, &mut steps, lexicon);
        }
        steps.push(Step::Match);
        self.code.steps = steps;
        Some(Program { forward, backward, anchors, others })
    }

    /// The set of a word.
    fn word(&mut self, text: &str, exact: bool, lexicon: &mut impl Vocabulary) -> SetId {
        let known = if exact { &self.exact } else { &self.forms };
        if let Some(&set) = known.get(text) {
            return set;
        }
        fold(text, &mut self.key);
        let mut words: Vec<_> = if exact {
            vec![lexicon.intern(&self.key)]
        } else {
            forms(&self.key).iter().map(|form| lexicon.intern(form)).collect()
        };
        words.sort_unstable();
        let set = self.set(&words, lexicon);
        let known = if exact { &mut self.exact } else { &mut self.forms };
        known.insert(text.into(), set);
        set
    }

    /// The set of some sorted words.
    fn set(&mut self, words: &[WordId], lexicon: &impl Vocabulary) -> SetId {
        let hash = FxBuildHasher.hash_one(words);
        if let Some(&set) = self.known.get(&hash)
            && self.code.words(set) == words
        {
            return set;
        }
        let set = self.code.add(words);
        self.costs.push(words.iter().map(|&word| self.cost(word, lexicon)).sum());
        self.known.entry(hash).or_insert(set);
        set
    }

    /// About how often a word stands in English text, per 100,000 words.
    fn cost(&self, word: WordId, lexicon: &impl Vocabulary) -> u32 {
        if self.grammar.contains(&word) {
            return 1500;
        }
        match lexicon.level(word) {
            0..=10 => 20,
            11..=35 => 6,
            36..=60 => 3,
            _ => 1,
        }
    }

    /// The set of all words of some sets.
    fn union(&mut self, mut sets: Vec<SetId>, lexicon: &impl Vocabulary) -> SetId {
        if let [set] = sets[..] {
            return set;
        }
        sets.sort_unstable();
        sets.dedup();
        let mut words: Vec<WordId> = sets.iter().flat_map(|&set| self.code.words(set)).copied().collect();
        words.sort_unstable();
        words.dedup();
        self.set(&words, lexicon)
    }

    /// The words that a node must begin with, if it must begin with a word.
    fn first_words(&mut self, node: &Node<'_>, lexicon: &mut impl Vocabulary) -> Option<SetId> {
        match node {
            Node::Word { text, exact } => Some(self.word(text, *exact, lexicon)),
            Node::Sequence(nodes) => self.first_words(nodes.first()?, lexicon),
            Node::Known(group) => self.groups[*group as usize].first,
            Node::Either { text: Some(text), branches } => {
                let group = self.group(text, branches, lexicon);
                self.groups[group].first
            }
            Node::Either { text: None, branches } => self.first_of(branches, lexicon),
            _ => None,
        }
    }

    fn first_of(&mut self, branches: &[Node<'_>], lexicon: &mut impl Vocabulary) -> Option<SetId> {
        let sets: Option<Vec<_>> = branches.iter().map(|branch| self.first_words(branch, lexicon)).collect();
        Some(self.union(sets?, lexicon))
    }

    /// Compiles a list of alternatives, unless it was before; gives its number.
    fn group(&mut self, text: &str, branches: &[Node<'_>], lexicon: &mut impl Vocabulary) -> usize {
        if let Some(&known) = self.numbers.get(text) {
            return known as usize;
        }
        let runs = self.runs(branches, lexicon);
        let first: Option<Vec<_>> = runs
            .iter()
            .map(|run| match run {
                Run::Words(words) => Some(*words),
                Run::Branch(branch) => self.first_words(branch, lexicon),
            })
            .collect();
        let first = first.map(|sets| self.union(sets, lexicon));
        let [forward, backward] = [false, true].map(|backward| {
            let mut steps = Vec::new();
            self.emit_runs(&runs, backward, &mut steps, lexicon);
            let start = self.shared.len() as u32;
            self.shared.extend(steps);
            start..self.shared.len() as u32
        });
        self.groups.push(Group { first, forward, backward });
        self.numbers.insert(text.into(), self.groups.len() as u32 - 1);
        self.groups.len() - 1
    }

    /// Alternatives, with single words that follow one another as one set.
    fn runs<'n, 't>(&mut self, branches: &'n [Node<'t>], lexicon: &mut impl Vocabulary) -> Vec<Run<'n, 't>> {
        let mut runs = Vec::new();
        for run in branches.chunk_by(|a, b| is_word(a) && is_word(b)) {
            match run {
                [branch] => runs.push(Run::Branch(branch)),
                words => runs.extend(self.first_of(words, lexicon).map(Run::Words)),
            }
        }
        runs
    }

    fn emit_group(&self, group: usize, backward: bool, steps: &mut Vec<Step>) {
        let group = &self.groups[group];
        let range = if backward { &group.backward } else { &group.forward };
        steps.extend_from_slice(&self.shared[range.start as usize..range.end as usize]);
    }

    fn emit(&mut self, node: &Node<'_>, backward: bool, steps: &mut Vec<Step>, lexicon: &mut impl Vocabulary) {
        match node {
            Node::Word { text, exact } => steps.push(Step::Word(self.word(text, *exact, lexicon))),
            Node::Sequence(nodes) if backward => {
                nodes.iter().rev().for_each(|node| self.emit(node, true, steps, lexicon));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node, false, steps, lexicon)),
            Node::Known(group) => self.emit_group(*group as usize, backward, steps),
            Node::Either { text: Some(text), branches } => {
                let group = self.group(text, branches, lexicon);
                self.emit_group(group, backward, steps);
            }
            Node::Either { text: None, branches } => {
                let runs = self.runs(branches, lexicon);
                self.emit_runs(&runs, backward, steps, lexicon);
            }
            Node::Optional(inner) => {
                let split = steps.len();
                steps.push(Step::Match);
                self.emit(inner, backward, steps, lexicon);
                steps[split] = Step::Split(1, (steps.len() - split) as u32);
            }
            Node::Gap(words) => {
                for left in (1..=u32::from(*words)).rev() {
                    steps.push(Step::Split(2 * left, 1));
                    steps.push(Step::Any);
                }
            }
            Node::Slot { slot, name } => {
                let slots = &mut self.code.slots;
                let number = slots.iter().position(|known| **known == **name).unwrap_or_else(|| {
                    slots.push((*name).into());
                    slots.len() - 1
                });
                steps.push(Step::Slot(*slot, number as u16));
            }
            Node::Start => steps.push(Step::Start),
            Node::End => steps.push(Step::End),
        }
    }

    fn emit_runs(
        &mut self,
        runs: &[Run<'_, '_>],
        backward: bool,
        steps: &mut Vec<Step>,
        lexicon: &mut impl Vocabulary,
    ) {
        let mut jumps = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let split = steps.len();
            let last = index + 1 == runs.len();
            if !last {
                steps.push(Step::Match);
            }
            match run {
                Run::Words(words) => steps.push(Step::Word(*words)),
                Run::Branch(branch) => self.emit(branch, backward, steps, lexicon),
            }
            if !last {
                jumps.push(steps.len());
                steps.push(Step::Match);
                steps[split] = Step::Split(1, (steps.len() - split) as u32);
            }
        }
        let end = steps.len();
        for jump in jumps {
            steps[jump] = Step::Jump((end - jump) as u32);
        }
    }
}

/// One of several alternatives, or some that are single words.
enum Run<'n, 't> {
    Words(SetId),
    Branch(&'n Node<'t>),
}

fn is_word(node: &Node<'_>) -> bool {
    matches!(node, Node::Word { .. })
}

/// Sequences in a sequence are one sequence, so that each of their words can be the anchor.
fn flatten<'t>(node: Node<'t>, flat: &mut Vec<Node<'t>>) {
    match node {
        Node::Sequence(nodes) => nodes.into_iter().for_each(|node| flatten(node, flat)),
        other => flat.push(other),
    }
}
