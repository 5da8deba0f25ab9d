//! Something to look at while work takes its time.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

/// Work that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(100);

/// A spinner on stderr that appears after a second, only on a terminal, and leaves nothing behind.
#[derive(Debug)]
pub struct Waiting {
    doing: Option<String>,
}

impl Waiting {
    pub(super) fn new(doing: Option<String>) -> Self {
        Self { doing }
    }

    /// Turns until it is dropped; run it beside the work.
    pub async fn turn(self) -> std::convert::Infallible {
        let Some(doing) = self.doing else { return std::future::pending().await };
        tokio::time::sleep(PATIENCE).await;
        let spinner = Spinner(ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()));
        spinner.0.set_message(doing);
        loop {
            spinner.0.tick();
            tokio::time::sleep(TURN).await;
        }
    }
}

/// Clears its line when it goes.
struct Spinner(ProgressBar);

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
