//! `qetta config`

mod init;
mod path;
mod show;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// Show the settings and where each comes from; start a config file
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    Show(show::Show),
    Path(path::Path),
    Init(init::Init),
}

impl Config {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Show(show) => show.run(app),
            Self::Path(path) => path.run(app),
            Self::Init(init) => init.run(app),
        }
    }
}
