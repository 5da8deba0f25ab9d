//! `qetta refresh`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{Error, Kind};
use crate::model::{Connection, Provider, Span, Token, text};
use crate::ops::{Candidates, Purpose};
use crate::store::Store;
use crate::ui::report::{Refreshed, RefreshedAll, Renewal};

/// Renew a token now, or every token that is due
///
/// Tokens are renewed by themselves when they are used; this is for cron, so that a connection that
/// nobody uses does not lapse. One that only a login can renew is named with the command to run, and
/// the worst failure is the exit code.
#[derive(Debug, Args)]
pub(super) struct Refresh {
    /// Whose token is renewed now, due or not
    #[arg(value_name = PROVIDER, value_parser = provider, required_unless_present = "all")]
    provider: Option<Provider>,

    /// What is due, of every connection of the profile
    #[arg(long, conflicts_with_all = ["provider", "account"])]
    all: bool,

    /// What ends within this time too: 30s, 15m, 24h, 7d, 1d12h
    #[arg(long, value_name = "DUR", requires = "all", conflicts_with = "provider")]
    within: Option<Span>,
}

impl Refresh {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self.provider {
            Some(provider) => now(app, provider),
            None => all(app, self.within),
        }
    }
}

fn now(app: &App, provider: Provider) -> Result<(), Error> {
    let token = app.refresh_now(provider, Purpose::Look)?;
    let renewals = [Renewal { key: app.key(provider), outcome: refreshed(&token) }];
    app.ui.show(&RefreshedAll { renewals: &renewals, more: false })
}

fn all(app: &App, within: Option<Span>) -> Result<(), Error> {
    let Some(store) = Store::find(app.settings.data_dir()?)? else {
        return app.ui.show(&RefreshedAll { renewals: &[], more: false });
    };
    let Candidates { near, far, more } = app.candidates(&store, within)?;
    let mut renewals = Vec::new();
    if !near.is_empty() {
        let vault = app.vault()?;
        for connection in near {
            let outcome = match app.refresh_due(&vault, connection.key.clone(), within) {
                Ok(Some(token)) => refreshed(&token),
                Ok(None) => skipped(&connection),
                Err(error) if error.kind() == Kind::Interrupted => return Err(error),
                Err(error) => {
                    let provider = connection.key.provider;
                    Refreshed::Failed(error.at(provider).for_connection(&connection.key))
                }
            };
            renewals.push(Renewal { key: connection.key, outcome });
        }
    }
    renewals.extend(far.into_iter().map(|connection| {
        let outcome = skipped(&connection);
        Renewal { key: connection.key, outcome }
    }));
    renewals.sort_by(|a, b| a.key.cmp(&b.key));
    app.ui.show(&RefreshedAll { renewals: &renewals, more })?;
    ending(renewals)
}

fn skipped(connection: &Connection) -> Refreshed {
    Refreshed::Skipped { until: connection.expires_at }
}

fn refreshed(token: &Token) -> Refreshed {
    Refreshed::Renewed { until: token.expires_at() }
}

/// What the failures come to, the worst of them first in line.
fn ending(renewals: Vec<Renewal>) -> Result<(), Error> {
    let asked = renewals.len();
    let failures: Vec<_> = renewals
        .into_iter()
        .filter_map(|Renewal { key, outcome }| match outcome {
            Refreshed::Failed(error) => Some((key, error)),
            _ => None,
        })
        .collect();
    let count = failures.len();
    let Some(worst) =
        failures.iter().map(|(_, error)| error.kind()).max_by_key(|kind| kind.exit_code())
    else {
        return Ok(());
    };
    let mut ending = Error::new(
        worst,
        text!(
            "{count} of {asked} connections could not be renewed",
            "연결 {asked}개 중 {count}개를 갱신하지 못했습니다"
        ),
    );
    if failures.iter().all(|(_, failure)| failure.is_retryable()) {
        ending = ending.retryable();
    }
    for (key, failure) in failures {
        if failure.kind() == worst {
            ending = failure.hints().iter().cloned().fold(ending, Error::hint);
        }
        ending = ending.detail(&format!("{} ({})", key.provider, key.account), failure);
    }
    Err(ending)
}
