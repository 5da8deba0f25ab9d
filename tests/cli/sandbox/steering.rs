//! A running sandbox is asked, told, and ended

use serde_json::json;

use super::{Served, is_announced, raw};
use crate::support::{Home, holds};

#[test]
fn its_status_is_told_whether_it_runs_or_not() {
    let home = Home::new();
    assert_eq!(home.qetta("sandbox status --json").run().json(), json!({"running": false}));
    let served = Served::start(&home, "");
    served.get("/toss/nowhere");
    let status = home.qetta("sandbox status --json").run().json();
    assert_eq!(status["url"], served.url());
    assert_eq!(status["inspector"], served.ready["inspector"]);
    assert_eq!(status["pid"], served.child.id());
    assert_eq!((&status["requests"], &status["violations"]), (&json!(1), &json!(1)));
    let text = home.qetta("sandbox status").run().ok();
    holds(&text, &["running at ", "requests: 1, of which broke a rule: 1", "/__qetta/#"]);
    drop(served);
    // It was killed, and could not say so.
    assert_eq!(home.qetta("sandbox status --json").run().json(), json!({"running": false}));
    holds(&home.qetta("sandbox status --lang ko").run().ok(), &["실행 중인 샌드박스가 없습니다"]);
}

#[test]
fn whoever_stops_it_finds_nobody_afterwards() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let url = served.url().to_owned();
    assert_eq!(
        home.qetta("sandbox stop --json").run().json(),
        json!({"stopped": true, "url": url})
    );
    assert_eq!(served.ended().0, Some(0));
    assert!(!is_announced(&home));
    holds(&home.qetta("sandbox stop").run().fails(5), &["no sandbox is running"]);
}

#[test]
fn the_report_is_written_when_stop_returns() {
    let home = Home::new();
    let served = Served::start(&home, "--report junit --report-file report.xml");
    served.get("/toss/nowhere");
    home.qetta("sandbox stop").run().ok();
    let report = std::fs::read_to_string(home.path().join("report.xml")).unwrap();
    holds(&report, &["failures=\"1\"", "</testsuites>"]);
    drop(served);
}

#[test]
fn the_end_of_one_leads_back_to_the_one_before_it() {
    let home = Home::new();
    let (first, second) = (Served::start(&home, "--https"), Served::start(&home, "--https"));
    let found = || home.qetta("sandbox status --json").run().json()["url"].clone();
    assert_eq!(found(), second.url());
    // Each has an authority of its own.
    assert_ne!(first.authority(), second.authority());
    home.qetta("sandbox stop").run().ok();
    assert_eq!(found(), first.url());
    let exports = home.qetta("sandbox env").run().ok();
    holds(&exports, &[first.url(), first.authority().to_str().unwrap()]);
    drop((first, second));
    assert_eq!(found(), serde_json::Value::Null);
    assert!(!is_announced(&home));
}

#[test]
fn what_a_client_did_can_be_asserted_over_the_wire() {
    let home = Home::new();
    let served = Served::start(&home, "");
    served.client(home.qetta("token toss")).run().ok();
    let expected = json!({
        "method": "POST",
        "path": "/toss/token",
        "form": {"client_secret": served.ready["env"]["TOSS_CLIENT_SECRET"]},
        "times": {"exactly": 1},
    });
    assert_eq!(served.steer("verify", Some(&expected)).0, 200);
    let (status, verdict) = served.steer("verify", Some(&json!({"path": "/kftc"})));
    assert_eq!((status, &verdict["found"]), (417, &json!(0)));
    let (_, log) = served.steer("requests", None);
    assert!(!log.to_string().contains("not_a_real_one"), "{log}");
    served.steer("reset", Some(&json!({})));
    assert_eq!(served.steer("requests", None).1["total"], 0);
}

#[test]
fn whoever_waits_for_requests_is_answered_when_they_are_there() {
    let served = Served::start(&Home::new(), "");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| served.steer("requests?wait=2&timeout=30", None).1);
        served.get("/toss/a");
        served.get("/toss/b");
        assert_eq!(waiting.join().unwrap()["found"], 2);
    });
    assert_eq!(served.steer("requests?wait=3&timeout=0", None).1["found"], 2);
}

#[test]
fn s25_no_own_page_says_that_others_may_read_it() {
    let served = Served::start(&Home::new(), "");
    let request = format!(
        "GET /__qetta/requests HTTP/1.1\r\nhost: {}\r\norigin: https://evil.example\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
        served.url().trim_start_matches("http://"),
        served.ready["adminToken"].as_str().unwrap(),
    );
    let answer = raw(served.url(), &request).to_ascii_lowercase();
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    assert!(!answer.contains("access-control"), "{answer}");
}
