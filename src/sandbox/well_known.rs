//! `/.well-known/…`: where RFC 8414 §3 puts the metadata of an issuer with a path, between the host
//! and the path.

use http::Method;

use crate::sandbox::hyfata;
use crate::sandbox::router::{Route, Service};

/// The metadata of whoever has some.
pub(crate) static SERVICE: Service = Service {
    prefix: "/.well-known",
    routes: &[Route {
        method: Method::GET,
        path: "/.well-known/oauth-authorization-server/hyfata",
        handler: hyfata::metadata,
    }],
    refuse: |_, miss| miss.answer(),
    environment: |_| Vec::new(),
};
