//! `qetta config`, and which source wins.

use crate::support::{CLIENT_SECRET, Home, holds};

fn source_of(home: &Home, run: crate::support::Run, name: &str) -> (String, String) {
    let _ = home;
    let document = run.run().json();
    let settings = document["settings"].as_array().unwrap();
    let setting = settings.iter().find(|setting| setting["name"] == name).unwrap();
    let text = |key: &str| setting[key].as_str().unwrap_or_default().to_owned();
    (text("value"), text("source"))
}

#[test]
fn each_source_wins_over_the_ones_before_it() {
    let home = Home::new();
    let show = |line: &str| home.qetta(&format!("config show --json {line}"));
    let timeout = |run| source_of(&home, run, "QETTA_TIMEOUT");

    assert_eq!(timeout(show("")), ("30".into(), "built-in".into()));
    let config = home.file("config.toml", "# mine\ntimeout = 11\n[profiles.test]\nlang = \"ko\"\n");
    let (value, source) = timeout(show("").env("QETTA_CONFIG", &config));
    assert_eq!(value, "11");
    holds(&source, &["config.toml:2"]);
    let env_file = home.file("my.env", "QETTA_TIMEOUT=12\n");
    let with_file = || show("").env("QETTA_CONFIG", &config).env("QETTA_ENV_FILE", &env_file);
    let (value, source) = timeout(with_file());
    assert_eq!(value, "12");
    holds(&source, &["my.env:1"]);
    let (value, source) = timeout(with_file().env("QETTA_TIMEOUT", "13"));
    assert_eq!(value, "13");
    holds(&source, &["environment"]);
    let (value, source) =
        timeout(with_file().env("QETTA_TIMEOUT", "13").arg("--timeout").arg("14"));
    assert_eq!(value, "14");
    holds(&source, &["flag"]);
}

#[test]
fn the_listing_shows_no_secret() {
    let home = Home::new();
    let output = home
        .qetta("config show")
        .env("TOSS_CLIENT_ID", "my_client")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
        .run();
    assert!(!output.stdout.contains(CLIENT_SECRET), "{output}");
    holds(&output.ok(), &["TOSS_CLIENT_ID", "my_client", "TOSS_CLIENT_SECRET", "environment"]);
}

#[test]
fn a_config_file_is_started_once() {
    let home = Home::new();
    let path = home.path().join("new/config.toml");
    let here = |line: &str| home.qetta(line).env("QETTA_CONFIG", &path);
    // A named file that is missing is an error everywhere but here.
    let made = here("config init").run().ok();
    assert_eq!(made, format!("{}\n", path.display()));
    assert_eq!(here("config path").run().ok(), format!("{}\n", path.display()));
    here("status").run().ok();
    holds(&here("config init").run().fails(7), &["is already there"]);
}

#[test]
fn without_a_name_the_config_file_is_in_the_users_folder() {
    let home = Home::new();
    let path = home.qetta("config path").env("XDG_CONFIG_HOME", home.path().join("xdg")).run().ok();
    if cfg!(target_os = "linux") {
        assert_eq!(path, format!("{}/xdg/qetta/config.toml\n", home.path().display()));
    }
}

#[test]
fn an_env_file_is_read_only_where_it_is_named() {
    let home = Home::new();
    home.file(".env", "TOSS_OAUTH_BASE=https://evil.example\n");
    let run = home.qetta("config show --json");
    let (value, _) = source_of(&home, run, "TOSS_OAUTH_BASE");
    assert_eq!(value, "https://oauth2.cert.toss.im");
    let run = home.qetta("config show --json --env-file .env");
    let (value, _) = source_of(&home, run, "TOSS_OAUTH_BASE");
    assert_eq!(value, "https://evil.example");
}

#[test]
fn the_sandbox_ignores_every_provider_setting() {
    let home = Home::new();
    let run = home
        .qetta("toss test --sandbox --json")
        .env("TOSS_OAUTH_BASE", "https://evil.example")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET);
    assert_eq!(run.run().json()["success"], true);
}
