//! The client credentials grant (RFC 6749 §4.4): a token for ourselves, not for a person.

use jiff::Timestamp;
use oauth2::basic::{BasicClient, BasicTokenType};
use oauth2::{
    AuthType, ClientId, ClientSecret, RequestTokenError, Scope, TokenResponse as _, TokenUrl,
};

use crate::http::Client;
use crate::model::{AccessToken, ClientAuth, RefreshToken, Registration, Token};
use crate::oauth::exchange::exchange;
use crate::oauth::{OAuthError, ReadRefusal};

/// Asks for a token. `now` is the moment before the request, from which its life is counted: a slow
/// answer can make a token look shorter than it is, never longer.
pub async fn client_credentials(
    http: &Client,
    registration: &Registration,
    read_refusal: ReadRefusal,
    now: Timestamp,
) -> Result<Token, OAuthError> {
    let client = BasicClient::new(ClientId::new(registration.client_id.clone()))
        .set_client_secret(ClientSecret::new(registration.client_secret.expose().to_owned()))
        .set_auth_type(match registration.client_auth {
            ClientAuth::Post => AuthType::RequestBody,
            ClientAuth::Basic => AuthType::BasicAuth,
        })
        .set_token_uri(TokenUrl::from_url(registration.token_endpoint.clone()));
    let send = |request| exchange(http, registration, read_refusal, request);
    let answer = client
        .exchange_client_credentials()
        .add_scopes(registration.scope.split_whitespace().map(|scope| Scope::new(scope.to_owned())))
        .request_async(&send)
        .await
        .map_err(without_the_body)?;

    Ok(Token {
        access_token: AccessToken::new(answer.access_token().secret()),
        refresh_token: answer.refresh_token().map(|token| RefreshToken::new(token.secret())),
        token_type: spelled(answer.token_type()),
        scope: granted(answer.scopes(), &registration.scope),
        issued_at: now,
        expires_in: answer.expires_in().map(|life| life.as_secs().try_into().unwrap_or(i64::MAX)),
    })
}

/// RFC 6750 spells it `Bearer`; the crate compares, and hands back, lower case.
fn spelled(token_type: &BasicTokenType) -> String {
    match token_type {
        BasicTokenType::Bearer => "Bearer".to_owned(),
        other => other.as_ref().to_owned(),
    }
}

/// A scope that is not named was granted as asked (RFC 6749 §5.1).
fn granted(scopes: Option<&Vec<Scope>>, asked: &str) -> String {
    match scopes {
        Some(scopes) => scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" "),
        None => asked.to_owned(),
    }
}

/// The crate's own errors can carry the body, and the body the token: what is not ours is dropped.
fn without_the_body<T: oauth2::ErrorResponse + 'static>(
    error: RequestTokenError<OAuthError, T>,
) -> OAuthError {
    match error {
        RequestTokenError::Request(error) => error,
        RequestTokenError::ServerResponse(_)
        | RequestTokenError::Parse(..)
        | RequestTokenError::Other(_) => {
            OAuthError::NotPromised { http_status: 200, what: "JSON that is no token".to_owned() }
        }
    }
}
