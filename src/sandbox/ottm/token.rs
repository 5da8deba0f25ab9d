//! `POST /oauth2/v1/token`: a code for tokens. A refresh grant is not documented, although a refresh
//! token is; it works here, as ours.

use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::grant::{self, Offered, Renewal};
use crate::sandbox::oauth::Form;
use crate::sandbox::ottm::issue::{self, Session};
use crate::sandbox::ottm::refusal::{GRANT, REFRESH, REQUEST, SCOPE};
use crate::sandbox::ottm::{CLIENT_ID, ISSUER, client, is_strict};
use crate::sandbox::secrets;

/// Issues tokens. The order: can the request be read, who asks, for which grant, with what.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let unread = |answer: Answer| {
        REQUEST.answer(answer.rule.unwrap_or("R04: a parameter is missing"), context)
    };
    let form = Form::read(call).map_err(unread)?;
    let grant = form.required("grant_type").map_err(unread)?;
    context.answered(|connection| {
        client::authenticated(call, &form, connection, context)?;
        match grant {
            "authorization_code" => for_a_code(&form, connection, context),
            "refresh_token" => for_a_refresh_token(&form, connection, context),
            _ => Err(GRANT.answer("R06: not a grant of the client", context).into()),
        }
    })
}

/// By the standards a failure burns the code, and a verifier wants a challenge; otherwise a verifier is
/// ignored, as every parameter that the document does not know.
fn for_a_code(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let refused = |rule: &'static str| Stop::from(REQUEST.answer(rule, context));
    let (Some(code), Some(redirect_uri)) = (form.get("code"), form.get("redirect_uri")) else {
        return Err(refused("R04: a parameter is missing"));
    };
    let offered = Offered {
        issuer: ISSUER,
        client_id: CLIENT_ID,
        code,
        redirect_uri: Some(redirect_uri),
        verifier: form.get("code_verifier").filter(|_| is_strict(context)),
    };
    let granted = grant::redeemed(&offered, is_strict(context), connection, context)?;
    let granted = granted.map_err(|fault| refused(fault.rule))?;
    let session = Session {
        family: secrets::digest(code),
        sub: &granted.subject,
        scope: &granted.scope,
        granted: &granted.scope,
        nonce: granted.nonce.as_deref(),
        kept: None,
    };
    issue::tokens(&session, connection, context)
}

/// As ours, the refresh token stays what it is; by the standards it rotates.
fn for_a_refresh_token(
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let Some(sent) = form.get("refresh_token") else {
        return Err(REQUEST.answer("R04: a parameter is missing", context).into());
    };
    let renewal = Renewal {
        issuer: ISSUER,
        client_id: CLIENT_ID,
        refresh_token: sent,
        scope: form.get("scope"),
    };
    let renewed = grant::renewed(&renewal, is_strict(context), connection, context)?;
    let (old, scope) = renewed.map_err(|fault| {
        let refusal = if fault.code == "invalid_scope" { SCOPE } else { REFRESH };
        refusal.answer(fault.rule, context)
    })?;
    let session = Session {
        family: old.family,
        sub: &old.audience,
        scope: &scope,
        granted: &old.scope,
        nonce: None,
        kept: (!is_strict(context)).then_some(sent),
    };
    issue::tokens(&session, connection, context)
}
