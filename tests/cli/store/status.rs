//! `qetta store status`

use serde_json::Value;

use crate::support::{Home, holds};

/// The rung of a source in the ladder of `store status --json`.
fn rung(status: &Value, source: &str) -> Value {
    let ladder = status["ladder"].as_array().unwrap();
    ladder.iter().find(|rung| rung["source"] == source).unwrap().clone()
}

#[test]
fn without_a_store_the_status_says_what_a_new_one_would_take_and_makes_nothing() {
    let home = Home::new();
    let status = home.qetta("store status --json").run().json();
    assert_eq!(status["exists"], false);
    assert_eq!(status["connections"], Value::Null);
    assert_eq!(rung(&status, "named")["state"], "not_named");
    let generated = rung(&status, "generated");
    assert_eq!((&generated["state"], &generated["chosen"]), (&"not_made".into(), &true.into()));
    assert!(!home.data().exists(), "status made something");
    let korean = home.qetta("store status --lang ko").run().ok();
    holds(&korean, &["아직 없습니다", "키 파일"]);
}

#[test]
fn the_status_of_a_store_counts_and_names_its_key() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let status = home.qetta("store status --json").run().json();
    assert_eq!(status["exists"], true);
    assert_eq!(status["keySource"], "generated");
    assert_eq!(status["backend"], "sqlite");
    assert_eq!(status["connections"], 1);
    assert_eq!(status["pendingRenewals"], 0);
    assert_eq!(rung(&status, "generated")["state"], "ready");
    holds(&home.qetta("store status").run().ok(), &["generated key file", "qetta.key"]);
}

#[test]
fn a_named_key_file_that_is_missing_is_chosen_and_said_to_be_missing() {
    let home = Home::new();
    let run = home.qetta("store status --json").env("QETTA_KEY_FILE", "/nowhere/key").run();
    let named = rung(&run.json(), "named");
    assert_eq!((&named["state"], &named["chosen"]), (&"missing".into(), &true.into()));
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn a_bus_that_never_answers_is_told_from_one_that_is_not_there() {
    let home = Home::new();
    let socket = home.path().join("bus");
    let _bus = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let at = |address: String| {
        let run = home
            .qetta("store status --json")
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .env("QETTA_TEST_KEYRING_DEADLINE_MS", "50");
        rung(&run.run().json(), "keyring")
    };
    assert_eq!(at(format!("unix:path={}", socket.display()))["state"], "silent");
    assert_eq!(at("unix:path=/nowhere/bus".to_owned())["state"], "unreachable");
    let none = rung(&home.qetta("store status --json").run().json(), "keyring");
    assert_eq!((&none["state"], &none["chosen"]), (&"off".into(), &false.into()));
}
