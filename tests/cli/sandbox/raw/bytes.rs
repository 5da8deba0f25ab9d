//! What is about bytes: addresses, headers, forms

use super::party::{
    ACME_CLI, ADDRESS, ALL, BARE, CHALLENGE, HYFATA_CLI, HYFATA_WEB, KFTC, OTTM, STATE, STRICT,
};
use super::tokens::SERVICE;
use super::toss_and_hive::{hive_token, toss_token};
use super::{Ask, Heard, Wire, percent};
use crate::support::holds;

fn authorize(redirect_uri: &str, more: &str) -> Ask {
    Ask::get(&format!(
        "/acme/authorize?response_type=code&client_id=acme_cli&scope=openid&state=s1\
         &redirect_uri={redirect_uri}&{more}"
    ))
}

/// A good one.
fn challenged(redirect_uri: &str) -> Ask {
    let challenge = format!("code_challenge={CHALLENGE}&code_challenge_method=S256");
    authorize(redirect_uri, &challenge)
}

#[test]
fn s01_s02_an_address_that_is_not_registered_to_the_letter_is_told_and_not_followed() {
    let wire = Wire::with_pages();
    for address in [
        "http://127.0.0.1:1/callback/",
        "http://127.0.0.1:1/Callback",
        "http://localhost:1/callback",
        "http://127.0.0.1:1/callback%3Fa=b",
        "https://evil.example/callback",
        "http://evil@127.0.0.1:1/callback",
    ] {
        let heard = wire.breaks("acme", "S01", &challenged(address));
        assert_eq!((heard.status, heard.header("location")), (400, None), "{address}: {heard}");
    }
    let stranger = ACME_CLI.authorize(&[("client_id", Some("nobody"))]);
    let heard = wire.breaks("acme", "S02", &stranger);
    assert_eq!((heard.status, heard.header("location")), (400, None), "{heard}");
    for port in [1, 65535] {
        let address = format!("http://127.0.0.1:{port}/callback");
        assert_eq!(wire.is_served("acme", &challenged(&address)).status, 200, "{address}");
    }
}

#[test]
fn s06_s15_an_error_goes_back_in_one_header_with_its_state_and_its_issuer() {
    let wire = Wire::with_pages();
    let heard = wire.breaks("acme", "S06", &authorize("http://127.0.0.1:1/callback", ""));
    let issuer = percent(&format!("{}/acme", wire.url()));
    let start = "\r\nlocation: http://127.0.0.1:1/callback?error=invalid_request&";
    holds(&heard.head, &[start, "state=s1", &format!("iss={issuer}")]);
    assert_eq!(heard.head.matches("\r\nlocation:").count(), 1, "{heard}");
}

#[test]
fn s06_a_client_without_a_secret_sends_a_challenge() {
    let wire = Wire::strict();
    for party in [ACME_CLI, HYFATA_CLI] {
        let heard = wire.breaks(party.provider, "S06", &party.authorize(BARE));
        assert_eq!(heard.back("error").as_deref(), Some("invalid_request"), "{heard}");
        assert_eq!(heard.back("code"), None);
        party.code(&wire, &[]);
    }
}

#[test]
fn s15_every_answer_to_a_browser_names_its_issuer() {
    let wire = Wire::strict();
    for party in STRICT {
        let good = wire.is_served(party.provider, &party.authorize(&[]));
        let bad = party.authorize(&[("scope", Some("wallet"))]);
        let bad = wire.breaks(party.provider, "R07", &bad);
        assert_eq!((bad.back("error").as_deref(), bad.back("code")), (Some("invalid_scope"), None));
        for heard in [good, bad] {
            let issuer = format!("{}/{}", wire.url(), party.provider);
            assert_eq!(heard.back("iss"), Some(issuer), "{heard}");
            assert_eq!(heard.back("state").as_deref(), Some(STATE));
        }
    }
}

#[test]
fn s18_s19_no_page_is_framed_and_after_its_form_comes_303() {
    let wire = Wire::with_pages();
    for (party, fields) in [
        (ACME_CLI, ["person"].as_slice()),
        (OTTM, &["member"]),
        (KFTC, &["user", "account"]),
        (HYFATA_WEB, &[]),
    ] {
        let page = wire.is_served(party.provider, &party.authorize(&[]));
        assert_eq!(page.header("x-frame-options"), Some("DENY"), "{page}");
        holds(&page.head, &["frame-ancestors 'none'", "default-src 'none'"]);
        let action = page.body.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut form = vec![("ticket", page.field("ticket")), ("decision", "approve".to_owned())];
        form.extend(fields.iter().map(|name| (*name, page.field(name))));
        // Hyfata has nobody to choose from.
        form.push(("email", "haneul.kim@example.com".to_owned()));
        form.push(("password", "sandbox-password".to_owned()));
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let heard = wire.is_served(party.provider, &Ask::form(action, &form));
        assert_eq!(heard.status, 303, "{heard}");
        assert!(heard.header("location").unwrap().starts_with(ADDRESS), "{heard}");
        let code = heard.back("code").unwrap();
        wire.is_served(party.provider, &party.exchange(&code, &[]));
    }
}

#[test]
fn s12_no_copy_is_kept_of_tokens_and_of_refusals() {
    let wire = Wire::strict();
    for party in ALL {
        is_not_kept(&wire.is_served(party.provider, &party.authorize(&[])));
        let code = party.code(&wire, &[]);
        is_not_kept(&wire.is_served(party.provider, &party.exchange(&code, &[])));
        is_not_kept(&wire.breaks(party.provider, "S07", &party.exchange("invented", &[])));
    }
    let grant = [("grant_type", "client_credentials"), ("scope", "admin:oauth")];
    is_not_kept(&wire.is_served("max", &SERVICE.form("token", &grant)));
    is_not_kept(&wire.breaks("max", "R04", &SERVICE.form("token", &[])));
    is_not_kept(&wire.is_served("toss", &toss_token()));
    is_not_kept(&wire.is_served("hive", &hive_token()));
    is_not_kept(&wire.breaks("hive", "V07", &hive_token().without("iscrypt")));
}

#[test]
fn s12_s13_the_token_endpoint_takes_one_form_by_post() {
    let wire = Wire::with_pages();
    let heard = wire.breaks("acme", "R02", &Ask::get("/acme/token"));
    assert_eq!((heard.status, heard.header("allow")), (405, Some("POST")));
    let twice = "grant_type=refresh_token&grant_type=refresh_token&client_id=acme_cli";
    for (body, rule, error) in [
        (twice, "S13", "invalid_request"),
        ("grant_type=&client_id=acme_cli", "R04", "invalid_request"),
        ("grant_type=password&client_id=acme_cli", "R06", "unsupported_grant_type"),
        (
            "grant_type=refresh_token&refresh_token=x&client_id=acme_cli&more=1",
            "S09",
            "invalid_grant",
        ),
    ] {
        let heard = wire.breaks("acme", rule, &Ask::written("/acme/token", body));
        assert_eq!((heard.status, heard.error().as_str()), (400, error), "{body}: {heard}");
        is_not_kept(&heard);
    }
    let wire = Wire::strict();
    let code = ACME_CLI.code(&wire, &[]);
    is_not_kept(&wire.is_served("acme", &ACME_CLI.exchange(&code, &[("more", Some("1"))])));
}

fn is_not_kept(heard: &Heard) {
    let headers = [heard.header("cache-control"), heard.header("pragma")];
    assert_eq!(headers, [Some("no-store"), Some("no-cache")], "{heard}");
}

#[test]
fn s14_whoever_used_the_header_is_challenged_and_nobody_else() {
    let wire = Wire::with_pages();
    let body = "grant_type=client_credentials&scope=x";
    let ask = Ask::written("/acme/token", body).with("authorization", "Basic eDp5");
    let heard = wire.breaks("acme", "S14", &ask);
    assert_eq!(heard.status, 401, "{heard}");
    holds(&heard.head, &["\r\nwww-authenticate: Basic realm="]);
    let body = format!("{body}&client_id=acme_web&client_secret=wrong");
    let heard = wire.breaks("acme", "S14", &Ask::written("/acme/token", &body));
    assert_eq!(heard.header("www-authenticate"), None);
    assert_eq!(heard.error(), "invalid_client");
}

#[test]
fn s16_s17_the_metadata_is_json_of_the_right_type_and_says_what_there_is() {
    let wire = Wire::strict();
    for (issuer, path) in [
        ("acme", "/acme/.well-known/openid-configuration"),
        ("acme", "/.well-known/oauth-authorization-server/acme"),
        ("hyfata", "/hyfata/.well-known/openid-configuration"),
        ("hyfata", "/.well-known/oauth-authorization-server/hyfata"),
        ("max", "/.well-known/oauth-authorization-server/max"),
    ] {
        let heard = wire.ask(&Ask::get(path));
        assert_eq!((heard.status, heard.header("content-type")), (200, Some("application/json")));
        let document = heard.json();
        let base = format!("{}/{issuer}", wire.url());
        assert_eq!(document["issuer"], base, "{path}");
        let token = document["token_endpoint"].as_str().unwrap();
        assert!(token.starts_with(&format!("{base}/")), "{path}: {token}");
        // The services of MAX Platform have no codes.
        if issuer != "max" {
            assert_eq!(document["code_challenge_methods_supported"], serde_json::json!(["S256"]));
        }
    }
}

#[test]
fn c18_s23_a_bearer_is_told_what_is_wrong_and_none_is_taken_from_the_address() {
    let wire = Wire::with_pages();
    let heard = wire.breaks("acme", "S23", &Ask::get("/acme/userinfo"));
    holds(&heard.head, &["HTTP/1.1 401 ", "\r\nwww-authenticate: Bearer realm="]);
    assert!(!heard.head.contains("error="), "{heard}");
    let heard = wire.breaks("acme", "S23", &Ask::get("/acme/userinfo").bearer("x"));
    holds(&heard.head, &["HTTP/1.1 401 ", "error=\"invalid_token\""]);
    let heard = wire.breaks("acme", "C18", &Ask::get("/acme/userinfo?access_token=x"));
    assert_eq!(heard.status, 400, "{heard}");
}

#[test]
fn c18_s23_a_token_in_the_address_opens_nothing_wherever_it_is_good() {
    let wire = Wire::strict();
    for party in ALL {
        let token = party.connected(&wire).access;
        let ask = party.whoami(&token).without("authorization");
        let mark = if ask.path.contains('?') { '&' } else { '?' };
        let ask = Ask { path: format!("{}{mark}access_token={token}", ask.path), ..ask };
        let heard = wire.breaks(party.provider, "C18", &ask);
        assert!(!heard.body.contains("haneul") && !heard.body.contains("김하늘"), "{heard}");
    }
}
