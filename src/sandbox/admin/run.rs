//! The run itself: how it stands, who lives in it, its beginning anew, its end.

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::sandbox::admin::{admitted, bad_request};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::{kftc, toss};

/// `GET /__qetta/status`.
pub(super) fn status(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let journal = &context.scenario.journal;
    let document = json!({
        "url": context.url,
        "pid": std::process::id(),
        "uptimeSeconds": context.begun.elapsed().as_secs(),
        "requests": journal.written(),
        "violations": journal.violations().iter().map(|broken| broken.count).sum::<u64>(),
        "inspector": context.inspector(),
    });
    Ok(Answer::json(StatusCode::OK, &document))
}

/// `GET /__qetta/personas`: who lives here, and what they have; and what Toss has to be told of them.
pub(super) fn personas(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let document = json!({ "personas": kftc::personas(context), "toss": toss::personas(context) });
    Ok(Answer::json(StatusCode::OK, &document))
}

/// `POST /__qetta/reset`: as if nobody had come yet, without faults and at the machine's time. The
/// keys and the token of the run stay.
pub(super) fn reset(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    context.state().clear()?;
    if let Some(seeded) = &context.scenario.seeded {
        seeded.anew(context.state())?;
    }
    context.scenario.journal.clear();
    context.scenario.faults.clear();
    Ok(done())
}

/// A name in the body: `{"name":"logged-in"}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
}

fn name(call: &Call) -> Result<String, Answer> {
    let named: Named = serde_json::from_slice(&call.body)
        .map_err(|_| bad_request("a name is missing, as in {\"name\":\"logged-in\"}"))?;
    Ok(named.name)
}

/// `POST /__qetta/snapshot`: remembers under a name what the providers know now.
pub(super) fn snapshot(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let name = name(call)?;
    let snapshot = context.state().snapshot()?;
    if !context.snapshots().keep(&name, snapshot) {
        return Err(bad_request("there are snapshots enough; take a name again").into());
    }
    Ok(Answer::json(StatusCode::OK, &json!({ "name": name })))
}

/// `GET /__qetta/snapshot`: the names.
pub(super) fn snapshots(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    Ok(Answer::json(StatusCode::OK, &json!({ "snapshots": context.snapshots().names() })))
}

/// `POST /__qetta/restore`: the providers know again what they knew then, and nothing else.
pub(super) fn restore(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let name = name(call)?;
    let snapshots = context.snapshots();
    let Some(snapshot) = snapshots.get(&name) else {
        let words = "no snapshot has this name";
        return Err(Answer::error(StatusCode::NOT_FOUND, "not_found", words).into());
    };
    context.state().restore(snapshot)?;
    if let Some(seeded) = &context.scenario.seeded {
        seeded.jump();
    }
    Ok(done())
}

/// `POST /__qetta/stop`: the end of the run, as by Ctrl-C and without its exit code.
pub(super) fn stop(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    context.stop();
    Ok(done())
}

fn done() -> Answer {
    Answer::json(StatusCode::OK, &json!({ "status": "ok" }))
}
