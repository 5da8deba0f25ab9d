//! What a person decides on the page, and where the browser goes then.

use http::StatusCode;
use http::header::LOCATION;
use rusqlite::Connection;
use url::Url;

use crate::sandbox::SandboxError;
use crate::sandbox::acme::memory::Login;
use crate::sandbox::acme::memory::codes::{self, Code};
use crate::sandbox::acme::memory::questions::{self, Asked, Question};
use crate::sandbox::acme::people::{Person, person};
use crate::sandbox::acme::{issuer, page};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::secrets::random_text;

/// `POST` of the form.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| decided(&form, connection, context))
}

/// One transaction from the ticket to the code, so that no two browsers decide.
fn decided(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let ticket = form.get("ticket").unwrap_or_default();
    let Some(Question::Browser(asked)) = questions::waiting(connection, ticket, context.now())?
    else {
        return Err(page::over().breaking("no such question").into());
    };
    let status = StatusCode::SEE_OTHER;
    if form.get("decision") != Some("approve") {
        questions::answered(connection, ticket)?;
        let state = asked.state.as_deref();
        let back = Back { redirect_uri: &asked.redirect_uri, state, status };
        return Ok(back.refused("access_denied", "the person refused", context));
    }
    let person = form.get("person").and_then(person);
    let person = person.ok_or_else(|| page::over().breaking("nobody is chosen"))?;
    questions::answered(connection, ticket)?;
    Ok(granted(&asked, person, status, connection, context)?)
}

/// Sends the browser back with a code.
pub(super) fn granted(
    asked: &Asked,
    person: &Person,
    status: StatusCode,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, SandboxError> {
    let code = random_text()?;
    let now = context.now().as_second();
    let granted = Code {
        client_id: asked.client_id.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        scope: asked.scope.clone(),
        challenge: asked.challenge.clone(),
        nonce: asked.nonce.clone(),
        login: Login { subject: person.subject.to_owned(), at: now },
        expires_at: now + codes::LIFE,
        used: false,
    };
    codes::keep(connection, &code, &granted)?;
    let back = Back { redirect_uri: &asked.redirect_uri, state: asked.state.as_deref(), status };
    Ok(back.sent(&[("code", &code)], context))
}

/// Where the browser goes with an answer, and how: after a form with 303, so that the form is not
/// sent on (S18).
pub(super) struct Back<'a> {
    /// Registered.
    pub(super) redirect_uri: &'a str,
    pub(super) state: Option<&'a str>,
    pub(super) status: StatusCode,
}

impl Back<'_> {
    /// With an error (RFC 6749 §4.1.2.1).
    pub(super) fn refused(&self, code: &str, words: &str, context: &Context) -> Answer {
        self.sent(&[("error", code), ("error_description", words)], context)
    }

    /// S15: whatever the answer is, it says whose.
    fn sent(&self, answer: &[(&str, &str)], context: &Context) -> Answer {
        // It was parsed when it was compared.
        let Ok(mut url) = Url::parse(self.redirect_uri) else { return page::lost() };
        let state = self.state.map(|state| ("state", state));
        url.query_pairs_mut()
            .extend_pairs(answer)
            .extend_pairs(state)
            .append_pair("iss", &issuer(context));
        Answer::empty(self.status).with(LOCATION, url.as_str())
    }
}

#[cfg(test)]
mod tests;
