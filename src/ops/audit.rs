//! What operations say to the audit log: the one place where what was done becomes an entry.

use jiff::Timestamp;

use crate::http::HttpError;
use crate::model::{AccessToken, Cause, ConnectionKey, Refusal};
use crate::ops::revoke::Ended;
use crate::ops::token::{Due, Obtained, Origin, Renewal, Subject};
use crate::ops::{LoginRefused, OpError};
use crate::store::audit::{Event, Happening};
use crate::store::{Held, Store, Vault};

/// What becomes of a token that was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It goes into a request of ours.
    Use,
    /// It leaves qetta: it is printed, or given to a program.
    Export,
    /// It is shown masked, or not at all.
    Look,
}

/// Records that a token is handed on, once a process. One that the settings hold is theirs, and was
/// never ours to record.
pub fn handed_on(
    vault: &Vault,
    key: &ConnectionKey,
    obtained: &Obtained,
    purpose: Purpose,
    now: Timestamp,
) {
    if obtained.origin != Origin::Settings {
        passed(vault, key, &obtained.token.access_token, purpose, now);
    }
}

/// The same of a stored token that nobody judged.
pub fn passed(
    vault: &Vault,
    key: &ConnectionKey,
    token: &AccessToken,
    purpose: Purpose,
    now: Timestamp,
) {
    let event = match purpose {
        Purpose::Use => Event::Use,
        Purpose::Export => Event::Export,
        Purpose::Look => return,
    };
    vault.note_once(&Happening::new(event).to(key).with(token), now);
}

/// Records that a provider turned a call with this token away.
pub(super) fn turned_away(
    vault: &Vault,
    key: &ConnectionKey,
    obtained: &Obtained,
    refusal: &Refusal,
    now: Timestamp,
) {
    if obtained.origin == Origin::Settings {
        return;
    }
    let used = Happening {
        result: of_cause(refusal.cause),
        provider_code: refusal.code.as_deref(),
        ..Happening::new(Event::Use).to(key).with(&obtained.token.access_token)
    };
    vault.note_once(&used, now);
}

/// Records a new token of a connection, and that its settings are others than before, where they are.
pub(super) fn renewed(
    vault: &Vault,
    subject: &Subject,
    due: Due,
    token: &AccessToken,
    now: Timestamp,
) {
    if due == Due::OtherRegistration {
        let detail = "client, scope or server";
        vault.note(&Happening::new(Event::Config).to(&subject.key).detail(detail), now);
    }
    vault.note(&Happening::new(renewal(subject)).to(&subject.key).with(token), now);
}

/// Records that a new token was not to be had.
pub(super) fn not_renewed(
    vault: &Vault,
    subject: &Subject,
    old: Option<&Held>,
    error: &OpError,
    now: Timestamp,
) {
    let token = old.map(|held| &held.token.access_token);
    vault.note(&failed(renewal(subject), &subject.key, token, error), now);
}

/// Records a login with what came of it.
pub(super) fn logged_in(
    vault: &Vault,
    key: &ConnectionKey,
    outcome: Result<&AccessToken, &OpError>,
    now: Timestamp,
) {
    match outcome {
        Ok(token) => {
            vault.note(&Happening::new(Event::Issue).to(key).with(token).detail("login"), now);
        }
        Err(error) => vault.note(&failed(Event::Issue, key, None, error).detail("login"), now),
    }
}

/// Records that the provider was asked to end a token.
pub(super) fn revoked(
    vault: &Vault,
    key: &ConnectionKey,
    token: &AccessToken,
    ended: Ended,
    trouble: Option<&OpError>,
    now: Timestamp,
) {
    match trouble {
        None if ended == Ended::RefreshToken => {
            let happening = Happening::new(Event::Revoke).to(key).with(token);
            vault.note(&happening.detail("the refresh token alone"), now);
        }
        None => vault.note(&Happening::new(Event::Revoke).to(key).with(token), now),
        Some(error) => vault.note(&failed(Event::Revoke, key, Some(token), error), now),
    }
}

/// Records that a connection was forgotten, under seal where the key is at hand.
pub(super) fn forgotten(store: &Store, vault: Option<&Vault>, key: &ConnectionKey, now: Timestamp) {
    let happening = Happening::new(Event::Disconnect).to(key);
    match vault {
        Some(vault) => vault.note(&happening, now),
        None => store.note(&happening, now),
    }
}

/// Records that a connection has another name.
pub fn renamed(vault: &Vault, from: &ConnectionKey, to: &ConnectionKey, now: Timestamp) {
    let detail = format!("the account was `{}`", from.account);
    vault.note(&Happening::new(Event::Config).to(to).detail(&detail), now);
}

fn renewal(subject: &Subject) -> Event {
    match subject.renewal {
        Renewal::RefreshToken => Event::Refresh,
        Renewal::ClientCredentials | Renewal::Given(_) | Renewal::Hive(_) => Event::Issue,
    }
}

fn failed<'a>(
    event: Event,
    key: &'a ConnectionKey,
    token: Option<&'a AccessToken>,
    error: &'a OpError,
) -> Happening<'a> {
    let happening = Happening {
        result: kind(error),
        provider_code: provider_code(error),
        ..Happening::new(event).to(key)
    };
    Happening { token, ..happening }
}

fn provider_code(error: &OpError) -> Option<&str> {
    match error {
        OpError::Refused { refusal, .. } => refusal.code.as_deref(),
        OpError::AnswerLost { refusal, .. } => refusal.code.as_deref(),
        OpError::LoginRefused { refused: LoginRefused::Refused { error, .. }, .. } => Some(error),
        _ => None,
    }
}

/// The kind of an error by the name that users meet. `error` gives every error its kind; a test there
/// holds this table to it.
pub fn kind(error: &OpError) -> &'static str {
    match error {
        OpError::Store(_) | OpError::Unsendable { .. } => "store",
        OpError::Metadata { .. }
        | OpError::NoEndpoint { .. }
        | OpError::NoS256 { .. }
        | OpError::NoTokensInV1
        | OpError::Http {
            source: HttpError::Certificates { .. } | HttpError::Proxy { .. }, ..
        } => "config",
        OpError::Http { .. } | OpError::NotPromised { .. } => "network",
        OpError::Refused { refusal, .. } => of_cause(refusal.cause),
        OpError::StateOver { .. } | OpError::DeviceCodeOver { .. } => "callback_timeout",
        OpError::LoginRequired { .. }
        | OpError::AnswerLost { .. }
        | OpError::TooShort { .. }
        | OpError::NoSuchAccount { .. } => "login_required",
        OpError::LoginRefused { .. } | OpError::BadIdToken { .. } | OpError::NoInstitution => {
            "provider_refused"
        }
        OpError::OffBase(_) | OpError::NameTaken { .. } => "usage",
        OpError::NoRandomness | OpError::Stopped => "internal",
    }
}

fn of_cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Outage => "network",
        Cause::Connect => "login_required",
        Cause::Client | Cause::Scope | Cause::Token | Cause::Grant | Cause::Request => {
            "provider_refused"
        }
    }
}
