//! Codes and refresh tokens: what they are bound to, and what ends them. Every provider has the same
//! rules; what it says of a fault is its own.

use http::StatusCode;
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::state::consents::{self, Code};
use crate::sandbox::state::pairs::{self, Kind, Token};
use crate::sandbox::{SandboxError, pkce, secrets};

/// Why a grant gets nothing: the standard's code, words for a developer, the rule for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    words: &'static str,
    pub(crate) rule: &'static str,
}

const fn invalid(words: &'static str, rule: &'static str) -> Fault {
    Fault { code: "invalid_grant", words, rule }
}

const NO_CODE: Fault = invalid("no such code for this client", "S07: not a code");
const OLD_CODE: Fault = invalid("the code is too old", "S07: a code that is over");
const USED_CODE: Fault = invalid(
    "the code was used before; its tokens are revoked",
    "S08: a used code; its tokens are revoked",
);
const ELSEWHERE: Fault =
    invalid("redirect_uri is not the one that the code was sent to", "S01: another redirect URI");
const NO_VERIFIER: Fault = invalid("code_verifier is missing", "S04: no verifier");
const WRONG_VERIFIER: Fault =
    invalid("code_verifier is not the one of the challenge", "S04: not the verifier");
const STRAY_VERIFIER: Fault = invalid(
    "code_verifier without a challenge in the authorization request",
    "S05: a verifier without a challenge",
);
const NO_REFRESH: Fault = invalid("no such refresh token", "S09: not a refresh token");
const USED_REFRESH: Fault = invalid(
    "the refresh token was used before or revoked; its family is revoked",
    "S09: a used refresh token; its family is revoked",
);
const IDLE_REFRESH: Fault =
    invalid("the refresh token was not used for too long", "S11: a refresh token that is over");
const WIDER: Fault = Fault {
    code: "invalid_scope",
    words: "the scope is wider than what was granted",
    rule: "S10: more than was granted",
};

impl From<Fault> for Stop {
    /// By RFC 6749 §5.2.
    fn from(fault: Fault) -> Self {
        let answer = Answer::error(StatusCode::BAD_REQUEST, fault.code, fault.words);
        answer.breaking(fault.rule).into()
    }
}

/// A code, and what comes with it.
pub(crate) struct Offered<'a> {
    /// To whom.
    pub(crate) issuer: &'static str,
    /// By which client, that has proved it.
    pub(crate) client_id: &'a str,
    pub(crate) code: &'a str,
    pub(crate) redirect_uri: Option<&'a str>,
    pub(crate) verifier: Option<&'a str>,
}

/// S07: a code is good once, until its end, for its client and for what it is bound to. One that
/// comes again has been read by somebody else, so what was issued for it ends (S08); but only where
/// the rest of the request is right, or whoever saw a code could end its tokens. Where a failure
/// `burns` it, its first use is its last, whatever comes of it.
pub(crate) fn redeemed(
    offered: &Offered<'_>,
    burns: bool,
    connection: &Connection,
    context: &Context,
) -> Result<Result<Code, Fault>, SandboxError> {
    let found = consents::code(connection, offered.issuer, offered.code)?;
    let Some(granted) = found.filter(|granted| granted.client_id == offered.client_id) else {
        return Ok(Err(NO_CODE));
    };
    let is_over = granted.expires_at <= context.now().as_second();
    let bound = bound(&granted, offered);
    if granted.used {
        if bound.is_ok() {
            pairs::end_family(connection, &secrets::digest(offered.code))?;
        }
        return Ok(Err(bound.err().unwrap_or(USED_CODE)));
    }
    if burns || (bound.is_ok() && !is_over) {
        consents::use_up(connection, offered.code)?;
    }
    let fault = bound.err().or(is_over.then_some(OLD_CODE));
    Ok(fault.map_or(Ok(granted), Err))
}

/// What a code is bound to: the address (S01), and the challenge, both ways. S04: a challenge wants
/// its verifier. S05: a verifier wants its challenge, or somebody has taken the challenge out of the
/// request on its way.
fn bound(granted: &Code, offered: &Offered<'_>) -> Result<(), Fault> {
    if offered.redirect_uri != Some(&granted.redirect_uri) {
        return Err(ELSEWHERE);
    }
    match (&granted.challenge, offered.verifier) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(STRAY_VERIFIER),
        (Some(_), None) => Err(NO_VERIFIER),
        (Some(challenge), Some(verifier)) => {
            let is_right = pkce::is_verifier(verifier) && pkce::fits(verifier, challenge);
            if is_right { Ok(()) } else { Err(WRONG_VERIFIER) }
        }
    }
}

/// A refresh token, and what comes with it.
pub(crate) struct Renewal<'a> {
    /// To whom.
    pub(crate) issuer: &'static str,
    /// By which client, that has proved it.
    pub(crate) client_id: &'a str,
    pub(crate) refresh_token: &'a str,
    /// Nothing said is everything.
    pub(crate) scope: Option<&'a str>,
}

/// What is renewed, and the scope of the next access token. S09: where it `rotates`, the old one dies
/// with its first use, and a second use ends the family. S10: no more than was granted; less is for
/// the access token alone, and the next refresh may ask for all of it again. S11: one that nobody
/// used for too long has lapsed.
pub(crate) fn renewed(
    renewal: &Renewal<'_>,
    rotates: bool,
    connection: &Connection,
    context: &Context,
) -> Result<Result<(Token, String), Fault>, SandboxError> {
    let sent = renewal.refresh_token;
    let found = pairs::known(connection, renewal.issuer, Kind::Refresh, sent)?;
    let Some(old) = found.filter(|old| old.client_id == renewal.client_id) else {
        return Ok(Err(NO_REFRESH));
    };
    if old.dead {
        pairs::end_family(connection, &old.family)?;
        return Ok(Err(USED_REFRESH));
    }
    if !old.stands(context.now()) {
        return Ok(Err(IDLE_REFRESH));
    }
    let wanted = renewal.scope.unwrap_or(&old.scope);
    let wanted: Vec<&str> = wanted.split(' ').filter(|scope| !scope.is_empty()).collect();
    if wanted.is_empty() || !wanted.iter().all(|scope| old.is_for(scope)) {
        return Ok(Err(WIDER));
    }
    let scope = wanted.join(" ");
    if rotates {
        pairs::end(connection, sent)?;
    }
    Ok(Ok((old, scope)))
}
