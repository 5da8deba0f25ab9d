//! `/__qetta/clock`: what time it is in the sandbox, and its change.

use http::StatusCode;

use crate::sandbox::admin::admitted;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::clock::{ClockChange, Shift};
use crate::sandbox::context::Context;

pub(super) fn show(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    Ok(shown(context.state().shift(), context))
}

/// Takes a [`ClockChange`] as JSON, and answers with the time that follows.
pub(super) fn change(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let change: ClockChange =
        serde_json::from_slice(&call.body).map_err(|error| wrong(&error.to_string()))?;
    let turned = context.state().turn_clock(change, context.scenario.clock)?;
    Ok(shown(turned.map_err(|error| wrong(&error.to_string()))?, context))
}

fn shown(shift: Shift, context: &Context) -> Answer {
    Answer::json(StatusCode::OK, &shift.shown(context.scenario.clock))
}

fn wrong(words: &str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, "invalid_request", words)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

    fn steered(stage: &Stage, asking: Asking) -> Value {
        let token = stage.context.scenario.admin_token.expose().to_owned();
        serde_json::from_slice(&stage.answer(asking.bearer(&token)).body).unwrap()
    }

    #[test]
    fn time_is_moved_and_tokens_follow_it() {
        let stage = Stage::new();
        let token = stage.toss_token();
        let path = "/toss/api/v2/sign/user/auth/status";
        let status = || stage.answer(Asking::json(path, r#"{"txId":"1"}"#).bearer(&token)).status;
        let before = status();
        let body = r#"{"action":"advance","by":"366d"}"#;
        let shown = steered(&stage, Asking::json("/__qetta/clock", body));
        let ahead = 366 * 86_400;
        let now = "2028-01-16T08:00:00.000Z";
        assert_eq!(shown, json!({"now": now, "frozen": false, "aheadSeconds": ahead}));
        assert_eq!(steered(&stage, Asking::get("/__qetta/clock")), shown);
        assert_ne!(status(), before, "it has ended");
        assert_eq!(stage.answer(Asking::form("/toss/token", TOSS_FORM)).status, StatusCode::OK);
    }

    #[test]
    fn s25_whoever_has_no_token_moves_nothing() {
        let stage = Stage::new();
        let body = r#"{"action":"advance","by":"366d"}"#;
        for asking in [Asking::get("/__qetta/clock"), Asking::json("/__qetta/clock", body)] {
            assert_eq!(stage.answer(asking).status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(stage.context.state().shift(), Shift::default());
    }

    #[test]
    fn what_is_no_change_is_refused_with_its_reason() {
        let stage = Stage::new();
        for (body, reason) in [
            (r#"{"action":"advance","by":"soon"}"#, "30s"),
            (r#"{"action":"set","time":"1970-01-01T00:00:00Z"}"#, "between 2000 and 2200"),
            ("{", "EOF"),
        ] {
            let answer = steered(&stage, Asking::json("/__qetta/clock", body));
            assert_eq!(answer["error"], "invalid_request");
            assert!(answer["error_description"].as_str().unwrap().contains(reason), "{answer}");
        }
    }
}
