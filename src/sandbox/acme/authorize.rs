//! `GET /acme/authorize`: the checks, and then the page on which a person decides.
//!
//! As long as it is not sure who asks and where the answer goes, nothing is redirected (S02). After
//! that everything is, with `state` and `iss` (S15).

use http::StatusCode;

use crate::sandbox::acme::client::{CLIENTS, has};
use crate::sandbox::acme::{ISSUER, consent, page, token};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::{self, Asked};
use crate::sandbox::call::Call;
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Query;
use crate::sandbox::pkce;
use crate::sandbox::redirect;
use crate::sandbox::state::consents;

/// An error that is sent back with the browser: code, words for a developer, rule.
type Fault = (&'static str, &'static str, &'static str);

/// Shows the page; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let query = Query::read(call);
    let (client, redirect_uri) = addressee(&query)?;
    let asked = match fit_to_be_shown(&query, client, redirect_uri) {
        Ok(asked) => asked,
        Err((code, words, rule)) => {
            let (state, issuer) = (query.get("state"), context.issuer(ISSUER));
            let answer = [("error", code), ("error_description", words)];
            let answer = asked::back(redirect_uri, state, &issuer, &answer, StatusCode::FOUND);
            return Ok(answer.breaking(rule));
        }
    };
    if context.scenario.approve {
        return context.answered(|connection| {
            consent::granted(
                &asked,
                &context.scenario.cast.members[0],
                StatusCode::FOUND,
                connection,
                context,
            )
        });
    }
    let ticket = context
        .state()
        .write(|transaction| consents::wait(transaction, ISSUER, &asked, context.now()))?;
    Ok(page::consent(client, &asked, &ticket, context))
}

/// S02: who asks, and where the answer goes; or a page that goes nowhere.
fn addressee(query: &Query) -> Result<(&'static Client, &str), Answer> {
    let lost = |rule| page::lost().breaking(rule);
    let client = query.get("client_id").and_then(|id| Client::of(id, CLIENTS));
    let client = client.ok_or_else(|| lost("S02: not a client"))?;
    let redirect_uri = query.get("redirect_uri").unwrap_or_default();
    if has(redirect_uri) {
        Ok((client, redirect_uri))
    } else {
        Err(lost(redirect::broken_by(redirect_uri)))
    }
}

fn fit_to_be_shown(query: &Query, client: &Client, redirect_uri: &str) -> Result<Asked, Fault> {
    if query.has_twins() {
        return Err(("invalid_request", "a parameter was sent more than once", "S13: twice"));
    }
    match query.get("response_type") {
        Some("code") => {}
        Some(_) => {
            let words = "the only response_type is code";
            return Err(("unsupported_response_type", words, "R08: not for a code"));
        }
        None => return Err(("invalid_request", "response_type is missing", "R08: not for a code")),
    }
    what_openid_has_more_than_we(query)?;
    let challenge = challenge(client, query)?;
    let scopes = token::scopes(query.get("scope")).unwrap_or_default();
    if scopes.is_empty() {
        let words = "scope is one or more of openid, profile, email and offline_access";
        return Err(("invalid_scope", words, "R07: a missing or unknown scope"));
    }
    Ok(Asked {
        client_id: client.id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scope: scopes.join(" "),
        state: query.owned("state"),
        nonce: query.owned("nonce"),
        challenge,
    })
}

/// S06: a public client sends a challenge. S04: what cannot be enforced later is refused now.
fn challenge(client: &Client, query: &Query) -> Result<Option<String>, Fault> {
    match (query.get("code_challenge"), query.get("code_challenge_method")) {
        (None, None) if client.secret.is_some() => Ok(None),
        (None, None) => {
            let words = "a client without a secret has to send code_challenge";
            Err(("invalid_request", words, "S06: a public client without a challenge"))
        }
        (None, Some(_)) => {
            let words = "code_challenge_method without code_challenge";
            Err(("invalid_request", words, "S06: a method without a challenge"))
        }
        (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => {
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

/// The parameters whose neglect the standard does not allow (`OpenID` Connect Core §3.1.2.6, §6).
fn what_openid_has_more_than_we(query: &Query) -> Result<(), Fault> {
    if query.get("request").is_some() {
        return Err(("request_not_supported", "request objects are not read", "N01: not emulated"));
    }
    if query.get("request_uri").is_some() {
        return Err((
            "request_uri_not_supported",
            "request objects are not read",
            "N01: not emulated",
        ));
    }
    if query.get("response_mode").is_some_and(|mode| mode != "query") {
        let words = "the only response_mode is query";
        return Err(("invalid_request", words, "N01: not emulated"));
    }
    // Nobody is ever logged in before the page.
    if query.get("prompt") == Some("none") {
        return Err(("login_required", "nobody is logged in", "N01: a prompt for nobody"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
