//! `qetta account`

mod list;
mod rename;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// The names of your connections: several to one provider, under any profile
///
/// A command uses the account that `--account` names, else `default`; a name has any characters but
/// controls.
#[derive(Debug, Subcommand)]
pub(super) enum Account {
    List(list::List),
    Rename(rename::Rename),
}

impl Account {
    /// Whether its result is a list, row by row.
    pub(super) fn has_rows(&self) -> bool {
        matches!(self, Self::List(_))
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::List(list) => list.run(app),
            Self::Rename(rename) => rename.run(app),
        }
    }
}
