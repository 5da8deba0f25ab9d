//! Asking for the next token, by whoever holds the guard.
//!
//! A refresh token may be good once. What is about to spend it is written down first, and stays
//! written down where nobody can say whether the provider acted: the next run then knows that the
//! token may be dead, tries it once all the same, and can say why only the person can go on.

use jiff::Timestamp;

use crate::model::{Cause, RefreshToken, Token};
use crate::oauth;
use crate::ops::hive::server_token;
use crate::ops::token::{Renewal, Subject};
use crate::ops::{Desk, LoginWhy, OpError};
use crate::store::{Held, RefreshGuard, Unfinished, Vault};

/// The token after `old`; not stored yet.
pub(super) async fn renewed(
    desk: &Desk,
    vault: &Vault,
    guard: &RefreshGuard,
    subject: &Subject,
    old: Option<&Held>,
    now: Timestamp,
) -> Result<Token, OpError> {
    let Subject { key, registration, dialect, .. } = subject;
    match &subject.renewal {
        Renewal::Hive(hive) => server_token(desk, hive, now).await,
        Renewal::Given(token) => Ok((**token).clone()),
        Renewal::ClientCredentials => {
            oauth::client_credentials(&desk.http, registration, *dialect, now)
                .await
                .map(|issued| desk.noted(issued).token)
                .map_err(|error| OpError::oauth(key.provider, error).after_refresh())
        }
        Renewal::RefreshToken => {
            let (refresh_token, held) = refreshable(subject, old)?;
            // A store that cannot be written is found out before anything is spent.
            let before = vault.begin_renewal(guard, held.version, now)?;
            if let Some(Unfinished { begun_at, tries }) = before {
                tracing::info!(
                    target: "qetta::token",
                    "{}: a renewal that began at {begun_at} ({tries} so far) got no answer, and the refresh token may be used up; trying it once more",
                    key.provider
                );
            }
            oauth::refresh(&desk.http, registration, refresh_token, &held.token, *dialect, now)
                .await
                .map(|issued| desk.noted(issued).token)
                .map_err(|error| failed(OpError::oauth(key.provider, error), vault, guard, before))
        }
    }
}

/// What to say of a renewal that failed, and what to leave for the next run.
fn failed(
    error: OpError,
    vault: &Vault,
    guard: &RefreshGuard,
    before: Option<Unfinished>,
) -> OpError {
    let is_spent = matches!(
        &error,
        OpError::Refused { refusal, .. } if matches!(refusal.cause, Cause::Grant | Cause::Connect)
    );
    match (error.of_refresh(), before) {
        (OpError::Refused { provider, refusal }, Some(Unfinished { begun_at, .. })) if is_spent => {
            OpError::AnswerLost { provider, refusal: Box::new(refusal), since: begun_at }
        }
        // Whether the earlier one was acted on is as open as it was.
        (error, Some(_)) => error,
        (error, None) => {
            if !error.may_have_been_done() {
                forgotten(vault, guard);
            }
            error
        }
    }
}

/// Nothing was spent. Where that cannot be written down the next run says one word too many, which
/// is no reason to hide why this one failed.
fn forgotten(vault: &Vault, guard: &RefreshGuard) {
    if let Err(error) = vault.undo_renewal(guard) {
        tracing::debug!(%error, "a renewal that came to nothing is still written down");
    }
}

/// The refresh token with what it belongs to; without one only the person can go on.
fn refreshable<'a>(
    subject: &Subject,
    old: Option<&'a Held>,
) -> Result<(&'a RefreshToken, &'a Held), OpError> {
    let provider = subject.key.provider;
    let login = |why| OpError::LoginRequired { provider, why };
    let old = old.ok_or(login(LoginWhy::NeverConnected))?;
    if old.registration != subject.registration.id() {
        return Err(login(LoginWhy::OtherSettings));
    }
    let refresh_token = old.token.refresh_token.as_ref().ok_or(login(LoginWhy::NoRefreshToken))?;
    Ok((refresh_token, old))
}
