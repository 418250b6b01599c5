//! `--watch`: checks again whenever a file changes.

use super::args::Check;
use super::{Outcome, cache, check, config, output, walk};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// An editor writes a file in several steps, which are over when nothing happens for so long.
const QUIET: Duration = Duration::from_millis(150);

/// What ends the waiting.
enum News {
    Changed(PathBuf),
    Stop,
}

/// Checks until Ctrl-C; what the last run found is how it ends.
pub(super) fn run(arguments: &Check) -> Outcome {
    let (send, news) = mpsc::channel();
    let stop = send.clone();
    let ours = Ours::of(arguments);
    let told = move |event: notify::Result<Event>| {
        let changed = event.ok().filter(|event| !matches!(event.kind, EventKind::Access(_)));
        if let Some(path) = changed.and_then(|event| event.paths.into_iter().find(|path| !ours.has(path))) {
            let _ = send.send(News::Changed(path));
        }
    };
    // What went away in the meantime is told by the run.
    let ended = ctrlc::set_handler(move || drop(stop.send(News::Stop)));
    let watched = notify::recommended_watcher(told).and_then(|mut watcher| {
        for (path, mode) in places(arguments) {
            watcher.watch(&path, mode)?;
        }
        Ok(watcher)
    });
    // The watcher tells for as long as it is held.
    let _watcher = match (watched, ended) {
        (Ok(watcher), Ok(())) => watcher,
        (Err(error), _) => return trouble(&error.to_string()),
        (_, Err(error)) => return trouble(&error.to_string()),
    };
    loop {
        let outcome = check::run(arguments);
        if !arguments.input.quiet {
            output::line("Watching for changes; Ctrl-C ends");
        }
        let Some(path) = wait(&news) else { return outcome };
        if !arguments.input.quiet {
            output::line(&format!("\nChanged: {}", path.display()));
        }
    }
}

fn trouble(reason: &str) -> Outcome {
    output::complain(&format!("the files cannot be watched: {reason}"));
    Outcome::Trouble
}

/// Waits for a change, and until those that come with it are over; nothing when the user ends the run.
fn wait(news: &Receiver<News>) -> Option<PathBuf> {
    let News::Changed(first) = news.recv().ok()? else { return None };
    while let Ok(more) = news.recv_timeout(QUIET) {
        if matches!(more, News::Stop) {
            return None;
        }
    }
    Some(first)
}

/// What is watched: the folders that are checked, those of files that are, and those of configurations. A file is
/// watched by its folder, as editors put a new file in its place.
fn places(arguments: &Check) -> Vec<(PathBuf, RecursiveMode)> {
    let mut places = Vec::new();
    for path in walk::paths(&arguments.input) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (folder, mode) =
            if path.is_dir() { (&*path, RecursiveMode::Recursive) } else { (folder, RecursiveMode::NonRecursive) };
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let file = arguments.input.config.clone().or_else(|| config::find(&folder));
        let beside = file.and_then(|file| Some(file.canonicalize().ok()?.parent()?.to_path_buf()));
        places.push((folder, mode));
        places.extend(beside.map(|folder| (folder, RecursiveMode::NonRecursive)));
    }
    // Of two ways to watch one folder the one that sees more is kept.
    places.sort_by_key(|(folder, mode)| (folder.clone(), matches!(mode, RecursiveMode::NonRecursive)));
    places.dedup_by(|later, first| later.0 == first.0);
    places
}

/// What a run writes itself, which is no reason for another.
struct Ours(Vec<PathBuf>);

impl Ours {
    fn of(arguments: &Check) -> Self {
        let here = PathBuf::from(".").canonicalize().unwrap_or_default();
        let outputs = arguments.outputs.0.iter().filter_map(|output| output.file.as_ref());
        let written = outputs.chain(&arguments.caching.cache_dir).chain(&arguments.baseline.baseline);
        Self(written.map(|path| path.canonicalize().unwrap_or_else(|_| here.join(path))).collect())
    }

    fn has(&self, path: &Path) -> bool {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let kept = path.components().any(|part| part.as_os_str() == cache::FOLDER);
        hidden || kept || self.0.iter().any(|ours| path.starts_with(ours))
    }
}
