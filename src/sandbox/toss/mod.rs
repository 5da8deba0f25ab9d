//! 토스 인증 (Toss Certification): `oauth2.cert.toss.im` and `cert.toss.im` under one prefix, so that
//! both bases of a client are `…/toss`.
//!
//! Emulated: the token endpoint, and the status and result calls of the three families, which
//! truthfully know of no request yet. Not emulated: the request calls, which need session keys; they
//! say so.

mod api;
mod token;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::router::{Miss, Route, Service};

/// The sandbox's own client. Toss's published test pair is Toss's, and works there alone.
const CLIENT_ID: &str = "sandbox_toss_client";
const CLIENT_SECRET: &str = "sandbox_toss_secret_not_a_real_one";

/// The only scope of the certification products.
const SCOPE: &str = "ca";

/// How this provider's tokens are told from every other's.
const ISSUER: &str = "toss";

/// Toss, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/toss",
    routes: &[
        Route::post("/toss/token", token::issue),
        // 본인확인: identity.
        Route::post("/toss/api/v2/sign/user/auth/id/request", api::request),
        Route::post("/toss/api/v2/sign/user/auth/id/status", api::status),
        Route::post("/toss/api/v2/sign/user/auth/id/result", api::result),
        // 간편인증: simple.
        Route::post("/toss/api/v2/sign/user/auth/request", api::request),
        Route::post("/toss/api/v2/sign/user/auth/status", api::status),
        Route::post("/toss/api/v2/sign/user/auth/result", api::result),
        // 전자서명: a document. Only the request's path is published; the others are inferred.
        Route::post("/toss/api/v2/sign/doc/request", api::request),
        Route::post("/toss/api/v2/sign/doc/status", api::status),
        Route::post("/toss/api/v2/sign/doc/result", api::result),
    ],
    refuse,
    environment,
};

/// The API speaks in envelopes, the token endpoint in the words of OAuth.
fn refuse(call: &Call, miss: Miss) -> Answer {
    if call.path().starts_with("/toss/api/") { api::missed(miss) } else { miss.answer() }
}

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("TOSS_OAUTH_BASE", format!("{url}/toss")),
        ("TOSS_API_BASE", format!("{url}/toss")),
        ("TOSS_CLIENT_ID", CLIENT_ID.to_owned()),
        ("TOSS_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("TOSS_SCOPE", SCOPE.to_owned()),
    ]
}
