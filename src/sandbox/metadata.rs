//! The metadata (RFC 8414) of the providers that have some: what they share, whose endpoints are all
//! below one address.

use serde_json::{Value, json};

/// The document of `issuer`, whose endpoints are below `{issuer}{folder}`.
pub(crate) fn document(issuer: &str, folder: &str, scopes: &[&str], grants: &[&str]) -> Value {
    let at = |path: &str| format!("{issuer}{folder}/{path}");
    let ways = ["client_secret_basic", "client_secret_post", "none"];
    let ways_with_a_secret = &ways[..2];
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "revocation_endpoint": at("revoke"),
        "introspection_endpoint": at("introspect"),
        "userinfo_endpoint": at("userinfo"),
        "scopes_supported": scopes,
        "grant_types_supported": grants,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ways,
        "revocation_endpoint_auth_methods_supported": ways,
        "introspection_endpoint_auth_methods_supported": ways_with_a_secret,
        "authorization_response_iss_parameter_supported": true,
    })
}
