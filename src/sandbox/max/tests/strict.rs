//! What the standards ask for.

use http::header::{CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use serde_json::json;

use crate::sandbox::max::testing::{
    AUDIT, CLIENTS, Max, OTHER, OTHER_ID, OTHER_SECRET, PUBLISHED, STATISTICS, TOKEN, basic, body,
    error, part, refused, text,
};
use crate::sandbox::testing::Asking;

const MAIN: &str = "maxplatform-service";
const SECRET: &str = "service_maxplatform_2025_dev_secret";
const REVOKE: &str = "/max/api/oauth/revoke";
const INTROSPECT: &str = "/max/api/oauth/introspect";

fn max() -> Max {
    Max::behaving("strict")
}

#[test]
fn a_token_is_four_members_and_says_who_issued_it() {
    let answer = max().issue(&[("scope", Some("admin:oauth admin:users admin:oauth"))]);
    assert_eq!(text(&answer, "scope"), "admin:oauth admin:users", "each once");
    assert_eq!(body(&answer).as_object().unwrap().len(), 4);
    let claims = part(&text(&answer, "access_token"), 1);
    assert_eq!(claims["iss"], "http://127.0.0.1:9480/max");
}

#[test]
fn s12_s13_the_token_endpoint_of_services_has_the_standards_manners() {
    let max = max();
    let twice = "grant_type=client_credentials&scope=admin:oauth&scope=admin:oauth";
    for (answer, status) in [
        (max.issue(&[]), 200),
        (max.issue(&[("later", Some("1"))]), 200),
        (max.issue(&[("grant_type", None)]), 400),
        (max.stage.answer(Asking::form(TOKEN, twice)), 400),
        (max.stage.answer(Asking::json(TOKEN, "{}")), 400),
        (max.stage.answer(Asking::get(TOKEN)), 405),
    ] {
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header_map()[CACHE_CONTROL], "no-store");
        assert_eq!(answer.header_map()[PRAGMA], "no-cache");
    }
    assert_eq!(error(&max.stage.answer(Asking::form(TOKEN, twice))).1, "invalid_request");
}

#[test]
fn s14_a_service_proves_itself_in_the_body_or_in_the_header() {
    let max = max();
    let form = "grant_type=client_credentials&scope=admin:oauth";
    let by = |header: &str, body: &str| {
        max.stage.answer(Asking::form(TOKEN, body).header("authorization", header))
    };
    assert_eq!(by(&basic(MAIN, SECRET), form).status.as_u16(), 200);
    assert_eq!(by(&basic(MAIN, SECRET), &format!("{form}&client_id={MAIN}")).status.as_u16(), 200);
    for header in [&basic(MAIN, "wrong"), &basic("x", SECRET), "Basic", "Bearer x", "Basic %%%"] {
        let answer = by(header, form);
        assert_eq!(error(&answer), (401, "invalid_client".to_owned()), "{header}");
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], r#"Basic realm="max""#);
    }
    for more in [format!("&client_secret={SECRET}"), "&client_id=other".to_owned()] {
        let both = by(&basic(MAIN, SECRET), &format!("{form}{more}"));
        assert_eq!(error(&both), (400, "invalid_request".to_owned()), "{more}");
    }
}

#[test]
fn s14_a_wrong_service_in_the_body_is_401_without_a_challenge() {
    let max = max();
    for changed in [
        ("client_id", None),
        ("client_secret", None),
        ("client_id", Some("someone")),
        ("client_secret", Some("wrong")),
        ("client_id", Some("mobile-app")),
        ("client_id", Some("search-index")),
    ] {
        let answer = max.issue(&[changed]);
        assert_eq!(error(&answer), (401, "invalid_client".to_owned()), "{changed:?}");
        assert!(!answer.header_map().contains_key(WWW_AUTHENTICATE), "{changed:?}");
    }
}

#[test]
fn a_service_gets_what_it_asks_for_and_is_registered_for() {
    let max = max();
    let issue = |scope| max.issue(&[&OTHER[..], &[("scope", scope)]].concat());
    assert_eq!(text(&issue(Some("admin:system")), "scope"), "admin:system");
    for scope in [None, Some(""), Some(" "), Some("admin:oauth"), Some("admin:system admin:oauth")]
    {
        assert_eq!(error(&issue(scope)), (400, "invalid_scope".to_owned()), "{scope:?}");
    }
}

#[test]
fn there_is_one_grant_and_it_is_for_services() {
    let max = max();
    let grant = max.issue(&[("grant_type", Some("password"))]);
    assert_eq!(error(&grant), (400, "unsupported_grant_type".to_owned()));
    let secret = "sandbox_maxlab_secret_not_a_real_one";
    let web = max.issue(&[
        ("client_id", Some("maxlab")),
        ("client_secret", Some(secret)),
        ("scope", Some("read:profile")),
    ]);
    assert_eq!(error(&web), (400, "unauthorized_client".to_owned()));
}

#[test]
fn s23_a_service_is_told_what_its_token_lacks() {
    let max = max();
    let token = max.token("admin:oauth");
    let challenge = |asking: Asking| {
        let answer = max.stage.answer(asking);
        let challenge = answer.header_map()[WWW_AUTHENTICATE].to_str().unwrap().to_owned();
        (refused(&answer), challenge)
    };
    let words = "Could not validate service credentials".to_owned();
    assert_eq!(
        challenge(Asking::get(STATISTICS)),
        ((401, words.clone()), r#"Bearer realm="max""#.to_owned())
    );
    let invalid = r#"Bearer realm="max", error="invalid_token""#.to_owned();
    assert_eq!(challenge(Asking::get(STATISTICS).bearer("x")), ((401, words.clone()), invalid));
    let short = Asking::get(STATISTICS).bearer(&max.token("admin:users"));
    let (refusal, challenge_of_it) = challenge(short);
    assert_eq!(refusal, (403, "Missing required scopes: admin:oauth".to_owned()));
    assert_eq!(
        challenge_of_it,
        r#"Bearer realm="max", error="insufficient_scope", scope="admin:oauth""#
    );
    let cookie = Asking::get(STATISTICS).header("cookie", &format!("access_token={token}"));
    assert_eq!(challenge(cookie).0.0, 401, "a cookie is no place for it");
    let loud = Asking::get(STATISTICS).header("authorization", &format!("BEARER {token}"));
    assert_eq!(max.stage.answer(loud).status.as_u16(), 200);
}

#[test]
fn s24_ten_wrong_secrets_shut_a_service_for_a_while() {
    let max = max();
    let token = max.token("admin:oauth");
    for path in [TOKEN, REVOKE, INTROSPECT].iter().cycle().take(10) {
        let sent = [
            ("grant_type", Some("client_credentials")),
            ("token", Some("x")),
            ("client_secret", Some("wrong")),
        ];
        assert_eq!(error(&max.form(path, &sent)), (401, "invalid_client".to_owned()), "{path}");
    }
    let shut = max.issue(&[]);
    assert_eq!(shut.status.as_u16(), 429);
    assert_eq!(shut.header_map()[RETRY_AFTER], "60");
    assert_eq!(max.noted()[0].2.as_deref(), Some("temporarily_unavailable"));
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 200);
    assert_eq!(
        max.issue(&[&OTHER[..], &[("scope", Some("admin:system"))]].concat()).status.as_u16(),
        200
    );
    assert_eq!(max.later(60).issue(&[]).status.as_u16(), 200);
}

#[test]
fn s20_a_service_revokes_its_own_tokens_and_no_others() {
    let max = max();
    let token = max.token("admin:oauth");
    let revoke = |token: &str, changed: &[(&str, Option<&str>)]| {
        max.form(REVOKE, &[&[("token", Some(token))], changed].concat())
    };
    assert_eq!(revoke("unknown", &[]).status.as_u16(), 200);
    assert_eq!(error(&revoke(&token, &OTHER)), (400, "invalid_grant".to_owned()));
    let guess = revoke(&token, &[("client_secret", Some("wrong"))]);
    assert_eq!(error(&guess), (401, "invalid_client".to_owned()));
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 200);
    assert_eq!(revoke(&token, &[]).status.as_u16(), 200);
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 401);
    assert_eq!(revoke(&token, &[]).status.as_u16(), 200);
}

#[test]
fn s21_a_service_looks_at_its_own_tokens_and_at_no_others() {
    let max = max();
    let token = max.token("admin:oauth");
    let seen = |max: &Max, token: &str, changed: &[(&str, Option<&str>)]| {
        body(&max.form(INTROSPECT, &[&[("token", Some(token))], changed].concat()))
    };
    let now = max.stage.context.now().as_second();
    let expected = json!({
        "active": true, "iss": "http://127.0.0.1:9480/max", "sub": "service:maxplatform-service",
        "client_id": MAIN, "scope": "admin:oauth", "token_type": "Bearer",
        "iat": now, "exp": now + 86_400,
    });
    assert_eq!(seen(&max, &token, &[]), expected);
    let nothing = json!({"active": false});
    assert_eq!(seen(&max, &token, &OTHER), nothing);
    assert_eq!(seen(&max, "unknown", &[]), nothing);
    assert_eq!(seen(&max.later(86_400), &token, &[]), nothing);
    let unproved = max.form(INTROSPECT, &[("client_secret", None), ("token", Some(&token))]);
    assert_eq!(error(&unproved), (401, "invalid_client".to_owned()));
    max.form(REVOKE, &[("token", Some(&token))]);
    assert_eq!(seen(&max, &token, &[]), nothing);
}

#[test]
fn a_new_secret_is_taken_from_the_header_too() {
    let max = max();
    let secret = text(&max.regenerate(OTHER_ID, &max.token("admin:oauth")), "client_secret");
    let by = |secret: &str| {
        let form = "grant_type=client_credentials&scope=admin:system";
        let asking = Asking::form(TOKEN, form).header("authorization", &basic(OTHER_ID, secret));
        max.stage.answer(asking).status.as_u16()
    };
    assert_eq!((by(&secret), by(OTHER_SECRET)), (200, 401));
}

#[test]
fn s17_the_metadata_of_services_say_what_is_there_and_no_more() {
    let max = max();
    let metadata = body(&max.stage.answer(Asking::get(PUBLISHED)));
    let base = "http://127.0.0.1:9480/max";
    assert_eq!(metadata["issuer"], base);
    assert_eq!(metadata["introspection_endpoint"], format!("{base}{}", &INTROSPECT[4..]));
    assert_eq!(metadata["grant_types_supported"], json!(["client_credentials"]));
    assert_eq!(metadata["response_types_supported"], json!([]));
    let ways = json!(["client_secret_post", "client_secret_basic"]);
    assert_eq!(metadata["token_endpoint_auth_methods_supported"], ways);
    assert!(metadata.get("authorization_endpoint").is_none());
}

#[test]
fn a_time_has_a_zone() {
    let max = max();
    let list = body(&max.admin(&format!("{CLIENTS}?limit=1")));
    assert_eq!(list[0]["created_at"], "2025-07-21T05:12:33.482913Z");
    let rows = body(&max.admin(AUDIT));
    assert_eq!(rows[0]["created_at"], "2027-01-15T08:00:00Z");
}
