//! Hive's answers, byte for byte and with what its pages disagree on.

use super::super::lenient::there_and_back;
use super::*;

/// The samples of Hive's pages.
const GOLDEN_KEY: &str = r#"{"result_code":0,"result_msg":"SUCCESS","data":{"custom_auth_key":"f28ac8415716f438b9c972e3706c0dab"}}"#;
const GOLDEN_VERIFIED: &str = r#"{"result_code":0,"result_message":"SUCCESS"}"#;
const GOLDEN_REFUSAL: &str =
    r#"{"result_code":4000,"result_msg":"Request has invalid format.","data":null}"#;
const GOLDEN_TOKEN: &str =
    r#"{"result_code":0,"result_msg":"SUCCESS","data":{"access_token":"<JWT RS256 with kid>"}}"#;

fn read(json: &str) -> Answer {
    serde_json::from_str(json).unwrap()
}

#[test]
fn what_hive_prints_is_read_and_written_byte_for_byte() {
    let key: Answer = there_and_back(GOLDEN_KEY);
    assert_eq!(key.key().unwrap().expose(), "f28ac8415716f438b9c972e3706c0dab");
    let verified: Answer = there_and_back(GOLDEN_VERIFIED);
    assert_eq!((verified.result_code, verified.words()), (OK, Some("SUCCESS")));
    let refusal: Answer = there_and_back(GOLDEN_REFUSAL);
    assert_eq!(refusal.result_code, INVALID_PARAMETER);
    let token: Answer = there_and_back(GOLDEN_TOKEN);
    assert!(token.data.unwrap().access_token.is_some());
}

#[test]
fn the_key_is_found_where_the_table_has_it_too() {
    let flat = read(r#"{"result_code":"0","custom_auth_key":"canary","data":""}"#);
    assert_eq!(flat.key().unwrap().expose(), "canary");
    assert!(!format!("{flat:?}").contains("canary"), "{flat:?}");
    assert!(read(r#"{"result_code":0,"data":null}"#).key().is_none());
}

#[test]
fn what_is_odd_is_borne_but_a_verdict_is_never_guessed() {
    let odd = r#"{"result_code":"2499","token_validation":{"result_code":"1"},"data":[]}"#;
    let answer = read(odd);
    assert_eq!(answer.result_code, VALIDATION_FAILED);
    assert_eq!(answer.token_validation.unwrap().result_code, 1);
    for bad in ["{}", r#"{"result_code":null}"#, r#"{"result_code":"none"}"#, "[]", "0"] {
        assert!(serde_json::from_str::<Answer>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_player_is_exact_to_the_last_digit() {
    for spelled in ["9007199254740993", "18446744073709551615"] {
        let body = format!(r#"{{"appid":"a","did":"1","player_id":{spelled}}}"#);
        let request: VerifyRequest = there_and_back(&body);
        assert_eq!(request.player_id.to_string(), spelled);
        let quoted = body.replace(spelled, &format!("\"{spelled}\"")).replace("\"1\"", "1");
        let request: VerifyRequest = serde_json::from_str(&quoted).unwrap();
        assert_eq!(serde_json::to_string(&request).unwrap(), body);
    }
    for bad in ["1.5", "-1", "1e3", "null", "18446744073709551616", "\"\""] {
        let body = format!(r#"{{"appid":"a","did":"1","player_id":{bad}}}"#);
        assert!(serde_json::from_str::<VerifyRequest>(&body).is_err(), "{bad}");
    }
}

#[test]
fn a_request_has_what_its_version_has_and_shows_no_secret() {
    let player = Player {
        player_id: 1 << 60,
        did: "1".into(),
        token: AccessToken::new("canary"),
        access_token: AccessToken::new("canary"),
    };
    let shown = format!("{player:?}");
    assert!(!shown.contains("canary"), "{shown}");
    let request = KeyRequest {
        appid: "com.example.game".into(),
        idp_id: "CUSTOM_GAME".into(),
        idp_user_id: "e68a".into(),
        auth_type: SIGN_IN.into(),
        player_id: None,
        hive_certification_key: None,
    };
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"appid":"com.example.game","idp_id":"CUSTOM_GAME","idp_user_id":"e68a","auth_type":"SIGNINIDP"}"#
    );
    let v1 = KeyRequest {
        player_id: Some(u64::MAX),
        hive_certification_key: Some(ClientSecret::new("canary")),
        ..request
    };
    assert!(!format!("{v1:?}").contains("canary"), "{v1:?}");
    assert!(
        serde_json::to_string(&v1)
            .unwrap()
            .ends_with(r#""player_id":18446744073709551615,"hive_certification_key":"canary"}"#)
    );
}
