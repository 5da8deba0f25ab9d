//! `qetta refresh`

use crate::support::{Home, Provider, Reply, holds};

const HALF_PAST: &str = "2026-11-21T12:30:00Z";
const LATE: &str = "2026-11-21T14:00:00Z";

#[test]
fn a_token_is_renewed_now_although_it_is_not_due() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token_named("token-1"), Reply::token_named("token-2")]);
    home.qetta_at(&provider, "token toss").run().ok();
    let document = home.qetta_at(&provider, "refresh toss --json").at(HALF_PAST).run().json();
    let expected = serde_json::json!({
        "refreshed": [{
            "provider": "TOSS_CERT", "account": "default", "expiresAt": "2026-11-21T13:30:00.000Z",
        }],
        "skipped": [], "failed": [],
    });
    assert_eq!(document, expected);
    assert_eq!(home.qetta_at(&provider, "token toss").at(HALF_PAST).run().ok(), "token-2\n");
}

#[test]
fn a_renewal_that_fails_is_a_failure_although_the_old_token_holds() {
    let home = Home::new();
    let down = Reply::new("503 Service Unavailable", &["retry-after: 0"], "");
    let provider = Provider::answering([Reply::token_named("token-1"), down]);
    home.qetta_at(&provider, "token toss").run().ok();
    let error = home.qetta_at(&provider, "refresh toss --json").run().error(5);
    assert_eq!(error["kind"], "network");
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "token-1\n");
}

#[test]
fn what_is_due_is_renewed_and_the_rest_is_left() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token_named("old"), Reply::token_named("later"), token("new")]);
    home.qetta_at(&provider, "token toss --account old").run().ok();
    home.qetta_at(&provider, "token toss --account later").at(HALF_PAST).run().ok();
    let at_one = "2026-11-21T12:59:30Z";
    let document = home.qetta_at(&provider, "refresh --all --json").at(at_one).run().json();
    assert_eq!(document["refreshed"][0]["account"], "old");
    assert_eq!(document["skipped"][0]["account"], "later");
    assert_eq!(document["skipped"][0]["expiresAt"], "2026-11-21T13:30:00.000Z");
    assert_eq!(provider.asked().len(), 3);

    // The same again finds nothing to do; with a longer look ahead both are renewed, although no
    // token of this provider lives for as long as that.
    let again = home.qetta_at(&provider, "refresh --all --json").at(at_one).run().json();
    assert_eq!(again["skipped"].as_array().unwrap().len(), 2);
    let ahead = home.qetta_at(&provider, "refresh --all --within 1d --json").at(at_one).run();
    assert_eq!(ahead.json()["refreshed"].as_array().unwrap().len(), 2);
    assert_eq!(provider.asked().len(), 5);
}

fn token(name: &str) -> Reply {
    Reply::token_named(name)
}

#[test]
fn a_connection_that_only_a_person_can_renew_hides_none_of_the_others() {
    let home = Home::new();
    home.qetta("login acme --approve --sandbox").run().ok();
    home.qetta("kftc connect --approve --sandbox --account 회사").run().ok();
    home.qetta("token toss --sandbox").run().ok();
    // Beyond the ten days in which KFTC's refresh token outlives the token itself.
    let late = "2028-09-07T12:00:00Z";
    let output = home.qetta("refresh --all --sandbox --json").at(late).run();
    assert_eq!(output.code, Some(3), "{output}");
    let document: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(document["refreshed"][0]["provider"], "TOSS_CERT");
    let failed = document["failed"].as_array().unwrap();
    let kftc = failed.iter().find(|one| one["provider"] == "KFTC_OPENBANKING").unwrap();
    assert_eq!((&kftc["kind"], &kftc["account"]), (&"login_required".into(), &"회사".into()));
    holds(kftc["hint"].as_str().unwrap(), &["`qetta kftc connect --sandbox --account 회사`"]);
    holds(&output.stderr, &["\"kind\":\"login_required\"", "could not be renewed"]);

    let words = home.qetta("refresh --all --sandbox --lang ko").at(late).run();
    assert_eq!(words.code, Some(3), "{words}");
    holds(&words.stdout, &["토스 인증", "아직 유효", "금융결제원 오픈뱅킹", "갱신 실패"]);
    holds(&words.stderr, &["kftc (회사): ", "hint: "]);
}

#[test]
fn a_clock_set_back_and_another_client_are_found_although_no_end_is_near() {
    let home = Home::new();
    let provider = Provider::answering([token("1"), token("2"), token("3")]);
    home.qetta_at(&provider, "token toss").run().ok();
    let renewed =
        |run: crate::support::Run| run.run().json()["refreshed"].as_array().unwrap().len();
    let line = "refresh --all --json";
    assert_eq!(renewed(home.qetta_at(&provider, line)), 0);
    assert_eq!(renewed(home.qetta_at(&provider, line).at("2026-11-20T12:00:00Z")), 1);
    let other = home.qetta_at(&provider, line).env("TOSS_CLIENT_ID", "another");
    assert_eq!(renewed(other.at("2026-11-20T12:00:00Z")), 1);
    assert_eq!(provider.asked().len(), 3);
}

#[test]
fn only_the_selected_profile_is_touched() {
    let home = Home::new();
    let provider = Provider::answering([token("token-1")]);
    home.qetta_at(&provider, "token toss").run().ok();
    let none = home.qetta("refresh --all --profile test --json").at(LATE).run().json();
    assert_eq!(none, serde_json::json!({"refreshed": [], "skipped": [], "failed": []}));
    assert_eq!(provider.asked().len(), 1);
}

#[test]
fn settings_that_are_gone_fail_one_connection_by_their_name() {
    let home = Home::new();
    let provider = Provider::answering([token("token-1")]);
    home.qetta_at(&provider, "token toss").run().ok();
    let output = home.qetta("refresh --all --profile production --json").at(LATE).run();
    assert_eq!(output.code, Some(7), "{output}");
    holds(&output.stdout, &["\"kind\":\"config\"", "\"provider\":\"TOSS_CERT\"", "TOSS_CLIENT_ID"]);
}

#[test]
fn nothing_is_made_where_nothing_is_connected() {
    let home = Home::new();
    assert_eq!(home.qetta("refresh --all").run().ok(), "nothing is connected\n");
    assert!(!home.data().exists());
    for wrong in
        ["refresh", "refresh toss --all", "refresh toss --within 1d", "refresh --all --account a"]
    {
        home.qetta(wrong).run().fails(2);
    }
}
