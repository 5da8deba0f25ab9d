//! `GET /oauth/authorize` by RFC 6749 §4.1.2.1: without a client and an address that can be trusted
//! a page with the status 400 and no redirect (S02); everything else goes back as an error, with the
//! state and with who says it (S15).

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::page;
use crate::sandbox::hyfata::strict::client::CLIENTS;
use crate::sandbox::hyfata::strict::login;
use crate::sandbox::hyfata::{CALLBACK, ISSUER, SCOPE, SCOPES};
use crate::sandbox::oauth::Query;
use crate::sandbox::pkce;
use crate::sandbox::redirect::{self, NAMES};
use crate::sandbox::state::consents;

/// Shows the form; or, where the scenario approves by itself, answers at once.
pub(in crate::sandbox::hyfata) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent = Query::read(call);
    let (client, asked) = trusted(&sent)?;
    if let Err(unfit) = fit(&sent, client, &asked) {
        return Ok(error(&asked, unfit, StatusCode::FOUND, context));
    }
    if context.scenario.approve {
        return login::sent_back(
            &asked,
            &context.scenario.cast.members[0],
            StatusCode::FOUND,
            context,
        );
    }
    let ticket = context
        .state()
        .write(|transaction| consents::wait(transaction, ISSUER, &asked, context.now()))?;
    Ok(page::ticketed_login(
        &page::Login { asked: &asked, wrong: None, email: "" },
        &ticket,
        context,
    ))
}

/// A client that we know and an address that it registered, or nothing can be sent anywhere.
fn trusted(sent: &Query) -> Result<(&'static Client, Asked), Answer> {
    let client = sent.get("client_id").and_then(|id| Client::of(id, CLIENTS));
    let client = client.ok_or_else(|| page::bad_request("Invalid client", "S02: not a client"))?;
    let redirect_uri = sent.owned("redirect_uri").unwrap_or_default();
    if !redirect::is_exactly(&redirect_uri, NAMES, CALLBACK) {
        return Err(page::bad_request("Invalid redirect URI", redirect::broken_by(&redirect_uri)));
    }
    let asked = Asked {
        client_id: client.id.to_owned(),
        redirect_uri,
        scope: sent.owned("scope").unwrap_or_else(|| SCOPE.to_owned()),
        state: sent.owned("state"),
        nonce: None,
        challenge: sent.owned("code_challenge"),
    };
    Ok((client, asked))
}

/// The code of an error, and the rule that was broken, whose words the client is told.
pub(super) type Unfit = (&'static str, &'static str);

/// What can be told to the client.
fn fit(sent: &Query, client: &Client, asked: &Asked) -> Result<(), Unfit> {
    if sent.has_twins() {
        return Err(("invalid_request", "S13: a parameter was sent more than once"));
    }
    match sent.get("response_type") {
        None => return Err(("invalid_request", "R08: response_type is missing")),
        Some("code") => {}
        Some(_) => {
            return Err(("unsupported_response_type", "R08: the only response_type is code"));
        }
    }
    if !asked.scope.split(' ').all(|scope| SCOPES.contains(&scope)) {
        return Err(("invalid_scope", "R07: the client may not have this scope"));
    }
    match (&asked.challenge, sent.get("code_challenge_method")) {
        // S06.
        (None, _) if client.is_public() => {
            Err(("invalid_request", "S06: a public client needs a code_challenge"))
        }
        (None, None) => Ok(()),
        (Some(challenge), Some("S256")) if pkce::is_challenge(challenge) => Ok(()),
        (Some(_), Some("S256")) => Err(("invalid_request", "S04: code_challenge is none of S256")),
        // RFC 7636 §4.3: without a method it is `plain`.
        _ => Err(("invalid_request", "S04: the only code_challenge_method is S256")),
    }
}

/// An error that goes back to the client.
pub(super) fn error(
    asked: &Asked,
    (code, rule): Unfit,
    status: StatusCode,
    context: &Context,
) -> Answer {
    let words = rule.split_once(": ").map_or(rule, |(_, words)| words);
    let answer = [("error", code), ("error_description", words)];
    asked.sent_back(ISSUER, &answer, status, context).breaking(rule)
}
