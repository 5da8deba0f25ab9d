//! Help, version, completions, manual pages, and command lines that are none.

use crate::support::{Home, holds};

#[test]
fn version_and_help_go_to_stdout() {
    let home = Home::new();
    let version = home.qetta("--version").run().ok();
    assert_eq!(version, format!("qetta {}\n", env!("CARGO_PKG_VERSION")));
    holds(&home.qetta("--help").run().ok(), &["Usage: qetta", "toss", "Exit codes"]);
    holds(&home.qetta("toss token --help").run().ok(), &["--refresh", "--profile <NAME>"]);
}

#[test]
fn help_is_answered_before_anything_can_fail() {
    let home = Home::new();
    home.qetta("--help").env("QETTA_FORMAT", "nonsense").run().ok();
    home.qetta("status --help").env("QETTA_CONFIG", "/nowhere").run().ok();
}

#[test]
fn a_wrong_command_line_is_exit_2() {
    let home = Home::new();
    for line in [
        "",
        "nonsense",
        "toss",
        "toss tset",
        "token",
        "token naver",
        "toss token --reload",
        "status --fail-within soon",
        "status --fail-within 5",
        "status --format xml",
        "status --timeout 0",
        "status --timeout -1",
        "status --timeout soon",
        "status --lang fr",
        "status --color sometimes",
        "status --store redis",
        "status --json --format text",
        "status --quiet --verbose",
        "toss test --sandbox --profile test",
        "disconnect toss --all-accounts --account a",
        "api toss BREW /x",
        "api toss POST",
        "api toss POST /x -f novalue",
        "api toss POST /x -f a=b --input file",
        "sandbox --port 70000",
        "completions tcsh",
    ] {
        let stderr = home.qetta(line).run().fails(2);
        assert!(!stderr.is_empty(), "{line}");
    }
    assert!(!home.data().exists(), "bad input made something");
}

#[test]
fn an_empty_or_hostile_name_is_refused() {
    let home = Home::new();
    for name in ["", " a", "a\nb", "\u{1b}[31m", &"x".repeat(65)] {
        home.qetta("status --account").arg(name).run().fails(2);
        home.qetta("status --profile").arg(name).run().fails(2);
    }
}

#[test]
fn a_wrong_command_line_is_one_object_under_json() {
    let home = Home::new();
    for line in ["tokn toss --json", "--format json tokn toss", "--format=json tokn toss"] {
        let error = home.qetta(line).run().error(2);
        assert_eq!(error["kind"], "usage");
        holds(error["message"].as_str().unwrap(), &["unrecognized subcommand 'tokn'"]);
    }
    let error = home.qetta("tokn").env("QETTA_FORMAT", "json").run().error(2);
    assert_eq!(error["kind"], "usage");
}

#[test]
fn a_mistyped_command_is_guessed() {
    let home = Home::new();
    holds(&home.qetta("statsu").run().fails(2), &["similar subcommand", "status"]);
}

#[test]
fn there_is_no_csv_of_one_thing() {
    let home = Home::new();
    let stderr = home.qetta("toss test --sandbox --format csv").run().fails(2);
    holds(&stderr, &["no rows", "hint: use text, json or ndjson"]);
}

#[test]
fn completions_and_manual_pages_are_made_at_run_time() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        holds(&home.qetta(&format!("completions {shell}")).run().ok(), &["qetta", "disconnect"]);
    }
    holds(&home.qetta("man").run().ok(), &[".TH qetta 1", "sandbox"]);
    holds(&home.qetta("man toss token").run().ok(), &[".TH qetta-toss-token 1", "refresh"]);
    holds(&home.qetta("man nonsense").run().fails(2), &["there is no command `nonsense`"]);
}
