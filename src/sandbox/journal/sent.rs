//! What was sent, as it came: to make it fit to be shown costs more than most answers, and few lines
//! of a log are ever looked at.

use http::Method;
use zeroize::Zeroizing;

use crate::sandbox::call::Call;
use crate::sandbox::journal::entry::{Entry, Outcome};
use crate::sandbox::journal::masking::Mask;

/// More than any request of a well-behaved client has.
const SMALL: usize = 16 * 1024;

/// A copy of one request in one piece. The request itself would hold on to all that its connection has
/// read.
pub(super) struct Sent {
    method: Method,
    body: Body,
    /// Path, query, the name and the value of each header, and the body.
    bytes: Zeroizing<Vec<u8>>,
    /// Where each of them ends.
    ends: Vec<usize>,
}

/// What a body is said to be.
#[derive(Clone, Copy)]
enum Body {
    Form,
    Json,
    Other,
}

impl Sent {
    /// Copies a request.
    pub(super) fn of(call: &Call) -> Self {
        let body = if call.is_of_type("application/x-www-form-urlencoded") {
            Body::Form
        } else if call.is_of_type("application/json") {
            Body::Json
        } else {
            Body::Other
        };
        let query = call.head.uri.query().unwrap_or_default();
        let headers = call.head.headers.iter();
        let headers =
            headers.flat_map(|(name, value)| [name.as_str().as_bytes(), value.as_bytes()]);
        let parts = [call.path().as_bytes(), query.as_bytes()].into_iter();
        let parts: Vec<&[u8]> = parts.chain(headers).chain([call.body.as_ref()]).collect();
        // As large as it has to be, for what grows leaves copies of itself behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(parts.iter().map(|it| it.len()).sum()));
        let mut ends = Vec::with_capacity(parts.len());
        for part in parts {
            bytes.extend_from_slice(part);
            ends.push(bytes.len());
        }
        Self { method: call.head.method.clone(), body, bytes, ends }
    }

    /// Whether a thousand of these are no burden.
    pub(super) fn is_small(&self) -> bool {
        self.bytes.len() <= SMALL
    }

    /// The line of the log.
    pub(super) fn told(&self, outcome: Outcome, mask: &Mask) -> Entry {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let mut parts = starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end]);
        let mut next = || parts.next().unwrap_or_default();
        let (path, query) = (next(), next());
        let headers = (2..self.ends.len() - 1).step_by(2).map(|_| (next(), next()));
        let headers = mask.headers(headers);
        let body = next();
        Entry {
            outcome,
            method: self.method.clone(),
            path: mask.words(&String::from_utf8_lossy(path)),
            headers,
            query: mask.pairs(query),
            form: if matches!(self.body, Body::Form) { mask.pairs(body) } else { Vec::new() },
            json: if matches!(self.body, Body::Json) { mask.json(body) } else { Vec::new() },
            body_bytes: body.len(),
        }
    }

    /// What was asked, in a line, masked: `POST /toss/token`.
    pub(super) fn request(&self, mask: &Mask) -> String {
        let path = &self.bytes[..self.ends[0]];
        format!("{} {}", self.method, mask.words(&String::from_utf8_lossy(path)))
    }
}
