//! What the member decides on the page, and where the browser goes then.

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::ottm::asked::Asked;
use crate::sandbox::ottm::refusal::REQUEST;
use crate::sandbox::ottm::{ISSUER, member};
use crate::sandbox::people::Person;
use crate::sandbox::state::consents;

/// `POST` of the form. Its ticket binds it to one authorization request and to the page that was
/// shown for it: no other web page can read a ticket, so none can send the form (CSRF), and a
/// ticket is used up by the decision.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let unread = |_| REQUEST.answer("not the form of the page", context);
    let form = Form::read(call).map_err(unread)?;
    let ticket = form.required("ticket").map_err(unread)?;
    let waiting = context
        .state()
        .read(|connection| Ok(consents::waiting(connection, ISSUER, ticket, context.now())?))?;
    let over = || Stop::from(REQUEST.answer("S07: not a ticket", context));
    let asked: Asked =
        waiting.and_then(|request| serde_json::from_str(&request).ok()).ok_or_else(over)?;
    let approves = form.get("decision") == Some("approve");
    let person = form.get("member").and_then(member);
    if approves && person.is_none() {
        return Err(REQUEST.answer("nobody was chosen", context).into());
    }
    // Two browsers cannot both decide: the second finds no ticket to use up.
    let first = context.state().write(|transaction| Ok(consents::decided(transaction, ticket)?))?;
    if !first {
        return Err(over());
    }
    match person.filter(|_| approves) {
        Some(person) => approved(&asked, person, StatusCode::SEE_OTHER, context),
        // RFC 6749's name for it; OTTM publishes none.
        None => Ok(asked.sent_back("error", "access_denied", StatusCode::SEE_OTHER, context)),
    }
}

/// Sends the browser back with a code; after a form with 303 (S18).
pub(super) fn approved(
    asked: &Asked,
    person: &Person,
    status: StatusCode,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = asked.granted_by(person, context)?;
    Ok(asked.sent_back("code", &code, status, context))
}
