//! A renewal that is killed: wherever that happens the store opens afterwards, holds no token in
//! plain, and the next run has a good token or says what to run.
#![cfg(target_os = "linux")]

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::kftc::scripted::{Gateway, access, accounts, parameter, refresh, refused, token};
use crate::support::{Output, Provider, Reply, holds};

/// The system calls at which the outside world, or the disk, can be left half done.
const CALLS: [&str; 7] =
    ["connect", "writev", "recvfrom", "pwrite64", "fsync,fdatasync", "ftruncate", "write"];
/// After the end of the token, and before that of its refresh token.
const LATER: &str = "2027-02-19T12:00:00Z";

/// A gateway that takes each refresh token once, as one that rotates does.
struct Rotating {
    gateway: Gateway,
    /// The version of the token that was issued last.
    issued: Arc<AtomicUsize>,
    /// What the next renewal is answered before the token it ought to be.
    instead: Arc<Mutex<Option<Reply>>>,
}

impl Rotating {
    fn connected() -> Self {
        let issued = Arc::new(AtomicUsize::new(1));
        let instead: Arc<Mutex<Option<Reply>>> = Arc::default();
        let (last, said) = (Arc::clone(&issued), Arc::clone(&instead));
        let provider = Provider::deciding(move |asked| {
            let version = last.load(Ordering::SeqCst);
            match parameter(asked, "grant_type").as_deref() {
                Some("authorization_code") => token(version),
                Some("refresh_token") => {
                    if parameter(asked, "refresh_token") != Some(refresh(version)) {
                        return refused("O0003");
                    }
                    last.store(version + 1, Ordering::SeqCst);
                    said.lock().unwrap().take().unwrap_or_else(|| token(version + 1))
                }
                _ => accounts(1),
            }
        });
        Self { gateway: Gateway::connected(provider), issued, instead }
    }

    /// What the next run makes of it; whether it had a token.
    #[track_caller]
    fn goes_on(&self, after: &str) -> bool {
        let issued = self.issued.load(Ordering::SeqCst);
        for (path, bytes) in self.gateway.home.files() {
            let plain = bytes.windows(6).any(|window| window == b"canary");
            assert!(!plain, "a secret in {} after {after}", path.display());
        }
        let status = self.gateway.run("status --json").run().json();
        assert_eq!(status["connected"].as_array().unwrap().len(), 1, "after {after}");
        let next = self.gateway.run("token kftc --json").at(LATER).run();
        let renewed = self.issued.load(Ordering::SeqCst);
        if next.code == Some(0) {
            assert_eq!(renewed, issued + 1, "renewed once, after {after}");
            holds(&next.stdout, &[&access(renewed)]);
            return true;
        }
        assert_eq!(issued, 2, "a renewal that nobody answered loses nothing: {after}: {next}");
        let error = next.error(3);
        holds(error["hint"].as_str().unwrap(), &["qetta kftc connect"]);
        false
    }
}

/// Renews, and dies at one of the calls that are named, the `nth` time.
fn killed(gateway: &Gateway, calls: &str, nth: usize) -> Output {
    let inject = format!("inject={calls}:signal=KILL:when={nth}");
    let trace = format!("trace={calls}");
    let strace = ["-f", "-qqq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
    gateway.run("kftc token --refresh").under("strace", &strace).run()
}

#[test]
fn a_renewal_that_dies_at_any_call_leaves_a_token_or_the_way_to_one() {
    if Command::new("strace").arg("--version").output().is_err() {
        eprintln!("strace is not installed: no renewal was killed");
        return;
    }
    let (mut good, mut lost) = (0, 0);
    for calls in CALLS {
        for nth in 1.. {
            let rotating = Rotating::connected();
            let output = killed(&rotating.gateway, calls, nth);
            if output.code == Some(0) {
                break;
            }
            assert_eq!(output.stdout, "", "died before its result: {output}");
            let had_a_token = rotating.goes_on(&format!("{calls} {nth}"));
            *(if had_a_token { &mut good } else { &mut lost }) += 1;
        }
    }
    assert!(good > 5, "deaths before the request and after the commit: {good}");
    assert!(lost > 0, "deaths between the answer and the commit: {lost}");
}

#[test]
fn a_renewal_that_dies_while_it_waits_loses_nothing_that_was_kept() {
    let Reply::Bytes(answer) = token(2) else { panic!("bytes") };
    for sent in [0, answer.len() / 4, answer.len() * 3 / 4] {
        let rotating = Rotating::connected();
        let reply = if sent == 0 { Reply::Silence } else { Reply::Bytes(answer[..sent].to_vec()) };
        *rotating.instead.lock().unwrap() = Some(reply);
        let mut child = rotating.gateway.run("kftc token --refresh").spawn();
        while rotating.gateway.asked().is_empty() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // The gateway has rotated: only the person can go on, and is told so.
        assert!(!rotating.goes_on(&format!("{sent} bytes of the answer")));
    }
}
