//! `qetta refresh`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{Error, Kind};
use crate::model::{Connection, Provider, Span, Token, text};
use crate::ops::Purpose;
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
    app.ui.show(&RefreshedAll { renewals: &renewals })
}

fn all(app: &App, within: Option<Span>) -> Result<(), Error> {
    let connections = match Store::find(app.settings.data_dir()?)? {
        Some(store) => store.connections(app.settings.profile())?,
        None => Vec::new(),
    };
    let mut renewals = Vec::new();
    if !connections.is_empty() {
        let vault = app.vault()?;
        for connection in connections {
            let key = connection.key.clone();
            let outcome = match app.refresh_due(&vault, key.clone(), within) {
                Ok(Some(token)) => refreshed(&token),
                Ok(None) => Refreshed::Skipped { until: connection.expires_at },
                Err(error) if error.kind() == Kind::Interrupted => return Err(error),
                Err(error) => Refreshed::Failed(at(app, &connection, error)),
            };
            renewals.push(Renewal { key, outcome });
        }
    }
    app.ui.show(&RefreshedAll { renewals: &renewals })?;
    ending(renewals)
}

fn refreshed(token: &Token) -> Refreshed {
    Refreshed::Renewed { until: token.expires_at() }
}

/// The hints of an error name the connection in use; this may be another one.
fn at(app: &App, connection: &Connection, error: Error) -> Error {
    let account = &connection.key.account;
    let error = error.at(connection.key.provider);
    if error.kind() != Kind::LoginRequired || account == app.settings.account() {
        return error;
    }
    error.hint(text!(
        "add `--account {account}` to the command",
        "명령에 `--account {account}`을(를) 덧붙이세요"
    ))
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
