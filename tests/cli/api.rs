//! `qetta api`

use crate::support::{ACCESS_TOKEN, Home, Provider, Reply, holds};

const STATUS: &str = "/api/v2/sign/user/auth/id/status";

fn success(body: &str) -> Reply {
    Reply::json("200 OK", &format!(r#"{{"resultType":"SUCCESS","success":{body}}}"#))
}

#[test]
fn a_call_carries_the_token_and_prints_the_body() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token(), success(r#"{"txId":"1"}"#)]);
    let line = format!("api toss POST {STATUS} -f txId=1 -f note=a=b");
    let body = home.qetta_at(&provider, &line).run().ok();
    assert_eq!(body, r#"{"resultType":"SUCCESS","success":{"txId":"1"}}"#);
    let asked = provider.asked();
    holds(
        &asked[1],
        &[
            &format!("POST {STATUS} HTTP/1.1"),
            &format!("authorization: Bearer {ACCESS_TOKEN}"),
            "content-type: application/json",
            r#"{"note":"a=b","txId":"1"}"#,
        ],
    );
}

#[test]
fn a_refused_token_is_asked_for_anew_once() {
    let home = Home::new();
    let refused = Reply::envelope("401 Unauthorized", "CE1000", "토큰이 유효하지 않습니다.");
    let provider = Provider::answering([
        Reply::token_named("revoked"),
        refused,
        Reply::token_named("fresh"),
        success("{}"),
    ]);
    let line = format!("api toss POST {STATUS} -f txId=1");
    home.qetta_at(&provider, &line).run().ok();
    let asked = provider.asked();
    assert_eq!(asked.len(), 4);
    holds(&asked[1], &["Bearer revoked"]);
    holds(&asked[3], &["Bearer fresh"]);
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "fresh\n");
}

#[test]
fn a_token_that_is_refused_twice_ends_the_attempt() {
    let home = Home::new();
    let refused = || Reply::envelope("200 OK", "CE1000", "토큰이 유효하지 않습니다.");
    let provider = Provider::answering([
        Reply::token_named("one"),
        refused(),
        Reply::token_named("two"),
        refused(),
    ]);
    let output = home.qetta_at(&provider, &format!("api toss POST {STATUS} --json")).run();
    assert_eq!(output.code, Some(4), "{output}");
    holds(&output.stdout, &["CE1000"]);
    holds(&output.stderr, &["provider_refused", "CE1000"]);
    assert_eq!(provider.asked().len(), 4);
}

#[test]
fn the_body_is_printed_although_the_answer_says_no() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token(), Reply::envelope("400 Bad Request", "CE3102", "아직")]);
    let output = home.qetta_at(&provider, &format!("api toss POST {STATUS}")).run();
    assert_eq!(output.code, Some(4));
    holds(&output.stdout, &["CE3102", "아직"]);
    holds(&output.stderr, &["refused the request", "CE3102 (아직), HTTP 400"]);
}

#[test]
fn an_answer_without_an_envelope_is_judged_by_its_status() {
    for (reply, code) in [
        (Reply::json("200 OK", "[1]"), 0),
        (Reply::new("404 Not Found", &["content-type: text/html"], "<html>"), 5),
    ] {
        let home = Home::new();
        let provider = Provider::answering([Reply::token(), reply]);
        let output = home.qetta_at(&provider, "api toss POST /x").run();
        assert_eq!(output.code, Some(code), "{output}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn fields_of_a_read_go_into_the_query() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token(), Reply::json("200 OK", "{}")]);
    let run = home.qetta_at(&provider, "api toss get /x?a=1").arg("-f").arg("이름=가 나");
    run.run().ok();
    holds(&provider.asked()[1], &["GET /x?a=1&%EC%9D%B4%EB%A6%84=%EA%B0%80+%EB%82%98 HTTP/1.1"]);
}

#[test]
fn a_body_comes_from_a_file_or_from_stdin_as_it_is() {
    let home = Home::new();
    home.file("body.json", "{\"a\": 1}");
    let provider = Provider::answering([Reply::token(), Reply::json("200 OK", "{}")]);
    home.qetta_at(&provider, "api toss POST /x --input body.json").run().ok();
    home.qetta_at(&provider, "api toss POST /x --input -").stdin("{\"b\":2}").run().ok();
    let asked = provider.asked();
    assert!(asked[1].ends_with("{\"a\": 1}"), "{}", asked[1]);
    assert!(asked[2].ends_with("{\"b\":2}"), "{}", asked[2]);
}

#[test]
fn a_read_is_repeated_where_the_failure_may_pass_and_a_write_is_not() {
    let unavailable = || Reply::new("503 Service Unavailable", &["retry-after: 0"], "");
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token(), unavailable(), Reply::json("200 OK", "{}")]);
    home.qetta_at(&provider, "api toss GET /x").run().ok();
    assert_eq!(provider.asked().len(), 3);

    let home = Home::new();
    let provider =
        Provider::answering([Reply::token(), unavailable(), Reply::json("200 OK", "{}")]);
    assert_eq!(home.qetta_at(&provider, "api toss POST /x").run().code, Some(5));
    assert_eq!(provider.asked().len(), 2);
}

#[test]
fn a_path_cannot_lead_the_token_elsewhere() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    for path in ["//evil.example/x", "https://evil.example/x", "x", "/x#y", "@evil.example"] {
        let run = home.qetta_at(&provider, "api toss POST").arg(path);
        holds(&run.run().fails(2), &["must begin with one slash"]);
    }
    assert_eq!(provider.asked().len(), 0);
}
