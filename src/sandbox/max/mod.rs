//! MAX Platform: tokens for services (`SERVICE_TOKEN`), and the admin API that they open.
//!
//! ```text
//! clients, memory                 who is registered; their new secrets, and what was done
//! fields, query, refusal          how its framework reads a request, and what it says of a bad one
//! token, issue, revoke, metadata  the endpoints of OAuth
//! gate                            who is let in to the admin API
//! statistics, listing, secret     the admin API
//! audit                           what is noted, and our own way to read it
//! strict                          the endpoints of OAuth again, by the standards
//! ```
//!
//! `documented` is what the guide promises: 403 where a scope is missing, tokens for what a client is
//! registered for, a log of every use. `as-coded` is the code of 2025-08, but for the defect by which
//! it stores no token of a service at all. Where the guide is silent, `documented` does what the code
//! does. `strict` has RFC 6749's refusals, RFC 6750's challenges, HTTP Basic, and introspection.
//!
//! Not emulated: people. Nobody logs in here, so a code or a refresh token is always a wrong one.

mod audit;
mod clients;
mod fields;
mod gate;
mod issue;
mod listing;
pub(in crate::sandbox) mod memory;
mod metadata;
mod query;
mod refusal;
mod revoke;
mod secret;
mod statistics;
mod strict;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;

use jiff::Timestamp;

use crate::sandbox::Behavior;
use crate::sandbox::context::Context;
use crate::sandbox::router::{Route, Service};

pub(crate) use metadata::at_the_root as metadata;

/// How this provider's tokens are told from every other's.
pub(crate) const ISSUER: &str = "max";

/// The scope that opens the admin API.
const ADMIN: &str = "admin:oauth";

/// What a service gets that does not ask; and, as it is coded, what every client may have.
const DEFAULT_SCOPES: [&str; 3] = [ADMIN, "admin:users", "admin:system"];

/// MAX Platform, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/max",
    routes: &[
        Route::post("/max/api/oauth/token", token::issue),
        Route::post("/max/api/oauth/revoke", revoke::end),
        Route::post("/max/api/oauth/introspect", strict::introspect),
        Route::get("/max/api/oauth/.well-known/oauth-authorization-server", metadata::published),
        Route::get("/max/.well-known/oauth-authorization-server", metadata::at_the_root),
        Route::get("/max/api/admin/oauth/service/statistics", statistics::ask),
        Route::get("/max/api/admin/oauth/service/clients", listing::ask),
        Route::post(
            "/max/api/admin/oauth/service/clients/{client_id}/regenerate-secret",
            secret::regenerate,
        ),
        // The sandbox's own: the platform has it for people alone.
        Route::get("/max/api/admin/oauth/service/audit-logs", audit::ask),
    ],
    refuse: |_, miss| refusal::missed(miss),
    environment,
};

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("SERVICE_API_BASE", format!("{url}/max")),
        ("SERVICE_CLIENT_ID", clients::CLIENT_ID.to_owned()),
        ("SERVICE_CLIENT_SECRET", clients::CLIENT_SECRET.to_owned()),
        ("SERVICE_SCOPE", ADMIN.to_owned()),
    ]
}

fn behavior(context: &Context) -> Behavior {
    context.behavior_of(ISSUER)
}

fn is_strict(context: &Context) -> bool {
    behavior(context) == Behavior::Strict
}

/// A moment as Python prints it: to the microsecond, where there are any, and without a zone; by the
/// standards it has one.
fn moment(at: Timestamp, context: &Context) -> String {
    let fraction = if at.subsec_microsecond() == 0 { "" } else { ".%6f" };
    let zone = if is_strict(context) { "Z" } else { "" };
    at.strftime(&format!("%Y-%m-%dT%H:%M:%S{fraction}{zone}")).to_string()
}
