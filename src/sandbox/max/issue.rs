//! The tokens: a day long, signed, and each with names of its own.

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::model::AccessToken;
use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::max::clients::Client;
use crate::sandbox::max::{ISSUER, behavior};
use crate::sandbox::state::tokens::{self, Grant};
use crate::sandbox::{Behavior, SandboxError, jwt, secrets};
use crate::wire::max::CodedToken;
use crate::wire::oauth::{Extra, TokenAnswer};

/// A day, whatever `SERVICE_TOKEN_EXPIRE_HOURS` says: nobody reads it.
pub(super) const LIFE: i64 = 86_400;

/// Issues one; those that are out stay good.
pub(super) fn token(
    client: &Client,
    scope: &str,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    let token = signed(client, scope, context)?;
    let grant = Grant {
        issuer: ISSUER,
        client_id: client.id.to_owned(),
        scope: scope.to_owned(),
        expires_at: context.now().as_second() + LIFE,
    };
    tokens::keep(connection, &token, &grant, context.now())?;
    let document = TokenAnswer {
        access_token: AccessToken::new(token),
        token_type: "Bearer".to_owned(),
        expires_in: Some(LIFE),
        refresh_token: None,
        scope: Some(scope.to_owned()),
        extra: Extra::default(),
    };
    Ok(match behavior(context) {
        Behavior::AsCoded => Answer::json(StatusCode::OK, &CodedToken::from(document)),
        Behavior::Documented | Behavior::Strict => Answer::json(StatusCode::OK, &document),
    })
}

fn signed(client: &Client, scope: &str, context: &Context) -> Result<String, SandboxError> {
    let now = context.now().as_second();
    let issuer = match behavior(context) {
        Behavior::Strict => context.issuer(ISSUER),
        Behavior::Documented | Behavior::AsCoded => "maxplatform".to_owned(),
    };
    let nonce = format!("{:016x}", u64::from_be_bytes(secrets::random()?));
    let claims = json!({
        "sub": format!("service:{}", client.id),
        "client_id": client.id,
        "scope": scope,
        "token_type": "service",
        "type": "access",
        "iss": issuer,
        "iat": now,
        "nbf": now,
        "exp": now + LIFE,
        "jti": jwt::uuid()?,
        "nonce": nonce,
    });
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    Ok(jwt::signed(context.state().signing_key(), &header, &claims))
}
