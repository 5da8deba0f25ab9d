//! All of it by the standards.

use http::header::{ALLOW, CACHE_CONTROL, LOCATION, PRAGMA, WWW_AUTHENTICATE};
use serde_json::{Value, json};

use crate::sandbox::answer::Answer;
use crate::sandbox::browser::Changed;
use crate::sandbox::browser::{brought_back, encoded, field, html, location};
use crate::sandbox::hyfata::testing::{
    CHALLENGE, EMAIL, Hyfata, PKCE, REDIRECT_URI, STATE, VERIFIER, body, refused, text, typed,
};
use crate::sandbox::hyfata::{CLIENT_ID, CLIENT_SECRET};
use crate::sandbox::testing::Asking;

const VERIFIED: (&str, Option<&str>) = ("code_verifier", Some(VERIFIER));
const NO_SECRET: (&str, Option<&str>) = ("client_secret", None);
const PUBLIC: (&str, Option<&str>) = ("client_id", Some("client_1800000000000_public"));
const ISSUER: &str = "http://127.0.0.1:9480/hyfata";

fn hyfata() -> Hyfata {
    Hyfata::behaving("strict")
}

fn error(answer: &Answer) -> (u16, String) {
    let (status, error, _) = refused(answer);
    (status, error)
}

fn grant() -> (u16, String) {
    (400, "invalid_grant".to_owned())
}

/// Access and refresh token of the usual client.
fn pair(hyfata: &Hyfata, scope: &str) -> (String, String) {
    let code = hyfata.code(&[&PKCE[..], &[("scope", Some(scope))]].concat());
    let answer = hyfata.exchange(&code, &[VERIFIED]);
    (text(&answer, "access_token"), text(&answer, "refresh_token"))
}

/// A call of one of the endpoints that want a client and a token.
fn about(hyfata: &Hyfata, path: &str, token: &str, who: &str) -> Answer {
    hyfata.stage.answer(Asking::form(path, &format!("token={token}&{who}")))
}

fn us() -> String {
    format!("client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}")
}

fn userinfo(hyfata: &Hyfata, token: &str) -> Answer {
    hyfata.stage.answer(Asking::get("/hyfata/oauth/userinfo").bearer(token))
}

#[test]
fn s02_without_a_client_or_an_address_there_is_a_page_and_no_redirect() {
    for changed in [
        ("client_id", None),
        ("client_id", Some("someone")),
        ("redirect_uri", None),
        ("redirect_uri", Some("https://evil.example/callback")),
        ("redirect_uri", Some("http://127.0.0.1:4711/Callback")),
        ("redirect_uri", Some("http://127.0.0.1:4711/callback/")),
    ] {
        let answer = hyfata().authorize(&[changed]);
        assert_eq!(answer.status.as_u16(), 400, "{changed:?}");
        assert!(!answer.header_map().contains_key(LOCATION));
        assert!(html(&answer).contains("OAuth Error"));
    }
    for name in ["client_id", "redirect_uri"] {
        let twice = format!(
            "/hyfata/oauth/authorize?response_type=code&client_id={CLIENT_ID}&redirect_uri={REDIRECT_URI}&{name}=x"
        );
        assert_eq!(hyfata().stage.answer(Asking::get(&twice)).status.as_u16(), 400, "{name}");
    }
}

#[test]
fn s06_s15_everything_else_goes_back_with_state_and_issuer() {
    for (changed, code) in [
        (vec![("response_type", None)], "invalid_request"),
        (vec![("response_type", Some("token"))], "unsupported_response_type"),
        (vec![("scope", Some("email everything"))], "invalid_scope"),
        (vec![PUBLIC], "invalid_request"),
        (vec![("code_challenge", Some(CHALLENGE))], "invalid_request"),
        (vec![PKCE[0], ("code_challenge_method", Some("plain"))], "invalid_request"),
        (vec![PKCE[1]], "invalid_request"),
        (vec![("code_challenge", Some("short")), PKCE[1]], "invalid_request"),
    ] {
        let answer = hyfata().authorize(&changed);
        assert_eq!(brought_back(&answer, "error").as_deref(), Some(code), "{changed:?}");
        assert_eq!(brought_back(&answer, "state").as_deref(), Some(STATE));
        assert_eq!(brought_back(&answer, "iss").as_deref(), Some(ISSUER));
        assert_eq!(brought_back(&answer, "code"), None);
    }
    let twice = format!(
        "/hyfata/oauth/authorize?response_type=code&client_id={CLIENT_ID}&redirect_uri={REDIRECT_URI}&x=1&x=2"
    );
    let answer = hyfata().stage.answer(Asking::get(&twice));
    assert_eq!(brought_back(&answer, "error").as_deref(), Some("invalid_request"), "S13");
    let answer = hyfata().stage.answer(Asking::get(&format!("{twice}&state=a&state=b")));
    assert_eq!(brought_back(&answer, "state"), None, "whose state would it be?");
}

#[test]
fn s18_after_the_form_comes_303_with_everything_encoded() {
    let hyfata = hyfata();
    let asked = [&PKCE[..], &[("state", Some("a b&c=\u{d55c}\r\n"))]].concat();
    let page = hyfata.authorize(&asked);
    let ticket = field(&page, "ticket").unwrap();
    assert_eq!(field(&page, "redirect_uri"), None, "the request stays here");
    let answer = hyfata.login(&[("ticket", &ticket)], &typed());
    assert_eq!(answer.status.as_u16(), 303);
    assert!(!location(&answer).contains(' '), "{}", location(&answer));
    assert_eq!(brought_back(&answer, "state").unwrap(), "a b&c=\u{d55c}\r\n");
    assert_eq!(brought_back(&answer, "iss").as_deref(), Some(ISSUER));
    let code = brought_back(&answer, "code").unwrap();
    assert_eq!(hyfata.exchange(&code, &[VERIFIED]).status.as_u16(), 200);
    let again = hyfata.login(&[("ticket", &ticket)], &typed());
    assert_eq!(again.status.as_u16(), 400, "a ticket is used up");
    let stale = field(&hyfata.authorize(&PKCE), "ticket").unwrap();
    assert_eq!(hyfata.later(600).login(&[("ticket", &stale)], &typed()).status.as_u16(), 400);
    let stateless = hyfata.playing(|scenario| scenario.approve = true);
    assert_eq!(brought_back(&stateless.authorize(&[("state", None)]), "state"), None);
}

#[test]
fn whoever_cancels_goes_back_with_access_denied() {
    let hyfata = hyfata();
    let ticket = field(&hyfata.authorize(&PKCE), "ticket").unwrap();
    let answer = hyfata.login(&[("ticket", &ticket), ("decision", "refuse")], &[]);
    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(brought_back(&answer, "error").as_deref(), Some("access_denied"));
}

#[test]
fn s24_ten_wrong_passwords_shut_an_account_for_a_while() {
    let hyfata = hyfata();
    let ticket = field(&hyfata.authorize(&PKCE), "ticket").unwrap();
    for _ in 0..10 {
        let wrong = [("email", Some(EMAIL)), ("password", Some("wrong"))];
        let answer = hyfata.login(&[("ticket", &ticket)], &wrong);
        assert_eq!(answer.status.as_u16(), 200);
    }
    let shut = hyfata.login(&[("ticket", &ticket)], &typed());
    assert_eq!(shut.status.as_u16(), 429);
    assert!(shut.rule.unwrap().starts_with("S24"));
    let after = hyfata.later(60).login(&[("ticket", &ticket)], &typed());
    assert_eq!(after.status.as_u16(), 303);
}

#[test]
fn a_token_says_its_life_in_seconds() {
    let hyfata = hyfata();
    let code = hyfata.code(&[&PKCE[..], &[("scope", Some("email"))]].concat());
    let answer = hyfata.exchange(&code, &[VERIFIED]);
    assert_eq!(body(&answer)["expires_in"], json!(3_600));
    assert_eq!(text(&answer, "scope"), "email");
}

#[test]
fn s04_s05_a_challenge_and_a_verifier_come_together_or_not_at_all() {
    let hyfata = hyfata();
    let other = "a".repeat(43);
    for changed in [None, Some(other.as_str()), Some("short")] {
        let code = hyfata.code(&PKCE);
        let answer = hyfata.exchange(&code, &[("code_verifier", changed)]);
        assert_eq!(error(&answer), grant(), "{changed:?}");
        assert_eq!(error(&hyfata.exchange(&code, &[VERIFIED])), grant(), "the code is burned");
    }
    assert_eq!(error(&hyfata.exchange(&hyfata.code(&[]), &[VERIFIED])), grant(), "S05");
    assert_eq!(hyfata.exchange(&hyfata.code(&[]), &[]).status.as_u16(), 200);
}

#[test]
fn s01_s07_a_code_is_bound_to_its_client_and_its_address_and_burned_by_a_failure() {
    let hyfata = hyfata();
    for uri in
        [None, Some("http://127.0.0.1:4712/callback"), Some("http://localhost:4711/callback")]
    {
        let code = hyfata.code(&PKCE);
        let answer = hyfata.exchange(&code, &[VERIFIED, ("redirect_uri", uri)]);
        assert_eq!(error(&answer), grant(), "{uri:?}");
        assert_eq!(error(&hyfata.exchange(&code, &[VERIFIED])), grant(), "burned");
    }
    let code = hyfata.code(&PKCE);
    assert_eq!(error(&hyfata.exchange(&code, &[VERIFIED, PUBLIC, NO_SECRET])), grant());
    assert_eq!(hyfata.exchange(&code, &[VERIFIED]).status.as_u16(), 200, "not theirs to burn");
    let code = hyfata.code(&PKCE);
    assert_eq!(error(&hyfata.later(600).exchange(&code, &[VERIFIED])), grant());
}

#[test]
fn s08_a_code_that_comes_again_ends_its_tokens_if_all_else_is_right() {
    let hyfata = hyfata();
    let code = hyfata.code(&PKCE);
    let access = text(&hyfata.exchange(&code, &[VERIFIED]), "access_token");
    assert_eq!(error(&hyfata.exchange(&code, &[])), grant());
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 200, "whoever saw the code alone");
    assert_eq!(error(&hyfata.exchange(&code, &[VERIFIED])), grant());
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 401);
}

#[test]
fn s09_s11_a_refresh_token_is_good_once_and_for_two_weeks() {
    let hyfata = hyfata();
    let (_, first) = pair(&hyfata, "email");
    let second = hyfata.refresh(&first, &[]);
    let (access, refresh) = (text(&second, "access_token"), text(&second, "refresh_token"));
    assert_eq!(error(&hyfata.refresh(&first, &[])), grant());
    assert_eq!(error(&hyfata.refresh(&refresh, &[])), grant(), "the family is revoked");
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 401);
    let (_, idle) = pair(&hyfata, "email");
    let moved = text(&hyfata.later(1_209_599).refresh(&idle, &[]), "refresh_token");
    assert_eq!(hyfata.later(1_300_000).refresh(&moved, &[]).status.as_u16(), 200);
    let (_, idle) = pair(&hyfata, "email");
    assert_eq!(error(&hyfata.later(1_209_600).refresh(&idle, &[])), grant(), "S11");
}

#[test]
fn s10_a_refresh_can_ask_for_less_and_not_for_more() {
    let hyfata = hyfata();
    let (_, refresh) = pair(&hyfata, "email profile");
    let more = hyfata.refresh(&refresh, &[("scope", Some("email sessions:manage"))]);
    assert_eq!(error(&more), (400, "invalid_scope".to_owned()));
    let less = hyfata.refresh(&refresh, &[("scope", Some("email"))]);
    assert_eq!(text(&less, "scope"), "email");
    let all = hyfata.refresh(&text(&less, "refresh_token"), &[]);
    assert_eq!(text(&all, "scope"), "email profile");
}

#[test]
fn s12_s13_the_token_endpoint_has_the_standards_manners() {
    let hyfata = hyfata();
    let get = hyfata.stage.answer(Asking::get("/hyfata/oauth/token"));
    assert_eq!((get.status.as_u16(), &get.header_map()[ALLOW]), (405, &"POST".parse().unwrap()));
    let twice = format!("grant_type=authorization_code&code=x&{}&client_id=x", us());
    let twice = hyfata.stage.answer(Asking::form("/hyfata/oauth/token", &twice));
    assert_eq!(error(&twice), (400, "invalid_request".to_owned()));
    let grant = hyfata.token(&[("grant_type", Some("password"))]);
    assert_eq!(error(&grant), (400, "unsupported_grant_type".to_owned()));
    for answer in [twice, grant, hyfata.exchange(&hyfata.code(&[]), &[])] {
        let headers = answer.header_map();
        assert_eq!(
            (&headers[CACHE_CONTROL], &headers[PRAGMA]),
            (&"no-store".parse().unwrap(), &"no-cache".parse().unwrap())
        );
    }
}

#[test]
fn s14_a_client_proves_itself_in_one_way() {
    let hyfata = hyfata();
    let basic = |pair: &str, body: &str| {
        use base64::Engine as _;
        let value = base64::engine::general_purpose::STANDARD.encode(pair);
        let asking = Asking::form("/hyfata/oauth/token", body);
        hyfata.stage.answer(asking.header("authorization", &format!("Basic {value}")))
    };
    let exchange = |code: &str| {
        let redirect_uri = encoded(REDIRECT_URI);
        format!("grant_type=authorization_code&code={code}&redirect_uri={redirect_uri}")
    };
    let right = format!("{CLIENT_ID}:{}", CLIENT_SECRET.replace('_', "%5F"));
    assert_eq!(basic(&right, &exchange(&hyfata.code(&[]))).status.as_u16(), 200, "encoded");
    let both = format!("{}&{}", exchange("x"), us());
    assert_eq!(error(&basic(&right, &both)), (400, "invalid_request".to_owned()));
    for pair in ["x:y", "no colon", &format!("{CLIENT_ID}:wrong"), &format!("{CLIENT_ID}:")] {
        let answer = basic(pair, &exchange("x"));
        assert_eq!(error(&answer), (401, "invalid_client".to_owned()), "{pair}");
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], "Basic realm=\"hyfata\"");
    }
    let public_with_secret = [PUBLIC, ("client_secret", Some("x"))];
    let nobody = [NO_SECRET, ("client_id", None)];
    for changed in [&nobody[..], &[NO_SECRET], &[("client_secret", Some("x"))], &public_with_secret]
    {
        let answer = hyfata.exchange("x", changed);
        assert_eq!(error(&answer), (401, "invalid_client".to_owned()), "{changed:?}");
        assert!(!answer.header_map().contains_key(WWW_AUTHENTICATE));
    }
}

#[test]
fn s24_ten_wrong_secrets_shut_the_client_for_a_while() {
    let hyfata = hyfata();
    for _ in 0..10 {
        assert_eq!(hyfata.exchange("x", &[("client_secret", Some("x"))]).status.as_u16(), 401);
    }
    let code = hyfata.code(&[]);
    assert_eq!(hyfata.exchange(&code, &[]).status.as_u16(), 429);
    assert_eq!(hyfata.later(60).exchange(&code, &[]).status.as_u16(), 200);
}

#[test]
fn a_public_client_has_a_challenge_and_no_secret() {
    let hyfata = hyfata();
    let code = hyfata.code(&[&PKCE[..], &[PUBLIC]].concat());
    let public: Changed<'_> = &[PUBLIC, NO_SECRET, VERIFIED];
    let first = text(&hyfata.exchange(&code, public), "refresh_token");
    let second = hyfata.refresh(&first, &[PUBLIC, NO_SECRET]);
    assert_eq!(second.status.as_u16(), 200);
    assert_eq!(error(&hyfata.refresh(&text(&second, "refresh_token"), &[])), grant(), "not ours");
}

#[test]
fn s20_a_token_is_revoked_by_its_own_client_and_a_refresh_token_with_its_family() {
    let hyfata = hyfata();
    let revoke = |token: &str, who: &str| about(&hyfata, "/hyfata/oauth/revoke", token, who);
    assert_eq!(revoke("invented", &us()).status.as_u16(), 200);
    let (access, refresh) = pair(&hyfata, "email");
    assert_eq!(error(&revoke(&refresh, "client_id=client_1800000000000_public")), grant());
    assert_eq!(error(&revoke(&refresh, &format!("client_id={CLIENT_ID}"))).0, 401);
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 200);
    assert_eq!(revoke(&refresh, &us()).status.as_u16(), 200);
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 401);
    let (access, refresh) = pair(&hyfata, "email");
    assert_eq!(revoke(&access, &us()).status.as_u16(), 200);
    assert_eq!(userinfo(&hyfata, &access).status.as_u16(), 401);
    assert_eq!(hyfata.refresh(&refresh, &[]).status.as_u16(), 200);
}

#[test]
fn s21_a_token_is_looked_at_by_its_own_client_alone() {
    let hyfata = hyfata();
    let path = "/hyfata/oauth/introspect";
    let (access, refresh) = pair(&hyfata, "email");
    let active = body(&about(&hyfata, path, &access, &us()));
    assert_eq!(active["active"], true);
    assert_eq!((&active["scope"], &active["sub"]), (&json!("email"), &json!(EMAIL)));
    assert_eq!(active["exp"], json!(hyfata.stage.context.now().as_second() + 3_600));
    assert_eq!(body(&about(&hyfata, path, &refresh, &us()))["active"], true);
    let nothing = json!({ "active": false });
    assert_eq!(body(&about(&hyfata, path, "invented", &us())), nothing);
    assert_eq!(body(&about(&hyfata.later(3_600), path, &access, &us())), nothing);
    for who in ["", "client_id=client_1800000000000_public", &format!("client_id={CLIENT_ID}")] {
        assert!(matches!(error(&about(&hyfata, path, &access, who)).0, 400 | 401), "{who}");
    }
}

#[test]
fn s23_a_bearer_is_told_what_is_missing() {
    let hyfata = hyfata();
    let (both, _) = pair(&hyfata, "email profile");
    let user = json!({"sub": EMAIL, "email": EMAIL, "name": "김하늘"});
    assert_eq!(body(&userinfo(&hyfata, &both)), user);
    let (profile, _) = pair(&hyfata, "profile");
    assert_eq!(body(&userinfo(&hyfata, &profile))["email"], Value::Null);
    let (none, _) = pair(&hyfata, "sessions:manage");
    for (answer, status, challenge) in [
        (userinfo(&hyfata, &none), 403, "Bearer realm=\"hyfata\", error=\"insufficient_scope\""),
        (userinfo(&hyfata, "x"), 401, "Bearer realm=\"hyfata\", error=\"invalid_token\""),
        (
            hyfata.stage.answer(Asking::get("/hyfata/oauth/userinfo")),
            401,
            "Bearer realm=\"hyfata\"",
        ),
        (
            hyfata.stage.answer(Asking::get("/hyfata/oauth/userinfo?access_token=x").bearer(&both)),
            400,
            "Bearer realm=\"hyfata\", error=\"invalid_request\"",
        ),
    ] {
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], challenge);
    }
}

#[test]
fn s16_s17_the_metadata_is_where_both_standards_look_for_it() {
    let hyfata = hyfata();
    let get = |path: &str| hyfata.stage.answer(Asking::get(path));
    let one = get("/.well-known/oauth-authorization-server/hyfata");
    let other = get("/hyfata/.well-known/openid-configuration");
    assert_eq!(one.header_map()["content-type"], "application/json");
    assert_eq!(body(&one), body(&other));
    let document = body(&one);
    assert_eq!(document["issuer"], ISSUER);
    assert_eq!(document["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(document["token_endpoint"], format!("{ISSUER}/oauth/token"));
    assert_eq!(document["authorization_response_iss_parameter_supported"], true);
}
