//! One attempt at a pattern from one anchor: forward from it and backward from before it.

use super::code::{Program, SetId, Step};
use super::matcher::{Capture, Hit, PatternId};
use super::parse::Slot;
use super::text::{SUBJECT, Text};
use crate::reading::tokens::Token;

/// How many steps one attempt may take; patterns that ship need a few dozen.
const BUDGET: u32 = 4_000;

/// How many words a phrase slot takes at most.
const PHRASE: u32 = 8;

/// One attempt at a program in one direction.
struct Attempt<'a, 'b> {
    text: &'a Text<'b>,
    backward: bool,
    budget: u32,
    captures: Vec<Capture>,
}

impl Text<'_> {
    /// The pattern, if it is found at an anchor.
    pub(super) fn attempt(&self, program: &Program, at: u32, pattern: PatternId, sentence: u32) -> Option<Hit> {
        let code = self.code;
        // The word before the anchor decides most attempts.
        if let Step::Word(set) = code.steps[program.backward as usize]
            && !(at > self.range.start && code.holds(set, self.token(at - 1).word))
        {
            return None;
        }
        let run = |step, at, backward| {
            let mut attempt = Attempt { text: self, backward, budget: BUDGET, captures: Vec::new() };
            attempt.run(step, at).map(|end| (end, attempt.captures))
        };
        // The anchor is a word of the first set, so that need not be asked again.
        let first = u32::from(matches!(code.steps[program.forward as usize], Step::Word(_)));
        let (end, after) = run(program.forward + first, at + first, false)?;
        let (start, mut captures) = run(program.backward, at, true)?;
        captures.extend(after);
        captures.sort_by_key(|capture| capture.tokens.start);
        let tokens = self.stream[start as usize]..self.stream[end as usize - 1] + 1;
        Some(Hit { pattern, sentence, tokens, captures })
    }
}

impl Attempt<'_, '_> {
    /// Runs from a step at a boundary between words; gives the boundary where it matched.
    fn run(&mut self, mut step: u32, mut at: u32) -> Option<u32> {
        loop {
            self.budget = self.budget.checked_sub(1)?;
            match self.text.code.steps[step as usize] {
                Step::Match => return Some(at),
                Step::Jump(by) => {
                    step += by;
                    continue;
                }
                Step::Split(first, second) => {
                    if let Step::Word(set) = self.text.code.steps[(step + first) as usize]
                        && !self.next(at).is_some_and(|token| self.is_in(token, set))
                    {
                        step += second;
                        continue;
                    }
                    let kept = self.captures.len();
                    if let Some(end) = self.run(step + first, at) {
                        return Some(end);
                    }
                    self.captures.truncate(kept);
                    step += second;
                    continue;
                }
                Step::Start if at != self.text.range.start => return None,
                Step::End if !self.text.only_marks_after(at) => return None,
                Step::Start | Step::End => {}
                Step::Word(set) => {
                    let token = self.next(at)?;
                    if !self.is_in(token, set) {
                        return None;
                    }
                    at = self.past(at);
                }
                Step::Any => {
                    let word = self.next(at)?.word;
                    at = match self.text.past_bracket(at, word, self.backward) {
                        Some(past) => past,
                        None if self.text.marks.stops.contains(&word) => return None,
                        None => self.past(at),
                    };
                }
                Step::Slot(slot, name) => return self.slot(slot, name, step, at),
            }
            step += 1;
        }
    }

    fn is_in(&self, token: &Token, set: SetId) -> bool {
        self.text.code.holds(set, token.word)
    }

    /// The token that is next in the direction of this attempt.
    fn next(&self, at: u32) -> Option<&Token> {
        let range = &self.text.range;
        if self.backward {
            (at > range.start).then(|| self.text.token(at - 1))
        } else {
            (at < range.end).then(|| self.text.token(at))
        }
    }

    fn past(&self, at: u32) -> u32 {
        if self.backward { at - 1 } else { at + 1 }
    }

    /// Tries each length that the slot can take, the shortest first.
    fn slot(&mut self, slot: Slot, name: u16, step: u32, at: u32) -> Option<u32> {
        match slot {
            Slot::Number => {
                self.next(at)?.is_number().then_some(())?;
                self.take(name, step, at, self.past(at))
            }
            Slot::Clause => {
                let end = if self.backward { self.text.clause_start(at) } else { self.text.clause_end(at) };
                (end != at).then_some(())?;
                self.take(name, step, at, end)
            }
            Slot::Subject if matches!(self.text.code.steps[step as usize + 1], Step::Match) => {
                let end = if self.backward { self.text.phrase_start(at) } else { self.text.phrase_end(at) };
                (end != at).then_some(())?;
                self.take(name, step, at, end)
            }
            Slot::Subject => {
                let mut end = at;
                for _ in 0..SUBJECT {
                    let word = self.next(end)?.word;
                    if self.text.marks.stops.contains(&word) && !self.text.is_bracket(word) {
                        return None;
                    }
                    end = self.past(end);
                    if let Some(found) = self.take(name, step, at, end) {
                        return Some(found);
                    }
                }
                None
            }
            Slot::Phrase => {
                let mut end = at;
                for _ in 0..PHRASE {
                    let word = self.next(end)?.word;
                    if self.text.marks.stops.contains(&word) || word == self.text.marks.comma {
                        return None;
                    }
                    end = self.past(end);
                    if let Some(found) = self.take(name, step, at, end) {
                        return Some(found);
                    }
                }
                None
            }
        }
    }

    fn take(&mut self, name: u16, step: u32, from: u32, to: u32) -> Option<u32> {
        let kept = self.captures.len();
        let (start, end) = if self.backward { (to, from) } else { (from, to) };
        let tokens = self.text.stream[start as usize]..self.text.stream[end as usize - 1] + 1;
        self.captures.push(Capture { name, tokens });
        let found = self.run(step + 1, to);
        if found.is_none() {
            self.captures.truncate(kept);
        }
        found
    }
}
