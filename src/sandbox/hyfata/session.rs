//! `POST /oauth/logout`: the end of a session, as it is coded since 2025-12.

use http::StatusCode;
use serde_json::{Value, json};

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::asked::Fields;
use crate::sandbox::hyfata::{ISSUER, behavior, not_there};
use crate::sandbox::state::pairs::{self, Kind};

/// Ends the refresh token that is named in a form, in the address or in JSON.
pub(super) fn end(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) != Behavior::AsCoded {
        return Err(not_there().into());
    }
    let Some(bearer) = call.bearer() else { return Err(not_there().into()) };
    context.answered(|connection| {
        let known = pairs::known(connection, ISSUER, Kind::Access, bearer)?;
        let Some(known) = known.filter(|token| token.stands(context.now())) else {
            return Err(not_there().into());
        };
        let Some(sent) = refresh_token(call) else {
            let words = json!({ "success": false, "error": "refresh_token is required" });
            return Ok(Answer::json(StatusCode::BAD_REQUEST, &words)
                .breaking("R04: a parameter is missing"));
        };
        let found = pairs::known(connection, ISSUER, Kind::Refresh, &sent)?;
        if found.is_some_and(|token| token.audience == known.audience) {
            pairs::end(connection, &sent)?;
        }
        let words = json!({ "success": true, "message": "Logged out successfully" });
        Ok(Answer::json(StatusCode::OK, &words))
    })
}

fn refresh_token(call: &Call) -> Option<String> {
    if call.is_of_type("application/json") {
        let document: Value = serde_json::from_slice(&call.body).ok()?;
        return Some(document["refresh_token"].as_str()?.to_owned());
    }
    let query = call.head.uri.query().unwrap_or_default().as_bytes();
    let sent = [Fields::read(&call.body), Fields::read(query)];
    sent.iter().find_map(|fields| fields.full("refresh_token").map(str::to_owned))
}
