//! `POST /sdk/sign-in`, the sandbox's own: what Hive's SDK does on the player's device with a key.

use http::StatusCode;
use rusqlite::Connection;

use crate::model::AccessToken;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hive::refusal::{FORMAT, JSON, KEY};
use crate::sandbox::hive::{PLAYER_ACCESS_TOKENS, PLAYER_TOKENS, gate, memory, token};
use crate::sandbox::secrets::{self, random_text};
use crate::sandbox::state::tokens::{self, Grant};
use crate::wire::hive::{Player, SignInRequest};

/// Uses the key up, and answers who signed in.
pub(super) fn sign_in(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if !call.is_of_type("application/json") {
        return Err(JSON.answer("R09: not application/json").into());
    }
    let sent: SignInRequest = serde_json::from_slice(&call.body)
        .map_err(|_| FORMAT.answer("R04: a member is missing or wrong"))?;
    gate::app(&sent.appid)?;
    context.answered(|connection| {
        let used = memory::use_up(connection, sent.custom_auth_key.expose(), context.now())?;
        let identity = used.ok_or_else(|| KEY.answer("V05: not a key, or used, or over"))?;
        let player_id = memory::player(connection, &identity, context.now())?;
        Ok(Answer::json(StatusCode::OK, &signed_in(player_id, connection, context)?))
    })
}

/// The tokens of a player on a device, which is the same each time.
fn signed_in(player_id: i64, connection: &Connection, context: &Context) -> Result<Player, Stop> {
    let digest = secrets::digest(&format!("hive device {player_id}"));
    let did = u32::from_be_bytes(digest.first_chunk().copied().unwrap_or_default()).to_string();
    let token = random_text()?;
    let grant = Grant {
        issuer: PLAYER_TOKENS,
        client_id: player_id.to_string(),
        scope: did.clone(),
        expires_at: context.now().as_second() + token::LIFE,
    };
    tokens::keep(connection, &token, &grant, context.now())?;
    let access_token =
        token::signed(PLAYER_ACCESS_TOKENS, &player_id.to_string(), connection, context)?;
    Ok(Player {
        player_id: player_id.unsigned_abs(),
        did,
        token: AccessToken::new(token),
        access_token: AccessToken::new(access_token),
    })
}
