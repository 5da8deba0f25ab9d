//! 토스 인증 (Toss Certification): `oauth2.cert.toss.im` and `cert.toss.im` under one prefix, so that
//! both bases of a client are `…/toss`.
//!
//! Emulated: the token endpoint, the three products from the request to the result, and the check of a
//! certificate. A page stands for the app on the phone.
//!
//! ```text
//! token              POST /token
//! gate               what every other call goes through
//! family             the three products
//! request, progress  a transaction from its beginning to its result
//! validate           the check of a certificate
//! app, page          the phone
//! people             who has one
//! memory             transactions, and sessions that were used
//! session, oaep      how personal data travel
//! signature, certificate, keys, der    what a person signs, and with what
//! ```

mod app;
mod certificate;
mod der;
mod family;
mod gate;
mod keys;
pub(super) mod memory;
mod oaep;
mod page;
mod people;
mod progress;
mod request;
mod session;
mod signature;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;
mod validate;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::router::{Miss, Route, Service};

pub(in crate::sandbox) use people::personas;

/// The sandbox's own client. Toss's published test pair is Toss's, and works there alone.
const CLIENT_ID: &str = "sandbox_toss_client";
const CLIENT_SECRET: &str = "sandbox_toss_secret_not_a_real_one";

/// The only scope of the certification products.
const SCOPE: &str = "ca";

/// How the client is called in what people sign.
const PARTNER: &str = "SANDBOX";

/// How this provider's tokens are told from every other's.
const ISSUER: &str = "toss";

/// Toss, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/toss",
    routes: &[
        Route::post("/toss/token", token::issue),
        // 본인확인: identity.
        Route::post("/toss/api/v2/sign/user/auth/id/request", request::request),
        Route::post("/toss/api/v2/sign/user/auth/id/status", progress::status),
        Route::post("/toss/api/v2/sign/user/auth/id/result", progress::result),
        // 간편인증: simple.
        Route::post("/toss/api/v2/sign/user/auth/request", request::request),
        Route::post("/toss/api/v2/sign/user/auth/status", progress::status),
        Route::post("/toss/api/v2/sign/user/auth/result", progress::result),
        // 전자서명: a document. Only the request's path is published; the others are inferred.
        Route::post("/toss/api/v2/sign/doc/request", request::request),
        Route::post("/toss/api/v2/sign/doc/status", progress::status),
        Route::post("/toss/api/v2/sign/doc/result", progress::result),
        Route::post("/toss/api/v1/certificate/validate", validate::validate),
        // The phone.
        Route::get(app::APP, app::list),
        Route::post(app::APP, app::decide),
        Route::get("/toss/app/{txId}", app::show),
    ],
    refuse,
    environment,
};

/// The API speaks in envelopes, the token endpoint in the words of OAuth.
fn refuse(call: &Call, miss: Miss) -> Answer {
    if call.path().starts_with("/toss/api/") { gate::missed(miss) } else { miss.answer() }
}

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("TOSS_OAUTH_BASE", format!("{url}/toss")),
        ("TOSS_API_BASE", format!("{url}/toss")),
        ("TOSS_CLIENT_ID", CLIENT_ID.to_owned()),
        ("TOSS_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("TOSS_SCOPE", SCOPE.to_owned()),
        ("TOSS_PUBLIC_KEY", STANDARD.encode(keys::SESSION.public())),
    ]
}
