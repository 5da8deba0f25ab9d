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

#[test]
fn typed_fields_are_what_they_look_like_and_raw_ones_are_strings() {
    let home = Home::new();
    home.file("note.txt", "여러\n줄");
    let provider = Provider::answering([Reply::token(), Reply::json("200 OK", "{}")]);
    let line =
        "api toss POST /x -F a=true -F b=null -F c=50000 -F d=010 -F e=@note.txt -F f=@- -f g=1";
    home.qetta_at(&provider, line).stdin("piped").run().ok();
    let sent = provider.asked()[1].split_once("\r\n\r\n").unwrap().1.to_owned();
    let body: serde_json::Value = serde_json::from_str(&sent).unwrap();
    let expected = serde_json::json!({
        "a": true, "b": null, "c": 50000, "d": "010", "e": "여러\n줄", "f": "piped", "g": "1",
    });
    assert_eq!(body, expected);
    home.qetta_at(&provider, "api toss GET /x -F a=true -F b=null").run().ok();
    holds(&provider.asked()[2], &["GET /x?a=true&b= HTTP/1.1"]);
    let rounded = home.qetta_at(&provider, "api toss POST /x -F a=123456789012345678901").run();
    holds(&rounded.fails(2), &["too long to be sent exactly"]);
    assert_eq!(provider.asked().len(), 3);
}

#[test]
fn the_header_is_shown_where_it_is_asked_for_and_no_secret_in_it() {
    let home = Home::new();
    let told = format!("x-told: {ACCESS_TOKEN}");
    let headers = ["content-type: application/json", "set-cookie: sid=canary", &told];
    let provider = Provider::answering([Reply::token(), Reply::new("200 OK", &headers, "{}")]);
    let shown = home.qetta_at(&provider, "api toss GET /x -i").run().ok();
    let (head, body) = shown.split_once("\n\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\n"), "{head}");
    holds(head, &["content-type: application/json\n", "set-cookie: …\n", "x-told: …"]);
    assert_eq!(body, "{}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn an_answer_is_filtered_and_a_refusal_is_not() {
    let home = Home::new();
    let refusal = Reply::envelope("400 Bad Request", "CE3102", "아직");
    let provider = Provider::answering([
        Reply::token(),
        success(r#"{"list":[{"name":"가"},{"name":"나"}]}"#),
        refusal,
        success("{}"),
    ]);
    let filtered = || {
        let run = home.qetta_at(&provider, &format!("api toss POST {STATUS}"));
        run.arg("--jq").arg(".success.list[].name").run()
    };
    assert_eq!(filtered().ok(), "가\n나\n");
    let refused = filtered();
    assert_eq!(refused.code, Some(4), "{refused}");
    holds(&refused.stdout, &["CE3102"]);
    holds(&filtered().fails(1), &["`--jq` expression fails on this answer"]);
}

#[test]
fn a_wrong_expression_is_known_before_anything_is_asked() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    for wrong in [".[", ".a | nonsense"] {
        home.qetta_at(&provider, "api toss GET /x --jq").arg(wrong).run().fails(2);
    }
    for line in ["api toss GET /x --paginate", "api kftc POST /x --paginate"] {
        holds(&home.qetta_at(&provider, line).run().fails(2), &["GET calls to KFTC"]);
    }
    assert_eq!(provider.asked().len(), 0);
    assert!(!home.data().exists());
}

#[test]
fn every_page_is_asked_for_under_a_number_of_its_own() {
    let home = Home::new();
    home.qetta("kftc connect --approve --sandbox").run().ok();
    let number = "120260000100010000000000";
    let path = "/v2.0/account/transaction_list/fin_num";
    let query = format!(
        "-f fintech_use_num={number} -f inquiry_type=A -f inquiry_base=D -f from_date=20260901 \
         -f to_date=20261121 -f sort_order=D -f tran_dtime=20261121210000"
    );
    let line = format!("api kftc GET {path} {query} --paginate --sandbox");
    let pages = home.qetta(&line).run().ok();
    let pages: Vec<serde_json::Value> =
        pages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(pages.len() > 1, "{}", pages.len());
    let postings: usize = pages.iter().map(|page| page["res_list"].as_array().unwrap().len()).sum();
    let known = format!("kftc transactions {number} --from 20260901 --json --sandbox");
    let known = home.qetta(&known).run().json();
    assert_eq!(postings, known["res_list"].as_array().unwrap().len());

    let filtered = home.qetta(&line).arg("--jq").arg(".res_list[].tran_amt").run().ok();
    assert_eq!(filtered.lines().count(), postings);

    // A refusal is printed like every answer.
    let wrong = line.replace("inquiry_type=A", "inquiry_type=X");
    let refused = home.qetta(&wrong).run();
    assert_eq!(refused.code, Some(4), "{refused}");
    holds(&refused.stdout, &["rsp_code"]);
}
