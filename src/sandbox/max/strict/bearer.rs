//! What is done with a token that is out: it is ended (RFC 7009), and looked at (RFC 7662).

use http::StatusCode;
use serde_json::json;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::strict::client;
use crate::sandbox::max::{ISSUER, is_strict, issue, refusal};
use crate::sandbox::oauth::Form;
use crate::sandbox::state::tokens;

/// S20: a token that nobody knows is as ended as can be, and another client's stays.
pub(in crate::sandbox::max) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = client::authenticated("revoke", call, &form, connection, context)?;
        let token = form.required("token")?;
        let found = tokens::known(connection, ISSUER, token)?;
        let note = |outcome: Outcome<'_>| {
            audit::note("revoke", client.id, outcome, call, connection, context)
        };
        if found.is_some_and(|(grant, _)| grant.client_id != client.id) {
            let words = "the token is another client's";
            note(Outcome::Refused("invalid_grant", words))?;
            let refusal = Answer::error(StatusCode::BAD_REQUEST, "invalid_grant", words);
            return Err(refusal.breaking("S20: another client's token").into());
        }
        tokens::revoke(connection, ISSUER, client.id, token)?;
        note(Outcome::Done(None))?;
        Ok(Answer::empty(StatusCode::OK))
    })
}

/// S21: for a service that proves who it is, and of its own tokens; of any other it learns nothing.
/// By the standards alone: the platform publishes the address, and nothing is there.
pub(in crate::sandbox::max) fn introspect(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if !is_strict(context) {
        return Err(refusal::not_there().into());
    }
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = client::authenticated("introspect", call, &form, connection, context)?;
        let token = form.required("token")?;
        let found = tokens::standing(connection, ISSUER, token, context.now())?;
        let document = match found.filter(|grant| grant.client_id == client.id) {
            None => json!({ "active": false }),
            Some(grant) => json!({
                "active": true,
                "iss": context.issuer(ISSUER),
                "sub": format!("service:{}", client.id),
                "client_id": client.id,
                "scope": grant.scope,
                "token_type": "Bearer",
                "iat": grant.expires_at - issue::LIFE,
                "exp": grant.expires_at,
            }),
        };
        audit::note("introspect", client.id, Outcome::Done(None), call, connection, context)?;
        Ok(Answer::json(StatusCode::OK, &document))
    })
}
