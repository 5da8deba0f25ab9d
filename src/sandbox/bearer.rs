//! What is done with a token that is out, by the standards: it is ended (RFC 7009), looked at
//! (RFC 7662), and borne (RFC 6750).

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::client::{self, Client};
use crate::sandbox::context::Context;
use crate::sandbox::oauth::{Form, Query};
use crate::sandbox::state::pairs::{self, Kind, Token};

/// A token that was good and is over: whoever bears it renews it, and broke nothing.
pub(crate) const OVER: &str = "N04: the token is over";

const IN_THE_ADDRESS: &str = "C18: a token in the address";

/// S20: an unknown token is as good as revoked; a refresh token takes its family along. The token of
/// another client stays, and its holder is told so (§2.1).
pub(crate) fn revoked(
    form: &Form,
    issuer: &'static str,
    client: &Client,
    connection: &Connection,
) -> Result<Answer, Stop> {
    let sent = form.required("token")?;
    match found(sent, issuer, connection)? {
        None => {}
        Some((_, token)) if token.client_id != client.id => {
            let words = "the token was issued to another client";
            let refusal = Answer::error(StatusCode::BAD_REQUEST, "invalid_grant", words);
            return Err(refusal.breaking("S20: another client's token").into());
        }
        Some((Kind::Access, _)) => pairs::end(connection, sent)?,
        Some((Kind::Refresh, token)) => pairs::end_family(connection, &token.family)?,
    }
    Ok(Answer::empty(StatusCode::OK))
}

/// S21: for clients that prove who they are, and about their own tokens; of any other nothing is said
/// but that it is not active, whatever the reason. `more` is what only the provider knows.
pub(crate) fn introspected(
    call: &Call,
    form: &Form,
    issuer: &'static str,
    client: &Client,
    more: fn(Kind, &Token) -> Vec<(&'static str, Value)>,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    if client.is_public() {
        return Err(client::wrong(call, issuer)
            .breaking("S21: a client that proves nothing")
            .into());
    }
    let own = found(form.required("token")?, issuer, connection)?
        .filter(|(_, token)| token.client_id == client.id && token.stands(context.now()));
    let Some((kind, token)) = own else {
        return Ok(Answer::json(StatusCode::OK, &json!({ "active": false })));
    };
    let mut document = json!({
        "active": true,
        "client_id": token.client_id,
        "exp": token.expires_at,
        "iss": context.issuer(issuer),
    });
    if kind == Kind::Access {
        document["token_type"] = "Bearer".into();
    }
    if !token.scope.is_empty() {
        document["scope"] = token.scope.as_str().into();
    }
    for (name, value) in more(kind, &token) {
        document[name] = value;
    }
    Ok(Answer::json(StatusCode::OK, &document))
}

/// The rule of whoever bears no good token in the header: C18 where there is one in the address, else
/// the provider's own.
pub(crate) fn misplaced(call: &Call, own: &'static str) -> &'static str {
    if Query::read(call).has("access_token") { IN_THE_ADDRESS } else { own }
}

/// S23: the access token in the header, while it stands. C18: never one in the address.
pub(crate) fn borne(call: &Call, issuer: &'static str, context: &Context) -> Result<Token, Stop> {
    if Query::read(call).has("access_token") {
        let words = "a token in the address is in every log on the way";
        let status = StatusCode::BAD_REQUEST;
        let refusal = refused(status, issuer, "invalid_request", words, "");
        return Err(refusal.breaking(IN_THE_ADDRESS).into());
    }
    if !call.has_authorization() {
        // Whoever brought no token is told no code (§3.1).
        let refusal = Answer::empty(StatusCode::UNAUTHORIZED);
        return Err(refusal
            .with(WWW_AUTHENTICATE, &format!("Bearer realm=\"{issuer}\""))
            .breaking("S23: no bearer token")
            .into());
    }
    let sent = call.bearer().unwrap_or_default();
    let known = context
        .state()
        .read(|connection| Ok(pairs::known(connection, issuer, Kind::Access, sent)?))?;
    match known {
        Some(token) if token.stands(context.now()) => Ok(token),
        known => {
            let words = "the access token is not known, expired or revoked";
            let refusal = refused(StatusCode::UNAUTHORIZED, issuer, "invalid_token", words, "");
            let is_over = known.is_some_and(|token| !token.dead);
            Err(if is_over { refusal.breaking(OVER) } else { refusal }.into())
        }
    }
}

/// 403: the token stands, and is not for this; `needed` is the scope that would be, where there is
/// one.
pub(crate) fn insufficient(issuer: &str, needed: &str) -> Answer {
    let scope = if needed.is_empty() { String::new() } else { format!(", scope=\"{needed}\"") };
    let words = "the access token is not for this scope";
    refused(StatusCode::FORBIDDEN, issuer, "insufficient_scope", words, &scope)
}

fn refused(status: StatusCode, issuer: &str, code: &str, words: &str, more: &str) -> Answer {
    let challenge = format!("Bearer realm=\"{issuer}\", error=\"{code}\"{more}");
    Answer::error(status, code, words)
        .with(WWW_AUTHENTICATE, &challenge)
        .breaking("S23: not a token for this")
}

/// A token of either kind. The hint of a request would save one of two lookups (RFC 7009 §2.1), and
/// counts for nothing.
fn found(
    token: &str,
    issuer: &'static str,
    connection: &Connection,
) -> Result<Option<(Kind, Token)>, rusqlite::Error> {
    for kind in [Kind::Access, Kind::Refresh] {
        if let Some(known) = pairs::known(connection, issuer, kind, token)? {
            return Ok(Some((kind, known)));
        }
    }
    Ok(None)
}
