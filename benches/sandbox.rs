//! The sandbox as a whole process, beside other people's mock servers: `cargo bench --bench sandbox`.
//!
//! From the start of the process to the end of its first answer, and its peak memory; then how many
//! token calls and how many calls with a bearer it answers, beside oauth2-mock-server and
//! oidc-provider: the same client, the same connections, kept open, in turn (A B C A B C …), medians.
//! The call with a bearer is KFTC's balance here, and the userinfo of the others, which have no bank.
//!
//! `QETTA_BENCH_SECONDS` is how long each is asked (3), `QETTA_BENCH_ROUNDS` how often (3) and
//! `QETTA_BENCH_QETTA` another binary. The others need Node.js 20.19 or later with npm; without them it
//! is said that they are not there. Memory is read from `/proc`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark arranges its world, and prints what it measured"
)]

mod client;
mod running;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use client::{Connection, member};
use running::{Process, Sandbox};

const STARTS: usize = 60;
const CONNECTIONS: usize = 16;
const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");
const PINS: [&str; 2] = ["package.json", "package-lock.json"];
const SCRIPTS: [&str; 2] = ["oauth2_mock_server.mjs", "oidc_provider.mjs"];

fn main() {
    let number = |name, usual| env::var(name).map_or(usual, |value| value.parse().unwrap());
    let time = Duration::from_secs(number("QETTA_BENCH_SECONDS", 3));
    let rounds = usize::try_from(number("QETTA_BENCH_ROUNDS", 3)).unwrap();
    let home = env::temp_dir().join(format!("qetta-bench-{}", process::id()));
    fs::create_dir(&home).unwrap();
    println!("| sandbox | first answer ms | peak MB |\n| --- | --- | --- |");
    starts(&home, "in memory", &["--state", "memory"]);
    starts(&home, "in its file", &[]);

    let mut servers = vec![
        Server::sandbox(&home, "qetta sandbox --state memory", &["--state", "memory"]),
        Server::sandbox(&home, "qetta sandbox", &[]),
    ];
    match peers() {
        Some(place) => servers.extend(SCRIPTS.map(|script| Server::peer(&place, script))),
        None => println!("\nno Node.js with npm, or no registry: there is nobody to compare with"),
    }
    table(&servers, rounds, time);
    drop(servers);
    let _ = fs::remove_dir_all(home);
}

/// From nothing to the first token, and what that took.
fn starts(home: &Path, name: &str, flags: &[&str]) {
    let (mut times, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..=STARTS {
        let begun = Instant::now();
        let sandbox = Sandbox::start(home, flags);
        token_of(&sandbox).ask(&mut Connection::to(sandbox.says("url")), 0);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        peaks.extend(sandbox.process.megabytes("VmHWM"));
    }
    // The first one warmed the caches.
    let (time, peak) = (median(&times[1..]), median(peaks.get(1..).unwrap_or_default()));
    println!("| {name} | {time:.1} | {peak:.1} |");
}

/// Everybody's answers a second, and how many times theirs ours are; then what each answer takes of
/// the server's processor, which does not depend on who else wants one.
fn table(servers: &[Server], rounds: usize, time: Duration) {
    println!("\n| call | server | a second | ours are | µs of the processor | theirs are | MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    // Calls with a bearer come first: one of the others forgets all but the last thousand tokens.
    for (name, call) in [("with a bearer", 1), ("a token", 0)] {
        let mut rates = vec![[Vec::new(), Vec::new()]; servers.len()];
        for _ in 0..=rounds {
            for (server, rates) in servers.iter().zip(&mut rates) {
                let (rate, cost) = rate(server, [&server.token, &server.bearer][call], time);
                rates[0].push(rate);
                rates[1].push(cost);
            }
        }
        // The first round warmed the caches.
        let of = |at: usize, what: usize| median(&rates[at][what][1..]);
        for (at, server) in servers.iter().enumerate() {
            let (rate, cost) = (of(at, 0), of(at, 1));
            let (more, dearer) = (of(0, 0) / rate, cost / of(0, 1));
            let peak = server.process.megabytes("VmHWM").unwrap_or(f64::NAN);
            println!(
                "| {name} | {} | {rate:.0} | {more:.1} × | {cost:.0} | {dearer:.1} × | {peak:.0} |",
                server.name
            );
        }
    }
}

/// A call that can be made again and again.
enum Call {
    /// A target, a form, and what the answer contains.
    Form(&'static str, String, &'static str),
    /// A target, to which a number is added that comes once, a bearer, and what the answer contains.
    Bearer(String, String, &'static str),
}

impl Call {
    /// One answer; it is the right one.
    fn ask(&self, connection: &mut Connection, turn: u64) {
        let (answer, has) = match self {
            Self::Form(target, form, has) => (connection.form(target, form), has),
            Self::Bearer(target, bearer, has) => {
                (connection.get(&format!("{target}{turn:09}"), bearer), has)
            }
        };
        let answer = answer.unwrap();
        assert!(answer.status == 200 && answer.body.contains(has), "{}", answer.body);
    }
}

fn token_of(sandbox: &Sandbox) -> Call {
    Call::Form("/toss/token", sandbox.form_for_toss(), "\"token_type\":\"Bearer\"")
}

/// One of those that are compared.
struct Server {
    name: String,
    process: Process,
    url: String,
    token: Call,
    bearer: Call,
    turns: AtomicU64,
}

impl Server {
    fn sandbox(home: &Path, name: &str, flags: &[&str]) -> Self {
        let sandbox = Sandbox::start(home, flags);
        let url = sandbox.says("url").to_owned();
        let mut bank = Connection::to(&url);
        let (bearer, person) = sandbox.connect_to_kftc(&mut bank);
        let accounts = bank.get(&format!("/kftc/v2.0/user/me?user_seq_no={person}"), &bearer);
        let accounts = accounts.unwrap().body;
        let number = member(&accounts, "fintech_use_num").unwrap();
        let target = format!(
            "/kftc/v2.0/account/balance/fin_num?fintech_use_num={number}\
             &tran_dtime=20261121090000&bank_tran_id=M202600001U"
        );
        let (token, turns) = (token_of(&sandbox), AtomicU64::new(0));
        let bearer = Call::Bearer(target, bearer, "\"rsp_code\":\"A0000\"");
        Self { name: name.to_owned(), process: sandbox.process, url, token, bearer, turns }
    }

    fn peer(place: &Path, script: &str) -> Self {
        let mut command = Command::new("node");
        command.arg(script).current_dir(place);
        let process = Process::start(command);
        let of = |name: &str| member(&process.ready, name).unwrap().to_owned();
        let form = "grant_type=client_credentials&client_id=bench&client_secret=not+a+real+one\
                    &scope=api";
        let target = if script == "oidc_provider.mjs" { "/me?turn=" } else { "/userinfo?turn=" };
        Self {
            name: script.trim_end_matches(".mjs").replace('_', "-"),
            url: of("url"),
            token: Call::Form("/token", form.to_owned(), "\"token_type\":\"Bearer\""),
            bearer: Call::Bearer(target.to_owned(), of("token"), "\"sub\":"),
            turns: AtomicU64::new(0),
            process,
        }
    }
}

/// Answers a second, and what each took of the server's processor, in microseconds.
fn rate(server: &Server, call: &Call, time: Duration) -> (f64, f64) {
    let before = server.process.processor();
    let (begun, answers) = (Instant::now(), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut connection = Connection::to(&server.url);
                while begun.elapsed() < time {
                    call.ask(&mut connection, server.turns.fetch_add(1, Ordering::Relaxed));
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 answers")]
    let answers = answers.into_inner() as f64;
    let rate = answers / begun.elapsed().as_secs_f64();
    let cost = server.process.processor().zip(before).map(|(after, before)| after - before);
    (rate, cost.map_or(f64::NAN, |cost| cost / answers))
}

/// Where the others are installed, as they are pinned; nothing where that cannot be.
fn peers() -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    fs::create_dir_all(&place).unwrap();
    let pins = PINS.map(|name| fs::read(Path::new(PEERS).join(name)).unwrap());
    let are_there = PINS
        .iter()
        .zip(&pins)
        .all(|(name, pin)| fs::read(place.join(name)).is_ok_and(|there| there == *pin))
        && place.join("node_modules").is_dir();
    for name in PINS.iter().chain(&SCRIPTS) {
        fs::copy(Path::new(PEERS).join(name), place.join(name)).unwrap();
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&place);
    let installed = are_there || install.output().is_ok_and(|output| output.status.success());
    installed.then_some(place)
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
