//! Toss's error language.

use crate::http::Answer;
use crate::model::{Cause, Refusal};
use crate::wire::toss::{Envelope, ResultType, TOKEN_INVALID};

/// A refusal in Toss's envelope, whatever the HTTP status: `resultType` is the verdict.
pub fn read_refusal(answer: &Answer) -> Option<Refusal> {
    let envelope: Envelope = serde_json::from_slice(answer.body()).ok()?;
    if envelope.result_type == ResultType::Success {
        return None;
    }
    let failure = envelope.error;
    let code = failure.as_ref().map(|failure| answer.clean(&failure.error_code));
    let message = failure.and_then(|failure| failure.reason).map(|reason| answer.clean(&reason));
    let cause = match code.as_deref() {
        Some(TOKEN_INVALID) => Cause::Token,
        _ if answer.is_outage() => Cause::Outage,
        _ => Cause::Request,
    };
    Some(Refusal { cause, http_status: answer.status().as_u16(), code, bank_code: None, message })
}

/// The same at the token endpoint, where what is refused is the client: no token was sent there.
pub fn token_refusal(answer: &Answer) -> Option<Refusal> {
    let refusal = read_refusal(answer).or_else(|| bare_status(answer))?;
    let cause = match refusal.cause {
        Cause::Token => Cause::Client,
        _ if refusal.http_status == 401 => Cause::Client,
        cause => cause,
    };
    Some(Refusal { cause, ..refusal })
}

/// A 401 or 403 says enough without a body that can be read.
fn bare_status(answer: &Answer) -> Option<Refusal> {
    let http_status = answer.status().as_u16();
    let refused = matches!(http_status, 401 | 403);
    refused.then_some(Refusal {
        cause: Cause::Client,
        http_status,
        code: None,
        bank_code: None,
        message: None,
    })
}
