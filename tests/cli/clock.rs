//! `qetta sandbox clock`

use crate::sandbox::{Served, is_announced};
use crate::support::{Home, Run, holds};

fn korean(run: Run) -> Run {
    run.arg("--lang").arg("ko")
}

#[test]
fn where_none_runs_it_is_the_time_of_every_command_with_sandbox() {
    let home = Home::new();
    let shown = home.qetta("sandbox clock show").run().ok();
    holds(&shown, &["2026-11-21 21:00:00 KST (the machine's time)\n", "--sandbox"]);
    assert!(!home.data().exists(), "looking makes nothing");

    let token = home.qetta("token toss --sandbox").run().ok();
    assert_eq!(home.qetta("token toss --sandbox").run().ok(), token);
    let moved = home.qetta("sandbox clock advance 366d --json").run().json();
    assert_eq!(moved["now"], "2027-11-22T12:00:00.000Z");
    assert_eq!((&moved["running"], &moved["aheadSeconds"]), (&false.into(), &31_622_400.into()));
    assert_ne!(home.qetta("token toss --sandbox").run().ok(), token, "it has ended");

    let shown = korean(home.qetta("sandbox clock show")).run().ok();
    holds(&shown, &["2027-11-22 21:00:00 KST (366일 앞섬)\n", "`--sandbox`를 붙인 명령의 시각"]);
}

#[test]
fn both_sides_of_a_connection_live_at_that_time() {
    let home = Home::new();
    home.qetta("kftc connect --sandbox --approve").run().ok();
    home.qetta("sandbox clock freeze 2027-02-01T08:30").run().ok();
    let document = home.qetta("kftc transactions --all --json --sandbox").run().json();
    assert_eq!(document["statements"][0]["to_date"], "20270201", "{document}");
    let status = home.qetta("status --sandbox --json").run().json();
    assert_eq!(status["connected"][0]["lastUpdated"], "2026-11-21T12:00:00.000Z", "{status}");

    // Consent lasts a year; what a token cannot do any more, a person has to.
    home.qetta("sandbox clock set 2028-03-01").run().ok();
    let refused = home.qetta("kftc balance --all --json --sandbox").run();
    assert_eq!(refused.code, Some(3), "{refused}");
    home.qetta("kftc connect --sandbox --approve").run().ok();
    home.qetta("kftc balance --all --sandbox").run().ok();
}

#[test]
fn tosss_transactions_end_by_that_time() {
    let home = Home::new();
    let call = |call: &str, members: &str| {
        let path = format!("/api/v2/sign/user/auth/{call}");
        home.qetta(&format!("api toss POST {path} {members} --sandbox")).run().json()["success"]
            .clone()
    };
    let begun = call("request", "-f requestType=USER_NONE -f requestUrl=https://shop.example/");
    assert_eq!(begun["requestedDt"], "2026-11-21T21:00:00+09:00");
    let status = || {
        let tx_id = begun["txId"].as_str().unwrap();
        call("status", &format!("-f txId={tx_id}"))["status"].clone()
    };
    assert_eq!(status(), "REQUESTED");
    home.qetta("sandbox clock advance 29m").run().ok();
    assert_eq!(status(), "REQUESTED");
    home.qetta("sandbox clock advance 1m").run().ok();
    assert_eq!(status(), "EXPIRED");
}

#[test]
fn a_sandbox_that_runs_is_told_while_it_runs() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let token = |moment: &str| served.client(home.qetta("token toss")).at(moment).run().ok();
    let first = token("2026-11-21T12:00:00Z");
    let frozen = home.qetta("sandbox clock freeze 2027-01-01 --json").run().json();
    let expected = ("2026-12-31T15:00:00.000Z", true, true, served.url());
    let found = (
        frozen["now"].as_str().unwrap(),
        frozen["frozen"].as_bool().unwrap(),
        frozen["running"].as_bool().unwrap(),
        frozen["url"].as_str().unwrap(),
    );
    assert_eq!(found, expected);
    let moved = home.qetta("sandbox clock advance 1d12h").run().ok();
    assert_eq!(moved, "2027-01-02 12:00:00 KST (standing still)\n");
    let resumed = home.qetta("sandbox clock resume").run().ok();
    assert_eq!(resumed, "2027-01-02 12:00:00 KST (41d 15h ahead)\n");
    assert_eq!(token("2027-01-02T03:00:00Z"), first);
    let reset = home.qetta("sandbox clock set now").run().ok();
    assert_eq!(reset, "2026-11-21 21:00:00 KST (the machine's time)\n");
}

#[test]
fn a_sandbox_that_was_killed_is_not_waited_for() {
    let home = Home::new();
    drop(Served::start(&home, ""));
    assert!(is_announced(&home));
    let moved = home.qetta("sandbox clock advance 1d --json").run().json();
    assert_eq!(moved["running"], false);
}

#[test]
fn what_is_no_time_is_said_before_anything_is_done() {
    let home = Home::new();
    for (line, parts) in [
        ("sandbox clock set tomorrow", ["tomorrow", "2027-02-19"]),
        ("sandbox clock advance soon", ["soon", "1d12h"]),
        ("sandbox clock freeze 25:00", ["25:00", "now"]),
        ("sandbox clock set 1999-12-31", ["between 2000", "2200"]),
    ] {
        holds(&home.qetta(line).run().fails(2), &parts);
    }
    let served = Served::start(&home, "");
    let error = home.qetta("sandbox clock advance 100000d --json").run().error(2);
    assert_eq!(error["message"], "the sandbox refused: the sandbox lives between 2000 and 2200");
    drop(served);
}
