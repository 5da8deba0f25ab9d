//! `GET /auth/authorize`, later `/auth/authorize2`: the checks, and then the page. A request that is
//! not fit to be shown is refused on the spot, and nothing is redirected (S02); by the standards what
//! can be told to the client goes back to it.

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::asked::Asked;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Query;
use crate::sandbox::ottm::refusal::{CLIENT, REQUEST, Refusal, SCOPE};
use crate::sandbox::ottm::{CALLBACK, CLIENT_ID, ISSUER, SCOPES, consent, is_strict, page};
use crate::sandbox::pkce;
use crate::sandbox::redirect::{NAMES, broken_by, is_exactly, is_registered};
use crate::sandbox::state::consents;

/// Shows the page; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent = Query::read(call);
    let asked = trusted(&sent, context)?;
    if let Err((refusal, rule)) = fit(&sent, &asked, context) {
        if is_strict(context) {
            let error = ("error", refusal.name());
            let answer = consent::sent_back(&asked, error, StatusCode::FOUND, context);
            return Ok(answer.breaking(rule));
        }
        return Err(refusal.answer(rule, context).into());
    }
    if context.scenario.approve {
        return consent::approved(
            &asked,
            &context.scenario.cast.members[0],
            StatusCode::FOUND,
            context,
        );
    }
    let ticket = context
        .state()
        .write(|transaction| consents::wait(transaction, ISSUER, &asked, context.now()))?;
    Ok(page::shown(&asked, &ticket, context))
}

/// A client that we know and an address that it registered.
fn trusted(sent: &Query, context: &Context) -> Result<Asked, Answer> {
    let missing = || REQUEST.answer("R04: a parameter is missing", context);
    let client_id = sent.get("client_id").ok_or_else(missing)?;
    if client_id != CLIENT_ID {
        return Err(CLIENT.answer("S02: not a client", context));
    }
    let redirect_uri = sent.get("redirect_uri").ok_or_else(missing)?;
    let registered = if is_strict(context) {
        is_exactly(redirect_uri, NAMES, CALLBACK)
    } else {
        // It goes into a header as it came.
        is_registered(redirect_uri) && redirect_uri.bytes().all(|b| b.is_ascii_graphic())
    };
    if !registered {
        return Err(REQUEST.answer(broken_by(redirect_uri), context));
    }
    Ok(Asked {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scope: sent.owned("scope").unwrap_or_default(),
        state: sent.owned("state"),
        nonce: sent.owned("nonce"),
        challenge: sent.owned("code_challenge").filter(|_| is_strict(context)),
    })
}

/// What can be told to the client.
fn fit(sent: &Query, asked: &Asked, context: &Context) -> Result<(), (Refusal, &'static str)> {
    if sent.has_twins() {
        return Err((REQUEST, "S13: a parameter twice"));
    }
    if asked.scope.is_empty() || sent.get("response_type") != Some("code") {
        return Err((REQUEST, "R08: no scope, or not response_type code"));
    }
    if !asked.scope.split(' ').all(|scope| SCOPES.contains(&scope)) {
        return Err((SCOPE, "R07: not a scope of the client"));
    }
    let method = sent.get("code_challenge_method");
    let plain = match asked.challenge.as_deref() {
        Some(challenge) => method != Some("S256") || !pkce::is_challenge(challenge),
        None => method.is_some() && is_strict(context),
    };
    if plain { Err((REQUEST, "S04: not a challenge of S256")) } else { Ok(()) }
}
