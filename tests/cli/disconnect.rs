//! `qetta disconnect`

use crate::support::{Home, Provider, Reply, holds};

#[test]
fn one_that_never_was_is_forgotten_just_as_well() {
    let home = Home::new();
    let document = home.qetta("disconnect toss --json").run().json();
    assert_eq!(
        document,
        serde_json::json!({"success": true, "provider": "TOSS_CERT", "revoked": false})
    );
    holds(&home.qetta("logout toss").run().ok(), &["was not connected"]);
    assert!(!home.data().exists());
}

#[test]
fn nothing_of_a_forgotten_token_stays() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token_named("one"), Reply::token_named("two")]);
    home.qetta_at(&provider, "toss token").run().ok();
    let output = home.qetta_at(&provider, "disconnect toss").run();
    holds(&output.stderr, &["stays good there until 2026-11-21 22:00:00 KST"]);
    holds(&output.ok(), &["Toss Certification is disconnected (account `default`)"]);
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "two\n");
}

#[test]
fn one_account_or_all_of_them() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    for account in ["a", "b", "c"] {
        home.qetta_at(&provider, "toss token").env("QETTA_ACCOUNT", account).run().ok();
    }
    let accounts = || {
        let status = home.qetta_at(&provider, "status --json").run().json();
        status["connected"].as_array().unwrap().len()
    };
    home.qetta_at(&provider, "disconnect toss --account b").run().ok();
    assert_eq!(accounts(), 2);
    home.qetta_at(&provider, "disconnect toss --all-accounts").run().ok();
    assert_eq!(accounts(), 0);
}

#[test]
fn a_token_that_is_over_is_not_said_to_live() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    let output = home.qetta_at(&provider, "disconnect toss").at("2026-11-22T00:00:00Z").run();
    assert_eq!(output.stderr, "");
}
