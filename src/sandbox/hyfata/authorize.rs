//! `GET /oauth/authorize`: the checks, and then the login form. What is refused is a page with the
//! status 200, and nothing is redirected (S02).

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::{Asked, Fields};
use crate::sandbox::hyfata::words::RESPONSE_TYPE;
use crate::sandbox::hyfata::{
    DEFAULT_SCOPE, SCOPE, SCOPES, behavior, login, page, strict, unexpected,
};
use crate::sandbox::jwt;
use crate::sandbox::people::PEOPLE;

/// Shows the form; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) == Behavior::Strict {
        return strict::ask(call, context);
    }
    let asked = fit_to_be_shown(call, context)?;
    if context.scenario.approve {
        return login::sent_back(&asked, &PEOPLE[0], context);
    }
    Ok(page::login(&page::Login { asked: &asked, wrong: None, email: "" }))
}

/// The checks, in order. A state that is missing is invented.
fn fit_to_be_shown(call: &Call, context: &Context) -> Result<Asked, Stop> {
    let behavior = behavior(context);
    let sent = Fields::read(call.head.uri.query().unwrap_or_default().as_bytes());
    let (Some(client_id), Some(redirect_uri)) = (sent.get("client_id"), sent.get("redirect_uri"))
    else {
        return Err(unexpected("a parameter is missing").into());
    };
    let owned = |name: &str| sent.full(name).map(str::to_owned);
    let state = if let Some(state) = owned("state") { state } else { jwt::uuid()? };
    let asked = Asked {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        state: Some(state),
        code_challenge: owned("code_challenge"),
        code_challenge_method: owned("code_challenge")
            .map(|_| owned("code_challenge_method").unwrap_or_else(|| "S256".to_owned())),
        scope: scope(sent.full("scope"), behavior)?,
    };
    asked.check().map_err(|words| page::error(words.of(behavior), words.rule()))?;
    if sent.get("response_type").unwrap_or("code") != "code" {
        return Err(page::error(RESPONSE_TYPE.of(behavior), RESPONSE_TYPE.rule()).into());
    }
    Ok(asked)
}

/// Ignored by the document's server, whose tokens are always for the same; looked at today.
fn scope(asked: Option<&str>, behavior: Behavior) -> Result<String, Answer> {
    if behavior == Behavior::Documented {
        return Ok(SCOPE.to_owned());
    }
    let Some(asked) = asked else { return Ok(DEFAULT_SCOPE.to_owned()) };
    let excess: Vec<&str> = asked.split(' ').filter(|scope| !SCOPES.contains(scope)).collect();
    if excess.is_empty() {
        return Ok(asked.to_owned());
    }
    Err(page::error(&format!("invalid_scope: {}", excess.join(" ")), "not a scope of the client"))
}
