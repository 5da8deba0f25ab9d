//! The page, and what becomes of its form.

use http::StatusCode;
use http::header::LOCATION;

use super::*;
use crate::sandbox::acme::testing::{Acme, authorize, authorize_with, body, text};
use crate::sandbox::browser::brought_back;
use crate::sandbox::testing::Asking;

fn decide(acme: &Acme, ticket: &str, person: &str, decision: &str) -> Answer {
    let form = format!("ticket={ticket}&person={person}&decision={decision}");
    acme.stage.answer(Asking::form(page::CONSENT, &form))
}

#[test]
fn s18_whoever_agrees_is_sent_on_with_303_and_without_the_form() {
    let acme = Acme::new();
    let answer = decide(&acme, &acme.ticket(authorize()), "acme-0002", "approve");
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.body.is_empty());
    assert_eq!(brought_back(&answer, "state").as_deref(), Some("a state"));
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some("http://127.0.0.1:9480/acme"));
    let tokens = acme.exchange(&brought_back(&answer, "code").unwrap());
    let claims = body(&acme.userinfo(&text(&tokens, "access_token")));
    assert_eq!(claims["sub"], "acme-0002", "the one that was chosen");
}

#[test]
fn s15_whoever_refuses_is_sent_back_with_an_error_and_its_issuer() {
    for decision in ["refuse", ""] {
        let acme = Acme::new();
        let answer = decide(&acme, &acme.ticket(authorize()), "acme-0001", decision);
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(brought_back(&answer, "error").as_deref(), Some("access_denied"));
        assert_eq!(brought_back(&answer, "state").as_deref(), Some("a state"));
        assert_eq!(brought_back(&answer, "iss").as_deref(), Some("http://127.0.0.1:9480/acme"));
        assert_eq!(brought_back(&answer, "code"), None);
    }
}

#[test]
fn a_ticket_is_good_once_for_ten_minutes_and_for_its_own_page() {
    let acme = Acme::new();
    let refused = |answer: Answer| {
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(!answer.header_map().contains_key(LOCATION));
    };
    let (used, old) = (acme.ticket(authorize()), acme.ticket(authorize()));
    assert_eq!(decide(&acme, &used, "acme-0001", "approve").status, StatusCode::SEE_OTHER);
    refused(decide(&acme, &used, "acme-0001", "approve"));
    refused(decide(&acme.later(600), &old, "acme-0001", "approve"));
    refused(decide(&acme, "invented", "acme-0001", "approve"));
    refused(decide(&acme, "", "acme-0001", "approve"));
    let form = format!("ticket={old}&person=acme-0001&decision=approve");
    refused(acme.stage.answer(Asking::form(page::DEVICE, &form)));
}

#[test]
fn nobody_in_particular_cannot_agree_and_may_still_choose() {
    let acme = Acme::new();
    let ticket = acme.ticket(authorize());
    for nobody in ["", "acme-9999"] {
        assert_eq!(decide(&acme, &ticket, nobody, "approve").status, StatusCode::BAD_REQUEST);
    }
    let answer = decide(&acme, &ticket, "acme-0001", "approve");
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[test]
fn s19_no_page_can_be_framed_and_none_loads_anything() {
    let acme = Acme::new();
    let device = body(&acme.of_cli("/acme/device_authorization", "scope=openid"));
    let device = format!("/acme/device?user_code={}", device["user_code"].as_str().unwrap());
    for asking in [
        authorize(),
        authorize_with("client_id", None),
        Asking::get("/acme/device"),
        Asking::get("/acme/device?user_code=x"),
        Asking::get(&device),
        Asking::get("/acme/device/done"),
        Asking::form(page::CONSENT, ""),
    ] {
        let answer = acme.stage.answer(asking);
        let headers = answer.header_map();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("form-action") && !policy.contains("unsafe"));
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        let html = String::from_utf8(answer.body).unwrap();
        for foreign in ["src=", "href=", "<script", "url(", "@import", "onclick"] {
            assert!(!html.contains(foreign), "{foreign}");
        }
    }
}

#[test]
fn nothing_of_the_request_becomes_markup() {
    let canary = "\"'><script>canary</script>&x";
    for name in ["state", "nonce", "unknown", "client_id", "redirect_uri"] {
        let answer = Acme::new().stage.answer(authorize_with(name, Some(canary)));
        let html = String::from_utf8(answer.body).unwrap();
        assert!(!html.contains("<script") && !html.contains("\"'>"), "{name}: {html}");
    }
    let asking = Asking::get("/acme/device?user_code=%22%3E%3Cscript%3E");
    let html = String::from_utf8(Acme::new().stage.answer(asking).body).unwrap();
    assert!(!html.contains("<script"));
}
