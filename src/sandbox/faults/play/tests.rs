use serde_json::Value;

use super::*;
use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

/// The call with these faults standing.
fn played(stage: &Stage, faults: &[&str], asking: Asking) -> Played {
    stage.context.scenario.faults.clear();
    for fault in faults {
        stage.context.scenario.faults.add(fault.parse().unwrap());
    }
    let call = asking.header("host", "127.0.0.1:9480").call();
    let found = router::find(&call.head.method, call.path());
    let played = play(found, &call, &stage.context);
    stage.context.scenario.faults.clear();
    played
}

fn token() -> Asking {
    Asking::form("/toss/token", TOSS_FORM)
}

fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

fn issued(stage: &Stage) -> u64 {
    let count = |connection: &rusqlite::Connection| {
        let sql = "SELECT count(*) FROM token";
        Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))?)
    };
    stage.context.state().read(count).unwrap().unsigned_abs()
}

#[test]
fn nothing_goes_wrong_that_nobody_asked_for() {
    let stage = Stage::new();
    let played = played(&stage, &[], token());
    assert_eq!(played.answer.status, StatusCode::OK);
    let Delivery { delay, skew, spoilt, faults } = played.delivery;
    assert!(delay.is_zero() && skew.is_zero() && spoilt.is_none() && faults.is_empty());
}

#[test]
fn s25_the_sandbox_s_own_pages_meet_no_fault() {
    let stage = Stage::new();
    let asking = || Asking::get("/__qetta/health");
    let played = played(&stage, &["status", "reset", "latency"], asking());
    assert_eq!(played.answer.status, StatusCode::OK);
    assert!(played.delivery.spoilt.is_none() && played.delivery.delay.is_zero());
}

#[test]
fn some_faults_keep_the_provider_from_acting_and_others_do_not() {
    for (fault, status, acts) in [
        ("status", 503, false),
        ("status,code=418", 418, false),
        ("429", 429, false),
        ("reset", 200, false),
        ("empty", 200, false),
        ("html", 200, false),
        ("redirect", 307, false),
        ("slow-down,on=all", 400, false),
        ("scope-401", 401, false),
        ("rsp-code,on=all", 200, false),
        ("fallback-host,on=all", 503, false),
        ("fallback-host,on=all,host=localhost", 200, true),
        ("lost-response", 200, true),
        ("truncated", 200, true),
        ("drip", 200, true),
        ("malformed-chunk", 200, true),
        ("oversized", 200, true),
        ("latency", 200, true),
        ("content-type", 200, true),
        ("null-fields", 200, true),
    ] {
        let stage = Stage::new();
        let played = played(&stage, &[fault], token());
        assert_eq!(played.answer.status.as_u16(), status, "{fault}");
        assert_eq!(issued(&stage), u64::from(acts), "{fault}");
        assert_eq!(played.delivery.faults.len(), 1, "{fault}");
    }
}

#[test]
fn what_has_ended_is_refused_in_the_provider_s_own_words() {
    let stage = Stage::new();
    let bearer = stage.toss_token();
    let path = "/toss/api/v2/sign/user/auth/status";
    let asking = || Asking::json(path, r#"{"txId":"1"}"#).bearer(&bearer);
    let unknown = stage.answer(Asking::json(path, r#"{"txId":"1"}"#).bearer("unknown"));
    let ended = played(&stage, &["expired"], asking()).answer;
    assert_eq!((ended.status, read(&ended)), (unknown.status, read(&unknown)));
    let again = played(&stage, &[], asking()).answer;
    assert_ne!(read(&again), read(&ended), "it is good again");
}

#[test]
fn what_is_used_up_is_refused_and_what_follows_has_happened() {
    let stage = Stage::new();
    let played = played(&stage, &["reuse"], token());
    assert_eq!(played.answer.status, StatusCode::OK, "a grant that can be used twice");
    assert_eq!(issued(&stage), 2);
}

#[test]
fn several_faults_each_do_theirs() {
    let stage = Stage::new();
    let faults =
        ["latency,delay=2s", "latency,delay=1s,jitter=0s", "ms-expiry", "skewed-date,way=behind"];
    let Played { answer, delivery } = played(&stage, &faults, token());
    assert_eq!(delivery.delay, Duration::from_secs(3));
    assert_eq!(delivery.skew, SignedDuration::from_hours(-1));
    assert_eq!(read(&answer)["expires_in"], 31_536_000_000_i64);
    assert_eq!(delivery.faults, ["latency", "latency", "ms-expiry", "skewed-date"]);
}

#[test]
fn jitter_is_drawn_and_drawn_the_same_again() {
    let draw = || {
        let stage = Stage::new();
        played(&stage, &["latency,delay=0s,jitter=10m"], token()).delivery.delay
    };
    assert!(draw() <= Duration::from_secs(600) && draw() > Duration::ZERO);
    assert_eq!(draw(), draw());
}

#[test]
fn an_endless_list_begins_anew_on_every_page() {
    let stage = Stage::new();
    for (trace, fault, next) in [
        ("", "endless-pages,on=all", "ENDLESS0000000000001"),
        (
            "?befor_inquiry_trace_info=ENDLESS0000000000007",
            "endless-pages,on=all",
            "ENDLESS0000000000008",
        ),
        ("?befor_inquiry_trace_info=x", "endless-pages,on=all,trace=same", "ENDLESS0000000000001"),
    ] {
        let answer = played(&stage, &[fault], Asking::get(&format!("/toss/token{trace}"))).answer;
        let document = read(&answer);
        assert_eq!(document["next_page_yn"], "Y");
        assert_eq!(document["befor_inquiry_trace_info"], next, "{trace}");
        assert_eq!(next.len(), 20, "AN(20)");
    }
}

#[test]
fn a_challenge_can_be_lost_on_the_way() {
    let mut call = Asking::get("/x?a=1&code_challenge=c&code_challenge_method=S256&b=2").call();
    before(&"pkce-dropped".parse().unwrap(), &mut call);
    assert_eq!(call.head.uri.query(), Some("a=1&b=2"));
}

#[test]
fn an_issuer_is_another_in_metadata_too() {
    let path = "/.well-known/oauth-authorization-server/acme";
    let answer = played(&Stage::new(), &["wrong-iss,on=acme"], Asking::get(path)).answer;
    assert_eq!(read(&answer)["issuer"], "https://attacker.invalid");
}
