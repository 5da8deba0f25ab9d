//! Hyfata: authorization code with PKCE.
//!
//! Every refusal of its token endpoint is `invalid_grant`, whatever is wrong, in words that changed
//! from English to Korean: the code is read, the words are shown. Its login page says no in HTML with
//! status 200, so that nobody comes back from the browser. `expires_in` is in milliseconds and wrong;
//! the token's own end holds. Sources: see [`crate::wire::hyfata`].

use crate::model::{
    BaseUrl, ClientAuth, ClientSecret, Endpoints, ExpectedIssuer, Grant, OffBase, Pkce,
    ProviderSpec, RedirectUri, Registration,
};
use crate::wire::hyfata::path;

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
