//! OTTM: the login of its membership. Its pages (`member…`) and its API (`api…`) are two hosts; here
//! they are one prefix, so that both bases of a client are `…/ottm`.
//!
//! ```text
//! authorize, page, consent           the browser's part: checks, the page, the decision, the way back
//! client, token, issue, userinfo     the client's part
//! refusal                            OTTM's error language
//! ```
//!
//! `documented` is what the login document prints. It says nothing of how long a code lives, of the
//! refresh token that it prints, of a member who does not agree, or of requests that it does not
//! have; what happens there is the sandbox's own. `strict` adds what the standards ask for: statuses
//! that mean something, a way back that is encoded and says who sends it, PKCE where it is sent, codes
//! burned by a failure, refresh tokens that rotate. The error language stays OTTM's.

mod authorize;
mod client;
mod consent;
mod issue;
mod page;
mod refusal;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;
mod userinfo;

use crate::sandbox::context::Context;
use crate::sandbox::people::Person;
use crate::sandbox::router::{Route, Service};
use crate::sandbox::{Behavior, SandboxError, secrets};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How this provider's tokens are told from every other's.
pub(crate) const ISSUER: &str = "ottm";

/// The sandbox's own client.
const CLIENT_ID: &str = "sandbox_ottm_client";
const CLIENT_SECRET: &str = "sandbox_ottm_secret_not_a_real_one";

/// The path of the redirect URI that the client registered; its port is any.
const CALLBACK: &str = "/callback";

/// What the client is registered for.
const SCOPES: [&str; 2] = ["openid", "profile"];

/// OTTM, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/ottm",
    routes: &[
        Route::get("/ottm/auth/authorize", authorize::ask),
        Route::get("/ottm/auth/authorize2", authorize::ask),
        Route::post(page::ACTION, consent::decide),
        Route::post("/ottm/oauth2/v1/token", token::issue),
        Route::get("/ottm/oauth2/v1/userinfo", userinfo::ask),
    ],
    refuse: |_, miss| refusal::missed(miss),
    environment,
};

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("OTTM_MEMBER_BASE", format!("{url}/ottm")),
        ("OTTM_AUTHORIZE_PATH", "/auth/authorize".to_owned()),
        ("OTTM_API_BASE", format!("{url}/ottm")),
        ("OTTM_CLIENT_ID", CLIENT_ID.to_owned()),
        ("OTTM_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("OTTM_REDIRECT_URI", format!("http://127.0.0.1:0{CALLBACK}")),
        ("OTTM_SCOPE", SCOPES.join(" ")),
    ]
}

fn is_strict(context: &Context) -> bool {
    context.behavior_of(ISSUER) == Behavior::Strict
}

/// A member's id, everywhere at OTTM: 32 hexadecimal digits.
fn member_id(person: &Person) -> String {
    let digest = secrets::digest(&format!("ottm member {}", person.email));
    secrets::hex(digest.first_chunk().copied().unwrap_or_default())
}

fn member(id: &str, context: &Context) -> Option<&'static Person> {
    context.scenario.cast.members.iter().find(|person| member_id(person) == id)
}

/// 128 letters that say nothing, as in the document's sample: for codes and for tokens.
fn opaque() -> Result<String, SandboxError> {
    Ok(URL_SAFE_NO_PAD.encode(secrets::random::<96>()?))
}
