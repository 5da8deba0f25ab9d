//! An answer that has no result.

use crate::http::Answer;
use crate::model::{Cause, Refusal};

/// Why a question has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoResult {
    /// The provider, or who stands behind it, said no.
    #[error("refused: {}", .0.code.as_deref().unwrap_or("no code"))]
    Refused(Refusal),
    /// Neither a result nor a refusal. It keeps no byte of the body.
    #[error("HTTP {http_status} with {what}")]
    NotPromised {
        /// As it came.
        http_status: u16,
        /// What was found instead, in words.
        what: String,
        /// Whether it looks like an outage: a page where JSON was promised.
        passing: bool,
    },
}

impl NoResult {
    /// What an answer is that cannot be read: an outage, or something that was not promised.
    pub(super) fn unreadable(answer: &Answer) -> Self {
        if answer.is_outage() {
            return Self::Refused(bare(answer, Cause::Outage));
        }
        Self::not_promised(answer, answer.description(), true)
    }

    /// Something that was not promised, in words.
    pub(super) fn not_promised(answer: &Answer, what: String, passing: bool) -> Self {
        Self::NotPromised { http_status: answer.status().as_u16(), what, passing }
    }
}

/// A refusal of which nothing is known but the status.
pub(super) fn bare(answer: &Answer, cause: Cause) -> Refusal {
    Refusal {
        cause,
        http_status: answer.status().as_u16(),
        code: None,
        bank_code: None,
        message: None,
    }
}
