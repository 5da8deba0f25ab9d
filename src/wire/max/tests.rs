use serde_json::json;

use super::super::lenient::there_and_back;
use super::*;
use crate::model::AccessToken;
use crate::wire::oauth::Extra;

/// The guide's own.
const GOLDEN_TOKEN: &str = r#"{
  "access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
  "token_type": "Bearer",
  "expires_in": 86400,
  "scope": "admin:oauth admin:users admin:system"
}"#;
/// What its framework writes of the same today.
const GOLDEN_CODED_TOKEN: &str = r#"{"access_token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...","token_type":"Bearer","expires_in":86400,"scope":"admin:oauth admin:users admin:system","refresh_token":null,"refresh_expires_in":null,"id_token":null}"#;
/// Seen from its framework, for a form without a client.
const GOLDEN_MISSING: &str = r#"{"detail":[{"type":"missing","loc":["body","client_id"],"msg":"Field required","input":null}]}"#;
/// Seen from its framework, for `?limit=101`.
const GOLDEN_TOO_MANY: &str = r#"{"detail":[{"type":"less_than_equal","loc":["query","limit"],"msg":"Input should be less than or equal to 100","input":"101","ctx":{"le":100}}]}"#;
const GOLDEN_STATISTICS: &str = r#"{"total_clients":11,"active_clients":11,"service_clients":5,"total_sessions":0,"active_tokens":1,"active_service_tokens":1,"recent_authorizations_24h":0,"accessed_by_service":"maxplatform-service","service_scopes":["admin:oauth"]}"#;
const GOLDEN_CLIENT: &str = r#"{"id":"7d0a4d3c-95ae-4f4a-8d3e-0d3b86a3a3e0","client_id":"maxplatform-service","client_name":"MAX Platform Service Token","description":null,"redirect_uris":[],"allowed_scopes":["admin:oauth","admin:users"],"is_confidential":true,"is_active":true,"logo_url":null,"homepage_url":null,"created_at":"2025-07-21T05:12:33.482913","updated_at":"2025-07-21T05:12:33"}"#;

#[test]
fn every_refusal_of_the_guide_is_read_and_written_byte_for_byte() {
    for words in [
        "Invalid client_id",
        "Could not validate service credentials",
        "Missing required scopes: admin:oauth",
    ] {
        let printed = format!(r#"{{"detail":"{words}"}}"#);
        let failure: Failure = there_and_back(&printed);
        assert_eq!(failure, Failure::refusal(words));
        assert_eq!(failure.detail.words().as_deref(), Some(words));
    }
}

#[test]
fn a_list_of_places_is_written_as_the_framework_writes_it() {
    let at = |kind: &str, loc: [&str; 2], msg: &str, input, ctx| {
        let loc = loc.map(|step| Place::Name(step.to_owned())).to_vec();
        let detail = vec![Invalid { kind: kind.to_owned(), loc, msg: msg.to_owned(), input, ctx }];
        serde_json::to_string(&Failure { detail: Detail::List(detail) }).unwrap()
    };
    let missing = at("missing", ["body", "client_id"], "Field required", json!(null), None);
    assert_eq!(missing, GOLDEN_MISSING);
    let words = "Input should be less than or equal to 100";
    let ctx = Some(json!({"le":100}));
    assert_eq!(
        at("less_than_equal", ["query", "limit"], words, json!("101"), ctx),
        GOLDEN_TOO_MANY
    );
}

#[test]
fn a_list_of_places_is_read_as_one_sentence() {
    let read = |body: &str| serde_json::from_str::<Failure>(body).unwrap().detail;
    assert_eq!(read(GOLDEN_MISSING).words().as_deref(), Some("body.client_id: Field required"));
    let two = r#"{"detail":[{"loc":["body",0],"msg":"a"},{"loc":null,"msg":"b"}]}"#;
    assert_eq!(read(two).words().as_deref(), Some("body.0: a; b"));
    assert_eq!(read(r#"{"detail":[]}"#).words(), None);
    assert_eq!(read(r#"{"detail":{"why":"x"}}"#).words(), None);
    // An error of RFC 6749 is none of ours.
    assert!(serde_json::from_str::<Failure>(r#"{"error":"invalid_client"}"#).is_err());
}

#[test]
fn what_was_sent_and_comes_back_is_not_read() {
    let body = r#"{"detail":[{"type":"t","loc":["body","client_secret"],"msg":"m",
        "input":"canary","ctx":{"given":"canary"}}]}"#;
    let failure: Failure = serde_json::from_str(body).unwrap();
    assert!(!format!("{failure:?}").contains("canary"), "{failure:?}");
}

#[test]
fn a_token_is_read_with_and_without_its_nulls() {
    for body in [GOLDEN_TOKEN, GOLDEN_CODED_TOKEN] {
        let token: TokenAnswer = serde_json::from_str(body).unwrap();
        assert_eq!(token.expires_in, Some(86_400));
        assert_eq!(token.scope.as_deref(), Some("admin:oauth admin:users admin:system"));
        assert!(token.refresh_token.is_none() && token.extra.id_token.is_none());
    }
}

#[test]
fn a_token_is_written_with_and_without_its_nulls() {
    let token = TokenAnswer {
        access_token: AccessToken::new("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."),
        token_type: "Bearer".to_owned(),
        expires_in: Some(86_400),
        refresh_token: None,
        scope: Some("admin:oauth admin:users admin:system".to_owned()),
        extra: Extra::default(),
    };
    let guide: String = GOLDEN_TOKEN.split_whitespace().collect();
    assert_eq!(serde_json::to_string(&token).unwrap().replace(' ', ""), guide);
    let coded = CodedToken::from(token);
    assert_eq!(serde_json::to_string(&coded).unwrap(), GOLDEN_CODED_TOKEN);
    assert!(!format!("{coded:?}").contains("eyJ"), "{coded:?}");
}

#[test]
fn the_metadata_say_whether_services_get_tokens() {
    let golden = r#"{"issuer":"http://localhost:8000","authorization_endpoint":"http://localhost:8000/api/oauth/authorize","token_endpoint":"http://localhost:8000/api/oauth/token","userinfo_endpoint":"http://localhost:8000/api/oauth/userinfo","revocation_endpoint":"http://localhost:8000/api/oauth/revoke","response_types_supported":["code"],"grant_types_supported":["authorization_code","refresh_token","client_credentials"],"token_endpoint_auth_methods_supported":["client_secret_post","client_secret_basic"],"revocation_endpoint_auth_methods_supported":["client_secret_post"],"code_challenge_methods_supported":["S256","plain"],"scopes_supported":["read:profile","admin:oauth"]}"#;
    let metadata: Metadata = there_and_back(golden);
    assert!(metadata.grant_types_supported.iter().any(|grant| grant == CLIENT_CREDENTIALS));
    let least: Metadata = serde_json::from_str(r#"{"grant_types_supported":null}"#).unwrap();
    assert_eq!(least, Metadata::default());
}

#[test]
fn statistics_are_read_and_written_byte_for_byte() {
    let statistics: Statistics = there_and_back(GOLDEN_STATISTICS);
    assert_eq!(statistics.active_service_tokens, Some(1));
    let least: Statistics = serde_json::from_str(r#"{"total_clients":"3","top":[]}"#).unwrap();
    assert_eq!(least.total_clients, Some(3));
    assert_eq!(least.accessed_by_service, None);
}

#[test]
fn a_list_of_clients_is_bare() {
    let printed = format!("[{GOLDEN_CLIENT}]");
    let clients: Vec<Client> = there_and_back(&printed);
    assert_eq!(clients[0].client_name.as_deref(), Some("MAX Platform Service Token"));
    let least = r#"{"client_id":"a","redirect_uris":null,"later":1}"#;
    assert_eq!(serde_json::from_str::<Client>(least).unwrap().client_id, "a");
    assert!(serde_json::from_str::<Client>("{}").is_err());
}

#[test]
fn a_new_secret_is_a_secret() {
    let golden = r#"{"client_secret":"secret_canary","message":"Client secret regenerated by service maxplatform-service"}"#;
    let answer: Regenerated = there_and_back(golden);
    assert_eq!(answer.client_secret.expose(), "secret_canary");
    assert!(!format!("{answer:?}").contains("canary"), "{answer:?}");
    assert!(serde_json::from_str::<Regenerated>(r#"{"message":"x"}"#).is_err());
}

#[test]
fn what_was_done_is_read_and_written_byte_for_byte() {
    let golden = r#"{"id":"7d0a4d3c-95ae-4f4a-8d3e-0d3b86a3a3e0","action":"token","client_id":"maxplatform-service","client_name":"MAX Platform Service Token","user_id":null,"user_email":null,"ip_address":"127.0.0.1","user_agent":"curl/8.5.0","success":false,"error_code":"invalid_client","error_description":"Invalid client_secret","created_at":"2025-07-21T05:12:33.482913"}"#;
    let row: Audit = there_and_back(golden);
    assert_eq!(row.error_code.as_deref(), Some("invalid_client"));
    assert_eq!(serde_json::from_str::<Audit>(r#"{"later":1}"#).unwrap(), Audit::default());
}
