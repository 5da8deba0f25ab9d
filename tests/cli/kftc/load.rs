//! A hundred thousand transactions, in constant memory.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use crate::kftc::ANY_PORT;
use crate::sandbox::Served;
use crate::support::{Home, Run};

const ACCOUNTS: usize = 20;
const EACH: usize = 5_000;

/// As much memory as it may take at most, in KiB.
const LIMIT: u64 = 8 * 1024;

/// The most memory that a process had so far, in KiB, without the pages of its own file: a debug build
/// has many, and they say nothing about what is kept.
fn peak(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("status"));
    let status = status.ok()?;
    let kib = |name| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    };
    Some(kib("VmHWM:")?.saturating_sub(kib("RssFile:")?))
}

#[test]
fn a_hundred_thousand_transactions_take_no_more_memory_than_a_few() {
    let (there, home) = (Home::new(), Home::new());
    let flags = format!("--approve --accounts {ACCOUNTS} --transactions {EACH}");
    let served = Served::start(&there, &flags);
    let client =
        |line: &str| -> Run { served.client(home.qetta(line)).env("KFTC_REDIRECT_URI", ANY_PORT) };
    client("kftc connect --approve --quiet").run().ok();

    let mut child = client("kftc transactions --all --from 2024-11-01 --format ndjson").spawn();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut most = None;
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for (at, line) in lines.enumerate() {
        let line = line.unwrap();
        // Parsing each of them would be the test's time and not the binary's.
        let account = line.strip_prefix("{\"fintech_use_num\":\"").unwrap().get(..24).unwrap();
        *counts.entry(account.to_owned()).or_default() += 1;
        // The peak only grows: what it is while the last lines are still on their way is what counts.
        if at % 1_000 == 0 {
            most = peak(child.id()).max(most);
        }
    }
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{stderr}");
    assert_eq!(counts.len(), ACCOUNTS);
    assert!(counts.values().all(|count| *count == EACH), "{counts:?} {stderr}");
    match most {
        None => eprintln!("this system does not say how much memory a process has"),
        Some(most) => {
            eprintln!("{most} KiB at most");
            assert!(most <= LIMIT, "{most} KiB at most, {LIMIT} allowed");
        }
    }
}
