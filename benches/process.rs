//! Whole processes, side by side: `cargo bench --bench process`.
//!
//! What a user waits for is a process from its start to its end, so that is what is timed: in turn
//! (A B A B …), after one warm-up each, the median of the runs and of the pairs' ratios. Absolute
//! times belong to the machine; the ratios travel.
//!
//! Needs `sqlite3`, `curl` and, for peak memory, GNU `time` on the PATH; what is missing is said.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark arranges its world, and prints what it measured"
)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const RUNS: usize = 60;
const QETTA: &str = env!("CARGO_BIN_EXE_qetta");

fn main() {
    let home = TempDir::new().unwrap();
    let sandbox = Sandbox::start(home.path());
    sandbox.qetta(&["token", "toss"]).output().unwrap();
    let database = home.path().join("peer.db");
    let made = Command::new("sqlite3")
        .arg(&database)
        .arg("create table t(a, b); insert into t values (1, 'x'); pragma journal_mode = wal;")
        .output();

    println!("{RUNS} pairs; medians of whole processes\n");
    println!("| process | ms | peak MB | beside | ms | ratio |");
    println!("| --- | --- | --- | --- | --- | --- |");
    row("qetta --version", || sandbox.qetta(&["--version"]), "/bin/true", || Command::new("true"));
    if made.is_ok() {
        let select = || {
            let mut command = Command::new("sqlite3");
            command.arg(&database).arg("select b from t where a = 1");
            command
        };
        row(
            "qetta token toss (stored)",
            || sandbox.qetta(&["token", "toss"]),
            "sqlite3, one row",
            select,
        );
    } else {
        println!("sqlite3 is not installed: the stored token has no peer here");
    }
    let unrecorded = home.path().join("unrecorded");
    copied(&home.path().join("data"), &unrecorded);
    // A folder cannot be written to, so that nothing is recorded.
    std::fs::remove_file(unrecorded.join("audit.log")).unwrap();
    std::fs::create_dir(unrecorded.join("audit.log")).unwrap();
    row(
        "qetta token toss (stored)",
        || sandbox.qetta(&["token", "toss"]),
        "the same, nothing recorded",
        || {
            let mut command = sandbox.qetta(&["token", "toss"]);
            command.env("QETTA_DATA_DIR", &unrecorded);
            command
        },
    );
    row(
        "qetta toss test (TLS)",
        || sandbox.qetta(&["toss", "test"]),
        "curl, the same",
        || sandbox.curl(),
    );
}

/// The files of a folder, in another one.
fn copied(from: &Path, to: &Path) {
    let copy = Command::new("cp").arg("-a").args([from, to]).status().unwrap();
    assert!(copy.success());
}

/// A sandbox that serves TLS, and how to reach it.
struct Sandbox<'a> {
    child: Child,
    home: &'a Path,
    environment: Vec<(String, String)>,
}

impl<'a> Sandbox<'a> {
    fn start(home: &'a Path) -> Self {
        let mut child = bare(home)
            .args(["sandbox", "--port", "0", "--https", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut ready).unwrap();
        let ready: Value = serde_json::from_str(&ready).unwrap();
        let pairs = ready["env"].as_object().unwrap().iter();
        let environment =
            pairs.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
        Self { child, home, environment }
    }

    fn qetta(&self, args: &[&str]) -> Command {
        let mut command = bare(self.home);
        command.args(args).envs(self.environment.iter().cloned());
        command
    }

    fn curl(&self) -> Command {
        let of = |name: &str| &self.environment.iter().find(|pair| pair.0 == name).unwrap().1;
        let mut command = Command::new("curl");
        command.args(["--silent", "--cacert", of("QETTA_CA_FILE")]);
        for field in ["client_id", "client_secret", "scope"] {
            let value = of(&format!("TOSS_{}", field.to_ascii_uppercase()));
            command.args(["--data-urlencode", &format!("{field}={value}")]);
        }
        command.args(["--data", "grant_type=client_credentials"]);
        command.arg(format!("{}/token", of("TOSS_OAUTH_BASE")));
        command
    }
}

impl Drop for Sandbox<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// qetta for a user who has nothing but a home.
fn bare(home: &Path) -> Command {
    let mut command = Command::new(QETTA);
    command.env_clear().env("HOME", home).env("QETTA_DATA_DIR", home.join("data"));
    command
}

fn row(name: &str, ours: impl Fn() -> Command, peer: &str, theirs: impl Fn() -> Command) {
    let mut pairs = Vec::new();
    for _ in 0..=RUNS {
        pairs.push((timed(ours()), timed(theirs())));
    }
    // The first pair warmed the caches.
    let pairs = &pairs[1..];
    let own = median(pairs.iter().map(|pair| pair.0.as_secs_f64() * 1e3));
    let other = median(pairs.iter().map(|pair| pair.1.as_secs_f64() * 1e3));
    let ratio = median(pairs.iter().map(|pair| pair.0.as_secs_f64() / pair.1.as_secs_f64()));
    let peak = peak_megabytes(&ours()).map_or("?".to_owned(), |peak| format!("{peak:.1}"));
    println!("| {name} | {own:.2} | {peak} | {peer} | {other:.2} | {ratio:.2} |");
}

fn timed(mut command: Command) -> Duration {
    let started = Instant::now();
    let output = command.stdin(Stdio::null()).output().unwrap();
    let elapsed = started.elapsed();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    elapsed
}

/// The peak resident set, by GNU `time`.
fn peak_megabytes(command: &Command) -> Option<f64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args()).env_clear();
    timed.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = timed.output().ok()?;
    let kilobytes: f64 =
        String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
