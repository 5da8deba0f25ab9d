//! `qetta audit`

use std::process::Command;

use serde_json::Value;

use crate::support::{ACCESS_TOKEN, CLIENT_SECRET, Home, Provider, Reply, holds};

/// What the log says, entry by entry: event, provider, result, code.
fn story(home: &Home) -> Vec<String> {
    entries(home)
        .iter()
        .map(|entry| {
            let word = |name: &str| entry[name].as_str().unwrap_or("-").to_owned();
            let names = ["event", "provider", "result", "providerCode"];
            names.map(word).join(" ")
        })
        .collect()
}

fn entries(home: &Home) -> Vec<Value> {
    let document = home.qetta("audit --json").run().json();
    document["entries"].as_array().unwrap().clone()
}

fn log(home: &Home) -> String {
    std::fs::read_to_string(home.data().join("audit.log")).unwrap()
}

#[test]
fn everything_that_is_done_with_a_token_is_recorded() {
    let home = Home::new();
    for line in [
        "kftc connect --approve",
        "kftc accounts --refresh",
        "refresh kftc",
        "token kftc",
        "kftc token",
        "disconnect kftc",
    ] {
        home.qetta(line).arg("--sandbox").run().ok();
    }
    assert_eq!(
        story(&home),
        [
            "begin - ok -",
            "issue KFTC_OPENBANKING ok -",
            "use KFTC_OPENBANKING ok -",
            "use KFTC_OPENBANKING ok -",
            "refresh KFTC_OPENBANKING ok -",
            "export KFTC_OPENBANKING ok -",
            "revoke KFTC_OPENBANKING ok -",
            "disconnect KFTC_OPENBANKING ok -",
        ]
    );
    let entries = entries(&home);
    assert_eq!(entries[1]["command"], "kftc connect");
    assert_eq!(entries[5]["command"], "token kftc");
    assert_eq!(
        (&entries[5]["profile"], &entries[5]["account"]),
        (&"sandbox".into(), &"default".into())
    );
    assert_eq!(entries[2]["token"], entries[1]["token"], "the token that was issued was used");
    assert_ne!(entries[4]["token"], entries[1]["token"]);
    assert_eq!(entries[5]["token"], entries[4]["token"]);
    assert!(entries.iter().all(|entry| entry["sealed"] == true));
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["valid"], &verdict["entries"]), (&true.into(), &8.into()));
    assert_eq!((&verdict["sealed"], &verdict["sealsChecked"]), (&8.into(), &8.into()));
    assert_eq!(verdict["head"], entries[7]["hash"]);
}

#[test]
fn what_a_provider_refuses_is_recorded_with_its_code() {
    let home = Home::new();
    let provider = Provider::answering([
        Reply::json("401 Unauthorized", r#"{"error":"invalid_client"}"#),
        Reply::token(),
        Reply::envelope("400 Bad Request", "CE3100", "그런 요청은 없습니다"),
    ]);
    home.qetta_at(&provider, "token toss").run().fails(4);
    assert_eq!(home.qetta_at(&provider, "api toss POST /x").run().code, Some(4));
    home.qetta_at(&provider, "disconnect toss").run().ok();
    assert_eq!(
        story(&home),
        [
            "begin - ok -",
            "issue TOSS_CERT provider_refused invalid_client",
            "issue TOSS_CERT ok -",
            "use TOSS_CERT ok -",
            "use TOSS_CERT provider_refused CE3100",
            "disconnect TOSS_CERT ok -",
        ]
    );
    // Toss has no way to revoke, so the key was not needed, and the last entry has no seal.
    assert_eq!(entries(&home)[5]["sealed"], false);
    home.qetta("audit verify").run().ok();
}

#[test]
fn no_secret_is_in_the_log_and_no_argument() {
    let home = Home::new();
    let reply = format!(r#"{{"error":"{CLIENT_SECRET}"}}"#);
    let provider = Provider::answering([Reply::token(), Reply::json("400 Bad Request", &reply)]);
    home.qetta_at(&provider, "token toss").run().ok();
    let call = home.qetta_at(&provider, "api toss POST /canary-path -f canary=canary").run();
    assert_ne!(call.code, Some(0));
    home.qetta_at(&provider, "exec toss -- echo canary-argument").run().ok();
    let log = log(&home);
    holds(&log, &["\"export\"", "\"use\"", "\"command\":\"exec toss\""]);
    assert!(!log.contains("canary"), "{log}");
    assert!(!log.contains(ACCESS_TOKEN) && !log.contains("sandbox_secret"), "{log}");
}

#[test]
fn a_token_that_is_shown_masked_has_not_left() {
    let home = Home::new();
    for line in ["token toss", "toss token", "toss token --json", "status"] {
        home.qetta(line).arg("--sandbox").run().ok();
    }
    let exports: Vec<Value> =
        entries(&home).into_iter().filter(|entry| entry["event"] == "export").collect();
    let commands: Vec<&str> =
        exports.iter().map(|entry| entry["command"].as_str().unwrap()).collect();
    assert_eq!(commands, ["token toss", "toss token"]);
}

#[test]
fn a_token_that_is_served_is_handed_out_once_more() {
    let home = Home::new();
    let script = "curl -s -H \"Authorization: Bearer $QETTA_TOKEN_SECRET\" $QETTA_TOKEN_URL";
    let run = home.qetta("exec toss --sandbox --serve -- sh -c").arg(format!("{script}; {script}"));
    let path = std::env::var_os("PATH").unwrap();
    run.env("PATH", path).run().ok();
    assert_eq!(
        story(&home),
        ["begin - ok -", "issue TOSS_CERT ok -", "export TOSS_CERT ok -", "export TOSS_CERT ok -",]
    );
}

#[test]
fn a_change_of_settings_is_recorded_where_it_takes_effect() {
    let home = Home::new();
    let provider =
        Provider::answering([Reply::token_named("token-1"), Reply::token_named("token-2")]);
    home.qetta_at(&provider, "token toss").run().ok();
    home.qetta_at(&provider, "token toss").env("TOSS_CLIENT_ID", "another").run().ok();
    let found = story(&home);
    assert_eq!(found[3..5], ["config TOSS_CERT ok -", "issue TOSS_CERT ok -"]);
    assert_eq!(entries(&home)[3]["detail"], "client, scope or server");
}

#[test]
fn the_list_is_narrowed_by_time_provider_account_and_profile() {
    let home = Home::new();
    let at = |line: &str, moment: &str| home.qetta(line).at(moment).run().ok();
    at("token toss --sandbox", "2026-11-01T00:00:00Z");
    at("token toss --sandbox --account 둘", "2026-11-20T15:00:00Z");
    at("token max --sandbox", "2026-11-21T11:00:00Z");
    let count = |line: &str| {
        let text = home.qetta(line).arg("--format").arg("ndjson").run().ok();
        text.lines().count()
    };
    assert_eq!(count("audit"), 7);
    assert_eq!(count("audit --since 2026-11-21"), 4, "the day begins in Korea");
    assert_eq!(count("audit --since 20d"), 7);
    assert_eq!(count("audit --since 24h"), 4);
    assert_eq!(count("audit --since 2h"), 2);
    assert_eq!(count("audit --since 2026-11-20T15:00:00.001Z"), 2);
    assert_eq!(count("audit --provider toss"), 4);
    assert_eq!(count("audit --account 둘"), 2);
    assert_eq!(count("audit --sandbox"), 6);
    assert_eq!(count("audit --profile production"), 0);
    home.qetta("audit --since someday").run().fails(2);
}

#[test]
fn people_get_a_table_that_lines_up() {
    let home = Home::new();
    assert_eq!(home.qetta("audit").run().ok(), "nothing is recorded\n");
    assert_eq!(home.qetta("audit --json").run().ok(), "{\"entries\":[]}\n");
    home.qetta("token toss --sandbox --account 국민은행").run().ok();
    home.qetta("token max --sandbox").run().ok();
    let table = home.qetta("audit --lang ko").run().ok();
    let lines: Vec<&str> = table.lines().collect();
    holds(lines[0], &["시각", "계정", "결과"]);
    holds(lines[2], &["2026-11-21 21:00:00 KST", "issue", "토스 인증", "국민은행", "token toss ("]);
    let column = |line: &str, word: &str| {
        let before = line.split(word).next().unwrap();
        before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    assert_eq!(column(lines[2], "sandbox"), column(lines[4], "sandbox"));
    let csv = home.qetta("audit --format csv").run().ok();
    assert!(csv.starts_with("seq,time,event,profile,provider,account,result,"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + 5);
}

#[test]
fn the_log_is_read_and_checked_without_a_key_or_a_database() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    std::fs::remove_file(home.data().join("qetta.key")).unwrap();
    assert_eq!(entries(&home).len(), 3);
    let output = home.qetta("audit verify").run();
    holds(&output.stderr, &["warning: the seals are not checked", "qetta.key"]);
    holds(&output.ok(), &["valid: 3 entries hold", "0/3"]);
    std::fs::remove_file(home.data().join("qetta.db")).unwrap();
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["valid"], &verdict["sealsChecked"]), (&true.into(), &Value::Null));
}

#[test]
fn an_altered_log_is_told_and_ends_with_1() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let altered = log(&home).replace("\"export\"", "\"use\"");
    std::fs::write(home.data().join("audit.log"), altered).unwrap();
    let output = home.qetta("audit verify --json").run();
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((&found["valid"], &found["line"]), (&false.into(), &4.into()));
    assert_eq!((&found["flaw"], &found["entries"]), (&"edited".into(), &2.into()));
    assert_eq!(output.code, Some(1));
    holds(&output.stderr, &["check_failed", "entry 3 was altered"]);
    let korean = home.qetta("audit verify --lang ko").run();
    holds(&korean.stdout, &["유효하지 않음: 처음 2개 항목만"]);
    holds(&korean.stderr, &["4번째 줄", "항목 3이(가) 변경되었습니다"]);
}

#[test]
fn a_token_is_used_where_nothing_can_be_recorded() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let path = home.data().join("audit.log");
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let output = home.qetta("token toss --sandbox -v").run();
    holds(&output.stderr, &["nothing was recorded in audit.log"]);
    output.ok();
    let quiet = home.qetta("token toss --sandbox").run();
    assert_eq!(quiet.stderr, "");
    quiet.ok();
    home.qetta("audit").run().fails(8);
}

#[test]
fn a_log_that_was_moved_away_begins_anew_and_says_so() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let path = home.data().join("audit.log");
    std::fs::rename(&path, home.data().join("audit-2026.log")).unwrap();
    holds(&home.qetta("audit verify").run().stderr, &["there is no audit log"]);
    home.qetta("token toss --sandbox").run().ok();
    assert_eq!(story(&home), ["begin - ok -", "export TOSS_CERT ok -"]);
    home.qetta("audit verify").run().ok();
}

#[test]
fn two_processes_that_write_at_once_make_one_chain() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let rounds = 200;
    let script = format!(
        "for i in $(seq {rounds}); do {} token toss --sandbox >/dev/null || exit 1; done",
        env!("CARGO_BIN_EXE_qetta")
    );
    let start = || {
        Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", home.path())
            .env("QETTA_DATA_DIR", home.data())
            .spawn()
            .unwrap()
    };
    for mut child in [start(), start()] {
        assert!(child.wait().unwrap().success());
    }
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["valid"], &verdict["entries"]), (&true.into(), &(3 + 2 * rounds).into()));
}

#[test]
fn a_store_with_another_key_still_knows_its_seals_and_its_tokens() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    home.qetta("store rekey").run().ok();
    home.qetta("token toss --sandbox").run().ok();
    let found = entries(&home);
    assert_eq!(found[3]["event"], "rekey");
    assert_eq!(found[2]["token"], found[4]["token"]);
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["valid"], &verdict["sealsChecked"]), (&true.into(), &5.into()));
}

#[test]
fn a_copy_and_what_comes_back_of_it_are_recorded() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    home.qetta("store backup copy.db").run().ok();
    assert_eq!(home.qetta("store restore copy.db --force").run().code, Some(0));
    home.qetta("token toss --sandbox").run().ok();
    let events: Vec<Value> = entries(&home).iter().map(|entry| entry["event"].clone()).collect();
    assert_eq!(events, ["begin", "issue", "export", "backup", "restore", "export"]);
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["valid"], &verdict["sealed"]), (&true.into(), &5.into()));
}

/// What the key of another store sealed counts as far as this one's vouches for it.
#[test]
fn a_copy_of_another_store_vouches_for_the_log_from_its_return_on() {
    let (home, other) = (Home::new(), Home::new());
    let passphrase = home.file("passphrase", "correct horse");
    other.qetta("token toss --sandbox").run().ok();
    other
        .qetta("store backup copy.db --passphrase")
        .env("QETTA_PASSPHRASE_FILE", &passphrase)
        .run()
        .ok();
    home.qetta("token toss --sandbox").run().ok();
    let copy = other.path().join("copy.db");
    let restore =
        home.qetta("store restore --force").arg(&copy).env("QETTA_PASSPHRASE_FILE", &passphrase);
    assert_eq!(restore.run().code, Some(0));
    let verdict =
        home.qetta("audit verify --json").env("QETTA_PASSPHRASE_FILE", &passphrase).run().json();
    let sealed = (&verdict["sealsChecked"], &verdict["sealedByAnotherKey"]);
    assert_eq!((&verdict["valid"], sealed), (&true.into(), (&1.into(), &3.into())));
}

/// A use costs no sync, and the log is opened once.
#[cfg(target_os = "linux")]
#[test]
fn the_stored_token_waits_for_no_disk() {
    if Command::new("strace").arg("--version").output().is_err() {
        eprintln!("strace is not installed: the cached path was not watched");
        return;
    }
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "token toss").run().ok();
    home.qetta_at(&provider, "token toss").under("strace", &["-f", "-o", "trace"]).run().ok();
    let trace = std::fs::read_to_string(home.path().join("trace")).unwrap();
    assert_eq!(
        trace.lines().filter(|call| call.contains("open") && call.contains("audit.log")).count(),
        1
    );
    for needless in ["fsync(", "fdatasync(", "sync_file_range("] {
        assert!(!trace.contains(needless), "{needless} on the cached path:\n{trace}");
    }
}

#[test]
fn a_token_is_handed_on_after_it_was_issued() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    let verdict = home.qetta("audit verify --json").run().json();
    assert_eq!((&verdict["entries"], &verdict["clockWentBack"]), (&3.into(), &0.into()));
}
