//! The client's part as it is coded today.

use serde_json::json;

use crate::sandbox::browser::Changed;
use crate::sandbox::hyfata::CLIENT_ID;
use crate::sandbox::hyfata::testing::{EMAIL, Hyfata, PKCE, VERIFIER, body, claims, refused, text};
use crate::sandbox::testing::Asking;

const VERIFIED: (&str, Option<&str>) = ("code_verifier", Some(VERIFIER));
const NO_SECRET: (&str, Option<&str>) = ("client_secret", None);

fn hyfata() -> Hyfata {
    Hyfata::behaving("as-coded")
}

fn words(answer: &crate::sandbox::answer::Answer) -> String {
    let (status, error, words) = refused(answer);
    assert_eq!((status, error.as_str()), (400, "invalid_grant"), "{words}");
    words
}

/// A refresh token of a session with PKCE.
fn refresh_token(hyfata: &Hyfata) -> String {
    text(&hyfata.exchange(&hyfata.code(&PKCE), &[VERIFIED, NO_SECRET]), "refresh_token")
}

#[test]
fn a_token_lives_an_hour_and_says_a_thousand_days() {
    let hyfata = hyfata();
    let code = hyfata.code(&[&PKCE[..], &[("scope", Some("email"))]].concat());
    let answer = hyfata.exchange(&code, &[VERIFIED]);
    assert_eq!(body(&answer)["expires_in"], json!(86_400_000));
    let now = hyfata.stage.context.now().as_second();
    let mut access = claims(&text(&answer, "access_token"));
    let jti = access.as_object_mut().unwrap().remove("jti").unwrap();
    assert_eq!(jti.as_str().unwrap().len(), 36);
    let expected = json!({
        "sub": EMAIL, "email": EMAIL, "iat": now, "exp": now + 3_600,
        "client_id": CLIENT_ID, "scope": "email",
    });
    assert_eq!(access, expected);
    let refresh = claims(&text(&answer, "refresh_token"));
    assert_eq!(refresh["exp"], json!(now + 1_209_600));
}

#[test]
fn with_pkce_the_secret_is_not_looked_at() {
    let hyfata = hyfata();
    for secret in [None, Some("wrong")] {
        let answer = hyfata.exchange(&hyfata.code(&PKCE), &[VERIFIED, ("client_secret", secret)]);
        assert_eq!(answer.status.as_u16(), 200, "{secret:?}");
    }
    let code = hyfata.code(&[]);
    let missing = hyfata.exchange(&code, &[NO_SECRET]);
    assert_eq!(words(&missing), "client_secret is required for non-PKCE flow");
    let wrong = hyfata.exchange(&code, &[("client_secret", Some("wrong"))]);
    assert_eq!(words(&wrong), "Invalid client credentials");
    assert_eq!(hyfata.exchange(&code, &[]).status.as_u16(), 200);
}

#[test]
fn most_of_its_words_are_korean() {
    let hyfata = hyfata();
    let code = hyfata.code(&PKCE);
    let said = |changed: Changed<'_>| words(&hyfata.exchange(&code, changed));
    assert_eq!(said(&[("code", Some("x"))]), "유효하지 않은 인증 코드입니다.");
    assert_eq!(said(&[("code", None)]), "Authorization code is required");
    assert_eq!(said(&[("redirect_uri", Some("x"))]), "redirect URI가 일치하지 않습니다.");
    assert_eq!(
        said(&[("redirect_uri", None)]),
        "redirect_uri is required for authorization_code grant"
    );
    assert_eq!(said(&[]), "PKCE 흐름에서는 code_verifier가 필요합니다.");
    assert_eq!(said(&[("code_verifier", Some("x"))]), "code_verifier 형식이 올바르지 않습니다.");
    let other = "a".repeat(43);
    assert_eq!(said(&[("code_verifier", Some(&other))]), "code_verifier 검증에 실패했습니다.");
    assert_eq!(
        said(&[("grant_type", Some("password"))]),
        "Unsupported grant_type. Supported: 'authorization_code', 'refresh_token'"
    );
    let over = hyfata.later(600).exchange(&code, &[VERIFIED]);
    assert_eq!(words(&over), "인증 코드가 만료되었습니다.");
    let code = hyfata.code(&[]);
    hyfata.exchange(&code, &[]);
    assert_eq!(words(&hyfata.exchange(&code, &[])), "이미 사용된 인증 코드입니다.");
    assert_eq!(refused(&hyfata.exchange(&code, &[("grant_type", None)])).0, 500);
}

#[test]
fn a_refresh_token_rotates_and_its_second_use_harms_nobody_else() {
    let hyfata = hyfata();
    let first = refresh_token(&hyfata);
    let second = text(&hyfata.refresh(&first, &[NO_SECRET]), "refresh_token");
    assert_ne!(first, second);
    assert_eq!(words(&hyfata.refresh(&first, &[])), "세션이 해지되었습니다.");
    assert_eq!(hyfata.refresh(&second, &[]).status.as_u16(), 200, "the family lives on");
}

#[test]
fn a_refresh_is_refused_in_its_own_words() {
    let hyfata = hyfata();
    let missing = hyfata.token(&[("grant_type", Some("refresh_token"))]);
    assert_eq!(words(&missing), "리프레시 토큰이 필요합니다.");
    assert_eq!(words(&hyfata.refresh("invented", &[])), "Invalid refresh token");
    let token = refresh_token(&hyfata);
    let other = hyfata.refresh(&token, &[("client_id", Some("someone"))]);
    assert_eq!(words(&other), "Invalid refresh token");
    assert_eq!(words(&hyfata.later(1_209_600).refresh(&token, &[])), "Invalid refresh token");
    let plain = text(&hyfata.exchange(&hyfata.code(&[]), &[]), "refresh_token");
    let missing = hyfata.refresh(&plain, &[NO_SECRET]);
    assert_eq!(words(&missing), "client_secret is required for non-PKCE session");
    let wrong = hyfata.refresh(&plain, &[("client_secret", Some("wrong"))]);
    assert_eq!(words(&wrong), "Invalid client credentials");
    assert_eq!(hyfata.refresh(&plain, &[]).status.as_u16(), 200);
}

#[test]
fn somebody_has_five_sessions_and_the_oldest_goes() {
    let hyfata = hyfata();
    let tokens: Vec<String> = (0..6).map(|at| refresh_token(&hyfata.later(at))).collect();
    assert_eq!(words(&hyfata.refresh(&tokens[0], &[])), "세션이 해지되었습니다.");
    assert_eq!(hyfata.refresh(&tokens[1], &[]).status.as_u16(), 200);
}

#[test]
fn whoever_logs_out_has_no_session_any_more() {
    let hyfata = hyfata();
    let answer = hyfata.exchange(&hyfata.code(&PKCE), &[VERIFIED]);
    let (access, refresh) = (text(&answer, "access_token"), text(&answer, "refresh_token"));
    let logout = |asking: Asking| hyfata.stage.answer(asking.bearer(&access));
    let missing = logout(Asking::form("/hyfata/oauth/logout", ""));
    assert_eq!(missing.status.as_u16(), 400);
    assert_eq!(body(&missing), json!({"success": false, "error": "refresh_token is required"}));
    let json = json!({ "refresh_token": refresh }).to_string();
    for asking in [
        Asking::json("/hyfata/oauth/logout", &json),
        Asking::form("/hyfata/oauth/logout", &format!("refresh_token={refresh}")),
        Asking::post(&format!("/hyfata/oauth/logout?refresh_token={refresh}"), ""),
    ] {
        let done = logout(asking);
        let expected = json!({"success": true, "message": "Logged out successfully"});
        assert_eq!(body(&done), expected);
    }
    assert_eq!(words(&hyfata.refresh(&refresh, &[])), "세션이 해지되었습니다.");
    let stranger = Asking::form("/hyfata/oauth/logout", "refresh_token=x").bearer("x");
    assert_eq!(hyfata.stage.answer(stranger).status.as_u16(), 403);
}
