//! What the platform says about itself: as it is coded two documents, which do not agree and have
//! everything at `http://localhost:8000`; else one, at every place where somebody looks for it.

use http::StatusCode;

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::{ISSUER, behavior};
use crate::wire::max::{CLIENT_CREDENTIALS, Metadata, path};

/// Wherever it is.
const CODED_BASE: &str = "http://localhost:8000";

/// What a person's token can be for, and then a service's.
const SCOPES: [&str; 13] = [
    "read:profile",
    "read:features",
    "read:groups",
    "manage:workflows",
    "manage:teams",
    "manage:experiments",
    "manage:workspaces",
    "manage:apis",
    "manage:models",
    "admin:oauth",
    "admin:users",
    "admin:system",
    "admin:full",
];

/// Where the guide says.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn published(_: &Call, context: &Context) -> Result<Answer, Stop> {
    Ok(Answer::json(StatusCode::OK, &document(CLIENT_CREDENTIALS, &SCOPES[..12], context)))
}

/// Where RFC 8414 looks for it. As it is coded, services are not in there.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(crate) fn at_the_root(_: &Call, context: &Context) -> Result<Answer, Stop> {
    Ok(Answer::json(StatusCode::OK, &document("", &SCOPES[..9], context)))
}

/// The document; what is `coded` counts for nothing where there is one for all places.
fn document(coded_grant: &str, coded_scopes: &[&str], context: &Context) -> Metadata {
    match behavior(context) {
        Behavior::AsCoded => coded(coded_grant, coded_scopes),
        Behavior::Documented => ours(&["client_secret_post"], context),
        Behavior::Strict => {
            let introspection = format!("{}{}", context.issuer(ISSUER), path::INTROSPECT);
            let ways = ["client_secret_post", "client_secret_basic"];
            Metadata { introspection_endpoint: Some(introspection), ..ours(&ways, context) }
        }
    }
}

/// What is there, and no more: nobody logs in here.
fn ours(ways: &[&str], context: &Context) -> Metadata {
    let base = context.issuer(ISSUER);
    Metadata {
        token_endpoint: Some(format!("{base}{}", path::TOKEN)),
        revocation_endpoint: Some(format!("{base}{}", path::REVOKE)),
        issuer: base,
        grant_types_supported: owned(&[CLIENT_CREDENTIALS]),
        token_endpoint_auth_methods_supported: owned(ways),
        revocation_endpoint_auth_methods_supported: owned(ways),
        scopes_supported: owned(&SCOPES),
        ..Metadata::default()
    }
}

fn coded(grant: &str, scopes: &[&str]) -> Metadata {
    let at = |path: &str| Some(format!("{CODED_BASE}{path}"));
    let grants = ["authorization_code", "refresh_token", grant];
    let grants: Vec<&str> = grants.into_iter().filter(|grant| !grant.is_empty()).collect();
    Metadata {
        issuer: CODED_BASE.to_owned(),
        authorization_endpoint: at("/api/oauth/authorize"),
        token_endpoint: at(path::TOKEN),
        userinfo_endpoint: at("/api/oauth/userinfo"),
        revocation_endpoint: at(path::REVOKE),
        introspection_endpoint: None,
        response_types_supported: owned(&["code"]),
        grant_types_supported: owned(&grants),
        token_endpoint_auth_methods_supported: owned(&[
            "client_secret_post",
            "client_secret_basic",
        ]),
        revocation_endpoint_auth_methods_supported: owned(&["client_secret_post"]),
        code_challenge_methods_supported: owned(&["S256", "plain"]),
        scopes_supported: owned(scopes),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
