//! `qetta store`

mod moving;
mod rekey;
mod status;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// Show where the secrets and their key are, and look after both
#[derive(Debug, Subcommand)]
pub(super) enum Store {
    Status(status::Status),
    Move(moving::Move),
    Rekey(rekey::Rekey),
}

impl Store {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Status(status) => status.run(app),
            Self::Move(moving) => moving.run(app),
            Self::Rekey(rekey) => rekey.run(app),
        }
    }
}
