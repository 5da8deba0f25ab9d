//! `qetta token`

use std::io::Read as _;
use std::process::Command;

use crate::support::{ACCESS_TOKEN, Home, NOON, Provider, Reply, holds};

#[test]
fn a_script_gets_the_token_and_nothing_else() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    let first = home.qetta_at(&provider, "token toss").run().ok();
    assert_eq!(first, format!("{ACCESS_TOKEN}\n"));
    let again = home.qetta_at(&provider, "token toss --header").run().ok();
    assert_eq!(again, format!("Authorization: Bearer {ACCESS_TOKEN}\n"));
    assert_eq!(provider.asked().len(), 1);
}

#[test]
fn the_stored_token_needs_no_provider() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "token toss").run().ok();
    // Any request would be the second one.
    for _ in 0..3 {
        home.qetta_at(&provider, "token toss").run().ok();
    }
    assert_eq!(provider.asked().len(), 1);
}

#[test]
fn a_second_process_that_needs_the_same_token_waits_and_takes_it() {
    let home = Home::new();
    let replies = (0..12).map(|number| Reply::token_named(&format!("token-{number}")));
    let provider = Provider::answering(replies);
    home.qetta_at(&provider, "token toss").run().ok();

    let late = "2026-11-21T13:00:00Z";
    let together: Vec<_> =
        (0..12).map(|_| home.qetta_at(&provider, "token toss").at(late).spawn()).collect();
    for mut child in together {
        let mut token = String::new();
        child.stdout.take().unwrap().read_to_string(&mut token).unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(token, "token-1\n");
    }
    assert_eq!(provider.asked().len(), 2, "one renewal for all of them");
}

#[test]
fn work_that_takes_longer_gets_a_token_that_lasts() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token_named("token-1"), Reply::token_named("token-2")]);
    let token = |line: &str, at| home.qetta_at(&provider, line).at(at).run();
    assert_eq!(token("token toss --min-validity 3600", NOON).ok(), "token-1\n");
    // Half an hour later the stored one still lasts for 1800 s, and not for a second more.
    let half_past = "2026-11-21T12:30:00Z";
    assert_eq!(token("token toss --min-validity 1800", half_past).ok(), "token-1\n");
    assert_eq!(token("token toss --min-validity 30m", half_past).ok(), "token-1\n");
    assert_eq!(token("token toss --min-validity 1801", half_past).ok(), "token-2\n");
    assert_eq!(provider.asked().len(), 2);
}

#[test]
fn a_provider_whose_tokens_are_shorter_is_named() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token_named("token-1")]);
    let line = "token toss --min-validity 3601 --json";
    let error = home.qetta_at(&provider, line).run().error(3);
    assert_eq!(error["kind"], "login_required");
    holds(error["message"].as_str().unwrap(), &["lives for 3600 s", "3601 s asked for"]);
    // It is kept, so that the next one who asks for less has it.
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "token-1\n");
    assert_eq!(provider.asked().len(), 1);
    home.qetta("token toss --min-validity soon").run().fails(2);
}

#[test]
fn an_old_token_that_is_too_short_is_no_way_out() {
    let home = Home::new();
    let down = Reply::new("503 Service Unavailable", &["retry-after: 0"], "");
    let provider = Provider::answering([Reply::token_named("token-1"), down]);
    let half_past = "2026-11-21T12:30:00Z";
    home.qetta_at(&provider, "token toss").run().ok();
    let late = home.qetta_at(&provider, "token toss --min-validity 3000").at(half_past);
    late.run().fails(5);
    // Who needs it for less has it without asking anybody.
    assert_eq!(home.qetta_at(&provider, "token toss").at(half_past).run().ok(), "token-1\n");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::new();
    let script = format!(
        "{} completions zsh 2>err | true; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_qetta")
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", home.path())
        .env("QETTA_TEST_NOW", NOON)
        .current_dir(home.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "0\n");
    assert_eq!(std::fs::read_to_string(home.path().join("err")).unwrap(), "");
}

/// The cached path opens no socket, reads no certificate, builds no runtime and starts no thread.
#[cfg(target_os = "linux")]
#[test]
fn the_stored_token_touches_nothing_that_it_does_not_need() {
    if Command::new("strace").arg("--version").output().is_err() {
        eprintln!("strace is not installed: the cached path was not watched");
        return;
    }
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "token toss").run().ok();

    let traced =
        home.qetta_at(&provider, "token toss").under("strace", &["-f", "-o", "trace"]).run();
    assert_eq!(traced.ok(), format!("{ACCESS_TOKEN}\n"));
    let trace = std::fs::read_to_string(home.path().join("trace")).unwrap();
    assert!(trace.contains("qetta.db"), "strace saw the run");
    for needless in ["socket(", "connect(", "epoll_create", "eventfd", "clone", "/ssl/", "certs"] {
        assert!(!trace.contains(needless), "{needless} on the cached path:\n{trace}");
    }
}
