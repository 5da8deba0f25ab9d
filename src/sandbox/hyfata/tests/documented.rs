//! The client's part by the document.

use serde_json::json;

use crate::sandbox::hyfata::CLIENT_ID;
use crate::sandbox::hyfata::testing::{EMAIL, Hyfata, PKCE, VERIFIER, body, claims, refused};
use crate::sandbox::testing::Asking;

fn hyfata() -> Hyfata {
    Hyfata::behaving("documented")
}

fn grant(words: &str) -> (u16, String, String) {
    (400, "invalid_grant".to_owned(), words.to_owned())
}

#[test]
fn a_code_is_exchanged_for_what_the_document_prints() {
    let hyfata = hyfata();
    let answer = hyfata.exchange(&hyfata.code(&PKCE), &[("code_verifier", Some(VERIFIER))]);
    let answered = body(&answer);
    assert_eq!(answer.status.as_u16(), 200, "{answered}");
    let names: Vec<&String> = answered.as_object().unwrap().keys().collect();
    let expected = ["access_token", "expires_in", "refresh_token", "scope", "token_type"];
    assert_eq!(names, expected);
    assert_eq!(answered["expires_in"], json!(86_400_000));
    assert_eq!(answered["scope"], "user:email user:profile");
    assert_eq!(answered["token_type"], "Bearer");
    assert_eq!(answer.header_map()["cache-control"], "no-store", "S12");
    let now = hyfata.stage.context.now().as_second();
    let access = claims(answered["access_token"].as_str().unwrap());
    assert_eq!(access, json!({"sub": EMAIL, "email": EMAIL, "iat": now, "exp": now + 86_400}));
    let refresh = claims(answered["refresh_token"].as_str().unwrap());
    assert_eq!(refresh, json!({"sub": EMAIL, "iat": now, "exp": now + 604_800}));
}

#[test]
fn without_pkce_a_verifier_is_ignored_and_the_grant_goes_without_saying() {
    let hyfata = hyfata();
    let ignored = [("code_verifier", Some("x")), ("grant_type", None)];
    assert_eq!(hyfata.exchange(&hyfata.code(&[]), &ignored).status.as_u16(), 200);
}

#[test]
fn each_check_has_its_words() {
    let hyfata = hyfata();
    let code = hyfata.code(&PKCE);
    let long = "a".repeat(129);
    for (changed, words) in [
        (
            ("grant_type", Some("refresh_token")),
            "Unsupported grant_type. Only 'authorization_code' is supported",
        ),
        (("code", None), "Authorization code is required"),
        (("code", Some("invented")), "Invalid authorization code"),
        (("client_id", Some("someone")), "Invalid authorization code"),
        (("redirect_uri", Some("http://127.0.0.1:4712/callback")), "Redirect URI mismatch"),
        (("code_verifier", None), "code_verifier is required for PKCE flow"),
        (("code_verifier", Some("short")), "Invalid code_verifier format"),
        (("code_verifier", Some(long.as_str())), "Invalid code_verifier format"),
        (("code_verifier", Some(&long[..128])), "code_verifier verification failed"),
        (("client_secret", Some("wrong")), "Invalid client credentials"),
    ] {
        let verifier = ("code_verifier", Some(VERIFIER));
        let both: &[_] = if changed.0 == verifier.0 { &[changed] } else { &[changed, verifier] };
        assert_eq!(refused(&hyfata.exchange(&code, both)), grant(words), "{changed:?}");
    }
    // None of that has used the code up.
    let right = [("code_verifier", Some(VERIFIER))];
    assert_eq!(hyfata.exchange(&code, &right).status.as_u16(), 200);
    assert_eq!(refused(&hyfata.exchange(&code, &right)), grant("Authorization code already used"));
}

#[test]
fn the_order_of_the_checks_is_hyfatas_own() {
    let hyfata = hyfata();
    let code = hyfata.code(&PKCE);
    let mut wrong = vec![
        ("grant_type", Some("x")),
        ("code", Some("x")),
        ("redirect_uri", Some("x")),
        ("code_verifier", Some("x")),
        ("client_secret", Some("x")),
    ];
    for words in [
        "Unsupported grant_type. Only 'authorization_code' is supported",
        "Invalid authorization code",
        "Redirect URI mismatch",
        "Invalid code_verifier format",
    ] {
        assert_eq!(refused(&hyfata.exchange(&code, &wrong)).2, words);
        wrong.remove(0);
    }
}

#[test]
fn s07_a_code_is_good_for_ten_minutes_and_then_it_never_was() {
    let hyfata = hyfata();
    let code = hyfata.code(&[]);
    let later = hyfata.later(600);
    assert_eq!(refused(&later.exchange(&code, &[])), grant("Authorization code expired"));
    assert_eq!(refused(&later.exchange(&code, &[])), grant("Invalid authorization code"));
    let code = hyfata.code(&[]);
    assert_eq!(hyfata.later(599).exchange(&code, &[]).status.as_u16(), 200);
}

#[test]
fn plain_never_works() {
    let hyfata = hyfata();
    let plain = [("code_challenge", Some(VERIFIER)), ("code_challenge_method", Some("plain"))];
    let code = hyfata.code(&plain);
    let answer = hyfata.exchange(&code, &[("code_verifier", Some(VERIFIER))]);
    assert_eq!(refused(&answer), grant("code_verifier verification failed"));
}

#[test]
fn what_the_framework_misses_is_a_500() {
    let hyfata = hyfata();
    let code = hyfata.code(&[]);
    let unexpected = json!({"error": "Internal server error", "status": "INTERNAL_SERVER_ERROR"});
    for name in ["client_id", "client_secret", "redirect_uri"] {
        let answer = hyfata.exchange(&code, &[(name, None)]);
        assert_eq!((answer.status.as_u16(), body(&answer)), (500, unexpected.clone()), "{name}");
    }
    for asking in [
        Asking::get("/hyfata/oauth/token"),
        Asking::json("/hyfata/oauth/token", "{}"),
        Asking::get("/hyfata/oauth/login"),
        Asking::form("/hyfata/oauth/token", &format!("client_id={CLIENT_ID}&client_id=x")),
    ] {
        let answer = hyfata.stage.answer(asking);
        assert_eq!((answer.status.as_u16(), body(&answer)), (500, unexpected.clone()));
    }
}

#[test]
fn what_is_not_there_is_forbidden_without_a_word() {
    let hyfata = hyfata();
    for asking in [
        Asking::get("/hyfata/api/sessions"),
        Asking::form("/hyfata/oauth/revoke", "token=x"),
        Asking::form("/hyfata/oauth/introspect", "token=x"),
        Asking::form("/hyfata/oauth/logout", "refresh_token=x").bearer("x"),
        Asking::get("/hyfata/oauth/userinfo").bearer("x"),
        Asking::get("/hyfata/.well-known/openid-configuration"),
        Asking::get("/.well-known/oauth-authorization-server/hyfata"),
    ] {
        let answer = hyfata.stage.answer(asking);
        assert_eq!((answer.status.as_u16(), answer.body.len()), (403, 0));
    }
}
