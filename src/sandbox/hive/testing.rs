//! For the tests of this folder: a Hive that stands ready, and its usual requests.

use serde_json::{Value, json};

use crate::sandbox::answer::Answer;
use crate::sandbox::hive::{APP_ID, CERTIFICATION_KEY, CLIENT_ID, CLIENT_SECRET};
use crate::sandbox::testing::{Asking, Stage, merged};
use crate::wire::hive::Player;

/// The Hive of one stage.
pub(super) struct Hive {
    pub(super) stage: Stage,
}

impl Hive {
    pub(super) fn new() -> Self {
        Self { stage: Stage::new() }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    /// A call with these headers and `ISCRYPT: 0`.
    pub(super) fn call(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let asking = Asking::json(&format!("/hive{path}"), &body.to_string());
        let asking = asking.header("iscrypt", "0");
        let with = |asking: Asking, (name, value): &(&str, &str)| asking.header(name, value);
        self.stage.answer(headers.iter().fold(asking, with))
    }

    pub(super) fn token(&self, changed: &Value) -> Answer {
        let usual = json!({
            "appid": APP_ID, "grant_type": "client_credentials",
            "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET,
        });
        self.call("/oauth/token", &[], &merged(usual, changed))
    }

    /// The server's own token.
    pub(super) fn server_token(&self) -> String {
        body(&self.token(&json!({})))["data"]["access_token"].as_str().unwrap().to_owned()
    }

    pub(super) fn key_with(&self, token: &str, changed: &Value) -> Answer {
        let headers = [("x-access-token", token)];
        self.call("/v2/game/customauth/get-key", &headers, &merged(identity(), changed))
    }

    pub(super) fn key_v1(&self, changed: &Value) -> Answer {
        let usual = merged(identity(), &json!({ "hive_certification_key": CERTIFICATION_KEY }));
        self.call("/game/customauth/get-key", &[], &merged(usual, changed))
    }

    /// A key for somebody.
    pub(super) fn key(&self, changed: &Value) -> String {
        found_key(&self.key_with(&self.server_token(), changed))
    }

    pub(super) fn sign_in(&self, key: &str) -> Answer {
        let body = json!({ "appid": APP_ID, "custom_auth_key": key });
        self.call("/sdk/sign-in", &[], &body)
    }

    /// A player who is signed in.
    pub(super) fn player(&self, changed: &Value) -> Player {
        serde_json::from_slice(&self.sign_in(&self.key(changed)).body).unwrap()
    }

    pub(super) fn verify(&self, player: &Player, changed: &Value) -> Answer {
        let tokens = [player.token.expose(), player.access_token.expose()];
        self.verify_with(player, tokens, changed)
    }

    pub(super) fn verify_with(
        &self,
        player: &Player,
        [token, access_token]: [&str; 2],
        changed: &Value,
    ) -> Answer {
        let headers = [("authorization", token), ("x-access-token", access_token)];
        let body = merged(of(player), changed);
        self.call("/v2/game/token/get-token", &headers, &body)
    }
}

/// What is said of a player to verify.
pub(super) fn of(player: &Player) -> Value {
    json!({ "appid": APP_ID, "did": player.did, "player_id": player.player_id })
}

/// The key of a good answer.
pub(super) fn found_key(answer: &Answer) -> String {
    let body = body(answer);
    body["data"]["custom_auth_key"].as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
}

/// The body of an answer, whose status is always the same.
pub(super) fn body(answer: &Answer) -> Value {
    assert_eq!(answer.status.as_u16(), 200);
    serde_json::from_slice(&answer.body).unwrap()
}

/// The number of an answer.
pub(super) fn code(answer: &Answer) -> i64 {
    let body = body(answer);
    let code = body["result_code"].as_i64().unwrap_or_else(|| panic!("{body}"));
    assert_eq!(code != 0, answer.rule.is_some(), "{body}");
    code
}

fn identity() -> Value {
    json!({
        "appid": APP_ID, "idp_id": "CUSTOM_GAME", "auth_type": "SIGNINIDP",
        "idp_user_id": "e68a06bf9f2d4496882877cbecad27eb",
    })
}
