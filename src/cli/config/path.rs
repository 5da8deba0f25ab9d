//! `qetta config path`

use clap::Args;

use crate::error::Error;
use crate::settings::{self, Environment, Flags};
use crate::ui::Ui;
use crate::ui::report::FilePath;

/// Show where the config file is, or would be
#[derive(Debug, Args)]
pub(in crate::cli) struct Path {}

impl Path {
    pub(super) fn run(self, ui: Ui, flags: &Flags, environment: &Environment) -> Result<(), Error> {
        ui.show(&FilePath { path: &settings::config_path(flags, environment)? })
    }
}
