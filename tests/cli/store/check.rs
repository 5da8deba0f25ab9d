//! `qetta store check`, and what a damaged store comes to.

use crate::support::{Home, holds};

fn altered(home: &Home, statement: &str) {
    let database = rusqlite::Connection::open(home.data().join("qetta.db")).unwrap();
    database.execute_batch(statement).unwrap();
    let changed: i64 = database.query_row("SELECT total_changes()", [], |row| row.get(0)).unwrap();
    assert!(changed > 0, "{statement}");
}

/// The checks of a run that ended with `code`, by their ids and states.
fn states(home: &Home, code: i32) -> Vec<(String, String)> {
    let output = home.qetta("store check --json").run();
    assert_eq!(output.code, Some(code), "{output}");
    let document: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let checks = document["checks"].as_array().unwrap();
    checks.iter().map(|check| (word(&check["id"]), word(&check["status"]))).collect()
}

fn state(home: &Home, code: i32, id: &str) -> String {
    states(home, code).into_iter().find(|(found, _)| found == id).unwrap().1
}

#[test]
fn a_whole_store_passes_and_so_does_none() {
    let home = Home::new();
    home.qetta("store check").run().ok();
    assert!(!home.data().exists());
    home.token().run().ok();
    let states = states(&home, 0);
    let ids: Vec<&str> = states.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["database", "rows", "files", "leftovers", "secrets"]);
    assert!(states.iter().all(|(_, state)| state == "ok"), "{states:?}");
    holds(&home.qetta("store check --lang ko").run().ok(), &["정상", "모두 열 수 있습니다"]);
}

#[test]
fn a_secret_that_was_altered_is_exit_8() {
    let home = Home::new();
    home.token().run().ok();
    altered(&home, "UPDATE secret SET sealed = zeroblob(40)");
    assert_eq!(state(&home, 8, "secrets"), "fail");
    holds(&home.token().run().fails(8), &["does not open: it was altered or moved"]);
}

#[test]
fn rows_that_were_swapped_are_exit_8_and_never_the_other_token() {
    let home = Home::new();
    let one = home.token().run().ok();
    let two = home.token().arg("--account=two").run().ok();
    assert_ne!(one, two);
    altered(
        &home,
        "CREATE TEMP TABLE before AS SELECT * FROM secret;
        UPDATE secret SET (nonce, sealed) = (
            SELECT nonce, sealed FROM before AS other
            WHERE other.connection_id <> secret.connection_id AND other.kind = secret.kind
        );",
    );
    for account in ["default", "two"] {
        home.token().arg(format!("--account={account}")).run().fails(8);
    }
    assert_eq!(state(&home, 8, "secrets"), "fail");
}

#[test]
fn without_the_key_the_rest_is_looked_at_and_that_is_said() {
    let home = Home::new();
    let key = home.file("key", &"1".repeat(64));
    home.token().env("QETTA_KEY_FILE", &key).run().ok();
    assert_eq!(state(&home, 0, "secrets"), "warn");
    let text = home.qetta("store check").run().ok();
    holds(&text, &["not looked at, for the key is not at hand", "QETTA_KEY_FILE"]);
    let wrong = home.file("wrong", &"2".repeat(64));
    let run = home.qetta("store check").env("QETTA_KEY_FILE", &wrong).run();
    assert_eq!(run.code, Some(8), "{run}");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_read_is_exit_8() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.token().run().ok();
    let mode = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(home.data().join("qetta.db"), mode).unwrap();
    assert_eq!(state(&home, 8, "files"), "fail");
}

#[test]
fn a_database_that_was_cut_is_exit_8_in_words_that_help() {
    let home = Home::new();
    let token = home.token().run().ok();
    let path = home.data().join("qetta.db");
    let whole = std::fs::read(&path).unwrap();
    for length in [1, 100, 4_000, 4_096, whole.len() / 2, whole.len() - 4_096] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let stderr = home.token().run().fails(8);
        holds(&stderr, &["qetta.db", "hint:"]);
        let check = home.qetta("store check").run();
        assert_eq!(check.code, Some(8), "{length}: {check}");
    }
    // The end of the last page was empty anyway.
    std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    assert_eq!(home.token().run().ok(), token);
    std::fs::write(&path, b"").unwrap();
    holds(&home.token().run().fails(8), &["is not a database of qetta"]);
}

#[test]
fn a_database_of_an_older_schema_is_brought_up_to_date_and_of_a_newer_one_is_exit_8() {
    let home = Home::new();
    let token = home.token().run().ok();
    altered(&home, "INSERT INTO learnt VALUES ('registration', 'name', 'value')");
    let database = rusqlite::Connection::open(home.data().join("qetta.db")).unwrap();
    let older = "
        DROP TABLE renewal; DROP INDEX connection_ends; DROP INDEX IF EXISTS connection_issued;
        DROP INDEX IF EXISTS connection_registered; DROP INDEX IF EXISTS connection_backwards;
        ALTER TABLE connection DROP COLUMN ends_at;
        DROP TABLE used_row; CREATE TABLE used_number
            (day TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (day, number)) STRICT, WITHOUT ROWID;
        PRAGMA user_version = 2;";
    database.execute_batch(older).unwrap();
    assert_eq!(home.token().run().ok(), token);
    let status = home.qetta("store status --json").run().json();
    let schema = status["schema"].as_i64().unwrap();
    assert!(schema > 2);
    database.execute_batch(&format!("PRAGMA user_version = {}", schema + 1)).unwrap();
    drop(database);
    holds(&home.token().run().fails(8), &["a newer qetta", "update qetta"]);
    assert_eq!(state(&home, 8, "database"), "fail");
}
