//! `GET /oauth/authorize` by RFC 6749 §4.1.2.1: without a client and an address that can be trusted
//! a page with the status 400 and no redirect (S02); everything else goes back as an error, with the
//! state and with who says it (S15).

use http::StatusCode;
use http::header::LOCATION;
use url::{Url, form_urlencoded};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::Asked;
use crate::sandbox::hyfata::page;
use crate::sandbox::hyfata::strict::{client, issuer, login};
use crate::sandbox::hyfata::{CALLBACK, ISSUER, SCOPE, SCOPES};
use crate::sandbox::people::PEOPLE;
use crate::sandbox::secrets::random_text;
use crate::sandbox::state::consents;
use crate::sandbox::{pkce, redirect};

/// Shows the form; or, where the scenario approves by itself, answers at once.
pub(in crate::sandbox::hyfata) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent = Sent::read(call);
    let asked = trusted(&sent)?;
    if let Err((code, words)) = fit(&sent, &asked) {
        return Ok(error(&asked, code, words, StatusCode::FOUND, context));
    }
    if context.scenario.approve {
        return login::sent_back(&asked, &PEOPLE[0], StatusCode::FOUND, context);
    }
    let ticket = random_text()?;
    let request = serde_json::to_string(&asked).unwrap_or_default();
    context.state().write(|transaction| {
        Ok(consents::wait(transaction, ISSUER, &ticket, &request, context.now())?)
    })?;
    Ok(page::ticketed_login(&page::Login { asked: &asked, wrong: None, email: "" }, &ticket))
}

/// Parameters by the standard: an empty one is absent, and none may come twice (S13).
struct Sent(Vec<(String, String)>);

impl Sent {
    fn read(call: &Call) -> Self {
        let query = call.head.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn twice(&self, name: &str) -> bool {
        self.0.iter().filter(|(known, _)| known == name).count() > 1
    }

    fn any_twice(&self) -> bool {
        self.0.iter().any(|(name, _)| self.twice(name))
    }
}

/// A client that we know and an address that it registered, or nothing can be sent anywhere.
fn trusted(sent: &Sent) -> Result<Asked, Answer> {
    let owned = |name: &str| sent.get(name).map(str::to_owned);
    let client_id = owned("client_id").filter(|_| !sent.twice("client_id"));
    let client_id = client_id
        .filter(|id| client::known(id).is_some())
        .ok_or_else(|| page::bad_request("Invalid client", "S02: not a client"))?;
    let redirect_uri = owned("redirect_uri").filter(|_| !sent.twice("redirect_uri"));
    let redirect_uri =
        redirect_uri.filter(|uri| redirect::is_exactly(uri, CALLBACK)).ok_or_else(|| {
            page::bad_request("Invalid redirect URI", "S01: not the registered redirect URI")
        })?;
    Ok(Asked {
        client_id,
        redirect_uri,
        state: owned("state"),
        code_challenge: owned("code_challenge"),
        code_challenge_method: owned("code_challenge_method"),
        scope: owned("scope").unwrap_or_else(|| SCOPE.to_owned()),
    })
}

/// What can be told to the client.
fn fit(sent: &Sent, asked: &Asked) -> Result<(), (&'static str, &'static str)> {
    if sent.any_twice() {
        return Err(("invalid_request", "a parameter was sent more than once"));
    }
    match sent.get("response_type") {
        None => return Err(("invalid_request", "response_type is missing")),
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "the only response_type is code")),
    }
    if !asked.scope.split(' ').all(|scope| SCOPES.contains(&scope)) {
        return Err(("invalid_scope", "the client may not have this scope"));
    }
    let public = client::known(&asked.client_id).is_none_or(client::Client::is_public);
    match (&asked.code_challenge, asked.code_challenge_method.as_deref()) {
        // S06.
        (None, _) if public => Err(("invalid_request", "a public client needs a code_challenge")),
        (None, None) => Ok(()),
        (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => Ok(()),
        (Some(_), Some("S256")) => Err(("invalid_request", "code_challenge is none of S256")),
        // RFC 7636 §4.3: without a method it is `plain`.
        _ => Err(("invalid_request", "the only code_challenge_method is S256")),
    }
}

/// An error that goes back to the client.
pub(super) fn error(
    asked: &Asked,
    code: &'static str,
    words: &'static str,
    status: StatusCode,
    context: &Context,
) -> Answer {
    redirected(asked, &[("error", code), ("error_description", words)], status, context)
        .breaking(words)
}

/// The way back, encoded; with the state, where there is one, and who we are.
pub(super) fn redirected(
    asked: &Asked,
    pairs: &[(&str, &str)],
    status: StatusCode,
    context: &Context,
) -> Answer {
    let Ok(mut url) = Url::parse(&asked.redirect_uri) else {
        return page::bad_request("Invalid redirect URI", "S01: not the registered redirect URI");
    };
    let state = asked.state.as_deref().map(|state| ("state", state));
    url.query_pairs_mut()
        .extend_pairs(pairs)
        .extend_pairs(state)
        .append_pair("iss", &issuer(context));
    Answer::empty(status).with(LOCATION, url.as_str())
}
