//! Who asks at the token endpoint.

use http::StatusCode;
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::ottm::refusal::{CLIENT, REQUEST};
use crate::sandbox::ottm::{CLIENT_ID, CLIENT_SECRET, ISSUER, is_strict};
use crate::sandbox::secrets;
use crate::sandbox::state::attempts::{self, Attempt};

/// Both in the body, which is the only place that the document has. Ten wrong secrets shut the client
/// for a while (S24); the document has no word for that, so it is still none of its clients.
pub(super) fn authenticated(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<(), Stop> {
    let wrong = || Stop::from(CLIENT.answer("S14: not a client", context));
    let sent = (form.get("client_id"), form.get("client_secret"));
    if is_strict(context) && call.has_authorization() {
        return Err(in_a_header(sent.1, context).into());
    }
    let (Some(id), Some(secret)) = sent else {
        return Err(REQUEST.answer("R04: a parameter is missing", context).into());
    };
    if id != CLIENT_ID {
        return Err(wrong());
    }
    let right = secrets::same(CLIENT_SECRET, secret);
    match attempts::judge(connection, ISSUER, CLIENT_ID, right, context.now())? {
        Attempt::Right => Ok(()),
        Attempt::Wrong => Err(wrong()),
        Attempt::Shut(seconds) => Err(shut(seconds, context).into()),
    }
}

/// By the standards a client proves itself in one way, and whoever chose the header is told that it
/// is none here (S14).
fn in_a_header(in_body: Option<&str>, context: &Context) -> Answer {
    if in_body.is_some() {
        return REQUEST.answer("R05: two ways to authenticate", context);
    }
    let challenge = format!("Basic realm=\"{ISSUER}\"");
    CLIENT.answer("S14: not a client", context).with(WWW_AUTHENTICATE, &challenge)
}

fn shut(seconds: i64, context: &Context) -> Answer {
    let answer = CLIENT.answer("S24: too many wrong secrets", context);
    if !is_strict(context) {
        return answer;
    }
    let status = StatusCode::TOO_MANY_REQUESTS;
    Answer { status, ..answer }.with(RETRY_AFTER, &seconds.to_string())
}
