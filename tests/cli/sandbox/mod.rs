//! `qetta sandbox`, and what is asked of a running one

mod options;
#[cfg(feature = "sandbox")]
mod raw;
mod recipe;
mod report;
mod steering;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command};

use serde_json::Value;

use crate::support::{Home, Provider, Reply, Run, holds};

/// Whether a sandbox says that it runs, true or not.
pub fn is_announced(home: &Home) -> bool {
    let files = std::fs::read_dir(home.data().join("sandbox")).into_iter().flatten().flatten();
    files.map(|file| file.file_name()).any(|name| name.to_string_lossy().starts_with("running-"))
}

/// A sandbox that runs until it is dropped.
pub struct Served {
    child: Child,
    stdout: BufReader<ChildStdout>,
    ready: Value,
}

impl Served {
    pub fn start(home: &Home, flags: &str) -> Self {
        let line = format!("sandbox --port 0 --json {flags}");
        let mut child = home.qetta(&line).spawn();
        let mut first = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut first).unwrap();
        let ready = serde_json::from_str(&first).unwrap_or_else(|error| {
            let mut stderr = String::new();
            let _ = child.stderr.take().unwrap().read_to_string(&mut stderr);
            panic!("{error}: {first:?} {stderr}")
        });
        Self { child, stdout, ready }
    }

    pub fn url(&self) -> &str {
        self.ready["url"].as_str().unwrap()
    }

    /// The file with the certificate of its authority.
    pub fn authority(&self) -> PathBuf {
        PathBuf::from(self.ready["caFile"].as_str().unwrap())
    }

    /// A command line that is led to it.
    pub fn client(&self, run: Run) -> Run {
        let env = self.ready["env"].as_object().unwrap();
        env.iter().fold(run, |run, (name, value)| run.env(name, value.as_str().unwrap()))
    }

    /// The status and the document of one of its own pages; with a body it is posted.
    fn steer(&self, path: &str, body: Option<&Value>) -> (u16, Value) {
        let (method, body) = body.map_or(("GET", String::new()), |body| ("POST", body.to_string()));
        let request = format!(
            "{method} /__qetta/{path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.url().trim_start_matches("http://"),
            self.ready["adminToken"].as_str().unwrap(),
            body.len(),
        );
        let answer = raw(self.url(), &request);
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, serde_json::from_str(body).unwrap_or_default())
    }

    /// Asks a provider for something without a body; all of the answer.
    fn get(&self, path: &str) -> String {
        let host = self.url().trim_start_matches("http://");
        raw(
            self.url(),
            &format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"),
        )
    }

    /// Its end, and what it left on stdout after the first line, and on stderr.
    pub fn ended(mut self) -> (Option<i32>, String, String) {
        let code = self.child.wait().unwrap().code();
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        (code, stdout, stderr)
    }

    fn signal(&self, name: &str) {
        let status =
            Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Bytes out, bytes back.
fn raw(url: &str, request: &str) -> String {
    let mut connection = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = connection.read_to_string(&mut answer);
    answer
}

#[test]
fn the_first_line_says_that_it_is_ready_and_how_to_get_there() {
    let home = Home::new();
    let served = Served::start(&home, "");
    assert_eq!(served.ready["event"], "ready");
    let base = format!("{}/toss", served.url());
    assert_eq!(served.ready["env"]["TOSS_OAUTH_BASE"], base);
    assert_eq!(served.ready["env"]["TOSS_SCOPE"], "ca");
}

#[test]
fn its_environment_leads_any_client_to_it() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let exports = home.qetta("sandbox env").run().ok();
    holds(&exports, &[&format!("export TOSS_OAUTH_BASE={}/toss\n", served.url())]);
    let object = home.qetta("sandbox env --json").run().json();
    assert_eq!(object, served.ready["env"]);

    // Another user on this machine, with nothing but these variables.
    let client = Home::new();
    let run = object
        .as_object()
        .unwrap()
        .iter()
        .fold(client.qetta("toss test --json"), |run, (name, value)| {
            run.env(name, value.as_str().unwrap())
        });
    assert_eq!(run.run().json()["success"], true);
}

#[test]
fn a_token_of_the_server_is_good_for_the_embedded_one_too() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let run = |line: &str| {
        let env = served.ready["env"].as_object().unwrap();
        env.iter()
            .fold(home.qetta(line), |run, (name, value)| run.env(name, value.as_str().unwrap()))
    };
    let token = run("token toss").run().ok();
    let embedded =
        home.qetta("api toss POST /api/v2/sign/user/auth/status -f txId=1 --sandbox").run();
    holds(&embedded.stdout, &["CE3100"]);
    let request = format!(
        "POST /toss/api/v2/sign/user/auth/status HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{{\"txId\":\"1\"}}",
        served.url().trim_start_matches("http://"),
        token.trim(),
    );
    holds(&raw(served.url(), &request), &["CE3100"]);
}

#[test]
fn s25_another_host_name_is_turned_away() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let answer = raw(
        served.url(),
        "GET /__qetta/health HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    let host = served.url().trim_start_matches("http://");
    let asked = format!("GET /__qetta/env HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    let answer = raw(served.url(), &asked);
    assert!(answer.starts_with("HTTP/1.1 401"), "without the token of the run: {answer}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_although_somebody_is_connected() {
    let home = Home::new();
    let mut served = Served::start(&home, "");
    let _idle = TcpStream::connect(served.url().trim_start_matches("http://")).unwrap();
    served.signal("INT");
    assert_eq!(served.child.wait().unwrap().code(), Some(130));
    holds(
        &home.qetta("sandbox env").run().fails(5),
        &["no sandbox is running", "hint: start one with `qetta sandbox`"],
    );
}

#[cfg(unix)]
#[test]
fn who_asks_it_to_end_is_obeyed_in_good_order() {
    let home = Home::new();
    let mut served = Served::start(&home, "");
    served.signal("TERM");
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    assert!(!is_announced(&home));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let port = served.url().rsplit(':').next().unwrap();
    let stderr = Home::new().qetta(&format!("sandbox --port {port}")).run().fails(7);
    holds(&stderr, &[port, "--port 0"]);
}

#[test]
fn without_a_sandbox_there_is_no_environment() {
    let home = Home::new();
    let error = home.qetta("sandbox env --json").run().error(5);
    assert_eq!(error["message"], "no sandbox is running");
}

#[test]
fn whoever_took_the_port_of_a_dead_sandbox_is_not_believed() {
    let home = Home::new();
    let impostor = Provider::answering([Reply::json(
        "200 OK",
        r#"{"A=1; touch pwned; export B":"x","TOSS_OAUTH_BASE":"http://127.0.0.1:1/evil"}"#,
    )]);
    let running = serde_json::json!({"url": impostor.url(), "admin_token": "t", "pid": 1});
    home.file("data/sandbox/running-1.json", &running.to_string());
    let exports = home.qetta("sandbox env").run().ok();
    assert!(!exports.contains("pwned") && !exports.contains("evil"), "{exports}");

    let other =
        Provider::answering([Reply::json("401 Unauthorized", r#"{"error":"invalid_token"}"#)]);
    let running = serde_json::json!({"url": other.url(), "admin_token": "t", "pid": 1});
    home.file("data/sandbox/running-1.json", &running.to_string());
    holds(&home.qetta("sandbox env").run().fails(5), &["no sandbox is running"]);
}

#[test]
fn a_behavior_that_there_is_not_is_answered_with_those_that_there_are() {
    for wrong in ["hyfata", "hyfata=loose", "nobody=strict"] {
        let stderr = Home::new().qetta(&format!("sandbox --behavior {wrong}")).run().fails(2);
        holds(&stderr, &[wrong, "hyfata=documented|as-coded|strict"]);
    }
    let home = Home::new();
    Served::start(&home, "--behavior hyfata=strict --behavior hyfata=as-coded");
}
