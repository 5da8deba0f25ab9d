//! `POST /acme/revoke` (RFC 7009).

use http::StatusCode;
use rusqlite::Connection;

use crate::sandbox::acme::memory::tokens::{self, Kind};
use crate::sandbox::acme::{proof, refusal, token};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;

/// Revokes a token of whoever asks.
pub(super) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let answer = context
        .state()
        .write(|transaction| token::settled(revoked(call, &form, transaction, context)))?;
    Ok(answer)
}

/// S20: an unknown token is as good as revoked; a refresh token takes its family along. The token of
/// another client stays, and its holder is told so (§2.1).
fn revoked(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let client = proof::proved(call, form, connection, context)?;
    let sent = form.required("token")?;
    match tokens::known_of_any_kind(connection, sent)? {
        None => {}
        Some((_, token)) if token.client_id != client.id => {
            let words = "the token was issued to another client";
            return Err(refusal::grant(words, "S20: another client's token").into());
        }
        Some((Kind::Access, _)) => tokens::end(connection, sent)?,
        Some((Kind::Refresh, token)) => tokens::end_family(connection, &token.family)?,
    }
    Ok(Answer::empty(StatusCode::OK))
}
