//! `qetta toss test`, `qetta toss token`

use crate::support::{ACCESS_TOKEN, CLIENT_SECRET, Home, Provider, Reply, holds};

#[test]
fn a_test_asks_the_provider_and_stores_nothing() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    let tested = home.qetta_at(&provider, "toss test --json").run().json();
    assert_eq!(
        tested,
        serde_json::json!({
            "success": true, "provider": "TOSS_CERT", "tokenType": "Bearer", "expiresIn": 3600,
            "hasAccessToken": true, "scope": "ca",
        })
    );
    assert!(home.files().is_empty(), "{:?}", home.files());

    let asked = provider.asked();
    assert_eq!(asked.len(), 1);
    holds(&asked[0], &["POST /token HTTP/1.1", "application/x-www-form-urlencoded"]);
    let body = asked[0].split("\r\n\r\n").nth(1).unwrap();
    let mut form: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    form.sort();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        form,
        [
            pair("client_id", "live_client"),
            pair("client_secret", CLIENT_SECRET),
            pair("grant_type", "client_credentials"),
            pair("scope", "ca"),
        ]
    );
}

#[test]
fn a_test_speaks_both_languages() {
    let home = Home::new();
    let english = home.qetta("toss test --sandbox").run().ok();
    holds(&english, &["Toss Certification: the connection works", "365d"]);
    let korean = home.qetta("toss test --sandbox --lang ko").run().ok();
    holds(&korean, &["토스 인증: 연결이 정상입니다", "권한 범위"]);
    let korean = home.qetta("toss test --sandbox").env("LANG", "ko_KR.UTF-8").run().ok();
    holds(&korean, &["연결이 정상입니다"]);
}

#[test]
fn a_token_is_masked_for_people_and_whole_for_programs() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    let text = home.qetta_at(&provider, "toss token").run().ok();
    holds(&text, &["cana…6789", "2026-11-21 22:00:00 KST", "newly issued"]);
    assert!(!text.contains(ACCESS_TOKEN), "{text}");

    let document = home.qetta_at(&provider, "toss token --json").run().json();
    assert_eq!(document["provider"], "TOSS_CERT");
    assert_eq!(document["accessToken"], ACCESS_TOKEN);
    assert_eq!(document["expiresAt"], "2026-11-21T13:00:00.000Z");
    assert_eq!(provider.asked().len(), 1, "the second one came from the store");
}

#[test]
fn refresh_asks_for_a_new_one_although_the_old_is_good() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token_named("first"), Reply::token_named("second")]);
    let token = |line: &str| home.qetta_at(&provider, line).run().json()["accessToken"].clone();
    assert_eq!(token("toss token --json"), "first");
    assert_eq!(token("toss token --json --refresh"), "second");
    assert_eq!(token("toss token --json"), "second");
    assert_eq!(provider.asked().len(), 2);
}

#[test]
fn a_renewal_that_fails_falls_back_on_a_token_that_still_holds_and_says_so() {
    let home = Home::new();
    let provider = Provider::answering([
        Reply::token_named("first"),
        Reply::json("401 Unauthorized", r#"{"error":"invalid_client"}"#),
    ]);
    home.qetta_at(&provider, "toss token --json").run().json();
    let output = home.qetta_at(&provider, "toss token --json --refresh").run();
    holds(
        &output.stderr,
        &["warning: the token could not be renewed", "refused the client id or secret"],
    );
    assert_eq!(output.json()["accessToken"], "first");
}

#[test]
fn a_renewal_that_fails_after_the_end_is_an_error() {
    let home = Home::new();
    let provider = Provider::answering([
        Reply::token(),
        Reply::json("401 Unauthorized", r#"{"error":"invalid_client"}"#),
    ]);
    home.qetta_at(&provider, "toss token").run().ok();
    let late = home.qetta_at(&provider, "toss token --json").at("2026-11-21T13:00:00Z").run();
    assert_eq!(late.error(4)["providerCode"], "invalid_client");
}

#[test]
fn a_401_hints_at_test_and_production_credentials() {
    let home = Home::new();
    let provider = Provider::answering([Reply::json(
        "401 Unauthorized",
        r#"{"error":"invalid_client","error_description":"unknown client"}"#,
    )]);
    let stderr = home.qetta_at(&provider, "toss test").run().fails(4);
    holds(
        &stderr,
        &[
            "error: Toss Certification refused the client id or secret",
            "the provider said: invalid_client (unknown client), HTTP 401",
            "TOSS_CLIENT_SECRET",
            "`test_…`",
        ],
    );
    let stderr = home.qetta_at(&provider, "toss test --lang ko").run().fails(4);
    holds(&stderr, &["error: 토스 인증에서 클라이언트 ID 또는 시크릿을 거부했습니다", "운영용"]);
}

#[test]
fn the_error_object_has_the_providers_code_and_words() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::envelope("200 OK", "CE0001", "점검 중입니다\\u001b[31m")]);
    let error = home.qetta_at(&provider, "toss test --json").run().error(4);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!(error["provider"], "TOSS_CERT");
    assert_eq!(error["providerCode"], "CE0001");
    assert_eq!(error["providerMessage"], "점검 중입니다[31m");
    assert_eq!(error["httpStatus"], 200);
    assert_eq!(error["retryable"], false);
}

#[test]
fn every_shape_of_a_refusal_is_read() {
    let refusals = [
        (Reply::json("400 Bad Request", r#"{"error":"invalid_scope"}"#), 4, "invalid_scope"),
        (Reply::json("200 OK", r#"{"error":"invalid_request"}"#), 4, "invalid_request"),
        (Reply::envelope("401 Unauthorized", "CE1000", "토큰이 유효하지 않습니다."), 4, "CE1000"),
        (Reply::envelope("503 Service Unavailable", "CE0001", "점검"), 5, "CE0001"),
        (
            Reply::json("500 Internal Server Error", r#"{"error":"server_error"}"#),
            5,
            "server_error",
        ),
    ];
    for (reply, code, provider_code) in refusals {
        let home = Home::new();
        let provider = Provider::answering([reply]);
        let error = home.qetta_at(&provider, "toss test --json").run().error(code);
        assert_eq!(error["providerCode"], provider_code);
        assert_eq!(error["retryable"], code == 5, "{error}");
    }
}

#[test]
fn what_is_no_answer_of_toss_is_an_outage_or_something_between() {
    let answers = [
        Reply::new("200 OK", &["content-type: text/html"], "<html>please log in</html>"),
        Reply::new("302 Found", &["location: https://evil.example/"], ""),
        Reply::new("502 Bad Gateway", &["content-type: text/html"], "<html>oops</html>"),
        Reply::json("200 OK", r#"{"token_type":"Bearer"}"#),
        Reply::json("200 OK", r#"{"access_token":"canary","expires_in":"soon"}"#),
        Reply::json("200 OK", r#"{"access_token":"#),
        Reply::new("200 OK", &[], ""),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec()),
        Reply::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
        Reply::Bytes(Vec::new()),
    ];
    for reply in answers {
        let home = Home::new();
        let provider = Provider::answering([reply]);
        let error = home.qetta_at(&provider, "toss test --json").run().error(5);
        assert_eq!(error["kind"], "network", "{error}");
        assert!(!error.to_string().contains("canary"), "{error}");
        assert_eq!(provider.asked().len(), 1, "a token request is sent once: {error}");
    }
}

#[test]
fn answers_are_read_leniently() {
    let answers = [
        r#"{"access_token":"t","token_type":"bearer","expires_in":"3600","scope":["ca"]}"#,
        r#"{"access_token":"t","expires_in":3600.0}"#,
        r#"{"access_token":"t","token_type":"Bearer","expires_in":3600,"scope":"ca","later":{}}"#,
    ];
    for body in answers {
        let home = Home::new();
        let provider = Provider::answering([Reply::json("201 Created", body)]);
        let document = home.qetta_at(&provider, "toss token --json").run().json();
        assert_eq!(document["expiresAt"], "2026-11-21T13:00:00.000Z");
        assert_eq!(document["scope"], "ca");
    }
}

#[test]
fn a_token_without_an_end_is_kept_until_it_is_refused() {
    let home = Home::new();
    let provider = Provider::answering([Reply::json("200 OK", r#"{"access_token":"t"}"#)]);
    let document = home.qetta_at(&provider, "toss token --json").run().json();
    assert_eq!(document["expiresAt"], serde_json::Value::Null);
    home.qetta_at(&provider, "toss token --json").at("2027-11-21T12:00:00Z").run().json();
    assert_eq!(provider.asked().len(), 1);
}

#[test]
fn a_token_of_other_settings_is_not_used() {
    let home = Home::new();
    let provider = Provider::answering([
        Reply::token_named("one"),
        Reply::token_named("two"),
        Reply::token_named("three"),
    ]);
    let token = |client: &str, scope: &str| {
        let run = home.qetta_at(&provider, "toss token --json").env("TOSS_CLIENT_ID", client);
        run.env("TOSS_SCOPE", scope).run().json()["accessToken"].clone()
    };
    assert_eq!(token("a", "ca"), "one");
    assert_eq!(token("a", "ca"), "one");
    assert_eq!(token("b", "ca"), "two");
    assert_eq!(token("b", "ca sharelink:read"), "three");
}

#[test]
fn accounts_and_profiles_do_not_mix() {
    let home = Home::new();
    let provider = Provider::answering([
        Reply::token_named("one"),
        Reply::token_named("two"),
        Reply::token_named("three"),
    ]);
    let token = |profile: &str, account: &str| {
        let run = home.qetta_at(&provider, "toss token --json").env("QETTA_PROFILE", profile);
        run.env("QETTA_ACCOUNT", account).run().json()["accessToken"].clone()
    };
    assert_eq!(token("production", "default"), "one");
    assert_eq!(token("production", "국민 '은행' \"1\"; --"), "two");
    assert_eq!(token("test", "default"), "three");
    assert_eq!(token("production", "default"), "one");
}

#[test]
fn a_token_that_no_header_can_carry_is_not_taken() {
    for token in ["", "abc\\nX-Evil: 1", "a b", "토큰", "a\\u001b[31m"] {
        let home = Home::new();
        let provider = Provider::answering([Reply::token_named(token)]);
        let error = home.qetta_at(&provider, "token toss --json").run().error(5);
        holds(error["message"].as_str().unwrap(), &["a token that no header can carry"]);
        assert_eq!(
            home.qetta_at(&provider, "status --json").run().json()["connected"],
            serde_json::json!([])
        );
    }
}

#[cfg(unix)]
#[test]
fn a_data_folder_or_a_key_that_others_can_change_is_not_trusted() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let open = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::fs::create_dir(home.data()).unwrap();
    open(&home.data(), 0o777);
    holds(&home.qetta("toss token --sandbox").run().fails(8), &["others may write", "chmod go-w"]);
    open(&home.data(), 0o755);
    let key = home.file("data/qetta.key", &"0".repeat(64));
    open(&key, 0o666);
    holds(&home.qetta("toss token --sandbox").run().fails(8), &["is open to others", "chmod 600"]);
    open(&key, 0o600);
    let output = home.qetta("toss token --sandbox").run();
    holds(&output.stderr, &["the key of the encrypted store is in"]);
    output.ok();
}
