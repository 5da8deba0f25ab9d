//! `bank_tran_id` across processes: no two are the same on one Korean day.

use std::collections::BTreeSet;

use serde_json::json;

use crate::kftc::scripted::{Gateway, accounts, answer, balance, number, parameter, token};
use crate::support::Provider;

/// A gateway that says yes to everything, with eight accounts.
fn agreeing() -> Gateway {
    Gateway::connected(Provider::deciding(|asked| {
        if asked.contains("/token ") {
            token(1)
        } else if asked.contains("/account/list") {
            accounts(8)
        } else if asked.contains("/transaction_list/") {
            answer(&json!({"rsp_code": "A0018"}))
        } else {
            balance("1")
        }
    }))
}

#[test]
fn sixteen_processes_at_once_share_no_number() {
    let gateway = agreeing();
    let line = |at: usize| match at % 2 {
        0 => "kftc balance --all --json",
        _ => "kftc transactions --all --from 300d --format ndjson",
    };
    let children: Vec<_> = (0..16).map(|at| gateway.run(line(at)).spawn()).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let numbers = gateway.numbers();
    // Eight accounts; a balance is one inquiry and 301 days are four.
    assert_eq!(numbers.len(), 8 * 8 + 8 * 8 * 4);
    let distinct: BTreeSet<_> = numbers.iter().collect();
    assert_eq!(distinct.len(), numbers.len());
    for number in numbers {
        assert_eq!((number.len(), &number[..11]), (20, "M202600009U"), "{number}");
        let random = &number[11..];
        assert!(random.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{number}");
    }
}

#[test]
fn who_is_killed_leaves_no_number_to_be_used_again() {
    let gateway = agreeing();
    let line = "kftc transactions --all --from 700d --format ndjson";
    for _ in 0..4 {
        let before = gateway.provider.asked().len();
        let mut child = gateway.run(line).spawn();
        while gateway.provider.asked().len() < before + 3 {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    gateway.run(line).run().ok();
    let numbers = gateway.numbers();
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
}

#[test]
fn the_moment_of_the_question_is_seouls() {
    let gateway = agreeing();
    gateway.run(&format!("kftc balance {}", number(0))).at("2026-12-31T15:00:01Z").run().ok();
    assert_eq!(parameter(&gateway.asked()[0], "tran_dtime").as_deref(), Some("20270101000001"));
}
