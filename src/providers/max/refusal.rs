//! MAX Platform's error language: a status, and `detail` in words.

use http::StatusCode;
use serde_json::Value;

use crate::http::Answer;
use crate::model::{Cause, ClientSecret, Refusal, Token};
use crate::providers::NoResult;
use crate::providers::max::opens_the_admin_api;
use crate::providers::no_result::bare;
use crate::wire::max::{Failure, Regenerated};

/// A refusal of the admin API.
pub fn read_refusal(answer: &Answer) -> Option<Refusal> {
    let cause = match answer.status() {
        StatusCode::UNAUTHORIZED => Cause::Token,
        StatusCode::FORBIDDEN => Cause::Scope,
        _ if answer.is_outage() => Cause::Outage,
        status if status.is_client_error() => Cause::Request,
        _ => return None,
    };
    Some(Refusal { message: words(answer), ..bare(answer, cause) })
}

/// The same at the token endpoint, where what is refused is the client or what it asks for.
pub fn token_refusal(answer: &Answer) -> Option<Refusal> {
    let refusal = read_refusal(answer)?;
    let about_the_scope =
        || refusal.message.as_deref().is_some_and(|words| words.starts_with("Invalid scope"));
    let cause = match refusal.cause {
        Cause::Token => Cause::Client,
        // There is no code: the words are all that tells it from any other 400.
        Cause::Request if about_the_scope() => Cause::Scope,
        cause => cause,
    };
    Some(Refusal { cause, ..refusal })
}

/// Whether this answer says that the token is no longer good. One without the scope is turned away
/// in the same way, and a new one would be as well.
pub fn is_token_refused(answer: &Answer, token: &Token) -> bool {
    answer.status() == StatusCode::UNAUTHORIZED && opens_the_admin_api(token)
}

/// The document in an answer of the admin API.
pub fn read_document(answer: &Answer) -> Result<Value, NoResult> {
    if let Some(refusal) = read_refusal(answer) {
        return Err(NoResult::Refused(refusal));
    }
    serde_json::from_slice(answer.body()).map_err(|_| NoResult::unreadable(answer))
}

/// The new secret in an answer.
pub fn read_regenerated(answer: &Answer) -> Result<ClientSecret, NoResult> {
    if let Some(refusal) = read_refusal(answer) {
        return Err(NoResult::Refused(refusal));
    }
    let read: Regenerated =
        serde_json::from_slice(answer.body()).map_err(|_| NoResult::unreadable(answer))?;
    Ok(read.client_secret)
}

/// `detail` in words: as it is, or the list of what is wrong, each with its place.
fn words(answer: &Answer) -> Option<String> {
    let failure: Failure = serde_json::from_slice(answer.body()).ok()?;
    failure.detail.words().map(|words| answer.clean(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer::of(status, body.as_bytes(), "canary")
    }

    #[test]
    fn the_status_says_what_it_is_about() {
        for (status, body, api, token) in [
            (401, r#"{"detail":"Invalid client_id"}"#, Cause::Token, Cause::Client),
            (
                403,
                r#"{"detail":"Missing required scopes: admin:oauth"}"#,
                Cause::Scope,
                Cause::Scope,
            ),
            (400, r#"{"detail":"Invalid scope(s): a, b"}"#, Cause::Request, Cause::Scope),
            (400, r#"{"detail":"Unsupported grant_type"}"#, Cause::Request, Cause::Request),
            (500, r#"{"detail":"Service token creation failed"}"#, Cause::Outage, Cause::Outage),
            (404, "", Cause::Request, Cause::Request),
        ] {
            let answer = answer(status, body);
            assert_eq!(read_refusal(&answer).unwrap().cause, api, "{body}");
            assert_eq!(token_refusal(&answer).unwrap().cause, token, "{body}");
        }
        assert_eq!(read_refusal(&answer(200, "[]")), None);
    }

    #[test]
    fn words_come_as_a_text_or_as_a_list() {
        let said = |body| read_refusal(&answer(422, body)).unwrap().message;
        assert_eq!(said(r#"{"detail":"a canary"}"#).as_deref(), Some("a …"));
        let list = r#"{"detail":[{"type":"missing","loc":["body","client_id"],"msg":"Field required","input":null},
            {"type":"x","loc":["query",0],"msg":"too large","ctx":{"le":100}}]}"#;
        assert_eq!(
            said(list).as_deref(),
            Some("body.client_id: Field required; query.0: too large")
        );
        assert_eq!(said("<html>"), None);
    }

    #[test]
    fn a_token_without_the_scope_is_not_over() {
        let token = crate::providers::testing::token;
        let refused = answer(401, r#"{"detail":"Could not validate service credentials"}"#);
        assert!(is_token_refused(&refused, &token("admin:oauth")));
        assert!(!is_token_refused(&refused, &token("admin:system")));
        assert!(!is_token_refused(&answer(403, "{}"), &token("admin:oauth")));
    }
}
