//! `GET /api/admin/oauth/service/statistics`. Nobody logs in here, so there are no sessions.

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::clients::{CLIENTS, Client};
use crate::sandbox::max::{ISSUER, gate};
use crate::sandbox::state::tokens;
use crate::wire::max::Statistics;

/// How much there is of everything.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    gate::served("statistics", call, context, |caller, connection| {
        let tokens = tokens::count(connection, ISSUER, context.now())?;
        let document = Statistics {
            total_clients: Some(number(|_| true)),
            active_clients: Some(number(|client| client.is_active)),
            service_clients: Some(number(Client::is_service)),
            total_sessions: Some(0),
            active_tokens: Some(tokens),
            active_service_tokens: Some(tokens),
            recent_authorizations_24h: Some(0),
            accessed_by_service: Some(caller.client_id.clone()),
            service_scopes: caller.scope.split(' ').map(str::to_owned).collect(),
        };
        Ok(Answer::json(StatusCode::OK, &document))
    })
}

fn number(which: impl Fn(&Client) -> bool) -> u64 {
    CLIENTS.iter().filter(|client| which(client)).count() as u64
}
