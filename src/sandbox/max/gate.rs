//! Who is let in to the admin API: whoever bears a token of a service for `admin:oauth`.

use http::StatusCode;
use http::header::{AUTHORIZATION, COOKIE, WWW_AUTHENTICATE};
use rusqlite::Connection;

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer::{OVER, misplaced};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::refusal::refused;
use crate::sandbox::max::{ADMIN, ISSUER, behavior, is_strict};
use crate::sandbox::state::tokens::{self, Grant};

/// Answers whoever is let in, and notes that, as far as uses are noted.
pub(super) fn served(
    action: &str,
    call: &Call,
    context: &Context,
    work: impl FnOnce(&Grant, &Connection) -> Result<Answer, Stop>,
) -> Result<Answer, Stop> {
    context.answered(|connection| {
        let caller = bearer(call, connection, context)?;
        let answer = match entitled(&caller, context) {
            Ok(()) => work(&caller, connection),
            Err(refusal) => Err(refusal.into()),
        };
        if behavior(context) != Behavior::AsCoded {
            let outcome = match &answer {
                Ok(_) => Outcome::Done(None),
                Err(Stop::Refused(answer)) => noted(answer),
                Err(Stop::Failed(_)) => return answer,
            };
            audit::note(action, &caller.client_id, outcome, call, connection, context)?;
        }
        answer
    })
}

fn noted(refusal: &Answer) -> Outcome<'static> {
    let code = match refusal.status {
        StatusCode::FORBIDDEN => "insufficient_scope",
        StatusCode::NOT_FOUND => "not_found",
        _ => "invalid_request",
    };
    Outcome::Refused(code, refusal.rule.unwrap_or_default())
}

/// What the token stands for. As it is coded nobody looks whether it was revoked.
fn bearer(call: &Call, connection: &Connection, context: &Context) -> Result<Grant, Stop> {
    let Some(token) = offered(call, context) else {
        let rule = misplaced(call, "S23: no bearer token");
        return Err(turned_away(rule, None, context).into());
    };
    let counts = behavior(context) != Behavior::AsCoded;
    let stands = |(grant, is_revoked): &(Grant, bool)| {
        grant.expires_at > context.now().as_second() && !(counts && *is_revoked)
    };
    match tokens::known(connection, ISSUER, token)? {
        Some(known) if stands(&known) => Ok(known.0),
        Some((_, false)) => Err(turned_away(OVER, Some("invalid_token"), context).into()),
        _ => Err(turned_away("S23: not a token", Some("invalid_token"), context).into()),
    }
}

/// From the header; by the platform else from a cookie, and in two spellings of the scheme.
fn offered<'a>(call: &'a Call, context: &Context) -> Option<&'a str> {
    if is_strict(context) {
        return call.bearer();
    }
    let header = call.header(AUTHORIZATION).unwrap_or_default();
    let borne = header.strip_prefix("Bearer ").or_else(|| header.strip_prefix("bearer "));
    borne.or_else(|| cookie(call)).map(str::trim).filter(|token| !token.is_empty())
}

fn cookie(call: &Call) -> Option<&str> {
    let pairs = call.header(COOKIE)?.rsplit(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == "access_token").map(|(_, value)| value).next()
}

/// As it is coded, a scope that is missing makes the token no token.
fn entitled(caller: &Grant, context: &Context) -> Result<(), Answer> {
    const RULE: &str = "S23: not a token for this";

    if caller.scope.split(' ').any(|scope| scope == ADMIN) {
        return Ok(());
    }
    let words = format!("Missing required scopes: {ADMIN}");
    Err(match behavior(context) {
        Behavior::AsCoded => turned_away(RULE, None, context),
        Behavior::Documented => refused(StatusCode::FORBIDDEN, &words, RULE),
        Behavior::Strict => {
            let challenge = format!(
                "Bearer realm=\"{ISSUER}\", error=\"insufficient_scope\", scope=\"{ADMIN}\""
            );
            refused(StatusCode::FORBIDDEN, &words, RULE).with(WWW_AUTHENTICATE, &challenge)
        }
    })
}

/// 401; by the standards with the reason (RFC 6750 §3), where a token was sent at all.
fn turned_away(rule: &'static str, code: Option<&str>, context: &Context) -> Answer {
    let challenge = match code.filter(|_| is_strict(context)) {
        Some(code) => format!("Bearer realm=\"{ISSUER}\", error=\"{code}\""),
        None if is_strict(context) => format!("Bearer realm=\"{ISSUER}\""),
        None => "Bearer".to_owned(),
    };
    refused(StatusCode::UNAUTHORIZED, "Could not validate service credentials", rule)
        .with(WWW_AUTHENTICATE, &challenge)
}
