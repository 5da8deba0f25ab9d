//! Acme: an `OpenID` provider like any other, for the providers of one's own. Nobody's in
//! particular, and so strict to the letter: what a standard forbids, it refuses.
//!
//! ```text
//! metadata, key               who it is, and how its signature is known
//! client                      who may ask, and where the answer may go
//! authorize, consent, page    the browser's part: checks, the page, the decision
//! token/                      a grant a file, and the tokens that come of it
//! device, approve             the device's request, and the page where its code is typed
//! userinfo, revoke, introspect     what can be done with a token
//! people                      who lives here
//! memory/                     what is remembered, in the state's database
//! ```
//!
//! Its issuer has a path, on purpose: a client that looks for its metadata in one place only finds
//! out here (RFC 8414 §3 inserts, `OpenID` Connect Discovery §4 appends). The issuer of the standards
//! is `https`; this one is `http` on loopback, unless the sandbox was asked for TLS (S17).
//!
//! Not emulated: an authorization request by `POST`, request objects, response modes other than
//! `query`, sessions that outlast a page, client registration, and every signature but ES256.

mod approve;
mod authorize;
mod client;
mod consent;
mod device;
mod introspect;
pub(in crate::sandbox) mod key;
pub(in crate::sandbox) mod memory;
pub(in crate::sandbox) mod metadata;
mod page;
mod people;
mod revoke;
#[cfg(test)]
mod testing;
mod token;
mod userinfo;

pub(in crate::sandbox) use client::SECRET;

use crate::sandbox::CustomProvider;
use crate::sandbox::router::{Route, Service};

/// How this provider's clients are told from every other's.
const ISSUER: &str = "acme";

/// Everything that can be asked for.
const SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// Acme, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/acme",
    routes: &[
        Route::get("/acme/.well-known/openid-configuration", metadata::document),
        Route::get("/acme/jwks", key::published),
        Route::get("/acme/authorize", authorize::ask),
        Route::post(page::CONSENT, consent::decide),
        Route::post("/acme/token", token::issue),
        Route::post("/acme/device_authorization", device::ask),
        Route::get(page::DEVICE, approve::show),
        Route::post(page::DEVICE, approve::decide),
        Route::get(approve::DONE, approve::done),
        Route::get("/acme/userinfo", userinfo::tell),
        Route::post("/acme/userinfo", userinfo::tell),
        Route::post("/acme/revoke", revoke::revoke),
        Route::post("/acme/introspect", introspect::tell),
    ],
    refuse: |_, miss| miss.answer(),
    environment: |_| Vec::new(),
};

/// What a client is told about Acme.
pub(super) fn for_a_client(url: &str) -> CustomProvider {
    CustomProvider {
        name: "acme",
        issuer: format!("{url}/acme"),
        client_id: client::PUBLIC,
        scope: "openid profile offline_access",
    }
}
