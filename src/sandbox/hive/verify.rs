//! `…/token/get-token`: whether a player is signed in on a device, as the player's token says.

use http::StatusCode;

use crate::model::ClientSecret;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hive::refusal::TOKEN;
use crate::sandbox::hive::{PLAYER_ACCESS_TOKENS, PLAYER_TOKENS, gate, key, memory};
use crate::wire::hive::{self, Data, OK, Validation, VerifyRequest};

/// By `/v2`: with the player's own access token beside it, not the server's.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: VerifyRequest = gate::read_json(call, gate::NOT_JSON)?;
    let access = gate::access_token(call, PLAYER_ACCESS_TOKENS, context)?;
    gate::app(&sent.appid)?;
    is_signed_in(call, &sent, context)?;
    if access.client_id != sent.player_id.to_string() {
        return Err(TOKEN.of_the_access_token("V06: another player's token").into());
    }
    let validation = Validation { result_code: OK, result_msg: Some("SUCCESS".to_owned()) };
    let answer = hive::Answer {
        token_validation: Some(validation),
        ..hive::Answer::success(more(&sent, context)?)
    };
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// By what came before it, whose type is `text/html` in one language and JSON in the other: any is
/// taken. The certification key may be missing, but not wrong.
pub(super) fn ask_v1(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: VerifyRequest = gate::read(call, gate::NOT_JSON)?;
    gate::app(&sent.appid)?;
    if let Some(offered) = sent.hive_certification_key.as_ref().map(ClientSecret::expose) {
        key::certified(offered, context)?;
    }
    is_signed_in(call, &sent, context)?;
    // In the words of the sample, which has another name for them.
    let answer = hive::Answer {
        result_code: OK,
        result_message: Some("SUCCESS".to_owned()),
        ..hive::Answer::default()
    };
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// The token is this player's, on this device.
fn is_signed_in(call: &Call, sent: &VerifyRequest, context: &Context) -> Result<(), Stop> {
    let token = gate::player_token(call, PLAYER_TOKENS, context)?;
    if token.client_id == sent.player_id.to_string() && token.scope == sent.did {
        return Ok(());
    }
    Err(TOKEN.answer("V06: another player's token, or another device's").into())
}

/// What else was asked for. Nobody here is locked out, and every device is known.
fn more(sent: &VerifyRequest, context: &Context) -> Result<Option<Data>, Stop> {
    if sent.include_fields.is_empty() {
        return Ok(None);
    }
    let wants = |name: &str| sent.include_fields.iter().any(|field| field == name);
    let player_id = i64::try_from(sent.player_id).unwrap_or_default();
    let joined =
        context.state().read(|connection| Ok(memory::joined_at(connection, player_id)?))?;
    Ok(Some(Data {
        is_blocked: wants("is_blocked").then_some(false),
        is_device_registered: wants("is_device_registered").then_some(true),
        join_timestamp: joined.filter(|_| wants("join_timestamp")),
        ..Data::default()
    }))
}
