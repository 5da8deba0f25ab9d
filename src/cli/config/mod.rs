//! `qetta config`

mod init;
mod path;
mod show;

use clap::Subcommand;

use crate::error::Error;
use crate::settings::{Environment, Flags};
use crate::ui::Ui;

/// Show the settings and where each comes from; start a config file
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    Show(show::Show),
    Path(path::Path),
    Init(init::Init),
}

impl Config {
    pub(super) fn run(
        self,
        flags: Flags,
        environment: Environment,
        ui: &mut Ui,
    ) -> Result<(), Error> {
        match self {
            Self::Show(show) => show.run(flags, environment, ui),
            Self::Path(path) => path.run(*ui, &flags, &environment),
            Self::Init(init) => init.run(*ui, &flags, &environment),
        }
    }
}
