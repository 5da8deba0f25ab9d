//! What a grant ends with, and the one way there: the `oauth2` crate, set up for a registration.

use jiff::Timestamp;
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
    BasicTokenType,
};
use oauth2::{
    AuthType, ClientId, ClientSecret, EndpointNotSet, EndpointSet, ExtraTokenFields,
    RequestTokenError, Scope, StandardRevocableToken, StandardTokenResponse, TokenResponse as _,
    TokenUrl,
};

use crate::model::{self, AccessToken, ClientAuth, RefreshToken, Registration, Token};
use crate::oauth::{Dialect, Doubt, OAuthError};
use crate::wire::oauth::{Extra, TokenAnswer};

/// A token, and what the provider said with it.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The token.
    pub token: Token,
    /// Beyond the RFC.
    pub extra: Extra,
    /// What it said of the token's life, where that cannot be.
    pub doubt: Option<Doubt>,
}

impl ExtraTokenFields for Extra {}

/// The crate's answer, with what is beyond the RFC.
pub(super) type Answer = StandardTokenResponse<Extra, BasicTokenType>;

/// The crate's client, which can ask for a token.
pub(super) type Protocol = oauth2::Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Speaks for a registration.
pub(super) fn protocol(registration: &Registration) -> Protocol {
    let client = oauth2::Client::new(ClientId::new(registration.client_id.clone()))
        .set_token_uri(TokenUrl::from_url(registration.token_endpoint.clone()));
    let secret = |secret: &model::ClientSecret| ClientSecret::new(secret.expose().to_owned());
    match &registration.client_auth {
        ClientAuth::None => client.set_auth_type(AuthType::RequestBody),
        ClientAuth::Post(post) => {
            client.set_client_secret(secret(post)).set_auth_type(AuthType::RequestBody)
        }
        ClientAuth::Basic(basic) => {
            client.set_client_secret(secret(basic)).set_auth_type(AuthType::BasicAuth)
        }
    }
}

/// The names in a scope, as the crate takes them.
pub(super) fn scopes(scope: &str) -> impl Iterator<Item = Scope> + '_ {
    scope.split_whitespace().map(|name| Scope::new(name.to_owned()))
}

/// Takes the crate's answer into our words. `now` is the moment before the request, from which the
/// token's life is counted: a slow answer can make it look shorter than it is, never longer. `before`
/// is the life of the token that it replaces.
pub(super) fn issued(
    answer: &Answer,
    dialect: Dialect,
    asked: &str,
    before: Option<i64>,
    now: Timestamp,
) -> Issued {
    let said = answer.expires_in().map(|life| life.as_secs().try_into().unwrap_or(i64::MAX));
    let access_token = answer.access_token().secret();
    let (expires_in, doubt) = dialect.life(access_token, said, before, now.as_second());
    let token = Token {
        access_token: AccessToken::new(access_token),
        refresh_token: answer.refresh_token().map(|token| RefreshToken::new(token.secret())),
        token_type: spelled(answer.token_type().as_ref()),
        scope: granted(answer.scopes(), asked),
        issued_at: now,
        expires_in,
    };
    Issued { token, extra: answer.extra_fields().clone(), doubt }
}

/// The same from an answer as it came, for who asks without the crate.
pub(super) fn issued_from(
    answer: TokenAnswer,
    dialect: Dialect,
    asked: &str,
    now: Timestamp,
) -> Issued {
    let access_token = answer.access_token.expose();
    let (expires_in, doubt) = dialect.life(access_token, answer.expires_in, None, now.as_second());
    let token = Token {
        access_token: answer.access_token,
        refresh_token: answer.refresh_token,
        token_type: spelled(&answer.token_type),
        scope: answer.scope.unwrap_or_else(|| asked.to_owned()),
        issued_at: now,
        expires_in,
    };
    Issued { token, extra: answer.extra, doubt }
}

/// RFC 6750 spells it `Bearer`; letters of either case mean the same (RFC 6749 §5.1), and the crate
/// hands back lower case.
fn spelled(token_type: &str) -> String {
    let is_bearer = token_type.eq_ignore_ascii_case("bearer");
    if is_bearer { "Bearer" } else { token_type }.to_owned()
}

/// A scope that is not named was granted as asked (RFC 6749 §5.1).
fn granted(scopes: Option<&Vec<Scope>>, asked: &str) -> String {
    match scopes {
        Some(scopes) => scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" "),
        None => asked.to_owned(),
    }
}

/// The crate's own errors can carry the body, and the body the token: what is not ours is dropped.
pub(super) fn without_the_body<T: oauth2::ErrorResponse + 'static>(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::testing::noon;

    #[test]
    fn a_bearer_token_is_one_in_whichever_letters() {
        for (said, kept) in [("bearer", "Bearer"), ("BEARER", "Bearer"), ("DPoP", "DPoP")] {
            let body = format!(r#"{{"access_token":"t","token_type":"{said}"}}"#);
            let answer: TokenAnswer = serde_json::from_str(&body).unwrap();
            let issued = issued_from(answer, Dialect::RFC, "", noon());
            assert_eq!(issued.token.token_type, kept);
        }
    }
}
