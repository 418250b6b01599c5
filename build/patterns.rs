//! Compiles the patterns of rules and cues, so that nothing is compiled at start; `src/pattern/packed.rs` reads them.

use super::code::{Step, Vocabulary};
use super::compile::Compiler;
use super::literal::literal;
use crate::fold;
use crate::reading::words::WordId;
use std::collections::{BTreeSet, HashMap};

/// The words of the knowledge by their text, and those that patterns add.
pub(crate) struct Words {
    numbers: HashMap<String, u32>,
    levels: Vec<u8>,
    /// The words that only patterns hold, in the order of their numbers.
    pub(crate) added: Vec<String>,
}

impl Words {
    /// Of the words of the knowledge, each with how common it is, in the order of their numbers.
    pub(crate) fn of(words: &[(String, u8)]) -> Self {
        let numbers = (0..).zip(words).map(|(number, (word, _))| (word.clone(), number)).collect();
        Self { numbers, levels: words.iter().map(|&(_, level)| level).collect(), added: Vec::new() }
    }
}

impl Vocabulary for Words {
    fn get(&self, key: &str) -> Option<WordId> {
        self.numbers.get(key).map(|&number| WordId(number))
    }

    fn intern(&mut self, key: &str) -> WordId {
        self.get(key).unwrap_or_else(|| {
            let number = self.numbers.len() as u32;
            self.numbers.insert(key.to_owned(), number);
            self.added.push(key.to_owned());
            WordId(number)
        })
    }

    fn level(&self, word: WordId) -> u8 {
        self.levels.get(word.0 as usize).copied().unwrap_or(u8::MAX)
    }
}

/// Compiles patterns. One that cannot be used is left out: it is reported where its rule is loaded.
pub(crate) fn compile(patterns: &BTreeSet<String>, words: &mut Words) -> Result<Vec<u8>, String> {
    let mut compiler = Compiler::on(super::code::Code::default(), words);
    let (mut table, mut programs) = (Vec::new(), Vec::new());
    for pattern in patterns {
        let Ok(compiled) = compiler.compile(pattern, words) else { continue };
        table.push((fold::wide_hash(pattern.as_bytes()), programs.len() as u32, compiled.len() as u32));
        programs.extend(compiled);
    }
    table.sort_unstable();
    if let Some(same) = table.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(format!("two patterns have the hash {:x}: change one of them", same[0].0));
    }
    let code = &compiler.code;
    let head = [table.len(), programs.len(), code.steps.len(), code.sets(), code.slots.len()];
    let mut numbers: Vec<u32> = head.iter().map(|&count| count as u32).collect();
    for (hash, first, count) in table {
        numbers.extend([hash as u32, (hash >> 32) as u32, first, count]);
    }
    for program in programs {
        numbers.extend([program.forward, program.backward, program.anchors]);
        numbers.extend(program.others);
    }
    numbers.extend(code.steps.iter().flat_map(|&step| packed(step)));
    for set in 0..code.sets() as u32 {
        numbers.push(code.words(set).len() as u32);
        numbers.extend(code.words(set).iter().map(|word| word.0));
    }
    for slot in &code.slots {
        numbers.push(slot.len() as u32);
        numbers.extend(slot.chars().map(u32::from));
    }
    Ok(numbers.into_iter().flat_map(u32::to_le_bytes).collect())
}

fn packed(step: Step) -> [u32; 2] {
    match step {
        Step::Word(set) => [0, set],
        Step::Any => [1, 0],
        Step::Split(a, b) => [2 | a << 3, b],
        Step::Jump(a) => [3, a],
        Step::Slot(slot, name) => [4 | (slot as u32) << 3, u32::from(name)],
        Step::Start => [5, 0],
        Step::End => [6, 0],
        Step::Match => [7, 0],
    }
}

/// The patterns of a rule or of a table of cues: the texts of the lists that hold patterns, and every frame with each fact.
pub(crate) fn gather(rule: &toml::Table, patterns: &mut BTreeSet<String>) {
    for facts in tables(rule, "facts") {
        for fact in tables(facts, "fact") {
            let wrong: Vec<String> = texts(fact, "wrong").flat_map(|value| written_out(rule, value)).collect();
            let names: Vec<String> = texts(fact, "names").map(str::to_owned).collect();
            for frame in texts(facts, "frames") {
                patterns.insert(
                    frame
                        .replace("{name}", &format!("({})", names.join("|")))
                        .replace("{wrong}", &format!("({})", wrong.join("|"))),
                );
            }
        }
    }
    collect(rule, patterns);
}

fn collect(table: &toml::Table, patterns: &mut BTreeSet<String>) {
    for key in ["patterns", "bad", "beside", "names"] {
        patterns.extend(texts(table, key).map(str::to_owned));
    }
    for term in tables(table, "term") {
        patterns.extend(texts(term, "forms").map(literal));
    }
    for key in ["phrase", "replace", "quantity", "medicine", "attribute", "state", "cue"] {
        for table in tables(table, key) {
            collect(table, patterns);
        }
    }
}

/// A value of a fact, or all of the set that it names.
fn written_out(rule: &toml::Table, value: &str) -> Vec<String> {
    let set = value.strip_prefix('@').and_then(|set| rule.get("sets")?.as_table().map(|sets| texts(sets, set)));
    set.map_or_else(|| vec![value.to_owned()], |texts| texts.map(str::to_owned).collect())
}

fn tables<'t>(table: &'t toml::Table, key: &str) -> impl Iterator<Item = &'t toml::Table> {
    table.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table)
}

fn texts<'t>(table: &'t toml::Table, key: &str) -> impl Iterator<Item = &'t str> {
    table.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
}
