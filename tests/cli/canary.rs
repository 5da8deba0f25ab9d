//! Marked secrets in every setting and every answer: no output, no log, no file shows one.

use std::path::Path;

use crate::support::{Home, Provider, Reply, Run};

/// Its middle is what is looked for: masking may show the ends of a long secret.
const CANARY: &str = "CANARY-SECRET";

fn secret(name: &str) -> String {
    format!("aaaa-{name}-{CANARY}-{name}-zzzz")
}

fn token_with(extra: &str) -> Reply {
    let (access, refresh, id) = (secret("access"), secret("refresh"), secret("id"));
    Reply::json(
        "200 OK",
        &format!(
            r#"{{"access_token":"{access}","refresh_token":"{refresh}","id_token":"{id}","scope":"ca","expires_in":3600{extra}}}"#
        ),
    )
}

/// Everything that a provider could say with our own secrets in it.
fn replies() -> Vec<Reply> {
    let client = secret("client");
    vec![
        token_with(""),
        token_with(r#","token_type":5"#),
        token_with(r#","expires_in":"soon""#),
        Reply::json(
            "401 Unauthorized",
            &format!(r#"{{"error":"invalid_client","error_description":"bad secret {client}"}}"#),
        ),
        Reply::json("400 Bad Request", &format!(r#"{{"error":"{client}"}}"#)),
        Reply::envelope("200 OK", "CE1000", &format!("시크릿 {client}")),
        Reply::new("200 OK", &["content-type: text/html"], &format!("<p>{client}</p>")),
        Reply::new(
            "302 Found",
            &[&format!("location: https://a.example/?client_secret={client}")],
            "",
        ),
        Reply::new("500 Internal Server Error", &[&format!("x-debug: {client}")], &client),
        Reply::json("200 OK", &format!(r#"{{"access_token":"{}""#, secret("access"))),
        Reply::Bytes(format!("HTTP/1.1 200 {client}\r\n{client}\r\n\r\n").into_bytes()),
    ]
}

fn canaries(home: &Home, provider: &Provider, line: &str) -> Run {
    home.qetta_at(provider, line)
        .env("TOSS_CLIENT_SECRET", secret("client"))
        .env("HTTPS_PROXY", format!("http://user:{}@127.0.0.1:1", secret("proxy")))
        .env("RUST_BACKTRACE", "full")
        .env("RUST_LOG", "trace")
}

#[track_caller]
fn silent(output: &crate::support::Output, line: &str) {
    assert!(!output.stderr.contains(CANARY), "stderr of {line}: {output}");
    assert!(!output.stdout.contains(CANARY), "stdout of {line}: {output}");
    assert_ne!(output.code, Some(101), "{line} panicked: {output}");
}

#[track_caller]
fn nothing_rests_in_the_open(home: &Home) {
    for (path, bytes) in home.files() {
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "{} holds a secret in the open", path.display());
    }
}

#[test]
fn no_command_shows_a_secret_whatever_the_provider_answers() {
    let lines = [
        "toss test -vv",
        "toss test -vv --json",
        "toss token -vv",
        "toss token -vv --refresh --lang ko",
        "status -vv",
        "status -vv --json",
        "config show -vv",
        "config show -vv --json",
        "disconnect toss -vv",
    ];
    for reply in replies() {
        let home = Home::new();
        let provider = Provider::answering([reply]);
        for line in lines {
            silent(&canaries(&home, &provider, line).run(), line);
            nothing_rests_in_the_open(&home);
        }
    }
}

#[test]
fn a_command_whose_result_is_the_token_shows_it_on_stdout_alone() {
    for reply in replies() {
        let home = Home::new();
        let provider = Provider::answering([reply]);
        for line in ["token toss -vv", "toss token -vv --json", "api toss POST /x -vv"] {
            let output = canaries(&home, &provider, line).run();
            assert!(!output.stderr.contains(CANARY), "stderr of {line}: {output}");
            nothing_rests_in_the_open(&home);
        }
    }
}

#[test]
fn an_api_that_repeats_our_secrets_is_not_repeated() {
    let home = Home::new();
    let reason = format!("토큰 {} 시크릿 {}", secret("access"), secret("client"));
    let provider = Provider::answering([
        token_with(""),
        Reply::envelope("400 Bad Request", "CE3100", &reason),
    ]);
    let output = canaries(&home, &provider, "api toss POST /x -vv --json").run();
    assert!(!output.stderr.contains(CANARY), "{output}");
    assert!(output.stderr.contains("토큰 … 시크릿 …"), "{output}");
}

#[test]
fn secrets_from_files_stay_in_their_files() {
    let home = Home::new();
    let client = secret("client");
    home.file("secret.txt", &format!("{client}\n"));
    home.file("my.env", &format!("TOSS_CLIENT_ID=mine\nTOSS_CLIENT_SECRET='{client}'\n"));
    let config = home.file(
        "config.toml",
        "[profiles.test.toss]\nclient_id = \"mine\"\nclient_secret_file = \"secret.txt\"\n",
    );
    let provider = Provider::answering(replies());
    for _ in 0..replies().len() {
        let run = home.qetta("toss test -vv").env("QETTA_CONFIG", &config);
        silent(&run.env("TOSS_OAUTH_BASE", provider.url()).run(), "with a secret file");
        let run = home.qetta("toss test -vv --env-file my.env");
        silent(&run.env("TOSS_OAUTH_BASE", provider.url()).run(), "with an env file");
    }
}

#[test]
fn the_key_is_shown_nowhere() {
    let home = Home::new();
    let key = "c0ffee".repeat(10) + "beef";
    home.file("key", &key);
    for line in ["toss token -vv", "status -vv", "config show -vv --json"] {
        let output =
            home.qetta(line).arg("--sandbox").env("QETTA_KEY_FILE", home.path().join("key")).run();
        assert!(!output.to_string().contains("c0ffeec0ffee"), "{output}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_secret_stands_in_the_process_list() {
    let home = Home::new();
    let provider = crate::support::silent_port();
    let mut child = canaries(&home, &provider, "toss test").spawn();
    while provider.asked().is_empty() {
        std::thread::yield_now();
    }
    let command_line =
        std::fs::read(Path::new("/proc").join(child.id().to_string()).join("cmdline"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!String::from_utf8_lossy(&command_line.unwrap()).contains(CANARY));
}
