//! OTTM: the login of its membership.
//!
//! Source: OTTM's own login document of 2024-05, and the page that followed it. What succeeds comes
//! bare, what is refused in an envelope, and every refusal has the status 400. The answer of the
//! token endpoint is [`super::oauth::TokenAnswer`], with an `id_token`.

use serde::{Deserialize, Serialize};

use super::lenient::words;

/// The paths below the two base addresses.
pub mod path {
    /// The browser's first step, GET, at the member base.
    pub const AUTHORIZE: &str = "/auth/authorize";
    /// The same at the servers of 2024-06 and later.
    pub const AUTHORIZE2: &str = "/auth/authorize2";
    /// Tokens, POST of a form, at the API base.
    pub const TOKEN: &str = "/oauth2/v1/token";
    /// Who logged in, GET with a bearer token, at the API base.
    pub const USERINFO: &str = "/oauth2/v1/userinfo";
}

/// The request is malformed.
pub const INVALID_REQUEST: &str = "10051";
/// A scope that the client may not have.
pub const INVALID_SCOPE: &str = "10071";
/// Not a client, or not its secret. In OTTM's later page alone.
pub const INVALID_CLIENT: &str = "10073";
/// The token is good, but not for this.
pub const INSUFFICIENT_SCOPE: &str = "10074";
/// The token is over, or never was one.
pub const INVALID_TOKEN: &str = "10075";
/// The client is registered for another grant.
pub const UNAUTHORIZED_CLIENT: &str = "10076";

/// A refusal: `{"error":{"code":"10076","message":"…"},"payload":null}`.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub struct Envelope {
    /// Why; `null` where nothing is wrong.
    pub error: Option<Failure>,
    /// `null` with every refusal.
    #[serde(default)]
    pub payload: Option<serde_json::Value>,
}

/// Why a call was refused.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Failure {
    /// `10075` and its like. A string in every sample; a number is taken as well.
    #[serde(deserialize_with = "words")]
    pub code: Option<String>,
    /// English, for people.
    #[serde(default)]
    pub message: Option<String>,
}

impl Envelope {
    /// A refusal as OTTM writes it.
    pub fn refusal(code: &str, message: &str) -> Self {
        let (code, message) = (Some(code.to_owned()), Some(message.to_owned()));
        Self { error: Some(Failure { code, message }), payload: None }
    }
}

/// Who logged in.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct UserInfo {
    /// 32 hexadecimal digits: the member's id, everywhere at OTTM.
    pub sub: String,
    /// The name that the member chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Where the member gets mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::super::lenient::there_and_back;
    use super::*;
    use crate::wire::oauth::TokenAnswer;

    /// The document's own, without its spaces.
    const GOLDEN_REFUSAL: &str =
        r#"{"error":{"code":"10076","message":"Unauthorized oauth2 client"},"payload":null}"#;
    /// The document's own, without its spaces and its comment.
    const GOLDEN_USER: &str = r#"{"sub":"e68a06bf9f2d4496882877cbecad27eb","nickname":"test","email":"test@flask.global"}"#;
    /// The document's own.
    const GOLDEN_TOKEN: &str = r#"{
        	"access_token": "xxx",
          "refresh_token": "xxx",
          "scope": "openid profile",
          "id_token": "eyJraWQiOixxxxxxxxxxx.eyJzdWIiOiIxxxxxxxxxx.oqEvGYxxxxx",
          "token_type": "Bearer",
          "expires_in": 3599
        }"#;

    #[test]
    fn the_refusal_that_ottm_documents_is_read_and_written_byte_for_byte() {
        let refusal: Envelope = there_and_back(GOLDEN_REFUSAL);
        assert_eq!(refusal, Envelope::refusal(UNAUTHORIZED_CLIENT, "Unauthorized oauth2 client"));
    }

    #[test]
    fn a_code_is_read_without_its_quotes_too() {
        let body = r#"{"error":{"code":10075}}"#;
        let failure = serde_json::from_str::<Envelope>(body).unwrap().error.unwrap();
        assert_eq!(failure.code.as_deref(), Some(INVALID_TOKEN));
        assert_eq!(failure.message, None);
    }

    #[test]
    fn where_nothing_is_wrong_there_is_no_error() {
        let envelope: Envelope = there_and_back(r#"{"error":null,"payload":null}"#);
        assert_eq!(envelope.error, None);
        // An error of RFC 6749 is none of ours.
        assert!(serde_json::from_str::<Envelope>(r#"{"error":"invalid_grant"}"#).is_err());
    }

    #[test]
    fn a_member_is_an_id_and_perhaps_more() {
        let user: UserInfo = there_and_back(GOLDEN_USER);
        assert_eq!(user.nickname.as_deref(), Some("test"));
        let least: UserInfo = serde_json::from_str(r#"{"sub":"a","later":1}"#).unwrap();
        assert_eq!((least.nickname, least.email), (None, None));
        assert!(serde_json::from_str::<UserInfo>(r#"{"email":"a@example.com"}"#).is_err());
    }

    #[test]
    fn the_documents_token_is_read() {
        let token: TokenAnswer = serde_json::from_str(GOLDEN_TOKEN).unwrap();
        assert_eq!(token.expires_in, Some(3_599));
        assert_eq!(token.scope.as_deref(), Some("openid profile"));
        assert!(token.extra.id_token.is_some());
    }
}
