//! What the member decides on the page, and where the browser goes then.

use http::StatusCode;
use http::header::LOCATION;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::ottm::refusal::REQUEST;
use crate::sandbox::ottm::{ISSUER, is_strict, member, member_id, opaque};
use crate::sandbox::people::Person;
use crate::sandbox::state::consents;

/// `POST` of the form. Its ticket binds it to one authorization request and to the page that was
/// shown for it: no other web page can read a ticket, so none can send the form (CSRF), and a
/// ticket is used up by the decision.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let unread = |_| REQUEST.answer("R11: not the form of the page", context);
    let form = Form::read(call).map_err(unread)?;
    let ticket = form.required("ticket").map_err(unread)?;
    let waiting = context
        .state()
        .read(|connection| consents::waiting::<Asked>(connection, ISSUER, ticket, context.now()))?;
    let over = || Stop::from(REQUEST.answer("S07: not a ticket", context));
    let asked = waiting.ok_or_else(over)?;
    let approves = form.get("decision") == Some("approve");
    let person = form.get("member").and_then(|id| member(id, context));
    if approves && person.is_none() {
        return Err(REQUEST.answer("R11: nobody was chosen", context).into());
    }
    // Two browsers cannot both decide: the second finds no ticket to use up.
    let first = context.state().write(|transaction| Ok(consents::decided(transaction, ticket)?))?;
    if !first {
        return Err(over());
    }
    if let Some(person) = person.filter(|_| approves) {
        return approved(&asked, person, StatusCode::SEE_OTHER, context);
    }
    // RFC 6749's name for it; OTTM publishes none.
    Ok(sent_back(&asked, ("error", "access_denied"), StatusCode::SEE_OTHER, context))
}

/// Sends the browser back with a code; after a form with 303 (S18).
pub(super) fn approved(
    asked: &Asked,
    person: &Person,
    status: StatusCode,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = opaque()?;
    let ends = context.now().as_second() + consents::LIFE;
    let granted = asked.clone().agreed_by(&member_id(person), ISSUER, ends);
    context
        .state()
        .write(|transaction| Ok(consents::keep(transaction, &code, &granted, context.now())?))?;
    Ok(sent_back(asked, ("code", &code), status, context))
}

/// The way back: with the empty first pair that the document prints, or by the standards.
pub(super) fn sent_back(
    asked: &Asked,
    answer: (&str, &str),
    status: StatusCode,
    context: &Context,
) -> Answer {
    if is_strict(context) {
        return asked.sent_back(ISSUER, &[answer], status, context);
    }
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let state = asked.state.as_deref().map(|state| ("state", state));
    pairs.append_pair(answer.0, answer.1).extend_pairs(state);
    let start = if asked.redirect_uri.contains('?') { "&" } else { "?&" };
    let location = format!("{}{start}{}", asked.redirect_uri, pairs.finish());
    Answer::empty(status).with(LOCATION, &location)
}
