//! Toss's transactions: a session for each call, the person on the phone, the result in time

use serde_json::{Value, json};

use super::Row;
use crate::sandbox::raw::toss_and_hive::toss_call;
use crate::sandbox::raw::toss_session::Session;
use crate::sandbox::raw::{Ask, Wire};

const TOSS: &str = "/toss/api/v2/sign/user/auth";

fn request(wire: &Wire, document: &Value) -> Ask {
    toss_call(wire, &format!("{TOSS}/request"), document)
}

fn status(wire: &Wire) -> Ask {
    toss_call(wire, &format!("{TOSS}/status"), &json!({ "txId": "1" }))
}

/// A transaction for whoever comes.
fn begun(wire: &Wire) -> String {
    let document = json!({ "requestType": "USER_NONE", "requestUrl": "https://shop.example/" });
    let heard = wire.is_served("toss", &request(wire, &document)).json();
    heard["success"]["txId"].as_str().unwrap().to_owned()
}

fn result(wire: &Wire, tx_id: &str, session: u8) -> Ask {
    let document = json!({ "txId": tx_id, "sessionKey": Session::numbered(session).sent(wire) });
    toss_call(wire, &format!("{TOSS}/result"), &document)
}

/// A request that names somebody, whose name may be of another session.
fn named(wire: &Wire, session: u8, of_name: u8, phone: &str) -> Ask {
    let (session, other) = (Session::numbered(session), Session::numbered(of_name));
    let document = json!({
        "requestType": "USER_PERSONAL", "triggerType": "PUSH", "requestUrl": "shop://back",
        "userName": other.field("김토스"), "userPhone": session.field(phone),
        "userBirthday": session.field("19930324"), "sessionKey": session.sent(wire),
    });
    request(wire, &document)
}

/// The form of the phone's page.
fn decision(wire: &Wire, tx_id: &str, person: &str, decision: &str) -> Ask {
    let ticket = wire.is_served("toss", &Ask::get(&format!("/toss/app/{tx_id}"))).field("ticket");
    let form = [("ticket", &*ticket), ("person", person), ("decision", decision)];
    Ask::form("/toss/app", &form)
}

pub const ROWS: &[Row] = &[
    ("toss", "T01", status),
    ("toss", "R12", |wire| request(wire, &json!({ "requestType": "USER" }))),
    ("toss", "T02", |wire| {
        let tx_id = begun(wire);
        wire.is_served("toss", &result(wire, &tx_id, 1));
        result(wire, &tx_id, 1)
    }),
    ("toss", "T03", |wire| named(wire, 2, 3, "01000000000")),
    ("toss", "T04", |wire| {
        let tx_id = begun(wire);
        wire.is_served("toss", &result(wire, &tx_id, 4));
        wire.is_served("toss", &result(wire, &tx_id, 5));
        result(wire, &tx_id, 6)
    }),
    ("toss", "T04", |wire| {
        let ask = result(wire, &begun(wire), 7);
        wire.pass(3_600);
        ask
    }),
    ("toss", "T05", |wire| named(wire, 8, 8, "01099999999")),
    ("toss", "N01", |wire| {
        let session = Session::numbered(9).sent_as("AES_CBC", wire);
        let document = json!({ "txId": begun(wire), "sessionKey": session });
        toss_call(wire, &format!("{TOSS}/result"), &document)
    }),
    ("toss", "N04", |wire| {
        let ask = status(wire);
        wire.pass(31_536_000);
        ask
    }),
];

/// Where somebody has to agree.
pub const PAGES: &[Row] = &[
    ("toss", "S07", |_| Ask::form("/toss/app", &[("ticket", "x"), ("decision", "approve")])),
    ("toss", "R11", |wire| decision(wire, &begun(wire), "nobody", "approve")),
    ("toss", "N02", |wire| result(wire, &begun(wire), 1)),
    ("toss", "N03", |wire| {
        let tx_id = begun(wire);
        wire.is_served("toss", &decision(wire, &tx_id, "", "refuse"));
        result(wire, &tx_id, 2)
    }),
    ("toss", "N05", |wire| {
        let ask = result(wire, &begun(wire), 3);
        wire.pass(1_800);
        ask
    }),
];
