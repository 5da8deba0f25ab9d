//! `qetta sandbox stop`

use clap::Args;
use serde_json::json;

use crate::app::App;
use crate::cli::sandbox::remote::{Remote, not_running};
use crate::error::Error;
use crate::ui::report::SandboxStopped;

/// End the running sandbox
///
/// It ends in good order, its report written, and exits as it would have.
#[derive(Debug, Args)]
pub(super) struct Stop {}

impl Stop {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let remote = Remote::announced(app)?.ok_or_else(not_running)?;
        remote.post(app, "/__qetta/stop", &json!({}))?.ok_or_else(not_running)?;
        app.ui.show(&SandboxStopped { url: &remote.running().url })
    }
}
