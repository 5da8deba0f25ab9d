//! Hyfata: the authorization code with PKCE, at `api.hyfata.com` and later `api.hyfata.kr`.
//!
//! ```text
//! asked, authorize, login, page      the browser's part: the request, the form, the way back
//! token, issue                       the client's part: a code or a refresh token, for tokens
//! session                            POST /oauth/logout, as it is coded
//! words                              what Hyfata says, in English at first and in Korean since
//! strict                             all of it again, by the standards
//! ```
//!
//! `documented` is what the PKCE guide promises and the code of its day did; `as-coded` what the code
//! of 2026-05 does; `strict` is neither's, but the standards'. Not emulated: registration, the JSON
//! login under `/api`, sessions in a cookie, and the defect by which the login form once lost the
//! challenge.

mod asked;
mod authorize;
mod issue;
mod login;
mod page;
mod session;
mod strict;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;
mod words;

use http::StatusCode;

use crate::sandbox::Behavior;
use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::router::{Miss, Route, Service};
use crate::wire::hyfata::Failure;

pub(crate) use strict::metadata;

/// How this provider's tokens are told from every other's.
pub(crate) const ISSUER: &str = "hyfata";

/// The sandbox's own client. Real ones look like the first of the two.
const CLIENT_ID: &str = "client_1800000000000_0001";
const CLIENT_SECRET: &str = "sandbox_hyfata_secret_not_a_real_one";

/// The path of the redirect URI that the client registered; its port is any.
const CALLBACK: &str = "/callback";

/// What the document says that every token is for.
const SCOPE: &str = "user:email user:profile";

/// What the client may ask for, where anything is made of `scope`: today's names, and the document's.
const SCOPES: [&str; 6] =
    ["profile", "email", "profile:write", "sessions:manage", "user:email", "user:profile"];

/// What a client gets that does not ask, today.
const DEFAULT_SCOPE: &str = "profile email";

/// Hyfata, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/hyfata",
    routes: &[
        Route::get("/hyfata/oauth/authorize", authorize::ask),
        Route::post("/hyfata/oauth/login", login::decide),
        Route::post("/hyfata/oauth/token", token::issue),
        Route::get("/hyfata/oauth/token", token::not_by_get),
        Route::post("/hyfata/oauth/logout", session::end),
        // Of the standards alone.
        Route::post("/hyfata/oauth/revoke", strict::revoke),
        Route::post("/hyfata/oauth/introspect", strict::introspect),
        Route::get("/hyfata/oauth/userinfo", strict::userinfo),
        Route::get("/hyfata/.well-known/openid-configuration", strict::metadata),
    ],
    refuse,
    environment,
};

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("HYFATA_API_BASE", format!("{url}/hyfata")),
        ("HYFATA_CLIENT_ID", CLIENT_ID.to_owned()),
        ("HYFATA_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("HYFATA_REDIRECT_URI", format!("http://127.0.0.1:0{CALLBACK}")),
        ("HYFATA_SCOPE", SCOPE.to_owned()),
    ]
}

fn behavior(context: &Context) -> Behavior {
    context.behavior_of(ISSUER)
}

/// Its framework protects what it does not know, and calls every wrong method a failure of its own.
fn refuse(_: &Call, miss: Miss) -> Answer {
    match miss {
        Miss::NoSuchPath => not_there(),
        Miss::WrongMethod => unexpected("R02: wrong method"),
    }
}

/// 403 without a word, also for what is not there.
fn not_there() -> Answer {
    Answer::empty(StatusCode::FORBIDDEN).breaking("R01: unknown path")
}

/// 500, also for a parameter that is missing.
fn unexpected(rule: &'static str) -> Answer {
    Answer::json(StatusCode::INTERNAL_SERVER_ERROR, &Failure::unexpected()).breaking(rule)
}
