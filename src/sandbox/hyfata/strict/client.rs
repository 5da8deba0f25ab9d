//! Who asks: a client with a secret, or one that cannot keep any.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use rusqlite::Connection;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::{CLIENT_ID, CLIENT_SECRET, ISSUER};
use crate::sandbox::oauth::{self, Form, invalid_request, too_many};
use crate::sandbox::secrets;
use crate::sandbox::state::attempts::{self, Attempt};

/// A registered client.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::sandbox::hyfata) struct Client {
    pub(in crate::sandbox::hyfata) id: &'static str,
    /// RFC 6749 §2.1: a public client has none.
    secret: Option<&'static str>,
}

/// A client that runs where a secret would not be one.
pub(in crate::sandbox::hyfata) const PUBLIC_CLIENT_ID: &str = "client_1800000000000_public";

static CLIENTS: [Client; 2] = [
    Client { id: CLIENT_ID, secret: Some(CLIENT_SECRET) },
    Client { id: PUBLIC_CLIENT_ID, secret: None },
];

impl Client {
    pub(super) fn is_public(&self) -> bool {
        self.secret.is_none()
    }
}

/// The client of this name.
pub(super) fn known(id: &str) -> Option<&'static Client> {
    CLIENTS.iter().find(|client| client.id == id)
}

/// Who makes this call: by HTTP Basic or in the body, never both. Ten wrong secrets shut a client
/// for a while (S24).
pub(super) fn authenticated(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<&'static Client, Stop> {
    let sent = credentials(call, form)?;
    let wrong = || {
        let words = "these are not the credentials of a client";
        Stop::from(oauth::wrong_client(call, ISSUER, words))
    };
    let client = known(&sent.id).ok_or_else(wrong)?;
    match (client.secret, sent.secret) {
        (None, None) => Ok(client),
        (Some(right), Some(offered)) => {
            let right = secrets::same(right, &offered);
            match attempts::judge(connection, ISSUER, client.id, right, context.now())? {
                Attempt::Right => Ok(client),
                Attempt::Wrong => Err(wrong()),
                Attempt::Shut(seconds) => Err(too_many(seconds).into()),
            }
        }
        _ => Err(wrong()),
    }
}

struct Credentials {
    id: String,
    secret: Option<String>,
}

fn credentials(call: &Call, form: &Form) -> Result<Credentials, Answer> {
    let secret = form.get("client_secret").map(str::to_owned);
    if !call.has_authorization() {
        return Ok(Credentials { id: form.required("client_id")?.to_owned(), secret });
    }
    let words = "HTTP Basic with a form-encoded id and secret is the one way in a header";
    let sent = basic(call).ok_or_else(|| oauth::wrong_client(call, ISSUER, words))?;
    let same_client = form.get("client_id").is_none_or(|id| id == sent.id);
    if secret.is_some() || !same_client {
        let words = "credentials go into the header or into the body, not into both";
        return Err(invalid_request(words).breaking("two ways to authenticate"));
    }
    Ok(sent)
}

/// RFC 6749 §2.3.1: both are form-encoded before they are put together.
fn basic(call: &Call) -> Option<Credentials> {
    let (scheme, encoded) = call.header(AUTHORIZATION)?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    let decoded = |part: &str| {
        // As the value of a parameter; what would end it was encoded.
        let whole = format!("v={part}");
        let value = form_urlencoded::parse(whole.as_bytes()).next()?.1.into_owned();
        (!part.contains('&')).then_some(value)
    };
    Some(Credentials { id: decoded(id)?, secret: Some(decoded(secret)?) })
}
