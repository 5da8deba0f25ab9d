//! What is done with a token that is out: it is ended (RFC 7009), looked at (RFC 7662), and shown to
//! learn who logged in (`OpenID` Connect Core §5.3).

use http::StatusCode;
use serde_json::{Map, Value};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer;
use crate::sandbox::call::Call;
use crate::sandbox::client::authenticated;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::ISSUER;
use crate::sandbox::hyfata::strict::client::CLIENTS;
use crate::sandbox::hyfata::strict::only_here;
use crate::sandbox::oauth::Form;
use crate::sandbox::people;
use crate::sandbox::state::pairs::{Kind, Token};

/// Ends a token.
pub(in crate::sandbox::hyfata) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = authenticated(call, &form, ISSUER, CLIENTS, connection, context)?;
        bearer::revoked(&form, ISSUER, client, connection)
    })
}

/// Says what a token stands for.
pub(in crate::sandbox::hyfata) fn introspect(
    call: &Call,
    context: &Context,
) -> Result<Answer, Stop> {
    only_here(context)?;
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = authenticated(call, &form, ISSUER, CLIENTS, connection, context)?;
        bearer::introspected(call, &form, ISSUER, client, more, connection, context)
    })
}

fn more(_: Kind, token: &Token) -> Vec<(&'static str, Value)> {
    let email = || token.audience.as_str().into();
    vec![("sub", email()), ("username", email()), ("jti", token.jti.as_str().into())]
}

/// Who logged in, as far as the token is for it.
pub(in crate::sandbox::hyfata) fn userinfo(call: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let token = bearer::borne(call, ISSUER, context)?;
    let is_for = |names: [&str; 2]| names.iter().any(|name| token.is_for(name));
    let mut user = Map::new();
    if is_for(["email", "user:email"]) {
        user.insert("email".to_owned(), token.audience.as_str().into());
    }
    if is_for(["profile", "user:profile"]) {
        let name = people::with_email(&token.audience, context).map(|person| person.name);
        user.insert("name".to_owned(), name.into());
    }
    if user.is_empty() {
        return Err(bearer::insufficient(ISSUER, "").into());
    }
    user.insert("sub".to_owned(), token.audience.as_str().into());
    Ok(Answer::json(StatusCode::OK, &user))
}
