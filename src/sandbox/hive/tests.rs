//! From the server's token to a player who is verified, through the handlers.

use serde_json::{Value, json};

use crate::sandbox::hive::testing::{Hive, body, code, found_key, of};
use crate::sandbox::hive::{APP_ID, CERTIFICATION_KEY};
use crate::sandbox::testing::Asking;
use crate::wire::hive::Player;

#[test]
fn a_login_from_the_servers_token_to_a_verified_player() {
    let hive = Hive::new();
    let answer = hive.key_with(&hive.server_token(), &json!({}));
    let validation = json!({ "result_code": 0, "result_msg": "SUCCESS" });
    assert_eq!(body(&answer)["token_validation"], validation);
    let key = found_key(&answer);
    assert_eq!(key.len(), 32);
    assert!(key.bytes().all(|b| b.is_ascii_hexdigit()));
    let player: Player = serde_json::from_slice(&hive.sign_in(&key).body).unwrap();
    assert!(player.player_id > 1 << 53);
    let verified = body(&hive.verify(&player, &json!({})));
    let expected =
        json!({ "result_code": 0, "result_msg": "SUCCESS", "token_validation": validation });
    assert_eq!(verified, expected);
}

#[test]
fn the_same_person_is_the_same_player() {
    let hive = Hive::new();
    let (one, again) = (hive.player(&json!({})), hive.player(&json!({})));
    assert_eq!((one.player_id, &one.did), (again.player_id, &again.did));
    assert_ne!(one.token.expose(), again.token.expose());
    let other = hive.player(&json!({ "idp_user_id": "somebody" }));
    let elsewhere = hive.player(&json!({ "idp_id": "CUSTOM_NAVER" }));
    assert!(one.player_id != other.player_id && one.player_id != elsewhere.player_id);
}

#[test]
fn a_player_can_be_linked_to_another_identity() {
    let hive = Hive::new();
    let player = hive.player(&json!({}));
    let connect = json!({
        "idp_id": "CUSTOM_NAVER", "idp_user_id": "naver", "auth_type": "CONNECT",
        "player_id": player.player_id,
    });
    assert_eq!(hive.player(&connect).player_id, player.player_id);
    let later = json!({ "idp_id": "CUSTOM_NAVER", "idp_user_id": "naver" });
    assert_eq!(hive.player(&later).player_id, player.player_id);
    let token = hive.server_token();
    for nobody in [json!(null), json!(1), json!(u64::MAX)] {
        let changed = json!({ "auth_type": "CONNECT", "player_id": nobody });
        assert_eq!(code(&hive.key_with(&token, &changed)), 4000, "{nobody}");
    }
}

#[test]
fn a_key_is_good_once_and_for_a_minute() {
    let hive = Hive::new();
    let key = hive.key(&json!({}));
    assert_eq!(hive.later(59).sign_in(&key).status.as_u16(), 200);
    assert_eq!(code(&hive.sign_in(&key)), 6001, "used");
    assert_eq!(code(&hive.later(60).sign_in(&hive.key(&json!({})))), 6001, "over");
    assert_eq!(code(&hive.sign_in("0123456789abcdef0123456789abcdef")), 6001);
    let elsewhere = json!({ "appid": "com.other", "custom_auth_key": "x" });
    assert_eq!(code(&hive.call("/sdk/sign-in", &[], &elsewhere)), 6000);
}

#[test]
fn the_servers_token_lives_an_hour() {
    let hive = Hive::new();
    let answer = body(&hive.token(&json!({})));
    let members: Vec<&String> = answer["data"].as_object().unwrap().keys().collect();
    assert_eq!(members, ["access_token"], "no life, no refresh token");
    let token = hive.server_token();
    assert_eq!(code(&hive.later(3_599).key_with(&token, &json!({}))), 0);
    assert_eq!(code(&hive.later(3_600).key_with(&token, &json!({}))), 2499);
}

#[test]
fn a_token_is_refused_by_number() {
    let hive = Hive::new();
    for (changed, expected) in [
        (json!({ "appid": null }), 4000),
        (json!({ "appid": "com.other" }), 4000),
        (json!({ "client_id": "someone" }), 4001),
        (json!({ "client_secret": "wrong" }), 4001),
        (json!({ "client_secret": null }), 4000),
        (json!({ "grant_type": "password" }), 4002),
    ] {
        let answer = hive.token(&changed);
        assert_eq!(code(&answer), expected, "{changed}");
        assert!(body(&answer)["data"].is_null());
    }
    let form = Asking::form("/hive/oauth/token", "grant_type=client_credentials");
    assert_eq!(code(&hive.stage.answer(form.header("iscrypt", "0"))), 4000, "not a form");
}

#[test]
fn s24_ten_wrong_secrets_shut_each_door_for_a_while() {
    let hive = Hive::new();
    for _ in 0..10 {
        assert_eq!(code(&hive.token(&json!({ "client_secret": "wrong" }))), 4001);
        assert_eq!(code(&hive.key_v1(&json!({ "hive_certification_key": "wrong" }))), 4002);
    }
    for (answer, expected) in [(hive.token(&json!({})), 4001), (hive.key_v1(&json!({})), 4002)] {
        assert_eq!(code(&answer), expected);
        assert!(answer.rule.unwrap().starts_with("S24"), "{:?}", answer.rule);
    }
    let later = hive.later(60);
    assert_eq!((code(&later.token(&json!({}))), code(&later.key_v1(&json!({})))), (0, 0));
}

#[test]
fn a_key_is_refused_by_number() {
    let hive = Hive::new();
    let token = hive.server_token();
    for (changed, expected) in [
        (json!({ "appid": "com.other" }), 6000),
        (json!({ "idp_id": "CUSTOM_OTTM" }), 4200),
        (json!({ "auth_type": "LOGIN" }), 1005),
        (json!({ "idp_user_id": null }), 4000),
        (json!({ "idp_user_id": "" }), 4000),
    ] {
        assert_eq!(code(&hive.key_with(&token, &changed)), expected, "{changed}");
        assert_eq!(code(&hive.key_v1(&changed)), expected, "v1 {changed}");
    }
    for wrong in [json!("wrong"), json!(null)] {
        let changed = json!({ "hive_certification_key": wrong });
        assert_eq!(code(&hive.key_v1(&changed)), 4002, "{wrong}");
    }
    assert_eq!(body(&hive.key_v1(&json!({})))["token_validation"], Value::Null);
}

#[test]
fn every_call_says_that_it_is_not_encrypted_and_is_json() {
    let hive = Hive::new();
    for path in [
        "/oauth/token",
        "/v2/game/customauth/get-key",
        "/game/customauth/get-key",
        "/v2/game/token/get-token",
        "/game/token/get-token",
    ] {
        let path = format!("/hive{path}");
        let asking = || Asking::json(&path, "{}");
        assert_eq!(code(&hive.stage.answer(asking())), 4000, "{path}");
        assert_eq!(code(&hive.stage.answer(asking().header("iscrypt", "1"))), 4000, "{path}");
        let not_json = hive.stage.answer(Asking::json(&path, "{").header("iscrypt", "0"));
        let expected = if path.ends_with("oauth/token") { 4000 } else { 4001 };
        assert_eq!(code(&not_json), expected, "{path}");
        assert_eq!(hive.stage.answer(Asking::get(&path)).status.as_u16(), 405);
    }
}

#[test]
fn the_token_of_v2_is_the_servers_for_a_key_and_the_players_to_verify() {
    let hive = Hive::new();
    let (player, server) = (hive.player(&json!({})), hive.server_token());
    let own = player.access_token.expose();
    let token = player.token.expose();
    for wrong in ["invented", own, token] {
        let refused = body(&hive.key_with(wrong, &json!({})));
        assert_eq!(refused["result_code"], 2499);
        assert_eq!(refused["token_validation"]["result_code"], 7000);
    }
    let other = hive.player(&json!({ "idp_user_id": "somebody" }));
    for wrong in ["invented", &server, token, other.access_token.expose()] {
        let answer = hive.verify_with(&player, [token, wrong], &json!({}));
        assert_eq!(code(&answer), 2499, "{wrong}");
    }
    let none = hive.call("/v2/game/token/get-token", &[("authorization", token)], &of(&player));
    assert_eq!(body(&none)["token_validation"]["result_code"], 7001);
}

#[test]
fn the_players_token_is_raw_and_the_players_own() {
    let hive = Hive::new();
    let player = hive.player(&json!({}));
    let (token, own) = (player.token.expose(), player.access_token.expose());
    let bearer = format!("Bearer {token}");
    let other = hive.player(&json!({ "idp_user_id": "somebody" }));
    for wrong in ["", "invented", &bearer, own, other.token.expose()] {
        assert_eq!(code(&hive.verify_with(&player, [wrong, own], &json!({}))), 7000, "{wrong}");
    }
    let none = hive.call("/v2/game/token/get-token", &[("x-access-token", own)], &of(&player));
    assert_eq!(code(&none), 7001);
    for changed in [json!({ "did": "1" }), json!({ "player_id": player.player_id - 1 })] {
        assert_eq!(code(&hive.verify(&player, &changed)), 7000, "{changed}");
    }
    assert_eq!(code(&hive.verify(&player, &json!({ "appid": "com.other" }))), 6000);
    assert_eq!(code(&hive.later(3_599).verify(&player, &json!({}))), 0);
    assert_ne!(code(&hive.later(3_600).verify(&player, &json!({}))), 0);
}

#[test]
fn what_else_is_asked_for_is_answered() {
    let hive = Hive::new();
    let player = hive.player(&json!({}));
    let fields = json!({ "include_fields": ["is_blocked", "join_timestamp", "later"] });
    let now = hive.stage.context.now().as_second();
    let data = json!({ "is_blocked": false, "join_timestamp": now });
    assert_eq!(body(&hive.verify(&player, &fields))["data"], data);
}

#[test]
fn before_v2_a_player_is_verified_without_another_token() {
    let hive = Hive::new();
    let key = found_key(&hive.key_v1(&json!({})));
    let player: Player = serde_json::from_slice(&hive.sign_in(&key).body).unwrap();
    let token = player.token.expose();
    let verify = |certification_key: Option<&str>, kind: &str| {
        let mut sent = of(&player);
        if let Some(key) = certification_key {
            sent["hive_certification_key"] = key.into();
        }
        let asking = Asking::post("/hive/game/token/get-token", &sent.to_string());
        let asking = asking.header("content-type", kind).header("iscrypt", "0");
        hive.stage.answer(asking.header("authorization", token))
    };
    for kind in ["text/html", "application/json"] {
        for key in [None, Some(CERTIFICATION_KEY)] {
            let expected = json!({ "result_code": 0, "result_message": "SUCCESS" });
            assert_eq!(body(&verify(key, kind)), expected);
        }
    }
    assert_eq!(code(&verify(Some("wrong"), "text/html")), 4002);
    let sent = json!({ "appid": APP_ID, "did": player.did, "player_id": player.player_id });
    assert_eq!(code(&hive.call("/game/token/get-token", &[], &sent)), 7001);
}
