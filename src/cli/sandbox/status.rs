//! `qetta sandbox status`

use clap::Args;
use serde::Deserialize;

use crate::app::App;
use crate::cli::sandbox::remote::{Remote, answered};
use crate::error::Error;
use crate::ui::report::{RunningSandbox, SandboxStatus};

/// Say whether a sandbox is running, where, and what came in
#[derive(Debug, Args)]
pub(super) struct Status {}

/// What it says of itself; of more, nothing is taken.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    uptime_seconds: u64,
    requests: u64,
    violations: u64,
}

impl Status {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let Some(remote) = Remote::announced(app)? else {
            return app.ui.show(&SandboxStatus { running: None });
        };
        let running = match remote.get(app, "/__qetta/status")? {
            None => None,
            Some(answer) => {
                let told: Told = answered(&answer)?;
                let running = remote.running();
                Some(RunningSandbox {
                    url: running.url.clone(),
                    pid: running.pid,
                    uptime_seconds: told.uptime_seconds,
                    requests: told.requests,
                    violations: told.violations,
                    inspector: crate::sandbox::inspector(&running.url, &running.admin_token),
                })
            }
        };
        app.ui.show(&SandboxStatus { running })
    }
}
