//! Servers that describe themselves wrongly, and settings that describe them wrongly: exit 7, before
//! anybody is sent anywhere.

use serde_json::{Value, json};

use crate::kftc::browser::Login;
use crate::login::connected;
use crate::support::{Home, Provider, Reply, Run, holds};

/// A server with these metadata, of which it knows where it is; all else it answers with a token.
pub fn describing(change: impl Fn(&str, &mut Value) + Send + 'static) -> Provider {
    Provider::deciding(move |asked| {
        let host = asked.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().trim();
        let url = format!("http://{host}");
        let answer = |document: &Value| Reply::json("200 OK", &document.to_string());
        if !asked.contains("/.well-known/oauth-authorization-server") {
            let token =
                json!({"access_token": "access", "token_type": "Bearer", "expires_in": 3600});
            return answer(&token);
        }
        let mut document = json!({
            "issuer": url,
            "authorization_endpoint": format!("{url}/authorize"),
            "token_endpoint": format!("{url}/token"),
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
        });
        change(&url, &mut document);
        answer(&document)
    })
}

/// A client of a server at `issuer`.
pub fn client(home: &Home, issuer: &str, line: &str) -> Run {
    let table = format!("[providers.own]\nissuer = '{issuer}'\nclient_id = 'mine'\n");
    home.qetta(line).env("QETTA_CONFIG", home.file("config.toml", &table))
}

const LINE: &str = "login own --no-browser --wait 1 --json";

/// The login fails for what the server says of itself, and for nothing else was it asked.
#[track_caller]
fn refused(change: impl Fn(&str, &mut Value) + Send + 'static) -> Value {
    let (home, provider) = (Home::new(), describing(change));
    let error = client(&home, provider.url(), LINE).run().error(7);
    assert_eq!(error["kind"], "config");
    assert_eq!(error["provider"], "OWN");
    assert_eq!(provider.asked().len(), 1, "nothing but its metadata: {:?}", provider.asked());
    assert!(connected(home.qetta("status --json")).is_empty());
    error
}

#[track_caller]
fn says(error: &Value, member: &str, words: &[&str]) {
    holds(error[member].as_str().unwrap(), words);
}

#[test]
fn c25_metadata_of_another_issuer_are_not_used() {
    let error = refused(|_, document| document["issuer"] = json!("https://other.example"));
    says(&error, "message", &["another issuer: https://other.example"]);
    says(&error, "hint", &["`issuer`", "the last slash too"]);
    // Not by as much as a slash.
    refused(|url, document| document["issuer"] = json!(format!("{url}/")));
    refused(|url, document| document["issuer"] = json!(url.replace("127.0.0.1", "localhost")));
}

#[test]
fn c03_a_server_that_has_plain_alone_is_not_asked() {
    for methods in [json!(["plain"]), json!([])] {
        let error = refused(move |_, document| {
            document["code_challenge_methods_supported"] = methods.clone();
        });
        says(&error, "message", &["S256", "`plain` protects nothing"]);
        says(&error, "hint", &["pkce = \"none\""]);
    }
}

#[test]
fn c17_no_endpoint_is_plain_http_beyond_this_machine() {
    for name in ["token_endpoint", "authorization_endpoint", "revocation_endpoint", "jwks_uri"] {
        let error = refused(move |_, document| document[name] = json!("http://a.example/x"));
        says(&error, "message", &[name, "no https address"]);
    }
}

#[test]
fn an_endpoint_that_is_neither_set_nor_published_is_named() {
    let none = |name: &'static str| describing(move |_, document| document[name] = Value::Null);
    for name in ["token_endpoint", "authorization_endpoint"] {
        let (home, provider) = (Home::new(), none(name));
        let error = client(&home, provider.url(), LINE).run().error(7);
        says(&error, "message", &[name]);
        says(&error, "hint", &[&format!("set `{name}`")]);
    }
    let (home, provider) = (Home::new(), describing(|_, _| {}));
    let error = client(&home, provider.url(), "login own --device --json").run().error(7);
    says(&error, "message", &["device_authorization_endpoint"]);
}

#[test]
fn c17_an_issuer_is_not_plain_http_beyond_this_machine() {
    let home = Home::new();
    let error = client(&home, "http://login.example", LINE).run().error(7);
    assert_eq!(error["kind"], "config");
    says(&error, "message", &["issuer", "http://login.example"]);
    says(&error, "hint", &["https"]);
    for wrong in ["login.example", "ftp://login.example", "https://u:p@login.example"] {
        client(&home, wrong, LINE).run().error(7);
    }
}

#[test]
fn a_server_without_metadata_is_told_where_they_were_looked_for() {
    let (home, provider) =
        (Home::new(), Provider::answering([Reply::new("404 Not Found", &[], "")]));
    let issuer = format!("{}/tenant", provider.url());
    let error = client(&home, &issuer, LINE).run().error(5);
    let places = [
        "/.well-known/oauth-authorization-server/tenant",
        "/tenant/.well-known/openid-configuration",
    ];
    says(&error, "message", &places);
    assert_eq!(provider.asked().len(), 2);
}

#[test]
fn a_table_that_describes_nobody_is_shown_with_its_line() {
    let home = Home::new();
    let with = |config: &str| {
        let file = home.file("config.toml", &format!("# mine\n{config}"));
        home.qetta("login own --json").env("QETTA_CONFIG", file).run().error(7)
    };
    let own = "[providers.own]\nissuer = 'https://a.example'\nclient_id = 'x'\n";
    for (config, words) in [
        ("[providers.Own]\nclient_id = 'x'".to_owned(), ["config.toml:2", "Own"]),
        ("[providers.toss]\nclient_id = 'x'".to_owned(), ["config.toml:2", "toss"]),
        (format!("{own}client_secret = 'x'"), ["config.toml:5", "secret"]),
        (format!("{own}isuer = 'x'"), ["config.toml:5", "isuer"]),
        (format!("{own}pkce = 'plain'"), ["config.toml:5", "pkce"]),
        (format!("{own}grant = 'password'"), ["config.toml:5", "grant"]),
        (format!("{own}redirect_uri = 'callback'"), ["config.toml:5", "redirect_uri"]),
    ] {
        let error = with(&config);
        assert_eq!(error["kind"], "config", "{config}");
        says(&error, "message", &words);
        assert!(error["hint"].is_string(), "{error}");
    }
    says(&with("[providers.own]\nclient_id = 'x'"), "message", &["issuer, token_endpoint"]);
}

#[test]
fn c08_c09_an_answer_of_another_server_is_turned_away_and_the_right_one_still_ends_the_login() {
    let (home, provider) = (Home::new(), describing(|_, _| {}));
    let issuer = provider.url();
    let login = Login::begin(client(&home, issuer, "login own --no-browser --json"));
    for wrong in [
        "code=wrong".to_owned(),
        "code=wrong&iss=".to_owned(),
        "code=wrong&iss=https://other.example".to_owned(),
        format!("code=wrong&iss={issuer}/"),
        format!("code=wrong&iss={issuer}&iss=https://other.example"),
        "error=access_denied&iss=https://other.example".to_owned(),
        "error=access_denied".to_owned(),
    ] {
        let answer = crate::kftc::browser::get(&login.back(&wrong));
        assert_eq!(answer.status, 400, "{wrong}");
    }
    assert_eq!(provider.asked().len(), 1, "no code was exchanged for any of it");
    let back = login.back(&format!("code=right&iss={issuer}"));
    assert_eq!(login.comes_back(&back).1.json()["provider"], "OWN");
    assert_eq!(provider.asked().len(), 2);
    assert_eq!(client(&home, issuer, "token own").run().ok(), "access\n");
}

#[test]
fn c32_where_the_issuer_is_known_it_has_to_be_in_the_id_token_with_the_nonce() {
    let token = |claims: &Value| {
        let header = json!({"alg": "ES256"});
        json!({
            "access_token": "canary-access-0123456789", "token_type": "Bearer",
            "id_token": crate::login::jwt(&header, claims),
        })
    };
    let end = crate::support::NOON.parse::<jiff::Timestamp>().unwrap().as_second() + 3_600;
    for (issuer, keys, why) in [
        ("", false, "nonce"),
        ("https://other.example", false, "iss"),
        ("", true, "no published key"),
    ] {
        let home = Home::new();
        let provider = Provider::deciding(move |asked| {
            let host = asked.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().trim();
            let url = format!("http://{host}");
            let issuer = if issuer.is_empty() { &url } else { issuer };
            let document = if asked.contains("/.well-known/") {
                let mut document = json!({
                    "issuer": url, "authorization_endpoint": format!("{url}/authorize"),
                    "token_endpoint": format!("{url}/token"),
                });
                if keys {
                    document["jwks_uri"] = json!(format!("{url}/keys"));
                }
                document
            } else if asked.contains("/keys") {
                json!({"keys": []})
            } else {
                token(&json!({"iss": issuer, "aud": "mine", "sub": "u", "exp": end}))
            };
            Reply::json("200 OK", &document.to_string())
        });
        let line = "login own --scope openid --no-browser --json -vv";
        let login = Login::begin(client(&home, provider.url(), line));
        let back = login.back("code=right");
        let output = login.comes_back(&back).1;
        assert!(!output.to_string().contains("canary"), "{output}");
        says(&output.error(4), "message", &[why, "nothing was stored"]);
        assert!(connected(home.qetta("status --json")).is_empty());
    }
}
