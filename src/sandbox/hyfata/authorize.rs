//! `GET /oauth/authorize`: the checks, and then the login form. What is refused is a page with the
//! status 200, and nothing is redirected (S02).

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::{self, Fields};
use crate::sandbox::hyfata::words::RESPONSE_TYPE;
use crate::sandbox::hyfata::{
    DEFAULT_SCOPE, SCOPE, SCOPES, behavior, login, page, strict, unexpected,
};
use crate::sandbox::jwt;

/// Shows the form; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) == Behavior::Strict {
        return strict::ask(call, context);
    }
    let (asked, method) = fit_to_be_shown(call, context)?;
    if context.scenario.approve {
        return login::sent_back(&asked, &context.scenario.cast.members[0], context);
    }
    let login = page::Login { asked: &asked, wrong: None, email: "" };
    Ok(page::login(&login, method.as_deref(), context))
}

/// The checks, in order; and the method of the challenge, which is written down and never honoured. A
/// state that is missing is invented.
fn fit_to_be_shown(call: &Call, context: &Context) -> Result<(Asked, Option<String>), Stop> {
    let behavior = behavior(context);
    let sent = Fields::read(call.head.uri.query().unwrap_or_default().as_bytes());
    let (Some(client_id), Some(redirect_uri)) = (sent.get("client_id"), sent.get("redirect_uri"))
    else {
        return Err(unexpected("R04: a parameter is missing").into());
    };
    let owned = |name: &str| sent.full(name).map(str::to_owned);
    let state = if let Some(state) = owned("state") { state } else { jwt::uuid()? };
    let asked = Asked {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        state: Some(state),
        nonce: None,
        challenge: owned("code_challenge"),
        scope: scope(sent.full("scope"), behavior)?,
    };
    asked::check(&asked).map_err(|words| page::error(words.of(behavior), words.rule()))?;
    if sent.get("response_type").unwrap_or("code") != "code" {
        return Err(page::error(RESPONSE_TYPE.of(behavior), RESPONSE_TYPE.rule()).into());
    }
    let method = owned("code_challenge_method").or_else(|| Some("S256".to_owned()));
    let method = method.filter(|_| asked.challenge.is_some());
    Ok((asked, method))
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
    Err(page::error(
        &format!("invalid_scope: {}", excess.join(" ")),
        "R07: not a scope of the client",
    ))
}
