//! Doors for `fuzz/`: built by it alone.

use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::{SignedDuration, Timestamp};

use crate::http::{Answer, retry};
use crate::model::Redactor;

/// The first of these where the last byte is a line's end, so that a file of JSON is an answer.
const STATUSES: [StatusCode; 5] = [
    StatusCode::OK,
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// An answer of which everything was chosen by a stranger: the body, and in the last byte the status.
pub fn answer(bytes: &[u8]) -> Answer {
    let (last, body) = bytes.split_last().unwrap_or((&b'\n', &[]));
    let status = STATUSES[usize::from(*last) % STATUSES.len()];
    let redactor = Redactor::default().knowing("a secret of this exchange");
    Answer::new(status, HeaderMap::new(), body.to_vec(), redactor)
}

/// How long a `Retry-After` of these bytes asks to wait.
pub fn retry_after(bytes: &[u8], now: Timestamp) -> Option<SignedDuration> {
    let value = HeaderValue::from_bytes(bytes).ok()?;
    retry::retry_after(&[(RETRY_AFTER, value)].into_iter().collect(), now)
}
