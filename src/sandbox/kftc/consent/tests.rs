//! The browser's part from the request to the redirect, through the handlers.

use http::StatusCode;
use http::header::{CACHE_CONTROL, LOCATION};

use crate::sandbox::kftc::REDIRECT_URI;
use crate::sandbox::kftc::testing::{
    ACCOUNT, Kftc, STATE, authorize, authorize_with, body, brought_back, rsp_message, text,
};
use crate::sandbox::testing::Asking;

const USER: &str = "1101000001";
const SESSION: &str = "인증 파라미터 오류([3002110])";

#[test]
fn whoever_agrees_goes_back_with_a_code() {
    let kftc = Kftc::new();
    let answer = kftc.decide(&kftc.ticket(), USER, &[ACCOUNT], "approve");
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "S18");
    let headers = answer.header_map();
    let location = headers[LOCATION].to_str().unwrap();
    let query = location.strip_prefix(&format!("{REDIRECT_URI}?")).unwrap();
    let names: Vec<&str> = query.split('&').map(|pair| pair.split_once('=').unwrap().0).collect();
    assert_eq!(names, ["code", "scope", "state"]);
    assert!(query.contains("scope=inquiry+login&"), "{query}");
    assert_eq!(brought_back(&answer, "state").unwrap(), STATE);
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert_eq!(headers["referrer-policy"], "same-origin");

    let token = kftc.exchange(&brought_back(&answer, "code").unwrap());
    assert_eq!(text(&token, "user_seq_no"), USER);
}

#[test]
fn only_the_chosen_accounts_are_registered() {
    let kftc = Kftc::new();
    let second = "120260000100010000000001";
    let hers = "120260000100020000000000";
    let token = kftc.connected_as(USER, &[second, hers, "nonsense"]);
    let me = body(&kftc.asked(&token, &format!("/user/me?user_seq_no={USER}")));
    assert_eq!(me["res_cnt"], "1");
    assert_eq!(me["res_list"][0]["fintech_use_num"], second);
}

#[test]
fn whoever_refuses_goes_back_with_an_error() {
    let kftc = Kftc::new();
    let ticket = kftc.ticket();
    let answer = kftc.decide(&ticket, USER, &[ACCOUNT], "refuse");
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(brought_back(&answer, "error").unwrap(), "access_denied");
    assert_eq!(
        brought_back(&answer, "error_description").unwrap(),
        "사용자가 동의하지 않았습니다."
    );
    assert_eq!(brought_back(&answer, "state").unwrap(), STATE);
    assert_eq!(brought_back(&answer, "code"), None);
    let again = kftc.decide(&ticket, USER, &[ACCOUNT], "approve");
    assert_eq!(rsp_message(&again), SESSION);
}

#[test]
fn a_form_without_a_decision_agrees_to_nothing() {
    let kftc = Kftc::new();
    for decision in ["", "APPROVE", "yes"] {
        let answer = kftc.decide(&kftc.ticket(), USER, &[ACCOUNT], decision);
        assert_eq!(brought_back(&answer, "code"), None, "{decision}");
    }
}

#[test]
fn a_form_is_good_once_and_for_its_own_request() {
    let kftc = Kftc::new();
    let ticket = kftc.ticket();
    let first = kftc.decide(&ticket, USER, &[ACCOUNT], "approve");
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    for wrong in [ticket.as_str(), "", "guessed", &ticket[1..]] {
        let answer = kftc.decide(wrong, USER, &[ACCOUNT], "approve");
        assert_eq!(rsp_message(&answer), SESSION, "{wrong}");
        assert!(!answer.header_map().contains_key(LOCATION));
    }
    let json = Asking::json("/kftc/apt/mobileweb/consent", "{}");
    assert_eq!(rsp_message(&kftc.stage.answer(json)), "인증 파라미터 오류([3000103])");
}

#[test]
fn s07_the_page_is_good_for_ten_minutes() {
    let kftc = Kftc::new();
    let (one, other) = (kftc.ticket(), kftc.ticket());
    assert_ne!(one, other);
    let just_before = kftc.later(599).decide(&one, USER, &[ACCOUNT], "approve");
    assert_eq!(just_before.status, StatusCode::SEE_OTHER);
    let after = kftc.later(600).decide(&other, USER, &[ACCOUNT], "approve");
    assert_eq!(rsp_message(&after), SESSION);
}

#[test]
fn whoever_chose_nothing_is_asked_again() {
    let kftc = Kftc::new();
    let ticket = kftc.ticket();
    let answer = kftc.decide(&ticket, USER, &[], "approve");
    assert_eq!(answer.status, StatusCode::OK);
    let html = String::from_utf8(answer.body).unwrap();
    assert!(html.contains("계좌를 하나 이상 선택하세요") && html.contains(&ticket));
    let now = kftc.decide(&ticket, USER, &[ACCOUNT], "approve");
    assert_eq!(now.status, StatusCode::SEE_OTHER);
    let nobody = kftc.decide(&kftc.ticket(), "1101000099", &[ACCOUNT], "approve");
    assert_eq!(rsp_message(&nobody), "인증 파라미터 오류([3000103])");
}

#[test]
fn without_hands_the_default_person_agrees_to_everything() {
    let kftc = Kftc::new().playing(|scenario| scenario.approve = true);
    let answer = kftc.stage.answer(authorize());
    assert_eq!(answer.status, StatusCode::FOUND);
    let token = text(&kftc.exchange(&brought_back(&answer, "code").unwrap()), "access_token");
    let me = body(&kftc.asked(&token, &format!("/user/me?user_seq_no={USER}")));
    assert_eq!((&me["res_cnt"], &me["user_name"]), (&"4".into(), &"김하늘".into()));
    let wrong = authorize_with("scope", Some("transfer"));
    assert!(!kftc.stage.answer(wrong).header_map().contains_key(LOCATION));
}

#[test]
fn what_was_sent_along_comes_back_and_a_query_is_kept() {
    let kftc = Kftc::new().playing(|scenario| scenario.approve = true);
    let info = authorize_with("client_info", Some("%EC%9E%AC%ED%9D%AC+%26%0d%0aX%3A1"));
    let answer = kftc.stage.answer(info);
    assert_eq!(brought_back(&answer, "client_info").unwrap(), "재희 &\r\nX:1");
    let uri = authorize_with("redirect_uri", Some("http%3A%2F%2F127.0.0.1%3A7%2Fcb%3Fx%3D1"));
    let answer = kftc.stage.answer(uri);
    let headers = answer.header_map();
    let location = headers[LOCATION].to_str().unwrap();
    assert!(location.starts_with("http://127.0.0.1:7/cb?x=1&code="), "{location}");
}
