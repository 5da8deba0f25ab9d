//! `POST /api/oauth/token` by the standards: can it be read, who asks, and for what. There is no scope
//! for whoever asks for none, and none beyond what a service is registered for.

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::clients::Client;
use crate::sandbox::max::issue;
use crate::sandbox::max::strict::client;
use crate::sandbox::oauth::Form;
use crate::wire::max::CLIENT_CREDENTIALS;

/// Issues a token.
pub(in crate::sandbox::max) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let grant = form.required("grant_type")?;
    context.answered(|connection| {
        let client = client::authenticated("token", call, &form, connection, context)?;
        let note = |outcome: Outcome<'_>| {
            audit::note("token", client.id, outcome, call, connection, context)
        };
        match granted(grant, form.get("scope"), client) {
            Err(Refusal { code, words, rule }) => {
                note(Outcome::Refused(code, words))?;
                Err(Answer::error(StatusCode::BAD_REQUEST, code, words).breaking(rule).into())
            }
            Ok(scope) => {
                note(Outcome::Done(Some(&format!("Service token created with scopes: {scope}"))))?;
                Ok(issue::token(client, &scope, connection, context)?)
            }
        }
    })
}

struct Refusal {
    code: &'static str,
    words: &'static str,
    rule: &'static str,
}

const fn refusal(code: &'static str, words: &'static str, rule: &'static str) -> Refusal {
    Refusal { code, words, rule }
}

/// The scope of the token, each part of it once.
fn granted(grant: &str, scope: Option<&str>, client: &Client) -> Result<String, Refusal> {
    if grant != CLIENT_CREDENTIALS {
        let words = "the only grant_type here is client_credentials";
        return Err(refusal("unsupported_grant_type", words, "R06: not a grant of this endpoint"));
    }
    if !client.is_service() {
        let words = "a client with a redirect URI is not registered for this grant";
        return Err(refusal("unauthorized_client", words, "S14: not a service"));
    }
    let mut granted: Vec<&str> = Vec::new();
    for scope in scope.unwrap_or_default().split(' ').filter(|scope| !scope.is_empty()) {
        if !client.scopes.contains(&scope) {
            let words = "the service is not registered for all of this scope";
            return Err(refusal("invalid_scope", words, "R07: not a scope of the client"));
        }
        if !granted.contains(&scope) {
            granted.push(scope);
        }
    }
    if granted.is_empty() {
        let words = "scope has to say what the token is for";
        return Err(refusal("invalid_scope", words, "R07: no scope"));
    }
    Ok(granted.join(" "))
}
