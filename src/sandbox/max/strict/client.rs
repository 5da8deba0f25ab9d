//! Who asks: proved as everywhere by the standards, and noted where it is not.

use rusqlite::Connection;

use crate::sandbox::answer::Stop;
use crate::sandbox::call::Call;
use crate::sandbox::client::{Proof, sent, wrong};
use crate::sandbox::context::Context;
use crate::sandbox::max::ISSUER;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::clients::{self, Client};
use crate::sandbox::oauth::{Form, too_many};
use crate::sandbox::state::attempts::{self, Attempt};

/// The client that makes this call, which is `action` in the log. Whoever is unknown, shut out,
/// without a secret or with a wrong one gets one answer (S14); ten wrong secrets shut it for a while
/// (S24).
pub(super) fn authenticated(
    action: &str,
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<&'static Client, Stop> {
    let Proof { id, secret } = sent(call, form, ISSUER)?;
    let note = |code: &str, words: &str| {
        audit::note(action, &id, Outcome::Refused(code, words), call, connection, context)
    };
    let found = clients::known(&id).filter(|client| client.is_active && client.is_confidential);
    let (Some(client), Some(secret)) = (found, secret) else {
        note("invalid_client", "Client not found, or no client_secret")?;
        return Err(wrong(call, ISSUER).into());
    };
    let right = client.has_secret(&secret, connection)?;
    match attempts::judge(connection, ISSUER, client.id, right, context.now())? {
        Attempt::Right => Ok(client),
        Attempt::Wrong => {
            note("invalid_client", "Invalid client_secret")?;
            Err(wrong(call, ISSUER).into())
        }
        Attempt::Shut(seconds) => {
            note("temporarily_unavailable", "Too many wrong secrets")?;
            Err(too_many(seconds).into())
        }
    }
}
