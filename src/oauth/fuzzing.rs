//! Doors for `fuzz/`: built by it alone.

use jiff::Timestamp;

use crate::http::Answer;
use crate::model::IdToken;
use crate::oauth::id_token::{self, BadIdToken, Expectation, Identity};
use crate::oauth::outcome::State;
use crate::oauth::{
    DeviceLogin, Dialect, Discovered, Expected, MetadataError, OAuthError, Outcome, ReadRefusal,
    callback, device, exchange, metadata, outcome, paste,
};

/// The state of the login that is waiting.
pub const STATE: &str = "0123456789abcdef0123456789abcdef";

fn expected() -> Option<Expected> {
    let redirect_uri = "http://localhost:3000/oauth/callback".parse().ok()?;
    Some(Expected { state: State::new(STATE.to_owned()), redirect_uri, issuer: None })
}

/// What the helper makes of the bytes of a connection: the outcome, and the reply as it is sent.
pub fn callback(bytes: &[u8]) -> Option<(Option<Outcome>, Option<String>)> {
    Some(callback::fuzzing::judged(bytes, &expected()?))
}

/// What is made of a callback's query.
pub fn query(query: &str) -> Option<Outcome> {
    outcome::read(query, &expected()?).ok()
}

/// What is made of a pasted line, or the words in which it is turned down.
pub fn pasted(line: &str) -> Option<Result<Outcome, String>> {
    Some(paste::read(line, &expected()?).map_err(|bad| bad.to_string()))
}

/// What is made of an answer of a token endpoint: the answer for the protocol's reader.
pub fn token(answer: &Answer, read_refusal: ReadRefusal) -> Result<Vec<u8>, OAuthError> {
    let token = exchange::read_token(answer, Dialect::refusing(read_refusal))?;
    Ok(exchange::in_rfc_form(&token).into_body())
}

/// Whose metadata are read, and who issues id tokens.
pub const ISSUER: &str = "https://login.acme.example";

/// What is made of an answer where metadata are looked for.
pub fn metadata(answer: &Answer) -> Option<Result<Discovered, MetadataError>> {
    metadata::read(answer, ISSUER)
}

/// What is made of an answer to a device that begins a login.
pub fn device_login(answer: &Answer) -> Result<DeviceLogin, OAuthError> {
    device::read_begun(answer, "openid")
}

/// What is made of an id token and the keys that are published, where they can be read.
pub fn id_token(token: &str, keys: &[u8], now: Timestamp) -> Result<Identity, BadIdToken> {
    let keys = serde_json::from_slice(keys).ok();
    let expected =
        Expectation { issuer: Some(ISSUER), client_id: "client", nonce: Some(STATE), now };
    id_token::check(&IdToken::new(token), &expected, keys.as_ref())
}
