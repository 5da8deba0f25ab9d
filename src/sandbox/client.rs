//! Who asks, and how it is proved (RFC 6749 §2.3.1): in a header, in the body, or, by a client that
//! can keep no secret, not at all. Never in two ways at once, and never in the address.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use rusqlite::Connection;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::{self, Form, invalid_request};
use crate::sandbox::secrets;
use crate::sandbox::state::attempts::{self, Attempt};

/// What was registered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) id: &'static str,
    /// `None` for a public client (§2.1).
    pub(crate) secret: Option<&'static str>,
}

impl Client {
    /// The one of `clients` with this identifier.
    pub(crate) fn of(id: &str, clients: &'static [Self]) -> Option<&'static Self> {
        clients.iter().find(|client| client.id == id)
    }

    /// Whether it can keep no secret.
    pub(crate) fn is_public(&self) -> bool {
        self.secret.is_none()
    }
}

/// An identifier, and what goes with it.
pub(crate) struct Proof {
    pub(crate) id: String,
    pub(crate) secret: Option<String>,
}

/// The client that asks; a confidential one has proved it. Ten wrong secrets shut it for a while
/// (S24); an unknown client has no secret that could be guessed, and nothing is remembered of it.
pub(crate) fn authenticated(
    call: &Call,
    form: &Form,
    issuer: &str,
    clients: &'static [Client],
    connection: &Connection,
    context: &Context,
) -> Result<&'static Client, Stop> {
    let wrong = || wrong(call, issuer);
    let Proof { id, secret } = sent(call, form, issuer)?;
    let client = Client::of(&id, clients).ok_or_else(wrong)?;
    match (client.secret, secret) {
        (None, None) => Ok(client),
        (Some(right), Some(offered)) => {
            let right = secrets::same(right, &offered);
            match attempts::judge(connection, issuer, client.id, right, context.now())? {
                Attempt::Right => Ok(client),
                Attempt::Wrong => Err(wrong().into()),
                Attempt::Shut(seconds) => Err(oauth::too_many(seconds).into()),
            }
        }
        _ => Err(wrong().into()),
    }
}

/// S14: the client is not who it says it is.
pub(crate) fn wrong(call: &Call, issuer: &str) -> Answer {
    oauth::wrong_client(call, issuer, "the client is not known, or has not proved who it is")
}

/// From the one place where it stands.
pub(crate) fn sent(call: &Call, form: &Form, issuer: &str) -> Result<Proof, Answer> {
    let wrong = || wrong(call, issuer);
    let in_body = (form.get("client_id"), form.get("client_secret"));
    if !call.has_authorization() {
        let id = in_body.0.ok_or_else(wrong)?.to_owned();
        return Ok(Proof { id, secret: in_body.1.map(str::to_owned) });
    }
    if in_body.1.is_some() {
        let words = "the client proves itself in one way, not in two";
        return Err(invalid_request(words).breaking("R05: two ways to authenticate"));
    }
    let proof = call.header(AUTHORIZATION).and_then(basic).ok_or_else(wrong)?;
    if in_body.0.is_some_and(|id| id != proof.id) {
        let words = "client_id is another one than in the header";
        return Err(invalid_request(words).breaking("R05: two clients in one request"));
    }
    Ok(proof)
}

/// HTTP Basic (RFC 7617) with both halves encoded as in a form first (RFC 6749 §2.3.1), so that
/// neither can have a colon of its own.
fn basic(header: &str) -> Option<Proof> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim_matches(' ')).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some(Proof { id: decoded(id)?, secret: Some(decoded(secret)?) })
}

/// A text as a form has it. What a form cannot have was not encoded.
fn decoded(text: &str) -> Option<String> {
    let encoded = |c: char| c.is_ascii_alphanumeric() || "*-._+%~!'()".contains(c);
    if !text.chars().all(encoded) {
        return None;
    }
    // A name without a value, which has to be all there is.
    Some(form_urlencoded::parse(text.as_bytes()).next()?.0.into_owned())
}
