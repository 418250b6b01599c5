//! How far a long run is: one line on standard error, when that is a terminal and the run takes over a second.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The columns of the bar.
const WIDTH: usize = 24;

/// Counts what is done and shows it.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to count up to `total`.
    pub(super) fn start(total: usize, quiet: bool) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let wanted = !quiet && total > 1 && io::stderr().is_terminal();
        let shown = wanted.then(|| {
            let (stop, stopped) = mpsc::channel();
            let done = Arc::clone(&done);
            let show = thread::spawn(move || {
                let mut pause = Duration::from_secs(1);
                while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    draw(done.load(Ordering::Relaxed), total);
                    pause = Duration::from_millis(100);
                }
                // Clears the line, if there is one.
                if pause < Duration::from_secs(1) {
                    let _ = write!(io::stderr(), "\r\x1b[K");
                }
            });
            (stop, show)
        });
        Self { done, shown }
    }

    /// Counts one more.
    pub(super) fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the line away.
    pub(super) fn stop(self) {
        if let Some((stop, show)) = self.shown {
            drop(stop);
            let _ = show.join();
        }
    }
}

fn draw(done: usize, total: usize) {
    let full = done * WIDTH / total;
    let mut error = io::stderr().lock();
    let _ = write!(error, "\r{:━<full$}{:┄<rest$} {done}/{total} files", "", "", rest = WIDTH - full);
    let _ = error.flush();
}
