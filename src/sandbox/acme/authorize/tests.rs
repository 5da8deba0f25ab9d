//! What is fit to be shown, what is sent back, and what goes nowhere.

use http::StatusCode;
use http::header::LOCATION;

use super::*;
use crate::sandbox::acme::testing::{Acme, authorize, authorize_web, authorize_with};
use crate::sandbox::browser::brought_back;

const ISSUER: &str = "http://127.0.0.1:9480/acme";

fn sent_back(name: &str, value: Option<&str>) -> (String, Answer) {
    let answer = Acme::new().stage.answer(authorize_with(name, value));
    assert_eq!(answer.status, StatusCode::FOUND, "{name}={value:?}");
    assert!(answer.rule.is_some());
    let location = answer.header_map()[LOCATION].to_str().unwrap().to_owned();
    assert!(location.starts_with("http://127.0.0.1:49152/callback?error="), "{location}");
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some(ISSUER), "S15: {name}");
    assert_eq!(brought_back(&answer, "code"), None);
    (brought_back(&answer, "error").unwrap(), answer)
}

#[test]
fn s01_any_port_of_loopback_is_a_registered_one_and_nothing_else_is() {
    let acme = Acme::new();
    for (redirect_uri, fit) in [
        ("http://127.0.0.1/callback", true),
        ("http://127.0.0.1:1234/callback", true),
        ("http://[::1]:1234/callback", true),
        ("http://127.0.0.1:1234/callback/", false),
        ("http://127.0.0.1:1234/Callback", false),
        ("http://localhost:1234/callback", false),
        ("https://127.0.0.1:1234/callback", false),
    ] {
        let answer = acme.stage.answer(authorize_with("redirect_uri", Some(redirect_uri)));
        assert_eq!(answer.status.is_success(), fit, "{redirect_uri}");
    }
}

#[test]
fn s02_where_nobody_knows_who_asks_or_where_to_go_nothing_is_redirected() {
    for approving in [false, true] {
        for (name, value) in [
            ("client_id", Some("someone")),
            ("client_id", Some("")),
            ("client_id", None),
            ("redirect_uri", Some("https://evil.example/callback")),
            ("redirect_uri", Some("http://127.0.0.1:1/elsewhere")),
            ("redirect_uri", Some("")),
            ("redirect_uri", None),
        ] {
            let acme = if approving { Acme::new().approving() } else { Acme::new() };
            let answer = acme.stage.answer(authorize_with(name, value));
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}={value:?}");
            assert!(!answer.header_map().contains_key(LOCATION));
            assert_eq!(answer.header_map()["content-type"], "text/html; charset=utf-8");
            assert!(!String::from_utf8(answer.body).unwrap().contains("evil"));
        }
    }
}

#[test]
fn s02_a_client_or_an_address_that_was_sent_twice_is_none() {
    let usual = authorize().call().head.uri.to_string();
    for twin in ["client_id=acme_cli", "redirect_uri=http://127.0.0.1:49152/callback"] {
        let answer = Acme::new().get(&format!("{usual}&{twin}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{twin}");
        assert!(!answer.header_map().contains_key(LOCATION));
    }
}

#[test]
fn s06_a_public_client_without_a_challenge_is_sent_back() {
    assert_eq!(sent_back("code_challenge", None).0, "invalid_request");
    assert_eq!(sent_back("code_challenge", Some("")).0, "invalid_request");
    let bare = "/acme/authorize?response_type=code&client_id=acme_cli&scope=openid\
        &redirect_uri=http://127.0.0.1:49152/callback";
    let answer = Acme::new().get(bare);
    assert_eq!(brought_back(&answer, "error").as_deref(), Some("invalid_request"));
    assert_eq!(answer.rule, Some("S06: a public client without a challenge"));
    assert_eq!(Acme::new().stage.answer(authorize_web()).status, StatusCode::OK);
}

#[test]
fn s04_the_only_method_is_s256_and_a_challenge_looks_like_one() {
    for method in [None, Some(""), Some("plain"), Some("s256"), Some("S512")] {
        assert_eq!(sent_back("code_challenge_method", method).0, "invalid_request");
    }
    for length in [42, 44] {
        let challenge = "a".repeat(length);
        assert_eq!(sent_back("code_challenge", Some(&challenge)).0, "invalid_request");
    }
    let padded = format!("{}=", "a".repeat(42));
    assert_eq!(sent_back("code_challenge", Some(&padded)).0, "invalid_request");
}

#[test]
fn s15_what_is_wrong_is_sent_back_with_state_and_issuer() {
    for (name, value, expected) in [
        ("response_type", Some("token"), "unsupported_response_type"),
        ("response_type", Some("code id_token"), "unsupported_response_type"),
        ("response_type", None, "invalid_request"),
        ("scope", Some("openid admin"), "invalid_scope"),
        ("scope", Some("OPENID"), "invalid_scope"),
        ("scope", Some(" "), "invalid_scope"),
        ("scope", None, "invalid_scope"),
        ("request", Some("x.y.z"), "request_not_supported"),
        ("request_uri", Some("https://evil.example"), "request_uri_not_supported"),
        ("response_mode", Some("fragment"), "invalid_request"),
        ("prompt", Some("none"), "login_required"),
    ] {
        let (error, answer) = sent_back(name, value);
        assert_eq!(error, expected, "{name}={value:?}");
        assert_eq!(brought_back(&answer, "state").as_deref(), Some("a state"));
        assert!(brought_back(&answer, "error_description").is_some());
    }
}

#[test]
fn s15_a_state_that_was_not_sent_does_not_come_back() {
    let answer = Acme::new().approving().stage.answer(authorize_with("state", None));
    assert!(brought_back(&answer, "code").is_some());
    assert_eq!(brought_back(&answer, "state"), None);
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some(ISSUER));
}

#[test]
fn s13_a_parameter_twice_is_sent_back_and_an_unknown_one_is_ignored() {
    let usual = authorize().call().head.uri.to_string();
    for twin in ["scope=openid", "unknown=1&unknown=2", "state=other"] {
        let answer = Acme::new().get(&format!("{usual}&{twin}"));
        assert_eq!(brought_back(&answer, "error").as_deref(), Some("invalid_request"), "{twin}");
        let state = brought_back(&answer, "state");
        assert_eq!(state.is_none(), twin.starts_with("state"), "whose state would it be?");
    }
    assert_eq!(Acme::new().get(&format!("{usual}&unknown=1&scope=")).status, StatusCode::OK);
}

#[test]
fn where_the_scenario_approves_the_answer_comes_at_once() {
    let answer = Acme::new().approving().stage.answer(authorize());
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(brought_back(&answer, "code").is_some());
    assert_eq!(brought_back(&answer, "state").as_deref(), Some("a state"));
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some(ISSUER), "S15");
}
