//! `qetta disconnect`

use serde_json::json;

use crate::reliability::rotating::{LATER, Next, Rotating, refused};
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

/// How many connections are still there.
fn connected(rotating: &Rotating) -> usize {
    let status = rotating.run("status --json").run().json();
    status["connected"].as_array().unwrap().len()
}

fn answers(rotating: &Rotating, replies: impl IntoIterator<Item = Reply>) {
    rotating.memory.lock().unwrap().revocation = replies.into_iter().collect();
}

fn asked(rotating: &Rotating) -> Vec<String> {
    std::mem::take(&mut rotating.memory.lock().unwrap().revoked)
}

/// What it takes to come back later (RFC 7009 §2.2.1).
fn unavailable() -> Reply {
    Reply::new("503 Service Unavailable", &["retry-after: 120"], "")
}

#[test]
fn c27_the_refresh_token_is_revoked_first_and_then_the_access_token() {
    let rotating = Rotating::connected();
    let output = rotating.run("disconnect robot --json").run();
    assert_eq!(output.stderr, "");
    assert_eq!(output.json(), json!({"success": true, "provider": "ROBOT", "revoked": true}));
    assert_eq!(asked(&rotating), ["refresh_token", "access_token"]);
    assert_eq!(connected(&rotating), 0);
}

#[test]
fn c27_what_a_server_does_not_end_is_said_to_live_and_forgotten_all_the_same() {
    // The refresh token: nobody knows how long it lives.
    for reply in [unavailable(), refused("unsupported_token_type"), Reply::Bytes(Vec::new())] {
        let rotating = Rotating::connected();
        answers(&rotating, [reply]);
        let output = rotating.run("disconnect robot --json").run();
        holds(&output.stderr, &["could not be told", "stays good at robot", "nobody knows"]);
        let document = output.json();
        assert_eq!(document["revoked"], false);
        assert_eq!(document["stillAlive"], json!([{"account": "default", "until": null}]));
        assert_eq!(connected(&rotating), 0);
    }
    // The access token alone: until its end.
    let rotating = Rotating::connected();
    answers(&rotating, [Reply::new("200 OK", &[], ""), refused("unsupported_token_type")]);
    let output = rotating.run("disconnect robot").run();
    holds(&output.stderr, &["stays good at robot until 2026-11-21 22:00:00 KST"]);
    output.ok();
}

#[test]
fn what_could_not_be_revoked_is_kept_where_that_is_asked_for() {
    let rotating = Rotating::connected();
    let keep = |line: &str| rotating.run(&format!("disconnect robot --keep-until-revoked {line}"));
    for (reply, code) in
        [(unavailable(), 5), (Reply::Bytes(Vec::new()), 5), (refused("invalid_client"), 4)]
    {
        answers(&rotating, [reply]);
        let error = keep("--json").run().error(code);
        holds(error["hint"].as_str().unwrap(), &["nothing was forgotten"]);
        assert_eq!(error["provider"], "ROBOT");
        assert_eq!(connected(&rotating), 1);
    }
    // What is kept can still be used, and told again.
    holds(&rotating.run("token robot").at(LATER).run().ok(), &["canary-access-2"]);
    asked(&rotating);
    assert_eq!(keep("--json").run().json()["revoked"], true);
    assert_eq!(asked(&rotating), ["refresh_token", "access_token"]);
    assert_eq!(connected(&rotating), 0);
    assert_eq!(keep("--json").run().json()["success"], true, "one that never was");
}

#[test]
fn what_nobody_can_ask_for_later_is_no_reason_to_keep_anything() {
    let rotating = Rotating::connected();
    answers(&rotating, [Reply::new("200 OK", &[], ""), refused("unsupported_token_type")]);
    let output = rotating.run("disconnect robot --keep-until-revoked --json").run();
    holds(&output.stderr, &["stays good at robot until 2026-11-21 22:00:00 KST"]);
    assert_eq!(output.json()["revoked"], false);
    assert_eq!(connected(&rotating), 0);
}

#[test]
fn a_provider_that_revokes_nothing_keeps_what_lives_until_it_has_ended() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    let keep = || home.qetta_at(&provider, "disconnect toss --keep-until-revoked --json");
    let error = keep().run().error(2);
    holds(error["message"].as_str().unwrap(), &["no way to revoke", "2026-11-21 22:00:00 KST"]);
    holds(error["hint"].as_str().unwrap(), &["nothing was forgotten"]);
    let words = home.qetta_at(&provider, "disconnect toss --keep-until-revoked --lang ko").run();
    holds(&words.stderr, &["폐기 기능이 없어", "2026-11-21 22:00:00 KST까지"]);
    let status = home.qetta_at(&provider, "status --json").run().json();
    assert_eq!(status["connected"].as_array().unwrap().len(), 1);
    // What has ended by itself needs nobody to be told.
    let ended = keep().at("2026-11-22T00:00:00Z").run().json();
    assert_eq!(ended, json!({"success": true, "provider": "TOSS_CERT", "revoked": false}));
}

#[test]
fn each_account_is_kept_or_forgotten_on_its_own() {
    let rotating = Rotating::connected();
    rotating.log_in_as("other");
    answers(&rotating, [unavailable()]);
    let all = "disconnect robot --all-accounts --keep-until-revoked --json";
    rotating.run(all).run().error(5);
    assert_eq!(connected(&rotating), 1, "the other one was revoked and forgotten");
    rotating.run(all).run().ok();
    assert_eq!(connected(&rotating), 0);
}

#[test]
fn a_token_that_was_lost_on_its_way_is_not_said_to_have_ended() {
    let rotating = Rotating::connected();
    rotating.next(Next::Made(Reply::json("200 OK", "{}")));
    rotating.token_later().fails(5);
    let output = rotating.run("disconnect robot --json").at(LATER).run();
    holds(&output.stderr, &["never arrived", "may stay good there"]);
    assert_eq!(output.json()["revoked"], false);
    assert_eq!(connected(&rotating), 0);
}
