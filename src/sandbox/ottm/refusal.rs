//! OTTM's error language: a code in an envelope, and the status 400 whatever it is.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;

use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::ottm::{ISSUER, is_strict};
use crate::sandbox::router::Miss;
use crate::wire::ottm::{
    Envelope, INSUFFICIENT_SCOPE, INVALID_CLIENT, INVALID_REQUEST, INVALID_SCOPE, INVALID_TOKEN,
    UNAUTHORIZED_CLIENT,
};

/// One row of OTTM's table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    code: &'static str,
    message: &'static str,
    /// What the standards say of it: a status, and the name of the error.
    standard: (StatusCode, &'static str),
}

const fn row(
    code: &'static str,
    message: &'static str,
    status: StatusCode,
    name: &'static str,
) -> Refusal {
    Refusal { code, message, standard: (status, name) }
}

const BAD: StatusCode = StatusCode::BAD_REQUEST;

pub(super) const REQUEST: Refusal = row(INVALID_REQUEST, "Invalid request", BAD, "invalid_request");
pub(super) const SCOPE: Refusal = row(INVALID_SCOPE, "Invalid oauth2 scope", BAD, "invalid_scope");
pub(super) const CLIENT: Refusal =
    row(INVALID_CLIENT, "Invalid oauth2 client", StatusCode::UNAUTHORIZED, "invalid_client");
pub(super) const GRANT: Refusal =
    row(UNAUTHORIZED_CLIENT, "Unauthorized oauth2 client", BAD, "unauthorized_client");
/// A refresh token that is none.
pub(super) const REFRESH: Refusal =
    row(INVALID_TOKEN, "Invalid oauth2 token", BAD, "invalid_grant");
pub(super) const TOKEN: Refusal =
    row(INVALID_TOKEN, "Invalid oauth2 token", StatusCode::UNAUTHORIZED, "invalid_token");
pub(super) const TOKEN_SCOPE: Refusal = row(
    INSUFFICIENT_SCOPE,
    "Insufficient oauth2 scope",
    StatusCode::FORBIDDEN,
    "insufficient_scope",
);

impl Refusal {
    /// Said to the client; `rule` is for the log.
    pub(super) fn answer(self, rule: &'static str, context: &Context) -> Answer {
        let status = if is_strict(context) { self.standard.0 } else { BAD };
        Answer::json(status, &Envelope::refusal(self.code, self.message)).breaking(rule)
    }

    /// Said to a bearer; by the standards with a challenge (S23).
    pub(super) fn of_a_bearer(self, rule: &'static str, context: &Context) -> Answer {
        let answer = self.answer(rule, context);
        if !is_strict(context) {
            return answer;
        }
        let challenge = format!("Bearer realm=\"{ISSUER}\", error=\"{}\"", self.name());
        answer.with(WWW_AUTHENTICATE, &challenge)
    }

    /// Said to whoever brought no token; by the standards with a challenge that names no error
    /// (RFC 6750 §3.1).
    pub(super) fn of_nobody(self, rule: &'static str, context: &Context) -> Answer {
        let answer = self.answer(rule, context);
        if !is_strict(context) {
            return answer;
        }
        answer.with(WWW_AUTHENTICATE, &format!("Bearer realm=\"{ISSUER}\""))
    }

    /// As RFC 6749 calls it.
    pub(super) fn name(self) -> &'static str {
        self.standard.1
    }
}

/// What is not there is not documented either.
pub(super) fn missed(miss: Miss) -> Answer {
    Answer::json(miss.status(), &Envelope::refusal(REQUEST.code, REQUEST.message))
}
