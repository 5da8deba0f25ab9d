//! Telling a provider that a token has to end, and asking it about one.

use serde_json::Value;
use url::Url;

use crate::model::{AccessToken, ConnectionKey, Registration};
use crate::oauth::{self, Ending};
use crate::ops::{Desk, LoginWhy, OpError};
use crate::providers::kftc::{self, Kftc};
use crate::store::{Held, Vault};

/// How a provider is told that a token has to end.
#[derive(Clone, Copy, Debug)]
pub enum Revocation<'a> {
    /// It has no way to be told, or we have none to tell it.
    Impossible,
    /// In KFTC's own form, with the token from the vault.
    Kftc {
        /// Where it is and who we are there.
        kftc: &'a Kftc,
        /// Where the token is.
        vault: &'a Vault,
        /// What time it is, and the network.
        desk: &'a Desk,
    },
    /// By RFC 7009, with the token from the vault.
    Rfc7009 {
        /// Where.
        endpoint: &'a Url,
        /// Who we are there.
        registration: &'a Registration,
        /// Where the token is.
        vault: &'a Vault,
        /// What time it is, and the network.
        desk: &'a Desk,
    },
}

impl<'a> Revocation<'a> {
    /// The store with its key, where telling takes it.
    pub(super) fn vault(self) -> Option<&'a Vault> {
        match self {
            Self::Impossible => None,
            Self::Kftc { vault, .. } | Self::Rfc7009 { vault, .. } => Some(vault),
        }
    }
}

/// Ends the token of a connection; `false` where there is none, or no way to.
pub(super) async fn revoke(
    revocation: Revocation<'_>,
    key: &ConnectionKey,
) -> Result<bool, OpError> {
    let provider = key.provider;
    match revocation {
        Revocation::Impossible => Ok(false),
        Revocation::Kftc { kftc, vault, desk } => {
            let Some(held) = held_of(vault, key, &kftc.registration)? else { return Ok(false) };
            let request = kftc.revoke(&held.token.access_token);
            let answer = desk
                .http
                .send(request)
                .await
                .map_err(|source| OpError::Http { provider, source })?;
            let outcome = kftc::read_revoked(&answer);
            outcome.map(|()| true).map_err(|no| OpError::no_result(provider, no))
        }
        Revocation::Rfc7009 { endpoint, registration, vault, desk } => {
            let Some(held) = held_of(vault, key, registration)? else { return Ok(false) };
            let ending = match &held.token.refresh_token {
                Some(refresh_token) => Ending::Refresh(refresh_token),
                None => Ending::Access(&held.token.access_token),
            };
            oauth::revoke(&desk.http, registration, endpoint, ending)
                .await
                .map(|()| true)
                .map_err(|error| OpError::oauth(provider, error))
        }
    }
}

/// The stored token, where `registration` is what it was issued to: whom the settings name by now may
/// be somebody else, who is told no secret of theirs.
fn held_of(
    vault: &Vault,
    key: &ConnectionKey,
    registration: &Registration,
) -> Result<Option<Held>, OpError> {
    let held = vault.held(key)?;
    if held.as_ref().is_some_and(|held| held.registration != registration.id()) {
        let why = LoginWhy::OtherSettings;
        return Err(OpError::LoginRequired { provider: key.provider, why });
    }
    Ok(held)
}

/// What the provider thinks of a token (RFC 7662).
pub async fn introspect(
    desk: &Desk,
    key: &ConnectionKey,
    registration: &Registration,
    endpoint: &Url,
    token: &AccessToken,
) -> Result<Value, OpError> {
    oauth::introspect(&desk.http, registration, endpoint, token)
        .await
        .map_err(|error| OpError::oauth(key.provider, error))
}
