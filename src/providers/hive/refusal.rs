//! Hive's error language: `result_code`, whose numbers mean different things at different calls.

use crate::http::Answer;
use crate::model::{Cause, Refusal};
use crate::providers::no_result::bare;
use crate::wire::hive as wire;

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// For a token of our own.
    Token,
    /// For a player's key.
    Key,
    /// Whether a player is signed in.
    Verify,
}

/// A refusal, whatever the HTTP status; of a token that `/v2` does not take, `token_validation` says
/// why.
pub fn read_refusal(answer: &Answer, call: Call) -> Option<Refusal> {
    let read: wire::Answer = serde_json::from_slice(answer.body()).ok()?;
    if read.result_code == wire::OK {
        return None;
    }
    let why =
        read.token_validation.as_ref().and_then(|validation| validation.result_msg.as_deref());
    let words: Vec<&str> = read.words().into_iter().chain(why).collect();
    let message = (!words.is_empty()).then(|| answer.clean(&words.join(": ")));
    Some(Refusal {
        code: Some(read.result_code.to_string()),
        message,
        ..bare(answer, cause(read.result_code, call))
    })
}

fn cause(code: i64, call: Call) -> Cause {
    match (code, call) {
        (5000 | 9999, _) => Cause::Outage,
        (wire::INVALID_CLIENT, Call::Token) | (wire::CERTIFICATION_KEY | wire::INVALID_APP, _) => {
            Cause::Client
        }
        // Of a key it is our token that is not good; of a player it is the player's.
        (wire::VALIDATION_FAILED, Call::Key) => Cause::Token,
        _ => Cause::Request,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str, call: Call) -> Refusal {
        read_refusal(&Answer::of(200, body.as_bytes(), "canary"), call).unwrap()
    }

    #[test]
    fn a_number_means_what_the_call_makes_of_it() {
        for (code, call, expected) in [
            (4001, Call::Token, Cause::Client),
            (4001, Call::Verify, Cause::Request),
            (4002, Call::Key, Cause::Client),
            (2499, Call::Key, Cause::Token),
            (2499, Call::Verify, Cause::Request),
            (7000, Call::Verify, Cause::Request),
            (5000, Call::Verify, Cause::Outage),
            (6000, Call::Key, Cause::Client),
        ] {
            let refusal = refused(&format!(r#"{{"result_code":{code}}}"#), call);
            assert_eq!(
                (refusal.cause, refusal.code),
                (expected, Some(code.to_string())),
                "{call:?}"
            );
        }
    }

    #[test]
    fn the_words_stand_under_either_name_and_say_why() {
        let body = r#"{"result_code":2499,"result_message":"JWT canary","token_validation":{"result_code":1,"result_msg":"expired"}}"#;
        assert_eq!(refused(body, Call::Key).message.as_deref(), Some("JWT …: expired"));
        assert_eq!(refused(r#"{"result_code":7000}"#, Call::Verify).message, None);
    }

    #[test]
    fn success_and_what_is_not_hives_is_no_refusal() {
        for body in [r#"{"result_code":0}"#, "<html>", r#"{"error":"invalid_client"}"#] {
            assert_eq!(read_refusal(&Answer::of(200, body.as_bytes(), ""), Call::Key), None);
        }
    }
}
