//! The client for itself (RFC 6749 §4.4): nobody logs in, so there is nobody to tell about and
//! nothing to come back for.

use rusqlite::Connection;

use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::acme::token::scopes;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::oauth::refused;
use crate::sandbox::secrets;
use crate::sandbox::secrets::random_text;

/// For confidential clients. A scope need not be named, and those of a login cannot be.
pub(super) fn granted(
    client: &'static Client,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    if client.secret.is_none() {
        let words = "a client without a secret cannot ask for itself";
        return Err(refused("unauthorized_client", words, "S14: a public client").into());
    }
    let scopes = scopes(form.get("scope"))?;
    if scopes.iter().any(|scope| matches!(*scope, "openid" | "offline_access")) {
        let words = "openid and offline_access are for a person's login";
        return Err(refused("invalid_scope", words, "R07: a login's scope").into());
    }
    let scope = scopes.join(" ");
    let family = secrets::digest(&random_text()?);
    let agreed = Agreed { client, family, login: None, scope: &scope, nonce: None };
    agreed.tokens(&scope, connection, context)
}
