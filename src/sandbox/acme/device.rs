//! `POST /acme/device_authorization` (RFC 8628 §3.1, §3.2): two codes, one for the device and one
//! for a person to type.

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::sandbox::SandboxError;
use crate::sandbox::acme::client::CLIENTS;
use crate::sandbox::acme::memory::devices::{self, Decision, Device};
use crate::sandbox::acme::{ISSUER, token};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::client::authenticated;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::oauth::refused;
use crate::sandbox::secrets;
use crate::sandbox::secrets::random_text;

/// How long a person may take, in seconds.
pub(super) const LIFE: i64 = 600;

/// How long a device leaves between two polls, to begin with.
pub(super) const INTERVAL: i64 = 5;

/// RFC 8628 §6.1: consonants alone, so that no word comes of it, and none that looks like a digit.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// Gives out the codes.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| asked(call, &form, connection, context))
}

fn asked(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let client = authenticated(call, form, ISSUER, CLIENTS, connection, context)?;
    let scopes = token::scopes(form.get("scope"))?;
    if scopes.is_empty() {
        let words = "scope is missing";
        return Err(refused("invalid_scope", words, "R07: a missing scope").into());
    }
    let (device_code, letters) = (random_text()?, fresh_letters()?);
    let device = Device {
        number: secrets::digest(&device_code),
        client_id: client.id.to_owned(),
        scope: scopes.join(" "),
        expires_at: context.now().as_second() + LIFE,
        interval: INTERVAL,
        polls: 0,
        last_poll: None,
        decision: Decision::Waiting,
    };
    devices::keep(connection, &letters, &device, context.now())?;
    let user_code = as_shown(&letters);
    let page = format!("{}/device", context.issuer(ISSUER));
    Ok(Answer::json(
        StatusCode::OK,
        &json!({
            "device_code": device_code,
            "user_code": user_code,
            "verification_uri": page,
            "verification_uri_complete": format!("{page}?user_code={user_code}"),
            "expires_in": LIFE,
            "interval": INTERVAL,
        }),
    ))
}

/// The letters of a code, which are what is remembered: however it was typed, only they count.
pub(super) fn normal(user_code: &str) -> String {
    user_code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A code as a device shows it, `WDJB-MJHT`, from its letters alone.
pub(super) fn as_shown(letters: &str) -> String {
    let (first, second) = letters.split_at_checked(4).unwrap_or((letters, ""));
    format!("{first}-{second}")
}

/// Eight letters: 34 bits, which ten guesses a minute do not find in ten minutes.
fn fresh_letters() -> Result<String, SandboxError> {
    let mut letters = String::with_capacity(8);
    while letters.len() < 8 {
        let bytes = secrets::random::<8>()?;
        // The bytes from 240 on would make some letters likelier than others.
        let fair = bytes.into_iter().filter(|byte| *byte < 240);
        let drawn = fair.map(|byte| char::from(LETTERS[usize::from(byte % 20)]));
        letters.extend(drawn.take(8 - letters.len()));
    }
    Ok(letters)
}

#[cfg(test)]
mod tests;
