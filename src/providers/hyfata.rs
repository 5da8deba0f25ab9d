//! Hyfata: authorization code with PKCE.
//!
//! Every refusal of its token endpoint is `invalid_grant`, whatever is wrong, in words that changed
//! from English to Korean: the code is read, the words are shown. Its login page says no in HTML with
//! status 200, so that nobody comes back from the browser. `expires_in` is in milliseconds and wrong;
//! the token's own end holds. Its first server knew no refresh grant, and answers one with the failure
//! that its framework makes of a parameter that is missing. Sources: see [`crate::wire::hyfata`].

use crate::model::{
    BaseUrl, Cause, ClientAuth, ClientSecret, Endpoints, ExpectedIssuer, Grant, OffBase, Pkce,
    ProviderSpec, RedirectUri, Refusal, Registration,
};
use crate::wire::hyfata::{UNEXPECTED, path};

/// Hyfata at `base`, for a client that it issued; one without a secret is a public client. `issuer`
/// names the authorization server for good, whatever port it happens to be at.
///
/// # Errors
///
/// Where an endpoint does not fit below `base`.
pub fn spec(
    issuer: String,
    base: BaseUrl,
    client: (String, Option<ClientSecret>),
    redirect_uri: RedirectUri,
    scope: String,
) -> Result<ProviderSpec, OffBase> {
    let (client_id, client_secret) = client;
    Ok(ProviderSpec {
        registration: Registration {
            issuer,
            token_endpoint: base.join(path::TOKEN)?,
            client_id,
            client_auth: client_secret.map_or(ClientAuth::None, ClientAuth::Post),
            scope,
        },
        endpoints: Endpoints {
            authorization: Some(base.join(path::AUTHORIZE)?),
            ..Endpoints::default()
        },
        grant: Grant::AuthorizationCode,
        redirect_uri,
        pkce: Pkce::S256,
        has_s256: true,
        // It does not name itself; who names another is another (RFC 9207).
        issuer: Some(ExpectedIssuer { identifier: base.to_string(), always_named: false }),
        authorize_extras: &[],
        api_base: Some(base),
    })
}

/// A refusal of a refresh token. The framework's own failure is no outage there: the server of the
/// guide's time wants a redirect URI of every request, because it has no other grant.
pub fn of_refresh(refusal: Refusal) -> Refusal {
    let is_unread = refusal.code.as_deref() == Some(UNEXPECTED);
    if is_unread { Refusal { cause: Cause::Connect, ..refusal } } else { refusal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_that_the_server_cannot_read_is_none_that_it_has() {
        let outage = |code: &str| Refusal {
            cause: Cause::Outage,
            http_status: 500,
            code: Some(code.into()),
            bank_code: None,
            message: None,
        };
        assert_eq!(of_refresh(outage("Internal server error")).cause, Cause::Connect);
        assert_eq!(of_refresh(outage("server_error")).cause, Cause::Outage);
    }
}
