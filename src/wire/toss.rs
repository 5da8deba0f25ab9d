//! 토스 인증 (Toss Certification): the envelope of `cert.toss.im`.
//!
//! Source: <https://toss.im/tosscert/docs>, common guide. Success and failure are told apart by
//! `resultType`, never by the HTTP status: products on the same envelope send a failure with 200.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `{"resultType":"SUCCESS","success":{…}}` or `{"resultType":"FAIL","error":{…},"success":null}`.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// Which of the two it is.
    pub result_type: ResultType,
    /// Present where it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
    /// The result, in the call's own shape.
    #[serde(default)]
    pub success: Option<serde_json::Value>,
}

/// The verdict of an [`Envelope`].
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub enum ResultType {
    /// Done.
    Success,
    /// Refused.
    Fail,
}

/// Why a call was refused.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// A number whose meaning is not published.
    #[serde(default)]
    pub error_type: i64,
    /// `CE1000` and its like; the full table is not public, so any string is taken.
    pub error_code: String,
    /// Korean, for people.
    #[serde(default)]
    pub reason: Option<String>,
    /// Anything more.
    #[serde(default)]
    pub data: serde_json::Value,
    /// A heading.
    #[serde(default)]
    pub title: Option<String>,
}

impl Envelope {
    /// An answer as `cert.toss.im` writes it.
    pub fn answer(success: &impl Serialize) -> Self {
        // Our own documents have string keys and cannot fail.
        let success = serde_json::to_value(success).ok();
        Self { result_type: ResultType::Success, error: None, success }
    }

    /// A refusal as `cert.toss.im` writes it.
    pub fn refusal(code: &str, reason: &str) -> Self {
        Self {
            result_type: ResultType::Fail,
            error: Some(Failure {
                error_type: 0,
                error_code: code.to_owned(),
                reason: Some(reason.to_owned()),
                data: serde_json::json!({}),
                title: None,
            }),
            success: None,
        }
    }
}

/// `success` of a request: a transaction has begun.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Requested {
    /// Its name, a UUID, to be stored.
    pub tx_id: String,
    /// When, in Korean time: `2022-02-13T17:52:22+09:00`.
    pub requested_dt: String,
    /// Opens the Toss app; the text `null` where there is none.
    #[serde(default)]
    pub app_scheme: Option<String>,
    /// The same as Chrome on Android wants it.
    #[serde(default)]
    pub android_app_uri: Option<String>,
    /// The same as iOS wants it.
    #[serde(default)]
    pub ios_app_uri: Option<String>,
    /// The standard window, where nobody was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_url: Option<String>,
}

/// `success` of a status call.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Whose.
    pub tx_id: String,
    /// `REQUESTED`, `IN_PROGRESS`, `COMPLETED` or `EXPIRED`.
    pub status: String,
    /// When it was requested.
    pub requested_dt: String,
}

/// `success` of a result call.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// Whose.
    pub tx_id: String,
    /// `COMPLETED`.
    pub status: String,
    /// Reserved.
    pub user_identifier: Option<String>,
    /// Reserved.
    pub user_ci_token: Option<String>,
    /// What the user signed: CMS (RFC 5652) in Base64, to be stored with the `txId`.
    pub signature: String,
    /// Reserved.
    pub random_value: Option<String>,
    /// When the user was done.
    pub completed_dt: String,
    /// When it was requested.
    pub requested_dt: String,
    /// Who the user is: each member is `null`, or encrypted for the session of that very call.
    pub personal_data: BTreeMap<String, Option<String>>,
    /// Of an electronic signature: the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// The same, signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_doc: Option<String>,
}

/// What a user signs, in the order that Toss prints it in.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub struct SignedText {
    /// Of which transaction.
    pub tx_id: String,
    /// Whose user it is.
    pub partner_code: String,
    /// The product, by its Korean name.
    pub service_type: String,
    /// Reserved.
    pub identifier: Option<String>,
    /// Reserved.
    pub user_identifier: Option<String>,
    /// When it was requested.
    pub request_ts: String,
    /// The caller's own value, where one was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

/// `success` of a question about a certificate: both have to be `true`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct CertificateCheck {
    /// It is Toss's, and in time.
    pub valid: bool,
    /// It was not revoked.
    pub enabled: bool,
}

/// `errorCode` of a bearer token that is missing, unknown or over.
pub const TOKEN_INVALID: &str = "CE1000";
/// `errorCode` of a `txId` that Toss never gave out.
pub const NO_SUCH_REQUEST: &str = "CE3100";

/// `errorCode` of a result that was read as often as it may be.
pub const READ_TOO_OFTEN: &str = "CE3101";
/// `errorCode` of a result before the user is done.
pub const NOT_COMPLETED: &str = "CE3102";
/// `errorCode` of a transaction that is over.
pub const EXPIRED: &str = "CE3103";

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed by Toss's common guide (`wire` facts of 2026-11).
    const GOLDEN_FAIL: &str = r#"{"resultType":"FAIL","error":{"errorType":0,"errorCode":"CE1000","reason":"토큰이 유효하지 않습니다.","data":{},"title":null},"success":null}"#;

    #[test]
    fn the_refusal_that_toss_documents_is_read_and_written_byte_for_byte() {
        let refusal = Envelope::refusal(TOKEN_INVALID, "토큰이 유효하지 않습니다.");
        assert_eq!(serde_json::from_str::<Envelope>(GOLDEN_FAIL).unwrap(), refusal);
        assert_eq!(serde_json::to_string(&refusal).unwrap(), GOLDEN_FAIL);
    }

    #[test]
    fn a_success_needs_no_error_and_bears_unknown_members() {
        let body = r#"{"resultType":"SUCCESS","success":{"txId":"1"},"later":true}"#;
        let envelope: Envelope = serde_json::from_str(body).unwrap();
        assert_eq!(envelope.result_type, ResultType::Success);
        assert!(envelope.error.is_none());
    }
}
