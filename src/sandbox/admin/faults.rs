//! `/__qetta/faults`: what goes wrong on purpose, and how it is set and taken back.

use http::StatusCode;
use serde_json::json;

use crate::sandbox::Fault;
use crate::sandbox::admin::{admitted, bad_request};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;

/// Those that stand.
pub(super) fn list(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let faults = context.scenario.faults.list();
    Ok(Answer::json(StatusCode::OK, &json!({ "faults": faults })))
}

/// One more, as in `{"kind":"status","code":503,"on":"kftc","nth":2}`.
pub(super) fn add(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let fault = sent(call, context)?;
    Ok(stands(context.scenario.faults.add(fault)))
}

/// The same for the next call at its place alone.
pub(super) fn enqueue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let fault = sent(call, context)?;
    Ok(stands(context.scenario.faults.enqueue(fault)))
}

/// Takes all of them back.
pub(super) fn clear(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    Ok(cleared(context.scenario.faults.clear()))
}

/// Takes one back, by its number.
pub(super) fn remove(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let id = call.path().rsplit('/').next().and_then(|id| id.parse().ok());
    let id = id.ok_or_else(|| bad_request("a fault has a number, as in /__qetta/faults/1"))?;
    Ok(cleared(usize::from(context.scenario.faults.remove(id))))
}

fn sent(call: &Call, context: &Context) -> Result<Fault, Stop> {
    admitted(call, context)?;
    let fault = serde_json::from_slice(&call.body);
    Ok(fault.map_err(|error: serde_json::Error| bad_request(&error.to_string()))?)
}

fn stands(id: u64) -> Answer {
    Answer::json(StatusCode::OK, &json!({ "id": id }))
}

fn cleared(count: usize) -> Answer {
    Answer::json(StatusCode::OK, &json!({ "cleared": count }))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    const PAGE: &str = "/__qetta/faults";

    fn steered(stage: &Stage, asking: Asking) -> Value {
        let token = stage.context.scenario.admin_token.expose().to_owned();
        serde_json::from_slice(&stage.answer(asking.bearer(&token)).body).unwrap()
    }

    #[test]
    fn a_fault_is_set_shown_and_taken_back() {
        let stage = Stage::new();
        let body = r#"{"kind":"status","code":502,"on":"kftc"}"#;
        assert_eq!(steered(&stage, Asking::json(PAGE, body)), json!({ "id": 1 }));
        let once = Asking::json("/__qetta/faults/enqueue", r#"{"kind":"reset"}"#);
        assert_eq!(steered(&stage, once), json!({ "id": 2 }));
        let list = steered(&stage, Asking::get(PAGE));
        assert_eq!(
            list["faults"],
            json!([
                {"id": 1, "fault": {"kind": "status", "code": "502", "on": "kftc"},
                 "once": false, "calls": 0, "met": 0},
                {"id": 2, "fault": {"kind": "reset", "on": "all", "count": "1"},
                 "once": true, "calls": 0, "met": 0},
            ])
        );
        for (path, cleared) in [("/__qetta/faults/1", 1), ("/__qetta/faults/1", 0), (PAGE, 1)] {
            assert_eq!(steered(&stage, Asking::delete(path)), json!({ "cleared": cleared }));
        }
    }

    #[test]
    fn what_is_no_fault_is_refused_with_what_there_is() {
        let stage = Stage::new();
        for (body, says) in [
            (r#"{"kind":"nonsense"}"#, "lost-response"),
            (r#"{"kind":"status","code":1}"#, "code: expected a number"),
            ("[]", "expected a map"),
            (r#"{"kind":"status","code":null}"#, "expected words or a number"),
        ] {
            let answer = steered(&stage, Asking::json(PAGE, body));
            let words = answer["error_description"].as_str().unwrap();
            assert!(words.contains(says), "{answer}");
        }
        let answer = steered(&stage, Asking::delete("/__qetta/faults/first"));
        assert_eq!(answer["error_description"], "a fault has a number, as in /__qetta/faults/1");
        assert!(stage.context.scenario.faults.list().is_empty());
    }

    #[test]
    fn s25_whoever_has_no_token_sets_nothing() {
        let stage = Stage::new();
        for asking in [
            Asking::get(PAGE),
            Asking::json(PAGE, r#"{"kind":"reset"}"#),
            Asking::json("/__qetta/faults/enqueue", r#"{"kind":"reset"}"#),
            Asking::delete(PAGE),
            Asking::delete("/__qetta/faults/1"),
        ] {
            assert_eq!(stage.answer(asking).status, StatusCode::UNAUTHORIZED);
        }
        assert!(stage.context.scenario.faults.list().is_empty());
    }
}
