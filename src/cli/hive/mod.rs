//! `qetta hive`

mod auth_key;
mod verify;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

pub(in crate::cli) use auth_key::key_of;

/// Hive: the game platform behind an OTTM login
#[derive(Debug, Subcommand)]
pub(super) enum Hive {
    AuthKey(auth_key::AuthKey),
    Verify(verify::Verify),
}

impl Hive {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::AuthKey(auth_key) => auth_key.run(app),
            Self::Verify(verify) => verify.run(app),
        }
    }
}
