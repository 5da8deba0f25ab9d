//! The client credentials grant (RFC 6749 §4.4): a token for ourselves, not for a person.

use jiff::Timestamp;

use crate::http::Client;
use crate::model::Registration;
use crate::oauth::exchange::{Care, exchange};
use crate::oauth::issued::{issued, protocol, scopes, without_the_body};
use crate::oauth::{Dialect, Issued, OAuthError};

/// Asks for a token. `now` is the moment before the request, from which its life is counted.
pub async fn client_credentials(
    http: &Client,
    registration: &Registration,
    dialect: Dialect,
    now: Timestamp,
) -> Result<Issued, OAuthError> {
    let care = Care::default();
    let send = |request| exchange(http, registration, dialect, &care, request);
    let answer = protocol(registration)
        .exchange_client_credentials()
        .add_scopes(scopes(&registration.scope))
        .request_async(&send)
        .await
        .map_err(without_the_body)?;
    Ok(issued(&answer, dialect, &registration.scope, None, now))
}
