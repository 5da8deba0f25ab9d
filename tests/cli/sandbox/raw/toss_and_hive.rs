//! What Toss and Hive have of their own: a form here and JSON there, and a header on every call

use serde_json::{Value, json};

use super::{Ask, Wire};

const TOSS_RESULT: &str = "/toss/api/v2/sign/user/auth/result";

/// The pair of the sandbox's client.
pub fn toss_token() -> Ask {
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", "ca"),
        ("client_id", "sandbox_toss_client"),
        ("client_secret", "sandbox_toss_secret_not_a_real_one"),
    ];
    Ask::form("/toss/token", &form)
}

/// A call of whoever has a token.
pub fn toss_call(wire: &Wire, path: &str, document: &Value) -> Ask {
    let token = wire.is_served("toss", &toss_token()).text("access_token");
    Ask::json(path, document).bearer(&token)
}

/// A call of Hive with its header.
pub fn hive_call(path: &str, document: &Value) -> Ask {
    Ask::json(&format!("/hive{path}"), document).with("iscrypt", "0")
}

pub fn hive_token() -> Ask {
    let document = json!({
        "appid": "com.example.sandbox.google.global.normal", "grant_type": "client_credentials",
        "client_id": "sandbox_hive_client", "client_secret": "sandbox_hive_secret_not_a_real_one",
    });
    hive_call("/oauth/token", &document)
}

#[test]
fn toss_wants_a_form_for_a_token_and_json_for_everything_else() {
    let wire = Wire::strict();
    let heard = wire.breaks("toss", "R03", &toss_token().without("content-type"));
    assert_eq!((heard.status, heard.error().as_str()), (400, "invalid_request"), "{heard}");
    let document = json!({ "grant_type": "client_credentials", "scope": "ca" });
    wire.breaks("toss", "R03", &Ask::json("/toss/token", &document));

    let result = toss_call(&wire, TOSS_RESULT, &json!({ "txId": "1", "sessionKey": "k" }));
    wire.breaks("toss", "T01", &result);
    let form = Ask { body: "txId=1&sessionKey=k".to_owned(), ..result.clone() };
    let as_form = form.clone().without("content-type");
    for ask in [as_form.with("content-type", "application/x-www-form-urlencoded"), form] {
        let heard = wire.breaks("toss", "R09", &ask);
        assert_eq!((heard.status, heard.json()["resultType"].as_str()), (400, Some("FAIL")));
    }
}

#[test]
fn toss_wants_a_session_key_with_every_result() {
    let wire = Wire::strict();
    for document in [
        json!({ "txId": "1" }),
        json!({ "txId": "1", "sessionKey": "" }),
        json!({ "txId": "1", "sessionKey": 1 }),
        json!({ "sessionKey": "k" }),
    ] {
        wire.breaks("toss", "R04", &toss_call(&wire, TOSS_RESULT, &document));
    }
}

#[test]
fn hive_wants_iscrypt_0_with_every_call() {
    let wire = Wire::strict();
    let token = hive_token();
    for refused in [
        token.clone().without("iscrypt"),
        token.clone().without("iscrypt").with("iscrypt", "1"),
        token.clone().without("iscrypt").with("iscrypt", ""),
        // Of two nobody can say which is meant.
        token.clone().with("iscrypt", "0"),
    ] {
        let heard = wire.breaks("hive", "V07", &refused);
        assert_eq!((heard.status, heard.error().as_str()), (200, "4000"), "{heard}");
    }
    wire.is_served("hive", &token);
    wire.breaks("hive", "R09", &token.clone().without("content-type"));
    wire.breaks("hive", "R09", &Ask { body: "appid=1".to_owned(), ..token });
}
