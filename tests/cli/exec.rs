//! `qetta exec`
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command};

use crate::support::{ACCESS_TOKEN, CLIENT_SECRET, Home, Provider, Reply, Run, holds};

/// `qetta exec toss FLAGS -- sh -c SCRIPT`, with an hour's token at hand.
fn shell(home: &Home, provider: &Provider, flags: &str, script: &str) -> Run {
    let path = std::env::var_os("PATH").unwrap();
    home.qetta_at(provider, &format!("exec toss {flags} -- sh -c")).arg(script).env("PATH", path)
}

fn toss() -> Provider {
    Provider::answering([Reply::token()])
}

#[test]
fn a_program_has_the_token_and_nothing_of_what_got_it() {
    let home = Home::new();
    let run = shell(&home, &toss(), "", "env")
        .env("QETTA_KEY_FILE", home.file("key", &"0f".repeat(32)))
        .env("OTHER", "kept");
    let environment = run.run().ok();
    holds(&environment, &[&format!("QETTA_ACCESS_TOKEN={ACCESS_TOKEN}\n"), "OTHER=kept\n"]);
    holds(&environment, &["TOSS_CLIENT_ID=live_client\n"]);
    for secret in [CLIENT_SECRET, "TOSS_CLIENT_SECRET", "QETTA_KEY_FILE", "QETTA_TOKEN_"] {
        assert!(!environment.contains(secret), "{secret}: {environment}");
    }
}

#[test]
fn a_secret_under_a_name_of_ones_own_is_taken_out_too() {
    let home = Home::new();
    let config = "[profiles.production.toss]\nclient_id = 'x'\nclient_secret_env = 'MINE'";
    let script = "echo ${MINE-none} ${TOSS_CLIENT_SECRET-none}";
    let mine = |flags: &str| {
        let run = shell(&home, &toss(), flags, script).env("MINE", CLIENT_SECRET);
        run.env("QETTA_CONFIG", home.file("config.toml", config)).run().ok()
    };
    assert_eq!(mine(""), "none none\n");
    assert_eq!(mine("--keep-env"), format!("{CLIENT_SECRET} {CLIENT_SECRET}\n"));
}

#[test]
fn the_exit_code_is_the_programs() {
    let home = Home::new();
    let provider = toss();
    for flags in ["", "--serve"] {
        let code = |script: &str| shell(&home, &provider, flags, script).run().code;
        assert_eq!(code("exit 0"), Some(0), "{flags}");
        assert_eq!(code("exit 42"), Some(42), "{flags}");
    }
    let killed = shell(&home, &provider, "--serve", "kill -KILL $$").run();
    assert_eq!((killed.code, killed.stderr.as_str()), (Some(137), ""));
}

#[test]
fn a_program_that_cannot_be_run_is_told_apart_from_one_that_is_missing() {
    let home = Home::new();
    let provider = toss();
    home.file("data.txt", "no program");
    for flags in ["", "--serve"] {
        let run = |program: &str, format: &str| {
            home.qetta_at(&provider, &format!("exec toss {flags} {format} -- {program}")).run()
        };
        holds(&run("./missing", "").fails(127), &["error: there is no program `./missing`"]);
        holds(&run("./data.txt", "").fails(126), &["error: `./data.txt` cannot be run"]);
        assert_eq!(run("./missing", "--json").error(127)["kind"], "command_not_found");
        assert_eq!(run("./data.txt", "--json").error(126)["kind"], "command_not_runnable");
    }
    home.qetta_at(&provider, "exec toss").run().fails(2);
    home.qetta_at(&provider, "exec toss true").run().fails(2);
}

#[test]
fn without_a_token_nothing_is_run() {
    let home = Home::new();
    let run = home.qetta("exec kftc --sandbox --json -- touch ran").run();
    assert_eq!(run.error(3)["hint"], "run `qetta kftc connect --sandbox`");
    assert!(!home.path().join("ran").exists());
}

#[test]
fn no_token_is_in_a_command_line() {
    let home = Home::new();
    let script = "tr '\\0' ' ' < /proc/$$/cmdline; tr '\\0' ' ' < /proc/$PPID/cmdline";
    if !std::path::Path::new("/proc/self/cmdline").exists() {
        return;
    }
    for flags in ["", "--serve"] {
        let lines = shell(&home, &toss(), flags, script).run().ok();
        holds(&lines, &["cmdline"]);
        assert!(!lines.contains("canary"), "{lines}");
    }
}

#[test]
fn without_a_server_the_process_becomes_the_program() {
    let home = Home::new();
    let mut child = shell(&home, &toss(), "", "echo $$").spawn();
    let id = child.id();
    assert!(child.wait().unwrap().success());
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, format!("{id}\n"));
}

#[test]
fn signals_reach_the_program() {
    for flags in ["", "--serve"] {
        for signal in ["INT", "TERM", "HUP", "USR1"] {
            let home = Home::new();
            let script =
                format!("trap 'echo got it; exit 7' {signal}; echo ready; read line; exit 8");
            let mut running = Running::of(shell(&home, &toss(), flags, &script));
            assert_eq!(running.line(), "ready");
            kill(&running.child, signal);
            assert_eq!(running.line(), "got it", "{flags} {signal}");
            assert_eq!(running.child.wait().unwrap().code(), Some(7), "{flags} {signal}");
        }
    }
}

/// The process that renews is the one that Ctrl-C ends while nothing else runs: not so once it has
/// started a program.
#[test]
fn a_program_that_wants_to_go_on_after_ctrl_c_does() {
    let home = Home::new();
    let script = "trap 'echo got it' INT; echo ready; read line; read line; echo $line";
    let mut running = Running::of(shell(&home, &toss(), "--serve", script));
    assert_eq!(running.line(), "ready");
    kill(&running.child, "INT");
    assert_eq!(running.line(), "got it");
    running.say("still here\nstill here\n");
    assert_eq!(running.line(), "still here");
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_program_is_served_fresh_tokens_while_it_runs() {
    let home = Home::new();
    let provider = Provider::answering((1..9).map(|n| Reply::token_named(&format!("token-{n}"))));
    let mut served = Served::of(shell(&home, &provider, "--serve", SAY_AND_WAIT));
    assert_eq!(served.running.line(), "token-1");
    let first = served.token();
    assert_eq!(first["access_token"], "token-1");
    assert_eq!(first["token_type"], "Bearer");
    assert_eq!(first["expires_in"], 3600);
    assert_eq!(first["expires_at"], "2026-11-21T13:00:00.000Z");

    // Another process renews it; what is served is what is stored.
    home.qetta_at(&provider, "refresh toss").run().ok();
    assert_eq!(served.token()["access_token"], "token-2");
    assert_eq!(provider.asked().len(), 2);

    assert_eq!(served.end(), Some(0));
    assert!(TcpStream::connect(&served.host).is_err(), "nobody listens any more");
}

/// By the machine's own clock, across the half of a token's life: no clock can be moved inside one
/// process, and two seconds are as good an hour as any.
#[test]
fn a_token_that_is_due_is_renewed_by_the_process_that_serves_it() {
    let home = Home::new();
    let mut number = 0;
    let provider = Provider::deciding(move |_| {
        number += 1;
        let body = format!(
            r#"{{"access_token":"token-{number}","scope":"ca","token_type":"Bearer","expires_in":2}}"#
        );
        Reply::json("200 OK", &body)
    });
    let run = shell(&home, &provider, "--serve", SAY_AND_WAIT).env("QETTA_TEST_NOW", "");
    let mut served = Served::of(run);
    assert_eq!(served.running.line(), "token-1");
    let mut tokens = Vec::new();
    while tokens.len() < 3 {
        let token = served.token()["access_token"].as_str().unwrap().to_owned();
        if tokens.last() != Some(&token) {
            tokens.push(token);
        }
    }
    let renewed: Vec<u32> = tokens.iter().map(|token| token[6..].parse().unwrap()).collect();
    assert!(renewed.windows(2).all(|pair| pair[1] == pair[0] + 1), "{tokens:?}");
    assert_eq!(served.end(), Some(0));
}

#[test]
fn only_who_has_the_secret_is_served() {
    let home = Home::new();
    let mut served = Served::of(shell(&home, &toss(), "--serve", SAY_AND_WAIT));
    let (host, secret) = (served.host.clone(), served.secret.clone());
    let bearer = format!("Authorization: Bearer {secret}");
    for (request, status) in [
        (format!("GET /token HTTP/1.1\r\nHost: {host}"), 401),
        (format!("GET /token HTTP/1.1\r\nHost: {host}\r\n{bearer}x"), 401),
        (format!("GET /token HTTP/1.1\r\nHost: evil.example\r\n{bearer}"), 421),
        (format!("GET /token HTTP/1.1\r\n{bearer}"), 421),
        (format!("POST /token HTTP/1.1\r\nHost: {host}\r\n{bearer}"), 405),
        (format!("OPTIONS /token HTTP/1.1\r\nHost: {host}\r\nOrigin: https://a.example"), 405),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n{bearer}"), 404),
        (format!("GET /token?{secret} HTTP/1.1\r\nHost: {host}"), 404),
        (format!("GET /token HTTP/1.1\r\nHost: {host}\r\nx: {}", "x".repeat(20_000)), 431),
    ] {
        let answer = served.ask(&request);
        holds(&answer, &[&format!("HTTP/1.1 {status} "), "Cache-Control: no-store"]);
        assert!(!answer.contains("canary") && !answer.contains(&secret), "{answer}");
        assert!(!answer.to_ascii_lowercase().contains("access-control"), "{answer}");
    }
    // Who says nothing holds up nobody.
    let silent = TcpStream::connect(&host).unwrap();
    assert_eq!(served.token()["access_token"], ACCESS_TOKEN);
    drop(silent);
    assert_eq!(served.end(), Some(0));
}

#[test]
fn a_renewal_that_fails_is_told_to_the_program() {
    let home = Home::new();
    let refused = r#"{"error":"invalid_client"}"#;
    let over = r#"{"access_token":"token-1","token_type":"Bearer","expires_in":0,"scope":"ca"}"#;
    let provider = Provider::answering([
        Reply::json("200 OK", over),
        Reply::json("401 Unauthorized", refused),
    ]);
    let mut served = Served::of(shell(&home, &provider, "--serve", SAY_AND_WAIT));
    let bearer = format!("Authorization: Bearer {}", served.secret);
    let request = format!("GET /token HTTP/1.1\r\nHost: {}\r\n{bearer}", served.host);
    let answer = served.ask(&request);
    holds(&answer, &["HTTP/1.1 502 ", "\"kind\":\"provider_refused\"", "invalid_client"]);
    assert!(!answer.contains(CLIENT_SECRET), "{answer}");
    assert_eq!(served.end(), Some(0));
}

#[test]
fn the_sandbox_serves_as_well() {
    let home = Home::new();
    let path = std::env::var_os("PATH").unwrap();
    let run = home.qetta("exec toss --sandbox --serve -- sh -c").arg(SAY_AND_WAIT);
    let mut served = Served::of(run.env("PATH", path));
    let given = served.running.line();
    assert_eq!(served.token()["access_token"], given.as_str());
    home.qetta("refresh toss --sandbox").run().ok();
    assert_ne!(served.token()["access_token"], given.as_str());
    assert_eq!(served.end(), Some(0));
}

const SAY_AND_WAIT: &str =
    "echo $QETTA_TOKEN_URL; echo $QETTA_TOKEN_SECRET; echo $QETTA_ACCESS_TOKEN; read line; true";

fn kill(child: &Child, signal: &str) {
    let words = [format!("-{signal}"), child.id().to_string()];
    assert!(Command::new("kill").args(words).status().unwrap().success());
}

/// A program that is spoken with line by line.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    /// Behind at the terminal that the tests may run at: what is sent was not typed there.
    fn of(run: Run) -> Self {
        let mut child = run.asking().behind().spawn();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdout }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn say(&mut self, words: &str) {
        self.child.stdin.as_mut().unwrap().write_all(words.as_bytes()).unwrap();
    }
}

/// A program that says where its tokens are had and by which secret.
struct Served {
    running: Running,
    host: String,
    secret: String,
}

impl Served {
    fn of(run: Run) -> Self {
        let mut running = Running::of(run);
        let url = running.line();
        let host = url.strip_prefix("http://").and_then(|rest| rest.strip_suffix("/token"));
        let host = host.unwrap_or_else(|| panic!("{url}")).to_owned();
        assert!(host.starts_with("127.0.0.1:"), "{host}");
        let secret = running.line();
        assert_eq!(secret.len(), 43);
        Self { running, host, secret }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(format!("{request}\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn token(&self) -> serde_json::Value {
        let (host, secret) = (&self.host, &self.secret);
        let bearer = format!("Authorization: Bearer {secret}");
        let answer = self.ask(&format!("GET /token HTTP/1.1\r\nHost: {host}\r\n{bearer}"));
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{answer}");
        serde_json::from_str(body).unwrap()
    }

    /// Lets the program end.
    fn end(&mut self) -> Option<i32> {
        self.running.say("\n");
        self.running.child.wait().unwrap().code()
    }
}
