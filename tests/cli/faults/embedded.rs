//! A scenario file for the providers inside a command: `--sandbox` with `--scenario`.

use serde_json::Value;

use crate::support::{Home, holds};

const UNAVAILABLE: &str = "[[fault]]\nkind = \"status\"\non = \"toss\"\nnth = 1\n";

fn json(home: &Home, line: &str) -> Value {
    home.qetta(&format!("{line} --sandbox --scenario day.toml --json")).run().json()
}

#[test]
fn its_faults_are_met_in_each_command_anew() {
    let home = Home::new();
    home.file("day.toml", UNAVAILABLE);
    for _ in 0..2 {
        let error = home.qetta("toss test --sandbox --scenario day.toml --json").run().error(5);
        assert_eq!(error["httpStatus"], 503);
    }
    let asked = || home.qetta("--profile sandbox toss test");
    asked().env("QETTA_SANDBOX_SCENARIO", "day.toml").run().fails(5);
    asked().run().ok();
}

#[test]
fn it_agrees_and_says_how_many_accounts_there_are() {
    let home = Home::new();
    home.file("day.toml", "approve = true\naccounts = 7\n[behaviors]\nhyfata = \"strict\"\n");
    assert_eq!(json(&home, "kftc connect")["accounts"].as_array().unwrap().len(), 7);
    let connected = json(&home, "login hyfata");
    assert!(connected["scope"].is_string(), "as the standards have it: {connected}");
}

#[test]
fn its_time_is_that_of_both_sides_and_the_same_in_each_command() {
    let home = Home::new();
    for (file, end) in [
        ("[clock]\nfreeze = 2030-05-05T05:05:05Z\n", "2031-05-05T05:05:05.000Z"),
        ("[clock]\nadvance = \"2d\"\n", "2027-11-23T12:00:00.000Z"),
    ] {
        home.file("day.toml", file);
        for _ in 0..2 {
            assert_eq!(json(&home, "toss token --refresh")["expiresAt"], end);
        }
        let now = home.qetta("sandbox clock show --sandbox --json").run().json();
        assert_eq!(
            now["now"].as_str().unwrap()[..4],
            end[..4].replace("2031", "2030").replace("2027", "2026")
        );
    }
}

#[test]
fn its_seed_is_the_one_source_of_what_is_issued() {
    let issued = |seed: u64| {
        let home = Home::new();
        home.file("day.toml", &format!("seed = {seed}\n"));
        home.qetta("token toss --sandbox --scenario day.toml").run().ok()
    };
    assert_eq!(issued(7), issued(7));
    assert_ne!(issued(7), issued(8));
}

#[test]
fn a_file_that_cannot_be_played_is_found_out_before_anything_is_done() {
    let home = Home::new();
    let run = |line: &str| home.qetta(&format!("{line} --scenario day.toml")).run();
    holds(&run("toss test --sandbox").fails(7), &["cannot read day.toml"]);
    home.file("day.toml", "seed = 1\n\n[[fault]]\nkind = \"status\"\ncode = 9\n");
    holds(&run("toss test --sandbox").fails(7), &["in line 5: day.toml", "`code`"]);
    home.file("day.toml", "[clock]\nset = 1999-01-01T00:00:00Z\n");
    holds(&run("toss test --sandbox").fails(7), &["in line 2: day.toml", "`clock`"]);
    assert!(home.files().is_empty(), "{:?}", home.files());
}

#[test]
fn nobody_plays_it_outside_the_sandbox() {
    let home = Home::new();
    home.file("day.toml", UNAVAILABLE);
    let words = home.qetta("toss test --scenario day.toml").run().fails(2);
    holds(&words, &["a scenario is played by the sandbox", "hint: add `--sandbox`"]);
    let named = home.qetta("status").env("QETTA_SANDBOX_SCENARIO", "none.toml").run();
    named.ok();
}
