//! `qetta disconnect`

use clap::Args;
use url::Url;

use crate::app::{App, KftcParts};
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::{
    ConnectionKey, Lang, Provider, Registration, Selection, Text, korean_time, text,
};
use crate::ops::{self, Alive, Desk, Disconnected, Fate, Revocation, Unrevoked};
use crate::store::{Store, Vault};
use crate::ui::report::DisconnectedAll;

/// Forget a connection, and say what stays alive at the provider
///
/// The tokens are revoked first, the refresh token before the access token, where the provider lets
/// them be. What cannot be revoked is forgotten here all the same, and named with its end, unless
/// `--keep-until-revoked` says otherwise. One that never was is forgotten just as well.
#[derive(Debug, Args)]
#[command(visible_alias = "logout")]
pub(super) struct Disconnect {
    /// Which provider
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// Every account of the profile at this provider, not only `--account`
    #[arg(long, conflicts_with = "account")]
    all_accounts: bool,

    /// Forget nothing that could not be revoked, so that it can be tried again
    ///
    /// The exit code is then that of the failure. A provider that cannot revoke a token at all (Toss,
    /// Hyfata, OTTM, Hive) is refused with exit code 2 until the token has ended by itself.
    #[arg(long)]
    keep_until_revoked: bool,
}

/// How the provider is told, and what that takes.
enum Way {
    Kftc(Box<KftcParts>),
    Rfc7009(Box<Rfc7009>),
}

struct Rfc7009 {
    endpoint: Url,
    registration: Registration,
    vault: Vault,
    desk: Desk,
}

impl Way {
    fn revocation(&self) -> Revocation<'_> {
        match self {
            Self::Kftc(parts) => {
                let KftcParts { kftc, vault, desk, .. } = &**parts;
                Revocation::Kftc { kftc, vault, desk }
            }
            Self::Rfc7009(parts) => {
                let Rfc7009 { endpoint, registration, vault, desk } = &**parts;
                Revocation::Rfc7009 { endpoint, registration, vault, desk }
            }
        }
    }
}

/// In the form of RFC 7009, with the client in the body.
fn max(app: &App) -> Result<Option<Way>, Error> {
    let (max, _) = app.max()?;
    let endpoint = max.revocation_endpoint().map_err(ops::OpError::from)?;
    let parts = Rfc7009 {
        endpoint,
        registration: max.registration,
        vault: app.vault()?,
        desk: app.desk()?,
    };
    Ok(Some(Way::Rfc7009(Box::new(parts))))
}

/// What came of one account.
type Ended = Result<Disconnected, ops::OpError>;

impl Disconnect {
    /// The connection that the settings select, at `provider`.
    pub(super) fn of(provider: Provider) -> Self {
        Self { provider, all_accounts: false, keep_until_revoked: false }
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let outcomes = match Store::find(app.settings.data_dir()?)? {
            Some(store) => self.end(app, &store.with_keyring(app.ladder().keyring))?,
            None => Vec::new(),
        };
        // One that cannot be forgotten hides none of those that were.
        let (mut ended, mut failed) = (Vec::new(), None);
        for outcome in outcomes {
            match outcome {
                Ok(mut one) if one.fate == Fate::Kept => failed = failed.or(Some(kept(&mut one))),
                Ok(one) => ended.push(one),
                Err(error) => failed = failed.or(Some(error.into())),
            }
        }
        for ended in &mut ended {
            say_what_stays_alive(app, ended);
        }
        if let Some(error) = failed {
            return Err(error);
        }
        app.ui.show(&DisconnectedAll { provider: self.provider, ended: &ended })
    }

    fn end(&self, app: &App, store: &Store) -> Result<Vec<Ended>, Error> {
        let now = app.settings.clock().now();
        let patience = app.patience();
        let keys = self.keys(app, store)?;
        let connected = keys.iter().any(|key| matches!(store.connection(key), Ok(Some(_))));
        let way = if connected { self.way_to_revoke(app)? } else { None };
        let unrevoked = if self.keep_until_revoked { Unrevoked::Keep } else { Unrevoked::Forget };
        let revocation = way.as_ref().map_or(Revocation::Impossible, Way::revocation);
        let waiting = text!("ending the connection", "연결을 해제하는 중");
        app.wait_for(&waiting, async {
            let mut ended = Vec::new();
            for key in keys {
                ended.push(ops::disconnect(store, key, revocation, unrevoked, patience, now).await);
            }
            Ok::<_, Error>(ended)
        })
    }

    /// What it takes to tell the provider. Without it, for want of a key or of settings, the
    /// connection is forgotten all the same, unless it is to be kept.
    fn way_to_revoke(&self, app: &App) -> Result<Option<Way>, Error> {
        let way = match self.provider {
            Provider::Toss | Provider::Hyfata | Provider::Ottm | Provider::Hive => Ok(None),
            Provider::Kftc => app.kftc().map(|parts| Some(Way::Kftc(Box::new(parts)))),
            Provider::Max => max(app),
            Provider::Custom(_) => self.rfc_7009(app),
        };
        match way {
            Err(error) if self.keep_until_revoked => Err(nothing_forgotten(error)),
            Err(error) => {
                warn_of(app, &error);
                Ok(None)
            }
            way => way,
        }
    }

    fn rfc_7009(&self, app: &App) -> Result<Option<Way>, Error> {
        let desk = app.desk()?;
        let spec = app.spec(self.provider, &desk)?;
        let Some(endpoint) = spec.endpoints.revocation else { return Ok(None) };
        let registration = spec.registration;
        Ok(Some(Way::Rfc7009(Box::new(Rfc7009 {
            endpoint,
            registration,
            vault: app.vault()?,
            desk,
        }))))
    }

    fn keys(&self, app: &App, store: &Store) -> Result<Vec<ConnectionKey>, Error> {
        if !self.all_accounts {
            return Ok(vec![app.key(self.provider)]);
        }
        let profile = Some(app.settings.profile());
        let here = Selection { profile, provider: Some(self.provider), account: None };
        Ok(store.selected(here)?.into_iter().map(|connection| connection.key).collect())
    }
}

/// Why a connection is still there: it could not be revoked, and was not to be forgotten before.
fn kept(one: &mut Disconnected) -> Error {
    let provider = one.key.provider;
    if let Some(trouble) = one.trouble.take() {
        return nothing_forgotten(Error::from(trouble).at(provider));
    }
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let until = until(one.alive);
    let (until_en, until_ko) = (until.say(Lang::En), until.say(Lang::Ko));
    nothing_forgotten(Error::usage(text!(
        "{en} has no way to revoke a token, so `--keep-until-revoked` would keep it for good: it stays good there {until_en}",
        "{ko}에는 토큰 폐기 기능이 없어 `--keep-until-revoked`로는 계속 보관하게 됩니다. 토큰은 {until_ko} 그곳에서 유효합니다"
    )).at(provider))
}

fn nothing_forgotten(error: Error) -> Error {
    error.hint(text!(
        "nothing was forgotten: try again later, or leave out `--keep-until-revoked`",
        "삭제한 것은 없습니다. 나중에 다시 시도하거나 `--keep-until-revoked`를 빼세요"
    ))
}

/// How long something stays good, in words.
fn until(alive: Alive) -> Text {
    match alive {
        Alive::Until(end) => {
            let end = korean_time(end);
            text!("until {end}", "{end}까지")
        }
        Alive::No | Alive::Unknown => {
            text!("for as long as nobody knows", "언제까지일지 모르지만")
        }
    }
}

fn warn_of(app: &App, error: &Error) {
    let message = error.message();
    let (en, ko) = (message.say(Lang::En), message.say(Lang::Ko));
    app.ui.warn(&text!(
        "the provider could not be told to end the token: {en}",
        "제공자에 토큰 폐기를 요청하지 못했습니다: {ko}"
    ));
}

fn say_what_was_lost(app: &App, ended: &Disconnected) {
    let account = &ended.key.account;
    let title = ended.key.provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    app.ui.note(&text!(
        "the answer to an earlier renewal never arrived: what {en} issued with it (account `{account}`) may stay good there",
        "이전 갱신 요청의 응답을 받지 못했으므로, {ko}에서 그때 발급한 토큰(계정 `{account}`)은 그곳에서 계속 유효할 수 있습니다"
    ));
}

fn say_what_stays_alive(app: &App, ended: &mut Disconnected) {
    if let Some(trouble) = ended.trouble.take() {
        warn_of(app, &Error::from(trouble));
    }
    if ended.lost {
        say_what_was_lost(app, ended);
    }
    if ended.alive == Alive::No {
        return;
    }
    let until = until(ended.alive);
    let (until_en, until_ko) = (until.say(Lang::En), until.say(Lang::Ko));
    let account = &ended.key.account;
    let title = ended.key.provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    app.ui.note(&match ended.key.provider {
        Provider::Toss | Provider::Hyfata | Provider::Ottm | Provider::Hive => text!(
            "{en} has no way to revoke a token: the forgotten one (account `{account}`) stays good there {until_en}",
            "{ko}에는 토큰 폐기 기능이 없어, 삭제한 토큰(계정 `{account}`)은 {until_ko} 그곳에서 계속 유효합니다"
        ),
        Provider::Kftc | Provider::Max | Provider::Custom(_) => text!(
            "what was forgotten here (account `{account}`) stays good at {en} {until_en}",
            "여기서 삭제한 토큰(계정 `{account}`)은 {ko}에서 {until_ko} 계속 유효합니다"
        ),
    });
}
