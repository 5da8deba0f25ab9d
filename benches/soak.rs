//! A day of the sandbox in fast-forward: `cargo bench --bench soak`.
//!
//! 64 connections, one answer in twenty spoiled on purpose, and the sandbox's clock moved on a minute
//! 1,440 times while they ask. Every answer is looked at: it is right, or it has the shape of one of
//! the faults; anything else is an error. So is memory that goes on growing after the warm-up.
//!
//! `QETTA_SOAK_REQUESTS` is how many (1,000,000), `QETTA_SOAK_STATE` where the sandbox remembers (a
//! file), `QETTA_BENCH_QETTA` another binary. Memory is read from `/proc`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark arranges its world, and prints what it measured"
)]

mod client;
mod running;

use std::collections::BTreeMap;
use std::io::Result;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use client::{Answer, Connection, member};
use running::Sandbox;

const CONNECTIONS: u64 = 64;
const MINUTES: u64 = 24 * 60;
const SAMPLES: u64 = 20;
/// Half a percent each: five in all.
const FAULTS: [&str; 10] = [
    "status",
    "429",
    "reset",
    "empty",
    "html",
    "redirect",
    "truncated",
    "malformed-chunk",
    "content-type",
    "null-fields",
];
/// The clock is set to this day, so that the postings of the weeks before are past.
const MORNING: &str = "2026-11-21T09:00:00";
const PAST: &str = "from_date=20260901&to_date=20261031";

fn main() -> ExitCode {
    let requests: u64 =
        env::var("QETTA_SOAK_REQUESTS").map_or(1_000_000, |value| value.parse().unwrap());
    let home = env::temp_dir().join(format!("qetta-soak-{}", process::id()));
    fs::create_dir(&home).unwrap();
    let state = env::var("QETTA_SOAK_STATE");
    let kept = state.as_deref().map_or(vec![], |state| vec!["--state", state]);
    let sandbox = Sandbox::start(&home, &[&["--seed", "7"], kept.as_slice()].concat());
    let world = World::prepare(&sandbox);
    let asked = AtomicU64::new(0);
    let begun = Instant::now();
    let (found, memory) = thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS)
            .map(|_| scope.spawn(|| ask(&sandbox, &world, &asked, requests)))
            .collect();
        let memory = fast_forward(&sandbox, &asked, requests);
        let mut found = BTreeMap::<String, u64>::new();
        for client in clients {
            for (what, times) in client.join().unwrap() {
                *found.entry(what).or_default() += times;
            }
        }
        (found, memory)
    });
    let seconds = begun.elapsed().as_secs_f64();
    let spent = sandbox.process.processor();
    drop(sandbox);
    let _ = fs::remove_dir_all(&home);
    report(requests, seconds, spent, &found, &memory)
}

/// The figures, and whether they are as they should be.
fn report(
    requests: u64,
    seconds: f64,
    spent: Option<f64>,
    found: &BTreeMap<String, u64>,
    memory: &[f64],
) -> ExitCode {
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 requests")]
    let (each, cost) = (requests as f64, spent.unwrap_or(f64::NAN) / requests as f64);
    println!("{requests} requests in {seconds:.0} s, {:.0} a second", each / seconds);
    println!("{cost:.0} µs of the sandbox's processor each\n");
    for (what, times) in found {
        println!("{times:>9}  {what}");
    }
    let shown: Vec<_> = memory.iter().map(|sample| format!("{sample:.1}")).collect();
    println!("\nMB, a twentieth each: {}", shown.join(" "));
    let wrong = found.keys().any(|what| what.starts_with("WRONG"));
    // The first fifth is the warm-up.
    let most = |samples: &[f64]| samples.iter().copied().fold(0.0, f64::max);
    let (_, warm) = memory.split_at(memory.len() / 5);
    let (earlier, later) = warm.split_at(warm.len() / 2);
    let grows = most(later) > most(earlier) * 1.05;
    println!("wrong answers: {wrong}; memory grows: {grows}");
    if wrong || grows { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Says something to a page of the sandbox's own.
fn steer(sandbox: &Sandbox, connection: &mut Connection, page: &str, document: &str) {
    let (host, token, length) = (&connection.address, sandbox.says("adminToken"), document.len());
    let request = format!(
        "POST /__qetta/{page} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{document}"
    );
    let answer = connection.exchange(&request).unwrap();
    assert!(answer.status < 300, "{page}: {}", answer.body);
}

/// What the clients know, from before anything went wrong.
struct World {
    toss: String,
    token: String,
    /// Each account with its postings, as they stand in the answer.
    accounts: Vec<(String, String)>,
    /// The answer to a token that nobody issued.
    stranger: String,
}

impl World {
    fn prepare(sandbox: &Sandbox) -> Self {
        let mut bank = Connection::to(sandbox.says("url"));
        let time = format!(r#"{{"action":"set","time":"{MORNING}"}}"#);
        steer(sandbox, &mut bank, "clock", &time);
        let (token, person) = sandbox.connect_to_kftc(&mut bank);
        let target = format!("/kftc/v2.0/user/me?user_seq_no={person}");
        let accounts = bank.get(&target, &token).unwrap().body;
        let number = |part: &str| part.split('"').next().unwrap().to_owned();
        let accounts = accounts.split("\"fintech_use_num\":\"").skip(1).map(number);
        let mut world = Self {
            toss: sandbox.form_for_toss(),
            token,
            accounts: accounts.map(|number| (number, String::new())).collect(),
            stranger: bank.get("/ottm/oauth2/v1/userinfo", "nobody").unwrap().body,
        };
        assert!(world.stranger.contains("10075"), "{}", world.stranger);
        for at in 0..world.accounts.len() {
            let id = format!("M202600001USOAK{at:05}");
            let answer = bank.get(&postings(&world.accounts[at].0, &id), &world.token).unwrap();
            assert!(answer.body.contains("\"A0000\""), "{}", answer.body);
            res_list(&answer).clone_into(&mut world.accounts[at].1);
        }
        for kind in FAULTS {
            let fault = format!(r#"{{"kind":"{kind}","chance":"0.5%"}}"#);
            steer(sandbox, &mut bank, "faults", &fault);
        }
        world
    }
}

fn postings(number: &str, id: &str) -> String {
    format!(
        "/kftc/v2.0/account/transaction_list/fin_num?bank_tran_id={id}&fintech_use_num={number}\
         &inquiry_type=A&inquiry_base=D&{PAST}&sort_order=D&tran_dtime=20261121090000"
    )
}

fn res_list(answer: &Answer) -> &str {
    answer.body.split_once("\"res_list\":").map_or("", |(_, list)| list)
}

/// Moves the clock on with the requests, and reads the sandbox's memory now and then.
fn fast_forward(sandbox: &Sandbox, asked: &AtomicU64, requests: u64) -> Vec<f64> {
    let mut connection = Connection::to(sandbox.says("url"));
    let (mut minutes, mut memory) = (0, Vec::new());
    while minutes < MINUTES {
        let done = asked.load(Ordering::Relaxed).min(requests);
        while minutes < done * MINUTES / requests {
            steer(sandbox, &mut connection, "clock", r#"{"action":"advance","by":"1m"}"#);
            minutes += 1;
            if minutes % (MINUTES / SAMPLES) == 0 {
                memory.extend(sandbox.process.megabytes("VmRSS"));
            }
        }
        thread::sleep(Duration::from_millis(5));
    }
    memory
}

/// One client: how often it found what.
fn ask(
    sandbox: &Sandbox,
    world: &World,
    asked: &AtomicU64,
    requests: u64,
) -> BTreeMap<String, u64> {
    let mut connection = Connection::to(sandbox.says("url"));
    let mut found = BTreeMap::new();
    loop {
        let turn = asked.fetch_add(1, Ordering::Relaxed);
        if turn >= requests {
            return found;
        }
        let (what, answer, is_right) = asked_once(&mut connection, world, turn);
        *found.entry(judged(what, answer, is_right)).or_default() += 1;
    }
}

/// What is asked at this turn, the answer, and whether it is the right one.
fn asked_once(
    connection: &mut Connection,
    world: &World,
    turn: u64,
) -> (&'static str, Result<Answer>, bool) {
    let pick = usize::try_from(turn / 10).unwrap() % world.accounts.len();
    let (number, list) = &world.accounts[pick];
    let id = format!("M202600001U{turn:09}");
    let kftc = |answer: &Answer| {
        answer.body.contains("\"rsp_code\":\"A0000\"")
            && member(&answer.body, "bank_tran_id") == Some(&id)
            && member(&answer.body, "fintech_use_num") == Some(number)
    };
    match turn % 10 {
        0..=2 => {
            let answer = connection.form("/toss/token", &world.toss);
            let right = |answer: &Answer| {
                member(&answer.body, "access_token").is_some_and(|it| it.split('.').count() == 3)
                    && answer.body.contains("\"expires_in\":31536000")
            };
            with("a token of Toss", answer, 200, right)
        }
        3..=6 => {
            let target = format!(
                "/kftc/v2.0/account/balance/fin_num?bank_tran_id={id}&fintech_use_num={number}\
                 &tran_dtime=20261121090000"
            );
            with("a balance", connection.get(&target, &world.token), 200, kftc)
        }
        7..=8 => {
            let answer = connection.get(&postings(number, &id), &world.token);
            let right = |answer: &Answer| kftc(answer) && res_list(answer) == list;
            with("postings", answer, 200, right)
        }
        _ => {
            let answer = connection.get("/ottm/oauth2/v1/userinfo", "nobody");
            with("a refusal by OTTM", answer, 400, |answer| answer.body == world.stranger)
        }
    }
}

fn with(
    what: &'static str,
    answer: Result<Answer>,
    status: u16,
    right: impl Fn(&Answer) -> bool,
) -> (&'static str, Result<Answer>, bool) {
    let is_right = answer.as_ref().is_ok_and(|answer| answer.status == status && right(answer));
    (what, answer, is_right)
}

/// What an answer was: right, the shape of a fault, or wrong.
fn judged(what: &str, answer: Result<Answer>, is_right: bool) -> String {
    let answer = match answer {
        Ok(answer) => answer,
        // Reset, empty, truncated and malformed.
        Err(error) => return format!("fault: {}", error.kind()),
    };
    let kind = answer.header("content-type").unwrap_or_default();
    let is_null = |body: &str| !body.contains(":\"") && body.contains(":null");
    match answer.status {
        _ if is_right && kind.starts_with("text/plain") => "fault: another content type".to_owned(),
        _ if is_right => what.to_owned(),
        503 if answer.body.starts_with('{') => "fault: status 503".to_owned(),
        429 if answer.header("retry-after") == Some("1") => "fault: status 429".to_owned(),
        307 if answer.head.contains("https://elsewhere.invalid/") => "fault: redirect".to_owned(),
        200 if answer.body.contains("<title>점검 중</title>") => "fault: a page".to_owned(),
        200 | 400 if is_null(&answer.body) => "fault: null members".to_owned(),
        status => format!("WRONG, {what}: {status} {}", answer.body),
    }
}
