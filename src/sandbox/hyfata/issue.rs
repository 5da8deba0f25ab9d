//! The tokens: signed, with a life in seconds and an `expires_in` that says something else.
//!
//! Hyfata signs with HS384 or HS512, by the length of its key; the sandbox with HS256. Nobody may
//! depend on that, for nobody else has the key.

use http::StatusCode;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::model::{AccessToken, RefreshToken};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::{ISSUER, SCOPE, behavior};
use crate::sandbox::state::pairs::{self, Family, Kind, Token};
use crate::sandbox::{Behavior, SandboxError, jwt};
use crate::wire::hyfata::EXPIRES_IN;
use crate::wire::oauth::{Extra, TokenAnswer};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// So many sessions may somebody have, today; the oldest go.
const SESSIONS: i64 = 5;

/// Whose tokens, and for what.
pub(super) struct Session<'a> {
    pub(super) family: Family,
    pub(super) client_id: &'a str,
    pub(super) email: &'a str,
    /// What the access token is for.
    pub(super) scope: &'a str,
    /// What the refresh token can get.
    pub(super) granted: &'a str,
}

/// The lives of an access and a refresh token, and what the answer says of the first.
fn lives(behavior: Behavior) -> [i64; 3] {
    match behavior {
        Behavior::Documented => [DAY, 7 * DAY, EXPIRES_IN],
        Behavior::AsCoded => [HOUR, 14 * DAY, EXPIRES_IN],
        Behavior::Strict => [HOUR, 14 * DAY, HOUR],
    }
}

/// Issues a pair.
pub(super) fn pair(
    session: &Session<'_>,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let behavior = behavior(context);
    let now = context.now().as_second();
    let [access_life, refresh_life, expires_in] = lives(behavior);
    if behavior == Behavior::AsCoded {
        pairs::end_oldest(connection, ISSUER, session.email, SESSIONS - 1)?;
    }
    let mut made = Vec::with_capacity(2);
    for (kind, scope, expires_at) in [
        (Kind::Access, session.scope, now + access_life),
        (Kind::Refresh, session.granted, now + refresh_life),
    ] {
        let facts = Token {
            issuer: ISSUER,
            family: session.family,
            client_id: session.client_id.to_owned(),
            audience: session.email.to_owned(),
            scope: scope.to_owned(),
            jti: jwt::uuid()?,
            auth_time: None,
            expires_at,
            dead: false,
        };
        made.push(kept(kind, &facts, connection, context)?);
    }
    let refresh_token = made.pop().map(RefreshToken::new);
    let scope = if behavior == Behavior::Documented { SCOPE } else { session.scope };
    let document = TokenAnswer {
        access_token: AccessToken::new(made.pop().unwrap_or_default()),
        token_type: "Bearer".to_owned(),
        expires_in: Some(expires_in),
        refresh_token,
        scope: Some(scope.to_owned()),
        extra: Extra::default(),
    };
    Ok(Answer::json(StatusCode::OK, &document))
}

/// Signs one, and remembers it.
fn kept(
    kind: Kind,
    facts: &Token,
    connection: &Connection,
    context: &Context,
) -> Result<String, SandboxError> {
    let claims = claims(kind, facts, context);
    let header = json!({ "alg": "HS256" });
    let token = jwt::signed(context.state().signing_key(), &header, &claims);
    pairs::keep(connection, kind, &token, facts, context.now())?;
    Ok(token)
}

/// At the time of the document an access token has an e-mail address and a refresh token has not.
/// Since then both have more, so that no two are the same.
fn claims(kind: Kind, facts: &Token, context: &Context) -> Value {
    let mut claims = json!({
        "sub": facts.audience,
        "iat": context.now().as_second(),
        "exp": facts.expires_at,
    });
    if kind == Kind::Access {
        claims["email"] = facts.audience.as_str().into();
    }
    if behavior(context) != Behavior::Documented {
        claims["jti"] = facts.jti.as_str().into();
        if kind == Kind::Access {
            claims["client_id"] = facts.client_id.as_str().into();
            claims["scope"] = facts.scope.as_str().into();
        }
    }
    claims
}
