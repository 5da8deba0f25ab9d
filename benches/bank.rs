//! A thousand accounts, ten pages each: `cargo bench --bench bank`.
//!
//! The whole process of `qetta kftc transactions --all --format ndjson`, to the last page of every
//! account, beside `curl --parallel`, which is told all addresses beforehand, has its own
//! `bank_tran_id`s and the same bearer, and throws away what it gets. In turn (A B A B …) against
//! one sandbox in a process of its own, which remembers in its file, and then against one that
//! remembers in memory; medians, the median of the pairs' ratios, and how long the sandbox itself was
//! busy, as `/proc` has it.
//!
//! `QETTA_BENCH_ACCOUNTS` and `QETTA_BENCH_PAIRS` make it smaller. Needs `curl` on the PATH.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark arranges its world, and prints what it measured"
)]
#![expect(clippy::disallowed_methods, reason = "its size and its clock come from outside qetta")]

#[expect(dead_code, reason = "here curl and qetta ask")]
mod client;
#[expect(dead_code, reason = "other benchmarks ask more of a sandbox")]
mod running;

use std::fmt::Write as _;
use std::net::TcpListener;
use std::num::NonZeroU32;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use qetta::model::{DateRange, KoreanDate, SortOrder};
use qetta::providers::kftc::windows;
use running::Sandbox;
use serde_json::Value;
use tempfile::TempDir;

const QETTA: &str = env!("CARGO_BIN_EXE_qetta");
/// 250 postings over 730 days are 31 in each of five windows of 90 days: two pages, ten in all.
const POSTINGS: &str = "250";
const DAYS: u32 = 449;
const WINDOW: NonZeroU32 = NonZeroU32::new(90).unwrap();

fn main() {
    let number = |name, usual| env::var(name).map_or(usual, |value| value.parse().unwrap());
    let accounts: usize = number("QETTA_BENCH_ACCOUNTS", 1_000);
    let pairs: usize = number("QETTA_BENCH_PAIRS", 5);
    if Command::new("curl").arg("--version").output().is_err() {
        println!("curl is not installed: there is nothing to compare with");
        return;
    }
    println!("{accounts} accounts, {pairs} pairs\n");
    println!(
        "| the sandbox remembers | curl --parallel-max | qetta s | busy | curl s | busy | ratio |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, flags) in [("in its file", &[][..]), ("in memory", &["--state", "memory"])] {
        let home = TempDir::new().unwrap();
        let bank = Bank::open(home.path(), accounts, flags);
        let mut curl = Curl { bank: &bank, used: 0, pages: Vec::new() };
        curl.find_every_page(&bank.numbers());
        for at_once in ["8", "50"] {
            let both = || (bank.measured(bank.statement()), bank.measured(curl.all(at_once)));
            let measured: Vec<_> = std::iter::repeat_with(both).take(pairs + 1).collect();
            // The first pair warmed the caches.
            row(&format!("{name} | {at_once}"), &measured[1..]);
        }
    }
}

fn row(name: &str, measured: &[(Taken, Taken)]) {
    let of = |what: fn(&(Taken, Taken)) -> f64| median(measured.iter().map(what));
    println!(
        "| {name} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
        of(|(ours, _)| ours.seconds),
        of(|(ours, _)| ours.busy),
        of(|(_, theirs)| theirs.seconds),
        of(|(_, theirs)| theirs.busy),
        of(|(ours, theirs)| ours.seconds / theirs.seconds),
    );
}

/// Seconds of one process, and for how many of them the sandbox was busy.
struct Taken {
    seconds: f64,
    busy: f64,
}

/// A sandbox that agrees by itself, and a home that is connected to it.
struct Bank<'a> {
    sandbox: Sandbox,
    home: &'a Path,
    environment: Vec<(String, String)>,
}

impl<'a> Bank<'a> {
    fn open(home: &'a Path, accounts: usize, flags: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let redirect_uri = format!("http://127.0.0.1:{port}/callback");
        fs::write(home.join("key"), [7; 32]).unwrap();
        let accounts = accounts.to_string();
        let size = ["--transactions", POSTINGS, "--accounts", &accounts];
        let sandbox = Sandbox::start(home, &[&size, flags].concat());
        let ready: Value = serde_json::from_str(&sandbox.process.ready).unwrap();
        let pairs = ready["env"].as_object().unwrap().iter();
        let mut environment: Vec<_> =
            pairs.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
        environment.retain(|(name, _)| name != "KFTC_REDIRECT_URI");
        environment.push(("KFTC_REDIRECT_URI".to_owned(), redirect_uri));
        let bank = Self { sandbox, home, environment };
        bank.said(&["kftc", "connect", "--approve"]);
        bank
    }

    fn qetta(&self, args: &[&str]) -> Command {
        let mut command = bare(self.home);
        command.args(args).envs(self.environment.iter().cloned());
        command
    }

    fn said(&self, args: &[&str]) -> String {
        let output = self.qetta(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn numbers(&self) -> Vec<String> {
        let rows = self.said(&["kftc", "accounts", "--format", "ndjson"]);
        rows.lines()
            .map(|row| serde_json::from_str::<Value>(row).unwrap())
            .map(|row| row["fintech_use_num"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Everything that was posted.
    fn statement(&self) -> Command {
        let from = format!("{DAYS}d");
        let args = ["-q", "kftc", "transactions", "--all", "--from", &from, "--format", "ndjson"];
        self.qetta(&args)
    }

    /// From the start of a process to its end.
    fn measured(&self, mut command: Command) -> Taken {
        let busy = || self.sandbox.process.processor().unwrap_or(f64::NAN) / 1e6;
        let (before, started) = (busy(), Instant::now());
        let output = command.stdin(Stdio::null()).stdout(Stdio::null()).output().unwrap();
        let seconds = started.elapsed().as_secs_f64();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Taken { seconds, busy: busy() - before }
    }

    fn base(&self) -> &str {
        &self.environment.iter().find(|pair| pair.0 == "KFTC_API_BASE").unwrap().1
    }
}

/// curl, which has to be told every address.
struct Curl<'a> {
    bank: &'a Bank<'a>,
    used: u64,
    /// Queries without a `bank_tran_id`.
    pages: Vec<String>,
}

impl Curl<'_> {
    /// Follows every account to its end, as qetta does, to know the addresses.
    fn find_every_page(&mut self, numbers: &[String]) {
        let today = KoreanDate::of(jiff::Timestamp::now());
        let range = DateRange::new(today.minus(DAYS).unwrap(), today, today).unwrap();
        let windows = windows(range, WINDOW, SortOrder::Descending);
        let mut round: Vec<String> = numbers
            .iter()
            .flat_map(|number| windows.iter().map(move |window| question(number, *window)))
            .collect();
        while !round.is_empty() {
            let folder = TempDir::new_in(self.bank.home).unwrap();
            self.bank.measured(self.command(&round, "8", Some(folder.path())));
            let next = round.iter().enumerate().filter_map(|(at, query)| {
                let body = fs::read(folder.path().join(at.to_string())).unwrap();
                let page: Value = serde_json::from_slice(&body).unwrap();
                assert!(["A0000", "A0018"].contains(&page["rsp_code"].as_str().unwrap()), "{page}");
                let trace = page["befor_inquiry_trace_info"].as_str()?;
                let more = page["next_page_yn"] == "Y";
                let first = query.split("&befor_inquiry").next().unwrap();
                more.then(|| format!("{first}&befor_inquiry_trace_info={trace}"))
            });
            let next = next.collect();
            self.pages.append(&mut round);
            round = next;
        }
    }

    /// Every page once more.
    fn all(&mut self, at_once: &str) -> Command {
        let pages = std::mem::take(&mut self.pages);
        let command = self.command(&pages, at_once, None);
        self.pages = pages;
        command
    }

    /// One process for all of `queries`; their answers go to `folder`, or nowhere.
    fn command(&mut self, queries: &[String], at_once: &str, folder: Option<&Path>) -> Command {
        let bearer = self.bank.said(&["token", "kftc", "--header"]);
        let mut config = format!("header = \"{}\"\n", bearer.trim());
        for (at, query) in queries.iter().enumerate() {
            self.used += 1;
            let output = folder.map_or("/dev/null".into(), |folder| folder.join(at.to_string()));
            let base = self.bank.base();
            let path = qetta::wire::kftc::path::TRANSACTION_LIST;
            // Letters that qetta's own numbers are not going to begin with by chance.
            let id = format!("M202600001UQQ{:07}", self.used);
            writeln!(config, "url = \"{base}{path}?bank_tran_id={id}&{query}\"").unwrap();
            writeln!(config, "output = \"{}\"", output.display()).unwrap();
        }
        let file = self.bank.home.join("curl.config");
        fs::write(&file, config).unwrap();
        let mut command = Command::new("curl");
        command.args(["--silent", "--show-error", "--noproxy", "*", "--parallel"]);
        command.args(["--parallel-max", at_once, "--config"]).arg(file);
        command
    }
}

fn question(number: &str, window: DateRange) -> String {
    format!(
        "fintech_use_num={number}&inquiry_type=A&inquiry_base=D&from_date={}&to_date={}\
         &sort_order=D&tran_dtime=20261121120000",
        compact(window.from()),
        compact(window.to()),
    )
}

fn compact(day: KoreanDate) -> String {
    day.to_string().replace('-', "")
}

/// qetta for a user who has a home and a key.
fn bare(home: &Path) -> Command {
    let mut command = Command::new(QETTA);
    command.env_clear().env("HOME", home).env("QETTA_DATA_DIR", home.join("data"));
    command.env("QETTA_KEY_FILE", home.join("key"));
    command
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
