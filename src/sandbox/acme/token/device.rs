//! A device code for tokens, as soon as somebody has agreed elsewhere (RFC 8628 §3.4, §3.5).

use rusqlite::Connection;

use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::memory::devices::{self, Decision, Device};
use crate::sandbox::acme::people::subject;
use crate::sandbox::acme::token::issued::Agreed;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::oauth::refused;
use crate::sandbox::secrets;

/// So many seconds longer has a device to wait that asked too early, for good.
const LONGER: i64 = 5;

/// S22. Where the scenario approves by itself, it does so at the second poll that comes in time: a
/// client has to have waited at least once.
pub(super) fn polled(
    client: &'static Client,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let family = secrets::digest(form.required("device_code")?);
    let mut device = devices::known(connection, &family)?
        .filter(|device| device.client_id == client.id)
        .ok_or_else(|| refused("invalid_grant", "no such device code", "S22: not a device code"))?;
    let now = context.now().as_second();
    if device.decision == Decision::Used {
        return Err(refused(
            "invalid_grant",
            "the device code was used",
            "S22: a used device code",
        )
        .into());
    }
    if device.expires_at <= now {
        let words = "nobody agreed in time";
        return Err(refused("expired_token", words, "S22: an old device code").into());
    }
    if device.decision == Decision::Waiting {
        device = still_waiting(device, now, connection)?;
        if !(context.scenario.approve && device.polls > 1) {
            let words = "nobody has agreed yet";
            return Err(
                refused("authorization_pending", words, "N02: nobody has agreed yet").into()
            );
        }
        let login = Login { subject: subject(&context.scenario.cast.members[0], context), at: now };
        device.decision = Decision::Approved(login);
    }
    let Decision::Approved(login) = device.decision else {
        let words = "the person refused";
        return Err(refused("access_denied", words, "N03: the person refused").into());
    };
    devices::decided(connection, &family, &Decision::Used)?;
    let agreed = Agreed { client, family, login: Some(login), scope: &device.scope, nonce: None };
    agreed.tokens(&device.scope, connection, context)
}

/// Counts a poll that comes in time. One that comes too early makes the time longer.
fn still_waiting(mut device: Device, now: i64, connection: &Connection) -> Result<Device, Stop> {
    let early = device.last_poll.is_some_and(|last| now < last + device.interval);
    device.last_poll = Some(now);
    if early {
        device.interval += LONGER;
    } else {
        device.polls += 1;
    }
    devices::polled(connection, &device)?;
    if early {
        let words = "too early; leave five seconds more between two polls from now on";
        return Err(refused("slow_down", words, "S22: too early").into());
    }
    Ok(device)
}
