//! Hive `AuthV4`: a login with somebody else's account, at `auth.qpyou.cn` and its fallback
//! `auth.globalwithhive.com`; here both are one prefix.
//!
//! ```text
//! token              the server's own token, for /v2
//! key, sign_in       a key for a player, and what the player's device does with it
//! verify             whether a player is signed in
//! gate               what every call begins with; tokens in headers
//! refusal            Hive's error language
//! memory             keys, and who is which player
//! ```
//!
//! Success and failure stand in `result_code`, and the HTTP status is 200 for both. How long a key
//! lives is not published; here it is what Hive says of the successor's: 60 seconds, one use. Hive's
//! SDK has no public contract over HTTP, so `/sdk/sign-in` is the sandbox's own. Not emulated: the
//! SDK itself, blocked players, and the list of a player's identity providers.

mod gate;
mod key;
pub(in crate::sandbox) mod memory;
mod refusal;
mod sign_in;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;
mod verify;

use crate::sandbox::router::{Route, Service};

/// How this provider's tokens are told from every other's: its own, and those of its players.
const ISSUER: &str = "hive";
const PLAYER_TOKENS: &str = "hive-player";
const PLAYER_ACCESS_TOKENS: &str = "hive-player-access";

/// The sandbox's own application and its keys.
const APP_ID: &str = "com.example.sandbox.google.global.normal";
const CLIENT_ID: &str = "sandbox_hive_client";
const CLIENT_SECRET: &str = "sandbox_hive_secret_not_a_real_one";
const CERTIFICATION_KEY: &str = "sandbox_hive_certification_key_not_a_real_one";

/// Hive, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/hive",
    routes: &[
        Route::post("/hive/oauth/token", token::issue),
        Route::post("/hive/v2/game/customauth/get-key", key::give),
        Route::post("/hive/v2/game/token/get-token", verify::ask),
        Route::post("/hive/game/customauth/get-key", key::give_v1),
        Route::post("/hive/game/token/get-token", verify::ask_v1),
        Route::post("/hive/sdk/sign-in", sign_in::sign_in),
    ],
    refuse: |_, miss| refusal::missed(miss),
    environment,
};

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("HIVE_API_BASE", format!("{url}/hive")),
        ("HIVE_FALLBACK_BASE", format!("{}/hive", url.replace("127.0.0.1", "localhost"))),
        ("HIVE_API_VERSION", "v2".to_owned()),
        ("HIVE_APP_ID", APP_ID.to_owned()),
        ("HIVE_CLIENT_ID", CLIENT_ID.to_owned()),
        ("HIVE_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("HIVE_CERTIFICATION_KEY", CERTIFICATION_KEY.to_owned()),
        ("HIVE_IDP_ID", "CUSTOM_GAME".to_owned()),
    ]
}
