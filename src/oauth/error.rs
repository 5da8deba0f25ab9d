//! How asking for a token can fail.

use crate::http::{Answer, HttpError};
use crate::model::{Cause, Refusal};
use crate::wire::oauth::ErrorAnswer;

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum OAuthError {
    /// There was no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The authorization server said no.
    #[error("the authorization server refused: {}", .0.code.as_deref().unwrap_or("no code"))]
    Refused(Refusal),
    /// An answer that is neither a token nor a refusal. It keeps no byte of the body, which may
    /// hold a token.
    #[error("the token endpoint answered HTTP {http_status} with {what}")]
    NotPromised {
        /// As it came.
        http_status: u16,
        /// What was found instead, in words.
        what: String,
    },
    /// The login was begun too long ago: its state is over.
    #[error("the login took longer than its state lives")]
    StateOver,
    /// The code on the other device is over.
    #[error("the code was not used in time")]
    DeviceCodeOver,
}

impl OAuthError {
    /// An answer that is neither what was asked for nor a refusal.
    pub(super) fn not_promised(answer: &Answer) -> Self {
        let http_status = answer.status().as_u16();
        if answer.is_outage() {
            return Self::Refused(Refusal {
                cause: Cause::Outage,
                http_status,
                code: None,
                bank_code: None,
                message: None,
            });
        }
        Self::NotPromised { http_status, what: answer.description() }
    }
}

/// A refusal as RFC 6749 §5.2 spells it, whatever the HTTP status.
pub fn rfc_refusal(answer: &Answer) -> Option<Refusal> {
    let error: ErrorAnswer = serde_json::from_slice(answer.body()).ok()?;
    if error.error.is_empty() {
        return None;
    }
    let cause = if answer.is_outage() { Cause::Outage } else { Cause::of_oauth(&error.error) };
    Some(Refusal {
        cause,
        http_status: answer.status().as_u16(),
        code: Some(answer.clean(&error.error)),
        bank_code: None,
        message: error.error_description.map(|words| answer.clean(&words)),
    })
}
