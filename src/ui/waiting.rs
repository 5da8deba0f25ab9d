//! Something to look at while work takes its time.

use std::cell::Cell;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is drawn.
const TURN: Duration = Duration::from_millis(100);

/// How much of some work is done; whoever does it counts.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many parts there are.
    pub total: usize,
    /// How many of them are done.
    pub done: Cell<usize>,
    /// How many rows they brought so far.
    pub rows: Cell<usize>,
}

/// A spinner on stderr, or a bar where the work is counted. It appears after a second, only on a
/// terminal, and leaves nothing behind.
#[derive(Debug)]
pub struct Waiting<'a> {
    doing: Option<String>,
    progress: Option<&'a Progress>,
}

impl<'a> Waiting<'a> {
    pub(super) fn new(doing: Option<String>, progress: Option<&'a Progress>) -> Self {
        Self { doing, progress }
    }

    /// Turns until it is dropped; run it beside the work.
    pub async fn turn(self) -> std::convert::Infallible {
        let Some(doing) = self.doing.clone() else { return std::future::pending().await };
        tokio::time::sleep(PATIENCE).await;
        let shown = Shown(self.bar());
        shown.0.set_message(doing);
        loop {
            if let Some(progress) = self.progress {
                shown.0.set_position(progress.done.get() as u64);
                shown.0.set_prefix(progress.rows.get().to_string());
            }
            shown.0.tick();
            tokio::time::sleep(TURN).await;
        }
    }

    fn bar(&self) -> ProgressBar {
        let length = self.progress.map(|progress| progress.total as u64);
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} ({prefix})");
        match (self.progress, style) {
            (Some(_), Ok(style)) => bar.with_style(style),
            _ => bar.with_style(ProgressStyle::default_spinner()),
        }
    }
}

/// Clears its line when it goes.
struct Shown(ProgressBar);

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
