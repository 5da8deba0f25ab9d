//! `qetta service-token`

mod check;
mod clients;
mod issue;
mod regenerate;
mod revoke;
mod show;
mod stats;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;
use crate::model::Text;
use crate::ops::{Desk, Document, MaxParts, OpError, Subject};
use crate::providers::max::Max;
use crate::store::Vault;

/// MAX Platform: service tokens (SERVICE_TOKEN) and the admin API
#[derive(Debug, Subcommand)]
pub(super) enum ServiceToken {
    Issue(issue::Issue),
    Show(show::Show),
    Stats(stats::Stats),
    Clients(clients::Clients),
    RegenerateSecret(regenerate::RegenerateSecret),
    Check(check::Check),
    Revoke(revoke::Revoke),
}

impl ServiceToken {
    /// Whether its result is a list, row by row.
    pub(super) fn has_rows(&self) -> bool {
        matches!(self, Self::Clients(_))
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Issue(issue) => issue.run(app),
            Self::Show(show) => show.run(app),
            Self::Stats(stats) => stats.run(app),
            Self::Clients(clients) => clients.run(app),
            Self::RegenerateSecret(regenerate) => regenerate.run(app),
            Self::Check(check) => check.run(app),
            Self::Revoke(revoke) => revoke.run(app),
        }
    }
}

/// MAX Platform, and all that it takes to ask it.
struct Platform {
    max: Max,
    subject: Subject,
    vault: Vault,
    desk: Desk,
}

impl Platform {
    fn of(app: &App) -> Result<Self, Error> {
        let (max, subject) = app.max()?;
        Ok(Self { max, subject, vault: app.vault()?, desk: app.desk()? })
    }

    fn parts(&self) -> MaxParts<'_> {
        let Self { max, subject, vault, desk } = self;
        MaxParts { desk, vault, subject, max }
    }

    /// Asks for a document, and says where the token was an old one.
    fn document(
        app: &App,
        asking: &Text,
        work: impl Future<Output = Result<Document, OpError>>,
    ) -> Result<serde_json::Value, Error> {
        let (document, stale_because) = app.wait_for(asking, work)?;
        app.warn_of_an_old_token(stale_because);
        Ok(document)
    }
}
