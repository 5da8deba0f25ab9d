//! Wrong settings and wrong files: each with its exit code, what is wrong, and where.

use crate::support::{CLIENT_SECRET, Home, holds};

/// With this config file, `status` fails so.
#[track_caller]
fn config_fails(text: &str, parts: &[&str]) {
    let home = Home::new();
    let path = home.file("config.toml", text);
    let stderr = home.qetta("status").env("QETTA_CONFIG", path).run().fails(7);
    holds(&stderr, parts);
    assert!(!stderr.contains("canary"), "{stderr}");
    assert!(!home.data().exists());
}

#[test]
fn a_config_file_names_its_line() {
    config_fails("timeout = 30\nstor = \"auto\"\n", &["config.toml:2", "stor", "`store`"]);
    config_fails("lang = \"fr\"\n", &["config.toml:1", "lang", "ko, en"]);
    config_fails("timeout = \"soon\"\n", &["config.toml:1", "timeout"]);
    config_fails("\n\nprofile = 3\n", &["config.toml:3", "profile"]);
    config_fails(
        "[profiles.test.toss]\nclient_idd = \"x\"\n",
        &["config.toml:2", "client_idd", "client_id"],
    );
    config_fails("[profiles.test.kakao]\n", &["config.toml:1", "kakao", "toss"]);
    config_fails("[nonsense]\n", &["config.toml:1", "nonsense", "profiles"]);
    config_fails("a = [canary\n", &["config.toml:"]);
}

#[test]
fn a_secret_does_not_stand_in_the_config_file() {
    config_fails(
        "[profiles.test.toss]\nclient_secret = \"canary\"\n",
        &["config.toml:2", "client_secret_file", "client_secret_env"],
    );
}

#[test]
fn a_named_file_that_is_missing_is_said() {
    let home = Home::new();
    holds(&home.qetta("status --config none.toml").run().fails(7), &["none.toml"]);
    holds(&home.qetta("status --env-file none.env").run().fails(7), &["none.env"]);
    holds(&home.qetta("status").env("QETTA_CONFIG", "none.toml").run().fails(7), &["none.toml"]);
}

#[test]
fn a_profile_that_nobody_knows_is_said_with_those_that_are() {
    let home = Home::new();
    let stderr = home.qetta("status --profile prod").run().fails(7);
    holds(&stderr, &["prod", "sandbox", "test", "production"]);
}

#[test]
fn a_wrong_variable_is_named() {
    for (name, value) in [
        ("QETTA_FORMAT", "xml"),
        ("QETTA_TIMEOUT", "soon"),
        ("QETTA_LANG", "fr"),
        ("QETTA_STORE", "redis"),
        ("QETTA_PROFILE", " "),
    ] {
        let home = Home::new();
        let stderr = home.qetta("status").env(name, value).run().fails(7);
        holds(&stderr, &["error: ", name]);
    }
}

#[test]
fn a_malformed_env_file_names_its_line_and_not_what_stands_there() {
    let home = Home::new();
    home.file("my.env", "A=1\nTOSS_CLIENT_SECRET canary\n");
    let stderr = home.qetta("status --env-file my.env").run().fails(7);
    holds(&stderr, &["my.env:2"]);
    assert!(!stderr.contains("canary"), "{stderr}");
}

#[test]
fn plain_http_is_refused_before_anything_is_sent() {
    let home = Home::new();
    let run = home.qetta("toss test").env("TOSS_OAUTH_BASE", "http://oauth2.cert.toss.im");
    holds(&run.run().fails(7), &["TOSS_OAUTH_BASE", "https"]);
    for base in
        ["nonsense", "ftp://a.example", "https://u:canary@a.example", "https://a.example/?q=1"]
    {
        let stderr = home.qetta("toss test").env("TOSS_OAUTH_BASE", base).run().fails(7);
        holds(&stderr, &["TOSS_OAUTH_BASE"]);
        assert!(!stderr.contains("canary"), "{stderr}");
    }
}

#[test]
fn every_missing_setting_is_named_at_once() {
    let home = Home::new();
    let stderr = home.qetta("toss test --profile production").run().fails(7);
    holds(&stderr, &["TOSS_CLIENT_ID", "TOSS_CLIENT_SECRET"]);
    let error = home.qetta("toss test --profile production --json").run().error(7);
    assert_eq!(error["kind"], "config");
}

#[test]
fn half_a_pair_of_credentials_is_not_completed_with_the_test_pair() {
    let home = Home::new();
    let run = home.qetta("toss test").env("TOSS_CLIENT_SECRET", CLIENT_SECRET);
    holds(&run.run().fails(7), &["TOSS_CLIENT_ID"]);
    let run = home.qetta("toss test").env("TOSS_CLIENT_ID", "mine");
    holds(&run.run().fails(7), &["TOSS_CLIENT_SECRET"]);
}

#[test]
fn a_secret_file_that_is_missing_or_empty_is_said() {
    for (text, part) in [(None, "secret.txt"), (Some("\n"), "secret.txt")] {
        let home = Home::new();
        if let Some(text) = text {
            home.file("secret.txt", text);
        }
        let config = home.file(
            "config.toml",
            "[profiles.test.toss]\nclient_id = \"mine\"\nclient_secret_file = \"secret.txt\"\n",
        );
        let stderr = home.qetta("toss test").env("QETTA_CONFIG", config).run().fails(7);
        holds(&stderr, &[part]);
    }
}

#[test]
fn a_key_file_is_what_it_says_or_nothing_is_touched() {
    let home = Home::new();
    home.file("short", "abc");
    let run =
        |key: &str| home.qetta("toss token --sandbox").env("QETTA_KEY_FILE", home.path().join(key));
    holds(&run("none").run().fails(8), &["none"]);
    holds(&run("short").run().fails(8), &["32"]);
}

#[test]
fn another_key_does_not_open_the_store_and_harms_nothing() {
    let home = Home::new();
    home.file("one", &"1".repeat(64));
    home.file("two", &"2".repeat(64));
    let run =
        |key: &str| home.qetta("token toss --sandbox").env("QETTA_KEY_FILE", home.path().join(key));
    let token = run("one").run().ok();
    let before = home.files();
    let error = run("two").arg("--json").run().error(8);
    assert_eq!(error["kind"], "store");
    assert_eq!(before.len(), home.files().len());
    assert_eq!(run("one").run().ok(), token);
    assert!(!home.data().join("qetta.key").exists());
}

#[test]
fn a_newer_database_is_left_untouched() {
    let home = Home::new();
    home.qetta("toss token --sandbox").run().ok();
    let database = home.data().join("qetta.db");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "journal_mode", "delete").unwrap();
    connection.pragma_update(None, "user_version", 9_999).unwrap();
    drop(connection);
    let before = std::fs::read(&database).unwrap();
    for line in ["status", "token toss --sandbox", "disconnect toss --sandbox"] {
        let stderr = home.qetta(line).run().fails(8);
        holds(&stderr, &["9999", "newer"]);
    }
    assert!(std::fs::read(&database).unwrap() == before);
}

#[test]
fn a_file_that_is_no_database_is_left_untouched() {
    let home = Home::new();
    home.file("data/qetta.db", "this is not a database, it is a letter to my mother");
    for line in ["status", "token toss --sandbox"] {
        let error = home.qetta(line).arg("--json").run().error(8);
        assert_eq!(error["kind"], "store");
    }
    let after = std::fs::read_to_string(home.data().join("qetta.db")).unwrap();
    assert!(after.starts_with("this is not a database"));
}

#[test]
fn a_data_folder_that_cannot_be_made_is_said() {
    let home = Home::new();
    home.file("taken", "");
    let run =
        home.qetta("toss token --sandbox").env("QETTA_DATA_DIR", home.path().join("taken/data"));
    holds(&run.run().fails(8), &["taken"]);
}

#[test]
fn a_keyring_that_is_not_there_is_said_to_be_missing() {
    let home = Home::new();
    let stderr = home.qetta("toss token --sandbox --store keyring").run().fails(8);
    holds(&stderr, &["needs a keyring", "--store auto"]);
}

#[test]
fn an_input_file_that_is_missing_is_said_before_anything_is_sent() {
    let home = Home::new();
    let stderr = home.qetta("api toss POST /x --input none.json --sandbox").run().fails(2);
    holds(&stderr, &["none.json"]);
}

#[test]
fn a_player_is_asked_about_with_two_tokens_of_a_reasonable_length() {
    let home = Home::new();
    let verify = |tokens: &str| {
        let line = "hive verify --player-id 1 --did 2 --token-stdin --sandbox --lang ko";
        home.qetta(line).stdin(tokens).run().fails(2)
    };
    holds(&verify(""), &["플레이어 토큰이 없습니다"]);
    holds(&verify("one\n"), &["플레이어의 액세스 토큰이 없습니다"]);
    holds(&verify(&"canary".repeat(1 << 18)), &["1MiB"]);
}

#[test]
fn a_particle_after_a_name_that_is_filled_in_is_written_both_ways() {
    let home = Home::new();
    holds(&home.qetta("login hive --sandbox --lang ko").run().fails(2), &["`(으)로"]);
}
