//! What the guide promises.

use http::header::{ALLOW, WWW_AUTHENTICATE};
use serde_json::json;

use crate::sandbox::Behaviors;
use crate::sandbox::max::SERVICE;
use crate::sandbox::max::testing::{
    CLIENTS, Max, OTHER, OTHER_ID, PUBLISHED, STATISTICS, TOKEN, body, part, refused, text,
};
use crate::sandbox::testing::Asking;
use crate::wire::max::path;

fn max() -> Max {
    Max::behaving("documented")
}

#[test]
fn it_is_the_default() {
    assert_eq!(Behaviors::default().of("max").to_string(), "documented");
}

#[test]
fn every_path_of_the_wire_is_answered_below_the_base() {
    for path in [
        path::TOKEN,
        path::METADATA,
        path::ROOT_METADATA,
        path::REVOKE,
        path::INTROSPECT,
        path::STATISTICS,
        path::CLIENTS,
        path::REGENERATE_SECRET,
        path::AUDIT_LOGS,
    ] {
        let below = format!("/max{path}");
        assert!(SERVICE.routes.iter().any(|route| route.path == below), "{path}");
    }
}

/// The six checks of the platform's own script, in its order.
#[test]
fn the_six_checks_of_the_platforms_own_script_pass() {
    let max = max();
    let metadata = body(&max.stage.answer(Asking::get(PUBLISHED)));
    let grants = metadata["grant_types_supported"].as_array().unwrap();
    assert!(grants.contains(&json!("client_credentials")), "1: {metadata}");
    let token = text(&max.issue(&[]), "access_token");
    let statistics = body(&max.get(STATISTICS, &token));
    for key in [
        "total_clients",
        "active_clients",
        "service_clients",
        "active_service_tokens",
        "accessed_by_service",
        "service_scopes",
    ] {
        assert!(!statistics[key].is_null(), "3: {key} in {statistics}");
    }
    let clients = body(&max.get(&format!("{CLIENTS}?limit=10"), &token));
    assert_eq!(clients.as_array().unwrap().len(), 10, "4");
    assert_eq!(max.get(STATISTICS, "invalid.token.here").status.as_u16(), 401, "5");
    let limited = max.token("admin:system");
    assert_eq!(max.get(STATISTICS, &limited).status.as_u16(), 403, "6");
}

#[test]
fn a_token_is_four_members_and_a_day() {
    let answer = max().issue(&[]);
    let body = body(&answer);
    let names: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(names, ["access_token", "expires_in", "scope", "token_type"]);
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], 86_400);
    assert_eq!(body["scope"], "admin:oauth admin:users admin:system");
}

#[test]
fn its_claims_are_those_of_the_platform() {
    let max = max();
    let token = max.token("admin:users admin:oauth");
    assert!(token.starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."), "as the guide prints it");
    let mut claims = part(&token, 1);
    let drawn = claims.as_object_mut().unwrap();
    assert_eq!(drawn.remove("jti").unwrap().as_str().unwrap().len(), 36);
    assert_eq!(drawn.remove("nonce").unwrap().as_str().unwrap().len(), 16);
    let now = max.stage.context.now().as_second();
    let expected = json!({
        "sub": "service:maxplatform-service", "client_id": "maxplatform-service",
        "scope": "admin:users admin:oauth", "token_type": "service", "type": "access",
        "iss": "maxplatform", "iat": now, "nbf": now, "exp": now + 86_400,
    });
    assert_eq!(claims, expected);
}

#[test]
fn who_does_not_say_for_what_gets_the_three_scopes_of_a_service() {
    let answer = max().issue(&[("scope", None)]);
    assert_eq!(text(&answer, "scope"), "admin:oauth admin:users admin:system");
}

#[test]
fn a_client_gets_what_it_is_registered_for_and_nothing_else() {
    let max = max();
    let issue = |scope: &str| max.issue(&[&OTHER[..], &[("scope", Some(scope))]].concat());
    assert_eq!(text(&issue("read:features admin:system"), "scope"), "read:features admin:system");
    let words = "Invalid scope(s): admin:oauth, manage:*";
    assert_eq!(refused(&issue("admin:oauth admin:system manage:*")), (400, words.to_owned()));
    let default = refused(&max.issue(&[&OTHER[..], &[("scope", None)]].concat()));
    assert_eq!(default, (400, "Invalid scope(s): admin:oauth, admin:users".to_owned()));
}

#[test]
fn every_refusal_has_the_words_of_the_platform() {
    let max = max();
    for (changed, status, words) in [
        (("client_secret", None), 400, "client_secret required for client_credentials grant"),
        (("client_secret", Some("")), 400, "client_secret required for client_credentials grant"),
        (("client_secret", Some("wrong")), 401, "Invalid client_secret"),
        (("client_id", Some("someone")), 401, "Invalid client_id"),
        (("client_id", Some("search-index")), 401, "Invalid client_id"),
        (
            ("client_id", Some("mobile-app")),
            401,
            "Only confidential clients can use client_credentials grant",
        ),
        (("scope", Some("admin:all")), 400, "Invalid scope(s): admin:all"),
        (("grant_type", Some("password")), 400, "Unsupported grant_type"),
        (("grant_type", Some("authorization_code")), 400, "Missing required parameters"),
        (("grant_type", Some("refresh_token")), 400, "Missing refresh_token parameter"),
    ] {
        let answer = max.issue(&[changed]);
        assert_eq!(refused(&answer), (status, words.to_owned()), "{changed:?}");
        assert!(!answer.header_map().contains_key(WWW_AUTHENTICATE));
    }
}

#[test]
fn a_code_and_a_refresh_token_are_always_wrong_ones() {
    let max = max();
    let code = [
        ("grant_type", Some("authorization_code")),
        ("code", Some("x")),
        ("redirect_uri", Some("http://localhost:3001/oauth/callback")),
    ];
    assert_eq!(refused(&max.issue(&code)), (400, "Invalid authorization code".to_owned()));
    let refresh = [("grant_type", Some("refresh_token")), ("refresh_token", Some("x"))];
    assert_eq!(refused(&max.issue(&refresh)), (400, "Invalid or expired refresh token".to_owned()));
    let wrong = [&refresh[..], &[("client_secret", Some("wrong"))]].concat();
    assert_eq!(refused(&max.issue(&wrong)), (401, "Invalid client credentials".to_owned()));
}

#[test]
fn a_form_is_all_that_is_read_and_what_it_lacks_is_named() {
    let max = max();
    let missing = |answer: &crate::sandbox::answer::Answer| {
        let body = body(answer);
        assert_eq!(answer.status.as_u16(), 422, "{body}");
        let places = body["detail"].as_array().unwrap().clone();
        places.iter().map(|place| place["loc"][1].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let without_id = max.issue(&[("client_id", None)]);
    let expected = json!({"detail": [
        {"type": "missing", "loc": ["body", "client_id"], "msg": "Field required", "input": null},
    ]});
    assert_eq!(body(&without_id), expected);
    let as_json = Asking::json(TOKEN, r#"{"grant_type":"client_credentials","client_id":"x"}"#);
    assert_eq!(missing(&max.stage.answer(as_json)), ["grant_type", "client_id"]);
    let by_basic = Asking::form(TOKEN, "grant_type=client_credentials")
        .header("authorization", "Basic bWF4cGxhdGZvcm0tc2VydmljZTp4");
    assert_eq!(missing(&max.stage.answer(by_basic)), ["client_id"]);
}

#[test]
fn a_path_and_a_method_that_are_not_there_are_the_frameworks() {
    let max = max();
    let answer = max.stage.answer(Asking::get(TOKEN));
    assert_eq!(refused(&answer), (405, "Method Not Allowed".to_owned()));
    assert_eq!(answer.header_map()[ALLOW], "POST");
    let nowhere = max.stage.answer(Asking::get("/max/api/oauth"));
    assert_eq!(refused(&nowhere), (404, "Not Found".to_owned()));
    let introspection = max.form("/max/api/oauth/introspect", &[("token", Some("x"))]);
    assert_eq!(refused(&introspection), (404, "Not Found".to_owned()));
}

#[test]
fn a_token_that_is_none_is_401_and_one_for_something_else_403() {
    let max = max();
    let token = max.token("admin:oauth");
    let words = "Could not validate service credentials";
    for asking in [
        Asking::get(STATISTICS),
        Asking::get(STATISTICS).bearer("invalid.token.here"),
        Asking::get(STATISTICS).bearer(&token[..token.len() - 1]),
        Asking::get(STATISTICS).header("authorization", &format!("BEARER {token}")),
        Asking::get(STATISTICS).header("authorization", &token),
        Asking::get(STATISTICS).bearer(&max.stage.toss_token()),
    ] {
        let answer = max.stage.answer(asking);
        assert_eq!(refused(&answer), (401, words.to_owned()));
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], "Bearer");
    }
    let later = max.later(86_400);
    assert_eq!(refused(&later.get(STATISTICS, &token)), (401, words.to_owned()));
    assert_eq!(max.later(86_399).get(STATISTICS, &token).status.as_u16(), 200);
    let short = max.get(STATISTICS, &max.token("admin:system"));
    assert_eq!(refused(&short), (403, "Missing required scopes: admin:oauth".to_owned()));
}

#[test]
fn a_token_is_also_taken_from_a_cookie() {
    let max = max();
    let token = max.token("admin:oauth");
    let with = |cookie: &str| {
        max.stage.answer(Asking::get(STATISTICS).header("cookie", cookie)).status.as_u16()
    };
    assert_eq!(with(&format!("theme=dark; access_token={token}")), 200);
    assert_eq!(with(&format!("token={token}")), 401);
    let both =
        Asking::get(STATISTICS).bearer("x").header("cookie", &format!("access_token={token}"));
    assert_eq!(max.stage.answer(both).status.as_u16(), 401);
}

#[test]
fn a_revoked_token_opens_nothing_and_an_unknown_one_is_revoked_as_well() {
    let max = max();
    let revoke = |token: &str, client: &str| {
        let sent = [("token", Some(token)), ("client_id", Some(client)), ("client_secret", None)];
        let answer = max.form("/max/api/oauth/revoke", &sent);
        assert_eq!((answer.status.as_u16(), body(&answer)), (200, json!({"status": "ok"})));
    };
    let (token, other) = (max.token("admin:oauth"), max.token("admin:oauth"));
    revoke("unknown", "maxplatform-service");
    revoke(&token, "someone");
    revoke(&token, OTHER_ID);
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 200);
    revoke(&token, "maxplatform-service");
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 401);
    assert_eq!(max.get(STATISTICS, &other).status.as_u16(), 200);
    let nothing = max.form("/max/api/oauth/revoke", &[]);
    assert_eq!(nothing.status.as_u16(), 422);
}

#[test]
fn the_metadata_are_the_same_at_every_place() {
    let max = max();
    let published = body(&max.stage.answer(Asking::get(PUBLISHED)));
    assert_eq!(published["issuer"], "http://127.0.0.1:9480/max");
    assert_eq!(published["token_endpoint"], "http://127.0.0.1:9480/max/api/oauth/token");
    assert_eq!(published["token_endpoint_auth_methods_supported"], json!(["client_secret_post"]));
    for path in [
        "/max/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/max",
    ] {
        assert_eq!(body(&max.stage.answer(Asking::get(path))), published, "{path}");
    }
}
