//! Logging in: a person decides, in a browser or on another device, and we get a token for it.

use jiff::Timestamp;
use url::Url;

use crate::http::Request;
use crate::model::{Pkce, ProviderSpec, RedirectUri, Token};
use crate::oauth::authorization::{Authorization, AuthorizationRequest, begin, exchange_code};
use crate::oauth::id_token::{self, Expectation, Identity};
use crate::oauth::{self, DeviceLogin, Issued, Outcome};
use crate::ops::{Desk, LoginRefused, OpError, Subject, audit};
use crate::store::{RefreshGuard, Vault};
use crate::wire::discovery::KeySet;

/// What a login asks for beyond what the provider's row says.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    /// For what, space separated.
    pub scope: String,
    /// Whether the code is bound to us.
    pub pkce: Pkce,
}

/// A person who logged in.
#[derive(Debug)]
pub struct LoggedIn {
    /// What we got for it; it is in the store.
    pub token: Token,
    /// Who it is, where the provider said so in an id token that can be believed.
    pub identity: Option<Identity>,
}

/// All that a login works with.
#[derive(Clone, Copy, Debug)]
pub struct LoginParts<'a> {
    /// Clock and network.
    pub desk: &'a Desk,
    /// Where the token goes.
    pub vault: &'a Vault,
    /// Which connection.
    pub subject: &'a Subject,
    /// The provider.
    pub spec: &'a ProviderSpec,
}

/// Begins a login that comes back to `redirect_uri`.
pub fn begin_login(
    spec: &ProviderSpec,
    request: &LoginRequest,
    redirect_uri: RedirectUri,
    now: Timestamp,
) -> Result<Authorization, OpError> {
    let endpoint = spec.endpoints.authorization.clone();
    let extras = spec.authorize_extras.iter().chain(consent(&request.scope));
    Ok(begin(
        AuthorizationRequest {
            registration: &spec.registration,
            scope: &request.scope,
            endpoint: endpoint.ok_or(OpError::NoEndpoint { name: "authorization_endpoint" })?,
            redirect_uri,
            pkce: request.pkce,
            nonce: wants_an_id_token(&request.scope),
            issuer: spec.issuer.clone(),
            parameters: extras.map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        },
        now,
    )?)
}

/// Finishes it with what the browser brought: exchanges the code, checks who it is, keeps the token.
///
/// A code is good once. So the right to write the connection is had before it is spent.
pub async fn finish_login(
    parts: LoginParts<'_>,
    authorization: Authorization,
    outcome: Outcome,
) -> Result<LoggedIn, OpError> {
    recorded(parts, exchanged(parts, authorization, outcome).await)
}

async fn exchanged(
    parts: LoginParts<'_>,
    authorization: Authorization,
    outcome: Outcome,
) -> Result<LoggedIn, OpError> {
    let LoginParts { desk, subject, spec, .. } = parts;
    let provider = subject.key.provider;
    let code = match outcome {
        Outcome::Code { code, .. } => code,
        Outcome::Refused { error, description } => {
            let refused = LoginRefused::Refused { error, description };
            return Err(OpError::LoginRefused { provider, refused });
        }
        Outcome::Cancelled => {
            return Err(OpError::LoginRefused { provider, refused: LoginRefused::Cancelled });
        }
    };
    let nonce = authorization.nonce().map(str::to_owned);
    let guard = parts.vault.guard(&subject.key, desk.patience).await?;
    let now = desk.clock.now();
    let issued =
        exchange_code(&desk.http, &spec.registration, authorization, code, subject.dialect, now)
            .await
            .map_err(|error| OpError::oauth(provider, error))?;
    keep(parts, &guard, issued, nonce.as_deref()).await
}

/// Begins a login on another device.
pub async fn begin_device_login(
    parts: LoginParts<'_>,
    scope: &str,
) -> Result<DeviceLogin, OpError> {
    let LoginParts { desk, subject, spec, .. } = parts;
    let name = "device_authorization_endpoint";
    let endpoint: &Url =
        spec.endpoints.device_authorization.as_ref().ok_or(OpError::NoEndpoint { name })?;
    oauth::begin_on_device(&desk.http, &spec.registration, endpoint, scope)
        .await
        .map_err(|error| OpError::oauth(subject.key.provider, error))
}

/// Waits until the person has decided there, and keeps the token.
pub async fn finish_device_login(
    parts: LoginParts<'_>,
    login: &DeviceLogin,
) -> Result<LoggedIn, OpError> {
    recorded(parts, decided(parts, login).await)
}

async fn decided(parts: LoginParts<'_>, login: &DeviceLogin) -> Result<LoggedIn, OpError> {
    let LoginParts { desk, subject, spec, .. } = parts;
    let now = || desk.clock.now();
    let issued =
        oauth::wait_for_device(&desk.http, &spec.registration, login, subject.dialect, now)
            .await
            .map_err(|error| OpError::oauth(subject.key.provider, error))?;
    let guard = parts.vault.guard(&subject.key, desk.patience).await?;
    keep(parts, &guard, issued, None).await
}

/// What came of a login, once the audit log has it.
fn recorded(
    parts: LoginParts<'_>,
    outcome: Result<LoggedIn, OpError>,
) -> Result<LoggedIn, OpError> {
    let LoginParts { desk, vault, subject, .. } = parts;
    let token = outcome.as_ref().map(|login| &login.token.access_token);
    audit::logged_in(vault, &subject.key, token, desk.clock.now());
    outcome
}

/// A token whose id token is a lie is not kept.
///
/// The one that was there before is not revoked at its provider: RFC 7009 §2.1 lets a server end all
/// that rests on the same grant, and to many the same person and the same client are the same grant,
/// so that the end of the old one could be the end of the new one.
async fn keep(
    parts: LoginParts<'_>,
    guard: &RefreshGuard,
    issued: Issued,
    nonce: Option<&str>,
) -> Result<LoggedIn, OpError> {
    let LoginParts { vault, subject, .. } = parts;
    let issued = parts.desk.noted(issued);
    let identity = identify(parts, &issued, nonce).await?;
    let named = identity.as_ref().and_then(Identity::subject);
    let user = issued.extra.user_seq_no.as_deref().or(named);
    let now = issued.token.issued_at;
    if vault.put(guard, &subject.registration.id(), &issued.token, user, now)? > 1 {
        tracing::info!(
            target: "qetta::token",
            "{}: the tokens of the login before are not revoked, and end by themselves",
            subject.key.provider
        );
    }
    Ok(LoggedIn { token: issued.token, identity })
}

async fn identify(
    parts: LoginParts<'_>,
    issued: &Issued,
    nonce: Option<&str>,
) -> Result<Option<Identity>, OpError> {
    let LoginParts { desk, subject, spec, .. } = parts;
    let Some(token) = &issued.extra.id_token else { return Ok(None) };
    let keys = keys(parts).await?;
    let expected = Expectation {
        issuer: spec.issuer.as_ref().map(|issuer| issuer.identifier.as_str()),
        client_id: &spec.registration.client_id,
        nonce,
        now: desk.clock.now(),
    };
    let provider = subject.key.provider;
    let identity = id_token::check(token, &expected, keys.as_ref())
        .map_err(|why| OpError::BadIdToken { provider, why })?;
    Ok(Some(identity))
}

/// The keys that the provider publishes, where it says that it does.
async fn keys(parts: LoginParts<'_>) -> Result<Option<KeySet>, OpError> {
    let LoginParts { desk, subject, spec, .. } = parts;
    let provider = subject.key.provider;
    let Some(place) = spec.endpoints.jwks.clone() else { return Ok(None) };
    let request = Request::new(http::Method::GET, place);
    let answer =
        desk.http.send(request).await.map_err(|source| OpError::Http { provider, source })?;
    let keys = serde_json::from_slice(answer.body()).map_err(|_| OpError::NotPromised {
        provider,
        http_status: answer.status().as_u16(),
        what: answer.description(),
    })?;
    Ok(Some(keys))
}

/// `OpenID` Connect Core §3.1.2.1.
fn wants_an_id_token(scope: &str) -> bool {
    asks_for("openid", scope)
}

/// A refresh token of `OpenID` Connect needs the person's consent, asked for by name: a server passes
/// over `offline_access` without it, in silence (Core §11).
fn consent(scope: &str) -> &'static [(&'static str, &'static str)] {
    let offline = asks_for("openid", scope) && asks_for("offline_access", scope);
    if offline { &[("prompt", "consent")] } else { &[] }
}

fn asks_for(name: &str, scope: &str) -> bool {
    scope.split_whitespace().any(|one| one == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::providers::hyfata;

    /// What the browser is sent there with.
    fn prompt(scope: &str) -> Option<String> {
        let base = "https://a.example".parse().unwrap();
        let redirect_uri: RedirectUri = "http://127.0.0.1:0/callback".parse().unwrap();
        let client = ("client".to_owned(), None);
        let spec = hyfata::spec(String::new(), base, client, redirect_uri.clone(), String::new());
        let request = LoginRequest { scope: scope.to_owned(), pkce: Pkce::S256 };
        let now = Timestamp::UNIX_EPOCH;
        let begun = begin_login(&spec.unwrap(), &request, redirect_uri, now).unwrap();
        let mut sent = begun.url().query_pairs();
        sent.find(|(name, _)| name == "prompt").map(|(_, value)| value.into_owned())
    }

    #[test]
    fn offline_access_is_asked_for_together_with_consent() {
        for (scope, asked) in [
            ("openid profile offline_access", Some("consent")),
            ("offline_access openid", Some("consent")),
            ("offline_access", None),
            ("openid offline_access2", None),
            ("openid", None),
        ] {
            assert_eq!(prompt(scope).as_deref(), asked, "{scope}");
        }
    }
}
