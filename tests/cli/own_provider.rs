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

const FOR_ITSELF: &str = "client_secret_env = \"SECRET\"\ngrant = \"client_credentials\"\n";

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
