use http::StatusCode;
use serde_json::{Value, json};

use crate::sandbox::answer::Answer;
use crate::sandbox::journal::Outcome;
use crate::sandbox::router;
use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

/// Asks as over the wire: with a line in the log.
fn asked(stage: &Stage, asking: Asking) -> Answer {
    let call = asking.call();
    let found = router::find(&call.head.method, call.path());
    let answer = router::answered(found, &call, &stage.context);
    let outcome = Outcome::of("sandbox-1".to_owned(), stage.context.now(), found, &answer);
    stage.context.scenario.journal.write(&call, outcome);
    answer
}

/// Asks the sandbox itself, as who may.
fn steered(stage: &Stage, asking: Asking) -> (u16, Value) {
    let token = stage.context.scenario.admin_token.expose().to_owned();
    let answer = stage.answer(asking.bearer(&token));
    (answer.status.as_u16(), serde_json::from_slice(&answer.body).unwrap_or_default())
}

fn busy() -> Stage {
    let stage = Stage::new();
    asked(&stage, Asking::form("/toss/token", TOSS_FORM));
    asked(&stage, Asking::form("/toss/token", ""));
    asked(&stage, Asking::get("/v2.0/user/me"));
    stage
}

#[test]
fn s25_nothing_is_told_or_done_without_the_token_of_the_run() {
    let stage = Stage::new();
    for path in
        ["requests", "near-misses", "violations", "metrics", "status", "personas", "snapshot"]
    {
        let path = format!("/__qetta/{path}");
        for asking in [Asking::get(&path), Asking::get(&path).bearer("wrong")] {
            assert_eq!(stage.answer(asking).status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    for path in ["verify", "reset", "snapshot", "restore", "stop"] {
        let asking = Asking::post(&format!("/__qetta/{path}"), "{}");
        assert_eq!(stage.answer(asking).status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[test]
fn the_log_can_be_asked_for_what_one_wants_of_it() {
    let stage = busy();
    for (query, numbers) in [
        ("", vec![1, 2, 3]),
        ("?route=/toss/token", vec![1, 2]),
        ("?route=POST+/toss/token&status=200", vec![1]),
        ("?status=4xx", vec![2, 3]),
        ("?since=2", vec![3]),
        ("?limit=1", vec![3]),
        ("?provider=none", vec![3]),
        ("?provider=kftc", vec![]),
    ] {
        let (_, log) = steered(&stage, Asking::get(&format!("/__qetta/requests{query}")));
        let found: Vec<u64> = log["requests"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["number"].as_u64().unwrap())
            .collect();
        assert_eq!(found, numbers, "{query}");
        assert_eq!(log["total"], 3);
    }
    for wrong in ["since=x", "status=zz", "status=4x", "status=4040", "stauts=404"] {
        let asking = Asking::get(&format!("/__qetta/requests?{wrong}"));
        assert_eq!(steered(&stage, asking).0, 400, "{wrong}");
    }
}

#[test]
fn what_found_no_route_is_told_with_what_it_was_meant_to_be() {
    let (_, misses) = steered(&busy(), Asking::get("/__qetta/near-misses"));
    assert_eq!(misses["nearMisses"].as_array().unwrap().len(), 1);
    assert_eq!(misses["nearMisses"][0]["closest"], "GET /kftc/v2.0/user/me");
    assert_eq!(
        misses["nearMisses"][0]["differing"],
        json!(["the provider's prefix /kftc, which is missing"])
    );
}

#[test]
fn every_broken_rule_is_told_with_its_id() {
    let (_, document) = steered(&busy(), Asking::get("/__qetta/violations"));
    let ids: Vec<&str> = document["violations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|broken| broken["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["R01", "R04"]);
    assert_eq!(document["violations"][1]["first"]["number"], 2);
}

#[test]
fn an_assertion_is_answered_with_200_or_with_417() {
    let stage = busy();
    let verify =
        |expected: Value| steered(&stage, Asking::json("/__qetta/verify", &expected.to_string()));
    let (status, verdict) = verify(json!({"path": "/toss/token", "times": {"exactly": 2}}));
    assert_eq!((status, &verdict["requests"]), (200, &json!([1, 2])));
    let (status, verdict) = verify(json!({"path": "/toss/token", "times": {"atMost": 1}}));
    assert_eq!((status, &verdict["verified"]), (417, &json!(false)));
    assert_eq!(verify(json!({"pfad": "/"})).0, 400);
}

#[test]
fn a_reset_forgets_what_came_and_keeps_the_keys_and_the_token() {
    let stage = busy();
    let token = stage.toss_token();
    assert_eq!(steered(&stage, Asking::post("/__qetta/reset", "")).0, 200);
    assert_eq!(steered(&stage, Asking::get("/__qetta/requests")).1["total"], 0);
    let status = Asking::json("/toss/api/v2/sign/doc/status", r#"{"txId":"1"}"#);
    assert_eq!(stage.answer(status.bearer(&token)).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_snapshot_brings_back_what_was_known() {
    let stage = Stage::new();
    let token = stage.toss_token();
    let status = || {
        let asking = Asking::json("/toss/api/v2/sign/doc/status", r#"{"txId":"1"}"#);
        stage.answer(asking.bearer(&token)).status.as_u16()
    };
    let named = |path: &str| steered(&stage, Asking::json(path, r#"{"name":"logged-in"}"#)).0;
    assert_eq!(named("/__qetta/restore"), 404);
    assert_eq!(named("/__qetta/snapshot"), 200);
    steered(&stage, Asking::post("/__qetta/reset", ""));
    assert_eq!(status(), 401);
    assert_eq!(named("/__qetta/restore"), 200);
    assert_eq!(status(), 400);
    let (_, kept) = steered(&stage, Asking::get("/__qetta/snapshot"));
    assert_eq!(kept, json!({"snapshots": ["logged-in"]}));
    assert_eq!(steered(&stage, Asking::json("/__qetta/snapshot", "{}")).0, 400);
}

#[test]
fn the_run_says_how_it_stands_and_who_lives_in_it() {
    let stage = busy();
    let (_, status) = steered(&stage, Asking::get("/__qetta/status"));
    assert_eq!((&status["requests"], &status["violations"]), (&json!(3), &json!(2)));
    assert_eq!(status["url"], "http://127.0.0.1:9480");
    let inspector = status["inspector"].as_str().unwrap();
    assert!(inspector.starts_with("http://127.0.0.1:9480/__qetta/#"), "{inspector}");
    let (_, people) = steered(&stage, Asking::get("/__qetta/personas"));
    assert_eq!(people["personas"][0]["name"], "김하늘");
    assert_eq!(people["personas"][0]["accounts"].as_array().unwrap().len(), 4);
    assert_eq!(people["personas"][2]["accounts"][1]["standing"], "closed");
}
