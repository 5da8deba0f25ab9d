//! The recipe of `docs/sandbox.md`, as it stands there

use crate::support::holds;

#[test]
fn the_recipe_in_the_documentation_is_this_one() {
    let page = include_str!("../../../docs/sandbox.md");
    let (_, recipe) = include_str!("recipe.rs").split_once("\n// recipe\n").unwrap();
    holds(page, &[&recipe.replace("env!(\"CARGO_BIN_EXE_qetta\")", "\"qetta\"")]);
}

// recipe
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

#[test]
fn against_the_sandbox() {
    let flags = "sandbox --port 0 --json --state memory --approve --fail-on-violation";
    let folder = tempfile::tempdir().unwrap();
    let mut sandbox = Command::new(env!("CARGO_BIN_EXE_qetta"))
        .args(flags.split(' '))
        .env("QETTA_DATA_DIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(sandbox.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    let at = |name: &str| ready["env"][name].as_str().unwrap();
    let (url, token) = (ready["url"].as_str().unwrap(), ready["adminToken"].as_str().unwrap());

    // Your client, given the settings that `at` knows.
    let form = format!(
        "grant_type=client_credentials&scope={}&client_id={}&client_secret={}",
        at("TOSS_SCOPE"),
        at("TOSS_CLIENT_ID"),
        at("TOSS_CLIENT_SECRET"),
    );
    post(url, "/toss/token", "application/x-www-form-urlencoded", "", &form);

    let expected = r#"{"path":"/toss/token","times":{"exactly":1}}"#;
    post(url, "/__qetta/verify", "application/json", token, expected);
    post(url, "/__qetta/stop", "application/json", token, "{}");
    assert!(sandbox.wait().unwrap().success(), "the client broke a rule");
}

/// Any client for HTTP does it as well.
fn post(url: &str, path: &str, kind: &str, token: &str, body: &str) {
    let host = url.trim_start_matches("http://");
    let bearer = if token.is_empty() { "" } else { &format!("authorization: Bearer {token}\r\n") };
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {kind}\r\n\
         {bearer}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
