//! What earlier runs found, by the content of the files: a file that is as it was is not checked again.
//!
//! There is one file for each set of rules and settings, named by a hash of them and of the program, which holds its
//! knowledge and its own rules. A line of it is one article: a hash of its name and text, the day on which it was last
//! asked for, and what a `Linter` found in it by itself. What is said outside the article (`[[allow]]`, a baseline, the
//! levels that count, changed lines) is applied afterwards, so it needs no part in the keys. A rule that looked at
//! several articles at once would have to run after this too.

use super::args::Check;
use super::skips::Part;
use super::{output, written};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use twox_hash::XxHash3_128 as Hash;

/// The folder, beside `mo-lint.toml` or else where the program runs.
pub(super) const FOLDER: &str = ".mo-lint-cache";

/// The first line of a file; it changes with the form of the lines.
const HEAD: &str = "mo-lint cache 1";

/// A run of fewer files is over before a cache would pay, and leaves no folder behind.
const FEW: usize = 32;

/// What was not asked for in so many days is dropped.
const KEPT: u64 = 30;

/// The day of what was asked for is written anew when it is so old.
const FRESH: u64 = 7;

/// What was found in one file, and how many words it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) words: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was not read of it, when that is asked for; a run that asks uses no cache.
    #[serde(skip)]
    pub(super) skipped: Vec<Part>,
}

/// A line of the file that was there.
#[derive(Debug)]
struct Known {
    line: Range<usize>,
    day: u64,
    used: AtomicBool,
}

/// What was found under one set of rules and settings.
#[derive(Debug, Default)]
pub(super) struct Cache {
    path: PathBuf,
    text: String,
    known: BTreeMap<u128, Known>,
    new: Mutex<BTreeMap<u128, String>>,
    /// Whether something in the file cannot be used.
    spoilt: AtomicBool,
}

/// The caches of a run, by their files: where two configurations say the same they share one.
#[derive(Debug, Default)]
pub(super) struct Caches {
    folder: Option<PathBuf>,
    program: Option<u128>,
    open: BTreeMap<PathBuf, std::sync::Arc<Cache>>,
}

impl Caches {
    /// Begins a run over so many files.
    pub(super) fn new(arguments: &Check, files: usize) -> Self {
        let explains = arguments.explain_skips;
        let arguments = &arguments.caching;
        let wanted = !arguments.no_cache && !explains && (files >= FEW || arguments.cache_dir.is_some());
        let program = if wanted { program() } else { None };
        Self { folder: arguments.cache_dir.clone(), program, open: BTreeMap::new() }
    }

    /// The cache for rules and settings, which a text tells apart, of a project in a folder.
    pub(super) fn open(&mut self, root: &Path, rules: &str) -> Option<std::sync::Arc<Cache>> {
        let program = self.program?;
        let folder = self.folder.clone().unwrap_or_else(|| root.join(FOLDER));
        let key = hash([program.to_le_bytes().as_slice(), rules.as_bytes()]);
        let path = folder.join(format!("{key:032x}"));
        Some(self.open.entry(path).or_insert_with_key(|path| Cache::read(path.clone()).into()).clone())
    }

    /// Writes what is new.
    pub(super) fn save(&self, quiet: bool) {
        for cache in self.open.values() {
            let spoilt = cache.spoilt.load(Ordering::Relaxed);
            if spoilt && !quiet {
                output::say("note", &format!("{}: the cache could not be used; it is made anew", shown(&cache.path)));
            }
            if let Err(error) = cache.save(today(), spoilt)
                && !quiet
            {
                let reason = output::reason(&error);
                output::say("note", &format!("{}: {reason}; the next run begins from nothing", shown(&cache.path)));
            }
        }
    }
}

impl Cache {
    #[expect(clippy::disallowed_methods, reason = "the cache is read here, and only here")]
    fn read(path: PathBuf) -> Self {
        let mut cache = match fs::read(&path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Self { text, ..Self::default() },
                Err(_) => Self { spoilt: true.into(), ..Self::default() },
            },
            Err(error) => Self { spoilt: (error.kind() != io::ErrorKind::NotFound).into(), ..Self::default() },
        };
        cache.path = path;
        let Some((head, lines)) = cache.text.split_once('\n') else {
            if !cache.text.is_empty() {
                cache.spoilt = true.into();
            }
            return cache;
        };
        if head != HEAD {
            cache.spoilt = true.into();
            return cache;
        }
        let mut at = head.len() + 1;
        for line in lines.split_inclusive('\n') {
            let range = at..at + line.len();
            at = range.end;
            let parts = line.get(..32).zip(line.get(33..)).and_then(|(key, rest)| {
                let (day, _) = rest.split_once(' ')?;
                Some((u128::from_str_radix(key, 16).ok()?, day.parse().ok()?))
            });
            match parts {
                Some((key, day)) => drop(cache.known.insert(key, Known { line: range, day, used: false.into() })),
                None => cache.spoilt = true.into(),
            }
        }
        cache
    }

    /// Whether an earlier run found anything with these rules, so that they can be loaded.
    pub(super) fn is_warm(&self) -> bool {
        !self.known.is_empty()
    }

    /// The key of a file: all that a rule can see of it.
    pub(super) fn key(source: &Source) -> u128 {
        let kind = format!("{:?} {} {:?}", source.format, source.decoded, source.unreadable);
        hash([source.name.as_bytes(), kind.as_bytes(), source.text.as_bytes()])
    }

    /// What an earlier run found in a file.
    pub(super) fn get(&self, key: u128) -> Option<Found> {
        let known = self.known.get(&key)?;
        let found = read_line(&self.text[known.line.clone()]);
        match &found {
            Some(_) => known.used.store(true, Ordering::Relaxed),
            None => self.spoilt.store(true, Ordering::Relaxed),
        }
        found
    }

    /// Keeps what was found in a file.
    pub(super) fn put(&self, key: u128, found: &Found) {
        if let (Ok(text), Ok(mut new)) = (serde_json::to_string(found), self.new.lock()) {
            new.insert(key, text);
        }
    }

    /// Writes the file, if there is anything new in it; what nobody asked for in a long time is dropped.
    fn save(&self, today: u64, spoilt: bool) -> io::Result<()> {
        let Ok(new) = self.new.lock() else { return Ok(()) };
        let used = |known: &Known| known.used.load(Ordering::Relaxed);
        let stale = self.known.values().any(|known| used(known) && known.day + FRESH <= today);
        if new.is_empty() && !stale && !spoilt {
            return Ok(());
        }
        let mut text = format!("{HEAD}\n");
        for (key, known) in &self.known {
            let line = &self.text[known.line.clone()];
            let asked = if used(known) { today } else { known.day };
            let sound = !spoilt || read_line(line).is_some();
            if asked + KEPT > today && sound && !new.contains_key(key) {
                let found = line.splitn(4, ' ').nth(3).unwrap_or_default();
                put_line(&mut text, *key, asked, found.trim_end());
            }
        }
        for (key, found) in &*new {
            put_line(&mut text, *key, today, found);
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        furnish(folder)?;
        written::whole(&self.path, &text)?;
        sweep(folder);
        Ok(())
    }
}

/// A line: the key, the day, a hash by which a damaged line is known, and what was found.
fn put_line(text: &mut String, key: u128, day: u64, found: &str) {
    let _ = writeln!(text, "{key:032x} {day} {:032x} {found}", hash([key.to_le_bytes().as_slice(), found.as_bytes()]));
}

/// What a line says was found; nothing when it is damaged.
fn read_line(line: &str) -> Option<Found> {
    let mut parts = line.strip_suffix('\n')?.splitn(4, ' ');
    let key = u128::from_str_radix(parts.next()?, 16).ok()?;
    let check = parts.nth(1)?;
    let found = parts.next()?;
    let whole = u128::from_str_radix(check, 16).ok()? == hash([key.to_le_bytes().as_slice(), found.as_bytes()]);
    if whole { serde_json::from_str(found).ok() } else { None }
}

/// A hash of some parts, each with its length, so that no two lists of parts are one text.
fn hash<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> u128 {
    let mut hash = Hash::new();
    for part in parts {
        hash.write(&(part.len() as u64).to_le_bytes());
        hash.write(part);
    }
    hash.finish_128()
}

/// A hash of the program: its code, its knowledge and its rules.
#[expect(clippy::disallowed_methods, reason = "the program reads itself")]
fn program() -> Option<u128> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut hash = Hash::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hash.finish_128()),
            length => hash.write(&buffer[..length]),
        }
    }
}

/// Days since 1970.
fn today() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() / 86_400)
}

/// Makes the folder, out of the sight of git and of programs that make backups.
#[expect(clippy::disallowed_methods, reason = "the folder of the cache is made here")]
fn furnish(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# What mo-lint found, by the content of the files. \
               The folder may be deleted at any time.\n";
    for (name, text) in [(".gitignore", "*\n"), ("CACHEDIR.TAG", tag)] {
        if !folder.join(name).exists() {
            fs::write(folder.join(name), text)?;
        }
    }
    Ok(())
}

/// Takes away the files of other programs and settings that nobody asked for in a long time. That one cannot be taken
/// away is no trouble.
fn sweep(folder: &Path) {
    let is_ours = |name: &str| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|changed| changed.elapsed().ok());
        let old = age.is_some_and(|age| age > Duration::from_secs(KEPT * 86_400));
        if old && entry.file_name().to_str().is_some_and(is_ours) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Linter};

    fn found() -> Found {
        let source = Source::new("a.md", "# Gout\n\nAs an AI language model, I cannot say more.\n", Format::Markdown);
        Found { words: 10, diagnostics: Linter::default().check(&[source]), skipped: Vec::new() }
    }

    #[test]
    fn what_is_kept_is_what_was_found() {
        let mut text = String::new();
        put_line(&mut text, 7, 3, &serde_json::to_string(&found()).unwrap());
        assert_eq!(read_line(&text), Some(found()));
        assert!(!found().diagnostics.is_empty());
        for at in [0, 40, 90, text.len() - 1] {
            let mut damaged = text.clone().into_bytes();
            damaged[at] ^= 1;
            assert_eq!(String::from_utf8(damaged).ok().and_then(|line| read_line(&line)), None, "byte {at}");
        }
    }

    #[test]
    fn days_decide_what_is_dropped() {
        let path = std::env::temp_dir().join(format!("mo-lint-cache-{}", std::process::id())).join("f".repeat(32));
        let cache = Cache { path: path.clone(), ..Cache::default() };
        cache.put(1, &found());
        cache.put(2, &found());
        cache.save(100, false).unwrap();
        for (day, asked, left) in [(110, 2, 2), (131, 2, 1), (160, 9, 1), (161, 9, 0)] {
            let cache = Cache::read(path.clone());
            cache.get(asked);
            cache.put(day.into(), &found());
            cache.save(day, false).unwrap();
            let known = Cache::read(path.clone()).known;
            assert_eq!(known.keys().filter(|&&key| key < 3).count(), left, "day {day}");
        }
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash([b"ab".as_slice(), b"c"]), hash([b"a".as_slice(), b"bc"]));
    }
}
