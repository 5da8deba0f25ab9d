//! `qetta sandbox env`

use clap::Args;

use crate::app::App;
use crate::cli::sandbox::remote::{Remote, not_running};
use crate::error::Error;
use crate::sandbox;
use crate::settings::variables::CA_FILE;
use crate::ui::report::SandboxEnvironment;

/// Print the settings that lead to the running sandbox, as `export NAME=value` lines
///
/// For example `eval "$(qetta sandbox env)"`; with `--json` one object.
#[derive(Debug, Args)]
pub(super) struct Env {}

impl Env {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let remote = Remote::announced(app)?.ok_or_else(not_running)?;
        // Whoever holds the port now need not be who announced it: the answer is a sign of life and
        // nothing more, and what is printed, which a shell will run, is what we know ourselves.
        remote.get(app, "/__qetta/env")?.ok_or_else(not_running)?;
        let running = remote.running();
        let authority =
            running.ca_file.as_ref().map(|path| (CA_FILE.name, path.display().to_string()));
        let settings = sandbox::environment(&running.url);
        let environment: Vec<_> = authority.into_iter().chain(settings).collect();
        app.ui.show(&SandboxEnvironment { environment: &environment })
    }
}
