//! Where a secret may be while qetta runs: looked for in every file, in what every process shows of
//! itself, and in a core of the process, which root alone can take.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command};

use crate::reliability::rotating::{LATER, Next, Rotating, access, refresh};
use crate::support::{Reply, Run};

/// A program that says when it is there, and waits.
const WAITING: [&str; 4] = ["--", "sh", "-c", "echo up; read x"];

fn holds(bytes: &[u8], secret: impl AsRef<[u8]>) -> bool {
    let secret = secret.as_ref();
    bytes.windows(secret.len()).any(|window| window == secret)
}

/// A memory image of a process. Says so where none can be had.
fn core_of(process: &Child, folder: &Path) -> Option<Vec<u8>> {
    let id = process.id().to_string();
    let made = Command::new("gcore").arg("-o").arg(folder.join("core")).arg(&id).output();
    let path = folder.join(format!("core.{id}"));
    let core = fs::read(&path);
    let _ = fs::remove_file(path);
    if made.is_err() || core.is_err() {
        eprintln!("no core could be taken (gcore, root): no memory was searched");
    }
    core.ok()
}

/// The processes of this test with what anybody can see of them: arguments, and environment.
fn shown_by(home: &Path) -> Vec<(u32, Vec<u8>, Vec<u8>)> {
    let home = home.to_str().unwrap();
    let ids = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        entry.unwrap().file_name().to_str().and_then(|name| name.parse::<u32>().ok())
    });
    ids.filter_map(|id| {
        let read = |name| fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
        let (arguments, environment) = (read("cmdline"), read("environ"));
        (holds(&arguments, home) || holds(&environment, home)).then_some((
            id,
            arguments,
            environment,
        ))
    })
    .collect()
}

/// No file below the home has either token, be it the database, its log or a draft.
#[track_caller]
fn no_file_has(rotating: &Rotating, version: usize) {
    let mut folders = vec![rotating.home.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(bytes) = fs::read(&path) else { continue };
            for secret in [access(version), refresh(version)] {
                assert!(!holds(&bytes, &secret), "{secret} is in {}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 3, "database, key, lock and config file");
}

fn key(rotating: &Rotating) -> String {
    fs::read_to_string(rotating.home.data().join("qetta.key")).unwrap().trim().to_owned()
}

fn started(run: Run) -> Child {
    let mut process = run.asking().spawn();
    let mut line = String::new();
    BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "up\n");
    process
}

fn with(run: Run, line: &[&str]) -> Run {
    line.iter().fold(run, Run::arg)
}

#[test]
fn c33_a_program_that_runs_for_days_leaves_no_refresh_token_in_our_memory() {
    let rotating = Rotating::connected();
    let mut process = started(with(rotating.run("exec robot --serve"), &WAITING));
    no_file_has(&rotating, 1);
    let shown = shown_by(rotating.home.path());
    assert!(shown.len() >= 2, "we, and the program");
    for (id, arguments, environment) in shown {
        assert!(!holds(&arguments, "canary"), "a secret in the arguments of {id}");
        assert!(!holds(&environment, refresh(1)), "the refresh token in the environment of {id}");
        // The program has what it asked for; we do not.
        assert_eq!(holds(&environment, access(1)), id != process.id(), "{id}");
    }
    if let Some(core) = core_of(&process, rotating.home.path()) {
        assert!(!holds(&core, refresh(1)), "the refresh token is in the memory");
        let key = key(&rotating);
        let digit = |at: usize| u8::from_str_radix(&key[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..key.len()).step_by(2).map(digit).collect();
        assert!(
            !holds(&core, &key) && !holds(&core, bytes),
            "the key of the file is in the memory"
        );
        assert!(holds(&core, rotating.home.path().to_str().unwrap()), "the core is searched");
    }
    drop(process.stdin.take());
    process.wait().unwrap();
    no_file_has(&rotating, 1);
}

#[test]
fn c33_a_program_that_we_become_has_its_token_and_nothing_else_of_ours() {
    let rotating = Rotating::connected();
    let mut process = started(with(rotating.run("exec robot"), &WAITING));
    let environment = fs::read(format!("/proc/{}/environ", process.id())).unwrap();
    assert!(holds(&environment, access(1)), "what it asked for");
    assert!(!holds(&environment, refresh(1)));
    if let Some(core) = core_of(&process, rotating.home.path()) {
        assert!(!holds(&core, refresh(1)) && !holds(&core, key(&rotating)));
    }
    drop(process.stdin.take());
    process.wait().unwrap();
}

#[test]
fn c33_a_renewal_under_way_shows_no_secret_to_anybody() {
    let rotating = Rotating::connected();
    rotating.next(Next::NotMade(Reply::Silence));
    let mut process = rotating.run("token robot -vv").at(LATER).spawn();
    while rotating.spent().is_empty() {
        std::thread::yield_now();
    }
    no_file_has(&rotating, 1);
    for (id, arguments, environment) in shown_by(rotating.home.path()) {
        let seen = [arguments, environment].concat();
        assert!(!holds(&seen, "canary"), "a secret is seen at {id}");
    }
    if let Some(core) = core_of(&process, rotating.home.path()) {
        // It is in the request that waits for its answer.
        assert!(holds(&core, refresh(1)), "the search finds what is there");
        assert!(!holds(&core, key(&rotating)), "the key as it is written is in the memory");
    }
    process.kill().unwrap();
    process.wait().unwrap();
    no_file_has(&rotating, 1);
}

#[test]
fn c33_a_crash_dumps_nothing_even_where_cores_are_unlimited() {
    let rotating = Rotating::connected();
    let unlimited = ["-c", "ulimit -c unlimited && exec \"$0\" \"$@\""];
    let run = with(rotating.run("exec robot --serve"), &["--", "sh", "-c", "echo up; read x"]);
    let mut process = started(run.under("sh", &unlimited));
    let killed = Command::new("kill").args(["-ABRT", &process.id().to_string()]).status();
    assert!(killed.unwrap().success());
    let status = process.wait().unwrap();
    assert_eq!(status.signal(), Some(6));
    assert!(!status.core_dumped(), "a core was left");
}
