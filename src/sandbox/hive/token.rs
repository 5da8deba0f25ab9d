//! `POST /oauth/token`: the server's own token, for an hour. OAuth's grant in JSON.
//!
//! Hive signs with RS256; the sandbox with HS256 and a key of its own, and nobody can take the one for
//! the other.

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::model::AccessToken;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hive::refusal::{CLIENT, FORMAT, GRANT};
use crate::sandbox::hive::{APP_ID, CLIENT_ID, CLIENT_SECRET, ISSUER, gate};
use crate::sandbox::state::attempts::{self, Attempt};
use crate::sandbox::state::tokens::{self, Grant};
use crate::sandbox::{SandboxError, jwt, secrets};
use crate::wire::hive::{self, Data, TokenRequest};

/// How long every token of Hive lives.
pub(super) const LIFE: i64 = 3_600;

/// Issues a token. An application that is not the client's is a parameter that is wrong.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: TokenRequest = gate::read_json(call, FORMAT)?;
    if sent.grant_type != "client_credentials" {
        return Err(GRANT.answer("R06: not client_credentials").into());
    }
    context.answered(|connection| {
        if sent.client_id != CLIENT_ID {
            return Err(CLIENT.answer("S14: not a client").into());
        }
        let secret = sent.client_secret.expose();
        proved(CLIENT_SECRET, secret, connection, context)?.map_err(|rule| CLIENT.answer(rule))?;
        if sent.appid != APP_ID {
            return Err(FORMAT.answer("V01: not our application").into());
        }
        let token = signed(ISSUER, CLIENT_ID, connection, context)?;
        let data = Data { access_token: Some(AccessToken::new(token)), ..Data::default() };
        Ok(Answer::json(StatusCode::OK, &hive::Answer::success(Some(data))))
    })
}

/// Whether a secret is the right one; ten wrong ones shut its door for a while (S24).
pub(super) fn proved(
    right: &'static str,
    offered: &str,
    connection: &Connection,
    context: &Context,
) -> Result<Result<(), &'static str>, SandboxError> {
    let is_right = secrets::same(right, offered);
    // Each secret has a door of its own.
    let door = if right == CLIENT_SECRET { "client" } else { "certification" };
    Ok(match attempts::judge(connection, ISSUER, door, is_right, context.now())? {
        Attempt::Right => Ok(()),
        Attempt::Wrong => Err("S14: not the secret"),
        Attempt::Shut(_) => Err("S24: too many wrong secrets"),
    })
}

/// A new token that says whose it is.
pub(super) fn signed(
    issuer: &'static str,
    subject: &str,
    connection: &Connection,
    context: &Context,
) -> Result<String, SandboxError> {
    let now = context.now().as_second();
    let claims = json!({
        "iss": "Hive", "sub": subject, "aud": APP_ID,
        "iat": now, "exp": now + LIFE, "jti": jwt::uuid()?,
    });
    let header = json!({ "kid": "sandbox-hive", "alg": "HS256", "typ": "JWT" });
    let token = jwt::signed(context.state().signing_key(), &header, &claims);
    let grant = Grant {
        issuer,
        client_id: subject.to_owned(),
        scope: String::new(),
        expires_at: now + LIFE,
    };
    tokens::keep(connection, &token, &grant, context.now())?;
    Ok(token)
}
