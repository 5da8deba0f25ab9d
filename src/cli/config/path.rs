//! `qetta config path`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::ui::report::FilePath;

/// Show where the config file is, or would be
#[derive(Debug, Args)]
pub(in crate::cli) struct Path {}

impl Path {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        Ok(app.ui.show(&FilePath { path: app.settings.config_path() })?)
    }
}
