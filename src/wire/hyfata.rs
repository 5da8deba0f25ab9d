//! Hyfata: the authorization code with PKCE.
//!
//! Source: Hyfata's own PKCE guide of 2025-11, and its public code. Tokens are
//! [`super::oauth::TokenAnswer`], whose `expires_in` is 86400000 here: milliseconds once, and wrong
//! since, so that the token's own `exp` is to be believed instead.

use serde::{Deserialize, Serialize};

/// The paths below the base address.
pub mod path {
    /// The browser's first step, GET.
    pub const AUTHORIZE: &str = "/oauth/authorize";
    /// The login form, POST.
    pub const LOGIN: &str = "/oauth/login";
    /// Tokens, POST of a form.
    pub const TOKEN: &str = "/oauth/token";
    /// The end of a session, POST; since 2025-12.
    pub const LOGOUT: &str = "/oauth/logout";
}

/// `expires_in` of every token, whatever its life.
pub const EXPIRES_IN: i64 = 86_400_000;

/// `error` of what its framework makes of the unexpected: a missing parameter, a wrong method.
pub const UNEXPECTED: &str = "Internal server error";

/// Every refusal: `{"error":"invalid_grant","error_description":"…"}` of the token endpoint,
/// `{"error":"…","status":"…"}` of everything that catches what the code did not expect.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Failure {
    /// `invalid_grant` for nearly everything; or words, where there is a status.
    pub error: String,
    /// English at first, Korean since: for people, never to be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
    /// `INTERNAL_SERVER_ERROR`, also for a parameter that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

impl Failure {
    /// A refusal of the token endpoint.
    pub fn refusal(error: &str, description: &str) -> Self {
        let error_description = Some(description.to_owned());
        Self { error: error.to_owned(), error_description, status: None }
    }

    /// What its framework makes of the unexpected.
    pub fn unexpected() -> Self {
        Self {
            error: UNEXPECTED.to_owned(),
            error_description: None,
            status: Some("INTERNAL_SERVER_ERROR".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lenient::there_and_back;
    use super::*;
    use crate::wire::oauth::{ErrorAnswer, TokenAnswer};

    /// The document's own, without its spaces.
    const GOLDEN_REFUSAL: &str =
        r#"{"error":"invalid_grant","error_description":"code_verifier verification failed"}"#;
    const GOLDEN_UNEXPECTED: &str =
        r#"{"error":"Internal server error","status":"INTERNAL_SERVER_ERROR"}"#;
    /// The document's own.
    const GOLDEN_TOKEN: &str = r#"{
  "access_token": "eyJhbGc...",
  "refresh_token": "eyJhbGc...",
  "token_type": "Bearer",
  "expires_in": 86400000,
  "scope": "user:email user:profile"
}"#;

    #[test]
    fn the_refusal_that_hyfata_documents_is_read_and_written_byte_for_byte() {
        let refusal: Failure = there_and_back(GOLDEN_REFUSAL);
        let expected = Failure::refusal("invalid_grant", "code_verifier verification failed");
        assert_eq!(refusal, expected);
    }

    #[test]
    fn the_unexpected_has_a_status_and_no_code() {
        let unexpected: Failure = there_and_back(GOLDEN_UNEXPECTED);
        assert_eq!(unexpected, Failure::unexpected());
        // Whoever knows RFC 6749 alone reads it as well.
        assert!(serde_json::from_str::<ErrorAnswer>(GOLDEN_UNEXPECTED).is_ok());
    }

    #[test]
    fn the_documents_token_is_read() {
        let token: TokenAnswer = serde_json::from_str(GOLDEN_TOKEN).unwrap();
        assert_eq!(token.expires_in, Some(EXPIRES_IN));
        assert_eq!(token.scope.as_deref(), Some("user:email user:profile"));
    }
}
