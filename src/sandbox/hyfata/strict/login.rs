//! `POST /oauth/login` with a ticket: it binds the form to one request and to the page that was
//! shown for it, so that no other page can send it (CSRF), and is used up by the decision.

use http::StatusCode;
use http::header::RETRY_AFTER;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::{self, Fields};
use crate::sandbox::hyfata::login::logged_in;
use crate::sandbox::hyfata::strict::authorize::error;
use crate::sandbox::hyfata::{ISSUER, page};
use crate::sandbox::people::{self, Person};
use crate::sandbox::state::attempts::{self, Attempt};
use crate::sandbox::state::consents;

/// Whose wrong passwords are counted, beside the clients' wrong secrets.
const DOOR: &str = "hyfata-login";

/// Checks the password, and sends the browser back.
pub(in crate::sandbox::hyfata) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent = Fields::read(&call.body);
    let ticket = sent.get("ticket").unwrap_or_default();
    let waiting = context
        .state()
        .read(|connection| consents::waiting::<Asked>(connection, ISSUER, ticket, context.now()))?;
    let asked = waiting.ok_or_else(over)?;
    if sent.get("decision") == Some("refuse") {
        use_up(ticket, context)?;
        let refused = ("access_denied", "N03: the user did not log in");
        return Ok(error(&asked, refused, StatusCode::SEE_OTHER, context));
    }
    let email = sent.get("email").unwrap_or_default();
    let again = |words: &str| {
        page::ticketed_login(
            &page::Login { asked: &asked, wrong: Some(words), email },
            ticket,
            context,
        )
    };
    match judged(email, sent.get("password").unwrap_or_default(), context)? {
        (Attempt::Right, Some(person)) => {
            use_up(ticket, context)?;
            sent_back(&asked, person, StatusCode::SEE_OTHER, context)
        }
        (Attempt::Shut(seconds), _) => {
            let answer = again("Too many attempts").with(RETRY_AFTER, &seconds.to_string());
            let status = StatusCode::TOO_MANY_REQUESTS;
            Ok(Answer { status, ..answer }.breaking("S24: too many wrong passwords"))
        }
        _ => Ok(again("Invalid email or password").breaking("R11: not the password")),
    }
}

/// Ten wrong passwords shut an account for a while (S24). One that there is not has no password that
/// could be guessed: nothing is remembered of it.
fn judged(
    email: &str,
    password: &str,
    context: &Context,
) -> Result<(Attempt, Option<&'static Person>), Stop> {
    let person = logged_in(email, password, context);
    if people::with_email(email, context).is_none() {
        return Ok((Attempt::Wrong, None));
    }
    let attempt = context.state().write(|transaction| {
        Ok(attempts::judge(transaction, DOOR, email, person.is_some(), context.now())?)
    })?;
    Ok((attempt, person))
}

/// With a code; after a form with 303, so that the password is not sent on (S18).
pub(super) fn sent_back(
    asked: &Asked,
    person: &Person,
    status: StatusCode,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = asked::granted(asked, person, context)?;
    Ok(asked.sent_back(ISSUER, &[("code", &code)], status, context))
}

/// Two browsers cannot both decide: the second finds no ticket to use up.
fn use_up(ticket: &str, context: &Context) -> Result<(), Stop> {
    let first = context.state().write(|transaction| Ok(consents::decided(transaction, ticket)?))?;
    if first { Ok(()) } else { Err(over().into()) }
}

fn over() -> Answer {
    page::bad_request("This login is over", "S07: not a ticket")
}
