//! What each stage of reading costs, and the whole run, in bytes per second of one text, beside one Aho-Corasick pass over
//! 100,000 names on the same text in the same run. The text is made from the articles of `corpus/`.

#![allow(
    clippy::disallowed_methods,
    clippy::semicolon_if_nothing_returned,
    reason = "a benchmark reads its text from files"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mo_lint::knowledge::{ConceptId, Knowledge};
use mo_lint::rules::declared::{Declaration, House};
use mo_lint::{Document, Format, Linter, Settings, Source};
use std::fs;
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
use std::path::PathBuf;

/// The plain text and Markdown articles of `corpus/`, over and over, each copy a little different, up to a size in all.
fn articles(bytes: usize) -> Vec<Source> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("corpus/ is part of the project").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let articles: Vec<_> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"))
        .filter(|path| !path.ends_with("SOURCES.md"))
        .map(|path| fs::read_to_string(path).expect("articles are UTF-8"))
        .collect();
    let mut sources = Vec::new();
    let mut size = 0;
    for copy in 0.. {
        for article in &articles {
            if size >= bytes {
                return sources;
            }
            let text = article.replace(" the ", if copy % 2 == 0 { " the " } else { " this " });
            size += text.len();
            sources.push(Source::new(format!("{}.md", sources.len()), &text, Format::Markdown));
        }
    }
    sources
}

fn names(knowledge: &Knowledge) -> Vec<&'static str> {
    (0..knowledge.concept_count() as u32)
        .flat_map(|index| [knowledge.name(ConceptId(index)), knowledge.other_names(ConceptId(index))])
        .filter(|name| name.len() > 3)
        .take(100_000)
        .collect()
}

/// The rules of `lints/` under other ids.
fn rules_again() -> Vec<Declaration> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/lints"))];
    let mut rules = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("lints/ is part of the project").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let text = fs::read_to_string(path).expect("rules are UTF-8");
                let again = text.replacen("id = \"", "id = \"again-", 1);
                rules.push(toml::from_str(&again).expect("tests/tidy.rs reads every rule"));
            }
        }
    }
    rules
}

fn stages(criterion: &mut Criterion) {
    let sources = articles(1 << 20);
    let text: String = sources.iter().map(|source| source.text.as_str()).collect();
    let linter = Linter::default();
    let matcher = aho_corasick::AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(names(&Knowledge::embedded()))
        .expect("names are short");
    let mut group = criterion.benchmark_group("1 MB");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("aho-corasick over 100,000 names", |bench| {
        bench.iter(|| matcher.find_iter(black_box(&text)).count())
    });
    group.bench_function("document", |bench| {
        bench.iter(|| sources.iter().map(|source| Document::read(source).blocks.len()).sum::<usize>())
    });
    group.bench_function("article", |bench| {
        bench.iter(|| sources.iter().map(|source| linter.read(source.clone()).tokens.len()).sum::<usize>())
    });
    group.bench_function("whole run", |bench| bench.iter(|| linter.check(black_box(&sources)).len()));
    group.finish();
    let mut group = criterion.benchmark_group("whole run by size");
    group.sample_size(10);
    for megabytes in [1, 8, 32] {
        let sources = articles(megabytes << 20);
        group.throughput(Throughput::Bytes((megabytes << 20) as u64));
        group.bench_with_input(BenchmarkId::from_parameter(format!("{megabytes} MB")), &sources, |bench, sources| {
            bench.iter(|| linter.check(black_box(sources)).len());
        });
    }
    group.finish();
    // Each rule of `lints/` once more under another id: what a run costs with twice the patterns.
    let (double, errors) =
        Linter::with_house(Settings::default(), &House { declarations: rules_again(), ..House::default() });
    assert!(errors.is_empty(), "a rule of lints/ cannot be loaded a second time: {errors:?}");
    let mut group = criterion.benchmark_group("1 MB by patterns");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    for (name, linter) in [("once", &linter), ("twice", &double)] {
        group.bench_function(name, |bench| bench.iter(|| linter.check(black_box(&sources)).len()));
    }
    group.finish();
    criterion.bench_function("start-up", |bench| bench.iter(Linter::default));
}

/// 500 rules of a house, of the shapes that houses write most: what they cost to load, and in a run.
fn house_rules(criterion: &mut Criterion) {
    let letters = |number: usize| -> String {
        [number / 26 / 26, number / 26, number].map(|n| char::from(b'a' + (n % 26) as u8)).iter().collect()
    };
    let rule = |number: usize| {
        let word = letters(number);
        let entry = if number.is_multiple_of(2) {
            format!("[[phrase]]\npatterns = [\"at the {word}end of the day\", \"needless to {word}say\"]\n")
        } else {
            format!("[[replace]]\nbad = [\"{word}physician (in|of) practice\"]\ngood = \"family doctor\"\n")
        };
        format!("id = \"house-{word}\"\nfamily = \"naming\"\ndocs = \"Flags words.\"\n{entry}")
    };
    let texts: Vec<String> = (0..500).map(rule).collect();
    let load = || House {
        declarations: texts.iter().map(|text| toml::from_str(text).expect("it is TOML")).collect(),
        ..House::default()
    };
    let (with, errors) = Linter::with_house(Settings::default(), &load());
    assert!(errors.is_empty(), "{errors:?}");
    let without = Linter::default();
    let sources = articles(1 << 20);
    let mut group = criterion.benchmark_group("500 rules of a house");
    group.sample_size(10);
    group.bench_function("start-up without", |bench| bench.iter(Linter::default));
    group.bench_function("start-up with", |bench| bench.iter(|| Linter::with_house(Settings::default(), &load())));
    group.throughput(Throughput::Bytes(1 << 20));
    group.bench_function("1 MB without", |bench| bench.iter(|| without.check(black_box(&sources)).len()));
    group.bench_function("1 MB with", |bench| bench.iter(|| with.check(black_box(&sources)).len()));
    group.finish();
}

criterion_group!(benches, stages, house_rules);
criterion_main!(benches);
