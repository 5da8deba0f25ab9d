//! `POST /oauth/2.0/token`: a code, a refresh token or the client alone, for tokens.
//!
//! The order: can the request be read, who asks, for which grant, with what. KFTC publishes neither
//! whether a refresh token is replaced nor what becomes of the old one; here it is, and the old one
//! dies (S09), for a client that survives this survives the other as well.

use http::StatusCode;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::json;
use url::form_urlencoded;

use crate::model::{AccessToken, RefreshToken};
use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::authorize::sorted_scopes;
use crate::sandbox::kftc::refusal::{
    CLIENT, MISSING_OR_TWICE, REDIRECT_URI, REFRESH_OVER, REFRESH_REFUSED, REFRESH_REUSED, SCOPE,
    SCOPE_REFUSED, SESSION, TOO_MANY,
};
use crate::sandbox::kftc::{CLIENT_ID, CLIENT_SECRET, CLIENT_USE_CODE, ISSUER, SCOPES};
use crate::sandbox::state::attempts::{self, Attempt};
use crate::sandbox::state::consents;
use crate::sandbox::state::pairs::{self, Family, Kind, Token};
use crate::sandbox::{jwt, secrets};
use crate::wire::kftc::{self, Grant, TokenForm};
use crate::wire::oauth::{Extra, TokenAnswer};

/// 90 days, as it is answered: a second less.
const LIFE: i64 = 7_775_999;
/// How much longer a refresh token lives: ten days.
const REFRESH_LIFE: i64 = 864_000;

/// Issues tokens.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form: TokenForm = form(call)?;
    let answer = context.state().write(|transaction| {
        let judged = judged(&form.client_id, form.client_secret.expose(), transaction, context)?;
        if let Err(refusal) = judged {
            return Ok(refusal);
        }
        match form.grant_type {
            Grant::AuthorizationCode => for_a_code(&form, transaction, context),
            Grant::RefreshToken => for_a_refresh_token(&form, transaction, context),
            Grant::ClientCredentials => for_the_client(&form, transaction, context),
        }
    })?;
    Ok(answer)
}

/// A form with each member once, none missing.
pub(super) fn form<T: DeserializeOwned>(call: &Call) -> Result<T, Answer> {
    if !call.is_of_type("application/x-www-form-urlencoded") {
        return Err(MISSING_OR_TWICE.answer());
    }
    let pairs = form_urlencoded::parse(&call.body).into_owned();
    kftc::read(pairs).map_err(|_| MISSING_OR_TWICE.answer())
}

/// Whether this is our client; ten wrong secrets shut it for a while (S24).
pub(super) fn judged(
    client_id: &str,
    client_secret: &str,
    connection: &Connection,
    context: &Context,
) -> Result<Result<(), Answer>, SandboxError> {
    if client_id != CLIENT_ID {
        return Ok(Err(CLIENT.answer()));
    }
    let right = secrets::same(CLIENT_SECRET, client_secret);
    let attempt = attempts::judge(connection, ISSUER, CLIENT_ID, right, context.now())?;
    Ok(match attempt {
        Attempt::Right => Ok(()),
        Attempt::Wrong => Err(CLIENT.answer()),
        Attempt::Shut(_) => Err(TOO_MANY.of_the_gateway()),
    })
}

/// S07: a code is good once, for ten minutes, and for where it was sent. One that comes again has
/// been read by somebody else, so what was issued for it ends (S08); but only where the rest of the
/// request is right, or whoever saw a code could end its tokens without the secret.
fn for_a_code(
    form: &TokenForm,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    let (Some(code), Some(redirect_uri)) = (&form.code, &form.redirect_uri) else {
        return Ok(MISSING_OR_TWICE.answer());
    };
    let Some(granted) = consents::code(connection, ISSUER, code)? else {
        return Ok(SESSION.answer());
    };
    if granted.redirect_uri != *redirect_uri {
        return Ok(REDIRECT_URI.answer());
    }
    let family = secrets::digest(code);
    if granted.used {
        pairs::end_family(connection, &family)?;
        return Ok(SESSION.answer().breaking("S08: a used code; its tokens are revoked"));
    }
    if granted.expires_at <= context.now().as_second() {
        return Ok(SESSION.answer());
    }
    consents::use_up(connection, code)?;
    pair(family, &granted.subject, [&granted.scope, &granted.scope], connection, context)
}

/// S09: the old one dies with its first use, and a second use ends the family. S10: no more than
/// was granted.
fn for_a_refresh_token(
    form: &TokenForm,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    let (Some(sent), Some(scope)) = (&form.refresh_token, &form.scope) else {
        return Ok(MISSING_OR_TWICE.answer());
    };
    let Some(old) = pairs::known(connection, ISSUER, Kind::Refresh, sent.expose())? else {
        return Ok(REFRESH_REFUSED.of_the_gateway());
    };
    if old.dead {
        pairs::end_family(connection, &old.family)?;
        return Ok(REFRESH_REUSED.of_the_gateway());
    }
    if old.expires_at <= context.now().as_second() {
        return Ok(REFRESH_OVER.of_the_gateway());
    }
    let wanted = sorted_scopes(scope);
    if wanted.is_empty() || !wanted.iter().all(|scope| SCOPES.contains(scope)) {
        return Ok(SCOPE.answer());
    }
    if !wanted.iter().all(|scope| old.scope.split(' ').any(|granted| granted == *scope)) {
        return Ok(SCOPE_REFUSED.of_the_gateway());
    }
    pairs::end(connection, sent.expose())?;
    pair(old.family, &old.audience, [&wanted.join(" "), &old.scope], connection, context)
}

/// The client itself, for what needs no user. Measured: another scope is a wrong parameter, but for
/// `sa`, which other institutions have.
fn for_the_client(
    form: &TokenForm,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    match form.scope.as_deref() {
        Some("oob") => {}
        Some("sa") => return Ok(SCOPE_REFUSED.of_the_gateway()),
        _ => return Ok(MISSING_OR_TWICE.answer()),
    }
    let expires_at = context.now().as_second() + LIFE;
    let (token, jti) = signed(context, CLIENT_USE_CODE, "oob", expires_at)?;
    let facts = Token {
        issuer: ISSUER,
        family: secrets::digest(&token),
        client_id: CLIENT_ID.to_owned(),
        audience: CLIENT_USE_CODE.to_owned(),
        scope: "oob".to_owned(),
        jti,
        auth_time: None,
        expires_at,
        dead: false,
    };
    pairs::keep(connection, Kind::Access, &token, &facts, context.now())?;
    let extra = Extra { client_use_code: Some(CLIENT_USE_CODE.to_owned()), ..Extra::default() };
    let answer = answered(token, None, "oob", extra);
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// An access token for the first scope and a refresh token that can get the second.
fn pair(
    family: Family,
    user_seq_no: &str,
    [scope, granted]: [&str; 2],
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    let ends = context.now().as_second() + LIFE;
    let mut made = Vec::with_capacity(2);
    for (kind, scope, expires_at) in
        [(Kind::Access, scope, ends), (Kind::Refresh, granted, ends + REFRESH_LIFE)]
    {
        let (token, jti) = signed(context, user_seq_no, scope, expires_at)?;
        let facts = Token {
            issuer: ISSUER,
            family,
            client_id: CLIENT_ID.to_owned(),
            audience: user_seq_no.to_owned(),
            scope: scope.to_owned(),
            jti,
            auth_time: None,
            expires_at,
            dead: false,
        };
        pairs::keep(connection, kind, &token, &facts, context.now())?;
        made.push(token);
    }
    let refresh_token = made.pop().map(RefreshToken::new);
    let extra = Extra { user_seq_no: Some(user_seq_no.to_owned()), ..Extra::default() };
    let answer = answered(made.pop().unwrap_or_default(), refresh_token, scope, extra);
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// With a person behind it, it names the user; without, the institution.
fn answered(
    token: String,
    refresh_token: Option<RefreshToken>,
    scope: &str,
    extra: Extra,
) -> TokenAnswer {
    TokenAnswer {
        access_token: AccessToken::new(token),
        token_type: "Bearer".to_owned(),
        expires_in: Some(LIFE),
        refresh_token,
        scope: Some(scope.to_owned()),
        extra,
    }
}

/// A new token and its identifier.
fn signed(
    context: &Context,
    audience: &str,
    scope: &str,
    expires_at: i64,
) -> Result<(String, String), SandboxError> {
    let jti = jwt::uuid()?;
    Ok((made_of(context, audience, scope, expires_at, &jti), jti))
}

/// The token with these claims, always the same.
pub(super) fn made_of(
    context: &Context,
    audience: &str,
    scope: &str,
    expires_at: i64,
    jti: &str,
) -> String {
    let claims = json!({
        "aud": audience,
        "scope": sorted_scopes(scope),
        "iss": "https://www.openbanking.or.kr",
        "exp": expires_at,
        "jti": jti,
    });
    let header = json!({ "typ": "JWT", "alg": "HS256" });
    jwt::signed(context.state().signing_key(), &header, &claims)
}

#[cfg(test)]
mod tests;
