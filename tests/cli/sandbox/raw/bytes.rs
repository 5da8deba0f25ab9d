//! The rules of an authorization server that are about bytes, by a raw socket, at the strict provider

use super::{Served, raw};
use crate::support::{Home, holds};

/// The challenge of RFC 7636, appendix B.
const CHALLENGE: &str =
    "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

fn sandbox() -> Served {
    Served::start(&Home::new(), "--state memory")
}

/// Head and body of an answer; names of headers in lower case, as they come.
fn sent(served: &Served, method: &str, path: &str, headers: &str, body: &str) -> (String, String) {
    let host = served.url().trim_start_matches("http://");
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = raw(served.url(), &request);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

fn form(served: &Served, path: &str, headers: &str, body: &str) -> (String, String) {
    let headers = format!("content-type: application/x-www-form-urlencoded\r\n{headers}");
    sent(served, "POST", path, &headers, body)
}

fn authorize(redirect_uri: &str, more: &str) -> String {
    format!(
        "/acme/authorize?response_type=code&client_id=acme_cli&scope=openid&state=s1\
         &redirect_uri={redirect_uri}&{more}"
    )
}

#[test]
fn s01_s02_an_address_that_is_not_registered_to_the_letter_is_told_and_not_followed() {
    let served = sandbox();
    for address in [
        "http://127.0.0.1:1/callback/",
        "http://127.0.0.1:1/Callback",
        "http://localhost:1/callback",
        "http://127.0.0.1:1/callback%3Fa=b",
        "https://evil.example/callback",
        "http://127.0.0.1:1@evil.example/callback",
    ] {
        let (head, _) = sent(&served, "GET", &authorize(address, CHALLENGE), "", "");
        assert!(head.starts_with("HTTP/1.1 400 "), "{address}: {head}");
        assert!(!head.contains("\r\nlocation:"), "{address}: {head}");
    }
    for port in [1, 65535] {
        let address = format!("http://127.0.0.1:{port}/callback");
        let (head, _) = sent(&served, "GET", &authorize(&address, CHALLENGE), "", "");
        assert!(head.starts_with("HTTP/1.1 200 "), "{address}: {head}");
    }
}

#[test]
fn s06_s15_an_error_goes_back_in_one_header_with_its_state_and_its_issuer() {
    let served = sandbox();
    let path = authorize("http://127.0.0.1:1/callback", "");
    let (head, _) = sent(&served, "GET", &path, "", "");
    let issuer: String =
        url::form_urlencoded::byte_serialize(format!("{}/acme", served.url()).as_bytes()).collect();
    let start = "\r\nlocation: http://127.0.0.1:1/callback?error=invalid_request&";
    holds(&head, &[start, "state=s1", &format!("iss={issuer}")]);
    assert_eq!(head.matches("\r\nlocation:").count(), 1, "{head}");
}

#[test]
fn s18_s19_the_page_is_not_framed_and_after_its_form_comes_303() {
    let served = sandbox();
    let path = authorize("http://127.0.0.1:1/callback", CHALLENGE);
    let (head, page) = sent(&served, "GET", &path, "", "");
    holds(&head, &["\r\nx-frame-options: DENY", "frame-ancestors 'none'"]);
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\"")).unwrap();
        rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let action = page.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let body = format!("ticket={}&person={}&decision=approve", value("ticket"), value("person"));
    let (head, _) = form(&served, &action, "", &body);
    assert!(head.starts_with("HTTP/1.1 303 "), "{head}");
    holds(&head, &["\r\nlocation: http://127.0.0.1:1/callback?code=", "&iss="]);
}

#[test]
fn s12_s13_the_token_endpoint_takes_one_form_by_post_and_no_copy_is_kept() {
    let served = sandbox();
    let (head, _) = sent(&served, "GET", "/acme/token", "", "");
    assert!(head.starts_with("HTTP/1.1 405 "), "{head}");
    holds(&head, &["\r\nallow: POST"]);
    let twice = "grant_type=refresh_token&grant_type=refresh_token&client_id=acme_cli";
    for (body, error) in [
        (twice, "invalid_request"),
        ("grant_type=&client_id=acme_cli", "invalid_request"),
        ("grant_type=password&client_id=acme_cli", "unsupported_grant_type"),
        ("grant_type=refresh_token&refresh_token=x&client_id=acme_cli&more=1", "invalid_grant"),
    ] {
        let (head, answer) = form(&served, "/acme/token", "", body);
        assert!(head.starts_with("HTTP/1.1 400 "), "{body}: {head}");
        holds(&head, &["\r\ncache-control: no-store", "\r\npragma: no-cache"]);
        holds(&answer, &[&format!("\"error\":\"{error}\"")]);
    }
}

#[test]
fn s14_whoever_used_the_header_is_challenged_and_nobody_else() {
    let served = sandbox();
    let body = "grant_type=client_credentials&scope=x";
    let (head, _) = form(&served, "/acme/token", "authorization: Basic eDp5\r\n", body);
    assert!(head.starts_with("HTTP/1.1 401 "), "{head}");
    holds(&head, &["\r\nwww-authenticate: Basic realm="]);
    let body = format!("{body}&client_id=acme_web&client_secret=wrong");
    let (head, answer) = form(&served, "/acme/token", "", &body);
    assert!(!head.contains("www-authenticate"), "{head}");
    holds(&answer, &["\"error\":\"invalid_client\""]);
}

#[test]
fn s16_s17_the_metadata_is_json_at_both_places() {
    let served = sandbox();
    for path in
        ["/acme/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/acme"]
    {
        let (head, body) = sent(&served, "GET", path, "", "");
        holds(&head, &["HTTP/1.1 200 ", "\r\ncontent-type: application/json"]);
        let document: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(document["issuer"], format!("{}/acme", served.url()));
        assert_eq!(document["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    }
}

#[test]
fn c18_s23_a_bearer_is_told_what_is_wrong_and_none_is_taken_from_the_address() {
    let served = sandbox();
    let asked = |path: &str, headers: &str| sent(&served, "GET", path, headers, "").0;
    let head = asked("/acme/userinfo", "");
    holds(&head, &["HTTP/1.1 401 ", "\r\nwww-authenticate: Bearer realm="]);
    assert!(!head.contains("error="), "{head}");
    let head = asked("/acme/userinfo", "authorization: Bearer x\r\n");
    holds(&head, &["HTTP/1.1 401 ", "error=\"invalid_token\""]);
    assert!(asked("/acme/userinfo?access_token=x", "").starts_with("HTTP/1.1 400 "));
}
