//! `qetta login … --device`: the person types a code on another device.

use std::io::{BufRead as _, BufReader, Read as _};

use serde_json::{Value, json};
use url::Url;

use crate::kftc::browser::{get, post};
use crate::login::acme::{Acme, PUBLIC};
use crate::login::{connected, field, form, sandbox};
use crate::support::{Home, Output, Provider, Reply, Run, holds};

/// Starts `run` and reads what the person is told; the rest waits.
fn told(run: Run) -> (Value, impl FnOnce() -> Output) {
    let mut child = run.spawn();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    let event = loop {
        let mut line = String::new();
        assert_ne!(stderr.read_line(&mut line).unwrap(), 0, "no code: {said}");
        said.push_str(&line);
        match serde_json::from_str::<Value>(&line) {
            Ok(event) if event["event"] == "device_code" => break event,
            _ => {}
        }
    };
    let end = move || {
        let mut stdout = String::new();
        child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        stderr.read_to_string(&mut said).unwrap();
        Output { code: child.wait().unwrap().code(), stdout, stderr: said }
    };
    (event, end)
}

#[test]
fn a_person_agrees_on_another_device() {
    let acme = Acme::with("", PUBLIC);
    let (event, end) = told(acme.run("login acme --device --json"));
    let page: Url = event["verificationUri"].as_str().unwrap().parse().unwrap();
    assert_eq!(page.as_str(), format!("{}/acme/device", acme.url()));
    assert_eq!(event["expiresIn"], 600);
    holds(event["verificationUriComplete"].as_str().unwrap(), &[page.as_str(), "user_code="]);

    // However it is typed, it is the same code; and it is shown to be compared.
    let code = event["userCode"].as_str().unwrap();
    let typed = code.to_lowercase().replace('-', "");
    let shown = get(&page.join(&format!("device?user_code={typed}")).unwrap());
    holds(&shown.body, &[code, "Acme CLI"]);
    let ticket = field(&shown, "ticket");
    let pairs = [("ticket", ticket), ("person", "acme-0001"), ("decision", "approve")];
    assert_eq!(post(&page, &form(&pairs)).status, 303);

    let login = end().json();
    assert_eq!(login["provider"], "ACME");
    assert_eq!(login["idToken"]["claims"]["sub"], "acme-0001");
    assert_eq!(connected(acme.run("status --json")), ["ACME"]);
    acme.run("token acme").at("2026-11-21T13:00:00Z").run().ok();
}

/// A server that waits for a second between two questions, and answers them with `replies`.
fn server(home: &Home, mut replies: Vec<Reply>) -> (Provider, impl Fn(&str) -> Run) {
    let begun = json!({
        "device_code": "canary-device-code-0123456789", "user_code": "WDJB-MJHT",
        "verification_uri": "https://acme.example/device", "expires_in": 600, "interval": 1,
    });
    replies.insert(0, Reply::json("200 OK", &begun.to_string()));
    let provider = Provider::answering(replies);
    let url = provider.url();
    let config = home.file(
        "config.toml",
        &format!(
            "[providers.own]\nclient_id = 'mine'\ngrant = 'device_code'\n\
             token_endpoint = '{url}/token'\ndevice_authorization_endpoint = '{url}/device'\n"
        ),
    );
    let run = move |line: &str| home.qetta(line).env("QETTA_CONFIG", &config);
    (provider, run)
}

fn refused(code: &str) -> Reply {
    Reply::json("400 Bad Request", &json!({"error": code}).to_string())
}

#[test]
fn c29_the_code_is_shown_and_asked_about_until_the_person_has_decided() {
    let token = json!({"access_token": "one", "refresh_token": "r", "expires_in": 3_600});
    let token = Reply::json("200 OK", &token.to_string());
    let home = Home::new();
    let (provider, run) = server(&home, vec![refused("authorization_pending"), token]);
    // The grant of the table needs no flag.
    let output = run("login own").run();
    holds(&output.stderr, &["https://acme.example/device", "WDJB-MJHT"]);
    assert!(!output.to_string().contains("canary"), "{output}");
    holds(&output.ok(), &["own is connected"]);
    assert_eq!(provider.asked().len(), 3);
    assert_eq!(run("token own").run().ok(), "one\n");
}

#[test]
fn c29_a_no_and_a_code_that_is_over_end_it() {
    for (code, exit, words) in [("access_denied", 4, ""), ("expired_token", 6, "in time")] {
        let home = Home::new();
        let (provider, run) = server(&home, vec![refused(code)]);
        let error = run("login own --json").run().error(exit);
        holds(error["message"].as_str().unwrap(), &[words]);
        assert_eq!(error["provider"], "OWN");
        assert_eq!(provider.asked().len(), 2, "{code}");
        assert!(connected(run("status --json")).is_empty());
    }
}

#[test]
fn nobody_is_waited_for_where_nobody_is() {
    let home = Home::new();
    let device = |line: &str| sandbox(&home, &format!("login acme --device --json {line}"));
    let error = device("").env("CI", "true").run().error(3);
    assert_eq!(error["kind"], "login_required");
    holds(error["hint"].as_str().unwrap(), &["`qetta login acme --sandbox`", "--wait"]);
    // With a limit it is as long as that.
    let error = device("--wait 1").env("CI", "true").run().error(6);
    assert_eq!(error["kind"], "callback_timeout");
}
