//! `qetta config show`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::settings::{Environment, Flags};
use crate::ui::Ui;
use crate::ui::report::SettingsListing;

/// Show every setting, its value and its source; secrets are masked
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {}

impl Show {
    pub(super) fn run(
        self,
        flags: Flags,
        environment: Environment,
        ui: &mut Ui,
    ) -> Result<(), Error> {
        let app = App::build(flags, environment)?;
        *ui = app.ui;
        ui.show(&SettingsListing { settings: &app.settings.listing() })
    }
}
