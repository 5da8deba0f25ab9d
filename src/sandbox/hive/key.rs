//! `…/customauth/get-key`: the server says who somebody is elsewhere, and gets a key for that player.

use http::StatusCode;

use crate::model::{ClientSecret, CustomAuthKey};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hive::memory::{self, Identity};
use crate::sandbox::hive::refusal::{AUTH_TYPE, CERTIFICATION, FORMAT, IDP};
use crate::sandbox::hive::{CERTIFICATION_KEY, ISSUER, gate, token};
use crate::sandbox::secrets;
use crate::wire::hive::{self, CONNECT, Data, IDPS, KeyRequest, OK, SIGN_IN, Validation};

/// By `/v2`: the server proves itself by its token.
pub(super) fn give(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: KeyRequest = gate::read_json(call, gate::NOT_JSON)?;
    gate::access_token(call, ISSUER, context)?;
    gate::app(&sent.appid)?;
    let identity = identity(&sent, context)?;
    let validation = Validation { result_code: OK, result_msg: Some("SUCCESS".to_owned()) };
    given(&identity, Some(validation), context)
}

/// By what came before it: the certification key proves the server.
pub(super) fn give_v1(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: KeyRequest = gate::read_json(call, gate::NOT_JSON)?;
    gate::app(&sent.appid)?;
    let key = sent.hive_certification_key.as_ref();
    certified(key.map_or("", ClientSecret::expose), context)?;
    given(&identity(&sent, context)?, None, context)
}

/// Whether it is the application's certification key.
pub(super) fn certified(offered: &str, context: &Context) -> Result<(), Stop> {
    let proved = context
        .state()
        .write(|transaction| token::proved(CERTIFICATION_KEY, offered, transaction, context))?;
    Ok(proved.map_err(|rule| CERTIFICATION.answer(rule))?)
}

/// Who it is for. To link somebody to a player, that player has to be there.
fn identity(sent: &KeyRequest, context: &Context) -> Result<Identity, Stop> {
    if !IDPS.contains(&sent.idp_id.as_str()) {
        return Err(IDP.answer("V02: not one of the list").into());
    }
    let player = match sent.auth_type.as_str() {
        SIGN_IN => None,
        CONNECT => Some(linked(sent, context)?),
        _ => return Err(AUTH_TYPE.answer("V03: neither SIGNINIDP nor CONNECT").into()),
    };
    Ok(Identity { idp: sent.idp_id.clone(), user: sent.idp_user_id.clone(), player })
}

fn linked(sent: &KeyRequest, context: &Context) -> Result<i64, Stop> {
    let unknown = || Stop::from(FORMAT.answer("V04: no such player to link to"));
    let named = sent.player_id.and_then(|id| i64::try_from(id).ok()).ok_or_else(unknown)?;
    let joined = context.state().read(|connection| Ok(memory::joined_at(connection, named)?))?;
    joined.map(|_| named).ok_or_else(unknown)
}

/// 32 hexadecimal digits, as in Hive's sample.
fn given(
    identity: &Identity,
    token_validation: Option<Validation>,
    context: &Context,
) -> Result<Answer, Stop> {
    let key = secrets::hex(secrets::random()?);
    context
        .state()
        .write(|transaction| Ok(memory::keep(transaction, &key, identity, context.now())?))?;
    let data = Data { custom_auth_key: Some(CustomAuthKey::new(key)), ..Data::default() };
    let answer = hive::Answer { token_validation, ..hive::Answer::success(Some(data)) };
    Ok(Answer::json(StatusCode::OK, &answer))
}
