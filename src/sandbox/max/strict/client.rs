//! Who asks, and how it is proved (RFC 6749 §2.3.1): in the header or in the body, never in both.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use rusqlite::Connection;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::ISSUER;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::clients::{self, Client};
use crate::sandbox::oauth::{self, Form, invalid_request, too_many};
use crate::sandbox::state::attempts::{self, Attempt};

/// The client that makes this call, which is `action` in the log. Ten wrong secrets shut it for a
/// while (S24).
pub(super) fn authenticated(
    action: &str,
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<&'static Client, Stop> {
    let Sent { id, secret } = sent(call, form)?;
    let note = |code: &str, words: &str| {
        audit::note(action, &id, Outcome::Refused(code, words), call, connection, context)
    };
    let found = clients::known(&id).filter(|client| client.is_active && client.is_confidential);
    let Some(client) = found else {
        note("invalid_client", "Client not found")?;
        return Err(wrong(call).into());
    };
    let right = client.has_secret(&secret, connection)?;
    match attempts::judge(connection, ISSUER, client.id, right, context.now())? {
        Attempt::Right => Ok(client),
        Attempt::Wrong => {
            note("invalid_client", "Invalid client_secret")?;
            Err(wrong(call).into())
        }
        Attempt::Shut(seconds) => {
            note("temporarily_unavailable", "Too many wrong secrets")?;
            Err(too_many(seconds).into())
        }
    }
}

/// S14. One answer for whoever is unknown, shut out, without a secret or with a wrong one.
fn wrong(call: &Call) -> Answer {
    oauth::wrong_client(call, ISSUER, "the client is not known, or has not proved who it is")
}

struct Sent {
    id: String,
    secret: String,
}

fn sent(call: &Call, form: &Form) -> Result<Sent, Answer> {
    let (id, secret) = (form.get("client_id"), form.get("client_secret"));
    if !call.has_authorization() {
        let (Some(id), Some(secret)) = (id, secret) else { return Err(wrong(call)) };
        return Ok(Sent { id: id.to_owned(), secret: secret.to_owned() });
    }
    let sent = call.header(AUTHORIZATION).and_then(basic).ok_or_else(|| wrong(call))?;
    if secret.is_some() || id.is_some_and(|id| id != sent.id) {
        let words = "credentials go into the header or into the body, not into both";
        return Err(invalid_request(words).breaking("two ways to authenticate"));
    }
    Ok(sent)
}

/// Both halves are encoded as in a form before they are put together.
fn basic(header: &str) -> Option<Sent> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim_matches(' ')).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some(Sent { id: decoded(id)?, secret: decoded(secret)? })
}

/// A text as a form has it, which has to be all there is.
fn decoded(text: &str) -> Option<String> {
    if text.contains(['&', '=']) {
        return None;
    }
    Some(form_urlencoded::parse(text.as_bytes()).next()?.0.into_owned())
}
