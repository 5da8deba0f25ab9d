//! `qetta sandbox stop`

use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use crate::app::App;
use crate::cli::sandbox::remote::{Remote, not_running};
use crate::error::Error;
use crate::model::text;
use crate::ui::report::SandboxStopped;

/// How long its last report may take; where that hangs, it is not ours to wait for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(5);

/// End the running sandbox
///
/// It ends in good order, its report written, and exits as it would have.
#[derive(Debug, Args)]
pub(super) struct Stop {}

impl Stop {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let remote = Remote::announced(app)?.ok_or_else(not_running)?;
        remote.post(app, "/__qetta/stop", &json!({}))?.ok_or_else(not_running)?;
        let ending = text!("waiting for its end", "종료를 기다리는 중");
        app.wait_for(&ending, async {
            let begun = Instant::now();
            while remote.is_announced() && begun.elapsed() < PATIENCE {
                tokio::time::sleep(PAUSE).await;
            }
            Ok::<_, Error>(())
        })?;
        app.ui.show(&SandboxStopped { url: &remote.running().url })
    }
}
