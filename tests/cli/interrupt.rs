//! Ctrl-C, at any point, at once.
#![cfg(unix)]

use std::io::Read as _;
use std::process::{Child, Command};

use crate::support::{CLIENT_SECRET, Home, Provider, silent_port};

fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// A command that waits for a provider that never answers.
fn waiting(home: &Home, provider: &Provider, line: &str) -> Child {
    let child = home
        .qetta(line)
        .env("TOSS_OAUTH_BASE", provider.url())
        .env("TOSS_API_BASE", provider.url())
        .env("TOSS_CLIENT_ID", "mine")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
        .spawn();
    while provider.asked().is_empty() {
        std::thread::yield_now();
    }
    child
}

fn stderr_of(child: &mut Child) -> String {
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    stderr
}

#[test]
fn a_request_that_is_waited_for_is_dropped() {
    let home = Home::new();
    let provider = silent_port();
    let mut child = waiting(&home, &provider, "toss test");
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(stderr_of(&mut child), "");
}

#[test]
fn programs_are_told_by_an_object() {
    let home = Home::new();
    let provider = silent_port();
    let mut child = waiting(&home, &provider, "toss test --json");
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let error: serde_json::Value = serde_json::from_str(&stderr_of(&mut child)).unwrap();
    assert_eq!(error["error"]["kind"], "interrupted");
}

#[test]
fn who_waits_for_another_process_is_interrupted_too() {
    let home = Home::new();
    let provider = silent_port();
    let mut holder = waiting(&home, &provider, "token toss");
    // The second one can only wait for the first one's lock: it makes no request of its own.
    let mut waiter = home
        .qetta("token toss -v")
        .env("TOSS_OAUTH_BASE", provider.url())
        .env("TOSS_CLIENT_ID", "mine")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
        .spawn();
    let mut said = [0; 1];
    waiter.stderr.as_mut().unwrap().read_exact(&mut said).unwrap();
    interrupt(&waiter);
    let status = waiter.wait().unwrap();
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    assert!(status.code() == Some(130) || signal == Some(2), "{status}");
    assert_eq!(provider.asked().len(), 1);
    interrupt(&holder);
    assert_eq!(holder.wait().unwrap().code(), Some(130));
}

#[test]
fn a_database_that_another_program_holds_does_not_hold_ctrl_c() {
    let home = Home::new();
    home.qetta("toss token --sandbox").run().ok();
    let other = rusqlite::Connection::open(home.data().join("qetta.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut child = home.qetta("toss token --sandbox --refresh -vv").spawn();
    // The answer of the provider is logged; what follows is the write that has to wait.
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    while !said.contains("← 200") {
        let mut byte = [0];
        stderr.read_exact(&mut byte).unwrap();
        said.push(char::from(byte[0]));
        if said.contains("200 OK in") {
            break;
        }
    }
    interrupt(&child);
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
}

#[test]
fn a_killed_holder_blocks_nobody() {
    let home = Home::new();
    let provider =
        Provider::answering([crate::support::Reply::Silence, crate::support::Reply::token()]);
    let mut holder = waiting(&home, &provider, "token toss");
    holder.kill().unwrap();
    holder.wait().unwrap();
    let run = home
        .qetta("token toss")
        .env("TOSS_OAUTH_BASE", provider.url())
        .env("TOSS_CLIENT_ID", "mine")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET);
    run.run().ok();
}
