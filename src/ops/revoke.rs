//! Telling a provider that a token has to end, and asking it about one.

use serde_json::Value;
use url::Url;

use crate::model::{AccessToken, ConnectionKey, Registration, Token};
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

/// What became of a connection's tokens at their provider.
#[derive(Debug)]
pub(super) struct Told {
    /// Which of them it ended.
    pub(super) ended: Ended,
    /// Why not all of them, where it was asked to.
    pub(super) trouble: Option<OpError>,
}

/// What a provider ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// As far as is known, nothing.
    Nothing,
    /// The refresh token: the access token is good until its end.
    RefreshToken,
    /// All that there was.
    All,
}

impl Told {
    /// One word about everything.
    fn of(outcome: Result<Ended, OpError>) -> Self {
        match outcome {
            Ok(ended) => Self { ended, trouble: None },
            Err(error) => Self { ended: Ended::Nothing, trouble: Some(error) },
        }
    }
}

/// Ends the tokens of a connection, where there are any and there is a way to.
pub(super) async fn revoke(revocation: Revocation<'_>, key: &ConnectionKey) -> Told {
    match revocation {
        Revocation::Impossible => Told::of(Ok(Ended::Nothing)),
        Revocation::Kftc { kftc, vault, desk } => Told::of(at_kftc(kftc, vault, desk, key).await),
        Revocation::Rfc7009 { endpoint, registration, vault, desk } => {
            match held_of(vault, key, registration) {
                Ok(None) => Told::of(Ok(Ended::Nothing)),
                Ok(Some(held)) => {
                    let end = async |ending| {
                        let ended = oauth::revoke(&desk.http, registration, endpoint, ending).await;
                        ended.map_err(|error| OpError::oauth(key.provider, error))
                    };
                    by_rfc_7009(&held.token, end).await
                }
                Err(error) => Told::of(Err(error)),
            }
        }
    }
}

/// In KFTC's own form, which ends both of a pair.
async fn at_kftc(
    kftc: &Kftc,
    vault: &Vault,
    desk: &Desk,
    key: &ConnectionKey,
) -> Result<Ended, OpError> {
    let provider = key.provider;
    let Some(held) = held_of(vault, key, &kftc.registration)? else { return Ok(Ended::Nothing) };
    let request = kftc.revoke(&held.token.access_token);
    let answer =
        desk.http.send(request).await.map_err(|source| OpError::Http { provider, source })?;
    let outcome = kftc::read_revoked(&answer);
    outcome.map(|()| Ended::All).map_err(|no| OpError::no_result(provider, no))
}

/// The refresh token first: from then on nothing new comes of it, whatever becomes of the rest. It
/// should take its access tokens along (RFC 7009 §2.1), and not every server lets it.
async fn by_rfc_7009<'a>(
    token: &'a Token,
    end: impl AsyncFn(Ending<'a>) -> Result<(), OpError>,
) -> Told {
    let access = Ending::Access(&token.access_token);
    let Some(refresh_token) = &token.refresh_token else {
        return Told::of(end(access).await.map(|()| Ended::All));
    };
    match end(Ending::Refresh(refresh_token)).await {
        Ok(()) => match end(access).await {
            Ok(()) => Told::of(Ok(Ended::All)),
            Err(error) => Told {
                ended: Ended::RefreshToken,
                trouble: Some(error).filter(|error| !cannot_be_revoked(error)),
            },
        },
        // Who is not there now is not there a moment later either.
        Err(error @ OpError::Http { .. }) => Told::of(Err(error)),
        Err(error) => {
            let rest = end(access).await;
            tracing::debug!(?rest, "the access token, after a refresh token that was not ended");
            Told::of(Err(error))
        }
    }
}

/// Whether the server has no way to end a token of this kind (RFC 7009 §2.2.1), so that asking again
/// is no use.
fn cannot_be_revoked(error: &OpError) -> bool {
    matches!(error, OpError::Refused { refusal, .. }
        if refusal.code.as_deref() == Some("unsupported_token_type"))
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

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::http::HttpError;
    use crate::model::{Cause, Provider, RefreshToken, Refusal};

    const PROVIDER: Provider = Provider::Max;

    fn refused(code: &str) -> OpError {
        let (cause, code) = (Cause::of_oauth(code), Some(code.to_owned()));
        let refusal = Refusal { cause, http_status: 400, code, bank_code: None, message: None };
        OpError::Refused { provider: PROVIDER, refusal }
    }

    fn unreachable() -> OpError {
        let source = HttpError::Connect { host: "h".into(), cause: "refused".into() };
        OpError::Http { provider: PROVIDER, source }
    }

    /// What is told of a token whose endings come to this, and which were asked for.
    async fn told(
        refresh: bool,
        outcomes: Vec<Result<(), OpError>>,
    ) -> (Ended, bool, Vec<&'static str>) {
        let token = Token {
            access_token: AccessToken::new("access"),
            refresh_token: refresh.then(|| RefreshToken::new("refresh")),
            token_type: "Bearer".to_owned(),
            scope: String::new(),
            issued_at: jiff::Timestamp::UNIX_EPOCH,
            expires_in: None,
        };
        let (asked, outcomes) = (RefCell::default(), RefCell::new(outcomes.into_iter()));
        let end = async |ending: Ending<'_>| {
            let asked: &RefCell<Vec<&'static str>> = &asked;
            asked.borrow_mut().push(match ending {
                Ending::Refresh(_) => "refresh",
                Ending::Access(_) => "access",
            });
            outcomes.borrow_mut().next().unwrap()
        };
        let Told { ended, trouble } = by_rfc_7009(&token, end).await;
        (ended, trouble.is_some(), asked.into_inner())
    }

    #[tokio::test]
    async fn c27_the_refresh_token_ends_first_and_then_the_access_token() {
        let both = vec!["refresh", "access"];
        assert_eq!(told(true, vec![Ok(()), Ok(())]).await, (Ended::All, false, both.clone()));
        assert_eq!(told(false, vec![Ok(())]).await, (Ended::All, false, vec!["access"]));
        let refused_access = told(true, vec![Ok(()), Err(unreachable())]).await;
        assert_eq!(refused_access, (Ended::RefreshToken, true, both.clone()));
        let refused_refresh = told(true, vec![Err(refused("invalid_request")), Ok(())]).await;
        assert_eq!(refused_refresh, (Ended::Nothing, true, both.clone()));
        let nobody = told(true, vec![Err(unreachable())]).await;
        assert_eq!(nobody, (Ended::Nothing, true, vec!["refresh"]));
        // Asking again is no use there.
        let without = told(true, vec![Ok(()), Err(refused("unsupported_token_type"))]).await;
        assert_eq!(without, (Ended::RefreshToken, false, both));
    }
}
