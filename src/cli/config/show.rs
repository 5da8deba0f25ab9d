//! `qetta config show`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::ui::report::SettingsListing;

/// Show every setting, its value and its source; secrets are masked
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {}

impl Show {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        Ok(app.ui.show(&SettingsListing { settings: &app.settings.listing() })?)
    }
}
