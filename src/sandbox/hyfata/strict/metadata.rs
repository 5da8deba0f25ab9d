//! The metadata (RFC 8414), at both of the places where one looks for it. The issuer is plain `http`
//! on loopback, which the standard would not allow anywhere else (S17).

use http::StatusCode;
use serde_json::json;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::strict::only_here;
use crate::sandbox::hyfata::{ISSUER, SCOPES};

/// Where everything is, and what it takes.
pub(crate) fn metadata(_: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let issuer = context.issuer(ISSUER);
    let at = |path: &str| format!("{issuer}/oauth/{path}");
    let ways = ["client_secret_basic", "client_secret_post", "none"];
    let ways_with_a_secret = &ways[..2];
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "revocation_endpoint": at("revoke"),
        "introspection_endpoint": at("introspect"),
        "userinfo_endpoint": at("userinfo"),
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ways,
        "revocation_endpoint_auth_methods_supported": ways,
        "introspection_endpoint_auth_methods_supported": ways_with_a_secret,
        "authorization_response_iss_parameter_supported": true,
    });
    Ok(Answer::json(StatusCode::OK, &document))
}
