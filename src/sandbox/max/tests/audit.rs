//! What is noted of what was done, and how it is read.

use http::StatusCode;
use serde_json::{Value, json};

use crate::sandbox::max::testing::{AUDIT, CLIENTS, Max, OTHER_ID, STATISTICS, body};
use crate::sandbox::testing::Asking;

fn max() -> Max {
    Max::behaving("documented")
}

fn rows(max: &Max, query: &str) -> Vec<Value> {
    let answer = max.admin(&format!("{AUDIT}{query}"));
    let body = body(&answer);
    assert_eq!(answer.status, StatusCode::OK, "{body}");
    body.as_array().unwrap().clone()
}

fn three(action: &str, client: &str, code: Option<&str>) -> (String, String, Option<String>) {
    (action.to_owned(), client.to_owned(), code.map(str::to_owned))
}

const MAIN: &str = "maxplatform-service";

#[test]
fn every_answer_of_the_token_endpoint_is_noted_by_its_cause() {
    let max = max();
    max.issue(&[("client_secret", None)]);
    max.issue(&[("client_id", Some("someone"))]);
    max.issue(&[("client_id", Some("mobile-app"))]);
    max.issue(&[("client_secret", Some("wrong"))]);
    max.issue(&[("scope", Some("admin:all"))]);
    max.issue(&[]);
    max.issue(&[("grant_type", Some("password"))]);
    max.issue(&[("client_id", None)]);
    let mut noted = max.noted();
    noted.reverse();
    assert_eq!(
        noted,
        [
            three("token", MAIN, Some("invalid_request")),
            three("token", "someone", Some("invalid_client")),
            three("token", "mobile-app", Some("unauthorized_client")),
            three("token", MAIN, Some("invalid_client")),
            three("token", MAIN, Some("invalid_scope")),
            three("token", MAIN, None),
        ]
    );
}

#[test]
fn every_use_of_a_token_is_noted() {
    let max = max();
    let token = max.token("admin:oauth");
    max.get(STATISTICS, &token);
    max.get(CLIENTS, &token);
    max.get(&format!("{CLIENTS}?limit=0"), &token);
    max.regenerate(OTHER_ID, &token);
    max.regenerate("nobody", &token);
    max.get(STATISTICS, &max.token("admin:users"));
    max.get(STATISTICS, "nobody's");
    max.form("/max/api/oauth/revoke", &[("token", Some("x"))]);
    max.form("/max/api/oauth/revoke", &[("token", Some("x")), ("client_id", Some("someone"))]);
    let mut noted = max.noted();
    noted.reverse();
    assert_eq!(
        noted,
        [
            three("token", MAIN, None),
            three("statistics", MAIN, None),
            three("clients", MAIN, None),
            three("clients", MAIN, Some("invalid_request")),
            three("regenerate-secret", MAIN, None),
            three("regenerate-secret", MAIN, Some("not_found")),
            three("token", MAIN, None),
            three("statistics", MAIN, Some("insufficient_scope")),
            three("revoke", MAIN, None),
            three("revoke", "someone", Some("server_error")),
        ]
    );
}

#[test]
fn a_row_says_who_what_when_and_with_what() {
    let max = max();
    let body = "grant_type=client_credentials&client_id=maxplatform-service&client_secret=canary";
    let asking = Asking::form("/max/api/oauth/token", body).header("user-agent", "curl/8.5.0");
    max.stage.answer(asking);
    let row = rows(&max, "?success=false").remove(0);
    let expected = json!({
        "id": row["id"], "action": "token", "client_id": MAIN,
        "client_name": "MAX Platform Service Token", "user_id": null, "user_email": null,
        "ip_address": "127.0.0.1", "user_agent": "curl/8.5.0", "success": false,
        "error_code": "invalid_client", "error_description": "Invalid client_secret",
        "created_at": "2027-01-15T08:00:00",
    });
    assert_eq!(row, expected);
    let good = rows(&max, "?success=true&action=token").remove(0);
    assert_eq!(good["error_description"], "Service token created with scopes: admin:oauth");
}

#[test]
fn no_secret_and_no_token_is_noted() {
    let max = max();
    max.issue(&[("client_secret", Some("canary"))]);
    let token = max.token("admin:oauth");
    max.get(STATISTICS, &token);
    max.form("/max/api/oauth/revoke", &[("token", Some(&token))]);
    let printed = Value::from(rows(&max, "")).to_string();
    assert!(!printed.contains("canary") && !printed.contains("eyJ"), "{printed}");
}

#[test]
fn rows_are_filtered_and_paged_and_the_newest_is_first() {
    let max = max();
    max.issue(&[("client_id", Some("someone"))]);
    let later = max.later(3_600);
    later.get(STATISTICS, &later.token("admin:oauth"));
    let actions = |query: &str| {
        let rows = rows(&later, query).into_iter();
        rows.map(|row| row["action"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Whoever asks needs a token for it, which is the newest thing that was done.
    assert_eq!(actions(""), ["token", "statistics", "token", "token"]);
    assert_eq!(actions("?client_id=someone"), ["token"]);
    assert_eq!(actions("?action=statistics"), ["statistics"]);
    assert_eq!(actions("?end_date=2027-01-15T08:30:00"), ["token"]);
    assert_eq!(actions("?end_date=2027-01-15T17:30:00%2B09:00"), ["token"]);
    assert_eq!(actions("?start_date=2027-01-15T08:30:00Z&action=statistics"), ["statistics"]);
    assert_eq!(actions("?action=statistics&skip=1"), Vec::<String>::new());
    assert_eq!(actions("?limit=1").len(), 1);
    for wrong in ["?limit=201", "?start_date=yesterday", "?success=maybe"] {
        assert_eq!(later.admin(&format!("{AUDIT}{wrong}")).status.as_u16(), 422, "{wrong}");
    }
}

#[test]
fn a_row_goes_after_ninety_days() {
    const NINETY_DAYS: i64 = 90 * 86_400;

    let max = max();
    max.issue(&[]);
    // The oldest are looked at with every 32nd.
    for _ in 1..31 {
        max.later(NINETY_DAYS).issue(&[("client_id", Some("a"))]);
    }
    assert_eq!(max.noted().len(), 31);
    max.later(NINETY_DAYS + 1).issue(&[("client_id", Some("b"))]);
    let clients: Vec<String> = max.noted().into_iter().map(|(_, client, _)| client).collect();
    assert_eq!((clients.len(), &*clients[0], &*clients[30]), (31, "b", "a"));
}
