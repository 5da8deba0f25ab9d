//! `qetta status`

use crate::support::{Home, Provider, Reply, holds};

#[test]
fn nothing_is_connected_and_nothing_is_made() {
    let home = Home::new();
    let text = home.qetta("status").run().ok();
    assert_eq!(text, "nothing is connected\n");
    let text = home.qetta("status --lang ko --profile test").run().ok();
    assert_eq!(text, "프로필 `test`에 연결된 것이 없습니다\n");
    assert!(!home.data().exists());
}

#[test]
fn a_table_for_people() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").env("QETTA_ACCOUNT", "국민은행").run().ok();
    home.qetta_at(&provider, "toss token").run().ok();
    let table = home.qetta_at(&provider, "status --lang ko").run().ok();
    assert_eq!(
        table,
        "\
프로필      제공자     계정      상태  사용 기한                남은 시간  갱신 기한                권한 범위
production  토스 인증  default   유효  2026-11-21 22:00:00 KST  1시간      2026-11-21 22:00:00 KST  ca
production  토스 인증  국민은행  유효  2026-11-21 22:00:00 KST  1시간      2026-11-21 22:00:00 KST  ca
"
    );
}

#[test]
fn a_line_each_for_programs() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").env("QETTA_ACCOUNT", "a,\"b\"").run().ok();
    home.qetta_at(&provider, "toss token").run().ok();
    let lines = home.qetta_at(&provider, "status --format ndjson").run().ok();
    let accounts: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["account"].clone())
        .collect();
    assert_eq!(accounts, ["a,\"b\"", "default"]);
    let csv = home.qetta_at(&provider, "status --format csv").run().ok();
    holds(
        &csv,
        &[
            "provider,account,providerUserId,tokenExpiresAt,refreshExpiresAt,scope,connectedAt,lastUpdated,state,profile\r\n",
        ],
    );
    holds(&csv, &["TOSS_CERT,\"a,\"\"b\"\"\",,2026-11-21T13:00:00.000Z,,ca,"]);
}

#[test]
fn facts_need_no_key() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    std::fs::remove_file(home.data().join("qetta.key")).unwrap();
    let status = home.qetta_at(&provider, "status --json").run().json();
    assert_eq!(status["connected"][0]["state"], "valid");
    home.qetta_at(&provider, "token toss").run().fails(8);
    home.qetta_at(&provider, "disconnect toss").run().ok();
}

#[test]
fn fail_within_prints_its_document_and_ends_with_3() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    home.qetta_at(&provider, "status --fail-within 59m").run().ok();
    let output = home.qetta_at(&provider, "status --fail-within 1h --json").run();
    assert_eq!(output.code, Some(3), "{output}");
    holds(&output.stdout, &["\"state\":\"valid\""]);
    holds(&output.stderr, &["login_required", "ends within 1h: Toss Certification (default)"]);
}

#[test]
fn every_profile_is_shown_unless_one_is_named() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    home.qetta("toss token --sandbox").run().ok();
    let profiles = |line: &str| {
        let status = home.qetta(line).run().json();
        let connected = status["connected"].as_array().unwrap().clone();
        connected.iter().map(|one| one["profile"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(profiles("status --json"), ["production", "sandbox"]);
    assert_eq!(profiles("status --json --sandbox"), ["sandbox"]);
    assert_eq!(profiles("status --json --profile production"), ["production"]);
}

#[test]
fn one_provider_or_one_account_is_shown_alone() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "token toss").run().ok();
    home.qetta_at(&provider, "token toss --account other").run().ok();
    home.qetta("token toss --sandbox").run().ok();
    let count = |line: &str| home.qetta(line).run().json()["connected"].as_array().unwrap().len();
    assert_eq!(count("status toss --json"), 3);
    assert_eq!(count("status toss --json --sandbox"), 1);
    assert_eq!(count("status --json --account default"), 2);
    assert_eq!(count("status toss --json --account other"), 1);
    assert_eq!(count("status kftc --json"), 0);
    let none = home.qetta("status kftc --lang ko --account 없음 --sandbox").run().ok();
    assert_eq!(
        none,
        "해당하는 연결이 없습니다: 금융결제원 오픈뱅킹, 계정 `없음`, 프로필 `sandbox`\n"
    );
    // The variable chooses the account of commands, and hides nothing.
    let all = home.qetta("status --json").env("QETTA_ACCOUNT", "other").run().json();
    assert_eq!(all["connected"].as_array().unwrap().len(), 3);
}
