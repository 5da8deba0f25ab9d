//! `POST /api/oauth/revoke`: all is well, whatever was sent. As it is coded the token goes on opening
//! the admin API until its end, for nobody looks.

use http::StatusCode;
use serde_json::json;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::audit::{self, Outcome};
use crate::sandbox::max::fields::Fields;
use crate::sandbox::max::{ISSUER, clients, is_strict, strict};
use crate::sandbox::state::tokens;

/// Ends a token of the client that is named; a secret is not looked at.
pub(super) fn end(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if is_strict(context) {
        return strict::revoke(call, context);
    }
    let fields = Fields::read(call);
    let [token, client_id] = fields.required(["token", "client_id"])?;
    context.answered(|connection| {
        tokens::revoke(connection, ISSUER, client_id, token)?;
        let outcome = match clients::known(client_id) {
            Some(_) => Outcome::Done(None),
            None => Outcome::Refused("server_error", "401: Invalid client"),
        };
        audit::note("revoke", client_id, outcome, call, connection, context)?;
        Ok(Answer::json(StatusCode::OK, &json!({ "status": "ok" })))
    })
}
