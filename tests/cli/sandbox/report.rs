//! What is said at the end of a run

use serde_json::Value;

use super::Served;
use crate::support::{Home, holds};

/// A run in which a client broke a rule; its end.
fn broken(home: &Home, flags: &str) -> (Option<i32>, String, String) {
    let served = Served::start(home, flags);
    served.get("/toss/nowhere");
    served.get("/toss/nowhere");
    served.steer("stop", Some(&Value::Null));
    served.ended()
}

#[test]
fn rules_that_were_broken_are_reported_and_fail_the_run_where_that_is_wanted() {
    let home = Home::new();
    let (code, stdout, _) = broken(&home, "--report text");
    assert_eq!(code, Some(0));
    holds(&stdout, &["rules broken: 1, in 2 requests", "R01", "GET /toss/nowhere"]);
    let (code, stdout, stderr) = broken(&home, "--fail-on-violation");
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    let error: Value = serde_json::from_str(stderr.lines().last().unwrap()).unwrap();
    assert_eq!(error["error"]["kind"], "check_failed");
    holds(&stderr, &["R01"]);
}

#[test]
fn a_report_for_ci_goes_to_its_file() {
    let home = Home::new();
    let (code, stdout, _) = broken(&home, "--report junit --report-file out.xml");
    assert_eq!((code, stdout.as_str()), (Some(0), ""));
    let junit = std::fs::read_to_string(home.path().join("out.xml")).unwrap();
    holds(&junit, &["<?xml version", "failures=\"1\"", "<failure type=\"R01\"", "2 times"]);
    broken(&home, "--report sarif --report-file out.sarif");
    let sarif = std::fs::read(home.path().join("out.sarif")).unwrap();
    let sarif: Value = serde_json::from_slice(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "R01");
    home.qetta("sandbox --report-file x").run().fails(2);
    // Said before anything runs, and not when everything has.
    let stderr = home.qetta("sandbox --port 0 --report sarif --report-file no/x").run().fails(8);
    holds(&stderr, &["error: the sandbox cannot use no/x"]);
    holds(&home.qetta("sandbox --report html").run().fails(2), &["junit, sarif, text"]);
}

#[test]
fn a_client_that_breaks_nothing_passes() {
    let home = Home::new();
    let served = Served::start(&home, "--fail-on-violation --report text");
    served.client(home.qetta("toss test")).run().ok();
    home.qetta("sandbox stop").run().ok();
    let (code, stdout, stderr) = served.ended();
    assert_eq!(code, Some(0), "{stdout} {stderr}");
    holds(&stdout, &["no rule was broken in "]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_does_not_lose_the_report() {
    let home = Home::new();
    let served = Served::start(&home, "--report text");
    served.get("/toss/nowhere");
    served.signal("INT");
    let (code, stdout, _) = served.ended();
    assert_eq!(code, Some(130));
    holds(&stdout, &["R01"]);
}
