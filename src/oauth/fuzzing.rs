//! Doors for `fuzz/`: built by it alone.

use crate::http::Answer;
use crate::oauth::outcome::State;
use crate::oauth::{
    Dialect, Expected, OAuthError, Outcome, ReadRefusal, callback, exchange, outcome, paste,
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
