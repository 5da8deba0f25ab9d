//! The error language of the platform's framework: `{"detail":…}`, a sentence or a list of places.

use http::StatusCode;
use serde_json::{Value, json};

use crate::sandbox::answer::Answer;
use crate::sandbox::router::Miss;
use crate::wire::max::{Detail, Failure, Invalid, Place};

/// Said to the client; `rule` is for the log.
pub(super) fn refused(status: StatusCode, words: &str, rule: &'static str) -> Answer {
    Answer::json(status, &Failure::refusal(words)).breaking(rule)
}

/// 422: what is wrong, place by place.
pub(super) fn unprocessable(places: Vec<Invalid>) -> Answer {
    let failure = Failure { detail: Detail::List(places) };
    Answer::json(StatusCode::UNPROCESSABLE_ENTITY, &failure).breaking("R12: a bad parameter")
}

/// Something wrong at `place` of the query or the body.
pub(super) fn invalid(
    kind: &str,
    (part, name): (&str, &str),
    msg: &str,
    input: Value,
    ctx: Option<Value>,
) -> Invalid {
    let loc = [part, name].map(|step| Place::Name(step.to_owned())).to_vec();
    Invalid { kind: kind.to_owned(), loc, msg: msg.to_owned(), input, ctx }
}

/// A field that has to be in the form.
pub(super) fn missing(name: &str) -> Invalid {
    invalid("missing", ("body", name), "Field required", json!(null), None)
}

/// What is not there.
pub(super) fn missed(miss: Miss) -> Answer {
    let words = match miss {
        Miss::NoSuchPath => "Not Found",
        Miss::WrongMethod => "Method Not Allowed",
    };
    Answer::json(miss.status(), &Failure::refusal(words))
}

/// What is not there as the platform is asked to behave.
pub(super) fn not_there() -> Answer {
    missed(Miss::NoSuchPath).breaking("R01: unknown path")
}
