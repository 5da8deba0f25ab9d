//! The authorization server: RFC 6749 with KFTC's own members.

use serde::{Deserialize, Serialize, Serializer};

use super::Verdict;
use crate::model::{AccessToken, ClientSecret, RefreshToken};

/// GET `/oauth/2.0/authorize`, in the browser.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct AuthorizeQuery {
    /// `code`.
    pub response_type: String,
    /// Public.
    pub client_id: String,
    /// The registered one, to the letter.
    pub redirect_uri: String,
    /// Space separated.
    pub scope: String,
    /// Exactly 32 characters; other lengths are refused.
    pub state: String,
    /// `0`, the first time: `2` wants headers that no browser can be made to send.
    pub auth_type: String,
    /// `kor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Anything; it comes back to the redirect URI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_info: Option<String>,
}

/// What the browser brings to the redirect URI. Neither a code nor an error: the user cancelled.
#[derive(Clone, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct CallbackQuery {
    /// Where the user agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What was granted; its spaces arrive as `+`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_info: Option<String>,
    /// What was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Where the user did not agree. Its values are not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Korean, for people; can be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}

impl std::fmt::Debug for CallbackQuery {
    /// Without the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackQuery").field("error", &self.error).finish_non_exhaustive()
    }
}

/// How a token is asked for.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// `authorization_code`: wants `code` and `redirect_uri`.
    AuthorizationCode,
    /// `refresh_token`: wants `refresh_token` and, unlike RFC 6749, `scope`.
    RefreshToken,
    /// `client_credentials`: wants `scope`, which can only be `oob`.
    ClientCredentials,
}

/// POST `/oauth/2.0/token`, a form, without an `Authorization` header.
#[derive(Clone, Deserialize, Serialize)]
pub struct TokenForm {
    /// Which of the three.
    pub grant_type: Grant,
    /// Public.
    pub client_id: String,
    /// Not public.
    #[serde(serialize_with = "exposed_secret")]
    pub client_secret: ClientSecret,
    /// For a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For a code: the one that was authorized with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// For a refresh.
    #[serde(
        default,
        serialize_with = "exposed_refresh_token",
        skip_serializing_if = "Option::is_none"
    )]
    pub refresh_token: Option<RefreshToken>,
    /// For a refresh and for client credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl std::fmt::Debug for TokenForm {
    /// Without the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenForm").field("grant_type", &self.grant_type).finish_non_exhaustive()
    }
}

/// POST `/oauth/2.0/revoke`, a form: `access_token`, not RFC 7009's `token`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct RevokeForm {
    /// Public.
    pub client_id: String,
    /// Not public.
    #[serde(serialize_with = "exposed_secret")]
    pub client_secret: ClientSecret,
    /// What is to end.
    #[serde(serialize_with = "exposed_access_token")]
    pub access_token: AccessToken,
}

/// What a revocation answers: the verdict `O0000`, and everything that was sent, the client secret
/// included. For the sandbox to write; the client reads a [`Verdict`] and nothing more.
#[derive(Clone, Debug, Serialize)]
pub struct RevokeAnswer {
    /// `O0000`.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// What was sent.
    #[serde(flatten)]
    pub sent: RevokeForm,
    /// What ended with it, where there was one.
    #[serde(serialize_with = "exposed_refresh_token", skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<RefreshToken>,
}

fn exposed_secret<S: Serializer>(secret: &ClientSecret, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(secret.expose())
}

fn exposed_access_token<S: Serializer>(token: &AccessToken, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(token.expose())
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn exposed_refresh_token<S: Serializer>(
    token: &Option<RefreshToken>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match token {
        Some(token) => to.serialize_str(token.expose()),
        None => to.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BadQuery, pairs, read};
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Result<TokenForm, BadQuery> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        read(pairs.collect::<Vec<_>>())
    }

    #[test]
    fn a_refresh_names_its_scope() {
        let sent = [
            ("grant_type", "refresh_token"),
            ("client_id", "id"),
            ("client_secret", "s"),
            ("refresh_token", "r"),
            ("scope", "login inquiry"),
        ];
        let form = form(&sent).unwrap();
        assert_eq!(form.grant_type, Grant::RefreshToken);
        assert_eq!(form.scope.as_deref(), Some("login inquiry"));
        let mut written = pairs(&form);
        written.sort();
        let mut expected = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        expected.sort();
        assert_eq!(written, expected);
    }

    #[test]
    fn an_unknown_grant_is_not_repeated() {
        let sent = [("grant_type", "canary"), ("client_id", "id"), ("client_secret", "s")];
        assert_eq!(form(&sent).unwrap_err().to_string(), "not one of the allowed values");
    }

    #[test]
    fn nothing_here_shows_a_secret_by_itself() {
        let revoke = RevokeForm {
            client_id: "id".into(),
            client_secret: ClientSecret::new("canary"),
            access_token: AccessToken::new("canary"),
        };
        let answer = RevokeAnswer {
            verdict: Verdict::refusal("O0000", ""),
            sent: revoke,
            refresh_token: Some(RefreshToken::new("canary")),
        };
        let callback = CallbackQuery { code: Some("canary".into()), ..CallbackQuery::default() };
        let shown = format!("{answer:?} {callback:?}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(serde_json::to_string(&answer).unwrap().contains(r#""client_secret":"canary""#));
    }
}
