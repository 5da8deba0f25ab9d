//! `POST /oauth/token` by the standards: first who asks, then for what.

use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::client::{Client, authenticated};
use crate::sandbox::context::Context;
use crate::sandbox::grant::{self, Offered, Renewal};
use crate::sandbox::hyfata::ISSUER;
use crate::sandbox::hyfata::issue::{self, Session};
use crate::sandbox::hyfata::strict::client::CLIENTS;
use crate::sandbox::oauth::{Form, refused};
use crate::sandbox::secrets;

/// Issues tokens.
pub(in crate::sandbox::hyfata) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let grant = form.required("grant_type")?;
    context.answered(|connection| {
        let client = authenticated(call, &form, ISSUER, CLIENTS, connection, context)?;
        match grant {
            "authorization_code" => for_a_code(&form, client, connection, context),
            "refresh_token" => for_a_refresh_token(&form, client, connection, context),
            _ => {
                let words = "the grants here are authorization_code and refresh_token";
                let rule = "R06: not a grant of this endpoint";
                Err(refused("unsupported_grant_type", words, rule).into())
            }
        }
    })
}

/// A code is burned by its first use, whatever comes of it.
fn for_a_code(
    form: &Form,
    client: &Client,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let offered = Offered {
        issuer: ISSUER,
        client_id: client.id,
        code: form.required("code")?,
        redirect_uri: form.get("redirect_uri"),
        verifier: form.get("code_verifier"),
    };
    let granted = grant::redeemed(&offered, true, connection, context)??;
    let session = Session {
        family: secrets::digest(offered.code),
        client_id: client.id,
        email: &granted.subject,
        scope: &granted.scope,
        granted: &granted.scope,
    };
    issue::pair(&session, connection, context)
}

/// S11: each lives for two weeks, so that one that nobody uses lapses.
fn for_a_refresh_token(
    form: &Form,
    client: &Client,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let renewal = Renewal {
        issuer: ISSUER,
        client_id: client.id,
        refresh_token: form.required("refresh_token")?,
        scope: form.get("scope"),
    };
    let (old, scope) = grant::renewed(&renewal, true, connection, context)??;
    let session = Session {
        family: old.family,
        client_id: client.id,
        email: &old.audience,
        scope: &scope,
        granted: &old.scope,
    };
    issue::pair(&session, connection, context)
}
