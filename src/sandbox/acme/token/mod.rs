//! `POST /acme/token`. The order: can the request be read, who asks, for which grant, with what.

mod code;
mod device;
mod issued;
mod refresh;
#[cfg(test)]
mod tests;
mod unattended;

pub(super) use issued::{LIFE, REFRESH_LIFE};

use rusqlite::Connection;

use crate::sandbox::acme::client::CLIENTS;
use crate::sandbox::acme::{ISSUER, SCOPES};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::client::authenticated;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::oauth::refused;

/// Issues tokens. What a refused request changed stays changed: a wrong secret is remembered, and a
/// token that was used twice has ended its family.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| for_a_grant(call, &form, connection, context))
}

/// The scopes of a request, each once: none where it names none, a refusal where it names one that
/// does not exist.
pub(super) fn scopes(asked: Option<&str>) -> Result<Vec<&'static str>, Answer> {
    let asked: Vec<&str> = asked.unwrap_or_default().split(' ').filter(|s| !s.is_empty()).collect();
    if asked.iter().all(|scope| SCOPES.contains(scope)) {
        // In our order, in which nobody has to sort.
        return Ok(SCOPES.into_iter().filter(|scope| asked.contains(scope)).collect());
    }
    let words = "there are openid, profile, email and offline_access";
    Err(refused("invalid_scope", words, "R07: an unknown scope"))
}

fn for_a_grant(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let client = authenticated(call, form, ISSUER, CLIENTS, connection, context)?;
    match form.required("grant_type")? {
        "authorization_code" => code::exchanged(client, form, connection, context),
        "refresh_token" => refresh::renewed(client, form, connection, context),
        "client_credentials" => unattended::granted(client, form, connection, context),
        "urn:ietf:params:oauth:grant-type:device_code" => {
            device::polled(client, form, connection, context)
        }
        _ => {
            let words = "this grant does not exist here";
            Err(refused("unsupported_grant_type", words, "R06: an unknown grant").into())
        }
    }
}
