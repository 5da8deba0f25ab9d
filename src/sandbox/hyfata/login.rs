//! `POST /oauth/login`: the person's part. There is no limit to wrong passwords, no consent, and the
//! way back is put together as it comes; see [`strict`] for all three.

use http::StatusCode;
use http::header::{HeaderValue, LOCATION};

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::{self, Fields};
use crate::sandbox::hyfata::words::LOGIN;
use crate::sandbox::hyfata::{DEFAULT_SCOPE, SCOPE, behavior, page, strict, unexpected};
use crate::sandbox::people::{self, PASSWORD, Person};
use crate::sandbox::secrets;

/// Checks the password, then the request once more, and sends the browser back with a code.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let behavior = behavior(context);
    if behavior == Behavior::Strict {
        return strict::decide(call, context);
    }
    let sent = Fields::read(&call.body);
    let asked = carried(&sent, behavior).filter(|_| call.is_of_type(FORM));
    let (Some(asked), Some(email), Some(password)) =
        (asked, sent.get("email"), sent.get("password"))
    else {
        return Err(unexpected("R04: a parameter is missing").into());
    };
    let again = |words: &str| {
        let login = page::Login { asked: &asked, wrong: Some(words), email };
        page::login(&login, sent.full("code_challenge_method"), context)
    };
    let Some(person) = logged_in(email, password, context) else {
        return Ok(again(LOGIN.of(behavior)).breaking(LOGIN.rule()));
    };
    if let Err(words) = asked::check(&asked) {
        return Ok(again(words.of(behavior)).breaking(words.rule()));
    }
    sent_back(&asked, person, context)
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Whoever this password is of.
pub(super) fn logged_in(email: &str, password: &str, context: &Context) -> Option<&'static Person> {
    people::with_email(email, context).filter(|_| secrets::same(PASSWORD, password))
}

/// The request as the form carries it. It has no field for the scope, so whoever logs in by hand
/// gets the default one.
fn carried(sent: &Fields, behavior: Behavior) -> Option<Asked> {
    let owned = |name: &str| sent.full(name).map(str::to_owned);
    let scope = if behavior == Behavior::Documented { SCOPE } else { DEFAULT_SCOPE };
    Some(Asked {
        client_id: sent.get("client_id")?.to_owned(),
        redirect_uri: sent.get("redirect_uri")?.to_owned(),
        state: Some(sent.get("state")?.to_owned()),
        nonce: None,
        challenge: owned("code_challenge"),
        scope: scope.to_owned(),
    })
}

/// Strings put together: nothing is encoded, and an address with a question mark gets a second one.
pub(super) fn sent_back(asked: &Asked, person: &Person, context: &Context) -> Result<Answer, Stop> {
    let code = asked::granted(asked, person, context)?;
    let state = asked.state.as_deref().unwrap_or_default();
    let location = format!("{}?code={code}&state={state}", asked.redirect_uri);
    if HeaderValue::from_str(&location).is_err() {
        let words = "Authorization failed: the redirect cannot be written as a header";
        return Ok(page::error(words, "Y01: a state that no header can have"));
    }
    Ok(Answer::empty(StatusCode::FOUND).with(LOCATION, &location))
}
