//! The client's part: what is issued, what is refused, what ends.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{CACHE_CONTROL, PRAGMA};
use serde_json::{Value, json};

use crate::sandbox::State;
use crate::sandbox::kftc::testing::{Kftc, body, rsp_code, rsp_message, text};
use crate::sandbox::kftc::{CLIENT_ID, CLIENT_SECRET, CLIENT_USE_CODE, REDIRECT_URI};
use crate::sandbox::testing::Asking;

const ME: &str = "/user/me?user_seq_no=1101000001";
const ACCESS: i64 = 7_775_999;

fn parameter(number: &str) -> String {
    format!("인증 파라미터 오류([{number}])")
}

fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// What the gateway says to a token.
fn said_to(kftc: &Kftc, token: &str) -> String {
    rsp_code(&kftc.asked(token, ME))
}

fn revoked(kftc: &Kftc, parameters: &str) -> crate::sandbox::answer::Answer {
    kftc.stage.answer(Asking::form("/kftc/oauth/2.0/revoke", parameters))
}

#[test]
fn a_code_is_exchanged_for_a_pair() {
    let kftc = Kftc::new();
    let answer = kftc.exchange(&kftc.code());
    let answered = body(&answer);
    let names: Vec<&String> = answered.as_object().unwrap().keys().collect();
    let expected =
        ["access_token", "expires_in", "refresh_token", "scope", "token_type", "user_seq_no"];
    assert_eq!(names, expected);
    assert_eq!(answered["expires_in"], json!(ACCESS), "the one number");
    assert_eq!(answered["scope"], "inquiry login");
    assert_eq!(answered["token_type"], "Bearer");
    let now = kftc.stage.context.now().as_second();
    for (token, life) in [("access_token", ACCESS), ("refresh_token", ACCESS + 864_000)] {
        let mut claims = claims(answered[token].as_str().unwrap());
        claims.as_object_mut().unwrap().remove("jti").unwrap();
        let expected = json!({
            "aud": "1101000001", "scope": ["inquiry", "login"],
            "iss": "https://www.openbanking.or.kr", "exp": now + life,
        });
        assert_eq!(claims, expected);
    }
    assert_eq!(answer.header_map()[CACHE_CONTROL], "no-store", "S12");
    assert_eq!(answer.header_map()[PRAGMA], "no-cache");
}

#[test]
fn s07_a_code_is_good_once_and_for_ten_minutes() {
    let kftc = Kftc::new();
    let code = kftc.code();
    assert_eq!(rsp_message(&kftc.later(600).exchange(&code)), parameter("3002110"));
    assert!(body(&kftc.later(599).exchange(&code))["access_token"].is_string());
    assert_eq!(rsp_message(&kftc.exchange(&code)), parameter("3002110"));
    assert_eq!(rsp_message(&kftc.exchange("invented")), parameter("3002110"));
}

#[test]
fn s01_s07_a_code_is_bound_to_its_client_and_its_redirect_uri() {
    let kftc = Kftc::new();
    let code = kftc.code();
    for other in [
        "http://localhost:3000/oauth/kftc/callback/",
        "http://localhost:3001/oauth/kftc/callback",
        "http://127.0.0.1:3000/oauth/kftc/callback",
        "HTTP://localhost:3000/oauth/kftc/callback",
        "http://localhost:3000/oauth/kftc/Callback",
    ] {
        let parameters = format!("grant_type=authorization_code&code={code}&redirect_uri={other}");
        assert_eq!(rsp_message(&kftc.token(&parameters)), parameter("3000114"), "{other}");
    }
    let form = format!(
        "client_id=someone&client_secret={CLIENT_SECRET}&grant_type=authorization_code\
         &code={code}&redirect_uri={REDIRECT_URI}"
    );
    let answer = kftc.stage.answer(Asking::form("/kftc/oauth/2.0/token", &form));
    assert_eq!(rsp_message(&answer), parameter("3000201"));
    assert!(body(&kftc.exchange(&code))["access_token"].is_string(), "still good");
}

#[test]
fn s08_a_code_that_comes_again_ends_its_tokens() {
    let kftc = Kftc::new();
    let code = kftc.code();
    let access_token = text(&kftc.exchange(&code), "access_token");
    let elsewhere = format!("grant_type=authorization_code&code={code}&redirect_uri=http://[::1]/");
    kftc.token(&elsewhere);
    assert_eq!(
        said_to(&kftc, &access_token),
        "A0000",
        "a replay that is wrong anyway ends nothing"
    );
    assert_eq!(rsp_message(&kftc.exchange(&code)), parameter("3002110"));
    assert_eq!(said_to(&kftc, &access_token), "O0002");
}

#[test]
fn s09_a_refresh_token_is_replaced_and_a_replaced_one_ends_the_family() {
    let kftc = Kftc::new();
    let (first_access, first_refresh) = kftc.connected();
    let (other_access, _) = kftc.connected();
    let second = kftc.refresh(&first_refresh);
    let second_access = text(&second, "access_token");
    assert_ne!(text(&second, "refresh_token"), first_refresh);
    assert_eq!(text(&second, "user_seq_no"), "1101000001");
    for access_token in [&first_access, &second_access] {
        assert_eq!(said_to(&kftc, access_token), "A0000");
    }
    assert_eq!(rsp_code(&kftc.refresh(&first_refresh)), "O0014");
    for access_token in [&first_access, &second_access] {
        assert_eq!(said_to(&kftc, access_token), "O0002");
    }
    assert_eq!(rsp_code(&kftc.refresh(&text(&second, "refresh_token"))), "O0014");
    assert_eq!(said_to(&kftc, &other_access), "A0000", "another family");
}

#[test]
fn s11_a_refresh_token_lives_ten_days_longer_than_its_access_token() {
    let kftc = Kftc::new();
    let (access_token, refresh_token) = kftc.connected();
    assert_eq!(said_to(&kftc.later(ACCESS - 1), &access_token), "A0000");
    assert_eq!(said_to(&kftc.later(ACCESS), &access_token), "O0003");
    let over = kftc.later(ACCESS + 864_000);
    assert_eq!(rsp_code(&over.refresh(&refresh_token)), "O0015");
    let just_before = kftc.later(ACCESS + 863_999);
    let answer = just_before.refresh(&refresh_token);
    assert_eq!(said_to(&just_before, &text(&answer, "access_token")), "A0000");
}

#[test]
fn s10_a_refresh_asks_for_no_more_than_was_granted() {
    let kftc = Kftc::new();
    let (_, refresh_token) = kftc.connected();
    let narrowed = |token: &str, scope: &str| {
        kftc.token(&format!("grant_type=refresh_token&refresh_token={token}&scope={scope}"))
    };
    assert_eq!(rsp_message(&narrowed(&refresh_token, "login+transfer")), parameter("3000115"));
    assert_eq!(rsp_message(&narrowed(&refresh_token, "")), parameter("3000103"));
    let login = narrowed(&refresh_token, "login");
    assert_eq!(text(&login, "scope"), "login");
    let balance = kftc.asked(&text(&login, "access_token"), "/account/balance/fin_num");
    assert_eq!(rsp_code(&balance), "O0011");
    let whole = narrowed(&text(&login, "refresh_token"), "inquiry+login");
    assert_eq!(text(&whole, "scope"), "inquiry login", "what was granted stays granted");
}

#[test]
fn the_client_alone_learns_its_institution_code() {
    let kftc = Kftc::new();
    let answer = kftc.token("grant_type=client_credentials&scope=oob");
    let answered = body(&answer);
    let names: Vec<&String> = answered.as_object().unwrap().keys().collect();
    assert_eq!(names, ["access_token", "client_use_code", "expires_in", "scope", "token_type"]);
    assert_eq!(answered["client_use_code"], CLIENT_USE_CODE);
    assert_eq!(claims(&text(&answer, "access_token"))["aud"], CLIENT_USE_CODE);
    assert_eq!(said_to(&kftc, &text(&answer, "access_token")), "O0011");
    for scope in ["inquiry", "login", "transfer", "oob+login"] {
        let answer = kftc.token(&format!("grant_type=client_credentials&scope={scope}"));
        assert_eq!(rsp_message(&answer), parameter("3000103"), "{scope}");
    }
    assert_eq!(rsp_code(&kftc.token("grant_type=client_credentials&scope=sa")), "O0011");
}

#[test]
fn s13_what_is_missing_twice_or_no_form_is_refused() {
    let kftc = Kftc::new();
    let code = kftc.code();
    for parameters in [
        "",
        "grant_type=password&username=a&password=b",
        "grant_type=authorization_code",
        &format!("grant_type=authorization_code&code={code}"),
        "grant_type=refresh_token&scope=login",
        "grant_type=refresh_token&refresh_token=x",
        "grant_type=client_credentials",
        "grant_type=client_credentials&scope=oob&scope=oob",
    ] {
        assert_eq!(rsp_message(&kftc.token(parameters)), parameter("3000103"), "{parameters}");
    }
    let json = Asking::json("/kftc/oauth/2.0/token", "{}");
    assert_eq!(rsp_message(&kftc.stage.answer(json)), parameter("3000103"));
    assert_eq!(rsp_code(&kftc.get("/kftc/oauth/2.0/token")), "O0010");
    assert_eq!(rsp_code(&kftc.get("/kftc/oauth/2.0/tokens")), "O0005");
    assert_eq!(rsp_code(&kftc.refresh("invented")), "O0014");
}

#[test]
fn s24_ten_wrong_secrets_shut_the_client_for_a_while() {
    let kftc = Kftc::new();
    let wrong = format!(
        "client_id={CLIENT_ID}&client_secret=wrong&grant_type=client_credentials&scope=oob"
    );
    for _ in 0..10 {
        let answer = kftc.stage.answer(Asking::form("/kftc/oauth/2.0/token", &wrong));
        assert_eq!(rsp_message(&answer), parameter("3000201"));
    }
    let oob = "grant_type=client_credentials&scope=oob";
    assert_eq!(rsp_code(&kftc.token(oob)), "O0013");
    assert!(body(&kftc.later(60).token(oob))["access_token"].is_string());
}

#[test]
fn s20_a_revocation_sends_everything_back_and_ends_the_family() {
    let kftc = Kftc::new();
    let (access_token, refresh_token) = kftc.connected();
    let form = |token: &str| {
        format!("client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}&access_token={token}")
    };
    let answer = revoked(&kftc, &form(&access_token));
    let expected = json!({
        "rsp_code": "O0000", "rsp_message": "", "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET, "access_token": access_token,
        "refresh_token": refresh_token,
    });
    assert_eq!(body(&answer), expected);
    assert_eq!(said_to(&kftc, &access_token), "O0002");
    assert_eq!(rsp_code(&kftc.refresh(&refresh_token)), "O0014");
    assert_eq!(rsp_code(&revoked(&kftc, &form(&access_token))), "O0002");
    assert_eq!(rsp_code(&revoked(&kftc, &form("unknown"))), "O0002");

    let (access_token, _) = kftc.connected();
    let wrong = form(&access_token).replace(CLIENT_SECRET, "wrong");
    assert_eq!(rsp_message(&revoked(&kftc, &wrong)), parameter("3000201"));
    let theirs =
        format!("client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}&token={access_token}");
    assert_eq!(rsp_message(&revoked(&kftc, &theirs)), parameter("3000103"), "not RFC 7009's name");
    assert_eq!(said_to(&kftc, &access_token), "A0000");
}

#[test]
fn after_an_incident_no_token_stands() {
    let kftc = Kftc::new();
    let (access_token, refresh_token) = kftc.connected();
    assert_eq!(kftc.stage.context.state().revoke_tokens().unwrap(), 2);
    assert_eq!(said_to(&kftc, &access_token), "O0002");
    assert_eq!(rsp_code(&kftc.refresh(&refresh_token)), "O0014");
}

#[test]
fn no_token_and_no_code_stands_in_the_file_in_plain_text() {
    let folder = tempfile::tempdir().unwrap();
    let kftc = Kftc::of(State::at(&folder.path().join("sandbox.db")).unwrap());
    let (code, ticket) = (kftc.code(), kftc.ticket());
    let (access_token, refresh_token) = kftc.connected();
    let parts = access_token.split('.').skip(1).chain(refresh_token.split('.').skip(1));
    let secrets: Vec<&str> = parts.chain([code.as_str(), &ticket]).collect();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in &secrets {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
        }
    }
}
