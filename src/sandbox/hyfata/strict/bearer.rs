//! What is done with a token that is out: it is ended (RFC 7009), looked at (RFC 7662), and shown to
//! learn who logged in (`OpenID` Connect Core §5.3).

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::ISSUER;
use crate::sandbox::hyfata::strict::{client, only_here};
use crate::sandbox::oauth::{self, Form};
use crate::sandbox::people;
use crate::sandbox::state::pairs::{self, Kind, Token};

/// S20: a token that nobody knows is as ended as can be. A refresh token takes its family along.
pub(in crate::sandbox::hyfata) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = client::authenticated(call, &form, connection, context)?;
        let token = form.required("token")?;
        if let Some((kind, found)) = found(token, connection)? {
            if found.client_id != client.id {
                let words = "the token is another client's";
                let refusal = Answer::error(StatusCode::BAD_REQUEST, "invalid_grant", words);
                return Err(refusal.breaking("S20: another client's token").into());
            }
            match kind {
                Kind::Access => pairs::end(connection, token)?,
                Kind::Refresh => pairs::end_family(connection, &found.family)?,
            }
        }
        Ok(Answer::empty(StatusCode::OK))
    })
}

/// S21: for a client that can prove who it is, and of its own tokens; of any other it learns nothing.
pub(in crate::sandbox::hyfata) fn introspect(
    call: &Call,
    context: &Context,
) -> Result<Answer, Stop> {
    only_here(context)?;
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = client::authenticated(call, &form, connection, context)?;
        if client.is_public() {
            let words = "a client without a secret may not ask";
            return Err(oauth::wrong_client(call, ISSUER, words).into());
        }
        let token = form.required("token")?;
        let found = found(token, connection)?
            .filter(|(_, found)| found.client_id == client.id && stands(found, context));
        let document = match found {
            None => json!({ "active": false }),
            Some((kind, found)) => described(kind, &found, context),
        };
        Ok(Answer::json(StatusCode::OK, &document))
    })
}

fn described(kind: Kind, token: &Token, context: &Context) -> Value {
    let mut document = json!({
        "active": true,
        "iss": context.issuer(ISSUER),
        "client_id": token.client_id,
        "sub": token.audience,
        "username": token.audience,
        "scope": token.scope,
        "exp": token.expires_at,
        "jti": token.jti,
    });
    if kind == Kind::Access {
        document["token_type"] = "Bearer".into();
    }
    document
}

/// S23: who logged in, as far as the token is for it.
pub(in crate::sandbox::hyfata) fn userinfo(call: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let Some(bearer) = call.bearer() else {
        let refusal = Answer::empty(StatusCode::UNAUTHORIZED);
        return Ok(refusal
            .with(WWW_AUTHENTICATE, &format!("Bearer realm=\"{ISSUER}\""))
            .breaking("S23: no bearer token"));
    };
    let found = context
        .state()
        .read(|connection| Ok(pairs::known(connection, ISSUER, Kind::Access, bearer)?))?;
    let Some(token) = found.filter(|token| stands(token, context)) else {
        return Ok(refused(StatusCode::UNAUTHORIZED, "invalid_token", "S23: not a token"));
    };
    let is_for = |names: [&str; 2]| token.scope.split(' ').any(|scope| names.contains(&scope));
    let mut user = Map::new();
    if is_for(["email", "user:email"]) {
        user.insert("email".to_owned(), token.audience.as_str().into());
    }
    if is_for(["profile", "user:profile"]) {
        let name = people::with_email(&token.audience).map(|person| person.name);
        user.insert("name".to_owned(), name.into());
    }
    if user.is_empty() {
        let rule = "S23: not a token for this";
        return Ok(refused(StatusCode::FORBIDDEN, "insufficient_scope", rule));
    }
    user.insert("sub".to_owned(), token.audience.as_str().into());
    Ok(Answer::json(StatusCode::OK, &user))
}

/// RFC 6750 §3.1.
fn refused(status: StatusCode, code: &str, rule: &'static str) -> Answer {
    let challenge = format!("Bearer realm=\"{ISSUER}\", error=\"{code}\"");
    Answer::error(status, code, "the token is not good for this")
        .with(WWW_AUTHENTICATE, &challenge)
        .breaking(rule)
}

fn stands(token: &Token, context: &Context) -> bool {
    !token.dead && token.expires_at > context.now().as_second()
}

/// A token of either kind. What a client says it is (`token_type_hint`) is not needed to find it.
fn found(token: &str, connection: &Connection) -> Result<Option<(Kind, Token)>, Stop> {
    for kind in [Kind::Access, Kind::Refresh] {
        if let Some(found) = pairs::known(connection, ISSUER, kind, token)? {
            return Ok(Some((kind, found)));
        }
    }
    Ok(None)
}
