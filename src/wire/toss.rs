//! 토스 인증 (Toss Certification): the envelope of `cert.toss.im`.
//!
//! Source: <https://toss.im/tosscert/docs>, common guide. Success and failure are told apart by
//! `resultType`, never by the HTTP status: products on the same envelope send a failure with 200.

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

/// `errorCode` of a bearer token that is missing, unknown or over.
pub const TOKEN_INVALID: &str = "CE1000";
/// `errorCode` of a `txId` that Toss never gave out.
pub const NO_SUCH_REQUEST: &str = "CE3100";

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
