//! What comes after the token: the calls of KFTC, Hive and MAX Platform

use serde_json::{Value, json};

use super::Row;
use crate::sandbox::raw::kftc::balance;
use crate::sandbox::raw::party::KFTC;
use crate::sandbox::raw::tokens::SERVICE;
use crate::sandbox::raw::toss_and_hive::{hive_call, hive_token};
use crate::sandbox::raw::{Ask, Wire};

/// The accounts of the default person, by their place.
const GOOD: &str = "120260000100010000000000";
const CLOSED: &str = "120260000100010000000001";
const WITHOUT_CONSENT: &str = "120260000100010000000002";
const NOBODYS: &str = "120260000100019999999999";

fn of_account(wire: &Wire, number: &str) -> Ask {
    balance(&KFTC.connected(wire).access, ("fintech_use_num", Some(number)))
}

const APP: &str = "com.example.sandbox.google.global.normal";

/// `changed` over `usual`.
fn over(mut usual: Value, changed: &Value) -> Value {
    let members = usual.as_object_mut().unwrap();
    members.extend(changed.as_object().unwrap().clone());
    usual
}

fn server_token(wire: &Wire) -> String {
    let heard = wire.is_served("hive", &hive_token());
    heard.json()["data"]["access_token"].as_str().unwrap().to_owned()
}

/// A key for somebody who logged in elsewhere.
fn key(wire: &Wire, changed: &Value) -> Ask {
    let usual = json!({
        "appid": APP, "idp_id": "CUSTOM_GAME", "auth_type": "SIGNINIDP", "idp_user_id": "u1",
    });
    hive_call("/v2/game/customauth/get-key", &over(usual, changed))
        .with("x-access-token", &server_token(wire))
}

fn sign_in(key: &str) -> Ask {
    hive_call("/sdk/sign-in", &json!({ "appid": APP, "custom_auth_key": key }))
}

fn signed_in(wire: &Wire) -> Value {
    let key = wire.is_served("hive", &key(wire, &json!({}))).json();
    let key = key["data"]["custom_auth_key"].as_str().unwrap();
    wire.is_served("hive", &sign_in(key)).json()
}

/// Whether a player is signed in, on that device or on another.
fn verify(player: &Value, changed: &Value) -> Ask {
    let usual = json!({ "appid": APP, "did": player["did"], "player_id": player["player_id"] });
    hive_call("/v2/game/token/get-token", &over(usual, changed))
        .with("authorization", player["token"].as_str().unwrap())
        .with("x-access-token", player["access_token"].as_str().unwrap())
}

fn admin(wire: &Wire, method: &'static str, path: &str) -> Ask {
    let path = format!("/max/api/admin/oauth/service/{path}");
    Ask::new(method, &path).bearer(&SERVICE.token(wire, "admin:oauth"))
}

pub const ROWS: &[Row] = &[
    ("kftc", "O0002", |_| KFTC.whoami("invented")),
    ("kftc", "O0005", |_| Ask::get("/kftc/nothing")),
    ("kftc", "O0010", |_| Ask::get("/kftc/oauth/2.0/token")),
    ("kftc", "A0002", |wire| of_account(wire, CLOSED)),
    ("kftc", "A0004", |wire| of_account(wire, "1")),
    ("kftc", "A0304", |wire| of_account(wire, NOBODYS)),
    ("kftc", "A0305", |wire| of_account(wire, WITHOUT_CONSENT)),
    ("kftc", "A0313", |wire| {
        let me = "/kftc/v2.0/user/me?user_seq_no=1101000002";
        Ask::get(me).bearer(&KFTC.connected(wire).access)
    }),
    ("kftc", "A0326", |wire| {
        let ask = of_account(wire, GOOD);
        wire.is_served("kftc", &ask);
        ask
    }),
    ("hive", "S14", |_| {
        let ask = hive_token();
        Ask { body: ask.body.replace("sandbox_hive_secret", "wrong"), ..ask }
    }),
    ("hive", "R06", |_| {
        let ask = hive_token();
        Ask { body: ask.body.replace("client_credentials", "password"), ..ask }
    }),
    ("hive", "S23", |wire| key(wire, &json!({})).without("x-access-token")),
    ("hive", "V01", |wire| key(wire, &json!({ "appid": "com.example.other" }))),
    ("hive", "V02", |wire| key(wire, &json!({ "idp_id": "NOBODY" }))),
    ("hive", "V03", |wire| key(wire, &json!({ "auth_type": "LOGIN" }))),
    ("hive", "V04", |wire| key(wire, &json!({ "auth_type": "CONNECT", "player_id": 1 }))),
    ("hive", "V05", |_| sign_in("00000000000000000000000000000000")),
    ("hive", "V06", |wire| verify(&signed_in(wire), &json!({ "did": "1" }))),
    ("max", "R12", |wire| admin(wire, "GET", "audit-logs?start_date=yesterday")),
    ("max", "M01", |wire| admin(wire, "POST", "clients/nobody/regenerate-secret")),
];
