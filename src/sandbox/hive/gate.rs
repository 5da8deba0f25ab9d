//! What every call begins with: a body that is not encrypted, JSON, our application; and the tokens
//! that stand in headers.

use http::header::AUTHORIZATION;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hive::APP_ID;
use crate::sandbox::hive::refusal::{APP, FORMAT, JSON, NO_TOKEN_SENT, Refusal, TOKEN};
use crate::sandbox::state::tokens::{self, Grant};
use crate::wire::hive::{ACCESS_TOKEN, ISCRYPT};

/// The body of a call. What is not JSON is refused with `not_json`, and what lacks a member with 4000.
pub(super) fn read<T: DeserializeOwned>(call: &Call, not_json: Refusal) -> Result<T, Answer> {
    if call.header(ISCRYPT) != Some("0") {
        return Err(FORMAT.answer("V07: ISCRYPT is not 0"));
    }
    let document: Value =
        serde_json::from_slice(&call.body).map_err(|_| not_json.answer("R09: not JSON"))?;
    serde_json::from_value(document).map_err(|_| FORMAT.answer("R04: a member is missing or wrong"))
}

/// The same for the calls whose type is `application/json`.
pub(super) fn read_json<T: DeserializeOwned>(call: &Call, not_json: Refusal) -> Result<T, Answer> {
    if call.is_of_type("application/json") {
        read(call, not_json)
    } else {
        Err(not_json.answer("R09: not application/json"))
    }
}

/// 4001 as everywhere but at `/oauth/token`, where that number is the client's.
pub(super) const NOT_JSON: Refusal = JSON;

/// Whether it is our application.
pub(super) fn app(appid: &str) -> Result<(), Answer> {
    if appid == APP_ID { Ok(()) } else { Err(APP.answer("V01: not our application")) }
}

/// What the token in `X-Access-Token` stands for. It has to be one of `issuer`: the server's own for
/// a key, the player's own to verify the player.
pub(super) fn access_token(
    call: &Call,
    issuer: &'static str,
    context: &Context,
) -> Result<Grant, Stop> {
    let Some(token) = call.header(ACCESS_TOKEN) else {
        return Err(NO_TOKEN_SENT.of_the_access_token("S23: no X-Access-Token").into());
    };
    let found = standing(token, issuer, context)?;
    let refused = || TOKEN.of_the_access_token("S23: not a token for this");
    Ok(found.ok_or_else(refused)?)
}

/// What the player's token stands for: raw, so that one behind `Bearer` is none.
pub(super) fn player_token(
    call: &Call,
    issuer: &'static str,
    context: &Context,
) -> Result<Grant, Stop> {
    if !call.has_authorization() {
        return Err(NO_TOKEN_SENT.answer("S23: no Authorization").into());
    }
    let token = call.header(AUTHORIZATION).unwrap_or_default();
    let found = standing(token, issuer, context)?;
    Ok(found.ok_or_else(|| TOKEN.answer("S23: not a player's token"))?)
}

fn standing(token: &str, issuer: &'static str, context: &Context) -> Result<Option<Grant>, Stop> {
    let found = context
        .state()
        .read(|connection| Ok(tokens::standing(connection, issuer, token, context.now())?))?;
    Ok(found)
}
