//! The refresh token grant (RFC 6749 §6): the next token of a person who need not come back.

use jiff::Timestamp;

use crate::http::Client;
use crate::model::{RefreshToken, Registration, Token};
use crate::oauth::exchange::{Care, exchange};
use crate::oauth::issued::{issued, protocol, scopes, without_the_body};
use crate::oauth::{Dialect, Issued, OAuthError};

/// Asks for the token after `old` by its `refresh_token`, with the scope that was granted. `now` is the moment
/// before the request, from which its life is counted.
///
/// The refresh token of what is issued is the one to keep: the new one where the provider rotates,
/// the old one where it does not.
pub async fn refresh(
    http: &Client,
    registration: &Registration,
    refresh_token: &RefreshToken,
    old: &Token,
    dialect: Dialect,
    now: Timestamp,
) -> Result<Issued, OAuthError> {
    let secrets = vec![refresh_token.expose(), old.access_token.expose()];
    let care = Care { secrets, once: false };
    let send = |request| exchange(http, registration, dialect, &care, request);
    let spent = oauth2::RefreshToken::new(refresh_token.expose().to_owned());
    let answer = protocol(registration)
        .exchange_refresh_token(&spent)
        .add_scopes(scopes(&old.scope))
        .request_async(&send)
        .await
        .map_err(without_the_body)?;
    let mut issued = issued(&answer, dialect, &old.scope, old.expires_in, now);
    issued.token.refresh_token.get_or_insert_with(|| refresh_token.clone());
    Ok(issued)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccessToken, Cause};
    use crate::oauth::testing::{Endpoint, client, field, noon};

    async fn refreshed(endpoint: &Endpoint) -> Result<Issued, OAuthError> {
        let old = RefreshToken::new("canary-old");
        let registration = endpoint.registration();
        let token = Token {
            access_token: AccessToken::new("canary-access"),
            refresh_token: None,
            token_type: "Bearer".to_owned(),
            scope: "inquiry login transfer".to_owned(),
            issued_at: noon(),
            expires_in: None,
        };
        refresh(&client(), &registration, &old, &token, Dialect::RFC, noon()).await
    }

    #[tokio::test]
    async fn a_refresh_asks_for_the_scope_that_was_granted_and_keeps_it() {
        let endpoint = Endpoint::saying(200, Some(r#"{"access_token":"a","refresh_token":"new"}"#));
        let issued = refreshed(&endpoint).await.unwrap();
        assert_eq!(issued.token.scope, "inquiry login transfer");
        assert_eq!(issued.token.refresh_token.unwrap().expose(), "new");
        let heard = endpoint.heard();
        for (name, value) in [
            ("grant_type", "refresh_token"),
            ("refresh_token", "canary-old"),
            ("scope", "inquiry login transfer"),
            ("client_id", "client"),
            ("client_secret", "canary-secret"),
        ] {
            assert_eq!(field(&heard[0], name), Some(value), "{name}");
        }
    }

    #[tokio::test]
    async fn c22_without_a_new_refresh_token_the_old_one_stays() {
        let endpoint = Endpoint::saying(200, Some(r#"{"access_token":"a","scope":"login"}"#));
        let issued = refreshed(&endpoint).await.unwrap();
        assert_eq!(issued.token.refresh_token.unwrap().expose(), "canary-old");
        assert_eq!(issued.token.scope, "login");
    }

    #[tokio::test]
    async fn a_refresh_token_that_is_over_has_its_own_cause() {
        let body = r#"{"error":"invalid_grant","error_description":"no canary-old here"}"#;
        let endpoint = Endpoint::saying(400, Some(body));
        let Err(OAuthError::Refused(refusal)) = refreshed(&endpoint).await else {
            panic!("a refusal")
        };
        assert_eq!(refusal.cause, Cause::Grant);
        assert_eq!(refusal.message.as_deref(), Some("no … here"));
    }
}
