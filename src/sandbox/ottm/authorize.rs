//! `GET /auth/authorize`, later `/auth/authorize2`: the checks, and then the page. A request that is
//! not fit to be shown is refused on the spot, and nothing is redirected (S02); by the standards what
//! can be told to the client goes back to it.

use http::StatusCode;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::ottm::asked::Asked;
use crate::sandbox::ottm::refusal::{CLIENT, REQUEST, Refusal, SCOPE};
use crate::sandbox::ottm::{CALLBACK, CLIENT_ID, ISSUER, SCOPES, consent, is_strict, page};
use crate::sandbox::people::PEOPLE;
use crate::sandbox::pkce;
use crate::sandbox::redirect::{is_exactly, is_registered};
use crate::sandbox::secrets::random_text;
use crate::sandbox::state::consents;

/// Shows the page; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent = Sent::read(call);
    let asked = trusted(&sent, context)?;
    if let Err((refusal, rule)) = fit(&sent, &asked, context) {
        if is_strict(context) {
            let answer = asked.sent_back("error", refusal.name(), StatusCode::FOUND, context);
            return Ok(answer.breaking(rule));
        }
        return Err(refusal.answer(rule, context).into());
    }
    if context.scenario.approve {
        return consent::approved(&asked, &PEOPLE[0], StatusCode::FOUND, context);
    }
    let ticket = random_text()?;
    let request = serde_json::to_string(&asked).unwrap_or_default();
    context.state().write(|transaction| {
        Ok(consents::wait(transaction, ISSUER, &ticket, &request, context.now())?)
    })?;
    Ok(page::shown(&asked, &ticket))
}

/// Each parameter with a value; the document's own sample begins with an empty pair.
struct Sent(Vec<(String, String)>);

impl Sent {
    fn read(call: &Call) -> Self {
        let query = call.head.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The one value; of two it cannot be said which is meant.
    fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(known, _)| known == name);
        let only = values.next()?;
        if values.next().is_some() { None } else { Some(&only.1) }
    }

    /// S13.
    fn any_twice(&self) -> bool {
        self.0.iter().any(|(name, _)| self.get(name).is_none())
    }
}

/// A client that we know and an address that it registered.
fn trusted(sent: &Sent, context: &Context) -> Result<Asked, Answer> {
    let missing = || REQUEST.answer("a parameter is missing", context);
    let client_id = sent.get("client_id").ok_or_else(missing)?;
    if client_id != CLIENT_ID {
        return Err(CLIENT.answer("S02: not a client", context));
    }
    let redirect_uri = sent.get("redirect_uri").ok_or_else(missing)?;
    let registered = if is_strict(context) {
        is_exactly(redirect_uri, CALLBACK)
    } else {
        is_registered(redirect_uri)
    };
    if !registered {
        return Err(REQUEST.answer("S01: not a registered redirect URI", context));
    }
    let owned = |name: &str| sent.get(name).map(str::to_owned);
    Ok(Asked {
        redirect_uri: redirect_uri.to_owned(),
        scope: owned("scope").unwrap_or_default(),
        state: owned("state"),
        nonce: owned("nonce"),
        challenge: owned("code_challenge").filter(|_| is_strict(context)),
    })
}

/// What can be told to the client.
fn fit(sent: &Sent, asked: &Asked, context: &Context) -> Result<(), (Refusal, &'static str)> {
    if sent.any_twice() {
        return Err((REQUEST, "S13: a parameter twice"));
    }
    if asked.scope.is_empty() || sent.get("response_type") != Some("code") {
        return Err((REQUEST, "no scope, or not response_type code"));
    }
    if !asked.scope.split(' ').all(|scope| SCOPES.contains(&scope)) {
        return Err((SCOPE, "not a scope of the client"));
    }
    let method = sent.get("code_challenge_method");
    let plain = match asked.challenge.as_deref() {
        Some(challenge) => method != Some("S256") || !pkce::is_challenge(challenge),
        None => method.is_some() && is_strict(context),
    };
    if plain { Err((REQUEST, "not a challenge of S256")) } else { Ok(()) }
}
