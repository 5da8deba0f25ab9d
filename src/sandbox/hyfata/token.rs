//! `POST /oauth/token`, in Hyfata's own order and words. Whatever is wrong is `invalid_grant`; what
//! its framework misses is a 500; and a failed attempt does not use the code up.

use http::StatusCode;
use http::header::ALLOW;
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::issue::{self, Session};
use crate::sandbox::hyfata::words::{
    CODE, CODE_OVER, CODE_USED, GRANT, NO_CODE, NO_REDIRECT_URI, NO_REFRESH, NO_SECRET,
    NO_SECRET_TO_REFRESH, NO_VERIFIER, REDIRECT_MISMATCH, REFRESH, SECRET, SESSION, VERIFIER,
    VERIFIER_FORMAT, Words,
};
use crate::sandbox::hyfata::{CLIENT_SECRET, ISSUER, behavior, strict, unexpected};
use crate::sandbox::oauth::Form;
use crate::sandbox::state::consents::{self, Code};
use crate::sandbox::state::pairs::{self, Kind};
use crate::sandbox::{Behavior, pkce, secrets};

/// Issues tokens.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let work: fn(&Form, &Connection, &Context) -> Result<Answer, Stop> = match behavior(context) {
        Behavior::Documented => documented,
        Behavior::AsCoded => as_coded,
        Behavior::Strict => return strict::issue(call, context),
    };
    let form = Form::read(call).map_err(|_| unexpected("R03: not a form, or a parameter twice"))?;
    context.answered(|connection| work(&form, connection, context))
}

/// `GET /oauth/token`: a failure of its own, where the standards have a status for it (S13).
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn not_by_get(_: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) != Behavior::Strict {
        return Ok(unexpected("R02: wrong method"));
    }
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let refusal = Answer::error(status, "invalid_request", "tokens are asked for with POST");
    Ok(refusal.with(ALLOW, "POST").breaking("S13: wrong method"))
}

fn documented(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let sent = (form.get("client_id"), form.get("client_secret"), form.get("redirect_uri"));
    let (Some(client_id), Some(secret), Some(redirect_uri)) = sent else {
        return Err(unexpected("R04: a parameter is missing").into());
    };
    if form.get("grant_type").unwrap_or("authorization_code") != "authorization_code" {
        return refused(GRANT, context);
    }
    let Some(code) = form.get("code") else { return refused(NO_CODE, context) };
    let granted = standing(code, client_id, redirect_uri, connection, context)?;
    verified(&granted, form.get("code_verifier"), context)?;
    if !secrets::same(CLIENT_SECRET, secret) {
        return refused(SECRET, context);
    }
    exchanged(code, &granted, connection, context)
}

fn as_coded(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let (Some(grant), Some(client_id)) = (form.get("grant_type"), form.get("client_id")) else {
        return Err(unexpected("R04: a parameter is missing").into());
    };
    match grant {
        "authorization_code" => {}
        "refresh_token" => return refreshed(form, client_id, connection, context),
        _ => return refused(GRANT, context),
    }
    let Some(redirect_uri) = form.get("redirect_uri") else {
        return refused(NO_REDIRECT_URI, context);
    };
    let Some(code) = form.get("code") else { return refused(NO_CODE, context) };
    let granted = standing(code, client_id, redirect_uri, connection, context)?;
    verified(&granted, form.get("code_verifier"), context)?;
    authenticated(&granted, form, NO_SECRET, context)?;
    exchanged(code, &granted, connection, context)
}

/// It rotates: the old one's session is revoked, and that is all that a second use meets.
fn refreshed(
    form: &Form,
    client_id: &str,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let Some(sent) = form.get("refresh_token") else { return refused(NO_REFRESH, context) };
    let found = pairs::known(connection, ISSUER, Kind::Refresh, sent)?;
    let now = context.now().as_second();
    let Some(old) = found.filter(|old| old.client_id == client_id && old.expires_at > now) else {
        return refused(REFRESH, context);
    };
    if old.dead {
        return refused(SESSION, context);
    }
    let Some(granted) = consents::by_digest(connection, ISSUER, &old.family)? else {
        return refused(REFRESH, context);
    };
    authenticated(&granted, form, NO_SECRET_TO_REFRESH, context)?;
    pairs::end(connection, sent)?;
    let session = Session {
        family: old.family,
        client_id,
        email: &old.audience,
        scope: &old.scope,
        granted: &old.scope,
    };
    issue::pair(&session, connection, context)
}

/// The code, and whether it was sent where it is said to have been. What is over is forgotten.
fn standing(
    code: &str,
    client_id: &str,
    redirect_uri: &str,
    connection: &Connection,
    context: &Context,
) -> Result<Code, Stop> {
    let found = consents::code(connection, ISSUER, code)?;
    let Some(granted) = found.filter(|granted| granted.client_id == client_id) else {
        return refused(CODE, context);
    };
    if granted.expires_at <= context.now().as_second() {
        consents::forget(connection, code)?;
        return refused(CODE_OVER, context);
    }
    if granted.used {
        return refused(CODE_USED, context);
    }
    if granted.redirect_uri != redirect_uri {
        return refused(REDIRECT_MISMATCH, context);
    }
    Ok(granted)
}

/// Where a challenge was sent there has to be a verifier; where none was, any is ignored.
fn verified(granted: &Code, verifier: Option<&str>, context: &Context) -> Result<(), Stop> {
    let Some(challenge) = &granted.challenge else { return Ok(()) };
    let Some(verifier) = verifier else { return refused(NO_VERIFIER, context) };
    if !pkce::is_verifier(verifier) {
        return refused(VERIFIER_FORMAT, context);
    }
    if !pkce::fits(verifier, challenge) {
        return refused(VERIFIER, context);
    }
    Ok(())
}

/// Today: with PKCE the secret is not looked at, right or wrong.
fn authenticated(
    granted: &Code,
    form: &Form,
    missing: Words,
    context: &Context,
) -> Result<(), Stop> {
    if granted.challenge.is_some() {
        return Ok(());
    }
    let Some(secret) = form.get("client_secret") else { return refused(missing, context) };
    if !secrets::same(CLIENT_SECRET, secret) {
        return refused(SECRET, context);
    }
    Ok(())
}

fn exchanged(
    code: &str,
    granted: &Code,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    consents::use_up(connection, code)?;
    let session = Session {
        family: secrets::digest(code),
        client_id: &granted.client_id,
        email: &granted.subject,
        scope: &granted.scope,
        granted: &granted.scope,
    };
    issue::pair(&session, connection, context)
}

fn refused<T>(words: Words, context: &Context) -> Result<T, Stop> {
    Err(words.refusal(behavior(context)).into())
}
