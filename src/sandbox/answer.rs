//! What the sandbox sends back, before it becomes HTTP.

#[cfg(test)]
use http::HeaderMap;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, PRAGMA, REFERRER_POLICY};
use serde::Serialize;

use crate::sandbox::{SandboxError, rules};
use crate::wire::oauth::ErrorAnswer;

/// One answer: status, headers, body, and the rule that the request broke.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Vec<u8>,
    /// For the log: which of the [rules] the request broke, and how. Never
    /// anything that was sent.
    pub(crate) rule: Option<&'static str>,
}

impl Answer {
    /// An answer without a body. Nobody may keep a copy of it (S12): on the token endpoints the
    /// standard asks for that, everywhere else a copy would only be one of a state that has moved on.
    ///
    /// No other site learns the address of a page; ours does, because under `no-referrer` a browser
    /// would send the consent page's own form with `Origin: null`, as a stranger's (S25).
    pub(crate) fn empty(status: StatusCode) -> Self {
        // Room for what is said besides.
        let mut headers = Vec::with_capacity(8);
        headers.extend([
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (PRAGMA, HeaderValue::from_static("no-cache")),
            (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        ]);
        Self { status, headers, body: Vec::new(), rule: None }
    }

    /// A JSON document.
    pub(crate) fn json(status: StatusCode, document: &impl Serialize) -> Self {
        // Most documents are smaller; our own have string keys and cannot fail.
        let mut body = Vec::with_capacity(1024);
        let _ = serde_json::to_writer(&mut body, document);
        let mut answer = Self { body, ..Self::empty(status) };
        answer.headers.push((CONTENT_TYPE, HeaderValue::from_static("application/json")));
        answer
    }

    /// A refusal in the words of RFC 6749 §5.2.
    pub(crate) fn error(status: StatusCode, code: &str, description: &str) -> Self {
        let document =
            ErrorAnswer { error: code.to_owned(), error_description: Some(description.to_owned()) };
        Self::json(status, &document)
    }

    /// The same with one header more. A value that no header can have is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// The same, and the log says which rule the request broke: `S07: a used code`.
    pub(crate) fn breaking(mut self, rule: &'static str) -> Self {
        debug_assert!(rules::named_in(rule).is_some(), "{rule} names no rule");
        self.rule = Some(rule);
        self
    }

    /// The headers as HTTP has them.
    #[cfg(test)]
    pub(crate) fn header_map(&self) -> HeaderMap {
        self.headers.iter().cloned().collect()
    }
}

/// Why a handler stops early, so that each check is one `?`.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The request is refused, with this answer.
    Refused(Answer),
    /// The sandbox itself failed.
    Failed(SandboxError),
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Self::Refused(answer)
    }
}

impl From<SandboxError> for Stop {
    fn from(error: SandboxError) -> Self {
        Self::Failed(error)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Stop {
    /// As an answer; the caller is told of a failure, and the log why.
    pub(crate) fn into_answer(self) -> Answer {
        match self {
            Self::Refused(answer) => answer,
            Self::Failed(error) => {
                tracing::error!(target: "qetta::sandbox", error = &error as &dyn std::error::Error);
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                Answer::error(status, "server_error", "the sandbox failed; its log says why")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s12_no_answer_may_be_kept() {
        let answer = Answer::error(StatusCode::BAD_REQUEST, "invalid_request", "why");
        let headers = answer.header_map();
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers[PRAGMA], "no-cache");
        assert_eq!(answer.body, br#"{"error":"invalid_request","error_description":"why"}"#);
    }

    #[test]
    fn a_header_cannot_be_split() {
        let answer = Answer::json(StatusCode::OK, &()).with(http::header::ALLOW, "a\r\nb: c");
        assert!(!answer.header_map().contains_key(http::header::ALLOW));
    }

    #[test]
    fn a_failure_keeps_its_reason_to_the_log() {
        let answer = Stop::from(SandboxError::Randomness).into_answer();
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!String::from_utf8(answer.body).unwrap().contains("random"));
    }
}
