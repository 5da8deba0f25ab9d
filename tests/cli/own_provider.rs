//! Providers from the config file

use std::path::PathBuf;

use crate::support::{CLIENT_SECRET, Home, Provider, Reply, Run, holds};

/// A server that describes itself with `more`, and issues the same token to everybody.
fn server(more: &'static str) -> Provider {
    let token = Reply::token();
    Provider::deciding(move |request| {
        if request.starts_with("POST /token ") {
            return token.clone();
        }
        if !request.starts_with("GET /.well-known/oauth-authorization-server ") {
            return Reply::json("200 OK", "{}");
        }
        let host = request.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().trim();
        let body = format!(
            r#"{{"issuer":"http://{host}","token_endpoint":"http://{host}/token",
                "authorization_endpoint":"http://{host}/authorize",
                "revocation_endpoint":"http://{host}/revoke"{more}}}"#
        );
        Reply::json("200 OK", &body)
    })
}

fn described(home: &Home, server: &Provider, more: &str) -> PathBuf {
    let text =
        format!("[providers.robot]\nissuer = \"{}\"\nclient_id = \"r2\"\n{more}", server.url());
    home.file("config.toml", &text)
}

fn robot(home: &Home, config: &PathBuf, line: &str) -> Run {
    home.qetta(line).env("QETTA_CONFIG", config).env("SECRET", CLIENT_SECRET)
}

const CONFIDENTIAL: &str = "client_secret_env = \"SECRET\"\n";
const FOR_ITSELF: &str = "client_secret_env = \"SECRET\"\ngrant = \"client_credentials\"\n";
const PLAIN_ALONE: &str = r#","code_challenge_methods_supported":["plain"]"#;

#[test]
fn c03_a_server_without_s256_is_refused_where_there_is_a_code_and_nowhere_else() {
    let home = Home::new();
    let server = server(PLAIN_ALONE);
    let config = described(&home, &server, FOR_ITSELF);
    robot(&home, &config, "token robot").run().ok();

    let config = described(&home, &server, CONFIDENTIAL);
    let login = |line: &str| robot(&home, &config, line).run();
    holds(&login("login robot --no-browser --wait 1").fails(7), &["PKCE with S256"]);
    // Who says so goes without it knowingly.
    let output = login("login robot --no-browser --wait 1 --no-pkce");
    holds(&output.stderr, &["/authorize?"]);
    assert!(!output.stderr.contains("code_challenge"), "{output}");
    output.fails(6);
}

#[test]
fn a_good_token_is_had_without_asking_anybody() {
    let home = Home::new();
    let server = server("");
    let config = described(&home, &server, FOR_ITSELF);
    robot(&home, &config, "token robot").run().ok();
    let asked = server.asked().len();
    robot(&home, &config, "token robot").run().ok();
    assert_eq!(server.asked().len(), asked);
}

#[test]
fn who_typed_something_wrong_asks_nobody() {
    let home = Home::new();
    let server = server("");
    let config = described(&home, &server, "");
    robot(&home, &config, "login robot --no-pkce --wait 1").run().fails(2);
    let config = described(&home, &server, FOR_ITSELF);
    robot(&home, &config, "login robot --wait 1").run().fails(2);
    assert!(server.asked().is_empty(), "{:?}", server.asked());
}

#[test]
fn only_a_provider_of_ones_own_has_a_login_on_another_device() {
    let home = Home::new();
    for provider in ["kftc", "hyfata", "ottm"] {
        let line = format!("login {provider} --device --sandbox --json");
        let error = home.qetta(&line).run().error(2);
        assert_eq!(error["kind"], "usage");
    }
}

#[test]
fn c19_a_token_of_one_server_is_never_sent_to_another() {
    let home = Home::new();
    let (first, second) = (server(""), server(""));
    let config = described(&home, &first, FOR_ITSELF);
    robot(&home, &config, "token robot").run().ok();

    let config = described(&home, &second, FOR_ITSELF);
    let output = robot(&home, &config, "disconnect robot --json").run();
    holds(&output.stderr, &["could not be told", "other settings", "stays good at robot"]);
    assert_eq!(output.json()["revoked"], false);
    assert!(second.asked().iter().all(|request| !request.starts_with("POST ")));
}

#[test]
fn a_token_is_revoked_where_it_was_issued() {
    let home = Home::new();
    let server = server("");
    let config = described(&home, &server, FOR_ITSELF);
    robot(&home, &config, "token robot").run().ok();
    let ended = robot(&home, &config, "disconnect robot --json").run().json();
    assert_eq!(ended["revoked"], true);
    holds(server.asked().last().unwrap(), &["POST /revoke ", "token_type_hint=access_token"]);
}

#[test]
fn a_server_that_repeats_our_credentials_is_not_quoted() {
    let home = Home::new();
    let server = Provider::deciding(|request| {
        let header = request.lines().find_map(|line| line.split_once("Basic ")).unwrap().1.trim();
        let body = format!(r#"{{"error":"invalid_client","error_description":"bad {header}"}}"#);
        Reply::json("401 Unauthorized", &body)
    });
    let more = format!("token_endpoint = \"{}/token\"\n{FOR_ITSELF}", server.url());
    let config =
        home.file("config.toml", &format!("[providers.robot]\nclient_id = \"r2\"\n{more}"));
    let error = robot(&home, &config, "token robot --json -vv").run().error(4);
    assert_eq!(error["providerMessage"], "bad …");
}
