//! `qetta introspect`

use serde_json::{Value, json};

use crate::sandbox::Served;
use crate::support::{ACCESS_TOKEN, CLIENT_SECRET, Home, Provider, Reply, Run, holds};

/// The confidential client of the sandbox's Acme, which gets its tokens by itself.
fn robot(home: &Home, served: &Served, line: &str) -> Run {
    let issuer = format!("{}/acme", served.url());
    let config = home.file(
        "config.toml",
        &format!(
            "[providers.robot]\nissuer = \"{issuer}\"\nclient_id = \"acme_web\"\n\
             client_secret_env = \"ACME_SECRET\"\ngrant = \"client_credentials\"\n"
        ),
    );
    let secret = "sandbox acme:secret+%한글 not a real one";
    home.qetta(line).env("QETTA_CONFIG", config).env("ACME_SECRET", secret)
}

#[test]
fn a_token_that_stands_is_active() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let answer = robot(&home, &served, "introspect robot --json").run().json();
    assert_eq!((&answer["active"], &answer["client_id"]), (&json!(true), &json!("acme_web")));
    assert_eq!(answer["exp"], 1_795_266_000);
    let text = robot(&home, &served, "introspect robot").run().ok();
    holds(&text, &["the token is active", "2026-11-21 22:00:00 KST (1h left)", "acme_web"]);
    holds(
        &robot(&home, &served, "introspect robot --lang ko").run().ok(),
        &["유효한 토큰", "남음"],
    );
    // It was asked about as it is stored, not got anew each time.
    let status = robot(&home, &served, "status --json").run().json();
    assert_eq!(status["connected"].as_array().unwrap().len(), 1);
}

#[test]
fn a_public_client_is_told_nothing() {
    let home = Home::new();
    home.qetta("login acme --sandbox --approve").run().ok();
    let error = home.qetta("introspect acme --sandbox --json").run().error(4);
    assert_eq!((&error["kind"], &error["provider"]), (&json!("provider_refused"), &json!("ACME")));
    assert_eq!(
        (&error["providerCode"], &error["httpStatus"]),
        (&json!("invalid_client"), &json!(401))
    );
}

#[test]
fn who_never_connected_has_nothing_to_ask_about() {
    let home = Home::new();
    let error = home.qetta("introspect acme --sandbox --json").run().error(3);
    holds(error["hint"].as_str().unwrap(), &["qetta login acme"]);
}

#[test]
fn where_there_is_no_such_endpoint_nobody_is_asked_for_a_token() {
    let home = Home::new();
    for provider in ["toss", "kftc", "hive"] {
        let error = home.qetta(&format!("introspect {provider} --json --sandbox"));
        let error = error.env("HIVE_APP_ID", "x").run().error(7);
        assert_eq!(error["kind"], "config");
        holds(error["message"].as_str().unwrap(), &["no introspection_endpoint"]);
    }
    assert!(!home.data().join("qetta.db").exists());
    home.qetta("introspect").run().fails(2);
    home.qetta("introspect nobody").run().fails(2);
}

/// A provider of one's own that issues a canary, and then says `reply` of it.
fn asked(home: &Home, reply: Reply) -> (Provider, Run) {
    let token = Reply::token();
    let provider = Provider::deciding(move |request| {
        if request.starts_with("POST /token ") { token.clone() } else { reply.clone() }
    });
    let url = provider.url();
    let config = home.file(
        "config.toml",
        &format!(
            "[providers.robot]\ntoken_endpoint = \"{url}/token\"\n\
             introspection_endpoint = \"{url}/introspect\"\nclient_id = \"r2\"\n\
             client_secret_env = \"SECRET\"\ngrant = \"client_credentials\"\n"
        ),
    );
    let run = home.qetta("introspect robot -vv");
    (provider, run.env("QETTA_CONFIG", config).env("SECRET", CLIENT_SECRET))
}

#[test]
fn c28_a_token_that_is_over_is_an_answer_and_no_failure() {
    let home = Home::new();
    let (provider, run) = asked(&home, Reply::json("200 OK", r#"{"active":false}"#));
    let output = run.run();
    assert!(!output.to_string().contains("canary"), "{output}");
    holds(&output.ok(), &["the token is not active"]);
    let requests = provider.asked();
    let question = requests.last().unwrap();
    holds(question, &["POST /introspect ", "uthorization: Basic ", ACCESS_TOKEN]);
}

#[test]
fn what_a_server_says_instead_is_an_error_without_the_token() {
    for (reply, code) in [
        (Reply::json("200 OK", "{}"), 5),
        (Reply::json("200 OK", &format!("\"{ACCESS_TOKEN}\"")), 5),
        (Reply::json("403 Forbidden", &format!(r#"{{"error":"{ACCESS_TOKEN}"}}"#)), 4),
        (Reply::new("404 Not Found", &["content-type: text/html"], ACCESS_TOKEN), 5),
    ] {
        let home = Home::new();
        let (_provider, run) = asked(&home, reply);
        let error = run.arg("--json").run().error(code);
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}

#[test]
fn what_a_server_says_cannot_take_over_the_terminal() {
    let home = Home::new();
    let body = json!({ "active": true, "username": "\u{1b}[2Jroot\u{7}" }).to_string();
    let (_provider, run) = asked(&home, Reply::json("200 OK", &body));
    holds(&run.run().ok(), &["username  [2Jroot\n"]);
    let (_provider, run) = asked(&home, Reply::json("200 OK", &body));
    let answer: Value = run.arg("--json").run().json();
    assert_eq!(answer["username"], "\u{1b}[2Jroot\u{7}");
}
