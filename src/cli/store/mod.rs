//! `qetta store`

mod backup;
mod check;
mod moving;
mod rekey;
mod restore;
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
    Check(check::Check),
    Backup(backup::Backup),
    Restore(restore::Restore),
}

impl Store {
    /// Whether its result is a list, row by row.
    pub(super) fn has_rows(&self) -> bool {
        matches!(self, Self::Check(_))
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Status(status) => status.run(app),
            Self::Move(moving) => moving.run(app),
            Self::Rekey(rekey) => rekey.run(app),
            Self::Check(check) => check.run(app),
            Self::Backup(backup) => backup.run(app),
            Self::Restore(restore) => restore.run(app),
        }
    }
}
