//! From the page to the member, as documented and by the standards.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use serde_json::{Value, json};

use crate::sandbox::browser::Changed;
use crate::sandbox::browser::{brought_back, field, html, location};
use crate::sandbox::ottm::testing::{Ottm, REDIRECT_URI, STATE, body, refused, text};
use crate::sandbox::ottm::{CLIENT_ID, member_id};
use crate::sandbox::people::PEOPLE;
use crate::sandbox::testing::Asking;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const PKCE: [(&str, Option<&str>); 2] = [
    ("code_challenge", Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")),
    ("code_challenge_method", Some("S256")),
];

fn documented() -> Ottm {
    Ottm::behaving("documented")
}

fn strict() -> Ottm {
    Ottm::behaving("strict")
}

fn said(code: &str) -> (u16, String) {
    (400, code.to_owned())
}

fn part(token: &str, at: usize) -> Value {
    let part = token.split('.').nth(at).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[test]
fn whoever_agrees_goes_back_behind_an_empty_pair() {
    let ottm = documented();
    let page = ottm.authorize(&[]);
    let html = html(&page);
    for person in &PEOPLE {
        assert!(html.contains(person.name) && html.contains(&member_id(person)));
    }
    for foreign in ["src=", "href=", "<script", "url(", "@import"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let sub = member_id(&PEOPLE[2]);
    let answer = ottm.decide(&field(&page, "ticket").unwrap(), &sub, "approve");
    assert_eq!(answer.status.as_u16(), 303, "S18");
    let code = brought_back(&answer, "code").unwrap();
    assert_eq!(location(&answer), format!("{REDIRECT_URI}?&code={code}&state={STATE}"));
    let token = text(&ottm.exchange(&code, &[]), "access_token");
    assert_eq!(text(&ottm.userinfo(&token), "sub"), sub);
}

#[test]
fn both_of_the_paths_are_there_and_approve_needs_no_hands() {
    let ottm = documented().playing(|scenario| scenario.approve = true);
    let query = format!(
        "scope=openid%20profile&response_type=code&redirect_uri={REDIRECT_URI}&client_id={CLIENT_ID}"
    );
    for path in ["authorize", "authorize2"] {
        let answer = ottm.stage.answer(Asking::get(&format!("/ottm/auth/{path}?{query}")));
        assert_eq!(answer.status.as_u16(), 302, "{path}");
        let code = brought_back(&answer, "code").unwrap();
        assert_eq!(
            location(&answer),
            format!("{REDIRECT_URI}?&code={code}"),
            "no state, none back"
        );
    }
}

#[test]
fn whoever_refuses_goes_back_with_access_denied_and_a_form_is_good_once() {
    let ottm = documented();
    let sub = member_id(&PEOPLE[0]);
    let ticket = ottm.ticket(&[]);
    let nobody = ottm.decide(&ticket, "somebody", "approve");
    assert_eq!(refused(&nobody), said("10051"));
    let answer = ottm.decide(&ticket, &sub, "refuse");
    assert_eq!(location(&answer), format!("{REDIRECT_URI}?&error=access_denied&state={STATE}"));
    assert_eq!(refused(&ottm.decide(&ticket, &sub, "approve")), said("10051"));
    assert_eq!(refused(&ottm.decide("guessed", &sub, "approve")), said("10051"));
    let stale = ottm.ticket(&[]);
    assert_eq!(refused(&ottm.later(600).decide(&stale, &sub, "approve")), said("10051"));
}

#[test]
fn s02_what_is_not_fit_to_be_shown_is_refused_without_a_redirect() {
    let cases: [(&str, Option<&str>, &str); 10] = [
        ("client_id", None, "10051"),
        ("client_id", Some("someone"), "10073"),
        ("redirect_uri", None, "10051"),
        ("redirect_uri", Some("https://evil.example/callback"), "10051"),
        ("redirect_uri", Some("http://127.0.0.1/\r\ncallback"), "10051"),
        ("response_type", None, "10051"),
        ("response_type", Some("token"), "10051"),
        ("scope", None, "10051"),
        ("scope", Some("openid wallet"), "10071"),
        ("scope", Some(""), "10051"),
    ];
    for (name, value, code) in cases {
        let answer = documented().authorize(&[(name, value)]);
        assert_eq!(refused(&answer), said(code), "{name}={value:?}");
        assert!(!answer.header_map().contains_key(LOCATION));
    }
}

#[test]
fn s13_a_parameter_that_is_sent_twice_is_refused() {
    for name in ["client_id", "redirect_uri", "scope", "state"] {
        let query = format!(
            "scope=openid&response_type=code&state=x&redirect_uri={REDIRECT_URI}&client_id={CLIENT_ID}&{name}=y"
        );
        let answer =
            documented().stage.answer(Asking::get(&format!("/ottm/auth/authorize?{query}")));
        assert_eq!(refused(&answer), said("10051"), "{name}");
    }
}

#[test]
fn a_code_is_exchanged_for_what_the_document_prints() {
    let ottm = documented();
    let answer = ottm.exchange(&ottm.code(&[("nonce", Some("n-1"))]), &[]);
    let answered = body(&answer);
    let names: Vec<&String> = answered.as_object().unwrap().keys().collect();
    let expected =
        ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"];
    assert_eq!(names, expected);
    assert_eq!(answered["expires_in"], json!(3_599));
    assert_eq!(answered["scope"], "openid profile");
    let access = text(&answer, "access_token");
    assert_eq!(access.len(), 128);
    assert!(access.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
    let id_token = text(&answer, "id_token");
    assert!(part(&id_token, 0)["kid"].is_string());
    let now = ottm.stage.context.now().as_second();
    let sub = member_id(&PEOPLE[0]);
    assert_eq!(sub.len(), 32);
    let claims = json!({
        "iss": "http://127.0.0.1:9480/ottm", "sub": sub, "aud": CLIENT_ID,
        "iat": now, "exp": now + 3_600, "nonce": "n-1",
    });
    assert_eq!(part(&id_token, 1), claims);
    let without = ottm.exchange(&ottm.code(&[]), &[]);
    assert_eq!(part(&text(&without, "id_token"), 1)["nonce"], Value::Null);
    let user = json!({"sub": sub, "nickname": "하늘", "email": "haneul.kim@example.com"});
    assert_eq!(body(&ottm.userinfo(&access)), user);
}

#[test]
fn every_refusal_of_a_token_is_a_400_with_its_code() {
    let ottm = documented();
    let code = ottm.code(&[]);
    for (name, value, expected) in [
        ("grant_type", None, "10051"),
        ("grant_type", Some("client_credentials"), "10076"),
        ("client_id", None, "10051"),
        ("client_id", Some("someone"), "10073"),
        ("client_secret", None, "10051"),
        ("client_secret", Some("wrong"), "10073"),
        ("code", None, "10051"),
        ("code", Some("invented"), "10051"),
        ("redirect_uri", None, "10051"),
        ("redirect_uri", Some("http://127.0.0.1:4712/callback"), "10051"),
    ] {
        let answer = ottm.exchange(&code, &[(name, value)]);
        assert_eq!(refused(&answer), said(expected), "{name}={value:?}");
    }
    assert_eq!(refused(&ottm.stage.answer(Asking::json("/ottm/oauth2/v1/token", "{}"))).0, 400);
    let get = ottm.stage.answer(Asking::get("/ottm/oauth2/v1/token"));
    assert_eq!(get.status.as_u16(), 405, "S13");
    assert_eq!(ottm.exchange(&code, &[]).status.as_u16(), 200, "none of that used the code up");
}

#[test]
fn s07_s08_a_code_is_good_once_and_for_ten_minutes() {
    let ottm = documented();
    let code = ottm.code(&[]);
    assert_eq!(refused(&ottm.later(600).exchange(&code, &[])), said("10051"));
    let code = ottm.code(&[]);
    let token = text(&ottm.later(599).exchange(&code, &[]), "access_token");
    let elsewhere = [("redirect_uri", Some("http://127.0.0.1:1/callback"))];
    assert_eq!(refused(&ottm.exchange(&code, &elsewhere)), said("10051"));
    assert_eq!(ottm.userinfo(&token).status.as_u16(), 200, "whoever saw the code alone");
    assert_eq!(refused(&ottm.exchange(&code, &[])), said("10051"));
    assert_eq!(refused(&ottm.userinfo(&token)), said("10075"));
}

#[test]
fn a_token_is_for_its_scope_and_for_an_hour() {
    let ottm = documented();
    let token =
        |scope| text(&ottm.exchange(&ottm.code(&[("scope", Some(scope))]), &[]), "access_token");
    assert_eq!(refused(&ottm.userinfo(&token("profile"))), said("10074"));
    let only = body(&ottm.userinfo(&token("openid")));
    assert_eq!(only, json!({"sub": member_id(&PEOPLE[0])}));
    let both = token("openid profile");
    assert_eq!(ottm.later(3_599).userinfo(&both).status.as_u16(), 200);
    assert_eq!(refused(&ottm.later(3_600).userinfo(&both)), said("10075"), "not 401");
    assert_eq!(refused(&ottm.userinfo("invented")), said("10075"));
    assert_eq!(refused(&ottm.stage.answer(Asking::get("/ottm/oauth2/v1/userinfo"))), said("10075"));
}

#[test]
fn a_refresh_works_as_ours_and_the_token_stays() {
    let ottm = documented();
    let first = text(&ottm.exchange(&ottm.code(&[("nonce", Some("n"))]), &[]), "refresh_token");
    for _ in 0..2 {
        let answer = ottm.refresh(&first, &[]);
        assert_eq!(text(&answer, "refresh_token"), first);
        assert_eq!(ottm.userinfo(&text(&answer, "access_token")).status.as_u16(), 200);
        assert_eq!(part(&text(&answer, "id_token"), 1)["nonce"], Value::Null);
    }
    let less = ottm.refresh(&first, &[("scope", Some("openid"))]);
    assert_eq!(text(&less, "scope"), "openid");
    let more = ottm.refresh(&first, &[("scope", Some("openid wallet"))]);
    assert_eq!(refused(&more), said("10071"), "S10");
    assert_eq!(refused(&ottm.refresh("invented", &[])), said("10075"));
    assert_eq!(refused(&ottm.later(1_209_600).refresh(&first, &[])), said("10075"), "S11");
}

#[test]
fn s24_ten_wrong_secrets_shut_the_client_for_a_while() {
    let wrong: Changed<'_> = &[("client_secret", Some("wrong"))];
    for (ottm, status) in [(documented(), 400), (strict(), 429)] {
        for _ in 0..10 {
            ottm.exchange("x", wrong);
        }
        let code = ottm.code(&[]);
        let shut = ottm.exchange(&code, &[]);
        assert_eq!(refused(&shut), (status, "10073".to_owned()));
        assert_eq!(shut.header_map().contains_key(RETRY_AFTER), status == 429);
        assert_eq!(ottm.later(60).exchange(&code, &[]).status.as_u16(), 200);
    }
}

#[test]
fn s01_s15_by_the_standards_the_way_back_is_encoded_and_says_who_sends_it() {
    let ottm = strict();
    let elsewhere = ottm.authorize(&[("redirect_uri", Some("http://127.0.0.1:1/other"))]);
    assert_eq!(refused(&elsewhere), said("10051"));
    let odd: Changed<'_> = &[("state", Some("a b&c\r\n"))];
    let answer = ottm.playing(|scenario| scenario.approve = true).authorize(odd);
    assert!(location(&answer).starts_with(&format!("{REDIRECT_URI}?code=")));
    assert_eq!(brought_back(&answer, "state").as_deref(), Some("a b&c\r\n"));
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some("http://127.0.0.1:9480/ottm"));
    for (changed, error) in [
        (("response_type", Some("token")), "invalid_request"),
        (("scope", Some("wallet")), "invalid_scope"),
        (("code_challenge_method", Some("plain")), "invalid_request"),
        (("code_challenge", Some("short")), "invalid_request"),
    ] {
        let answer = ottm.authorize(&[changed]);
        assert_eq!(brought_back(&answer, "error").as_deref(), Some(error), "{changed:?}");
        assert_eq!(brought_back(&answer, "state").as_deref(), Some(STATE));
        assert_eq!(brought_back(&answer, "iss").as_deref(), Some("http://127.0.0.1:9480/ottm"));
    }
}

#[test]
fn s04_s05_s07_by_the_standards_a_challenge_is_kept_and_a_failure_burns_the_code() {
    let ottm = strict();
    let verified: Changed<'_> = &[("code_verifier", Some(VERIFIER))];
    assert_eq!(ottm.exchange(&ottm.code(&PKCE), verified).status.as_u16(), 200);
    let code = ottm.code(&PKCE);
    assert_eq!(refused(&ottm.exchange(&code, &[])), said("10051"), "S04");
    assert_eq!(refused(&ottm.exchange(&code, verified)), said("10051"), "burned");
    assert_eq!(refused(&ottm.exchange(&ottm.code(&[]), verified)), said("10051"), "S05");
    // The document knows neither.
    let ottm = documented();
    assert_eq!(ottm.exchange(&ottm.code(&PKCE), &[]).status.as_u16(), 200);
    assert_eq!(ottm.exchange(&ottm.code(&[]), verified).status.as_u16(), 200);
}

#[test]
fn s09_by_the_standards_a_refresh_token_rotates_and_its_reuse_ends_the_family() {
    let ottm = strict();
    let first = text(&ottm.exchange(&ottm.code(&[]), &[]), "refresh_token");
    let second = ottm.refresh(&first, &[]);
    let access = text(&second, "access_token");
    assert_ne!(text(&second, "refresh_token"), first);
    assert_eq!(refused(&ottm.refresh(&first, &[])), said("10075"));
    assert_eq!(refused(&ottm.refresh(&text(&second, "refresh_token"), &[])), said("10075"));
    assert_eq!(refused(&ottm.userinfo(&access)).0, 401);
}

#[test]
fn s14_s23_by_the_standards_a_status_means_something() {
    let ottm = strict();
    let wrong = ottm.exchange("x", &[("client_secret", Some("wrong"))]);
    assert_eq!(refused(&wrong), (401, "10073".to_owned()));
    let in_header = |body: &str| {
        let form = format!("grant_type=authorization_code&code=x{body}");
        let asking = Asking::form("/ottm/oauth2/v1/token", &form);
        ottm.stage.answer(asking.header("authorization", "Basic eDp5"))
    };
    let alone = in_header("");
    assert_eq!(refused(&alone), (401, "10073".to_owned()));
    assert_eq!(alone.header_map()[WWW_AUTHENTICATE], "Basic realm=\"ottm\"");
    let both = in_header(&format!("&client_id={CLIENT_ID}&client_secret=wrong"));
    assert_eq!(refused(&both), said("10051"), "S14: one way, not two");
    let refused_token = ottm.userinfo("invented");
    assert_eq!(refused(&refused_token), (401, "10075".to_owned()));
    let challenge = "Bearer realm=\"ottm\", error=\"invalid_token\"";
    assert_eq!(refused_token.header_map()[WWW_AUTHENTICATE], challenge);
    let nobody = ottm.stage.answer(Asking::get("/ottm/oauth2/v1/userinfo"));
    assert_eq!(refused(&nobody), (401, "10075".to_owned()));
    assert_eq!(nobody.header_map()[WWW_AUTHENTICATE], "Bearer realm=\"ottm\"", "no error");
    let profile = ottm.exchange(&ottm.code(&[("scope", Some("profile"))]), &[]);
    let refused_scope = ottm.userinfo(&text(&profile, "access_token"));
    assert_eq!(refused(&refused_scope), (403, "10074".to_owned()));
}
