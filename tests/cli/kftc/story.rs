//! The life of a connection, told once from consent to its end, against the embedded sandbox.

use crate::kftc::{SALARY, sandbox};
use crate::support::{Home, holds};

#[test]
fn connect_inquire_expire_renew_refused_connect_again_disconnect() {
    let home = Home::new();
    let kftc = |line: &str| sandbox(&home, &format!("{line} --json"));

    // Nobody agreed yet.
    let error = kftc(&format!("kftc balance {SALARY}")).run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["provider"], "KFTC_OPENBANKING");
    assert_eq!(error["hint"], "run `qetta kftc connect --sandbox`");

    // The consent, and what came with it.
    let connection = kftc("kftc connect --approve").run().json();
    assert_eq!(connection["provider"], "KFTC_OPENBANKING");
    assert_eq!(connection["userSeqNo"], "1101000001");
    assert_eq!(connection["scope"], "inquiry login");
    assert_eq!(connection["expiresAt"], "2027-02-19T11:59:59.000Z");
    assert_eq!(connection["accounts"].as_array().unwrap().len(), 4);
    let accounts = kftc("kftc accounts").run().json();
    assert_eq!(accounts["accounts"], connection["accounts"]);
    let status = kftc("status").run().json();
    assert_eq!(status["connected"][0]["provider"], "KFTC_OPENBANKING");
    assert_eq!(status["connected"][0]["providerUserId"], "1101000001");
    assert_eq!(status["connected"][0]["state"], "valid");

    // What stands there now is what the last transaction of a year left.
    let balance = kftc(&format!("kftc balance {SALARY}")).run().json();
    let year = kftc(&format!("kftc transactions {SALARY} --from 365d")).run().json();
    assert_eq!((&year["from_date"], &year["to_date"]), (&"20251121".into(), &"20261121".into()));
    let postings = year["res_list"].as_array().unwrap();
    assert!(postings.len() > 250, "more than ten pages: {}", postings.len());
    assert_eq!(postings[0]["after_balance_amt"], balance["balance_amt"].to_string());
    add_up(postings);

    // The same token until a minute before its end; then it is renewed by itself.
    let first = kftc("kftc token").run().json();
    let kept = kftc("kftc token").at("2027-02-19T11:58:58Z").run().json();
    assert_eq!(kept["accessToken"], first["accessToken"]);
    kftc(&format!("kftc balance {SALARY}")).at("2027-02-19T11:59:00Z").run().json();
    let second = kftc("kftc token").at("2027-02-19T11:59:00Z").run().json();
    assert_ne!(second["accessToken"], first["accessToken"]);
    assert_eq!(second["expiresAt"], "2027-05-20T11:58:59.000Z");
    assert_eq!(second["userSeqNo"], "1101000001");

    // Over for nine days, and still within the ten in which it can be renewed.
    let expired = kftc("status").at("2027-05-29T12:00:00Z").run().json();
    assert_eq!(expired["connected"][0]["state"], "expired");
    kftc("kftc balance --all").at("2027-05-29T12:00:00Z").run().json();
    let third = kftc("kftc token").at("2027-05-29T12:00:00Z").run().json();
    assert_eq!(third["expiresAt"], "2027-08-27T11:59:59.000Z");

    // Beyond them only the person helps, and is told how.
    let late = "2027-09-07T12:00:00Z";
    let error = kftc(&format!("kftc balance {SALARY}")).at(late).run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["providerCode"], "O0015");
    holds(error["hint"].as_str().unwrap(), &["`qetta kftc connect --sandbox`"]);
    let words = sandbox(&home, "kftc accounts --refresh").at(late).run().fails(3);
    holds(&words, &["O0015", "hint: ", "`qetta kftc connect --sandbox`"]);
    // What was listed before needs no token.
    assert_eq!(kftc("kftc accounts").at(late).run().json(), accounts);

    // They agree again, and everything is as before.
    kftc("kftc connect --approve").at(late).run().json();
    kftc("kftc balance --all").at(late).run().json();

    // It is forgotten, with the accounts.
    let disconnected = kftc("disconnect kftc").at(late).run().json();
    assert_eq!(disconnected["success"], true);
    assert_eq!(disconnected["revoked"], true);
    assert_eq!(disconnected["provider"], "KFTC_OPENBANKING");
    assert_eq!(kftc("status").at(late).run().json()["connected"], serde_json::json!([]));
    assert_eq!(kftc("kftc accounts").at(late).run().error(3)["kind"], "login_required");
    assert_eq!(kftc("kftc token").at(late).run().error(3)["kind"], "login_required");
}

/// Each posting leads from the balance before it to its own, newest first, over every window.
#[track_caller]
fn add_up(postings: &[serde_json::Value]) {
    let money = |posting: &serde_json::Value, name: &str| -> i64 {
        posting[name].as_str().unwrap().parse().unwrap()
    };
    for pair in postings.windows(2) {
        let signed = match pair[0]["direction"].as_str().unwrap() {
            "in" => money(&pair[0], "tran_amt"),
            "out" => -money(&pair[0], "tran_amt"),
            other => panic!("{other}"),
        };
        let before = money(&pair[1], "after_balance_amt");
        assert_eq!(before + signed, money(&pair[0], "after_balance_amt"), "{pair:?}");
        let day = |posting: &serde_json::Value| posting["tran_date"].as_str().unwrap().to_owned();
        assert!(day(&pair[0]) >= day(&pair[1]), "newest first");
    }
}
