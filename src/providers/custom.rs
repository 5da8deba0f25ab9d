//! A provider of one's own, which speaks as the RFCs have it.

use http::header::{ACCEPT, HeaderValue};
use http::{Method, StatusCode};

use crate::http::{Answer, Body, Request};
use crate::model::{BaseUrl, Cause, OffBase, Refusal, Token};
use crate::providers::no_result::bare;

/// A call to its API: `path` below the base, `body` as it is.
///
/// # Errors
///
/// Where the path leaves the base.
pub fn request(
    base: &BaseUrl,
    method: Method,
    path: &str,
    body: Option<Body>,
) -> Result<Request, OffBase> {
    Ok(Request::new(method, base.join(path)?)
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .with(body))
}

/// A refusal of a protected resource: by RFC 6750 §3.1 a status, whatever the body.
pub fn read_refusal(answer: &Answer) -> Option<Refusal> {
    let cause = match answer.status() {
        StatusCode::UNAUTHORIZED => Cause::Token,
        StatusCode::FORBIDDEN => Cause::Scope,
        _ if answer.is_outage() => Cause::Outage,
        status if status.is_client_error() => Cause::Request,
        _ => return None,
    };
    Some(bare(answer, cause))
}

/// Whether this answer says that the token is no longer good.
pub fn is_token_refused(answer: &Answer, _: &Token) -> bool {
    answer.status() == StatusCode::UNAUTHORIZED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_is_the_verdict() {
        let cause = |status| read_refusal(&Answer::of(status, b"{}", "")).map(|no| no.cause);
        assert_eq!(cause(200), None);
        assert_eq!(cause(401), Some(Cause::Token));
        assert_eq!(cause(403), Some(Cause::Scope));
        assert_eq!(cause(404), Some(Cause::Request));
        assert_eq!(cause(503), Some(Cause::Outage));
        let token = crate::providers::testing::token("read");
        assert!(is_token_refused(&Answer::of(401, b"", ""), &token));
    }
}
