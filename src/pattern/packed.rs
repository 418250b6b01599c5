//! The patterns that ship, as the build script compiled them.

use super::code::{Code, Program, Step};
use super::parse::Slot;
use crate::knowledge::wide_hash;
use crate::reading::words::WordId;
use std::sync::{Arc, LazyLock};

/// Compiled patterns, found by their text. `build/patterns.rs` writes them as little-endian numbers of 32 bits: how many
/// of each there are; the patterns, each with the hash of its text (lower half first), its first program and how many it
/// has, by their hash; programs; steps, two numbers each; the sets of words, each with its number first; the names of slots,
/// likewise.
#[derive(Debug)]
pub(crate) struct Packed {
    table: &'static [u8],
    patterns: usize,
    programs: Vec<Program>,
    code: Arc<Code>,
}

/// The head: how many patterns, programs, steps, sets and names of slots there are.
const HEAD: usize = 5;

/// The numbers of a pattern.
const PATTERN: usize = 4;

impl Packed {
    /// The patterns of the rules.
    pub(crate) fn rules() -> &'static Self {
        static RULES: LazyLock<Packed> =
            LazyLock::new(|| Packed::open(include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"))));
        &RULES
    }

    /// The patterns of the cues of scope.
    pub(crate) fn cues() -> &'static Self {
        static CUES: LazyLock<Packed> =
            LazyLock::new(|| Packed::open(include_bytes!(concat!(env!("OUT_DIR"), "/cues.bin"))));
        &CUES
    }

    fn open(table: &'static [u8]) -> Self {
        let mut rest = table;
        let [patterns, programs, steps, sets, slots] = take(&mut rest, 1)[0];
        rest = &rest[patterns as usize * PATTERN * 4..];
        let program =
            |[forward, backward, anchors, a, b, c]: [u32; 6]| Program { forward, backward, anchors, others: [a, b, c] };
        let programs = take(&mut rest, programs as usize).into_iter().map(program).collect();
        let mut code = Code::default();
        code.steps = take(&mut rest, steps as usize).into_iter().map(|[first, second]| step(first, second)).collect();
        let list = |rest: &mut &'static [u8]| {
            let [count] = take(rest, 1)[0];
            take(rest, count as usize).into_iter().map(|[number]| number).collect::<Vec<u32>>()
        };
        let mut words = Vec::new();
        for _ in 0..sets {
            words.clear();
            words.extend(list(&mut rest).into_iter().map(WordId));
            code.add(&words);
        }
        code.slots = (0..slots)
            .map(|_| list(&mut rest).into_iter().filter_map(char::from_u32).collect::<String>().into())
            .collect();
        Self { table, patterns: patterns as usize, programs, code: Arc::new(code) }
    }

    /// The code of all patterns.
    pub(super) fn code(&self) -> &Arc<Code> {
        &self.code
    }

    /// The programs of a pattern, if it is packed.
    pub(super) fn programs(&self, pattern: &str) -> Option<&[Program]> {
        let number = |index: usize, field: usize| {
            let at = (HEAD + index * PATTERN + field) * 4;
            self.table[at..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
        };
        let wanted = wide_hash(pattern.as_bytes());
        let (mut start, mut end) = (0, self.patterns);
        while start < end {
            let middle = start.midpoint(end);
            let hash = u64::from(number(middle, 0)) | u64::from(number(middle, 1)) << 32;
            match hash.cmp(&wanted) {
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Greater => end = middle,
                std::cmp::Ordering::Equal => {
                    let first = number(middle, 2) as usize;
                    return self.programs.get(first..first + number(middle, 3) as usize);
                }
            }
        }
        None
    }
}

/// Takes rows of numbers from the front of a table.
fn take<const N: usize>(table: &mut &'static [u8], rows: usize) -> Vec<[u32; N]> {
    let (front, rest) = table.split_at(rows * N * 4);
    *table = rest;
    let (numbers, _) = front.as_chunks::<4>();
    let (rows, _) = numbers.as_chunks::<N>();
    rows.iter().map(|row| row.map(u32::from_le_bytes)).collect()
}

/// A step: what it is in the lowest three bits, the rest of the first number and the second are what it holds.
fn step(first: u32, second: u32) -> Step {
    let held = first >> 3;
    match first & 7 {
        0 => Step::Word(second),
        1 => Step::Any,
        2 => Step::Split(held, second),
        3 => Step::Jump(second),
        4 => Step::Slot(Slot::ALL[held as usize % Slot::ALL.len()], second as u16),
        5 => Step::Start,
        6 => Step::End,
        _ => Step::Match,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::pattern::compile::Compiler;
    use crate::reading::words::Lexicon;
    use crate::rules::declared::embedded;

    /// What a program does, with the words of its sets.
    fn told(code: &Code, program: &Program) -> String {
        let end = |from: u32| {
            let steps = &code.steps[from as usize..];
            // The end that no step before it leads past.
            let mut reach = 0;
            for (at, step) in (0_u32..).zip(steps) {
                match step {
                    Step::Split(a, b) => reach = reach.max(at + a.max(b)),
                    Step::Jump(a) => reach = reach.max(at + a),
                    Step::Match if at >= reach => return at as usize,
                    _ => {}
                }
            }
            steps.len()
        };
        let steps = |from: u32| {
            let steps = &code.steps[from as usize..][..end(from)];
            steps.iter().map(|step| match step {
                Step::Word(set) => format!("{:?}", code.words(*set)),
                Step::Slot(slot, name) => format!("{slot:?} {}", code.slots[usize::from(*name)]),
                other => format!("{other:?}"),
            })
        };
        let others = program.others.iter().filter(|&&set| set != super::super::code::NO_SET);
        let sets: Vec<_> = others.chain([&program.anchors]).map(|&set| code.words(set)).collect();
        format!(
            "{sets:?} {:?} {:?}",
            steps(program.forward).collect::<Vec<_>>(),
            steps(program.backward).collect::<Vec<_>>()
        )
    }

    #[test]
    fn every_pattern_of_the_rules_is_packed_as_it_would_be_compiled() {
        let packed = Packed::rules();
        let mut lexicon = Lexicon::new(Knowledge::embedded());
        let mut compiler = Compiler::on(Code::default(), &lexicon);
        let rules = embedded();
        let patterns: Vec<_> = rules.iter().flat_map(|rule| rule.patterns()).collect();
        assert!(patterns.len() > 1000, "{}", patterns.len());
        for pattern in patterns {
            let fresh = compiler.compile(pattern, &mut lexicon).expect("it ships");
            let known = packed.programs(pattern).unwrap_or_else(|| panic!("{pattern} is not packed"));
            let fresh: Vec<_> = fresh.iter().map(|program| told(&compiler.code, program)).collect();
            let known: Vec<_> = known.iter().map(|program| told(packed.code(), program)).collect();
            assert_eq!(fresh, known, "{pattern}");
        }
    }

    #[test]
    fn no_rule_that_ships_compiles_at_start() {
        let mut loading = crate::rules::Loading::new();
        let _ = crate::rules::all(
            &mut loading,
            &crate::rules::declared::House::default(),
            crate::profile::Profile::default(),
            |_| true,
        );
        assert!(loading.patterns.is_all_packed());
    }
}
