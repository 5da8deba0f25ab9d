//! The grants, and what becomes of their tokens.

use serde_json::json;

use crate::sandbox::acme::consent::CODE_LIFE;
use crate::sandbox::acme::testing::{
    Acme, REDIRECT_URI, VERIFIER, authorize, authorize_web, authorize_with, body, challenge_of,
    claims_of, error, exchange_with, text,
};
use crate::sandbox::acme::token::issued::REFRESH_LIFE;
use crate::sandbox::answer::Answer;
use crate::sandbox::browser::form;
use crate::sandbox::testing::Asking;

fn refused(answer: &Answer, expected: &str) {
    assert_eq!((answer.status.as_u16(), error(answer).as_str()), (400, expected), "{answer:?}");
}

#[test]
fn a_code_gets_an_access_token_a_refresh_token_and_an_id_token() {
    let acme = Acme::new();
    let answer = acme.exchange(&acme.code());
    let names: Vec<String> = body(&answer).as_object().unwrap().keys().cloned().collect();
    let all = ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"];
    assert_eq!(names, all);
    assert_eq!(text(&answer, "token_type"), "Bearer");
    assert_eq!(text(&answer, "scope"), "openid profile offline_access");
    assert_eq!(body(&answer)["expires_in"], 3_600);
}

#[test]
fn the_id_token_says_who_logged_in_when_and_for_whom() {
    let acme = Acme::new();
    let code = acme.code();
    let answer = acme.later(30).exchange(&code);
    let claims = claims_of(&text(&answer, "id_token"), &body(&acme.get("/acme/jwks")));
    let now = acme.stage.context.now().as_second();
    let digest = challenge_of(&text(&answer, "access_token"));
    assert_eq!(claims["at_hash"].as_str().unwrap()[..21], digest[..21], "half of the digest");
    let mut rest = claims;
    rest.as_object_mut().unwrap().remove("at_hash");
    let expected = json!({
        "iss": "http://127.0.0.1:9480/acme", "sub": "acme-0001", "aud": "acme_cli",
        "iat": now + 30, "exp": now + 30 + 3_600, "auth_time": now, "nonce": "a nonce",
    });
    assert_eq!(rest, expected);
}

#[test]
fn there_is_an_id_token_with_openid_alone_and_a_refresh_token_with_offline_access_alone() {
    for (scope, id_token, refresh_token) in
        [("openid", true, false), ("offline_access", false, true), ("profile email", false, false)]
    {
        let acme = Acme::new();
        let answer = acme.exchange(&acme.code_for(authorize_with("scope", Some(scope))));
        assert_eq!(body(&answer).get("id_token").is_some(), id_token, "{scope}");
        assert_eq!(body(&answer).get("refresh_token").is_some(), refresh_token, "{scope}");
    }
}

#[test]
fn s04_a_challenge_wants_its_verifier() {
    let acme = Acme::new();
    let code = acme.code();
    let (short, long) = (&VERIFIER[..42], "v".repeat(129));
    let challenge = challenge_of(VERIFIER);
    let other = VERIFIER.replace('a', "b");
    for wrong in [None, Some(""), Some(short), Some(&long), Some(&other), Some(&challenge)] {
        refused(&acme.stage.answer(exchange_with(&code, "code_verifier", wrong)), "invalid_grant");
    }
    assert_eq!(acme.exchange(&code).status.as_u16(), 200, "no wrong one used the code up");
}

#[test]
fn s04_a_verifier_that_could_be_guessed_is_none_even_where_it_fits() {
    let acme = Acme::new();
    for (verifier, status) in [
        ("v".repeat(42), 400),
        ("v".repeat(43), 200),
        ("v".repeat(128), 200),
        ("v".repeat(129), 400),
        (format!("{}=", "v".repeat(43)), 400),
    ] {
        let challenge = challenge_of(&verifier);
        let code = acme.code_for(authorize_with("code_challenge", Some(&challenge)));
        let answer = acme.stage.answer(exchange_with(&code, "code_verifier", Some(&verifier)));
        assert_eq!(answer.status.as_u16(), status, "{verifier}");
    }
}

#[test]
fn s05_a_verifier_wants_its_challenge() {
    let acme = Acme::new();
    let code = acme.code_for(authorize_web());
    let form = format!("grant_type=authorization_code&redirect_uri={REDIRECT_URI}&code={code}");
    let with_verifier = format!("{form}&code_verifier={VERIFIER}");
    refused(&acme.of_web("/acme/token", &with_verifier), "invalid_grant");
    assert_eq!(acme.of_web("/acme/token", &form).status.as_u16(), 200);
}

#[test]
fn s07_a_code_is_for_its_client_its_address_and_its_minute() {
    let acme = Acme::new();
    let code = acme.code();
    for elsewhere in ["http://127.0.0.1:49153/callback", "http://127.0.0.1/callback"] {
        let asking = exchange_with(&code, "redirect_uri", Some(elsewhere));
        refused(&acme.stage.answer(asking), "invalid_grant");
    }
    let usual = [
        ("grant_type", "authorization_code"),
        ("redirect_uri", REDIRECT_URI),
        ("code", &code),
        ("code_verifier", VERIFIER),
    ];
    refused(&acme.of_web("/acme/token", &form(&usual, &[])), "invalid_grant");
    refused(&acme.exchange("invented"), "invalid_grant");
    refused(&acme.later(CODE_LIFE).exchange(&code), "invalid_grant");
    assert_eq!(acme.later(CODE_LIFE - 1).exchange(&code).status.as_u16(), 200);
}

#[test]
fn s07_a_code_wants_everything_it_was_bound_to() {
    let acme = Acme::new();
    let code = acme.code();
    for name in ["code", "redirect_uri"] {
        refused(&acme.stage.answer(exchange_with(&code, name, None)), "invalid_request");
    }
}

#[test]
fn s08_a_replay_that_is_otherwise_right_revokes_what_the_code_got() {
    let acme = Acme::new();
    let code = acme.code();
    let tokens = acme.exchange(&code);
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    // Also what came of it since, and long after the code's own end.
    let renewed = text(&acme.refresh(&refresh), "access_token");
    assert!(acme.lets_in(&access) && acme.lets_in(&renewed));
    refused(&acme.later(600).exchange(&code), "invalid_grant");
    assert!(!acme.lets_in(&access) && !acme.lets_in(&renewed));
}

#[test]
fn s08_a_replay_that_is_wrong_in_itself_revokes_nothing() {
    let acme = Acme::new();
    let code = acme.code();
    let access = text(&acme.exchange(&code), "access_token");
    for (name, value) in [
        ("code_verifier", None),
        ("code_verifier", Some("another-verifier-of-forty-three-characters-or-more")),
        ("redirect_uri", Some("http://127.0.0.1:1/callback")),
    ] {
        refused(&acme.stage.answer(exchange_with(&code, name, value)), "invalid_grant");
    }
    let form = format!(
        "grant_type=authorization_code&redirect_uri={REDIRECT_URI}&code={code}\
         &code_verifier={VERIFIER}"
    );
    refused(&acme.of_web("/acme/token", &form), "invalid_grant");
    assert!(acme.lets_in(&access));
}

#[test]
fn s09_a_refresh_token_is_replaced_and_its_reuse_ends_the_family() {
    let acme = Acme::new();
    let (access, first) = acme.connected();
    let answer = acme.refresh(&first);
    let (newer, second) = (text(&answer, "access_token"), text(&answer, "refresh_token"));
    assert_ne!(first, second);
    assert!(acme.lets_in(&access) && acme.lets_in(&newer));
    refused(&acme.refresh(&first), "invalid_grant");
    assert!(!acme.lets_in(&access) && !acme.lets_in(&newer));
    refused(&acme.refresh(&second), "invalid_grant");
}

#[test]
fn s09_the_confidential_clients_are_replaced_as_well() {
    let acme = Acme::new();
    let (access, first) = acme.web_connected();
    let form = format!("grant_type=refresh_token&refresh_token={first}");
    assert_ne!(text(&acme.of_web("/acme/token", &form), "refresh_token"), first);
    refused(&acme.of_web("/acme/token", &form), "invalid_grant");
    assert!(!acme.lets_in(&access));
}

#[test]
fn s09_another_family_and_another_client_do_not_come_into_it() {
    let acme = Acme::new();
    let ((_, first), (other_access, _)) = (acme.connected(), acme.connected());
    let form = format!("grant_type=refresh_token&refresh_token={first}");
    refused(&acme.of_web("/acme/token", &form), "invalid_grant");
    assert_eq!(acme.refresh(&first).status.as_u16(), 200, "a stranger's try changes nothing");
    refused(&acme.refresh(&first), "invalid_grant");
    assert!(acme.lets_in(&other_access));
    refused(&acme.refresh(&other_access), "invalid_grant");
    refused(&acme.refresh("invented"), "invalid_grant");
}

#[test]
fn s10_a_refresh_gets_what_was_granted_or_less() {
    let acme = Acme::new();
    let (_, first) = acme.connected();
    let with = |token: &str, scope: &str| {
        let form = format!("grant_type=refresh_token&refresh_token={token}&scope={scope}");
        acme.of_cli("/acme/token", &form)
    };
    for wider in ["openid+email", "email", "openid+admin", "+"] {
        refused(&with(&first, wider), "invalid_scope");
    }
    let narrow = with(&first, "profile");
    assert_eq!(text(&narrow, "scope"), "profile");
    assert!(body(&narrow).get("id_token").is_none());
    assert!(!acme.lets_in(&text(&narrow, "access_token")), "no openid, no userinfo");
    // The grant itself has not become narrower.
    let whole = acme.refresh(&text(&narrow, "refresh_token"));
    assert_eq!(text(&whole, "scope"), "openid profile offline_access");
}

#[test]
fn s11_a_refresh_token_lapses_when_it_is_idle_and_not_before() {
    let acme = Acme::new();
    let (_, token) = acme.connected();
    refused(&acme.later(REFRESH_LIFE).refresh(&token), "invalid_grant");
    let acme = acme.later(REFRESH_LIFE - 1);
    let next = text(&acme.refresh(&token), "refresh_token");
    assert_eq!(acme.later(REFRESH_LIFE - 1).refresh(&next).status.as_u16(), 200);
}

#[test]
fn a_refreshed_id_token_is_of_the_same_login_and_has_no_nonce() {
    let acme = Acme::new();
    let (_, token) = acme.connected();
    let jwks = body(&acme.get("/acme/jwks"));
    let claims = claims_of(&text(&acme.later(60).refresh(&token), "id_token"), &jwks);
    let now = acme.stage.context.now().as_second();
    assert_eq!((&claims["auth_time"], &claims["iat"]), (&json!(now), &json!(now + 60)));
    assert_eq!((&claims["sub"], &claims["aud"]), (&json!("acme-0001"), &json!("acme_cli")));
    assert!(claims.get("nonce").is_none());
}

#[test]
fn a_client_for_itself_is_a_confidential_one_and_nobody_logged_in() {
    let acme = Acme::new();
    let grant = "grant_type=client_credentials";
    let answer = acme.of_web("/acme/token", grant);
    let names: Vec<String> = body(&answer).as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["access_token", "expires_in", "token_type"]);
    assert_eq!(acme.userinfo(&text(&answer, "access_token")).status.as_u16(), 403);
    let answer = acme.of_web("/acme/token", &format!("{grant}&scope=profile+profile"));
    assert_eq!(text(&answer, "scope"), "profile");
    refused(&acme.of_cli("/acme/token", grant), "unauthorized_client");
    for scope in ["openid", "profile+offline_access", "admin"] {
        let form = format!("{grant}&scope={scope}");
        refused(&acme.of_web("/acme/token", &form), "invalid_scope");
    }
}

#[test]
fn s12_neither_tokens_nor_refusals_may_be_kept() {
    let acme = Acme::new();
    let code = acme.code();
    for answer in [acme.exchange(&code), acme.exchange(&code), acme.of_cli("/acme/token", "")] {
        assert_eq!(answer.header_map()["cache-control"], "no-store");
        assert_eq!(answer.header_map()["pragma"], "no-cache");
        assert_eq!(answer.header_map()["content-type"], "application/json");
    }
}

#[test]
fn s13_a_form_by_post_each_parameter_once_an_empty_one_not_at_all() {
    let acme = Acme::new();
    assert_eq!(acme.get("/acme/token").status.as_u16(), 405);
    let code = acme.code();
    let form = String::from_utf8(exchange_with(&code, "unknown", Some("x")).call().body.to_vec());
    let form = form.unwrap();
    let post = |body: &str| acme.stage.answer(Asking::form("/acme/token", body));
    refused(&post(&format!("{form}&code={code}")), "invalid_request");
    refused(&post(&format!("{form}&unknown=x")), "invalid_request");
    refused(&acme.stage.answer(Asking::json("/acme/token", "{}")), "invalid_request");
    refused(&post("client_id=acme_cli&grant_type="), "invalid_request");
    let in_the_address = format!("/acme/token?{form}");
    let answer = acme.stage.answer(Asking::form(&in_the_address, ""));
    assert_eq!(answer.status.as_u16(), 401, "nobody has said who they are");
    assert_eq!(post(&format!("{form}&client_secret=&scope=")).status.as_u16(), 200);
}

#[test]
fn other_grants_do_not_exist() {
    for grant in ["password", "implicit", "authorization_code+", "x"] {
        let answer = Acme::new().of_cli("/acme/token", &format!("grant_type={grant}"));
        refused(&answer, "unsupported_grant_type");
    }
}

#[test]
fn whoever_revokes_everything_revokes_these_as_well() {
    let acme = Acme::new();
    let (access, refresh) = acme.connected();
    assert_eq!(acme.stage.context.state().revoke_tokens().unwrap(), 2);
    assert!(!acme.lets_in(&access));
    refused(&acme.refresh(&refresh), "invalid_grant");
    assert_eq!(acme.stage.answer(authorize()).status.as_u16(), 200);
}
