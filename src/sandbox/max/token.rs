//! `POST /api/oauth/token`, in the platform's own order and words.

use http::StatusCode;
use rusqlite::Connection;

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::clients::{self, Client};
use crate::sandbox::max::fields::Fields;
use crate::sandbox::max::refusal::refused;
use crate::sandbox::max::{DEFAULT_SCOPES, behavior, issue, strict};
use crate::wire::max::CLIENT_CREDENTIALS;

const BAD: StatusCode = StatusCode::BAD_REQUEST;
const UNAUTHORIZED: StatusCode = StatusCode::UNAUTHORIZED;

/// Issues a token.
pub(super) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) == Behavior::Strict {
        return strict::issue(call, context);
    }
    let fields = Fields::read(call);
    let [grant, client_id] = fields.required(["grant_type", "client_id"])?;
    context.answered(|connection| {
        let request = Request { call, fields: &fields, client_id, connection, context };
        match grant {
            CLIENT_CREDENTIALS => request.for_a_service(),
            "authorization_code" => request.for_a_code(),
            "refresh_token" => request.for_a_refresh_token(),
            _ => {
                Err(refused(BAD, "Unsupported grant_type", "R06: not a grant of this endpoint")
                    .into())
            }
        }
    })
}

struct Request<'a> {
    call: &'a Call,
    fields: &'a Fields,
    client_id: &'a str,
    connection: &'a Connection,
    context: &'a Context,
}

impl Request<'_> {
    fn for_a_service(&self) -> Result<Answer, Stop> {
        let Some(secret) = self.fields.get("client_secret") else {
            let words = "client_secret required for client_credentials grant";
            let note = ("invalid_request", "Missing client_secret for confidential client");
            return self.refused(BAD, words, note, "R04: a parameter is missing");
        };
        let client = self.client()?;
        if !client.is_confidential {
            let words = "Only confidential clients can use client_credentials grant";
            let note =
                ("unauthorized_client", "Public clients cannot use client_credentials grant");
            return self.refused(UNAUTHORIZED, words, note, "S14: a client without a secret");
        }
        if !client.has_secret(secret, self.connection)? {
            let words = "Invalid client_secret";
            return self.refused(
                UNAUTHORIZED,
                words,
                ("invalid_client", words),
                "S14: not a client",
            );
        }
        let scope = self.scope(client)?;
        let answer = issue::token(client, &scope, self.connection, self.context)?;
        self.note(Outcome::Done(Some(&format!("Service token created with scopes: {scope}"))))?;
        Ok(answer)
    }

    fn client(&self) -> Result<&'static Client, Stop> {
        if let Some(client) = clients::known(self.client_id).filter(|client| client.is_active) {
            return Ok(client);
        }
        let note = ("invalid_client", "Client not found");
        self.refused(UNAUTHORIZED, "Invalid client_id", note, "S14: not a client")
    }

    /// What is asked for, in that order and as often. By the guide a client gets what it is registered
    /// for; as it is coded, the three scopes of an administrator as well, whoever it is.
    fn scope(&self, client: &Client) -> Result<String, Stop> {
        let wanted: Vec<&str> = match self.fields.get("scope") {
            Some(scope) => scope.split_whitespace().collect(),
            None => DEFAULT_SCOPES.to_vec(),
        };
        let is_for_all = behavior(self.context) == Behavior::AsCoded;
        let is_allowed = |scope: &&str| {
            client.scopes.contains(scope) || (is_for_all && DEFAULT_SCOPES.contains(scope))
        };
        let refused: Vec<&str> =
            wanted.iter().filter(|scope| !is_allowed(scope)).copied().collect();
        if refused.is_empty() {
            return Ok(wanted.join(" "));
        }
        let list = refused.join(", ");
        let note = format!("Invalid scopes: {list}");
        let words = format!("Invalid scope(s): {list}");
        self.refused(BAD, &words, ("invalid_scope", &note), "R07: not a scope of the client")
    }

    /// Nobody can have got a code.
    fn for_a_code(&self) -> Result<Answer, Stop> {
        if self.fields.get("code").is_none() || self.fields.get("redirect_uri").is_none() {
            let words = "Missing required parameters";
            return Err(refused(BAD, words, "R04: a parameter is missing").into());
        }
        let note = ("invalid_grant", "Invalid or expired authorization code");
        self.refused(BAD, "Invalid authorization code", note, "S07: not a code")
    }

    /// Nor a refresh token.
    fn for_a_refresh_token(&self) -> Result<Answer, Stop> {
        if self.fields.get("refresh_token").is_none() {
            let words = "Missing refresh_token parameter";
            return self.refused(
                BAD,
                words,
                ("invalid_request", words),
                "R04: a parameter is missing",
            );
        }
        let secret = self.fields.get("client_secret");
        let is_client = match clients::known(self.client_id).filter(|client| client.is_active) {
            Some(client) if client.is_confidential => match secret {
                Some(secret) => client.has_secret(secret, self.connection)?,
                None => false,
            },
            found => found.is_some(),
        };
        if !is_client {
            let note = ("invalid_client", "Client authentication failed");
            let words = "Invalid client credentials";
            return self.refused(UNAUTHORIZED, words, note, "S14: not a client");
        }
        let words = "Invalid or expired refresh token";
        self.refused(BAD, words, ("invalid_grant", words), "S09: not a refresh token")
    }

    /// Refused, and noted.
    fn refused<T>(
        &self,
        status: StatusCode,
        words: &str,
        (code, note): (&str, &str),
        rule: &'static str,
    ) -> Result<T, Stop> {
        self.note(Outcome::Refused(code, note))?;
        Err(refused(status, words, rule).into())
    }

    fn note(&self, outcome: Outcome<'_>) -> Result<(), Stop> {
        audit::note("token", self.client_id, outcome, self.call, self.connection, self.context)
    }
}
