//! What the code does, where that is another thing.

use http::header::WWW_AUTHENTICATE;
use serde_json::json;

use crate::sandbox::max::testing::{
    AUDIT, CLIENTS, Max, OTHER, PUBLISHED, STATISTICS, body, refused, text,
};
use crate::sandbox::testing::Asking;

fn max() -> Max {
    Max::behaving("as-coded")
}

#[test]
fn a_token_has_three_members_more_and_nothing_in_them() {
    let answer = max().issue(&[]);
    let printed = String::from_utf8(answer.body).unwrap();
    let rest = printed.rsplit_once(r#""token_type""#).unwrap().1;
    assert_eq!(
        rest,
        concat!(
            r#":"Bearer","expires_in":86400,"scope":"admin:oauth admin:users admin:system","#,
            r#""refresh_token":null,"refresh_expires_in":null,"id_token":null}"#
        )
    );
}

#[test]
fn five_of_the_six_checks_pass() {
    let max = max();
    let metadata = body(&max.stage.answer(Asking::get(PUBLISHED)));
    assert_eq!(metadata["grant_types_supported"][2], "client_credentials", "1");
    let token = text(&max.issue(&[]), "access_token");
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 200, "3");
    assert_eq!(max.get(&format!("{CLIENTS}?limit=10"), &token).status.as_u16(), 200, "4");
    assert_eq!(max.get(STATISTICS, "invalid.token.here").status.as_u16(), 401, "5");
    let answer = max.get(STATISTICS, &max.token("admin:system"));
    let words = "Could not validate service credentials";
    assert_eq!(refused(&answer), (401, words.to_owned()), "6: not 403");
    assert_eq!(answer.header_map()[WWW_AUTHENTICATE], "Bearer");
}

#[test]
fn the_scopes_of_an_administrator_are_for_every_client_with_a_secret() {
    let max = max();
    let secret = "sandbox_maxlab_secret_not_a_real_one";
    let web = [("client_id", Some("maxlab")), ("client_secret", Some(secret))];
    for client in [&OTHER[..], &web] {
        let answer = max.issue(&[client, &[("scope", None)]].concat());
        assert_eq!(text(&answer, "scope"), "admin:oauth admin:users admin:system");
        let full = max.issue(&[client, &[("scope", Some("admin:full admin:oauth"))]].concat());
        assert_eq!(refused(&full), (400, "Invalid scope(s): admin:full".to_owned()));
    }
}

#[test]
fn what_is_granted_is_what_was_asked_for_in_its_order_and_as_often() {
    let answer = max().issue(&[("scope", Some("admin:users  admin:oauth admin:users"))]);
    assert_eq!(text(&answer, "scope"), "admin:users admin:oauth admin:users");
}

#[test]
fn of_a_field_that_comes_twice_the_last_one_counts() {
    let max = max();
    let body = "grant_type=password&grant_type=client_credentials&client_id=x\
        &client_id=maxplatform-service&client_secret=service_maxplatform_2025_dev_secret";
    let answer = max.stage.answer(Asking::form("/max/api/oauth/token", body));
    assert_eq!(answer.status.as_u16(), 200);
    let emptied =
        max.stage.answer(Asking::form("/max/api/oauth/token", &format!("{body}&client_id=")));
    assert_eq!(emptied.status.as_u16(), 422);
}

#[test]
fn nobody_is_shut_out_for_guessing() {
    let max = max();
    for _ in 0..12 {
        assert_eq!(max.issue(&[("client_secret", Some("wrong"))]).status.as_u16(), 401);
    }
    assert_eq!(max.issue(&[]).status.as_u16(), 200);
}

#[test]
fn a_revoked_token_is_good_until_its_end() {
    let max = max();
    let token = max.token("admin:oauth");
    let answer = max.form("/max/api/oauth/revoke", &[("token", Some(&token))]);
    assert_eq!(body(&answer), json!({"status": "ok"}));
    let statistics = max.get(STATISTICS, &token);
    assert_eq!(body(&statistics)["active_service_tokens"], 0, "and yet it is counted as revoked");
    assert_eq!(max.later(86_400).get(STATISTICS, &token).status.as_u16(), 401);
}

#[test]
fn there_are_two_documents_and_they_do_not_agree() {
    let max = max();
    let published = body(&max.stage.answer(Asking::get(PUBLISHED)));
    let root = body(&max.stage.answer(Asking::get("/max/.well-known/oauth-authorization-server")));
    assert_eq!(published["issuer"], "http://localhost:8000");
    assert_eq!(published["token_endpoint"], "http://localhost:8000/api/oauth/token");
    assert_eq!(
        published["token_endpoint_auth_methods_supported"],
        json!(["client_secret_post", "client_secret_basic"]),
        "which is not true"
    );
    let scopes = published["scopes_supported"].as_array().unwrap();
    assert_eq!((scopes.len(), scopes.contains(&json!("admin:full"))), (12, false));
    assert_eq!(root["grant_types_supported"], json!(["authorization_code", "refresh_token"]));
    let scopes = root["scopes_supported"].as_array().unwrap();
    assert!(!scopes.iter().any(|scope| scope.as_str().unwrap().starts_with("admin:")));
    for name in
        ["issuer", "token_endpoint", "revocation_endpoint", "code_challenge_methods_supported"]
    {
        assert_eq!(root[name], published[name], "{name}");
    }
    assert!(published.get("introspection_endpoint").is_none());
}

#[test]
fn what_was_done_is_for_people_alone_and_uses_are_not_in_it() {
    let max = max();
    assert_eq!(refused(&max.admin(AUDIT)), (404, "Not Found".to_owned()));
    assert_eq!(max.admin(STATISTICS).status.as_u16(), 200);
    let actions: Vec<String> = max.noted().into_iter().map(|(action, ..)| action).collect();
    assert_eq!(actions, ["token", "token"]);
}
