//! A refresh token for the next pair (RFC 6749 §6). Every client's is replaced.

use rusqlite::Connection;

use crate::sandbox::acme::client::Client;
use crate::sandbox::acme::memory::tokens::{self, Kind};
use crate::sandbox::acme::refusal;
use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::acme::token::scopes;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;

/// S09: the old one dies with its first use, and a second use ends the family. S10: no more than was
/// granted; less is for the access token alone, and the next refresh may ask for all of it again.
/// S11: one that nobody used for thirty days has lapsed.
pub(super) fn renewed(
    client: &'static Client,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let sent = form.required("refresh_token")?;
    let old = tokens::known(connection, Kind::Refresh, sent)?
        .filter(|old| old.client_id == client.id)
        .ok_or_else(|| refusal::grant("no such refresh token", "S09: not a refresh token"))?;
    if old.dead {
        tokens::end_family(connection, &old.family)?;
        let words = "the refresh token was used before or revoked; its family is revoked";
        return Err(refusal::grant(words, "S09: a used refresh token; its family ends").into());
    }
    if old.expires_at <= context.now().as_second() {
        let words = "the refresh token was not used for too long";
        return Err(refusal::grant(words, "S11: an idle refresh token").into());
    }
    let scope = narrowed(form.get("scope"), &old.scope)?;
    tokens::end(connection, sent)?;
    let (family, login) = (old.family, old.login);
    let agreed = Agreed { client, family, login, scope: &old.scope, nonce: None };
    agreed.tokens(&scope, connection, context)
}

/// S10. Nothing said is everything.
fn narrowed(asked: Option<&str>, granted: &str) -> Result<String, Answer> {
    if asked.is_none() {
        return Ok(granted.to_owned());
    }
    let asked = scopes(asked)?;
    if asked.is_empty() || !asked.iter().all(|scope| granted.split(' ').any(|g| g == *scope)) {
        let words = "the scope is wider than what was granted";
        return Err(refusal::refused("invalid_scope", words, "S10: more than was granted"));
    }
    Ok(asked.join(" "))
}
