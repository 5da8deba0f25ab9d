//! The tokens: opaque, but for the `id_token`.
//!
//! OTTM publishes no key for its `id_token`; the sandbox signs with HS256 and a key of its own.

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::model::{AccessToken, IdToken, RefreshToken};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::ottm::{CLIENT_ID, ISSUER, opaque};
use crate::sandbox::state::pairs::{self, Family, Kind, Token};
use crate::sandbox::{SandboxError, jwt};
use crate::wire::oauth::{Extra, TokenAnswer};

/// An hour; the answer counts what is left of it and says a second less.
const LIFE: i64 = 3_600;
const SAID: i64 = 3_599;
/// Two weeks, which is ours: OTTM does not say.
const REFRESH_LIFE: i64 = 14 * 24 * 3_600;

/// Whose tokens, and for what.
pub(super) struct Session<'a> {
    pub(super) family: Family,
    /// The member.
    pub(super) sub: &'a str,
    /// What the access token is for.
    pub(super) scope: &'a str,
    /// What the refresh token can get.
    pub(super) granted: &'a str,
    /// What was sent with the request to authorize.
    pub(super) nonce: Option<&'a str>,
    /// The refresh token that goes on being good, where one does.
    pub(super) kept: Option<&'a str>,
}

/// Issues an access token, a refresh token, and an `id_token` where it is asked for.
pub(super) fn tokens(
    session: &Session<'_>,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let access = remembered(Kind::Access, session.scope, LIFE, session, connection, context)?;
    let refresh = if let Some(kept) = session.kept {
        kept.to_owned()
    } else {
        let scope = session.granted;
        remembered(Kind::Refresh, scope, REFRESH_LIFE, session, connection, context)?
    };
    let is_asked_for = session.scope.split(' ').any(|scope| scope == "openid");
    let id_token = is_asked_for.then(|| IdToken::new(id_token(session, context)));
    let document = TokenAnswer {
        access_token: AccessToken::new(access),
        token_type: "Bearer".to_owned(),
        expires_in: Some(SAID),
        refresh_token: Some(RefreshToken::new(refresh)),
        scope: Some(session.scope.to_owned()),
        extra: Extra { id_token, ..Extra::default() },
    };
    Ok(Answer::json(StatusCode::OK, &document))
}

fn remembered(
    kind: Kind,
    scope: &str,
    life: i64,
    session: &Session<'_>,
    connection: &Connection,
    context: &Context,
) -> Result<String, SandboxError> {
    let token = opaque()?;
    let facts = Token {
        issuer: ISSUER,
        family: session.family,
        client_id: CLIENT_ID.to_owned(),
        audience: session.sub.to_owned(),
        scope: scope.to_owned(),
        jti: String::new(),
        auth_time: None,
        expires_at: context.now().as_second() + life,
        dead: false,
    };
    pairs::keep(connection, kind, &token, &facts, context.now())?;
    Ok(token)
}

/// `OpenID` Connect Core §2; a nonce where one was sent.
fn id_token(session: &Session<'_>, context: &Context) -> String {
    let now = context.now().as_second();
    let mut claims = json!({
        "iss": context.issuer(ISSUER),
        "sub": session.sub,
        "aud": CLIENT_ID,
        "exp": now + LIFE,
        "iat": now,
    });
    if let Some(nonce) = session.nonce {
        claims["nonce"] = nonce.into();
    }
    let header = json!({ "kid": "sandbox-ottm", "alg": "HS256" });
    jwt::signed(context.state().signing_key(), &header, &claims)
}
