//! A refresh token for the next pair (RFC 6749 §6). Every client's is replaced.

use rusqlite::Connection;

use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::acme::token::scopes;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::grant::{self, Renewal};
use crate::sandbox::oauth::Form;

/// S11: one that nobody used for thirty days has lapsed.
pub(super) fn renewed(
    client: &'static Client,
    form: &Form,
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
    let login = old.auth_time.map(|at| Login { subject: old.audience, at });
    let agreed = Agreed { client, family: old.family, login, scope: &old.scope, nonce: None };
    agreed.tokens(&scopes(Some(&scope))?.join(" "), connection, context)
}
