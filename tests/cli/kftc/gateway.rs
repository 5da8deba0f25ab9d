//! What the gateway says, and what is made of it.

use serde_json::{Value, json};

use crate::kftc::scripted::{
    Gateway, access, accounts, answer, balance, bearer, number, parameter, refresh, refused,
    refused_by_bank, token, two_legged,
};
use crate::support::{Provider, Reply, holds};

fn ask(gateway: &Gateway) -> crate::support::Run {
    gateway.run(&format!("kftc balance {} --json", number(0)))
}

fn page(more: &str, trace: Option<&str>, postings: &Value) -> Reply {
    let mut page = json!({
        "rsp_code": "A0000", "bank_rsp_code": "000", "bank_name": "국민은행",
        "next_page_yn": more, "res_list": postings,
    });
    if let Some(trace) = trace {
        page["befor_inquiry_trace_info"] = trace.into();
    }
    answer(&page)
}

fn posting(printed: &str, amount: &str) -> Value {
    json!({
        "tran_date": "20261120", "tran_time": "101112", "inout_type": "출금", "tran_type": "이체",
        "print_content": printed, "tran_amt": amount, "after_balance_amt": "-5",
    })
}

#[test]
fn a_token_that_is_turned_away_is_renewed_once_and_it_goes_on() {
    for code in ["O0002", "O0003"] {
        let gateway = Gateway::then([refused(code), token(2), balance("7")]);
        assert_eq!(ask(&gateway).run().json()["balance_amt"], 7);
        let asked = gateway.asked();
        assert_eq!(bearer(&asked[0]), Some(&*access(1)));
        assert_eq!(parameter(&asked[1], "grant_type").as_deref(), Some("refresh_token"));
        assert_eq!(parameter(&asked[1], "refresh_token"), Some(refresh(1)));
        assert_eq!(parameter(&asked[1], "scope").as_deref(), Some("inquiry login"));
        assert_eq!(bearer(&asked[2]), Some(&*access(2)));
        let numbers = gateway.numbers();
        assert_ne!(numbers[0], numbers[1], "a new number at every try");
        assert_eq!(asked.len(), 3);
    }
}

#[test]
fn a_renewed_token_that_is_turned_away_too_is_the_persons_to_mend() {
    let gateway = Gateway::then([refused("O0002"), token(2), refused("O0002")]);
    let error = ask(&gateway).run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["providerCode"], "O0002");
    holds(error["hint"].as_str().unwrap(), &["qetta kftc connect"]);
    assert_eq!(gateway.asked().len(), 3);
}

#[test]
fn a_new_refresh_token_is_kept_although_the_inquiry_then_fails() {
    let gateway =
        Gateway::then([refused("O0003"), token(2), refused_by_bank("415"), token(3), balance("1")]);
    assert_eq!(ask(&gateway).run().error(4)["bankCode"], "415");
    assert_eq!(gateway.run("token kftc").run().ok().trim(), access(2));
    ask(&gateway).at("2027-02-19T12:00:00Z").run().json();
    assert_eq!(parameter(&gateway.asked()[3], "refresh_token"), Some(refresh(2)));
}

#[test]
fn of_several_that_are_turned_away_at_once_one_renews() {
    let provider = Provider::deciding(|asked| {
        let grant = parameter(asked, "grant_type");
        match (grant.as_deref(), bearer(asked)) {
            (Some("authorization_code"), _) => token(1),
            (Some("refresh_token"), _) => token(2),
            _ if asked.contains("/account/list") => accounts(8),
            (_, Some(bearer)) if bearer == access(2) => balance("3"),
            _ => refused("O0002"),
        }
    });
    let gateway = Gateway::connected(provider);
    let output = gateway.run("kftc balance --all --json -v").run();
    let reasons = output.stderr.matches("a new token is wanted").count();
    assert_eq!(reasons, 1, "{output}");
    assert_eq!(output.json()["balances"].as_array().unwrap().len(), 8);
    let renewals = gateway.asked();
    let renewals = renewals.iter().filter(|asked| asked.contains("refresh_token")).count();
    assert_eq!(renewals, 1);
}

#[test]
fn a_refresh_token_that_is_refused_is_the_persons_to_mend() {
    for code in ["O0014", "O0015"] {
        let gateway = Gateway::then([refused(code)]);
        let run = ask(&gateway).at("2027-02-25T12:00:00Z");
        let error = run.run().error(3);
        assert_eq!(error["kind"], "login_required");
        assert_eq!(error["providerCode"], code);
        assert_eq!(gateway.asked().len(), 1, "nothing is inquired with a dead token");
    }
}

#[test]
fn a_number_that_was_used_elsewhere_is_replaced_once() {
    let gateway = Gateway::then([refused("A0326"), balance("9")]);
    ask(&gateway).run().json();
    let numbers = gateway.numbers();
    assert_ne!(numbers[0], numbers[1]);

    let gateway = Gateway::then([refused("A0326")]);
    let error = ask(&gateway).run().error(4);
    assert_eq!(error["providerCode"], "A0326");
    assert_eq!(gateway.numbers().len(), 2);
}

#[test]
fn the_banks_own_refusal_is_told_apart() {
    let gateway = Gateway::then([refused_by_bank("415")]);
    let error = ask(&gateway).run().error(4);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!((&error["providerCode"], &error["bankCode"]), (&"A0002".into(), &"415".into()));
    assert_eq!((&error["httpStatus"], &error["retryable"]), (&200.into(), &false.into()));
    assert_eq!(gateway.asked().len(), 1);
    for (bank, code) in [("428", 3), ("468", 3), ("501", 4)] {
        let gateway = Gateway::then([refused_by_bank(bank)]);
        assert_eq!(ask(&gateway).run().error(code)["bankCode"], bank);
    }
}

#[test]
fn what_passes_by_itself_is_asked_again_with_another_number() {
    let gateway = Gateway::then([refused("O0007"), refused("O0007"), balance("1")]);
    ask(&gateway).run().json();
    let mut numbers = gateway.numbers();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 3);
}

#[test]
fn what_does_not_pass_is_given_up_and_may_be_asked_later() {
    let gateway = Gateway::then([refused("O0012")]);
    let error = ask(&gateway).run().error(5);
    assert_eq!((&error["kind"], &error["retryable"]), (&"network".into(), &true.into()));
    assert_eq!(gateway.asked().len(), 3);
    // A quota is not asked again at once.
    let gateway = Gateway::then([refused("O0008")]);
    assert_eq!(ask(&gateway).run().error(5)["retryable"], true);
    assert_eq!(gateway.asked().len(), 1);
}

#[test]
fn a_page_in_html_is_an_outage_whatever_its_status() {
    let page = Reply::new("200 OK", &["content-type: text/html"], "<h1>점검 중</h1>");
    let gateway = Gateway::then([page]);
    let error = ask(&gateway).run().error(5);
    assert_eq!((&error["kind"], &error["httpStatus"]), (&"network".into(), &200.into()));
    assert!(!error.to_string().contains("<h1>"), "{error}");
}

#[test]
fn other_shapes_are_not_what_was_promised() {
    for body in ["[]", "{}", "null", r#"{"rsp_code":"A0000","balance_amt":"a lot"}"#, "{\"rsp_"] {
        let gateway = Gateway::then([Reply::json("200 OK", body)]);
        assert_eq!(ask(&gateway).run().error(5)["kind"], "network", "{body}");
    }
}

#[test]
fn a_balance_below_zero_stays_below_zero() {
    let gateway = Gateway::then([balance("-1234567")]);
    assert_eq!(ask(&gateway).run().json()["balance_amt"], -1_234_567);
    holds(&gateway.run(&format!("kftc balance {}", number(0))).run().ok(), &["-1,234,567"]);
}

#[test]
fn a_gateway_that_promises_more_for_ever_is_not_followed_for_ever() {
    let list = format!("kftc transactions {} --json", number(0));
    for (replies, count) in [
        // There is more, and nowhere.
        (vec![page("Y", None, &json!([posting("가", "1")]))], 1),
        // There is more, where we have been.
        (vec![page("Y", Some("t"), &json!([posting("가", "1")]))], 2),
        // There is more after nothing.
        (
            vec![
                page("Y", Some("t"), &json!([posting("가", "1")])),
                page("Y", Some("u"), &json!([])),
            ],
            1,
        ),
    ] {
        let gateway = Gateway::then(replies);
        let output = gateway.run(&list).run();
        holds(&output.stderr, &["warning: ", &number(0), "there is more"]);
        let document = output.json();
        assert_eq!(document["res_list"].as_array().unwrap().len(), count, "{document}");
    }
}

#[test]
fn the_trace_of_a_page_goes_back_as_it_came() {
    let trace = "1T20261120 &+=%1 ";
    let gateway = Gateway::then([
        page("Y", Some(trace), &json!([posting("가", "1")])),
        page("N", Some("unused"), &json!([posting("나", "2")])),
    ]);
    let document = gateway.run(&format!("kftc transactions {} --json", number(0))).run().json();
    assert_eq!(document["res_list"][1]["print_content"], "나");
    let asked = gateway.asked();
    assert_eq!(parameter(&asked[0], "befor_inquiry_trace_info"), None);
    assert_eq!(parameter(&asked[1], "befor_inquiry_trace_info").as_deref(), Some(trace));
    assert_ne!(gateway.numbers()[0], gateway.numbers()[1]);
    assert_eq!(asked.len(), 2);
}

#[test]
fn a_long_range_is_asked_in_windows_that_meet() {
    let gateway = Gateway::then([answer(&json!({"rsp_code": "A0018", "rsp_message": "없음"}))]);
    let line = format!("kftc transactions {} --from 20250101 --to 20261031 --json", number(0));
    let document = gateway.run(&line).run().json();
    assert_eq!(document["res_list"], json!([]));
    let asked = gateway.asked();
    let of = |name: &str| -> Vec<String> {
        asked.iter().map(|asked| parameter(asked, name).unwrap()).collect()
    };
    let (from, to) = (of("from_date"), of("to_date"));
    assert_eq!((from.last().unwrap().as_str(), to[0].as_str()), ("20250101", "20261031"));
    assert!(from.len() > 1);
    assert!(from.iter().zip(&to[1..]).all(|(from, to)| to < from), "newest first, no day twice");
    assert!(of("inquiry_type").iter().all(|kind| kind == "A"));
}

#[test]
fn both_spellings_of_what_was_printed_are_read() {
    let mut other = posting("", "2");
    other.as_object_mut().unwrap().remove("print_content");
    other["printed_content"] = "다른 철자".into();
    let gateway = Gateway::then([page("N", None, &json!([posting("이 철자", "1"), other]))]);
    let document = gateway.run(&format!("kftc transactions {} --json", number(0))).run().json();
    assert_eq!(document["res_list"][0]["print_content"], "이 철자");
    assert_eq!(document["res_list"][1]["print_content"], "다른 철자");
    assert_eq!(document["res_list"][0]["after_balance_amt"], "-5");
}

#[test]
fn what_a_bank_prints_moves_no_cursor() {
    let nasty = posting("\u{1b}[2J빨강\r\n\u{202e}", "1");
    let gateway = Gateway::then([page("N", None, &json!([nasty]))]);
    for format in ["text", "json", "ndjson", "csv"] {
        let line = format!("kftc transactions {} --format {format}", number(0));
        let stdout = gateway.run(&line).run().ok();
        holds(&stdout, &["빨강"]);
        assert!(!stdout.contains(['\u{1b}', '\u{202e}']), "{stdout:?}");
        assert!(!stdout.contains("u001b"), "{stdout:?}");
    }
}

#[test]
fn the_institution_is_learnt_once_and_remembered() {
    let gateway = Gateway::then([two_legged("M202600077"), balance("1")]);
    let line = format!("kftc balance {} --json", number(0));
    gateway.without_institution(&line).run().json();
    gateway.without_institution(&line).run().json();
    let asked = gateway.asked();
    assert_eq!(parameter(&asked[0], "grant_type").as_deref(), Some("client_credentials"));
    assert_eq!(parameter(&asked[0], "scope").as_deref(), Some("oob"));
    assert_eq!(asked.len(), 3);
    assert!(gateway.numbers().iter().all(|number| number.starts_with("M202600077U")));
}

#[test]
fn an_institution_that_is_set_is_not_asked_for() {
    let gateway = Gateway::then([balance("1")]);
    ask(&gateway).run().json();
    assert!(gateway.numbers()[0].starts_with("M202600009U"));
    assert_eq!(gateway.asked().len(), 1);
}

#[test]
fn a_number_of_another_institution_is_learnt_anew_once() {
    let line = format!("kftc balance {} --json", number(0));
    let replies =
        [two_legged("M202600001"), refused("A0004"), two_legged("M202600002"), balance("1")];
    let gateway = Gateway::then(replies);
    gateway.without_institution(&line).run().json();
    let numbers = gateway.numbers();
    assert!(numbers[0].starts_with("M202600001U") && numbers[1].starts_with("M202600002U"));

    // Where that does not help, or where the code was set, it is a refusal like any other.
    let gateway = Gateway::then([
        two_legged("M202600001"),
        refused("A0004"),
        two_legged("M202600002"),
        refused("A0004"),
    ]);
    assert_eq!(gateway.without_institution(&line).run().error(4)["providerCode"], "A0004");
    assert_eq!(gateway.asked().len(), 4);
    let gateway = Gateway::then([refused("A0004")]);
    assert_eq!(ask(&gateway).run().error(4)["providerCode"], "A0004");
    assert_eq!(gateway.asked().len(), 1);
}

#[test]
fn without_an_institution_the_setting_is_named() {
    let nameless = answer(&json!({"access_token": "x", "token_type": "Bearer", "expires_in": 9}));
    let gateway = Gateway::then([nameless]);
    let line = format!("kftc balance {} --json", number(0));
    let error = gateway.without_institution(&line).run().error(4);
    holds(error["hint"].as_str().unwrap(), &["KFTC_CLIENT_USE_CODE"]);
}
