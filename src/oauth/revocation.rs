//! Ending a token at its server (RFC 7009), and asking about one (RFC 7662).

use serde_json::Value;
use url::Url;

use crate::http::Client;
use crate::model::{AccessToken, RefreshToken, Registration};
use crate::oauth::authenticated::form;
use crate::oauth::{OAuthError, rfc_refusal};

/// What is to end: where the server does it well, a refresh token takes its access tokens along
/// (RFC 7009 §2.1).
#[derive(Clone, Copy, Debug)]
pub enum Ending<'a> {
    /// A person's, whole.
    Refresh(&'a RefreshToken),
    /// Where there is nothing else.
    Access(&'a AccessToken),
}

/// Ends a token. A token that the server does not know has ended, too (§2.2).
pub async fn revoke(
    http: &Client,
    registration: &Registration,
    endpoint: &Url,
    ending: Ending<'_>,
) -> Result<(), OAuthError> {
    let (token, hint) = match ending {
        Ending::Refresh(token) => (token.expose(), "refresh_token"),
        Ending::Access(token) => (token.expose(), "access_token"),
    };
    let fields = [("token", token), ("token_type_hint", hint)];
    let answer = http.send(form(registration, endpoint, &fields).hiding(token)).await?;
    match rfc_refusal(&answer) {
        Some(refusal) => Err(OAuthError::Refused(refusal)),
        None if answer.status().is_success() => Ok(()),
        None => Err(OAuthError::not_promised(&answer)),
    }
}

/// Asks what the server thinks of a token. Its answer is of this moment alone, and is not kept.
pub async fn introspect(
    http: &Client,
    registration: &Registration,
    endpoint: &Url,
    token: &AccessToken,
) -> Result<Value, OAuthError> {
    let fields = [("token", token.expose()), ("token_type_hint", "access_token")];
    let answer = http.send(form(registration, endpoint, &fields).hiding(token.expose())).await?;
    if let Some(refusal) = rfc_refusal(&answer) {
        return Err(OAuthError::Refused(refusal));
    }
    let read = serde_json::from_slice(answer.body()).ok().filter(|said: &Value| {
        answer.status().is_success() && said.get("active").is_some_and(Value::is_boolean)
    });
    read.ok_or_else(|| OAuthError::not_promised(&answer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cause;
    use crate::oauth::testing::{Endpoint, client, field};

    async fn revoked(endpoint: &Endpoint) -> Result<(), OAuthError> {
        let registration = endpoint.registration();
        let token = RefreshToken::new("canary-refresh");
        let url = registration.token_endpoint.clone();
        revoke(&client(), &registration, &url, Ending::Refresh(&token)).await
    }

    #[tokio::test]
    async fn c27_a_token_ends_with_its_hint_and_any_success_will_do() {
        for body in ["", "{}", "ok"] {
            let endpoint = Endpoint::saying(200, Some(body));
            revoked(&endpoint).await.unwrap();
            let heard = endpoint.heard();
            assert_eq!(field(&heard[0], "token"), Some("canary-refresh"));
            assert_eq!(field(&heard[0], "token_type_hint"), Some("refresh_token"));
            assert_eq!(field(&heard[0], "client_secret"), Some("canary-secret"));
        }
    }

    #[tokio::test]
    async fn c27_a_token_that_could_not_end_is_said_to_live() {
        let body = r#"{"error":"unsupported_token_type","error_description":"canary-refresh"}"#;
        let Err(OAuthError::Refused(refusal)) = revoked(&Endpoint::saying(400, Some(body))).await
        else {
            panic!("a refusal")
        };
        assert_eq!((refusal.cause, refusal.message.as_deref()), (Cause::Request, Some("…")));
        let page = revoked(&Endpoint::saying(404, Some("<html>"))).await;
        assert!(matches!(page, Err(OAuthError::NotPromised { http_status: 404, .. })));
    }

    #[tokio::test]
    async fn c28_an_answer_without_a_verdict_is_none() {
        let asked = async |body| {
            let endpoint = Endpoint::saying(200, Some(body));
            let registration = endpoint.registration();
            let token = AccessToken::new("canary-access");
            let url = registration.token_endpoint.clone();
            introspect(&client(), &registration, &url, &token).await
        };
        assert_eq!(asked(r#"{"active":false}"#).await.unwrap()["active"], false);
        for body in ["{}", "<html>", r#"{"active":"yes"}"#] {
            assert!(matches!(asked(body).await, Err(OAuthError::NotPromised { .. })), "{body}");
        }
    }
}
