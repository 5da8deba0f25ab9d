//! A code for tokens (RFC 6749 §4.1.3), with the proof that whoever brings it asked for it
//! (RFC 7636 §4.6).

use rusqlite::Connection;

use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::consent::CODE_LIFE;
use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::grant::{self, Offered};
use crate::sandbox::oauth::Form;
use crate::sandbox::secrets;

/// A request that fails does not use the code up.
pub(super) fn exchanged(
    client: &'static Client,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let (code, redirect_uri) = (form.required("code")?, form.required("redirect_uri")?);
    let offered = Offered {
        issuer: ISSUER,
        client_id: client.id,
        code,
        redirect_uri: Some(redirect_uri),
        verifier: form.get("code_verifier"),
    };
    let granted = grant::redeemed(&offered, false, connection, context)??;
    // A code is made at the moment of the login.
    let login = Login { at: granted.expires_at - CODE_LIFE, subject: granted.subject };
    let agreed = Agreed {
        client,
        family: secrets::digest(code),
        login: Some(login),
        scope: &granted.scope,
        nonce: granted.nonce.as_deref(),
    };
    agreed.tokens(&granted.scope, connection, context)
}
