//! Reads files and makes something of each, in parallel, and keeps the order of the files.

use super::output;
use super::progress::Progress;
use super::walk::{Found, Target};
use crate::source::{NotText, Source};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, Read};

/// The most bytes that a file may have and one more: what is longer is refused by its reader.
const MOST: u64 = u32::MAX as u64 / 2 + 1;

/// Sets how many threads are used; 0 means one for each core.
pub(super) fn use_threads(count: usize) {
    if count > 0 {
        // This fails only when a pool is already there, which is then used.
        let _ = ThreadPoolBuilder::new().num_threads(count).build_global();
    }
}

/// Makes something of each file that can be read, and says whether all could be. Only what is made is kept.
pub(super) fn each<T: Send>(found: &Found, quiet: bool, make: impl Fn(&Target, Source) -> T + Sync) -> (Vec<T>, bool) {
    let progress = Progress::start(found.targets.len(), quiet);
    let results: Vec<_> = found
        .targets
        .par_iter()
        .map(|target| {
            let result = read(target).map(|source| make(target, source));
            progress.advance();
            result
        })
        .collect();
    progress.stop();
    let mut complete = found.complete;
    let mut all = Vec::with_capacity(results.len());
    for (target, result) in found.targets.iter().zip(results) {
        match result {
            Ok(one) => all.push(one),
            Err(Refusal::NotText(NotText::Binary)) => {
                if !quiet {
                    output::say("note", &format!("{}: skipped, {}", target.name, NotText::Binary));
                }
            }
            Err(Refusal::NotText(refusal)) => {
                output::complain(&format!("{}: {refusal}", target.name));
                complete = false;
            }
            Err(Refusal::Io(error)) => {
                output::complain(&format!("{}: {}", target.name, output::reason(&error)));
                complete = false;
            }
        }
    }
    (all, complete)
}

/// Why a file was not read.
enum Refusal {
    Io(io::Error),
    NotText(NotText),
}

#[expect(clippy::disallowed_methods, reason = "articles are read here, and only here")]
fn read(target: &Target) -> Result<Source, Refusal> {
    let mut bytes = Vec::new();
    let result = match &target.path {
        Some(path) => File::open(path).and_then(|mut file| {
            bytes.reserve_exact(file.metadata().map_or(0, |data| data.len().min(MOST) as usize));
            Read::by_ref(&mut file).take(MOST).read_to_end(&mut bytes)
        }),
        None => io::stdin().lock().take(MOST).read_to_end(&mut bytes),
    };
    result.map_err(Refusal::Io)?;
    Source::from_bytes(target.name.clone(), bytes, target.format).map_err(Refusal::NotText)
}
