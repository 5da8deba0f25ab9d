//! One connection among 100,000: `cargo bench --bench many`.
//!
//! The same whole processes in a store with one connection and in one with as many as an operator
//! could have, in turn; what is due is found, and what nobody asked for is not read.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark arranges its world, and prints what it measured"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tempfile::TempDir;

const RUNS: usize = 20;
const OTHERS: u32 = 99_999;
const QETTA: &str = env!("CARGO_BIN_EXE_qetta");

/// Copies of the one connection under other names, which end some weeks later, a second apart.
const MANY: &str = "
    WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT ?1)
    INSERT INTO connection (profile, provider, account, token_type, scope, registration, issued_at,
        expires_in, connected_at, updated_at, version)
    SELECT profile, provider, 'account ' || n, token_type, scope, registration, issued_at,
        3000000 + n, connected_at, updated_at, version
    FROM connection, many WHERE account = 'default'";
const THEIR_SECRETS: &str = "
    INSERT INTO secret (connection_id, kind, nonce, sealed)
    SELECT id, kind, nonce, sealed FROM connection, secret
    WHERE account <> 'default'
        AND connection_id = (SELECT id FROM connection WHERE account = 'default')";

/// A store with its provider.
struct Place<'a> {
    folder: &'a Path,
    provider: &'a str,
}

impl Place<'_> {
    fn qetta(&self, line: &str) -> Command {
        let mut command = Command::new(QETTA);
        command
            .args(line.split_whitespace())
            .env_clear()
            .env("HOME", self.folder)
            .env("QETTA_DATA_DIR", self.folder.join("data"))
            .env("QETTA_PROFILE", "production")
            .env("TOSS_OAUTH_BASE", self.provider)
            .env("TOSS_API_BASE", self.provider)
            .env("TOSS_CLIENT_ID", "client")
            .env("TOSS_CLIENT_SECRET", "secret")
            .stdin(Stdio::null());
        command
    }

    fn time(&self, line: &str) -> Duration {
        let begun = Instant::now();
        let output = self.qetta(line).output().unwrap();
        let time = begun.elapsed();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        time
    }
}

fn main() {
    let (few, many) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let provider = provider();
    let [few, many] =
        [&few, &many].map(|folder| Place { folder: folder.path(), provider: &provider });
    for place in [&few, &many] {
        place.time("token toss");
    }
    let begun = Instant::now();
    let database = many.folder.join("data/qetta.db");
    let size = {
        let mut connection = Connection::open(&database).unwrap();
        let transaction = connection.transaction().unwrap();
        transaction.execute(MANY, [OTHERS]).unwrap();
        transaction.execute(THEIR_SECRETS, []).unwrap();
        transaction.commit().unwrap();
        drop(connection);
        std::fs::metadata(&database).unwrap().len() / 1_048_576
    };
    println!(
        "{} connections made in {:.1} s, {size} MB\n",
        OTHERS + 1,
        begun.elapsed().as_secs_f64()
    );
    println!("| {RUNS} runs, medians | ms among 1 | ms among 100,000 |");
    println!("| --- | --- | --- |");
    for line in [
        "status toss --account default",
        "status toss --account nobody",
        "token toss",
        "refresh toss",
        "refresh --all --within 1d",
        "account rename toss default default2",
        "disconnect toss --account nobody",
        "status --format ndjson",
    ] {
        // There and back.
        let back = line.contains("rename").then_some("account rename toss default2 default");
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..=RUNS {
            for (place, times) in [&few, &many].into_iter().zip(&mut times) {
                times.push(place.time(line));
                back.map(|line| place.time(line));
            }
        }
        let [one, all] = times.map(median);
        println!("| qetta {line} | {one:.1} | {all:.1} |");
    }
}

/// In milliseconds, of all but the first, which warmed up.
fn median(mut times: Vec<Duration>) -> f64 {
    times.remove(0);
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

/// Gives everybody a token for an hour.
fn provider() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).unwrap() > 2 {
                let lower = line.to_ascii_lowercase();
                if let Some(value) = lower.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            reader.read_exact(&mut vec![0; length]).unwrap();
            let body = r#"{"access_token":"token-0123456789-0123456789","token_type":"Bearer","expires_in":3600,"scope":"ca"}"#;
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    url
}
