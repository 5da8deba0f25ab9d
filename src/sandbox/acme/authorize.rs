//! `GET /acme/authorize`: the checks, and then the page on which a person decides.
//!
//! As long as it is not sure who asks and where the answer goes, nothing is redirected (S02). After
//! that everything is, with `state` and `iss` (S15).

use std::collections::BTreeMap;

use http::StatusCode;
use url::form_urlencoded;

use crate::sandbox::acme::client::Client;
use crate::sandbox::acme::consent::{self, Back};
use crate::sandbox::acme::memory::questions::{self, Asked, Question};
use crate::sandbox::acme::people::PEOPLE;
use crate::sandbox::acme::{page, token};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::secrets::random_text;

/// An error that is sent back with the browser: code, words for a developer, rule.
type Fault = (&'static str, &'static str, &'static str);

/// Shows the page; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let query = Query::read(call);
    let (client, redirect_uri) = addressee(&query)?;
    let state = query.only("state").ok().flatten().map(str::to_owned);
    let asked = match fit_to_be_shown(&query, client, redirect_uri, state.clone()) {
        Ok(asked) => asked,
        Err((code, words, rule)) => {
            let back = Back { redirect_uri, state: state.as_deref(), status: StatusCode::FOUND };
            return Ok(back.refused(code, words, context).breaking(rule));
        }
    };
    if context.scenario.approve {
        let done = context.state().write(|transaction| {
            consent::granted(&asked, &PEOPLE[0], StatusCode::FOUND, transaction, context)
        })?;
        return Ok(done);
    }
    let ticket = random_text()?;
    let question = Question::Browser(asked.clone());
    context
        .state()
        .write(|transaction| questions::wait(transaction, &ticket, &question, context.now()))?;
    Ok(page::consent(client, &asked, &ticket))
}

/// S02: who asks, and where the answer goes; or a page that goes nowhere.
fn addressee(query: &Query) -> Result<(&'static Client, &str), Answer> {
    let lost = |rule| page::lost().breaking(rule);
    let client = query.only("client_id").ok().flatten().and_then(Client::of);
    let client = client.ok_or_else(|| lost("S02: not a client"))?;
    match query.only("redirect_uri") {
        Ok(Some(redirect_uri)) if client.has(redirect_uri) => Ok((client, redirect_uri)),
        _ => Err(lost("S01: not a registered redirect URI")),
    }
}

fn fit_to_be_shown(
    query: &Query,
    client: &Client,
    redirect_uri: &str,
    state: Option<String>,
) -> Result<Asked, Fault> {
    if query.has_twins() {
        return Err(("invalid_request", "a parameter was sent more than once", "S13: twice"));
    }
    let get = |name: &str| query.only(name).ok().flatten();
    match get("response_type") {
        Some("code") => {}
        Some(_) => {
            let words = "the only response_type is code";
            return Err(("unsupported_response_type", words, "not for a code"));
        }
        None => return Err(("invalid_request", "response_type is missing", "not for a code")),
    }
    what_openid_has_more_than_we(query)?;
    let challenge = challenge(client, get("code_challenge"), get("code_challenge_method"))?;
    let scopes = token::scopes(get("scope")).unwrap_or_default();
    if scopes.is_empty() {
        let words = "scope is one or more of openid, profile, email and offline_access";
        return Err(("invalid_scope", words, "a missing or unknown scope"));
    }
    Ok(Asked {
        client_id: client.id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scope: scopes.join(" "),
        state,
        nonce: get("nonce").map(str::to_owned),
        challenge,
    })
}

/// S06: a public client sends a challenge. S04: what cannot be enforced later is refused now.
fn challenge(
    client: &Client,
    challenge: Option<&str>,
    method: Option<&str>,
) -> Result<Option<String>, Fault> {
    match (challenge, method) {
        (None, None) if client.secret.is_some() => Ok(None),
        (None, None) => {
            let words = "a client without a secret has to send code_challenge";
            Err(("invalid_request", words, "S06: a public client without a challenge"))
        }
        (None, Some(_)) => {
            let words = "code_challenge_method without code_challenge";
            Err(("invalid_request", words, "S06: a method without a challenge"))
        }
        (Some(challenge), Some("S256")) if is_challenge(challenge) => {
            Ok(Some(challenge.to_owned()))
        }
        (Some(_), Some("S256")) => {
            let words = "code_challenge is not 43 characters of base64url";
            Err(("invalid_request", words, "S04: not a challenge"))
        }
        // Without a method it would be `plain` (RFC 7636 §4.3).
        (Some(_), _) => {
            let words = "the only code_challenge_method is S256";
            Err(("invalid_request", words, "S04: not S256"))
        }
    }
}

/// A SHA-256 digest as base64url has it.
fn is_challenge(challenge: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    challenge.len() == 43 && challenge.chars().all(known)
}

/// The parameters whose neglect the standard does not allow (`OpenID` Connect Core §3.1.2.6, §6).
fn what_openid_has_more_than_we(query: &Query) -> Result<(), Fault> {
    let get = |name: &str| query.only(name).ok().flatten();
    if get("request").is_some() {
        return Err(("request_not_supported", "request objects are not read", "not emulated"));
    }
    if get("request_uri").is_some() {
        return Err(("request_uri_not_supported", "request objects are not read", "not emulated"));
    }
    if get("response_mode").is_some_and(|mode| mode != "query") {
        let words = "the only response_mode is query";
        return Err(("invalid_request", words, "not emulated"));
    }
    // Nobody is ever logged in before the page.
    if get("prompt") == Some("none") {
        return Err(("login_required", "nobody is logged in", "a prompt for nobody"));
    }
    Ok(())
}

/// The parameters of an address. Sent without a value is not sent (RFC 6749 §3.1).
struct Query(BTreeMap<String, Vec<String>>);

impl Query {
    fn read(call: &Call) -> Self {
        let sent = call.head.uri.query().unwrap_or_default();
        let mut query: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(sent.as_bytes()).into_owned() {
            if !value.is_empty() {
                query.entry(name).or_default().push(value);
            }
        }
        Self(query)
    }

    /// The one value of a parameter; sent twice, nobody can say which is meant.
    fn only(&self, name: &str) -> Result<Option<&str>, ()> {
        match self.0.get(name).map(Vec::as_slice) {
            None => Ok(None),
            Some([value]) => Ok(Some(value)),
            Some(_) => Err(()),
        }
    }

    fn has_twins(&self) -> bool {
        self.0.values().any(|values| values.len() > 1)
    }
}

#[cfg(test)]
mod tests;
