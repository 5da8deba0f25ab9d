//! A provider of one's own, completed by what its server says about itself.

use crate::model::{Endpoints, Pkce, Provider};
use crate::oauth::{self, Discovered};
use crate::ops::{Desk, OpError};

/// Asks `issuer` for its metadata.
pub async fn discover(
    desk: &Desk,
    provider: Option<Provider>,
    issuer: &str,
) -> Result<Discovered, OpError> {
    let why = |why| OpError::Metadata { provider, issuer: issuer.to_owned(), why };
    oauth::discover(&desk.http, issuer).await.map_err(why)
}

/// What is named in the settings wins over what the server says, endpoint by endpoint.
pub fn completed(named: Endpoints, said: Endpoints) -> Endpoints {
    Endpoints {
        authorization: named.authorization.or(said.authorization),
        revocation: named.revocation.or(said.revocation),
        introspection: named.introspection.or(said.introspection),
        device_authorization: named.device_authorization.or(said.device_authorization),
        userinfo: named.userinfo.or(said.userinfo),
        jwks: named.jwks.or(said.jwks),
    }
}

/// That a code can be bound to us, where that is wanted (RFC 9700 §2.1.1): there is no falling back.
/// Asked where a code is: no other grant has one.
pub fn check_pkce(provider: Provider, wanted: Pkce, has_s256: bool) -> Result<(), OpError> {
    match wanted {
        Pkce::S256 if !has_s256 => Err(OpError::NoS256 { provider }),
        Pkce::S256 | Pkce::None => Ok(()),
    }
}
