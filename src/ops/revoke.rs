//! Telling a provider that a token has to end, and asking it about one.

use serde_json::Value;
use url::Url;

use crate::model::{AccessToken, ConnectionKey, Registration};
use crate::oauth::{self, Ending};
use crate::ops::{Desk, OpError};
use crate::providers::kftc::{self, Kftc};
use crate::store::Vault;

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

/// Ends the token of a connection; `false` where there is none, or no way to.
pub(super) async fn revoke(
    revocation: Revocation<'_>,
    key: &ConnectionKey,
) -> Result<bool, OpError> {
    let provider = key.provider;
    match revocation {
        Revocation::Impossible => Ok(false),
        Revocation::Kftc { kftc, vault, desk } => {
            let Some(held) = vault.held(key)? else { return Ok(false) };
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
            let Some(held) = vault.held(key)? else { return Ok(false) };
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
