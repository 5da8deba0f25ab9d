//! A code for tokens (RFC 6749 §4.1.3), with the proof that whoever brings it asked for it
//! (RFC 7636 §4.6).

use rusqlite::Connection;

use crate::sandbox::acme::client::Client;
use crate::sandbox::acme::consent::CODE_LIFE;
use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::memory::tokens;
use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::acme::{ISSUER, refusal};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::state::consents;
use crate::sandbox::{pkce, secrets};

/// S07: a code is good once, for a minute, for its client, its redirect URI and its challenge. One
/// that comes again has been read by somebody else, so what was issued for it ends (S08); but only
/// where the rest of the request is right, or whoever saw a code could end its tokens.
pub(super) fn exchanged(
    client: &'static Client,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let (code, redirect_uri) = (form.required("code")?, form.required("redirect_uri")?);
    let granted = consents::code(connection, ISSUER, code)?
        .filter(|granted| granted.client_id == client.id)
        .ok_or_else(|| refusal::grant("no such code for this client", "S07: not a code"))?;
    if granted.redirect_uri != redirect_uri {
        let words = "redirect_uri is not the one that the code was sent to";
        return Err(refusal::grant(words, "S07: another redirect URI").into());
    }
    proved(granted.challenge.as_deref(), form.get("code_verifier"))?;
    let family = secrets::digest(code);
    if granted.used {
        tokens::end_family(connection, &family)?;
        let words = "the code was used before; its tokens are revoked";
        return Err(refusal::grant(words, "S08: a used code; its tokens are revoked").into());
    }
    if granted.expires_at <= context.now().as_second() {
        return Err(refusal::grant("the code is too old", "S07: an old code").into());
    }
    consents::use_up(connection, code)?;
    // A code is made at the moment of the login.
    let login = Login { at: granted.expires_at - CODE_LIFE, subject: granted.subject };
    let (scope, nonce) = (granted.scope.as_str(), granted.nonce.as_deref());
    let agreed = Agreed { client, family, login: Some(login), scope, nonce };
    agreed.tokens(scope, connection, context)
}

/// S04: a challenge wants its verifier. S05: a verifier wants its challenge, or somebody has taken
/// the challenge out of the request on its way.
fn proved(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), Answer> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(challenge), Some(verifier)) => {
            if pkce::is_verifier(verifier) && pkce::fits(verifier, challenge) {
                return Ok(());
            }
            let words = "code_verifier is not the one of the challenge";
            Err(refusal::grant(words, "S04: a wrong verifier"))
        }
        (Some(_), None) => {
            Err(refusal::grant("code_verifier is missing", "S04: no verifier for the challenge"))
        }
        (None, Some(_)) => {
            let words = "code_verifier without a challenge in the authorization request";
            Err(refusal::grant(words, "S05: a verifier without a challenge"))
        }
    }
}
