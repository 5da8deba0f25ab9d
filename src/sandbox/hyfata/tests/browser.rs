//! The browser's part as it is documented and coded, from the request to the redirect.

use http::header::LOCATION;

use crate::sandbox::browser::{brought_back, field, html, location};
use crate::sandbox::hyfata::CLIENT_ID;
use crate::sandbox::hyfata::testing::{
    CHALLENGE, Hyfata, PKCE, REDIRECT_URI, STATE, refused, text, typed,
};
use crate::sandbox::people::{PASSWORD, PEOPLE};
use crate::sandbox::testing::Asking;

const HIDDEN: [(&str, &str); 3] =
    [("client_id", CLIENT_ID), ("redirect_uri", REDIRECT_URI), ("state", STATE)];

#[test]
fn the_form_carries_the_request_and_shows_who_can_log_in() {
    let answer = Hyfata::behaving("documented").authorize(&PKCE);
    assert_eq!(answer.status.as_u16(), 200);
    let html = html(&answer);
    assert!(html.contains("<title>OAuth Login - Hyfata</title>"), "{html}");
    assert!(html.contains(PASSWORD));
    for person in &PEOPLE {
        assert!(html.contains(person.name) && html.contains(person.email));
    }
    for (name, value) in HIDDEN {
        assert_eq!(field(&answer, name).as_deref(), Some(value));
    }
    assert_eq!(field(&answer, "code_challenge").as_deref(), Some(CHALLENGE));
    assert_eq!(field(&answer, "code_challenge_method").as_deref(), Some("S256"));
    for foreign in ["src=", "href=", "<script", "url(", "@import"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
}

#[test]
fn what_is_refused_is_a_page_that_says_200() {
    for (behavior, changed, words) in [
        ("documented", ("client_id", Some("x")), "Invalid client"),
        ("as-coded", ("client_id", Some("x")), "유효하지 않은 클라이언트입니다."),
        ("documented", ("redirect_uri", Some("https://evil.example/")), "Invalid redirect URI"),
        ("documented", ("redirect_uri", Some("")), "Invalid redirect URI"),
        (
            "documented",
            ("response_type", Some("token")),
            "Unsupported response_type. Only &#39;code&#39; is supported",
        ),
        ("as-coded", ("scope", Some("email 2fa:manage")), "invalid_scope: 2fa:manage"),
    ] {
        let answer = Hyfata::behaving(behavior).authorize(&[changed]);
        let html = html(&answer).replace('\'', "&#39;");
        assert_eq!(answer.status.as_u16(), 200, "{changed:?}");
        assert!(!answer.header_map().contains_key(LOCATION), "S02");
        assert!(html.contains("<title>OAuth Error - Hyfata</title>"), "{html}");
        assert!(html.contains(words), "{html}");
        assert!(answer.rule.is_some());
    }
}

#[test]
fn the_checks_have_an_order_and_a_missing_parameter_is_a_500() {
    let hyfata = Hyfata::behaving("documented");
    let wrong = [("client_id", Some("x")), ("redirect_uri", Some("x"))];
    assert!(html(&hyfata.authorize(&wrong)).contains("Invalid client"));
    let wrong = [("redirect_uri", Some("x")), ("response_type", Some("x"))];
    assert!(html(&hyfata.authorize(&wrong)).contains("Invalid redirect URI"));
    for name in ["client_id", "redirect_uri"] {
        let (status, error, _) = refused(&hyfata.authorize(&[(name, None)]));
        assert_eq!((status, error.as_str()), (500, "Internal server error"), "{name}");
    }
}

#[test]
fn what_may_be_missing_is_made_up() {
    let hyfata = Hyfata::behaving("documented");
    let answer = hyfata.authorize(&[("response_type", None), ("state", None)]);
    let state = field(&answer, "state").unwrap();
    assert_eq!(state.len(), 36, "a UUID");
    let invented = hyfata.authorize(&[("code_challenge_method", Some("plain"))]);
    assert_eq!(field(&invented, "code_challenge_method"), None, "no method without a challenge");
    // Any challenge and any method are written down.
    let odd = [("code_challenge", Some("short")), ("code_challenge_method", Some("plain"))];
    assert_eq!(field(&hyfata.authorize(&odd), "code_challenge_method").as_deref(), Some("plain"));
}

#[test]
fn whoever_logs_in_goes_back_with_a_code_of_fifty_characters() {
    let hyfata = Hyfata::behaving("documented");
    let answer = hyfata.login(&HIDDEN, &typed());
    assert_eq!(answer.status.as_u16(), 302);
    let code = brought_back(&answer, "code").unwrap();
    assert_eq!(code.len(), 50);
    assert_eq!(location(&answer), format!("{REDIRECT_URI}?code={code}&state={STATE}"));
    text(&hyfata.exchange(&code, &[]), "access_token");
}

#[test]
fn the_way_back_is_not_encoded() {
    let hyfata = Hyfata::behaving("documented");
    let with_query = format!("{REDIRECT_URI}?x=1");
    let odd = [("redirect_uri", Some(with_query.as_str())), ("state", Some("a b&c"))];
    let answer = hyfata.login(&HIDDEN, &[&typed()[..], &odd].concat());
    let location = location(&answer);
    assert!(location.starts_with(&format!("{with_query}?code=")), "{location}");
    assert!(location.ends_with("&state=a b&c"), "{location}");
    let split = hyfata.login(&HIDDEN, &[&typed()[..], &[("state", Some("a\r\nb: c"))]].concat());
    assert!(!split.header_map().contains_key(LOCATION));
    assert!(html(&split).contains("Authorization failed"));
}

#[test]
fn a_wrong_login_shows_the_form_again() {
    let hyfata = Hyfata::behaving("documented");
    for (name, value, words) in [
        ("password", "wrong", "Invalid email or password"),
        ("password", "", "Invalid email or password"),
        ("email", "\"><b>nobody@example.com", "Invalid email or password"),
        ("client_id", "someone", "Invalid client"),
        ("redirect_uri", "https://evil.example/", "Invalid redirect URI"),
    ] {
        let kept: Vec<_> = typed().into_iter().filter(|(known, _)| *known != name).collect();
        let answer = hyfata.login(&HIDDEN, &[&kept[..], &[(name, Some(value))]].concat());
        assert_eq!(answer.status.as_u16(), 200, "{name}");
        assert!(!answer.header_map().contains_key(LOCATION));
        let html = html(&answer);
        assert!(html.contains(words), "{name}: {html}");
        assert!(!html.contains("<b>") && !html.contains("value=\"wrong\""), "{html}");
    }
    let again = hyfata.login(&HIDDEN, &[("email", Some("a@example.com")), ("password", Some("x"))]);
    assert!(html(&again).contains("value=\"a@example.com\""));
    let missing = hyfata.login(&HIDDEN, &[("email", Some("a@example.com"))]);
    assert_eq!(refused(&missing).0, 500);
    assert_eq!(refused(&hyfata.stage.answer(Asking::json("/hyfata/oauth/login", "{}"))).0, 500);
}

#[test]
fn without_hands_the_default_person_logs_in_at_once() {
    let hyfata = Hyfata::behaving("as-coded").playing(|scenario| scenario.approve = true);
    let answer = hyfata.authorize(&[("scope", Some("email sessions:manage"))]);
    assert_eq!(answer.status.as_u16(), 302);
    let code = brought_back(&answer, "code").unwrap();
    let token = hyfata.exchange(&code, &[]);
    assert_eq!(text(&token, "scope"), "email sessions:manage");
}

#[test]
fn today_a_login_by_hand_loses_the_scope() {
    let hyfata = Hyfata::behaving("as-coded");
    let code = brought_back(&hyfata.login(&HIDDEN, &typed()), "code").unwrap();
    assert_eq!(text(&hyfata.exchange(&code, &[]), "scope"), "profile email");
}
