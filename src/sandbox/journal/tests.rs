use std::time::Duration;

use http::Request;
use jiff::Timestamp;

use super::*;
use crate::sandbox::answer::Answer;
use crate::sandbox::router::Found;
use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

/// A sandbox whose journal is read.
pub(super) struct Heard {
    stage: Stage,
    pub(super) journal: Journal,
}

impl Heard {
    pub(super) fn new() -> Self {
        let stage = Stage::new();
        let journal = stage.context.scenario.journal.clone();
        Self { stage, journal }
    }

    /// Asks and is answered as over the wire.
    pub(super) fn ask(&self, asking: Asking) {
        let call = asking.call();
        let found = router::find(&call.head.method, call.path());
        let answer = router::answered(found, &call, &self.stage.context);
        self.journal.write(&call, outcome(found, &answer));
    }
}

fn outcome(found: Found, answer: &Answer) -> Outcome {
    let at = Timestamp::from_second(1_800_000_000).unwrap();
    let took = Duration::from_micros(300);
    Outcome { took, ..Outcome::of("sandbox-1".to_owned(), at, found, answer) }
}

/// What the journal keeps of a request to a path.
pub(super) fn entry(method: &str, path: &str) -> Entry {
    let sandbox = Heard::new();
    let request = Request::builder().method(method).uri(path).body(()).unwrap();
    let (head, ()) = request.into_parts();
    let call = Call { head, body: hyper::body::Bytes::new() };
    let found = router::find(&call.head.method, call.path());
    let answer = router::answered(found, &call, &sandbox.stage.context);
    sandbox.journal.write(&call, outcome(found, &answer));
    sandbox.journal.entries()[0].as_ref().clone()
}

#[test]
fn an_exchange_is_told_without_its_secrets() {
    let heard = Heard::new();
    heard.ask(Asking::form("/toss/token?a=b", TOSS_FORM).header("authorization", "Basic eDp5"));
    let entry = serde_json::to_value(heard.journal.entries()[0].as_ref()).unwrap();
    let expected = serde_json::json!({
        "number": 1,
        "id": "sandbox-1",
        "time": "2027-01-15T08:00:00.000Z",
        "method": "POST",
        "path": "/toss/token",
        "provider": "toss",
        "route": "POST /toss/token",
        "headers": {
            "content-type": "application/x-www-form-urlencoded",
            "authorization": "Basic …",
        },
        "query": {"a": "…"},
        "form": {
            "grant_type": "client_credentials",
            "scope": "ca",
            "client_id": "sandbox_toss_client",
            "client_secret": "…",
        },
        "bodyBytes": TOSS_FORM.len(),
        "status": 400,
        "rule": {"id": "R05", "words": "two ways to authenticate", "violation": true},
        "durationMs": 0.3,
    });
    assert_eq!(entry, expected);
}

#[test]
fn the_log_is_bounded_and_the_counts_are_exact() {
    let heard = Heard::new();
    for _ in 0..KEPT + 5 {
        heard.ask(Asking::get("/toss/nowhere"));
    }
    let entries = heard.journal.entries();
    assert_eq!((entries.len(), entries[0].outcome.number), (KEPT, 6));
    let [violation] = &heard.journal.violations()[..] else { panic!("one rule") };
    assert_eq!((violation.rule.id, violation.count, violation.number), ("R01", 1_005, 1));
    assert_eq!(heard.journal.counts().requests.values().sum::<u64>(), 1_005);
    heard.journal.clear();
    assert_eq!((heard.journal.written(), heard.journal.entries().len()), (0, 0));
    assert!(heard.journal.violations().is_empty());
}

#[test]
fn a_refusal_in_the_course_of_things_is_no_violation() {
    let heard = Heard::new();
    heard.ask(Asking::json("/toss/api/v2/sign/doc/request", "{}"));
    assert!(heard.journal.violations().iter().all(|broken| !broken.rule.is_course));
    heard.ask(Asking::get("/toss/token"));
    let rules: Vec<&str> = heard.journal.violations().iter().map(|broken| broken.rule.id).collect();
    assert!(rules.contains(&"R02"), "{rules:?}");
}

#[test]
fn whoever_listens_hears_every_line() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let heard = lines.clone();
    let journal = Journal::heard_by(move |entry| heard.lock().unwrap().push(entry.path.clone()));
    let stage = Stage::new().changed(|scenario| scenario.journal = journal.unwrap());
    let journal = stage.context.scenario.journal.clone();
    Heard { stage, journal }.ask(Asking::get("/x"));
    assert_eq!(*lines.lock().unwrap(), ["/x"]);
}

#[test]
fn what_nobody_has_looked_at_is_kept_as_it_came_unless_it_is_large() {
    let heard = Heard::new();
    let large = format!("scope={}", "x".repeat(100_000));
    heard.ask(Asking::form("/toss/token", TOSS_FORM));
    heard.ask(Asking::form("/toss/token", &large));
    let is_fresh = |line: &Line| matches!(line, Line::Fresh(..));
    let fresh = || heard.journal.pages().lines.iter().map(is_fresh).collect::<Vec<_>>();
    assert_eq!(fresh(), [true, false]);
    assert_eq!(heard.journal.entries()[1].body_bytes, large.len());
    assert_eq!(fresh(), [false, false]);
}
