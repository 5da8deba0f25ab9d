//! `qetta disconnect`

use clap::Args;

use crate::app::App;
use crate::cli::global::named;
use crate::error::Error;
use crate::model::{ConnectionKey, Lang, Provider, Text, korean_time, text};
use crate::ops::{self, Disconnected};
use crate::store::Store;
use crate::ui::report::DisconnectedAll;

/// Forget a connection, and say what stays alive at the provider
///
/// One that never was is forgotten just as well. Toss cannot revoke a token before its end.
#[derive(Debug, Args)]
#[command(visible_alias = "logout")]
pub(super) struct Disconnect {
    /// Which provider
    #[arg(value_parser = named::<Provider>(&Provider::NAMES))]
    provider: Provider,

    /// Every account of the profile at this provider, not only `--account`
    #[arg(long, conflicts_with = "account")]
    all_accounts: bool,
}

impl Disconnect {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let ended = match Store::find(app.settings.data_dir()?)? {
            Some(store) => self.end(app, &store)?,
            None => Vec::new(),
        };
        for ended in &ended {
            say_what_stays_alive(app, ended);
        }
        app.ui.show(&DisconnectedAll { provider: self.provider, ended: &ended })
    }

    fn end(&self, app: &App, store: &Store) -> Result<Vec<Disconnected>, Error> {
        let now = app.settings.clock().now();
        let patience = app.patience();
        let keys = self.keys(app, store)?;
        let waiting =
            text!("waiting for a renewal that is under way", "진행 중인 갱신을 기다리는 중");
        app.wait_for(&waiting, async {
            let mut ended = Vec::new();
            for key in keys {
                ended.push(ops::disconnect(store, key, patience, now).await?);
            }
            Ok::<_, ops::OpError>(ended)
        })
    }

    fn keys(&self, app: &App, store: &Store) -> Result<Vec<ConnectionKey>, Error> {
        if !self.all_accounts {
            return Ok(vec![app.key(self.provider)]);
        }
        let connections = store.connections(app.settings.profile())?;
        let keys = connections.into_iter().map(|connection| connection.key);
        Ok(keys.filter(|key| key.provider == self.provider).collect())
    }
}

fn say_what_stays_alive(app: &App, ended: &Disconnected) {
    let Some(until) = ended.alive_until.filter(|_| !ended.revoked) else { return };
    let title = ended.key.provider.title();
    app.ui.note(&Text::new(
        format!(
            "{} has no way to revoke a token: the forgotten one stays good there until {}",
            title.say(Lang::En),
            korean_time(until)
        ),
        format!(
            "{}에는 토큰 폐기 기능이 없어, 삭제한 토큰은 {}까지 그곳에서 유효합니다",
            title.say(Lang::Ko),
            korean_time(until)
        ),
    ));
}
