//! `POST /oauth/token` by the standards: first who asks, then for what.

use http::StatusCode;
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::ISSUER;
use crate::sandbox::hyfata::issue::{self, Session};
use crate::sandbox::hyfata::strict::client::{self, Client};
use crate::sandbox::oauth::Form;
use crate::sandbox::state::consents::{self, Code};
use crate::sandbox::state::pairs::{self, Kind};
use crate::sandbox::{pkce, secrets};

/// Issues tokens.
pub(in crate::sandbox::hyfata) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let grant = form.required("grant_type")?;
    context.answered(|connection| {
        let client = client::authenticated(call, &form, connection, context)?;
        match grant {
            "authorization_code" => for_a_code(&form, client, connection, context),
            "refresh_token" => for_a_refresh_token(&form, client, connection, context),
            _ => {
                let words = "the grants here are authorization_code and refresh_token";
                let status = StatusCode::BAD_REQUEST;
                let refusal = Answer::error(status, "unsupported_grant_type", words);
                Err(refusal.breaking("not a grant of this endpoint").into())
            }
        }
    })
}

/// S07: a code is burned by its first use, whatever comes of it. One that comes again was read by
/// somebody else, so what was issued for it ends (S08); but only where the rest of the request is
/// right, or whoever saw a code could end its tokens without the verifier.
fn for_a_code(
    form: &Form,
    client: &Client,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = form.required("code")?;
    let found = consents::code(connection, ISSUER, code)?;
    let Some(granted) = found.filter(|granted| granted.client_id == client.id) else {
        return invalid_grant("S07: not a code of this client");
    };
    let family = secrets::digest(code);
    if granted.used {
        right(&granted, form)?;
        pairs::end_family(connection, &family)?;
        return invalid_grant("S08: a used code; its tokens are revoked");
    }
    consents::use_up(connection, code)?;
    if granted.expires_at <= context.now().as_second() {
        return invalid_grant("S07: a code that is over");
    }
    right(&granted, form)?;
    let session = Session {
        family,
        client_id: client.id,
        email: &granted.subject,
        scope: &granted.scope,
        granted: &granted.scope,
    };
    issue::pair(&session, connection, context)
}

/// What a code is bound to: the address (S01), and the challenge, both ways (S04, S05).
fn right(granted: &Code, form: &Form) -> Result<(), Stop> {
    if form.get("redirect_uri") != Some(granted.redirect_uri.as_str()) {
        return invalid_grant("S01: another redirect URI");
    }
    match (&granted.challenge, form.get("code_verifier")) {
        (None, None) => Ok(()),
        (None, Some(_)) => invalid_grant("S05: a verifier without a challenge"),
        (Some(_), None) => invalid_grant("S04: no verifier"),
        (Some(challenge), Some(verifier)) => {
            if pkce::is_verifier(verifier) && pkce::fits(verifier, challenge) {
                Ok(())
            } else {
                invalid_grant("S04: not the verifier")
            }
        }
    }
}

/// S09: the old one dies with its first use, and a second use ends the family. S10: no more than was
/// granted. S11: each lives for two weeks, so that one that nobody uses lapses.
fn for_a_refresh_token(
    form: &Form,
    client: &Client,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let sent = form.required("refresh_token")?;
    let found = pairs::known(connection, ISSUER, Kind::Refresh, sent)?;
    let Some(old) = found.filter(|old| old.client_id == client.id) else {
        return invalid_grant("S09: not a refresh token of this client");
    };
    if old.dead {
        pairs::end_family(connection, &old.family)?;
        return invalid_grant("S09: a used refresh token; its family is revoked");
    }
    if old.expires_at <= context.now().as_second() {
        return invalid_grant("S11: a refresh token that is over");
    }
    let scope = form.get("scope").unwrap_or(&old.scope);
    if !scope.split(' ').all(|wanted| old.scope.split(' ').any(|granted| granted == wanted)) {
        let words = "more than was granted";
        let refusal = Answer::error(StatusCode::BAD_REQUEST, "invalid_scope", words);
        return Err(refusal.breaking("S10: more than was granted").into());
    }
    pairs::end(connection, sent)?;
    let session = Session {
        family: old.family,
        client_id: client.id,
        email: &old.audience,
        scope,
        granted: &old.scope,
    };
    issue::pair(&session, connection, context)
}

/// Which check failed is for the log: whoever guesses learns nothing from the answer.
fn invalid_grant<T>(rule: &'static str) -> Result<T, Stop> {
    let words = "the code or refresh token is not good for this request";
    Err(Answer::error(StatusCode::BAD_REQUEST, "invalid_grant", words).breaking(rule).into())
}
