//! `/acme/device`: where a person types the code that a device shows, and decides.

use http::StatusCode;
use http::header::{LOCATION, RETRY_AFTER};
use rusqlite::Connection;
use url::form_urlencoded;

use crate::sandbox::acme::client::CLIENTS;
use crate::sandbox::acme::device::{as_shown, normal};
use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::memory::devices::{self, Decision, Device, Number};
use crate::sandbox::acme::people::{person, subject};
use crate::sandbox::acme::{ISSUER, page};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::state::{attempts, consents};

/// Where a person is shown that it is done.
pub(super) const DONE: &str = "/acme/device/done";

/// A ticket of this page is good for no other.
const DOOR: &str = "acme-device";

/// Those who guess at codes share one account of wrong ones: whoever they are, they have no name.
const GUESSERS: &str = "a device's user code";

/// `GET`: the page for a code that was typed, or the one where it can be.
pub(super) fn show(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let query = call.head.uri.query().unwrap_or_default();
    let typed = form_urlencoded::parse(query.as_bytes())
        .find(|(name, value)| name == "user_code" && !value.is_empty())
        .map(|(_, value)| normal(&value));
    let Some(typed) = typed else { return Ok(page::typing()) };
    context.answered(|connection| looked_up(&typed, connection, context))
}

/// S24: ten wrong codes, and nobody's is looked at for a while. A right one in between forgives
/// nothing, or a guesser would only need a device of their own.
fn looked_up(typed: &str, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let now = context.now();
    let shut = attempts::shut_for(connection, ISSUER, GUESSERS, now)?;
    if let Some(seconds) = shut {
        let answer = page::guessed().with(RETRY_AFTER, &seconds.to_string());
        return Err(answer.breaking("S24: too many wrong user codes").into());
    }
    let found = devices::showing(connection, typed)?
        .filter(|device| is_waiting(device, context))
        .and_then(|device| Some((Client::of(&device.client_id, CLIENTS)?, device)));
    let Some((client, device)) = found else {
        attempts::judge(connection, ISSUER, GUESSERS, false, now)?;
        return Err(page::mistyped().breaking("S22: no device with this code").into());
    };
    let ticket = consents::wait(connection, DOOR, &device.number, now)?;
    Ok(page::device(client, &device, &as_shown(typed), &ticket, context))
}

/// `POST` of that page's form.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| decided(&form, connection, context))
}

fn decided(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let over = |rule| page::over().breaking(rule);
    let ticket = form.get("ticket").unwrap_or_default();
    let waiting = consents::waiting::<Number>(connection, DOOR, ticket, context.now())?;
    let number = waiting.ok_or_else(|| over("S07: not a ticket"))?;
    let waits = devices::known(connection, &number)?.filter(|device| is_waiting(device, context));
    waits.ok_or_else(|| over("S22: the device waits no more"))?;
    let decision = if form.get("decision") == Some("approve") {
        let person = form
            .get("person")
            .and_then(|sub| person(sub, context))
            .ok_or_else(|| over("R11: nobody is chosen"))?;
        let (subject, at) = (subject(person, context), context.now().as_second());
        Decision::Approved(Login { subject, at })
    } else {
        Decision::Refused
    };
    consents::decided(connection, ticket)?;
    devices::decided(connection, &number, &decision)?;
    // S18: so that the form is not sent on.
    Ok(Answer::empty(StatusCode::SEE_OTHER).with(LOCATION, DONE))
}

/// `GET`, after the form.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn done(_: &Call, _: &Context) -> Result<Answer, Stop> {
    Ok(page::done())
}

fn is_waiting(device: &Device, context: &Context) -> bool {
    device.decision == Decision::Waiting && device.expires_at > context.now().as_second()
}
