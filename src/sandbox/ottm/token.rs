//! `POST /oauth2/v1/token`: a code for tokens. A refresh grant is not documented, although a refresh
//! token is; it works here, as ours.

use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::ottm::issue::{self, Session};
use crate::sandbox::ottm::refusal::{GRANT, REFRESH, REQUEST, SCOPE};
use crate::sandbox::ottm::{ISSUER, client, is_strict};
use crate::sandbox::state::consents::{self, Code};
use crate::sandbox::state::pairs::{self, Kind};
use crate::sandbox::{pkce, secrets};

/// Issues tokens. The order: can the request be read, who asks, for which grant, with what.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let unread =
        |answer: Answer| REQUEST.answer(answer.rule.unwrap_or("a parameter is missing"), context);
    let form = Form::read(call).map_err(unread)?;
    let grant = form.required("grant_type").map_err(unread)?;
    context.answered(|connection| {
        client::authenticated(call, &form, connection, context)?;
        match grant {
            "authorization_code" => for_a_code(&form, connection, context),
            "refresh_token" => for_a_refresh_token(&form, connection, context),
            _ => Err(GRANT.answer("not a grant of the client", context).into()),
        }
    })
}

/// S07: a code is good once, for ten minutes, and for where it was sent. One that comes again ends
/// what was issued for it, where all else is right (S08). By the standards a failure burns it.
fn for_a_code(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let refused = |rule: &'static str| Stop::from(REQUEST.answer(rule, context));
    let (Some(code), Some(redirect_uri)) = (form.get("code"), form.get("redirect_uri")) else {
        return Err(refused("a parameter is missing"));
    };
    let found = consents::code(connection, ISSUER, code)?;
    let granted = found.ok_or_else(|| refused("S07: not a code"))?;
    let right = right(&granted, redirect_uri, form, is_strict(context));
    let family = secrets::digest(code);
    if granted.used {
        right.map_err(refused)?;
        pairs::end_family(connection, &family)?;
        return Err(refused("S08: a used code; its tokens are revoked"));
    }
    if right.is_ok() || is_strict(context) {
        consents::use_up(connection, code)?;
    }
    right.map_err(refused)?;
    if granted.expires_at <= context.now().as_second() {
        return Err(refused("S07: a code that is over"));
    }
    let session = Session {
        family,
        sub: &granted.subject,
        scope: &granted.scope,
        granted: &granted.scope,
        nonce: granted.nonce.as_deref(),
        kept: None,
    };
    issue::tokens(&session, connection, context)
}

/// What a code is bound to. A challenge is there by the standards alone, and then both ways (S04,
/// S05); otherwise a verifier is ignored, as every parameter that the document does not know.
fn right(
    granted: &Code,
    redirect_uri: &str,
    form: &Form,
    is_strict: bool,
) -> Result<(), &'static str> {
    if granted.redirect_uri != redirect_uri {
        return Err("S01: another redirect URI");
    }
    match (&granted.challenge, form.get("code_verifier")) {
        (None, Some(_)) if is_strict => Err("S05: a verifier without a challenge"),
        (None, _) => Ok(()),
        (Some(_), None) => Err("S04: no verifier"),
        (Some(challenge), Some(verifier)) => {
            if pkce::is_verifier(verifier) && pkce::fits(verifier, challenge) {
                Ok(())
            } else {
                Err("S04: not the verifier")
            }
        }
    }
}

/// As ours, the refresh token stays what it is; by the standards it rotates, and one that comes twice
/// ends its family (S09). S10: no more than was granted.
fn for_a_refresh_token(
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let Some(sent) = form.get("refresh_token") else {
        return Err(REQUEST.answer("a parameter is missing", context).into());
    };
    let refused = |rule: &'static str| Stop::from(REFRESH.answer(rule, context));
    let found = pairs::known(connection, ISSUER, Kind::Refresh, sent)?;
    let old = found.ok_or_else(|| refused("S09: not a refresh token"))?;
    if old.dead {
        pairs::end_family(connection, &old.family)?;
        return Err(refused("S09: a used refresh token; its family is revoked"));
    }
    if old.expires_at <= context.now().as_second() {
        return Err(refused("S11: a refresh token that is over"));
    }
    let scope = form.get("scope").unwrap_or(&old.scope);
    if !scope.split(' ').all(|wanted| old.scope.split(' ').any(|granted| granted == wanted)) {
        return Err(SCOPE.answer("S10: more than was granted", context).into());
    }
    if is_strict(context) {
        pairs::end(connection, sent)?;
    }
    let session = Session {
        family: old.family,
        sub: &old.audience,
        scope,
        granted: &old.scope,
        nonce: None,
        kept: (!is_strict(context)).then_some(sent),
    };
    issue::tokens(&session, connection, context)
}
