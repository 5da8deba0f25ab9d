//! `/.well-known/…`: where RFC 8414 §3 puts the metadata of an issuer with a path, between the host
//! and the path.

use crate::sandbox::router::{Route, Service};
use crate::sandbox::{acme, hyfata, max};

/// The metadata of whoever has some.
pub(crate) static SERVICE: Service = Service {
    prefix: "/.well-known",
    routes: &[
        Route::get("/.well-known/oauth-authorization-server/hyfata", hyfata::metadata),
        Route::get("/.well-known/oauth-authorization-server/acme", acme::metadata::document),
        Route::get("/.well-known/oauth-authorization-server/max", max::metadata),
    ],
    refuse: |_, miss| miss.answer(),
    environment: |_| Vec::new(),
};
