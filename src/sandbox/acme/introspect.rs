//! `POST /acme/introspect` (RFC 7662).

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::sandbox::acme::memory::tokens::{self, Kind};
use crate::sandbox::acme::{issuer, proof, refusal, token};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;

/// Says what a token stands for.
pub(super) fn tell(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let answer = context
        .state()
        .write(|transaction| token::settled(told(call, &form, transaction, context)))?;
    Ok(answer)
}

/// S21: for clients that prove who they are, and about their own tokens; of any other nothing is
/// said but that it is not active, whatever the reason.
fn told(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let client = proof::proved(call, form, connection, context)?;
    if client.secret.is_none() {
        return Err(refusal::client(call).breaking("S21: a client that proves nothing").into());
    }
    let own = tokens::known_of_any_kind(connection, form.required("token")?)?
        .filter(|(_, token)| token.client_id == client.id && token.stands(context.now()));
    let Some((kind, token)) = own else {
        return Ok(Answer::json(StatusCode::OK, &json!({ "active": false })));
    };
    let mut document = json!({
        "active": true,
        "client_id": token.client_id,
        "exp": token.expires_at,
        "iat": token.issued_at,
        "iss": issuer(context),
    });
    if kind == Kind::Access {
        document["token_type"] = "Bearer".into();
    }
    if !token.scope.is_empty() {
        document["scope"] = token.scope.into();
    }
    if let Some(login) = token.login {
        document["sub"] = login.subject.into();
    }
    Ok(Answer::json(StatusCode::OK, &document))
}
