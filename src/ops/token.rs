//! The life of a token: kept while it is good, renewed by one process at a time.
//!
//! Check, lock, read again, check again, ask, commit, use. Both checks are one function, [`judge`],
//! so that they cannot differ; what the second one finds is what is used.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use crate::model::{
    ConnectionKey, Provider, Registration, RegistrationId, RenewalMargin, Token, TokenState, moved,
};
use crate::oauth::Dialect;
use crate::ops::renewal::renewed;
use crate::ops::{Desk, LoginWhy, OpError, audit};
use crate::providers::hive::Hive;
use crate::store::{Held, RefreshGuard, Vault};

/// One connection, and all that is needed to renew its token.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Which connection.
    pub key: ConnectionKey,
    /// Who we are to its provider.
    pub registration: Registration,
    /// How long before its end the token is renewed.
    pub margin: RenewalMargin,
    /// How the provider's token endpoint departs from the RFC.
    pub dialect: Dialect,
    /// How the next token is had.
    pub renewal: Renewal,
}

impl Subject {
    /// Its token.
    pub fn sought(&self) -> Sought {
        Sought { key: self.key.clone(), registration: self.registration.id(), margin: self.margin }
    }
}

/// Which stored token is meant, and when it is due. It needs no network to be known.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Of which connection.
    pub key: ConnectionKey,
    /// Issued to whom.
    pub registration: RegistrationId,
    /// How long before its end it is renewed.
    pub margin: RenewalMargin,
}

/// How the next token is had.
#[derive(Clone, Debug)]
pub enum Renewal {
    /// By asking again: the token is for ourselves (RFC 6749 §4.4).
    ClientCredentials,
    /// By the refresh token: it is for a person, who has to come back once that is over (§6).
    RefreshToken,
    /// Not at all: somebody else got it, and it is used as it is.
    Given(Box<Token>),
    /// By asking again, in Hive's own shape.
    Hive(Box<Hive>),
}

/// Which token will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Any that is good.
    Good,
    /// One that is good for so long at least.
    Lasting(SignedDuration),
    /// One that was stored after this version: because the user asked for a new one, or because
    /// the provider turned that one away.
    NewerThan(i64),
}

/// Why a token has to be asked for. Shown at `-v`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// There is none.
    Never,
    /// The one we have was issued to another client, for another scope, or by another server.
    OtherRegistration,
    /// It ends soon.
    Expiring,
    /// It is over.
    Expired,
    /// It ends before it has been good for as long as is demanded.
    TooShort,
    /// A newer one is demanded.
    Demanded,
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "there is no token yet",
            Self::OtherRegistration => "the settings changed since the token was issued",
            Self::Expiring => "the token ends soon",
            Self::Expired => "the token has ended",
            Self::TooShort => "the token ends sooner than is wanted",
            Self::Demanded => "a new token is wanted",
        })
    }
}

/// A token that is good to use.
#[derive(Debug)]
pub struct Obtained {
    /// The token.
    pub token: Token,
    /// Which one it is in the store.
    pub version: i64,
    /// Where it comes from.
    pub origin: Origin,
    /// Why it is the old one although it was due: the renewal failed, and it still holds.
    pub stale_because: Option<OpError>,
}

/// Where a token comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was kept.
    Store,
    /// It was just issued.
    Provider,
    /// The settings hold it.
    Settings,
}

/// What to demand: any good token, or, with `anew`, one that is newer than the stored one.
pub fn demand(vault: &Vault, key: &ConnectionKey, anew: bool) -> Result<Demand, OpError> {
    if !anew {
        return Ok(Demand::Good);
    }
    let held = vault.held(key)?;
    Ok(Demand::NewerThan(held.map_or(0, |held| held.version)))
}

/// The stored token, where it will do. Touches no network: the cached path ends here.
pub fn held(
    vault: &Vault,
    sought: &Sought,
    demand: Demand,
    now: Timestamp,
) -> Result<Option<Obtained>, OpError> {
    Ok(match judge(vault.held(&sought.key)?, sought, demand, now) {
        Judged::Good(held) => Some(kept(held)),
        Judged::Due(..) => None,
    })
}

/// A token that will do: the stored one, or a new one that is on disk before it is returned.
pub async fn obtain(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    demand: Demand,
) -> Result<Obtained, OpError> {
    if let Renewal::Given(token) = &subject.renewal {
        return given(subject.key.provider, token, demand, desk.clock.now());
    }
    let sought = subject.sought();
    match judge(vault.held(&subject.key)?, &sought, demand, desk.clock.now()) {
        Judged::Good(held) => return Ok(kept(held)),
        Judged::Due(reason, _) => {
            tracing::info!(target: "qetta::token", "{}: {reason}", subject.key.provider);
        }
    }
    let guard = vault.guard(&subject.key, desk.patience).await?;
    under(&guard, desk, vault, subject, demand).await
}

/// The same for who holds the lock. Whoever held it before us may have renewed the token meanwhile:
/// what counts is what is there now, and so it is once more where the provider says that the refresh
/// token is over. Another machine, whose lock does not reach us, may have been faster.
async fn under(
    guard: &RefreshGuard,
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    demand: Demand,
) -> Result<Obtained, OpError> {
    let sought = subject.sought();
    let mut refused: Option<(Option<i64>, OpError)> = None;
    loop {
        let now = desk.clock.now();
        let (due, old) = match judge(vault.held(&subject.key)?, &sought, demand, now) {
            Judged::Good(held) => return Ok(kept(held)),
            Judged::Due(due, old) => (due, old),
        };
        let version = old.as_ref().map(|held| held.version);
        let error = match refused.take() {
            Some((tried, error)) if tried == version => error,
            before => match renewed(desk, vault, guard, subject, old.as_ref(), now).await {
                Ok(token) => return stored(guard, vault, subject, due, token, demand, now),
                Err(error) => {
                    audit::not_renewed(vault, subject, old.as_ref(), &error, now);
                    if before.is_none() && error.wants_a_login() {
                        refused = Some((version, error));
                        continue;
                    }
                    error
                }
            },
        };
        return match old.filter(|held| still_holds(held, &sought, demand, now)) {
            Some(held) => Ok(Obtained { stale_because: Some(error), ..kept(held) }),
            None => Err(error),
        };
    }
}

fn stored(
    guard: &RefreshGuard,
    vault: &Vault,
    subject: &Subject,
    due: Due,
    token: Token,
    demand: Demand,
    now: Timestamp,
) -> Result<Obtained, OpError> {
    let registration = subject.registration.id();
    let put = || vault.put(guard, &registration, &token, None, now);
    // It exists nowhere else: a disk that failed once is given another chance.
    let version = put().or_else(|_| put())?;
    audit::renewed(vault, subject, due, &token.access_token, now);
    long_enough(subject, &token, demand, now)?;
    Ok(Obtained { token, version, origin: Origin::Provider, stale_because: None })
}

/// A token that the settings hold, while it holds.
pub fn given(
    provider: Provider,
    token: &Token,
    demand: Demand,
    now: Timestamp,
) -> Result<Obtained, OpError> {
    let login = |why| OpError::LoginRequired { provider, why };
    if token.state(RenewalMargin::default(), now) == TokenState::Expired {
        return Err(login(LoginWhy::GivenIsOver));
    }
    let will_do = match demand {
        Demand::Good => true,
        Demand::NewerThan(_) => false,
        Demand::Lasting(span) => lasts(token, span, now),
    };
    if !will_do {
        return Err(login(LoginWhy::GivenIsFixed));
    }
    let (version, origin) = (0, Origin::Settings);
    Ok(Obtained { token: token.clone(), version, origin, stale_because: None })
}

fn kept(held: Held) -> Obtained {
    Obtained {
        token: held.token,
        version: held.version,
        origin: Origin::Store,
        stale_because: None,
    }
}

/// What to do with the token that is stored.
enum Judged {
    /// It will do.
    Good(Held),
    /// Another one has to be asked for; the old one, where there is one.
    Due(Due, Option<Held>),
}

fn judge(held: Option<Held>, sought: &Sought, demand: Demand, now: Timestamp) -> Judged {
    let Some(held) = held else { return Judged::Due(Due::Never, None) };
    let due = match (demand, held.token.state(sought.margin, now)) {
        _ if held.registration != sought.registration => Due::OtherRegistration,
        (_, TokenState::Expired) => Due::Expired,
        (Demand::NewerThan(version), _) if held.version <= version => Due::Demanded,
        (Demand::Lasting(span), _) if !lasts(&held.token, span, now) => Due::TooShort,
        (_, TokenState::Expiring) => Due::Expiring,
        (_, TokenState::Valid) => return Judged::Good(held),
    };
    Judged::Due(due, Some(held))
}

/// Whether a token that is due could still be used where its renewal fails.
fn still_holds(held: &Held, sought: &Sought, demand: Demand, now: Timestamp) -> bool {
    held.registration == sought.registration
        && held.token.state(sought.margin, now) != TokenState::Expired
        && !matches!(demand, Demand::Lasting(span) if !lasts(&held.token, span, now))
}

/// Whether a token is good for `span` from now. One whose end nobody named is taken to be.
fn lasts(token: &Token, span: SignedDuration, now: Timestamp) -> bool {
    token.expires_at().is_none_or(|end| end >= moved(now, span))
}

/// A new token that still ends too soon is kept, and is not what was asked for.
fn long_enough(
    subject: &Subject,
    token: &Token,
    demand: Demand,
    now: Timestamp,
) -> Result<(), OpError> {
    match demand {
        Demand::Lasting(wanted) if !lasts(token, wanted, now) => {
            let lives = token.expires_in.unwrap_or_default();
            Err(OpError::TooShort { provider: subject.key.provider, lives, wanted })
        }
        _ => Ok(()),
    }
}
