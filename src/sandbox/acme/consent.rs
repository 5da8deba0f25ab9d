//! What a person decides on the page, and where the browser goes then.

use http::StatusCode;
use rusqlite::Connection;

use crate::sandbox::acme::people::{person, subject};
use crate::sandbox::acme::{ISSUER, page};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::people::Person;
use crate::sandbox::secrets::random_text;
use crate::sandbox::state::consents;

/// How long a code can be exchanged, in seconds (S07).
pub(super) const CODE_LIFE: i64 = 60;

/// `POST` of the form.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| decided(&form, connection, context))
}

/// One transaction from the ticket to the code, so that no two browsers decide.
fn decided(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let ticket = form.get("ticket").unwrap_or_default();
    let waiting = consents::waiting::<Asked>(connection, ISSUER, ticket, context.now())?;
    let asked = waiting.ok_or_else(|| page::over().breaking("S07: not a ticket"))?;
    let status = StatusCode::SEE_OTHER;
    if form.get("decision") != Some("approve") {
        consents::decided(connection, ticket)?;
        let error = [("error", "access_denied"), ("error_description", "the person refused")];
        return Ok(asked.sent_back(ISSUER, &error, status, context));
    }
    let person = form.get("person").and_then(|sub| person(sub, context));
    let person = person.ok_or_else(|| page::over().breaking("R11: nobody is chosen"))?;
    consents::decided(connection, ticket)?;
    granted(&asked, person, status, connection, context)
}

/// Sends the browser back with a code.
pub(super) fn granted(
    asked: &Asked,
    person: &Person,
    status: StatusCode,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = random_text()?;
    let ends = context.now().as_second() + CODE_LIFE;
    let granted = asked.clone().agreed_by(&subject(person, context), ISSUER, ends);
    consents::keep(connection, &code, &granted, context.now())?;
    Ok(asked.sent_back(ISSUER, &[("code", &code)], status, context))
}

#[cfg(test)]
mod tests;
