//! Acme's error language: RFC 6749 §5.2 in JSON. The words never repeat what was sent.

use http::StatusCode;
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;

/// 400 with one of the standard's codes.
pub(super) fn refused(code: &'static str, words: &str, rule: &'static str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, code, words).breaking(rule)
}

/// A code, a refresh token or a device code that gets nothing.
pub(super) fn grant(words: &str, rule: &'static str) -> Answer {
    refused("invalid_grant", words, rule)
}

/// S14: the client is not who it says it is. The challenge is for a client that used the header.
pub(super) fn client(call: &Call) -> Answer {
    let words = "the client is not known, or has not proved who it is";
    let answer = Answer::error(StatusCode::UNAUTHORIZED, "invalid_client", words)
        .breaking("S14: not a client");
    if call.has_authorization() {
        answer.with(WWW_AUTHENTICATE, r#"Basic realm="acme", charset="UTF-8""#)
    } else {
        answer
    }
}

/// S24: somebody guesses.
pub(super) fn too_many(seconds: i64) -> Answer {
    let words = "too many wrong secrets; try again later";
    Answer::error(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", words)
        .with(RETRY_AFTER, &seconds.to_string())
        .breaking("S24: too many wrong secrets")
}

/// S23: the refusals of RFC 6750 §3.1. A request that brought no token is told no code.
pub(super) fn bearer(status: StatusCode, code: &'static str, words: &str) -> Answer {
    let challenge = match code {
        "" => r#"Bearer realm="acme""#.to_owned(),
        "insufficient_scope" => {
            format!(r#"Bearer realm="acme", error="{code}", scope="openid""#)
        }
        code => format!(r#"Bearer realm="acme", error="{code}""#),
    };
    let answer =
        if code.is_empty() { Answer::empty(status) } else { Answer::error(status, code, words) };
    answer.with(WWW_AUTHENTICATE, &challenge).breaking("S23: not a token for this")
}
