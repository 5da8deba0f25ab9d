//! A disk that fails at any call, is full, or may not be written to: what was stored stays, and what
//! comes out is right or an error.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::process::Command;

use crate::reliability::rotating::{LATER, Rotating, access};
use crate::reliability::rounds;
use crate::support::{Home, Output, Provider, Reply, Run, holds};

/// A provider whose every token is another, and a store with the first.
struct Kept {
    home: Home,
    provider: Provider,
}

impl Kept {
    fn new() -> Self {
        let mut issued = 0;
        let provider = Provider::deciding(move |_| {
            issued += 1;
            Reply::token_named(&format!("token-{issued}"))
        });
        let kept = Self { home: Home::new(), provider };
        assert_eq!(kept.run("token toss").run().ok(), "token-1\n");
        kept
    }

    fn run(&self, line: &str) -> Run {
        self.home.qetta_at(&self.provider, line)
    }

    /// The accounts that there are, now that the disk is well again.
    fn accounts(&self) -> Vec<String> {
        let list = self.run("account list toss --json").run().json();
        let accounts = list["accounts"].as_array().unwrap();
        accounts.iter().map(|one| one["account"].as_str().unwrap().to_owned()).collect()
    }

    /// The one connection has the token that was stored last, and nobody is asked for another.
    #[track_caller]
    fn has(&self, tokens: &[&str], after: &str) {
        let accounts = self.accounts();
        assert_eq!(accounts.len(), 1, "after {after}");
        let asked = self.provider.asked().len();
        let token = self.run("token toss --account").arg(&accounts[0]).run().ok();
        assert!(tokens.contains(&token.trim()), "{token} after {after}");
        assert_eq!(self.provider.asked().len(), asked, "a token was lost: {after}");
    }
}

/// Runs it while calls on the database's files fail as `inject` says; whether any did.
fn failing(home: &Home, run: Run, calls: &str, inject: &str) -> (Output, bool) {
    let log = home.path().join("strace");
    let (trace, inject) = (format!("trace={calls}"), format!("inject={inject}"));
    let mut strace = vec!["-f", "-qqq", "-o", log.to_str().unwrap(), "-e", &trace];
    strace.extend(["-e", &inject]);
    let files = ["", "-wal", "-shm", "-journal"];
    let files = files.map(|name| format!("{}/qetta.db{name}", home.data().display()));
    for file in &files {
        strace.extend(["-P", file]);
    }
    let output = run.under("strace", &strace).run();
    let fired = std::fs::read_to_string(&log).unwrap().contains("(INJECTED)");
    (output, fired)
}

/// It went well, or it said that the disk did not let it.
#[track_caller]
fn is_clear(output: &Output, after: &str) {
    assert!(matches!(output.code, Some(0 | 8)), "{after}: {output}");
    assert!(!output.stderr.contains("panicked"), "{after}: {output}");
    if output.code == Some(8) {
        assert_eq!(output.stdout, "", "{after}: {output}");
        holds(&output.stderr, &["error: ", "qetta"]);
    }
}

fn strace_is_there() -> bool {
    let there = Command::new("strace").arg("--version").output().is_ok();
    if !there {
        eprintln!("strace is not installed: no disk has failed");
    }
    there
}

/// Fails each call of each kind in turn, once or from then on, and looks at what is left.
fn at_each_call(line: &str, kinds: &[&str], look: impl Fn(&Kept, &Output, &str)) {
    if !strace_is_there() {
        return;
    }
    let mut fired_at_all = 0;
    for (calls, error) in kinds.iter().flat_map(|calls| [(calls, "EIO"), (calls, "ENOSPC")]) {
        for nth in 1..=rounds(1) {
            let mut said = String::new();
            for ever in ["", "+"] {
                let kept = Kept::new();
                let inject = format!("{calls}:error={error}:when={nth}{ever}");
                let (output, fired) = failing(&kept.home, kept.run(line), calls, &inject);
                said = format!("{line}: {inject}");
                is_clear(&output, &said);
                look(&kept, &output, &said);
                fired_at_all += u32::from(fired);
                if !fired {
                    said.clear();
                }
            }
            if said.is_empty() {
                break;
            }
        }
    }
    assert!(fired_at_all > 0, "no call has failed: {line}");
}

#[test]
fn a_stored_token_comes_out_right_or_not_at_all() {
    at_each_call("token toss", &["pread64", "fdatasync,fsync", "mmap"], |kept, output, said| {
        if output.code == Some(0) {
            assert_eq!(output.stdout, "token-1\n", "{said}");
        }
        kept.has(&["token-1"], said);
    });
}

#[test]
fn a_renewal_that_cannot_be_kept_keeps_the_old_token() {
    at_each_call(
        "refresh toss",
        &["pwrite64", "fdatasync,fsync", "ftruncate"],
        |kept, output, said| {
            let tokens: &[&str] =
                if output.code == Some(0) { &["token-2"] } else { &["token-1", "token-2"] };
            kept.has(tokens, said);
        },
    );
}

#[test]
fn a_new_name_is_had_whole_or_not_at_all() {
    at_each_call(
        "account rename toss default new",
        &["pwrite64", "fdatasync,fsync"],
        |kept, output, said| {
            kept.has(&["token-1"], said);
            let names = kept.accounts();
            if output.code == Some(0) {
                assert_eq!(names, ["new"], "{said}");
            }
        },
    );
}

#[test]
fn what_could_not_be_forgotten_is_still_there() {
    at_each_call("disconnect toss", &["pwrite64", "fdatasync,fsync"], |kept, output, said| {
        let names = kept.accounts();
        assert!(output.code == Some(8) || names.is_empty(), "{said}: {output}");
        if !names.is_empty() {
            kept.has(&["token-1"], said);
        }
    });
}

#[test]
fn a_token_is_not_spent_where_the_next_one_could_not_be_kept() {
    if !strace_is_there() {
        return;
    }
    for (calls, error) in [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync,fsync", "EIO")]
    {
        for nth in 1..=rounds(1) {
            let mut fired_at_all = false;
            for ever in ["", "+"] {
                let rotating = Rotating::connected();
                let inject = format!("{calls}:error={error}:when={nth}{ever}");
                let run = rotating.run("token robot").at(LATER);
                let (output, fired) = failing(&rotating.home, run, calls, &inject);
                fired_at_all |= fired;
                is_clear(&output, &inject);
                let unspent = rotating.spent().is_empty();
                assert!(unspent || nth > 1 || ever.is_empty(), "spent on a full disk: {output}");
                // The disk is well again. Only what failed for good between the answer and its
                // keeping is lost, and then the next run knows.
                let next = rotating.token_later();
                if next.code == Some(0) {
                    holds(&next.stdout, &[&access(2)]);
                } else {
                    assert!(fired && ever == "+" && !unspent, "{inject}: {next}");
                    holds(next.error(3)["message"].as_str().unwrap(), &["never arrived"]);
                }
            }
            if !fired_at_all {
                break;
            }
        }
    }
}

/// Runs `script` where mounting is its own affair; `None` where the system does not let us.
fn apart(kept: &Kept, script: &str) -> Option<String> {
    let allowed = Command::new("unshare").args(["-m", "true"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        eprintln!("no mount namespace here: no disk was full and none read-only");
        return None;
    }
    let output = kept.run("").under("unshare", &["-m", "sh", "-c", script]).run();
    assert_eq!(output.code, Some(0), "{output}");
    let mut all = output.stdout;
    write!(all, "{}", output.stderr).unwrap();
    Some(all)
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    let kept = Kept::new();
    let script = "
        mount -t tmpfs -o size=256k,mode=700 none $QETTA_DATA_DIR || exit 1
        $0 token toss
        dd if=/dev/zero of=$QETTA_DATA_DIR/filler bs=1k 2>/dev/null
        $0 refresh toss; echo renewed $?
        $0 token toss --account another; echo another $?
        $0 token toss; echo stored $?
        rm $QETTA_DATA_DIR/filler
        $0 token toss; $0 status --json";
    let Some(said) = apart(&kept, script) else { return };
    holds(&said, &["renewed 8\n", "another 8\n", "error: "]);
    assert!(said.contains("token-2\nstored 0\n") || said.contains("stored 8\n"), "{said}");
    holds(&said, &["token-2\n{\"connected\":[{", "\"account\":\"default\""]);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_said_and_keeps_what_it_has() {
    let kept = Kept::new();
    let script = "
        mount --bind $QETTA_DATA_DIR $QETTA_DATA_DIR && mount -o remount,ro,bind $QETTA_DATA_DIR || exit 1
        $0 refresh toss; echo renewed $?
        $0 disconnect toss; echo forgotten $?
        $0 account rename toss default other; echo renamed $?
        $0 token toss; echo stored $?";
    let Some(said) = apart(&kept, script) else { return };
    holds(&said, &["renewed 8\n", "forgotten 8\n", "renamed 8\n", "error: "]);
    assert!(said.contains("token-1\nstored 0\n") || said.contains("stored 8\n"), "{said}");
    kept.has(&["token-1"], "a read-only folder");
}
